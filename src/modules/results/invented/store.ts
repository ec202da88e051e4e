/** SQL of made-up results. */

import { sql, type Tx } from '#kernel/db.ts'

export type Undrafted = { readonly code: string; readonly drafterId: string }

/** Dossiers that were sent on for approval or signature without a result on the platform. */
export async function findUndrafted(tx: Tx): Promise<readonly Undrafted[]> {
  const { rows } = await sql<Undrafted>`
    select c.code, s.holder_id as "drafterId"
    from cases c join lateral (
      select holder_id from case_steps where case_id = c.id and ended_at is not null and number > 1
        and holder_id is not null order by number desc limit 1) s on true
    where c.kind = 'dossier' and c.state = 'processing' and c.step_type in ('approve', 'sign')
      and not exists (select from results r where r.case_id = c.id)
    order by c.id limit 200`.execute(tx)
  return rows
}
