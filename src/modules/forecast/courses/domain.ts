/** Thời gian giải quyết of one dossier in working minutes, read off its clock. What the applicant is waited for is left out. Pure. */

import {
  addWorkingMinutes,
  type ClockHistory,
  type PauseCause,
  type WorkingCalendar,
  workingMinutesBetween,
} from '#kernel/calendar.ts'
import { type CalendarDate, dateOf } from '#kernel/types.ts'
import type { Verdict } from '../domain.ts'

/** A stretch in which the agency had the matter; the last one may still run. */
type Stretch = { readonly from: Date; readonly to: Date | null }

export type Course = {
  readonly receivedAt: Date
  readonly stretches: readonly Stretch[]
  /** When the outcome was there, or the dossier left without one. */
  readonly endedAt: Date | null
  /** The limit it was promised, in words of the clock; other limits are other cases of a procedure. */
  readonly limit: string
}

/** Waiting for the applicant is theirs; other stops of the legal clock belong to the way to the result. */
const ofApplicant: ReadonlySet<PauseCause> = new Set(['supplement', 'financialDuty'])

/** Quá trình from reception on; `undefined` before it. `closedAt`: where the case ended without its clock being told. */
export function courseOf(clock: ClockHistory, closedAt: Date | null): Course | undefined {
  let course: Course | undefined
  let causes: readonly PauseCause[] = []
  let from: Date | undefined
  let stretches: Stretch[] = []
  const waits = () => causes.some((cause) => ofApplicant.has(cause))
  for (const event of clock) {
    const at = new Date(event.at)
    const before = waits()
    if (event.kind === 'accepted') {
      course = { receivedAt: at, stretches: [], endedAt: null, limit: limitKey(event.limit) }
      ;[causes, from, stretches] = [[], at, []]
    } else if (event.kind === 'paused') causes = [...causes, event.cause]
    else if (event.kind === 'resumed') causes = causes.slice(0, -1)
    else if (event.kind === 'ended' && course && !course.endedAt) course = { ...course, endedAt: at }
    if (from && !before && (waits() || course?.endedAt)) {
      stretches.push({ from, to: at })
      from = undefined
    } else if (!from && before && !waits() && course && !course.endedAt) from = at
    if (course?.endedAt) break
  }
  if (!course) return undefined
  const endedAt = course.endedAt ?? closedAt
  if (from) stretches.push({ from, to: endedAt })
  return { ...course, stretches, endedAt }
}

export const limitKey = ({ amount, unit }: { readonly amount: number; readonly unit: string }): string =>
  `${amount} ${unit}`

/** Since when it runs; `null` while the applicant is waited for, and after the end. */
export const runningSince = ({ stretches }: Pick<Course, 'stretches'>): Date | null => {
  const last = stretches.at(-1)
  return last && last.to === null ? last.from : null
}

/** Working minutes of the stretches that are over. */
export function ranBefore(calendar: WorkingCalendar, { stretches }: Pick<Course, 'stretches'>): number {
  return stretches.reduce(
    (sum, { from, to }) => sum + (to ? workingMinutesBetween(calendar, from, to) : 0),
    0,
  )
}

/** Working minutes that have passed by now. */
export function ranUntil(calendar: WorkingCalendar, course: Pick<Course, 'stretches'>, now: Date): number {
  const since = runningSince(course)
  const running = since && since < now ? workingMinutesBetween(calendar, since, now) : 0
  return ranBefore(calendar, course) + running
}

/** The moment by which so many working minutes have passed; `undefined` while it stands still, and beyond the calendar. */
export function momentReached(
  calendar: WorkingCalendar,
  { stretches }: Pick<Course, 'stretches'>,
  minutes: number,
): Date | undefined {
  let left = minutes
  for (const { from, to } of stretches) {
    const length = to ? workingMinutesBetween(calendar, from, to) : minutesLeft(calendar, from)
    if (left <= length) return addWorkingMinutes(calendar, from, left)
    left -= length
  }
  return undefined
}

/** Had it never stopped again: what a dossier that ended early is compared with. */
export const unended = ({ stretches }: Pick<Course, 'stretches'>): Pick<Course, 'stretches'> => ({
  stretches: stretches.map((one, index) => (index === stretches.length - 1 ? { ...one, to: null } : one)),
})

function minutesLeft(calendar: WorkingCalendar, from: Date): number {
  const { days, minutesBefore } = calendar
  const last = days.at(-1)
  const all = (minutesBefore[days.length - 1] ?? 0) + (last?.minutes ?? 0)
  const first = days[0]
  if (!first) return 0
  return all - workingMinutesBetween(calendar, new Date(`${first.date}T00:00:00+07:00`), from)
}

/** The first and the last day of a range, as a page shows it. */
export type Days = { readonly from: CalendarDate; readonly to: CalendarDate }

export function daysOf(
  calendar: WorkingCalendar,
  course: Pick<Course, 'stretches'>,
  { low, high }: { readonly low: number; readonly high: number },
): Days | undefined {
  const first = momentReached(calendar, course, low)
  const last = momentReached(calendar, course, high)
  return first && last && { from: dateOf(first), to: dateOf(last) }
}

/** Chấm một dự kiến by the days that were shown, moved on by what the applicant was waited for since. */
export function verdictOf({ from, to }: Days, endedOn: CalendarDate): Exclude<Verdict, 'void'> {
  if (endedOn < from) return 'earlier'
  return endedOn > to ? 'later' : 'held'
}
