/** SQL of which invented dossiers may be rated. */

import { sql, type Tx } from '#kernel/db.ts'

export type Ended = { readonly id: string; readonly endedAt: Date }

/** Dossiers with a result that nobody rated, the oldest first. */
export async function findUnrated(tx: Tx): Promise<readonly Ended[]> {
  const { rows } = await sql<Ended>`
    select t.case_id as id, coalesce(c.ended_at, t.on_day::timestamptz + interval '12 hours') as "endedAt"
    from satisfaction_times_now t join cases c on c.id = t.case_id
    where t.criterion = 'whole' and not exists (select from satisfaction_answers a where a.case_id = t.case_id)
      and not exists (select from history_imported h where h.case_id = t.case_id)
    order by 2, 1 limit 400`.execute(tx)
  return rows
}

export async function hasAnswers(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (select from satisfaction_answers) as is`.execute(
    tx,
  )
  return rows[0]?.is ?? false
}
