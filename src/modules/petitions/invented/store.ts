/** SQL of whether anything was sent. */

import { sql, type Tx } from '#kernel/db.ts'

export async function hasPetitions(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`select exists (select from petitions) as is`.execute(tx)
  return rows[0]?.is ?? false
}
