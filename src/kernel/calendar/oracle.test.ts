/**
 * The clock against a naive count, minute by minute. `CALENDAR_CASES` asks for more cases, `CALENDAR_SEED` for others.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addWorkingMinutes,
  buildCalendar,
  type ClockPolicy,
  type Due,
  dueAt,
  nextWorkingMoment,
  type TimeLimit,
  workingMinutesBetween,
} from '#kernel/calendar.ts'
import { naiveDue, walk, walkBack, walkToOpen } from '#kernel/testing/naive-clock.ts'
import { chanceFrom, instant, minuteOf, openMinutes, randomTables } from '#kernel/testing/naive-tables.ts'

const cases = Number(process.env['CALENDAR_CASES'] ?? 4000)
const casesPerCalendar = 400
const chance = chanceFrom(Number(process.env['CALENDAR_SEED'] ?? 20_261_123))
const { below, oneOf } = chance

function randomLimit(): TimeLimit {
  const unit = oneOf<TimeLimit['unit']>('workingDay', 'workingDay', 'day', 'hour', 'month')
  if (unit === 'workingDay') return { unit, amount: oneOf(0, 0.5, 1, 2, 3, 5, 15, below(40)) }
  if (unit === 'hour') return { unit, amount: oneOf(1, 4, 8, 0.5, 1 + below(80)) }
  if (unit === 'month') return { unit, amount: 1 + below(5) }
  return { unit, amount: below(60) }
}

function checkSpans(open: Uint8Array, { spans, dueAt: end }: Due, received: number, about: string): void {
  let at = received
  for (const { startAt, endAt, minutes, reason } of spans) {
    assert.equal(minuteOf(startAt), at, `gap ${about}`)
    at = minuteOf(endAt)
    const isOpen = reason === 'officeHours' || reason === 'beforeStart' || reason === 'cutOff'
    const whole = ['calendarDays', 'clockHours', 'movedToWorkingDay'].includes(reason)
    for (let minute = minuteOf(startAt); minute < at; minute++) {
      if (!whole) assert.equal(Boolean(open[minute]), isOpen, `${reason} ${about}`)
    }
    const counted = ['officeHours', 'calendarDays', 'clockHours'].includes(reason)
    assert.equal(minutes, counted ? at - minuteOf(startAt) : 0, `minutes ${about}`)
  }
  assert.equal(at, minuteOf(end), `end ${about}`)
}

test(`${cases} random limits end where a count minute by minute ends, and every span is true`, () => {
  assert.ok(cases >= 1)
  for (let done = 0; done < cases; done += casesPerCalendar) {
    const tables = randomTables(chance)
    const calendar = buildCalendar(tables.hours, tables.years, tables.closures)
    const open = openMinutes(tables)
    for (let index = 0; index < casesPerCalendar; index++) {
      const policy: ClockPolicy = {
        countFrom: oneOf('hourExact', 'nextDay'),
        cutOffMinutes: oneOf(null, 900, below(1440)),
        hours: oneOf('office', 'office', 'roundTheClock'),
      }
      const limit = randomLimit()
      const received = below(500) * 1440 + oneOf(below(1440), 420, 690, 900, 901, 1020, 0, 1439)
      const about = JSON.stringify({ policy, limit, received: instant(received) })
      const due = dueAt(calendar, policy, limit, instant(received))
      assert.equal(minuteOf(due.dueAt), naiveDue(open, policy, limit, received), about)
      checkSpans(open, due, received, about)
    }
  }
})

test('working time between, before and after random moments is what a count minute by minute gives', () => {
  for (let done = 0; done < cases; done += casesPerCalendar) {
    const tables = randomTables(chance)
    const calendar = buildCalendar(tables.hours, tables.years, tables.closures)
    const open = openMinutes(tables)
    for (let index = 0; index < casesPerCalendar; index++) {
      const from = below(600 * 1440)
      const to = from + below(40 * 1440)
      let worked = 0
      for (let minute = from; minute < to; minute++) if (open[minute]) worked++
      assert.equal(workingMinutesBetween(calendar, instant(from), instant(to)), worked)
      assert.equal(workingMinutesBetween(calendar, instant(to), instant(from)), -worked || 0)
      assert.equal(minuteOf(addWorkingMinutes(calendar, instant(from), worked)), walk(open, from, worked))
      assert.equal(minuteOf(addWorkingMinutes(calendar, instant(to), -worked)), walkBack(open, to, worked))
      assert.equal(minuteOf(nextWorkingMoment(calendar, instant(from))), walkToOpen(open, from))
    }
  }
})
