/** SQL of invitations. */

import { sql, type Tx } from '#kernel/db.ts'

export type Invitation = { readonly caseId: string; readonly token: string; readonly number: string }

/** `false` when there is one already, or when the number is taken. */
export async function insertInvitation(tx: Tx, { caseId, token, number }: Invitation, at: Date) {
  const { numAffectedRows } = await sql`
    insert into satisfaction_invitations (case_id, token, number, made_at)
    values (${caseId}, ${token}, ${number}, ${at}) on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

export async function findInvitation(
  tx: Tx,
  by: { readonly caseId: string } | { readonly token: string } | { readonly number: string },
): Promise<Invitation | undefined> {
  const [column, value] =
    'caseId' in by
      ? (['case_id', by.caseId] as const)
      : 'token' in by
        ? (['token', by.token] as const)
        : (['number', by.number] as const)
  return tx
    .selectFrom('satisfaction_invitations')
    .select(['case_id as caseId', 'token', 'number'])
    .where(column, '=', value)
    .executeTakeFirst()
}
