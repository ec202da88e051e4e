/** How much is left. */

import { dateOf } from '#kernel/types.ts'
import { type WorkingCalendar, workingMinutesBetween } from './working-time.ts'

/** Thời gian còn lại, or the delay when `overdue`: working time, whole days and the hours over them. */
export type Remaining = {
  readonly overdue: boolean
  /** Never negative: left, or late when `overdue`. */
  readonly workingMinutes: number
  readonly workingDays: number
  /** Whole hours beyond `workingDays`; the last started hour is not shown as a full one. */
  readonly workingHours: number
}

export type UrgencyState = 'onTime' | 'near' | 'dueToday' | 'overdue' | 'paused'
export type Urgency = Remaining & {
  readonly state: UrgencyState
  /** Working time from reception to the due date. */
  readonly totalWorkingMinutes: number
}

/** Còn bao lâu, hoặc quá hạn bao lâu. Late by night only, the delay is zero minutes and `overdue` all the same. */
export function remaining(calendar: WorkingCalendar, now: Date, dueAt: Date): Remaining {
  const workingMinutes = Math.abs(workingMinutesBetween(calendar, now, dueAt))
  const perDay = calendar.minutesPerWorkingDay
  return {
    overdue: now > dueAt,
    workingMinutes,
    workingDays: Math.floor(workingMinutes / perDay),
    workingHours: Math.floor((workingMinutes % perDay) / 60),
  }
}

/**
 * Mức độ gấp của hạn. `near` (sắp đến hạn): at most a quarter of the working time or one working day left,
 * whichever is longer. The numbers are those at `now`; for a paused case pass the moment at which it paused.
 */
export function urgency(
  calendar: WorkingCalendar,
  clock: {
    readonly receivedAt: Date
    readonly dueAt: Date
    readonly now: Date
    readonly paused: boolean
  },
): Urgency {
  const { receivedAt, dueAt, now, paused } = clock
  const left = remaining(calendar, now, dueAt)
  const totalWorkingMinutes = workingMinutesBetween(calendar, receivedAt, dueAt)
  const nearMinutes = Math.max(totalWorkingMinutes / 4, calendar.minutesPerWorkingDay)
  const state = (): UrgencyState => {
    if (paused) return 'paused'
    if (left.overdue) return 'overdue'
    if (dateOf(now) === dateOf(dueAt)) return 'dueToday'
    return left.workingMinutes <= nearMinutes ? 'near' : 'onTime'
  }
  return { ...left, state: state(), totalWorkingMinutes }
}

/** How much is left of a limit that nothing stops, or how late it is; today is today, whatever the hour. */
export type TimeLeft =
  | { readonly state: 'today' }
  | { readonly state: 'onTime' | 'near' | 'overdue'; readonly days: number; readonly hours: number }

/** In the working time of whoever has to keep it. */
export function timeLeft(
  calendar: WorkingCalendar,
  { since, dueAt, now }: { readonly since: Date; readonly dueAt: Date; readonly now: Date },
): TimeLeft {
  const left = urgency(calendar, { receivedAt: since, dueAt, now, paused: false })
  if (left.state === 'dueToday' || left.state === 'paused') return { state: 'today' }
  return { state: left.state, days: left.workingDays, hours: left.workingHours }
}
