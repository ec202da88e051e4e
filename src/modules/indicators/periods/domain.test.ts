import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, calendarDate } from '#kernel/types.ts'
import { lastPeriods, parsePeriod, periodKey, periodKinds, periodName, periodOf } from './domain.ts'

const on = (kind: Parameters<typeof periodOf>[0], day: string) => {
  const found = periodOf(kind, calendarDate(day))
  return found && `${found.from} ${found.to}`
}

test('periods of the calendar', () => {
  assert.equal(on('week', '2026-11-28'), '2026-11-23 2026-11-29')
  assert.equal(on('tenDays', '2026-02-10'), '2026-02-01 2026-02-10')
  assert.equal(on('tenDays', '2026-02-21'), '2026-02-21 2026-02-28')
  assert.equal(on('tenDays', '2026-03-31'), '2026-03-21 2026-03-31')
  assert.equal(on('month', '2024-02-29'), '2024-02-01 2024-02-29')
  assert.equal(on('quarter', '2026-12-31'), '2026-10-01 2026-12-31')
  assert.equal(on('halfYear', '2026-07-01'), '2026-07-01 2026-12-31')
  assert.equal(on('nineMonths', '2026-09-30'), '2026-01-01 2026-09-30')
  assert.equal(on('nineMonths', '2026-10-01'), undefined)
  assert.equal(on('year', '2026-05-05'), '2026-01-01 2026-12-31')
})

test('periods of reports end on the 14th (Decree 09/2019)', () => {
  assert.equal(on('reportMonth', '2026-03-14'), '2026-02-15 2026-03-14')
  assert.equal(on('reportMonth', '2026-03-15'), '2026-03-15 2026-04-14')
  assert.equal(on('reportQuarter', '2026-01-10'), '2025-12-15 2026-03-14')
  assert.equal(on('reportHalfYear', '2026-06-14'), '2025-12-15 2026-06-14')
  assert.equal(on('reportHalfYear', '2026-06-15'), '2026-06-15 2026-12-14')
  assert.equal(on('reportYear', '2025-12-15'), '2025-12-15 2026-12-14')
})

test('every day lies in the period of its kind, whose key leads back and whose neighbours touch', () => {
  for (let day = calendarDate('2023-12-01'); day < '2026-02-01'; day = addDays(day, 3))
    for (const kind of periodKinds) {
      const period = periodOf(kind, day)
      if (!period) continue
      assert.ok(period.from <= day && day <= period.to, `${kind} ${day}`)
      assert.deepEqual(parsePeriod(periodKey(period)), period)
      assert.ok(periodName(period).vi.length > 4)
      const [before, own] = lastPeriods(period, 2)
      assert.deepEqual(own, period)
      if (!kind.toLowerCase().includes('nine')) assert.equal(before && addDays(before.to, 1), period.from)
    }
  for (const text of ['', 'month', 'month:2026-13-01', 'moon:2026-01-01'])
    assert.equal(parsePeriod(text), undefined)
})
