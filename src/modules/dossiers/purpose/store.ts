/** SQL of reasons to look. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Purpose } from './domain.ts'

export type RecentAct = {
  /** Null for an act on the dossier itself. */
  readonly purpose: Purpose | null
  readonly words: string | null
}

/** What the officer last did with the dossier since then; an act on it counts before a reason that was given. */
export async function findRecentAct(
  tx: Tx,
  { caseId, personId, since }: { readonly caseId: string; readonly personId: string; readonly since: Date },
): Promise<RecentAct | undefined> {
  const { rows } = await sql<RecentAct>`
    select payload->>'purpose' as purpose, payload->>'words' as words from events
    where subject_id = ${caseId} and at > ${since} and actor_id = ${personId}
    order by name = 'dossier.purposeStated', position desc limit 1`.execute(tx)
  return rows[0]
}
