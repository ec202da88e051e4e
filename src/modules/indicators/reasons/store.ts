/** SQL of reasons of lateness. */

import { sql, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'

export type NewReason = {
  readonly caseId: string
  readonly reason: string
  readonly words: string
  readonly by: string
  readonly at: Date
}

/** The newest stands; what it replaces is kept. */
export async function saveReason(tx: Tx, { caseId, reason, words, by, at }: NewReason): Promise<void> {
  await sql`update indicator_late_reasons set replaced_at = ${at} where case_id = ${caseId} and replaced_at is null`.execute(
    tx,
  )
  await sql`
    insert into indicator_late_reasons (id, case_id, reason, words, given_by, given_at)
    values (${newId(at)}, ${caseId}, ${reason}, ${words}, ${by}, ${at})`.execute(tx)
}
