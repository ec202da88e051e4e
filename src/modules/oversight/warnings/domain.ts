/** Cảnh báo hạn: when each warning is due on the legal clock, and what it says. Pure. */

import {
  addWorkingMinutes,
  nextWorkingMoment,
  type WorkingCalendar,
  workingMinutesBetween,
} from '#kernel/calendar.ts'
import type { Pack } from '#kernel/packs.ts'
import { addDays, dateOf, instantAt } from '#kernel/types.ts'

export type WarningRule = Pack['oversight']['warnings'][number]
export type Recipient = WarningRule['tell'][number]

/** A thing that a rule watches: since when it runs, and the date it is about. */
export type Watched = { readonly startedAt: Date; readonly basis: Date }

/**
 * Thời điểm cảnh báo, always inside office hours: nothing is told on a Saturday, and after Tết everything comes with the
 * first opening.
 */
export function fireAt(
  calendar: WorkingCalendar,
  { at }: Pick<WarningRule, 'at'>,
  { startedAt, basis }: Watched,
): Date {
  if ('share' in at) {
    const whole = workingMinutesBetween(calendar, startedAt, basis)
    const part = Math.ceil(Math.max(0, whole) * at.share)
    return nextWorkingMoment(calendar, part > 0 ? addWorkingMinutes(calendar, startedAt, part) : basis)
  }
  if ('workingDaysBefore' in at) {
    const early = addWorkingMinutes(calendar, basis, -at.workingDaysBefore * calendar.minutesPerWorkingDay)
    return nextWorkingMoment(calendar, early > startedAt ? early : startedAt)
  }
  if ('daysAfter' in at)
    return nextWorkingMoment(calendar, new Date(basis.getTime() + at.daysAfter * 24 * 3_600_000))
  if (at.overdue === 'next-morning') return nextWorkingMoment(calendar, instantAt(addDays(dateOf(basis), 1)))
  return nextWorkingMoment(calendar, new Date(basis.getTime() + 60_000))
}

/** Whether anything may be told now: office hours only, so that a worker that was down at night wakes nobody. */
export const isOfficeHour = (calendar: WorkingCalendar, now: Date): boolean =>
  workingMinutesBetween(calendar, now, new Date(now.getTime() + 60_000)) > 0

export type WarningSubject =
  | 'stepNear'
  | 'stepLate'
  | 'caseNear'
  | 'caseLate'
  | 'consultationSilent'
  | 'supplementAsked'
  | 'supplementSilent'

/** What a rule speaks of; an applicant is spoken to differently. */
export function subjectOf(
  { watches, at }: Pick<WarningRule, 'watches' | 'at'>,
  to: Recipient,
): WarningSubject {
  if (watches === 'supplement') return to === 'applicant' ? 'supplementAsked' : 'supplementSilent'
  if (watches === 'consultation') return 'consultationSilent'
  const isLate = 'overdue' in at
  if (watches === 'step') return isLate ? 'stepLate' : 'stepNear'
  return isLate ? 'caseLate' : 'caseNear'
}
