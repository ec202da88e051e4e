import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDate } from '#kernel/types.ts'
import { arrangeUnits, fullAreaName, holds } from './domain.ts'
import { chanceFrom, identityNumberOf } from './invented/domain.ts'

let made = 0
const newId = () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`
const unit = (code: string, parent?: string, validFrom = '2020-01-01', validTo?: string) => ({
  code,
  parent,
  validFrom,
  validTo,
})

test('a unit’s path runs from the root through every unit above it', () => {
  const [child, root] = arrangeUnits([unit('A.1', 'A'), unit('A')], [], newId)
  assert.ok(child && root)
  assert.equal(child.parentId, root.id)
  assert.equal(child.path, `${root.id}.${child.id}`.replaceAll('-', ''))
})

test('a unit that is known keeps its id, and a unit with no parent is a root', () => {
  const known = [{ id: newId(), code: 'A', validFrom: '2020-01-01' }]
  const [root] = arrangeUnits([unit('A')], known, newId)
  assert.equal(root?.id, known[0]?.id)
  assert.equal(root?.parentId, null)
})

test('a unit hangs under its parent as that was when the unit began', () => {
  const units = [
    unit('A', undefined, '2020-01-01', '2023-12-31'),
    unit('A', undefined, '2024-01-01'),
    unit('A.1', 'A', '2022-05-01'),
    unit('A.2', 'A', '2024-05-01'),
  ]
  const [old, current, first, second] = arrangeUnits(units, [], newId)
  assert.equal(first?.parentId, old?.id)
  assert.equal(second?.parentId, current?.id)
})

test('a parent that the pack lacks is a fault', () => {
  assert.throws(() => arrangeUnits([unit('A.1', 'A')], [], newId), /A\.1 names the parent A/)
})

test('the first and the last day of validity both count', () => {
  const dated = { validFrom: '2024-01-01', validTo: '2024-12-31' }
  assert.deepEqual(
    ['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'].map((day) => holds(dated, day)),
    [false, true, true, false],
  )
})

test('an area is called by its kind and name, once', () => {
  assert.equal(fullAreaName({ kind: 'Xã', name: 'Ỷ Ỹ' }), 'Xã Ỷ Ỹ')
  assert.equal(fullAreaName({ kind: 'Xã', name: 'Xã Ỷ Ỹ' }), 'Xã Ỷ Ỹ')
})

test('an identity number says province, century, gender and year of birth', () => {
  assert.equal(identityNumberOf('60', 'male', calendarDate('1981-05-02'), 7), '060081000007')
  assert.equal(identityNumberOf('60', 'female', calendarDate('1981-05-02'), 7), '060181000007')
  assert.equal(identityNumberOf('99', 'female', calendarDate('2004-05-02'), 123_456), '099304123456')
})

test('chance repeats itself for the same seed only', () => {
  const [one, same, other] = [chanceFrom('a'), chanceFrom('a'), chanceFrom('b')]
  const three = (chance: () => number) => [chance(), chance(), chance()]
  const first = three(one)
  assert.deepEqual(first, three(same))
  assert.notDeepEqual(first, three(other))
  assert.ok(first.every((number) => number >= 0 && number < 1))
})
