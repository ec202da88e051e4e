/** Random calendars for the naive clock, and their minutes read straight from the tables. */

import type { CalendarYear, Closure, OfficeHours } from '#kernel/calendar.ts'

export type Tables = {
  readonly hours: OfficeHours
  readonly years: readonly CalendarYear[]
  readonly closures: readonly Closure[]
}

/** Minutes are counted from here: midnight of 1 January 2025 in the province. */
const firstMinute = Date.UTC(2025, 0, 1) / 60_000 - 420
export const dayCount = 730
const perDay = 480

export const dayText = (day: number) => new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
export const instant = (minute: number) => new Date((firstMinute + minute) * 60_000)
export const minuteOf = (at: Date) => at.getTime() / 60_000 - firstMinute

/** Mulberry32: the same cases on every machine. */
export function chanceFrom(start: number) {
  let seed = start
  const random = (): number => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(random() * limit)
  const oneOf = <T>(first: T, ...rest: T[]): T => rest[below(rest.length + 1) - 1] ?? first
  return { below, oneOf }
}
export type Chance = ReturnType<typeof chanceFrom>

const wholeDay = ['07:00-11:30', '13:30-17:00']

/** Two years of office hours with odd weeks, days off, half days, make-up days and closures. */
export function randomTables({ below, oneOf }: Chance): Tables {
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
  const years = [2025, 2026].map((year) => ({
    year,
    source: 'x',
    daysOff: [] as CalendarYear['daysOff'],
    makeUpDays: [] as CalendarYear['makeUpDays'],
    specialDays: [] as CalendarYear['specialDays'],
  }))
  const days = new Set(Array.from({ length: 70 }, () => below(dayCount)))
  for (const day of days) {
    const year = years[day < 365 ? 0 : 1]
    const named = { date: dayText(day), name: `n${below(3)}` }
    const kind = below(10)
    const friday = dayText(2 + 7 * below(50))
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
export function openMinutes({ hours, years, closures }: Tables): Uint8Array {
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
