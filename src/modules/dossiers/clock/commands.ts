/** Hạn của một hồ sơ as pages tell it: how long is left, the days that count and why, and what the calendar moved. */

import { type DrawnDay, drawClock, explainClock } from '#kernel/calendar.ts'
import { clockCalendar } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { type ShownDeadline, shownDeadline } from '../queue/domain.ts'
import type { DueMoved } from '../recount/domain.ts'
import { findDueMoves } from '../recount/store.ts'
import type { Dossier } from '../steps/domain.ts'

export type ToldDue = {
  readonly deadline: ShownDeadline
  /** Cách tính hạn: stretch by stretch, and the same day by day. */
  readonly clockLines: readonly string[]
  readonly clockDays: readonly DrawnDay[]
  /** Every time a change of the calendar moved the date. */
  readonly dueMoves: readonly DueMoved[]
}

type Dated = Pick<Dossier, 'id' | 'state' | 'openedAt' | 'receivedAt' | 'dueAt' | 'clock'>

export async function tellDue(tx: Tx, context: Context, dossier: Dated): Promise<ToldDue> {
  const calendar = clockCalendar(context, dossier.clock)
  // Clocks of processes may differ a little.
  const inADay = new Date(context.now.getTime() + 86_400_000)
  const told = explainClock(calendar, dossier.clock, context.language, context.now)
  return {
    deadline: shownDeadline(calendar, context.now, dossier),
    clockLines: told.lines,
    clockDays: drawClock(told),
    dueMoves: await findDueMoves(tx, dossier.id, { from: dossier.openedAt, to: inADay }),
  }
}
