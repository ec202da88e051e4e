/** Stretches of time and why they count or do not. */

import { addDays, dateOf, instantAt } from '#kernel/types.ts'
import { type DayPlan, minuteMs, planOf, type WorkingCalendar } from './working-time.ts'

/** Why nobody works after the last session of a day, or all day. `weekend` is any weekly rest day. */
export type RestReason = 'night' | 'weekend' | `holiday:${string}` | `halfDay:${string}` | `closure:${string}`

/**
 * Why a stretch counts (`officeHours`, `calendarDays`, `clockHours`) or does not. `beforeStart` and `cutOff` are
 * office hours that do not count, because counting begins the day after or the dossier came too late that day.
 * A new reason does not compile until `explainInVietnamese` has words for it.
 */
export type ClockReason =
  | 'officeHours'
  | 'calendarDays'
  | 'clockHours'
  | 'lunch'
  | 'beforeStart'
  | 'cutOff'
  | 'movedToWorkingDay'
  | RestReason

/** Một đoạn thời gian: `minutes` are those that count against the limit, zero when the clock stands. */
export type ClockSpan = {
  readonly startAt: Date
  readonly endAt: Date
  readonly minutes: number
  readonly reason: ClockReason
}

/** What office hours mean in a stretch: time that counts, or why they do not. */
type OfficeReason = 'officeHours' | 'beforeStart' | 'cutOff'

/** Splits `from`–`to` at every opening and closing; what touches with the same reason is one span. */
export function splitByHours(
  calendar: WorkingCalendar,
  from: Date,
  to: Date,
  office: OfficeReason,
): readonly ClockSpan[] {
  const spans: ClockSpan[] = []
  for (let date = dateOf(from); instantAt(date) < to; date = addDays(date, 1)) {
    for (const part of partsOf(planOf(calendar, date), office)) {
      const startAt = latest(from, instantAt(date, part.start))
      const endAt = earliest(to, instantAt(date, part.end))
      if (startAt >= endAt) continue
      const minutes = part.reason === 'officeHours' ? minutesFrom(startAt, endAt) : 0
      spans.push({ startAt, endAt, minutes, reason: part.reason })
    }
  }
  return joined(spans)
}

/** One span without a look at office hours; nothing when it would be empty. */
export function wholeSpan(
  startAt: Date,
  endAt: Date,
  reason: 'calendarDays' | 'clockHours' | 'movedToWorkingDay',
): readonly ClockSpan[] {
  if (startAt >= endAt) return []
  return [
    { startAt, endAt, minutes: reason === 'movedToWorkingDay' ? 0 : minutesFrom(startAt, endAt), reason },
  ]
}

/** Joins neighbours that have the same reason. */
export function joined(spans: readonly ClockSpan[]): readonly ClockSpan[] {
  return spans.reduce<ClockSpan[]>((done, span) => {
    const last = done.at(-1)
    if (last?.reason !== span.reason) done.push(span)
    else done[done.length - 1] = { ...last, endAt: span.endAt, minutes: last.minutes + span.minutes }
    return done
  }, [])
}

type Part = { readonly start: number; readonly end: number; readonly reason: ClockReason }

function partsOf({ sessions, restReason }: DayPlan, office: OfficeReason): readonly Part[] {
  const parts: Part[] = []
  let at = 0
  for (const { start, end } of sessions) {
    parts.push({ start: at, end: start, reason: at === 0 ? 'night' : 'lunch' })
    parts.push({ start, end, reason: office })
    at = end
  }
  return [...parts, { start: at, end: 1440, reason: restReason }]
}

const minutesFrom = (start: Date, end: Date) => (end.getTime() - start.getTime()) / minuteMs
const latest = (a: Date, b: Date) => (a > b ? a : b)
const earliest = (a: Date, b: Date) => (a < b ? a : b)
