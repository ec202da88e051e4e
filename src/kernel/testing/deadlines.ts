/** Reads tables of deadlines that were counted by hand, on the calendars of the pack `binh-thuan`. */

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Value } from 'typebox/value'
import {
  buildCalendar,
  CalendarYear,
  type ClockEvent,
  type ClockPolicy,
  type Closure,
  foldClock,
  OfficeHours,
  type TimeLimit,
  type WorkingCalendar,
} from '#kernel/calendar.ts'

const folder = path.join(import.meta.dirname, '../../../packs/binh-thuan/calendar')
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'))

/** Calendars of 2023 to 2027 with what a test adds: office hours of a unit, a half day, closures. */
export function provinceCalendar(
  change: {
    readonly variant?: string
    readonly closures?: readonly Closure[]
    readonly halfDay?: { readonly date: string; readonly name: string; readonly sessions: string[] }
  } = {},
): WorkingCalendar {
  const { halfDay } = change
  const years = [2023, 2024, 2025, 2026, 2027]
    .map((year) => Value.Parse(CalendarYear, read(String(year))))
    .map((year) =>
      halfDay?.date.startsWith(`${year.year}-`)
        ? { ...year, specialDays: [...year.specialDays, halfDay] }
        : year,
    )
  return buildCalendar(Value.Parse(OfficeHours, read('hours')), years, change.closures, change.variant)
}

const policies = {
  exact: { countFrom: 'hourExact', cutOffMinutes: null },
  exact15: { countFrom: 'hourExact', cutOffMinutes: 900 },
  next: { countFrom: 'nextDay', cutOffMinutes: null },
  next15: { countFrom: 'nextDay', cutOffMinutes: 900 },
  clock: { countFrom: 'hourExact', cutOffMinutes: null, hours: 'roundTheClock' },
} as const satisfies Record<string, ClockPolicy>
export type PolicyName = keyof typeof policies

/** `5wd`, `8h`, `10d`, `1m`. */
export function limitOf(text: string): TimeLimit {
  const [, amount = '', unit = ''] = /^([\d.]+)(wd|h|d|m)$/.exec(text) ?? []
  const units = { wd: 'workingDay', h: 'hour', d: 'day', m: 'month' } as const
  if (!(unit in units)) throw new Error(`Not a limit: ${text}`)
  return { amount: Number(amount), unit: units[unit as keyof typeof units] }
}

export const at = (text: string): string => new Date(`${text.replace(' ', 'T')}:00+07:00`).toISOString()
export const shown = (instant: Date | null): string =>
  instant
    ? new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
    : 'paused'

export function accepted(
  policy: PolicyName,
  limit: string,
  on: string,
  more: Partial<ClockPolicy> = {},
): ClockEvent {
  return { kind: 'accepted', at: at(on), policy: { ...policies[policy], ...more }, limit: limitOf(limit) }
}

/** Policy, limit, reception, due date, and how a person counts it. */
export type Row = readonly [policy: PolicyName, limit: string, received: string, due: string, why: string]

/** What differs from the hand count; nothing when all is right. */
export function differences(calendar: WorkingCalendar, rows: readonly Row[]): string[] {
  return rows.flatMap(([policy, limit, received, due, why]) => {
    const counted = shown(foldClock(calendar, [accepted(policy, limit, received)]).dueAt)
    return counted === due ? [] : [`${policy} ${limit} ${received}: ${counted}, by hand ${due} (${why})`]
  })
}
