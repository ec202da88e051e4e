/** SQL of recovery codes. */

import { sql, type Tx } from '#kernel/db.ts'

/** Puts these codes in the place of all earlier ones. */
export async function replaceCodes(
  tx: Tx,
  personId: string,
  hashes: readonly Buffer[],
  at: Date,
): Promise<void> {
  await deleteCodes(tx, personId)
  await tx
    .insertInto('recovery_codes')
    .values(hashes.map((hash) => ({ person_id: personId, code_hash: hash, made_at: at })))
    .execute()
}

export async function deleteCodes(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('recovery_codes').where('person_id', '=', personId).execute()
}

/** Uses a code up. Answers whether it was there and unused. */
export async function useCode(tx: Tx, personId: string, hash: Buffer, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update recovery_codes set used_at = ${at}
    where person_id = ${personId} and code_hash = ${hash} and used_at is null returning 1`.execute(tx)
  return rows.length > 0
}

export async function countCodes(tx: Tx, personId: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*)::int as left from recovery_codes where person_id = ${personId} and used_at is null`.execute(
    tx,
  )
  return rows[0]?.left ?? 0
}
