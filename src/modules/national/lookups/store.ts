/** SQL of look-ups. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Register } from './domain.ts'

/** Keeps that a register was asked for a dossier; once. */
export async function insertAsked(tx: Tx, caseId: string, register: Register): Promise<void> {
  await sql`insert into national_asked (case_id, register) values (${caseId}, ${register}) on conflict do nothing`.execute(
    tx,
  )
}
