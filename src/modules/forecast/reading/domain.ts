/** Dự kiến như trang cho thấy: in days for a dossier that runs, in working days where no day can be named. Pure. */

import type { WorkingCalendar } from '#kernel/calendar.ts'
import { type CalendarDate, dateOf } from '#kernel/types.ts'
import type { Days } from '../courses/domain.ts'
import type { Level, Range, Verdict } from '../domain.ts'

export type Place = { readonly unitId: string; readonly unitCode: string; readonly aboveId: string | null }

/** Số ngày làm việc, begun days counted whole: on the third to the fifth working day. */
export type WorkingDays = { readonly low: number; readonly high: number }

export function workingDaysOf(
  { minutesPerWorkingDay }: WorkingCalendar,
  { low, high }: Pick<Range, 'low' | 'high'>,
): WorkingDays {
  const days = (minutes: number) => Math.max(1, Math.ceil(minutes / minutesPerWorkingDay))
  return { low: days(low), high: days(high) }
}

type Basis = { readonly level: Level; readonly cases: number }
/** What was said at reception. */
export type Given = Days & { readonly madeAt: Date; readonly verdict: Verdict | null }

export type Told = { readonly procedure: string } & (
  | (Basis & { readonly kind: 'usual'; readonly days: WorkingDays })
  | (Basis & {
      readonly kind: 'days'
      readonly days: Days
      readonly receivedOn: CalendarDate
      readonly given: Given | undefined
    })
  /** The applicant is waited for: so long after they have answered. */
  | (Basis & { readonly kind: 'waiting'; readonly days: WorkingDays; readonly given: Given | undefined })
  /** Older than nearly all of its kind: nobody can say. */
  | { readonly kind: 'outgrown'; readonly given: Given }
  | { readonly kind: 'ended'; readonly given: Given; readonly endedOn: CalendarDate }
)
export type ToldRunning = Extract<Told, { kind: 'days' }>

/** How a range stands to the legal date. A range that may pass it says so; one that lies behind it says so plainly. */
export function againstDue(days: Days, dueAt: Date | null): 'within' | 'mayBeLate' | 'late' | 'unknown' {
  if (!dueAt) return 'unknown'
  const due = dateOf(dueAt)
  if (days.from > due) return 'late'
  return days.to > due ? 'mayBeLate' : 'within'
}
