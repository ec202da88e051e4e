/** Counting a deadline for whoever asks. Nothing is kept. */

import { drawClock, explainClock, foldClock } from '#kernel/calendar.ts'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { historyOf, type Question } from './domain.ts'

/** Hạn và cách tính, with the days for the picture. Throws `deadlines.notInOrder` or `calendar.beyond`. */
export function countDeadline(context: Context, question: Question) {
  const calendar = calendarFor(context, question.unit)
  const history = historyOf(question)
  const told = explainClock(calendar, history, context.language)
  return { state: foldClock(calendar, history), told, days: drawClock(told) }
}
export type Counted = ReturnType<typeof countDeadline>
