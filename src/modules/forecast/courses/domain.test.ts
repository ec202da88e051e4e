import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ClockEvent } from '#kernel/calendar.ts'
import { readPack } from '#kernel/packs.ts'
import { calendarOf } from '#kernel/platform.ts'
import { calendarDate } from '#kernel/types.ts'
import { againstDue, workingDaysOf } from '../reading/domain.ts'
import { courseOf, daysOf, momentReached, ranUntil, runningSince, unended, verdictOf } from './domain.ts'

const pack = await readPack(new URL('../../../../packs/binh-thuan', import.meta.url).pathname)
const calendar = calendarOf(pack)
const at = (text: string) => `${text}+07:00`
const moment = (text: string) => new Date(at(text))
const accepted = (text: string, amount = 5): ClockEvent => ({
  kind: 'accepted',
  at: at(text),
  policy: { countFrom: 'hourExact', cutOffMinutes: null },
  limit: { amount, unit: 'workingDay' },
})
const event = (kind: 'resumed' | 'ended', text: string): ClockEvent => ({ kind, at: at(text) })
const paused = (text: string, cause: 'supplement' | 'financialDuty' | 'step'): ClockEvent => ({
  kind: 'paused',
  at: at(text),
  cause,
})
const course = (...clock: ClockEvent[]) => {
  const found = courseOf(clock, null)
  assert.ok(found)
  return found
}

test('nothing runs before reception', () => assert.equal(courseOf([], null), undefined))

test('working time runs from reception to the outcome, over the weekend as well', () => {
  // Friday 6 March 2026, 15:00, to Monday 9:00: two hours and two.
  const one = course(accepted('2026-03-06T15:00'), event('ended', '2026-03-09T09:00'))
  const opened = moment('2026-03-09T12:00')
  assert.equal(one.endedAt?.toISOString(), moment('2026-03-09T09:00').toISOString())
  assert.equal(ranUntil(calendar, one, opened), ranUntil(calendar, one, moment('2026-03-10T12:00')))
  assert.equal(one.limit, '5 workingDay')
})

test('waiting for the applicant is left out; other stops of the legal clock are part of the way', () => {
  const plain = course(accepted('2026-03-02T08:00'), event('ended', '2026-03-05T08:00'))
  const waited = course(
    accepted('2026-03-02T08:00'),
    paused('2026-03-03T08:00', 'supplement'),
    event('resumed', '2026-03-10T08:00'),
    event('ended', '2026-03-12T08:00'),
  )
  const noticed = course(
    accepted('2026-03-02T08:00'),
    paused('2026-03-03T08:00', 'step'),
    event('resumed', '2026-03-04T08:00'),
    event('ended', '2026-03-05T08:00'),
  )
  const now = moment('2026-04-01T08:00')
  assert.equal(ranUntil(calendar, plain, now), 3 * 480)
  assert.equal(ranUntil(calendar, waited, now), 3 * 480)
  assert.equal(ranUntil(calendar, noticed, now), 3 * 480)
})

test('while the applicant is waited for it stands, also after the end of another stop', () => {
  const both = course(
    accepted('2026-03-02T08:00'),
    paused('2026-03-03T08:00', 'supplement'),
    paused('2026-03-04T08:00', 'financialDuty'),
    event('resumed', '2026-03-05T08:00'),
  )
  assert.equal(runningSince(both), null)
  assert.equal(ranUntil(calendar, both, moment('2026-03-20T08:00')), 480)
  assert.equal(momentReached(calendar, both, 481), undefined)
})

test('days of a range move on by the days waited', () => {
  const straight = course(accepted('2026-03-02T08:00'))
  // Two and three working days from Monday, 8:00, are full on Wednesday and on Thursday, 8:00.
  assert.deepEqual(daysOf(calendar, straight, { low: 960, high: 1440 }), {
    from: '2026-03-04',
    to: '2026-03-05',
  })
  const waited = course(
    accepted('2026-03-02T08:00'),
    paused('2026-03-03T08:00', 'supplement'),
    event('resumed', '2026-03-10T08:00'),
  )
  assert.deepEqual(daysOf(calendar, waited, { low: 960, high: 1440 }), {
    from: '2026-03-11',
    to: '2026-03-12',
  })
})

test('Tết is no working time: what takes three days before it takes till after it', () => {
  const before = course(accepted('2026-02-13T08:00'))
  const days = daysOf(calendar, before, { low: 300, high: 1440 })
  assert.ok(days && days.from === '2026-02-13' && days.to > '2026-02-21', JSON.stringify(days))
})

test('the calendar ends somewhere; nothing is promised beyond it', () => {
  const straight = course(accepted('2026-03-02T08:00'))
  assert.equal(momentReached(calendar, straight, 10_000_000), undefined)
})

test('a range is held against the day of the end, to the day', () => {
  const days = { from: calendarDate('2026-03-03'), to: calendarDate('2026-03-05') }
  assert.equal(verdictOf(days, calendarDate('2026-03-02')), 'earlier')
  assert.equal(verdictOf(days, calendarDate('2026-03-03')), 'held')
  assert.equal(verdictOf(days, calendarDate('2026-03-05')), 'held')
  assert.equal(verdictOf(days, calendarDate('2026-03-06')), 'later')
  const early = course(accepted('2026-03-02T08:00'), event('ended', '2026-03-02T10:00'))
  assert.deepEqual(daysOf(calendar, unended(early), { low: 960, high: 1440 }), {
    from: '2026-03-04',
    to: '2026-03-05',
  })
})

test('a case that was closed without its clock being told ends when it was closed', () => {
  const found = courseOf([accepted('2026-03-02T08:00')], moment('2026-03-03T08:00'))
  assert.equal(found && ranUntil(calendar, found, moment('2026-04-01T08:00')), 480)
})

test('begun working days count whole', () => {
  assert.deepEqual(workingDaysOf(calendar, { low: 1100, high: 2300 }), { low: 3, high: 5 })
  assert.deepEqual(workingDaysOf(calendar, { low: 0, high: 100 }), { low: 1, high: 1 })
})

test('a range behind the legal date says so', () => {
  const days = { from: calendarDate('2026-03-03'), to: calendarDate('2026-03-05') }
  assert.equal(againstDue(days, moment('2026-03-02T17:00')), 'late')
  assert.equal(againstDue(days, moment('2026-03-04T17:00')), 'mayBeLate')
  assert.equal(againstDue(days, moment('2026-03-05T17:00')), 'within')
  assert.equal(againstDue(days, null), 'unknown')
})
