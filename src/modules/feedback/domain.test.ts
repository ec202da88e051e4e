import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typedSecret } from '#kernel/follow-codes.ts'
import { periodKeys, readPeriod, shareOf } from '#kernel/periods.ts'
import { calendarDate } from '#kernel/types.ts'
import {
  awaitedThings,
  mayBeDone,
  type ReportAct,
  type ReportState,
  reportActs,
  stateKeys,
} from './domain.ts'
import { readCovers, writeCovers } from './photos/domain.ts'
import { readPoint } from './sending/domain.ts'

test('from every state but the last ones somebody can go on, and every state but the first is come to', () => {
  const acts = Object.values(reportActs) as {
    from: readonly ReportState[]
    to?: ReportState
    awaits?: string | null
  }[]
  const last = ['rejected', 'closed', 'merged']
  for (const state of stateKeys) {
    assert.equal(
      acts.some(({ from, to }) => to && from.includes(state)),
      !last.includes(state),
      state,
    )
    assert.equal(
      acts.some(({ to }) => to === state),
      state !== 'draft',
      state,
    )
  }
  for (const awaited of Object.keys(awaitedThings))
    assert.ok(
      acts.some(({ awaits }) => awaits === awaited),
      awaited,
    )
})

test('nothing awaited is left behind by an act that ends the report', () => {
  for (const [act, { to, awaits }] of Object.entries(reportActs) as [
    ReportAct,
    { to?: ReportState; awaits?: string | null },
  ][])
    if (to && ['rejected', 'closed', 'merged', 'published'].includes(to)) assert.equal(awaits, null, act)
  assert.ok(!mayBeDone('publish', 'processing') && mayBeDone('publish', 'answered'))
})

test('points are typed with comma or point, both or neither', () => {
  assert.deepEqual(readPoint(' 10,9333 ', '108.1'), { latitude: 10.9333, longitude: 108.1 })
  assert.equal(readPoint('', ' '), null)
  for (const [north, east] of [
    ['10', ''],
    ['x', '108'],
    ['10', '181'],
    ['1e1', '108'],
  ])
    assert.equal(readPoint(north, east), undefined)
})

test('covered parts lie inside the picture, and are written as they are read', () => {
  const size = { width: 100, height: 50 }
  assert.deepEqual(readCovers('0 0 100 50\n 10,10,5,5 ', size), [
    [0, 0, 100, 50],
    [10, 10, 5, 5],
  ])
  assert.deepEqual(readCovers('', size), [])
  assert.equal(
    writeCovers([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ]),
    '1 2 3 4\n5 6 7 8',
  )
  for (const text of ['0 0 101 1', '0 0 1', '-1 0 5 5', '1 1 1.5 1', 'x', '0 0 1 1\n'.repeat(31)])
    assert.equal(readCovers(text, size), undefined, text)
})

test('periods are years and months; a code is typed in any way', () => {
  assert.deepEqual(readPeriod('2026-12'), { key: '2026-12', from: '2026-12-01', until: '2027-01-01' })
  assert.deepEqual(readPeriod('2026')?.until, '2027-01-01')
  for (const text of ['', '2026-13', '26', '2026-1']) assert.equal(readPeriod(text), undefined)
  assert.deepEqual(periodKeys(calendarDate('2026-02-10')).slice(0, 5), [
    '2026',
    '2025',
    '2026-02',
    '2026-01',
    '2025-12',
  ])
  assert.deepEqual([shareOf(1, 4), shareOf(0, 0)], [0.25, undefined])
  assert.equal(typedSecret(' 7k3f-9q2m '), '7K3F9Q2M')
})
