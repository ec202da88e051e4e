/** What other modules may ask about the working calendar. */

import type { CalendarYear } from '#kernel/calendar.ts'
import { tablesOf } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { addDays, type CalendarDate } from '#kernel/types.ts'

const monthsLeftMin = 12

/** The tables of the pack's years. */
export const yearTables = ({ pack }: Pick<Context, 'pack'>): readonly CalendarYear[] => tablesOf(pack).years

/** The years that the calendar has data for. */
export const yearsOf = ({ calendar }: Pick<Context, 'calendar'>): readonly number[] => [
  ...new Set(calendar.days.map(({ date }) => Number(date.slice(0, 4)))),
]

/**
 * Lịch sắp hết: the last day that can be counted to when it comes within twelve months, for whoever watches the
 * installation. Beyond it no deadline can be counted, and a dossier with a long limit would be refused.
 */
export function endsSoon({ calendar, today }: Pick<Context, 'calendar' | 'today'>): CalendarDate | undefined {
  const last = calendar.days.at(-1)?.date
  return last && last < addDays(today, Math.round(monthsLeftMin * 30.4)) ? last : undefined
}
