/** SQL of whom a scanned file belongs to. */

import { sql, type Tx } from '#kernel/db.ts'

export type Affected = { readonly fileId: string; readonly name: string; readonly ownerId: string | null }

/** The files that have these bytes. */
export async function findAffected(tx: Tx, sha256: string): Promise<readonly Affected[]> {
  const { rows } = await sql<Affected>`
    select id as "fileId", name, owner_id as "ownerId" from files where sha256 = ${sha256} order by id`.execute(
    tx,
  )
  return rows
}
