/** SQL of whether a dossier was rated. What was answered is kept by the module that asks. */

import type { CaseState } from '#kernel/cases.ts'
import { sql, type Tx } from '#kernel/db.ts'

/** What whoever asks for an opinion has to know of a dossier, and nothing of its applicant. */
export type Rateable = {
  readonly id: string
  readonly code: string
  readonly state: CaseState
  readonly procedureCode: string
  readonly procedureName: string
  readonly competentUnitId: string
  /** The desk that took it in and gives its result. */
  readonly receivingUnitId: string
  readonly endedAt: Date | null
  readonly isRated: boolean
}

export async function findRateable(
  tx: Tx,
  by: { readonly id: string } | { readonly code: string },
): Promise<Rateable | undefined> {
  const named = 'id' in by ? sql`c.id = ${by.id}::uuid` : sql`c.code = ${by.code}`
  const { rows } = await sql<Rateable>`
    select c.id, c.code, c.state, d.procedure_code as "procedureCode", d.procedure_name as "procedureName",
      d.competent_unit_id as "competentUnitId", d.receiving_unit_id as "receivingUnitId", c.ended_at as "endedAt",
      d.rated_at is not null as "isRated"
    from cases c join dossiers d on d.case_id = c.id where ${named}`.execute(tx)
  return rows[0]
}

/** Says whether it was the first: a dossier is rated once. */
export async function markRated(tx: Tx, caseId: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update dossiers set rated_at = ${at} where case_id = ${caseId} and rated_at is null`.execute(tx)
  return numAffectedRows === 1n
}
