/**
 * The clock against a naive count, minute by minute. `CALENDAR_CASES` asks for more cases, `CALENDAR_SEED` for others.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addWorkingMinutes,
  buildCalendar,
  type CalendarYear,
  type ClockPolicy,
  type Closure,
  type Due,
  dueAt,
  nextWorkingMoment,
  type OfficeHours,
  type TimeLimit,
  workingMinutesBetween,
} from '#kernel/calendar.ts'

const cases = Number(process.env['CALENDAR_CASES'] ?? 6000)
const casesPerCalendar = 400
const firstMinute = Date.UTC(2025, 0, 1) / 60_000 - 420
const dayCount = 730
const perDay = 480

let seed = Number(process.env['CALENDAR_SEED'] ?? 20_261_123)
/** Mulberry32: the same cases on every machine. */
function random(): number {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const below = (limit: number) => Math.floor(random() * limit)
const oneOf = <T>(first: T, ...rest: T[]): T => rest[below(rest.length + 1) - 1] ?? first

const dayText = (day: number) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
const instant = (minute: number) => new Date((firstMinute + minute) * 60_000)
const minuteOf = (at: Date) => at.getTime() / 60_000 - firstMinute

const wholeDay = ['07:00-11:30', '13:30-17:00']
type Tables = { hours: OfficeHours; years: CalendarYear[]; closures: Closure[] }

function randomTables(): Tables {
  const workday = () => oneOf(wholeDay, wholeDay, ['07:30-11:30', '13:00-17:00'], ['08:00-12:00'])
  const week = (from: string) => ({
    from,
    monday: workday(),
    tuesday: workday(),
    wednesday: oneOf(wholeDay, ['06:30-10:00', '10:15-12:00', '14:00-18:45']),
    thursday: workday(),
    friday: wholeDay,
    saturday: oneOf<string[]>([], ['07:00-11:30']),
    sunday: [],
  })
  const weeks = [week('2025-01-01'), ...oneOf([], [week(dayText(below(dayCount)))])]
  const years = [2025, 2026].map(
    (year): CalendarYear => ({ year, source: 'x', daysOff: [], makeUpDays: [], specialDays: [] }),
  )
  const days = new Set(Array.from({ length: 70 }, () => below(dayCount)))
  for (const day of days) {
    const year = years[day < 365 ? 0 : 1]
    const named = { date: dayText(day), name: `n${below(3)}` }
    const kind = below(10)
    const friday = new Date(Date.UTC(2025, 0, 3 + 7 * below(50))).toISOString().slice(0, 10)
    if (kind < 6) year?.daysOff.push({ ...named, kind: 'holiday' })
    else if (kind < 8) year?.makeUpDays.push({ ...named, insteadOf: friday })
    else
      year?.specialDays.push({ ...named, sessions: oneOf(['08:00-11:00'], ['15:30-16:30'], ['00:00-24:00']) })
  }
  const closures = Array.from({ length: below(4) }, (): Closure => {
    const from = below(dayCount - 10)
    return { from: dayText(from), to: dayText(from + below(6)), reason: 'x' }
  })
  return {
    hours: { source: 'x', minutesPerWorkingDay: perDay, variants: { default: { name: 'x', weeks } } },
    years,
    closures,
  }
}

/** One byte a minute, 1 when the office is open, read straight from the tables. */
function openMinutes({ hours, years, closures }: Tables): Uint8Array {
  const open = new Uint8Array(dayCount * 1440)
  const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
  const weekly = (date: string): string[] => {
    let found: string[] = []
    let since = ''
    for (const week of hours.variants.default.weeks) {
      if (week.from > date || week.from < since) continue
      since = week.from
      found = week[names[new Date(date).getUTCDay()] ?? 'sunday']
    }
    return found
  }
  for (let day = 0; day < dayCount; day++) {
    const date = dayText(day)
    let sessions = weekly(date)
    for (const year of years) {
      for (const makeUp of year.makeUpDays) if (makeUp.date === date) sessions = weekly(makeUp.insteadOf)
      for (const special of year.specialDays) if (special.date === date) sessions = special.sessions
      for (const off of year.daysOff) if (off.date === date) sessions = []
    }
    if (closures.some(({ from, to = from }) => from <= date && date <= to)) sessions = []
    for (const session of sessions) {
      const [start, end] = session
        .split('-')
        .map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
      open.fill(1, day * 1440 + (start ?? 0), day * 1440 + (end ?? 0))
    }
  }
  return open
}

const dayOf = (minute: number) => Math.floor(minute / 1440)

/** The minute after the last open one of a day, or `undefined` for a day off. */
function closeOf(open: Uint8Array, day: number): number | undefined {
  for (let minute = day * 1440 + 1439; minute >= day * 1440; minute--) if (open[minute]) return minute + 1
  return undefined
}

function walkToOpen(open: Uint8Array, from: number): number {
  let minute = from
  while (!open[minute]) minute++
  return minute
}

/** Steps until so many open minutes have passed; the moment is the end of the last of them. */
function walk(open: Uint8Array, from: number, count: number): number {
  let minute = from
  for (let left = count; left > 0; minute++) if (open[minute]) left--
  return minute
}

function walkBack(open: Uint8Array, from: number, count: number): number {
  let minute = from
  for (let left = count; left > 0; minute--) if (open[minute - 1]) left--
  return minute
}

function naiveArrival(open: Uint8Array, policy: ClockPolicy, received: number): number {
  const atClosing = closeOf(open, dayOf(received)) === received
  const at = atClosing ? received : walkToOpen(open, received)
  const { cutOffMinutes: cutOff } = policy
  if (dayOf(at) !== dayOf(received) || cutOff === null || received % 1440 <= cutOff) return at
  return walkToOpen(open, (dayOf(received) + 1) * 1440)
}

/** Goes through the days of the month in question and keeps the last whose number is not too high. */
function sameDayLater(day: number, months: number): number {
  const start = new Date(dayText(day))
  let found = day
  for (let later = day; later < day + 31 * months + 5; later++) {
    const date = new Date(dayText(later))
    const apart = (date.getUTCFullYear() - 2025) * 12 + date.getUTCMonth() - start.getUTCMonth()
    const wanted = apart === months + (start.getUTCFullYear() - 2025) * 12
    if (wanted && date.getUTCDate() <= start.getUTCDate()) found = later
  }
  return found
}

function naiveDue(open: Uint8Array, policy: ClockPolicy, limit: TimeLimit, received: number): number {
  if (limit.unit === 'hour' && policy.hours === 'roundTheClock') return received + limit.amount * 60
  const from = naiveArrival(open, policy, received)
  if (limit.unit === 'hour') return walk(open, from, limit.amount * 60)
  if (limit.amount === 0) return closeOf(open, dayOf(from)) ?? Number.NaN
  if (limit.unit === 'workingDay') {
    if (policy.countFrom === 'hourExact') return walk(open, from, limit.amount * perDay)
    let filled = 0
    for (let day = dayOf(from) + 1; ; day++) {
      let today = 0
      for (let minute = day * 1440; minute < (day + 1) * 1440; minute++) if (open[minute]) today++
      filled += today > perDay ? perDay : today
      if (filled >= limit.amount * perDay) return closeOf(open, day) ?? Number.NaN
    }
  }
  let last = dayOf(from) + limit.amount
  if (limit.unit === 'month') {
    last = sameDayLater(dayOf(from), limit.amount)
  }
  const close = closeOf(open, last)
  if (close === undefined) return closeOf(open, dayOf(walkToOpen(open, last * 1440))) ?? Number.NaN
  if (policy.countFrom === 'nextDay') return close
  return Math.min(close, walkToOpen(open, last * 1440 + (from % 1440)))
}

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
    const tables = randomTables()
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
    const tables = randomTables()
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
