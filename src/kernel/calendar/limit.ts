/** One limit as it runs: when it is used up, and how waiting moves that moment on. */

import { assertNever } from '#kernel/types.ts'
import type { ClockPolicy, TimeLimit } from './schemas.ts'
import {
  closingFrom,
  closingOn,
  type DayIndex,
  dayIndexAt,
  dayReached,
  type Minute,
  midnightOf,
  minuteMs,
  minutesPerDay,
  minuteWorked,
  openDayFrom,
  openingOn,
  openMinuteFrom,
  planAt,
  type WorkingCalendar,
  workedBefore,
} from './working-time.ts'

/**
 * What a limit is measured in: `hours` of office time, whole office `days`, `calendar` days and months, or `continuous`
 * hours by day and night.
 */
export type Measure = 'hours' | 'days' | 'calendar' | 'continuous'

/** Một thời hạn đang chạy. */
export type Run = {
  readonly policy: ClockPolicy
  readonly limit: TimeLimit
  readonly measure: Measure
  /** The event that set it running. */
  readonly received: Minute
  /** Reception as the law sees it: inside office hours, past the cut-off. */
  readonly from: Minute
  /** Where the limit is used up in its own measure: working time, worth of days, or a minute of the calendar. */
  readonly target: number
  /** When it runs out: `target` on the clock, after a move to a working day where the law asks for one. */
  readonly end: Minute
}

/** Thời hạn bắt đầu chạy, docs/legal.md#clock. Throws beyond the years that the calendar has data for. */
export function startRun(
  calendar: WorkingCalendar,
  policy: ClockPolicy,
  limit: TimeLimit,
  received: Minute,
): Run {
  if (limit.unit === 'hour' && policy.hours === 'roundTheClock') {
    const end = received + Math.round(limit.amount * 60)
    dayIndexAt(calendar, end)
    return { policy, limit, measure: 'continuous', received, from: received, target: end, end }
  }
  const from = arrival(calendar, policy, received)
  const measure = measureOf(policy, limit)
  const target = targetOf(calendar, policy, measure, limit, from)
  const run = { policy, limit, measure, received, from, target }
  return { ...run, end: endOf(calendar, run) }
}

/**
 * Thời gian chờ không tính: the run after the clock stood from `paused` to `resumed` (docs/legal.md#pause). What was left
 * goes on in the limit's own measure, unless the policy says otherwise; the end is never before the return. A run that
 * had run out before the pause stays where it was: late stays late.
 */
export function movedRun(calendar: WorkingCalendar, run: Run, paused: Minute, resumed: Minute): Run {
  if (paused > run.end) return run
  const { afterPause = 'remainder' } = run.policy
  if (afterPause === 'restart') {
    const afresh = startRun(calendar, run.policy, run.limit, resumed)
    return { ...afresh, end: Math.max(run.end, afresh.end) }
  }
  const own = afterPause === 'workingTime' ? inOfficeTime(calendar, run) : run
  const from = Math.max(paused, own.from)
  const waited = waitedIn(calendar, own, from, resumed)
  if (resumed <= run.end && (waited === 0 || isUsedUp(calendar, own, from))) return run
  // Past its last counted day but moved to the next working day: waiting moves the appointment itself.
  const base =
    own.measure === 'calendar' && paused >= own.target ? appointedTarget(calendar, own) : own.target
  const moved = { ...own, target: base + waited }
  // Saturday's date closes on Monday, Monday's comes at its hour: even then waiting makes no date earlier.
  const end = Math.max(run.end, endOf(calendar, moved))
  if (end >= resumed) return { ...moved, end }
  // Nothing was left: the end is the first office moment after the return.
  const first = own.measure === 'hours' ? openMinuteFrom(calendar, resumed) : closingFrom(calendar, resumed)
  return { ...targetAt(calendar, moved, first), end: first }
}

/** A promised moment as a run of the same measure, so that later waiting moves it in the same way. */
export function promisedRun(calendar: WorkingCalendar, run: Run, at: Minute, to: Minute): Run {
  const day = dayIndexAt(calendar, to)
  const end = planAt(calendar, day).minutes > 0 ? to : closingOn(calendar, openDayFrom(calendar, day))
  // A promise is kept, not begun afresh, also where the limit would be.
  const afterPause = run.policy.afterPause === 'workingTime' ? 'workingTime' : 'remainder'
  const policy: ClockPolicy = { ...run.policy, afterPause }
  return { ...targetAt(calendar, { ...run, policy }, end), received: at, from: at, end }
}

function targetAt(calendar: WorkingCalendar, run: Run, end: Minute): Run {
  // An office that closes at midnight closes on the day that ends then.
  const day = dayIndexAt(calendar, end - 1)
  switch (run.measure) {
    case 'hours':
      return { ...run, target: workedBefore(calendar, end) }
    case 'days':
      return { ...run, target: calendar.worthBefore[day + 1] ?? 0 }
    case 'calendar':
      return { ...run, target: isWhole(run) ? midnightOf(calendar, day + 1) : end }
    case 'continuous':
      return { ...run, target: end }
    default:
      return assertNever(run.measure)
  }
}

const appointedTarget = (calendar: WorkingCalendar, run: Run) => targetAt(calendar, run, run.end).target

/** Whether days count as wholes, from the day after the event (Civil Code 2015, article 147). */
export const isWhole = ({ measure, policy }: Pick<Run, 'measure' | 'policy'>): boolean =>
  measure === 'days' || (measure === 'calendar' && policy.countFrom === 'nextDay')

function inOfficeTime(calendar: WorkingCalendar, run: Run): Run {
  if (run.measure !== 'calendar' && run.measure !== 'continuous') return run
  return targetAt(calendar, { ...run, measure: isWhole(run) ? 'days' : 'hours' }, run.end)
}

/** No day is left: the last counted one is that of this moment. A return as its office closes at midnight moves nothing. */
const isUsedUp = (calendar: WorkingCalendar, { measure, target }: Run, at: Minute): boolean =>
  measure === 'days' && (calendar.worthBefore[dayIndexAt(calendar, at) + 1] ?? 0) >= target

function waitedIn(calendar: WorkingCalendar, run: Run, from: Minute, to: Minute): number {
  if (to <= from) return 0
  const { worthBefore: worth } = calendar
  const [first, last] = [dayIndexAt(calendar, from) + 1, dayIndexAt(calendar, to) + 1]
  if (run.measure === 'days') return (worth[last] ?? 0) - (worth[first] ?? 0)
  if (run.measure === 'hours') return workedBefore(calendar, to) - workedBefore(calendar, from)
  return isWhole(run) ? (last - first) * minutesPerDay : to - from
}

function measureOf(policy: ClockPolicy, { unit, amount }: TimeLimit): Measure {
  if (unit === 'hour') return 'hours'
  if (unit === 'workingDay' || amount === 0) return policy.countFrom === 'hourExact' ? 'hours' : 'days'
  return 'calendar'
}

/**
 * Chuẩn hóa thời điểm tiếp nhận: into office hours, then past the cut-off. A reception in the very minute in
 * which the office closes is not "after closing", nor one at 15:00 sharp "after 15:00": it keeps its day.
 */
function arrival(calendar: WorkingCalendar, { cutOffMinutes }: ClockPolicy, received: Minute): Minute {
  const day = dayIndexAt(calendar, received)
  if (cutOffMinutes !== null && received - midnightOf(calendar, day) > cutOffMinutes)
    return openingOn(calendar, openDayFrom(calendar, day + 1))
  const atClosing = planAt(calendar, day).minutes > 0 && closingOn(calendar, day) === received
  return atClosing ? received : openMinuteFrom(calendar, received)
}

function targetOf(
  calendar: WorkingCalendar,
  policy: ClockPolicy,
  measure: Measure,
  { unit, amount }: TimeLimit,
  from: Minute,
): number {
  const day = dayIndexAt(calendar, from)
  if (amount === 0)
    return measure === 'hours'
      ? workedBefore(calendar, closingOn(calendar, day))
      : (calendar.worthBefore[day + 1] ?? 0)
  if (measure === 'hours') {
    const perUnit = unit === 'hour' ? 60 : calendar.minutesPerWorkingDay
    return workedBefore(calendar, from) + Math.max(1, Math.round(amount * perUnit))
  }
  if (measure === 'days') {
    const worth = Math.max(1, Math.round(amount * calendar.minutesPerWorkingDay))
    return (calendar.worthBefore[day + 1] ?? 0) + worth
  }
  const last = unit === 'month' ? monthsLater(calendar, day, amount) : day + amount
  return policy.countFrom === 'nextDay'
    ? midnightOf(calendar, last + 1)
    : midnightOf(calendar, last) + (from % minutesPerDay)
}

/** The same day of the month, or the last day of a shorter one (Civil Code 2015, article 148). */
function monthsLater(calendar: WorkingCalendar, day: DayIndex, count: number): DayIndex {
  const first = new Date(midnightOf(calendar, day) * minuteMs)
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + count]
  const ofMonth = Math.min(first.getUTCDate(), new Date(Date.UTC(year, month + 1, 0)).getUTCDate())
  return Date.UTC(year, month, ofMonth) / minuteMs / minutesPerDay - calendar.firstDay
}

function endOf(calendar: WorkingCalendar, run: Omit<Run, 'end'>): Minute {
  const { measure, target } = run
  switch (measure) {
    case 'hours':
      return minuteWorked(calendar, target)
    case 'days':
      return closingOn(calendar, dayReached(calendar.worthBefore, target))
    case 'calendar':
      return isWhole(run)
        ? closingOn(calendar, openDayFrom(calendar, dayIndexAt(calendar, target - 1)))
        : inHours(calendar, target)
    case 'continuous':
      return target
    default:
      return assertNever(measure)
  }
}

/** A limit whose last day is a working day ends in the office hours of that day; else when the next one closes. */
function inHours(calendar: WorkingCalendar, minute: Minute): Minute {
  const day = dayIndexAt(calendar, minute)
  if (planAt(calendar, day).minutes === 0) return closingOn(calendar, openDayFrom(calendar, day))
  return Math.min(closingOn(calendar, day), openMinuteFrom(calendar, minute))
}
