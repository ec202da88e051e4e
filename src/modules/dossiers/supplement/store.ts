/** SQL of supplements. */

import { sql, type Tx } from '#kernel/db.ts'
import type { JsonObject } from '#kernel/types.ts'
import type { SubmittedPaper } from '../submission/domain.ts'
import type { Fault } from './domain.ts'

type NewSupplement = {
  readonly caseId: string
  readonly number: number
  readonly faults: readonly Fault[]
  readonly reason: string
  readonly askedBy: string
  readonly at: Date
  readonly isCountedLate: boolean
  readonly allowedBy: string | null
}

export async function insertSupplement(tx: Tx, supplement: NewSupplement): Promise<void> {
  const { caseId, number, faults, reason, askedBy, at, isCountedLate, allowedBy } = supplement
  await tx
    .insertInto('dossier_supplements')
    .values({
      case_id: caseId,
      number,
      faults: JSON.stringify(faults),
      reason,
      asked_by: askedBy,
      asked_at: at,
      is_counted_late: isCountedLate,
      allowed_by: allowedBy,
    })
    .execute()
}

export type OpenSupplement = { readonly answers: JsonObject; readonly faults: readonly Fault[] }

/** What was asked for and is not answered yet, beside the answers as they stand. */
export async function openSupplement(tx: Tx, caseId: string): Promise<OpenSupplement> {
  const { rows } = await sql<OpenSupplement>`
    select d.answers, coalesce(s.faults, '[]'::jsonb) as faults
    from dossiers d left join dossier_supplements s on s.case_id = d.case_id and s.answered_at is null
    where d.case_id = ${caseId}`.execute(tx)
  return rows[0] ?? { answers: {}, faults: [] }
}

/** Ends the request before the new answers are written: those they replace stay with it, so that nothing said is lost. */
export async function closeSupplement(tx: Tx, caseId: string, at: Date): Promise<void> {
  await sql`update dossier_supplements s set answered_at = ${at}, answers_before = d.answers
    from dossiers d where d.case_id = s.case_id and s.case_id = ${caseId} and s.answered_at is null`.execute(
    tx,
  )
}

export type AddedPaper = SubmittedPaper & { readonly name: string }

/** Adds papers; what was there under the same keys is kept but no longer part of the dossier. */
export async function replacePapers(
  tx: Tx,
  caseId: string,
  papers: readonly AddedPaper[],
  at: Date,
): Promise<void> {
  const keys = [...new Set(papers.map(({ key }) => key))]
  if (keys.length === 0) return
  await tx
    .updateTable('dossier_papers')
    .set({ removed_at: at })
    .where('case_id', '=', caseId)
    .where('paper_key', 'in', keys)
    .where('removed_at', 'is', null)
    .execute()
  await sql`
    insert into dossier_papers (case_id, paper_key, name, file_id, position, added_at)
    select ${caseId}, key, name, "fileId", place - 1
      + (select coalesce(max(position), -1) + 1 from dossier_papers where case_id = ${caseId}), ${at}
    from jsonb_to_recordset(${JSON.stringify(papers.map((paper, index) => ({ ...paper, place: index + 1 })))}::jsonb)
      as p (key text, name text, "fileId" uuid, place int)`.execute(tx)
}
