/** SQL of whom a dossier belongs to, for telling them. */

import type { Tx } from '#kernel/db.ts'

export type Owner = {
  readonly code: string
  readonly applicantId: string | null
  readonly dueAt: Date | null
  readonly channel: 'direct' | 'online' | 'post'
  /** The head of the family of which it is a member. */
  readonly familyId: string | null
  /** As given in the dossier. */
  readonly phone: string | null
  readonly email: string | null
}

export async function findOwner(tx: Tx, caseId: string): Promise<Owner | undefined> {
  return tx
    .selectFrom('cases')
    .innerJoin('dossiers', 'dossiers.case_id', 'cases.id')
    .select([
      'cases.code',
      'dossiers.applicant_id as applicantId',
      'cases.due_at as dueAt',
      'dossiers.channel',
      'dossiers.family_id as familyId',
      'dossiers.applicant_phone as phone',
      'dossiers.applicant_email as email',
    ])
    .where('cases.id', '=', caseId)
    .$castTo<Owner>()
    .executeTakeFirst()
}
