/** When a limit runs out. */

import { addDays, type CalendarDate, calendarDate, dateOf, instantAt } from '#kernel/types.ts'
import type { ClockPolicy, TimeLimit } from './schemas.ts'
import { type ClockSpan, joined, splitByHours, wholeSpan } from './spans.ts'
import {
  addWorkingMinutes,
  closingOf,
  type DayPlan,
  minuteMs,
  minuteOfDay,
  nextWorkingMoment,
  planOf,
  type WorkingCalendar,
  wholeMinute,
  workingDayFrom,
} from './working-time.ts'

/** Hạn và cách tính: `spans` touch each other and reach from the reception to `dueAt`. */
export type Due = { readonly dueAt: Date; readonly spans: readonly ClockSpan[] }

/** The reception as the law sees it, and the spans before it. */
type Arrival = { readonly at: Date; readonly spans: readonly ClockSpan[] }

/**
 * Thời hạn giải quyết, docs/legal.md#clock: when `limit` runs out for what was received at `receivedAt`, and why,
 * stretch by stretch. Reception outside office hours counts from the next opening; day limits are worth
 * `minutesPerWorkingDay` each; a limit in calendar days or months that ends on a day off ends when the office
 * closes on the next working day. Throws beyond the years that the calendar has data for.
 */
export function dueAt(
  calendar: WorkingCalendar,
  policy: ClockPolicy,
  limit: TimeLimit,
  receivedAt: Date,
): Due {
  const received = wholeMinute(receivedAt)
  if (limit.unit === 'hour' && policy.hours === 'roundTheClock') {
    const end = new Date(received.getTime() + Math.round(limit.amount * 60) * minuteMs)
    return { dueAt: end, spans: wholeSpan(received, end, 'clockHours') }
  }
  const arrival = arrivalOf(calendar, policy, received)
  const due = endOf(calendar, policy, limit, arrival.at)
  return { dueAt: due.dueAt, spans: joined([...arrival.spans, ...due.spans]) }
}

/**
 * Chuẩn hóa thời điểm tiếp nhận: into office hours, then past the cut-off. A reception in the very minute in
 * which the office closes is not "after closing", nor one at 15:00 sharp "after 15:00": it keeps its day.
 */
function arrivalOf(calendar: WorkingCalendar, policy: ClockPolicy, received: Date): Arrival {
  const plan = planOf(calendar, dateOf(received))
  const atClosing = closingOf(plan)?.getTime() === received.getTime()
  const opened = atClosing ? received : nextWorkingMoment(calendar, received)
  const late = policy.cutOffMinutes !== null && minuteOfDay(received) > policy.cutOffMinutes
  const at = late ? openingOf(workingDayFrom(calendar, addDays(plan.date, 1))) : opened
  return { at, spans: splitByHours(calendar, received, at, 'cutOff') }
}

function endOf(calendar: WorkingCalendar, policy: ClockPolicy, limit: TimeLimit, from: Date): Due {
  const counted = (end: Date): Due => ({
    dueAt: end,
    spans: splitByHours(calendar, from, end, 'officeHours'),
  })
  const perDay = calendar.minutesPerWorkingDay
  if (limit.unit === 'hour') {
    return counted(addWorkingMinutes(calendar, from, Math.round(limit.amount * 60)))
  }
  if (limit.amount === 0) return counted(closing(planOf(calendar, dateOf(from))))
  if (limit.unit !== 'workingDay') return endOfCalendarLimit(calendar, policy, limit, from)
  const minutes = Math.round(limit.amount * perDay)
  if (policy.countFrom === 'hourExact') return counted(addWorkingMinutes(calendar, from, minutes))
  return endOfWholeDays(calendar, minutes, from)
}

/**
 * Day units from the day after: the office hours of each day fill the limit, a long day not more than one day's
 * worth, a half day its part; the limit ends when the office closes on the day that fills it.
 */
function endOfWholeDays(calendar: WorkingCalendar, minutes: number, from: Date): Due {
  const first = workingDayFrom(calendar, addDays(dateOf(from), 1))
  const worth = (plan: DayPlan) => Math.min(plan.minutes, calendar.minutesPerWorkingDay)
  let last = first
  for (let filled = worth(first); filled < minutes; filled += worth(last)) {
    last = workingDayFrom(calendar, addDays(last.date, 1))
  }
  const end = closing(last)
  return {
    dueAt: end,
    spans: [
      ...splitByHours(calendar, from, openingOf(first), 'beforeStart'),
      ...splitByHours(calendar, openingOf(first), end, 'officeHours'),
    ],
  }
}

function endOfCalendarLimit(
  calendar: WorkingCalendar,
  policy: ClockPolicy,
  limit: TimeLimit,
  from: Date,
): Due {
  const { unit, amount } = limit
  const last = unit === 'month' ? addMonths(dateOf(from), amount) : addDays(dateOf(from), amount)
  const hourExact = policy.countFrom === 'hourExact'
  const plan = planOf(calendar, last)
  const start = hourExact ? from : instantAt(addDays(dateOf(from), 1))
  const nominal = hourExact ? instantAt(last, minuteOfDay(from)) : instantAt(last, 1440)
  const end =
    plan.minutes > 0 ? withinHours(calendar, plan, nominal) : closing(workingDayFrom(calendar, last))
  const turn = nominal < end ? nominal : end
  return {
    dueAt: end,
    spans: [
      ...splitByHours(calendar, from, start, 'beforeStart'),
      ...wholeSpan(start, turn, 'calendarDays'),
      ...wholeSpan(turn, end, 'movedToWorkingDay'),
    ],
  }
}

/** A limit whose last day is a working day ends in the office hours of that day. */
function withinHours(calendar: WorkingCalendar, plan: DayPlan, nominal: Date): Date {
  const close = closing(plan)
  return nominal >= close ? close : nextWorkingMoment(calendar, nominal)
}

/** The same day of the month, or the last day of a shorter one (Civil Code 2015, article 148). */
function addMonths(day: CalendarDate, count: number): CalendarDate {
  const [year = 0, month = 0, ofMonth = 0] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month + count, 0))
  return addDays(
    calendarDate(lastOfMonth.toISOString().slice(0, 10)),
    Math.min(0, ofMonth - lastOfMonth.getUTCDate()),
  )
}

const openingOf = (plan: DayPlan) => instantAt(plan.date, plan.sessions[0]?.start)
/** Only for days that `workingDayFrom` or an arrival gave: they have office hours. */
const closing = (plan: DayPlan) => closingOf(plan) ?? instantAt(plan.date, 1440)
