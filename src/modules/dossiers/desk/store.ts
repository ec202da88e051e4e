/** SQL of the page of one dossier. Whoever calls has found the dossier visible before. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import type { Prefilled, Vouch } from '#kernel/provenance.ts'
import type { FeeLine } from '#modules/services/api.ts'
import { visibleTo } from '../steps/store.ts'
import type { Fault } from '../supplement/domain.ts'

export type Details = {
  readonly procedureName: string
  readonly applicantKind: 'citizen' | 'enterprise' | 'household'
  readonly applicantName: string
  readonly applicantIdentity: string | null
  readonly applicantPhone: string | null
  readonly applicantEmail: string | null
  readonly applicantAddress: string | null
  readonly submitterName: string
  readonly returnMethod: 'online' | 'desk' | 'post'
  readonly feeVnd: number
  readonly feeLines: readonly FeeLine[]
  readonly deliveredAt: Date | null
  readonly competentUnitName: string
  readonly receivingUnitName: string
  /** Where somebody was helped to submit. */
  readonly helpUnitName: string | null
  /** The submitter acted in the place of the applicant, by a mandate. */
  readonly isInPlace: boolean
  /** A community digital team helped to submit it. */
  readonly isHelped: boolean
  /** Where the answers came from, when the form was filled in page by page. */
  readonly prefilled: Prefilled | null
}

export async function getDetails(tx: Tx, caseId: string): Promise<Details> {
  const { rows } = await sql<Details>`
    select d.procedure_name as "procedureName", d.applicant_kind as "applicantKind", d.applicant_name as "applicantName",
      d.applicant_identity as "applicantIdentity", d.applicant_phone as "applicantPhone",
      d.applicant_email as "applicantEmail", d.applicant_address as "applicantAddress",
      d.submitter_name as "submitterName", d.return_method as "returnMethod", d.fee_vnd as "feeVnd",
      d.fee_lines as "feeLines", d.result_delivered_at as "deliveredAt", competent.name as "competentUnitName",
      receiving.name as "receivingUnitName",
      (select name from units where id = d.help_unit_id) as "helpUnitName",
      exists (select from events e where e.subject_id = d.case_id and e.name = 'dossier.submitted'
        and e.mandate_id is not null) as "isInPlace", d.slip is not null as "isHelped", d.prefilled
    from dossiers d join units competent on competent.id = d.competent_unit_id
      join units receiving on receiving.id = d.receiving_unit_id
    where d.case_id = ${caseId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`The case ${caseId} has no dossier`)
  return row
}

export type PaperOnFile = {
  readonly id: string
  readonly paperKey: string
  readonly name: string
  readonly fileId: string | null
  readonly fileName: string | null
  readonly mediaType: string | null
  readonly bytes: number | null
  readonly pages: number | null
  readonly addedAt: Date
  readonly removedAt: Date | null
  readonly isDigitised: boolean
  /** Set when it was taken from the wallet: the entry, and who vouches for it. */
  readonly entryId: string | null
  readonly source: string | null
  /** Set when a register vouches for it and nobody handed it in. */
  readonly vouch: Vouch | null
}

/** Papers in the order in which they were given; those replaced since come last. */
export async function findPapers(tx: Tx, caseId: string): Promise<readonly PaperOnFile[]> {
  const { rows } = await sql<PaperOnFile>`
    select p.id, p.paper_key as "paperKey", p.name, f.id as "fileId", f.name as "fileName", f.media_type as "mediaType",
      f.bytes, f.pages, p.added_at as "addedAt", p.removed_at as "removedAt",
      p.is_digitised as "isDigitised", coalesce(p.wallet_entry_id::text, f.origin->>'entry') as "entryId",
      f.origin->>'source' as source, p.vouch
    from dossier_papers p left join files f on f.id = p.file_id
    where p.case_id = ${caseId} order by p.removed_at nulls first, p.position`.execute(tx)
  return rows
}

export type StepTaken = {
  readonly number: number
  readonly key: string
  readonly name: string
  readonly unitName: string
  readonly unitShortName: string
  readonly holderName: string | null
  /** Who was away when the holder did it. */
  readonly representedName: string | null
  readonly startedAt: Date
  readonly dueAt: Date | null
  readonly endedAt: Date | null
  readonly outcome: string | null
  readonly note: string | null
}

export async function findSteps(tx: Tx, caseId: string): Promise<readonly StepTaken[]> {
  const { rows } = await sql<StepTaken>`
    select s.number, s.step_key as key, s.name, u.name as "unitName", u.short_name as "unitShortName", p.full_name as "holderName",
      absent.full_name as "representedName", s.started_at as "startedAt", s.due_at as "dueAt", s.ended_at as "endedAt", s.outcome, s.note
    from case_steps s join units u on u.id = s.unit_id left join persons p on p.id = s.holder_id
      left join persons absent on absent.id = s.represented_id
    where s.case_id = ${caseId} order by s.number`.execute(tx)
  return rows
}

export type SupplementAsked = {
  readonly number: number
  readonly faults: readonly Fault[]
  readonly reason: string
  readonly askedBy: string | null
  readonly askedAt: Date
  readonly answeredAt: Date | null
  readonly isCountedLate: boolean
}

export async function findSupplements(tx: Tx, caseId: string): Promise<readonly SupplementAsked[]> {
  const { rows } = await sql<SupplementAsked>`
    select s.number, s.faults, s.reason, p.full_name as "askedBy", s.asked_at as "askedAt",
      s.answered_at as "answeredAt", s.is_counted_late as "isCountedLate"
    from dossier_supplements s left join persons p on p.id = s.asked_by
    where s.case_id = ${caseId} order by s.number`.execute(tx)
  return rows
}

export type Note = { readonly author: string; readonly body: string; readonly at: Date }

export async function findNotes(tx: Tx, caseId: string): Promise<readonly Note[]> {
  const { rows } = await sql<Note>`
    select coalesce(p.full_name, '') as author, n.body, n.written_at as at
    from dossier_notes n left join persons p on p.id = n.author_id
    where n.case_id = ${caseId} order by n.written_at, n.id`.execute(tx)
  return rows
}

export type FileOfDossier = {
  readonly caseId: string
  readonly code: string
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
}

/** A file that stands in a dossier the actor may see. */
export async function findFile(tx: Tx, actor: Actor, fileId: string): Promise<FileOfDossier | undefined> {
  const { rows } = await sql<FileOfDossier>`
    select cases.id as "caseId", cases.code, f.name, f.media_type as "mediaType", f.sha256
    from dossier_papers p join files f on f.id = p.file_id join cases on cases.id = p.case_id
      join dossiers on dossiers.case_id = cases.id
    where f.id = ${fileId} and ${visibleTo(actor)} limit 1`.execute(tx)
  return rows[0]
}

/** Whether the officer's own unit, or one below it, decides the dossier or took it in. */
export async function isAtHome(
  tx: Tx,
  { unitReach }: Officer,
  {
    competentUnitId,
    receivingUnitId,
  }: { readonly competentUnitId: string; readonly receivingUnitId: string },
): Promise<boolean> {
  const { rows } = await sql`
    select from units where path ~ ${unitReach}::lquery and id in (${competentUnitId}, ${receivingUnitId})`.execute(
    tx,
  )
  return rows.length > 0
}

/** A file by its id. Whoever calls knows that it belongs to a dossier the reader may see. */
export async function findStoredFile(tx: Tx, fileId: string) {
  return tx
    .selectFrom('files')
    .select(['name', 'media_type as mediaType', 'sha256'])
    .where('id', '=', fileId)
    .executeTakeFirst()
}
