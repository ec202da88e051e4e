/** SQL of made-up history: whether there is any, and for which kinds of dossiers it is wanted. */

import type { ClockHistory } from '#kernel/calendar.ts'
import { sql, type Tx } from '#kernel/db.ts'

export async function hasDurations(tx: Tx): Promise<boolean> {
  return (
    (await tx.selectFrom('forecast_durations').select('case_id').limit(1).executeTakeFirst()) !== undefined
  )
}

export type SeenKind = {
  readonly unit: string
  readonly above: string | null
  readonly procedure: string
  readonly clock: ClockHistory
}

/** Kinds of dossiers that places have most of, each with the clock of one that was accepted. */
export async function findKinds(tx: Tx, max: number): Promise<readonly SeenKind[]> {
  const { rows } = await sql<SeenKind>`
    select c.unit_id as unit, u.parent_id as above, c.procedure, min(c.clock::text)::jsonb as clock
    from dossier_courses c join units u on u.id = c.unit_id
    where c.clock @> '[{"kind": "accepted"}]'
    group by 1, 2, 3, u.code order by count(*) desc, u.code, 3 limit ${max}`.execute(tx)
  return rows
}
