/**
 * Arithmetic on office hours. Whole minutes throughout: a receipt prints minutes, so seconds do not count. Inside, a
 * moment is a number of minutes on the province's clock, so that a million deadlines can be counted again in seconds.
 */

import { defineRefusals } from '#kernel/errors.ts'
import { type CalendarDate, provinceOffsetMinutes } from '#kernel/types.ts'
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
 * Lịch làm việc: a plain value made by `buildCalendar`. `days` has no gaps; the lists beside it hold, for each day, what
 * came before it, so that counting over years costs as much as counting over hours.
 */
export type WorkingCalendar = {
  readonly minutesPerWorkingDay: number
  readonly days: readonly DayPlan[]
  /** Days since 1970 of the first day. */
  readonly firstDay: number
  /** Working time before day `i`. */
  readonly minutesBefore: readonly number[]
  /** As `minutesBefore`, with a long day worth no more than one working day: for limits in whole days. */
  readonly worthBefore: readonly number[]
  /** The first day with office hours from day `i` on; `days.length` when the calendar ends before. */
  readonly openFrom: readonly number[]
}

/** Minutes since 1970 on the province's clock. */
export type Minute = number
/** Place of a day in a calendar. */
export type DayIndex = number

export const minuteMs = 60_000
export const minutesPerDay = 1440

export const minuteAt = (instant: Date): Minute =>
  Math.floor(instant.getTime() / minuteMs) + provinceOffsetMinutes
export const instantOf = (minute: Minute): Date => new Date((minute - provinceOffsetMinutes) * minuteMs)

/** The instant without its seconds. */
export const wholeMinute = (instant: Date): Date =>
  new Date(Math.floor(instant.getTime() / minuteMs) * minuteMs)

/** The day in which a minute lies. Throws beyond the years that the calendar has data for. */
export function dayIndexAt(calendar: WorkingCalendar, minute: Minute): DayIndex {
  const index = Math.floor(minute / minutesPerDay) - calendar.firstDay
  if (index < 0 || index >= calendar.days.length) throw beyond(calendar, dateText(minute))
  return index
}

/** Midnight at which a day begins. */
export const midnightOf = ({ firstDay }: WorkingCalendar, day: DayIndex): Minute =>
  (firstDay + day) * minutesPerDay

export function planAt(calendar: WorkingCalendar, day: DayIndex): DayPlan {
  const plan = calendar.days[day]
  if (!plan) throw beyond(calendar, dateText(midnightOf(calendar, day)))
  return plan
}

/** When the office opens that day, or midnight after a day without office hours. */
export const openingOn = (calendar: WorkingCalendar, day: DayIndex): Minute =>
  midnightOf(calendar, day) + (planAt(calendar, day).sessions[0]?.start ?? minutesPerDay)

/** When the office closes that day, or midnight after a day without office hours. */
export const closingOn = (calendar: WorkingCalendar, day: DayIndex): Minute =>
  midnightOf(calendar, day) + (planAt(calendar, day).sessions.at(-1)?.end ?? minutesPerDay)

/** The first day with office hours, from a day on. */
export function openDayFrom(calendar: WorkingCalendar, day: DayIndex): DayIndex {
  const found = calendar.openFrom[day]
  if (found === undefined || found >= calendar.days.length)
    throw beyond(calendar, dateText(midnightOf(calendar, found ?? day)))
  return found
}

/** The minute itself inside office hours, otherwise the next opening (lunch: the afternoon). */
export function openMinuteFrom(calendar: WorkingCalendar, minute: Minute): Minute {
  const day = dayIndexAt(calendar, minute)
  const midnight = midnightOf(calendar, day)
  for (const { start, end } of planAt(calendar, day).sessions)
    if (minute < midnight + end) return Math.max(minute, midnight + start)
  return openingOn(calendar, openDayFrom(calendar, day + 1))
}

/** The first closing of an office day that is not before the minute. */
export function closingFrom(calendar: WorkingCalendar, minute: Minute): Minute {
  const day = dayIndexAt(calendar, minute)
  const open = planAt(calendar, day).minutes > 0 && closingOn(calendar, day) >= minute
  return closingOn(calendar, open ? day : openDayFrom(calendar, day + 1))
}

/** Working time from the first day of the calendar to a minute. */
export function workedBefore(calendar: WorkingCalendar, minute: Minute): number {
  const day = dayIndexAt(calendar, minute)
  const ofDay = minute - midnightOf(calendar, day)
  let sum = calendar.minutesBefore[day] ?? 0
  for (const { start, end } of planAt(calendar, day).sessions)
    if (ofDay > start) sum += Math.min(ofDay, end) - start
  return sum
}

/** The minute at which so much working time has passed: the end of a session, not the opening after it. */
export function minuteWorked(calendar: WorkingCalendar, total: number): Minute {
  const day = dayReached(calendar.minutesBefore, total)
  if (total < 0 || day < 0) throw beyond(calendar)
  let left = total - (calendar.minutesBefore[day] ?? 0)
  for (const { start, end } of planAt(calendar, day).sessions) {
    if (left <= end - start) return midnightOf(calendar, day) + start + left
    left -= end - start
  }
  throw beyond(calendar)
}

/** The first day at whose end a running sum reaches `total`; -1 when none does. */
export function dayReached(before: readonly number[], total: number): DayIndex {
  let [low, high] = [0, before.length - 1]
  if ((before[high] ?? 0) < total) return -1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((before[middle] ?? 0) < total) low = middle
    else high = middle
  }
  return low
}

/** Ngày làm việc: whether the office opens at all that day, half days included. */
export function isWorkingDay(calendar: WorkingCalendar, date: CalendarDate): boolean {
  return planOf(calendar, date).minutes > 0
}

/** The plan of a day. Throws beyond the years that the calendar has data for. */
export function planOf(calendar: WorkingCalendar, date: CalendarDate): DayPlan {
  return planAt(calendar, dayIndexAt(calendar, Date.parse(date) / minuteMs))
}

/** The instant itself inside office hours, otherwise the next opening (lunch: the afternoon). */
export function nextWorkingMoment(calendar: WorkingCalendar, instant: Date): Date {
  return instantOf(openMinuteFrom(calendar, minuteAt(instant)))
}

/** Số phút làm việc between two instants; negative when `to` comes first. Costs the same over hours and years. */
export function workingMinutesBetween(calendar: WorkingCalendar, from: Date, to: Date): number {
  return workedBefore(calendar, minuteAt(to)) - workedBefore(calendar, minuteAt(from))
}

/**
 * The instant nearest to `from` with `minutes` of working time in between; a negative number goes back.
 * Time that runs out with a session ends at its end (17:00, not 07:00 the next morning). Zero changes nothing.
 */
export function addWorkingMinutes(calendar: WorkingCalendar, from: Date, minutes: number): Date {
  const total = workedBefore(calendar, minuteAt(from)) + minutes
  if (minutes === 0) return wholeMinute(from)
  return instantOf(minutes > 0 ? minuteWorked(calendar, total) : minuteOpened(calendar, total))
}

/** Going back: the latest minute with so much working time before it, the opening of a session rather than an end. */
function minuteOpened(calendar: WorkingCalendar, total: number): Minute {
  if (total < 0) throw beyond(calendar)
  const day = dayReached(calendar.minutesBefore, total + 1)
  let left = total - (calendar.minutesBefore[day] ?? 0)
  for (const { start, end } of planAt(calendar, day).sessions) {
    if (left < end - start) return midnightOf(calendar, day) + start + left
    left -= end - start
  }
  throw beyond(calendar)
}

const dateText = (minute: Minute) => new Date(minute * minuteMs).toISOString().slice(0, 10)

const refusal = defineRefusals('calendar', {
  beyond: [
    'conflict',
    'Lịch làm việc chỉ có số liệu từ {from} đến {to}, không tính được{wanted}. Báo quản trị hệ thống bổ sung lịch của năm còn thiếu, hoặc chọn ngày trong khoảng đó.',
    'The working calendar reaches from {from} to {to} and cannot count{wanted}. Ask the administrator for the missing year, or choose a day in between.',
  ],
})

function beyond({ days }: WorkingCalendar, date?: string): Error {
  const [from = '', to = ''] = [days[0]?.date, days.at(-1)?.date]
  return refusal.beyond({ details: { from, to, wanted: date ? ` ${date}` : '' } })
}
