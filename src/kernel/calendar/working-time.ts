/** Arithmetic on office hours. Whole minutes throughout: a receipt prints minutes, so seconds do not count. */

import { addDays, type CalendarDate, dateOf, instantAt, provinceOffsetMinutes } from '#kernel/types.ts'
import type { RestReason } from './spans.ts'

/** Buổi làm việc: minutes after midnight, `end` excluded. */
export type Session = { readonly start: number; readonly end: number }

/** One day: its sessions in order, their sum, and why there is no work after the last one (or all day). */
export type DayPlan = {
  readonly date: CalendarDate
  readonly sessions: readonly Session[]
  readonly minutes: number
  readonly restReason: RestReason
}

/**
 * Lịch làm việc: a plain value made by `buildCalendar`. `days` has no gaps; `minutesBefore[i]` is the working
 * time before day `i`, so that counting over years costs as much as counting over hours.
 */
export type WorkingCalendar = {
  readonly minutesPerWorkingDay: number
  readonly days: readonly DayPlan[]
  readonly minutesBefore: readonly number[]
}

export const minuteMs = 60_000
const minutesPerDay = 1440

/** The instant without its seconds. */
export const wholeMinute = (instant: Date): Date =>
  new Date(Math.floor(instant.getTime() / minuteMs) * minuteMs)

/** Minutes after midnight in the province. */
export const minuteOfDay = (instant: Date): number =>
  (Math.floor(instant.getTime() / minuteMs) + provinceOffsetMinutes) % minutesPerDay

/** The plan of a day. Throws beyond the years that the calendar has data for. */
export function planOf(calendar: WorkingCalendar, date: CalendarDate): DayPlan {
  return planAt(calendar, indexOf(calendar, date))
}

/** When the office closes that day; for a day without office hours the reply is `undefined`. */
export function closingOf(plan: DayPlan): Date | undefined {
  const last = plan.sessions.at(-1)
  return last && instantAt(plan.date, last.end)
}

/** Ngày làm việc: whether the office opens at all that day, half days included. */
export function isWorkingDay(calendar: WorkingCalendar, date: CalendarDate): boolean {
  return planOf(calendar, date).minutes > 0
}

/** The first working day on or after `date`. */
export function workingDayFrom(calendar: WorkingCalendar, date: CalendarDate): DayPlan {
  let plan = planOf(calendar, date)
  while (plan.minutes === 0) plan = planOf(calendar, addDays(plan.date, 1))
  return plan
}

/** The instant itself inside office hours, otherwise the next opening (lunch: the afternoon). */
export function nextWorkingMoment(calendar: WorkingCalendar, instant: Date): Date {
  const at = wholeMinute(instant)
  const minute = minuteOfDay(at)
  const session = planOf(calendar, dateOf(at)).sessions.find(({ end }) => minute < end)
  if (session) return minute < session.start ? instantAt(dateOf(at), session.start) : at
  const { date, sessions } = workingDayFrom(calendar, addDays(dateOf(at), 1))
  return instantAt(date, sessions[0]?.start)
}

/** Số phút làm việc between two instants; negative when `to` comes first. Costs the same over hours and years. */
export function workingMinutesBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  return workedBefore(calendar, to) - workedBefore(calendar, from)
}

/**
 * The instant nearest to `from` with `minutes` of working time in between; a negative number goes back.
 * Time that runs out with a session ends at its end (17:00, not 07:00 the next morning). Zero changes nothing.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, from: Date, minutes: number): Date {
  const before = workedBefore(calendar, from)
  if (minutes === 0) return wholeMinute(from)
  const total = before + minutes
  if (total < 0 || total > (calendar.minutesBefore.at(-1) ?? 0)) throw beyond(calendar)
  const index = dayOfTotal(calendar, total, minutes > 0)
  const plan = planAt(calendar, index)
  let left = total - (calendar.minutesBefore[index] ?? 0)
  for (const { start, end } of plan.sessions) {
    const length = end - start
    if (minutes > 0 ? left <= length : left < length) return instantAt(plan.date, start + left)
    left -= length
  }
  throw beyond(calendar)
}

/** Forward: the day in which `total` is reached. Back: the day in which more than `total` begins. */
function dayOfTotal({ minutesBefore }: WorkingCalendar, total: number, forward: boolean): number {
  let [low, high] = [0, minutesBefore.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    const before = minutesBefore[middle] ?? 0
    if (forward ? before < total : before <= total) low = middle
    else high = middle
  }
  return low
}

/** Working time from the first day of the calendar to an instant. */
function workedBefore(calendar: WorkingCalendar, instant: Date): number {
  const index = indexOf(calendar, dateOf(instant))
  const minute = minuteOfDay(instant)
  return planAt(calendar, index).sessions.reduce(
    (sum, { start, end }) => sum + Math.max(0, Math.min(minute, end) - start),
    calendar.minutesBefore[index] ?? 0,
  )
}

function indexOf(calendar: WorkingCalendar, date: CalendarDate): number {
  const first = calendar.days[0]?.date ?? date
  const index = Math.round((Date.parse(date) - Date.parse(first)) / (minutesPerDay * minuteMs))
  if (index < 0 || index >= calendar.days.length) throw beyond(calendar, date)
  return index
}

function planAt(calendar: WorkingCalendar, index: number): DayPlan {
  const plan = calendar.days[index]
  if (!plan) throw beyond(calendar)
  return plan
}

function beyond({ days }: WorkingCalendar, date?: CalendarDate): Error {
  const [from, to] = [days[0]?.date, days.at(-1)?.date]
  const wanted = date ? ` ngày ${date}` : ' ra ngoài khoảng đó'
  return new Error(
    `Lịch làm việc chỉ có số liệu từ ${from} đến ${to}, không tính được${wanted}. ` +
      'Hãy bổ sung calendar/<năm>.json của năm còn thiếu vào gói tỉnh.',
  )
}
