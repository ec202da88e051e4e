/** SQL of whom a dossier belongs to, for telling them. */

import type { Tx } from '#kernel/db.ts'

export type Owner = {
  readonly code: string
  readonly applicantId: string | null
  readonly dueAt: Date | null
}

export async function findOwner(tx: Tx, caseId: string): Promise<Owner | undefined> {
  return tx
    .selectFrom('cases')
    .innerJoin('dossiers', 'dossiers.case_id', 'cases.id')
    .select(['cases.code', 'dossiers.applicant_id as applicantId', 'cases.due_at as dueAt'])
    .where('cases.id', '=', caseId)
    .executeTakeFirst()
}
