/** SQL of secrets of code apps. */

import { sql, type Tx } from '#kernel/db.ts'

export type Secret = {
  readonly id: string
  readonly name: string
  readonly confirmedAt: Date | null
  readonly secret: Buffer
  readonly lastStep: number
}

/** Sealed secrets, locked, so that a code is taken once; one alone when named, shown to work or not. */
export async function findSecretsForUpdate(
  tx: Tx,
  personId: string,
  id?: string,
): Promise<readonly Secret[]> {
  const { rows } = await sql<Secret>`
    select id, name, confirmed_at as "confirmedAt", secret, last_step::int as "lastStep"
    from factors
    where person_id = ${personId} and kind = 'totp' and ${id ? sql`id = ${id}` : sql`confirmed_at is not null`}
    order by added_at for update`.execute(tx)
  return rows
}

/** A code was taken: its step counts no more. The first one shows that the factor works. */
export async function noteStep(tx: Tx, id: string, step: number, at: Date): Promise<void> {
  await sql`update factors set last_step = ${step}, used_at = ${at}, confirmed_at = coalesce(confirmed_at, ${at})
    where id = ${id}`.execute(tx)
}
