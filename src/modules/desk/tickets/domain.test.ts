import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectedWait, groupOfField, ticketLabel, waitingFigures } from './domain.ts'

test('a number is read out as letter and three figures', () => {
  assert.equal(ticketLabel({ groupKey: 'K', number: 7 }), 'K007')
  assert.equal(ticketLabel({ groupKey: 'K', number: 1204 }), 'K1204')
})

test('with few turns today the declared length decides, widely; with enough of them what was measured', () => {
  assert.deepEqual(expectedWait(4, 2, [], 6), { fromMinutes: 6, toMinutes: 23 })
  assert.deepEqual(expectedWait(4, 2, [10, 10, 10, 10, 30], 6), { fromMinutes: 20, toMinutes: 25 })
  assert.deepEqual(expectedWait(0, 1, [], 6), { fromMinutes: 0, toMinutes: 5 })
})

test('while no window is open for the group nothing is promised', () =>
  assert.equal(expectedWait(1, 0, [5, 5, 5, 5, 5], 6), undefined))

test('a field belongs to the group that names it, else to the one for the rest', () => {
  const rules = {
    groups: [
      { key: 'K', name: { vi: 'Diều', en: 'Kites' }, fields: ['dieu'], minutes: 5 },
      { key: 'B', name: { vi: 'Khác', en: 'Other' }, minutes: 5 },
    ],
    windows: [],
    appointments: { slotMinutes: 30, places: 1, daysAhead: 7 },
  }
  assert.equal(groupOfField(rules, 'dieu')?.key, 'K')
  assert.equal(groupOfField(rules, 'bai-bien')?.key, 'B')
})

test('figures of waiting', () => {
  const at = (minutes: number) => new Date(Date.parse('2026-03-02T01:00:00Z') + minutes * 60_000)
  const turns = [3, 9, 30].map((minutes) => ({ takenAt: at(0), calledAt: at(minutes) }))
  assert.deepEqual(waitingFigures(turns), { count: 3, medianMinutes: 9, longestMinutes: 30 })
  assert.deepEqual(waitingFigures([]), { count: 0, medianMinutes: null, longestMinutes: 0 })
})
