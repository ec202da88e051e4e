import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { RawFields } from '#kernel/forms.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { organisation } from '#modules/organisation/module.ts'
import { services } from '#modules/services/module.ts'
import { openDraft, type PageSave, savePage, startDraft } from '../commands.ts'
import { compareDevices } from './commands.ts'

const platform = await freshPlatform()
const now = '2026-11-23T14:05:00+07:00'
await organisation.loadPack?.(platform.as({ kind: 'system' }, now))
await services.loadPack?.(platform.as({ kind: 'system' }, now))
const fisher = citizen()
await savePerson(platform, fisher)
const mine = (operationKey = randomUUID() as string) => ({ ...platform.as(fisher, now), operationKey })

const begin = () => startDraft(mine(), { code: '9.000001' })
const save = (id: string, fields: RawFields, more: Partial<PageSave> = {}, context = mine()) =>
  savePage(context, {
    id,
    page: 'days',
    version: 1,
    device: 'phone',
    fields,
    shown: ['from', 'to', 'hours'],
    uploads: [],
    refusedUploads: [],
    act: 'continue',
    ...more,
  })
const days = (from: string, to: string, hour: string): RawFields => ({
  'from.day': from,
  'from.month': '12',
  'from.year': '2026',
  'to.day': to,
  'to.month': '12',
  'to.year': '2026',
  hours: [hour],
})
const answersOf = async (id: string) => {
  const { from, to, hours } = (await openDraft(mine(), id)).draft.answers
  return [from, to, hours]
}

test('of two devices each field is chosen by itself', async () => {
  const id = await begin()
  await save(id, days('1', '5', 'dawn'))
  const other = days('2', '6', 'dawn')
  const outcome = await save(id, other, { device: 'desk' })
  assert.equal(outcome.kind, 'conflict')
  if (outcome.kind !== 'conflict') return
  const rows = compareDevices(outcome.open, 'days', outcome.typed, 'vi')
  assert.deepEqual(
    rows.map(({ field, theirs, mine: own }) => [field, theirs === own]),
    [
      ['from', false],
      ['to', false],
      ['hours', true],
    ],
  )
  assert.deepEqual(await answersOf(id), ['2026-12-01', '2026-12-05', ['dawn']], 'nothing is overwritten')
  await save(id, other, { device: 'desk', version: 2, fromOther: ['from'] })
  assert.deepEqual(await answersOf(id), ['2026-12-01', '2026-12-06', ['dawn']])
})

test('a choice made while the page was changed once more is no choice', async () => {
  const id = await begin()
  await save(id, days('1', '5', 'dawn'))
  assert.equal((await save(id, days('2', '6', 'dawn'), { device: 'desk' })).kind, 'conflict')
  await save(id, days('3', '7', 'dawn'))
  const chosen = await save(id, days('2', '6', 'dawn'), { device: 'desk', version: 2, fromOther: ['to'] })
  assert.equal(chosen.kind, 'conflict')
  assert.deepEqual(await answersOf(id), ['2026-12-03', '2026-12-07', ['dawn']])
})

test('a press that comes again is there already, also after newer ones; the same key with other answers is no repetition', async () => {
  const id = await begin()
  const key = randomUUID()
  const first = days('1', '5', 'dawn')
  await save(id, first, {}, mine(key))
  await save(id, days('2', '6', 'dusk'))
  const again = await save(id, first, {}, mine(key))
  assert.equal(again.kind, 'saved')
  assert.deepEqual(await answersOf(id), ['2026-12-02', '2026-12-06', ['dusk']])
  assert.equal((await openDraft(mine(), id)).draft.version, 3)
  await save(id, days('4', '8', 'dawn'), {}, mine(key))
  assert.deepEqual(await answersOf(id), ['2026-12-04', '2026-12-08', ['dawn']])
})
