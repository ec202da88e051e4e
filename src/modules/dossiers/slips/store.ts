/** SQL of slips: a second name of a dossier, for whoever left with paper. */

import { sql, type Tx } from '#kernel/db.ts'

/** Ties the slip to the dossier, once. */
export async function giveSlip(tx: Tx, caseId: string, slip: string): Promise<void> {
  await sql`update dossiers set slip = ${slip} where case_id = ${caseId} and slip is null`.execute(tx)
}

/** The two codes of the dossier with this slip, for whoever knows the last figures of the phone given with it. */
export async function findBySlip(
  tx: Tx,
  slip: string,
  phoneEnd: string,
): Promise<{ readonly code: string; readonly secret: string } | undefined> {
  const { rows } = await sql<{ code: string; secret: string }>`
    select cases.code, dossiers.lookup_secret as secret from dossiers join cases on cases.id = dossiers.case_id
    where dossiers.slip = ${slip} and right(regexp_replace(dossiers.applicant_phone, '\\D', '', 'g'), 4) = ${phoneEnd}`.execute(
    tx,
  )
  return rows[0]
}
