/** SQL of scores that people give. */

import { sql, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Figures } from '../criteria/domain.ts'

/** One score at a time for an agency and a period; held until the transaction ends. */
export async function lockScores(tx: Tx, unitId: string, from: CalendarDate): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`satisfaction ${unitId} ${from}`}, 0))`.execute(
    tx,
  )
}

export type NewScore = {
  readonly unitId: string
  readonly criteria: string
  readonly version: string
  readonly number: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly side: 'self' | 'verified'
  readonly figures: Figures
  readonly points: number
  readonly ground: string
  readonly by: string
  readonly at: Date
}

/** The newest stands; what it replaces is kept. */
export async function saveScore(tx: Tx, one: NewScore): Promise<void> {
  const { unitId, number, from, to, side, at } = one
  await sql`
    update satisfaction_scores set replaced_at = ${at}
    where unit_id = ${unitId} and number = ${number} and side = ${side} and from_day = ${from}::date and to_day = ${to}::date
      and replaced_at is null`.execute(tx)
  await sql`
    insert into satisfaction_scores (id, unit_id, criteria, version, number, from_day, to_day, side, figures, points, ground,
      scored_by, scored_at)
    values (${newId(at)}, ${unitId}, ${one.criteria}, ${one.version}, ${number}, ${from}::date, ${to}::date, ${side},
      ${JSON.stringify(one.figures)}, ${one.points}, ${one.ground}, ${one.by}, ${at})`.execute(tx)
}
