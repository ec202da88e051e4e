/** SQL of the people of a dossier. */

import { sql, type Tx } from '#kernel/db.ts'
import type { NewParty } from './domain.ts'

/** Everybody beside the first applicant, in the order of the declaration. */
export async function findParties(tx: Tx, caseId: string): Promise<readonly NewParty[]> {
  const { rows } = await sql<NewParty>`
    select position, role, name, identity, phone, scope, valid_from::text as "validFrom", valid_to::text as "validTo",
      paper_key as "paperKey", has_consent as "hasConsent"
    from dossier_participants where case_id = ${caseId} order by position`.execute(tx)
  return rows
}
