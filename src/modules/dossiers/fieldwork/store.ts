/** SQL of work on the spot. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import { inAnyCapacity } from '../steps/store.ts'

/** Một nơi cần đến: an inspection that is open, and whom to meet there. */
export type Visit = {
  readonly caseId: string
  readonly code: string
  readonly step: number
  readonly stepName: string
  readonly procedureName: string
  readonly applicantName: string
  readonly applicantPhone: string | null
  readonly applicantAddress: string | null
  readonly dueAt: Date | null
  readonly isMine: boolean
}

/** Open inspections in the officer's hands, or free in the officer's units; first what is due first. */
export async function findVisits(
  tx: Tx,
  officer: Officer,
  { code, max }: { readonly code?: string; readonly max: number },
): Promise<readonly Visit[]> {
  const mine = inAnyCapacity(
    officer,
    (one) => sql<boolean>`(step.holder_id = ${one.personId} or (step.holder_id is null
      and step.unit_id = any(array(select id from units where path ~ ${one.unitReach}::lquery))))`,
  )
  const { rows } = await sql<Visit>`
    select cases.id as "caseId", cases.code, step.number as step, step.name as "stepName",
      dossiers.procedure_name as "procedureName", dossiers.applicant_name as "applicantName",
      dossiers.applicant_phone as "applicantPhone", dossiers.applicant_address as "applicantAddress",
      step.due_at as "dueAt", coalesce(step.holder_id = ${officer.personId}, false) as "isMine"
    from case_steps step join cases on cases.id = step.case_id join dossiers on dossiers.case_id = cases.id
    where step.ended_at is null and step.step_type = 'inspect' and cases.paused_at is null and ${mine}
      and ${code === undefined ? sql`true` : sql`cases.code = ${code}`}
    order by step.due_at nulls last, cases.id
    limit ${max}`.execute(tx)
  return rows
}
