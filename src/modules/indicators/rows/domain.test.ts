import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CalendarDate } from '#kernel/types.ts'
import { weightsOf, windowsOf } from './domain.ts'

test('a sum tells how often each reading counts; anything else tells nothing', () => {
  assert.deepEqual(weightsOf('upTo.kites.up - 2 * during.kites.down'), [
    { reading: 'upTo', measure: 'kites.up', weight: 1 },
    { reading: 'during', measure: 'kites.down', weight: -2 },
  ])
  for (const text of [
    'listed.kites.up',
    'items.kites.up + during.kites.up',
    'during.kites.up * during.kites.down',
    'during.kites.up + 1',
    'if(during.kites.up > 3, during.kites.up, 0)',
  ])
    assert.equal(weightsOf(text), undefined, text)
})

test('what was before ends the day before; what is up to the end begins with the first day', () => {
  const span = { from: '2026-03-15' as CalendarDate, to: '2026-06-14' as CalendarDate }
  assert.deepEqual(
    windowsOf('before.kites.up + during.kites.up + upTo.kites.up', span)?.map(({ from, to }) => [from, to]),
    [
      ['0001-01-01', '2026-03-14'],
      ['2026-03-15', '2026-06-14'],
      ['0001-01-01', '2026-06-14'],
    ],
  )
})
