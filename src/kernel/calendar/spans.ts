/** Stretches of time and why they count or do not. */

import type { ExtensionCause, PauseCause } from './history.ts'
import { isWhole, type Run } from './limit.ts'
import {
  type DayPlan,
  dayIndexAt,
  instantOf,
  type Minute,
  midnightOf,
  minutesPerDay,
  openDayFrom,
  openingOn,
  planAt,
  type WorkingCalendar,
} from './working-time.ts'

/** Why nobody works after the last session of a day, or all day. `weekend` is any weekly rest day. */
export type RestReason = 'night' | 'weekend' | `holiday:${string}` | `halfDay:${string}` | `closure:${string}`

/**
 * Why a stretch counts (`officeHours`, `calendarDays`, `clockHours`) or does not. `beforeStart` and `cutOff` are
 * office hours that do not count, because counting begins the day after or the dossier came too late that day.
 * `extended:` lies between the limit's own end and the later one that was promised; `late` after the due date.
 * A new reason does not compile until `explain.ts` has words for it.
 */
export type ClockReason =
  | 'officeHours'
  | 'calendarDays'
  | 'clockHours'
  | 'lunch'
  | 'beforeStart'
  | 'cutOff'
  | 'movedToWorkingDay'
  | 'late'
  | 'restarted'
  | `waiting:${PauseCause}`
  | `extended:${ExtensionCause}`
  | RestReason

/** Một đoạn thời gian: `minutes` are those that count against the limit, zero when the clock stands. */
export type ClockSpan = {
  readonly startAt: Date
  readonly endAt: Date
  readonly minutes: number
  readonly reason: ClockReason
}

const counting: ReadonlySet<ClockReason> = new Set(['officeHours', 'calendarDays', 'clockHours'])
export const isCounted = (reason: ClockReason): boolean => counting.has(reason)

/** What office hours mean in a stretch: time that counts, or why they do not. */
type OfficeReason = 'officeHours' | 'beforeStart' | 'cutOff'

/** One span without a look at office hours; nothing when it would be empty. */
export function wholeSpan(from: Minute, to: Minute, reason: ClockReason): readonly ClockSpan[] {
  if (from >= to) return []
  const minutes = isCounted(reason) ? to - from : 0
  return [{ startAt: instantOf(from), endAt: instantOf(to), minutes, reason }]
}

/** How a run spends the time between two minutes, up to its end. */
export function spansOfRun(
  calendar: WorkingCalendar,
  run: Run,
  from: Minute,
  to: Minute,
): readonly ClockSpan[] {
  const until = Math.min(to, run.end)
  if (from >= until) return []
  if (run.measure === 'continuous') return wholeSpan(from, until, 'clockHours')
  const start = countingFrom(calendar, run)
  const before = splitByHours(calendar, from, Math.min(start, until), isWhole(run) ? 'beforeStart' : 'cutOff')
  const counted = Math.max(from, start)
  if (run.limit.unit !== 'day' && run.limit.unit !== 'month')
    return [...before, ...splitByHours(calendar, counted, until, 'officeHours')]
  if (run.limit.amount === 0) return [...before, ...splitByHours(calendar, counted, until, 'officeHours')]
  const turn = run.measure === 'calendar' ? Math.min(until, Math.max(counted, run.target)) : until
  return [
    ...before,
    ...wholeSpan(counted, turn, 'calendarDays'),
    ...wholeSpan(turn, until, 'movedToWorkingDay'),
  ]
}

/** The minute at which the first counted stretch begins. */
function countingFrom(calendar: WorkingCalendar, run: Run): Minute {
  if (run.limit.amount === 0 || !isWhole(run)) return run.from
  const next = dayIndexAt(calendar, run.from) + 1
  return run.measure === 'days'
    ? openingOn(calendar, openDayFrom(calendar, next))
    : midnightOf(calendar, next)
}

/** Splits at every opening and closing; what touches with the same reason is one span. */
function splitByHours(
  calendar: WorkingCalendar,
  from: Minute,
  to: Minute,
  office: OfficeReason,
): readonly ClockSpan[] {
  const spans: ClockSpan[] = []
  if (from >= to) return spans
  const last = dayIndexAt(calendar, to - 1)
  for (let day = dayIndexAt(calendar, from); day <= last; day++) {
    const midnight = midnightOf(calendar, day)
    for (const part of partsOf(planAt(calendar, day), office))
      spans.push(
        ...wholeSpan(Math.max(from, midnight + part.start), Math.min(to, midnight + part.end), part.reason),
      )
  }
  return joined(spans)
}

/** Joins neighbours that have the same reason. */
export function joined<Span extends ClockSpan>(spans: readonly Span[]): readonly Span[] {
  return spans.reduce<Span[]>((done, span) => {
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
  return [...parts, { start: at, end: minutesPerDay, reason: restReason }]
}
