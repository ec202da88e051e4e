/** SQL of results: the live one of a dossier, numbers, what waits for a signature. */

import { sql, type Tx } from '#kernel/db.ts'
import type { FileStore } from '#kernel/files.ts'
import { healthFields, isErased, withoutErased } from '#kernel/forms.ts'
import { sealNamed } from '#kernel/sealed-answers.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import type { ResultContent } from './content/domain.ts'
import type { Result, ResultKind, ResultState } from './domain.ts'

const columns = sql`r.id, r.case_id as "caseId", c.code, r.unit_id as "unitId", r.kind, r.template, r.content, r.state,
  r.drafted_by as "draftedBy", r.register, r.register_label as "numberLabel", r.numbered_at as "numberedAt",
  r.signer_id as "signerId", r.signed_at as "signedAt", r.file_id as "fileId", r.verify_code as "verifyCode",
  r.ended_reason as "endedReason", r.version`

/** As it can be shown: of content whose key was destroyed the title is left. */
export function legible<R extends { readonly content: ResultContent | null }>(
  result: R | undefined,
): R | undefined {
  if (!result?.content || !isErased(result.content)) return result
  return {
    ...result,
    content: { ...withoutErased(result.content), paragraphs: 'Đã xóa vĩnh viễn.', rows: [] },
  }
}

/** The result of a dossier that was not cancelled or withdrawn. Whoever calls has found the dossier visible before. */
export async function findLiveResult(tx: Tx, caseId: string): Promise<Result | undefined> {
  const { rows } = await sql<Result>`
    select ${columns} from results r join cases c on c.id = r.case_id
    where r.case_id = ${caseId} and r.state not in ('cancelled', 'withdrawn')`.execute(tx)
  return legible(rows[0])
}

/** The newest result of a dossier whatever became of it; a withdrawn one is still told about. */
export async function findNewestResult(tx: Tx, caseId: string): Promise<Result | undefined> {
  const { rows } = await sql<Result>`
    select ${columns} from results r join cases c on c.id = r.case_id
    where r.case_id = ${caseId} and r.state <> 'cancelled' order by r.drafted_at desc limit 1`.execute(tx)
  return legible(rows[0])
}

/** By its own id; the row stays locked until the transaction ends. */
export async function findResultForUpdate(tx: Tx, id: string): Promise<Result | undefined> {
  const { rows } = await sql<Result>`
    select ${columns} from results r join cases c on c.id = r.case_id where r.id = ${id} for update of r`.execute(
    tx,
  )
  return legible(rows[0])
}

/** Code of the dossier that a result belongs to. */
export async function findCodeOf(tx: Tx, resultId: string): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    select c.code from results r join cases c on c.id = r.case_id where r.id = ${resultId}`.execute(tx)
  return rows[0]?.code
}

/**
 * Nội dung as it is written down: where the form asks about health, what the paper says of the person is sealed with a key of the
 * result's own, for it may be kept longer than the dossier. Title and legal grounds are those of the procedure.
 */
export const sealContent = (
  files: FileStore,
  { form }: Pick<ProcedureDefinition, 'form'>,
  id: string,
  content: ResultContent,
): Promise<ResultContent> =>
  sealNamed(
    files,
    id,
    content,
    (name) => name !== 'title' && name !== 'documentKind' && name !== 'legal' && healthFields(form).size > 0,
  )

export type NewResult = {
  readonly id: string
  readonly caseId: string
  readonly unitId: string
  readonly kind: ResultKind
  readonly template: string
  readonly register: string
  readonly content: ResultContent
  readonly by: string
  readonly at: Date
}

export async function insertResult(tx: Tx, result: NewResult): Promise<string> {
  const row = await tx
    .insertInto('results')
    .values({
      id: result.id,
      case_id: result.caseId,
      unit_id: result.unitId,
      kind: result.kind,
      template: result.template,
      register: result.register,
      content: JSON.stringify(result.content),
      state: 'draft',
      drafted_by: result.by,
      drafted_at: result.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export type ResultChange = {
  readonly kind?: ResultKind
  readonly template?: string
  readonly register?: string
  readonly content?: ResultContent
  readonly state?: ResultState
  readonly drafted_by?: string
  readonly ended_reason?: string
  readonly version?: number
}

export async function changeResult(tx: Tx, id: string, { content, ...change }: ResultChange): Promise<void> {
  await tx
    .updateTable('results')
    .set({ ...change, ...(content && { content: JSON.stringify(content) }) })
    .where('id', '=', id)
    .execute()
}

/** Takes the next number of an agency's register; it commits together with the result that carries it. */
export async function takeNumber(tx: Tx, unitCode: string, register: string, year: number): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into number_books (book, period, last_number)
    values (${`result ${unitCode} ${register}`}, ${String(year)}, 1)
    on conflict (book, period) do update set last_number = number_books.last_number + 1
    returning last_number as number`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`The register ${register} gave no number`)
  return row.number
}

export async function writeNumber(
  tx: Tx,
  id: string,
  given: {
    readonly year: number
    readonly number: number
    readonly label: string
    readonly verifyCode: string
    readonly at: Date
  },
): Promise<void> {
  await tx
    .updateTable('results')
    .set({
      register_year: given.year,
      register_number: given.number,
      register_label: given.label,
      numbered_at: given.at,
      verify_code: given.verifyCode,
    })
    .where('id', '=', id)
    .execute()
}

export async function writeSigned(
  tx: Tx,
  id: string,
  signed: { readonly signerId: string; readonly at: Date; readonly fileId: string },
): Promise<void> {
  await tx
    .updateTable('results')
    .set({ state: 'signed', signer_id: signed.signerId, signed_at: signed.at, file_id: signed.fileId })
    .where('id', '=', id)
    .execute()
}

export type StoredFile = { readonly sha256: string; readonly name: string; readonly bytes: number }

export async function getStoredFile(tx: Tx, fileId: string): Promise<StoredFile> {
  return tx
    .selectFrom('files')
    .select(['sha256', 'name', 'bytes'])
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow()
}

/** Ý kiến thẩm định: what officers wrote when they ended a step or as a note, newest first. */
export async function findOpinions(
  tx: Tx,
  caseId: string,
): Promise<
  readonly { readonly name: string; readonly text: string; readonly step: string; readonly at: Date }[]
> {
  const { rows } = await sql<{ name: string; text: string; step: string; at: Date }>`
    select coalesce(p.full_name, '') as name, s.note as text, s.name as step, s.ended_at as at
    from case_steps s left join persons p on p.id = s.holder_id
    where s.case_id = ${caseId} and s.note is not null and s.ended_at is not null and s.step_key <> 'tiep-nhan'
    order by s.number desc limit 10`.execute(tx)
  return rows
}
