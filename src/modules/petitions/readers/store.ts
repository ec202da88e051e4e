/** SQL of what readers think of answers: sums of days, and marks that end with their day. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Found, Verdict } from './domain.ts'

/** `false` when this reader counted today already. */
export async function insertMark(tx: Tx, mark: string, onDay: CalendarDate): Promise<boolean> {
  const { rows } = await sql`
    insert into petition_reader_marks (mark, on_day) values (${mark}, ${onDay}) on conflict (mark) do nothing returning 1`.execute(
    tx,
  )
  return rows.length > 0
}

export async function countVerdict(
  tx: Tx,
  petitionId: string,
  onDay: CalendarDate,
  verdict: Verdict,
): Promise<void> {
  const [useful, unclear] = verdict === 'useful' ? [1, 0] : [0, 1]
  await sql`
    insert into petition_reader_days as d (petition_id, on_day, useful, unclear)
    values (${petitionId}, ${onDay}, ${useful}, ${unclear})
    on conflict (petition_id, on_day)
      do update set useful = d.useful + excluded.useful, unclear = d.unclear + excluded.unclear`.execute(tx)
}

export async function sumVerdicts(tx: Tx, petitionId: string): Promise<Found> {
  const { rows } = await sql<Found>`
    select coalesce(sum(useful), 0)::int as useful, coalesce(sum(unclear), 0)::int as unclear
    from petition_reader_days where petition_id = ${petitionId}`.execute(tx)
  return rows[0] ?? { useful: 0, unclear: 0 }
}

export async function forgetMarks(tx: Tx, before: CalendarDate): Promise<void> {
  await sql`delete from petition_reader_marks where on_day < ${before}`.execute(tx)
}
