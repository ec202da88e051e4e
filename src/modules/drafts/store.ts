/** SQL of drafts. Somebody else's draft is simply not found. */

import { sql, type Tx } from '#kernel/db.ts'
import type { FileStore } from '#kernel/files.ts'
import { type Answers, type FormDefinition, type RawFields, withoutErased } from '#kernel/forms.ts'
import { forgetAnswers, sealAnswers } from '#kernel/sealed-answers.ts'
import type { FileOrigin } from '#kernel/types.ts'
import type { Draft, DraftsOf, PageSave } from './domain.ts'
import type { DraftKnown } from './known/domain.ts'

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The key under which a draft is submitted: once, however often it is sent. */
export function submissionKey(id: string): string {
  return `draft ${id}`
}

type Row = {
  readonly id: string
  readonly procedure_code: string
  readonly procedure_version: number
  readonly answers: unknown
  readonly kept: unknown
  readonly pages: unknown
  readonly known: unknown
  readonly version: number
  readonly saved_at: Date
  readonly dossier_code: string | null
}

function draftOf(row: Row): Draft {
  return {
    id: row.id,
    procedureCode: row.procedure_code,
    procedureVersion: row.procedure_version,
    // What was erased is asked again.
    answers: withoutErased(row.answers as Answers),
    kept: Object.fromEntries(
      Object.entries(row.kept as Readonly<Record<string, RawFields>>).map(([page, typed]) => [
        page,
        withoutErased(typed),
      ]),
    ),
    pages: row.pages as Readonly<Record<string, PageSave>>,
    known: row.known as DraftKnown,
    version: row.version,
    savedAt: row.saved_at,
    dossierCode: row.dossier_code,
  }
}

/** A draft knows that it was submitted from the operation its key made. */
const drafts = (tx: Tx, { ownerId, procedures }: DraftsOf) =>
  tx
    .selectFrom('drafts')
    .leftJoin('operations', (join) => join.on('operations.key', '=', sql<string>`'draft ' || drafts.id`))
    .leftJoin('cases', 'cases.id', 'operations.subject_id')
    .select([
      'drafts.id',
      'drafts.procedure_code',
      'drafts.procedure_version',
      'drafts.answers',
      'drafts.kept',
      'drafts.pages',
      'drafts.known',
      'drafts.version',
      'drafts.saved_at',
      'cases.code as dossier_code',
    ])
    .where('drafts.owner_id', '=', ownerId)
    .$if(procedures !== null, (query) => query.where('drafts.procedure_code', 'in', procedures ?? []))

export async function findDraft(tx: Tx, of: DraftsOf, id: string): Promise<Draft | undefined> {
  if (!uuidShape.test(id)) return undefined
  const row = await drafts(tx, of).where('drafts.id', '=', id).executeTakeFirst()
  return row && draftOf(row)
}

/** The row stays locked until the transaction ends, so that two saves follow one another. */
export async function findDraftForUpdate(tx: Tx, of: DraftsOf, id: string): Promise<Draft | undefined> {
  if (!uuidShape.test(id)) return undefined
  const row = await drafts(tx, of).where('drafts.id', '=', id).forUpdate('drafts').executeTakeFirst()
  return row && draftOf(row)
}

const openMax = 100

/** Drafts not yet submitted, the newest first; of one procedure when `code` is given. */
export async function findOpenDrafts(tx: Tx, of: DraftsOf, code?: string): Promise<Draft[]> {
  const rows = await drafts(tx, of)
    .where('cases.id', 'is', null)
    .$if(code !== undefined, (query) => query.where('drafts.procedure_code', '=', code ?? ''))
    .orderBy('drafts.saved_at', 'desc')
    .limit(openMax)
    .execute()
  return rows.map(draftOf)
}

/** Drafts and what became of them, the newest first. Ids grow with time, so they are the key of a page. */
export async function findDraftPage(
  tx: Tx,
  of: DraftsOf,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Draft[]> {
  const rows = await drafts(tx, of)
    .$if(after !== undefined, (query) => query.where('drafts.id', '<', after ?? ''))
    .orderBy('drafts.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(draftOf)
}

/** Khóa chống trùng của một lần nộp. Says whether the key is this draft's: new, or used for it before. */
export async function claimKey(tx: Tx, key: string, draftId: string, at: Date): Promise<boolean> {
  await tx
    .insertInto('operations')
    .values({ key, content_hash: submissionKey(draftId), subject_id: draftId, made_at: at })
    .onConflict((on) => on.column('key').doNothing())
    .execute()
  const { content_hash } = await tx
    .selectFrom('operations')
    .select('content_hash')
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  return content_hash === submissionKey(draftId)
}

export type NewDraft = {
  readonly ownerId: string
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly startKey: string
  readonly at: Date
}

/** Makes a draft, or finds the one that the same press made. */
export async function insertDraft(tx: Tx, draft: NewDraft): Promise<{ id: string; isNew: boolean }> {
  const made = await tx
    .insertInto('drafts')
    .values({
      owner_id: draft.ownerId,
      procedure_code: draft.procedureCode,
      procedure_version: draft.procedureVersion,
      start_key: draft.startKey,
      created_at: draft.at,
      saved_at: draft.at,
    })
    .onConflict((on) => on.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const { id } = await tx
    .selectFrom('drafts')
    .select('id')
    .where('start_key', '=', draft.startKey)
    .executeTakeFirstOrThrow()
  return { id, isNew: false }
}

/** The form says what of the answers is about health; that is written sealed, and so is what was typed there. */
type At = { readonly files: FileStore; readonly form: FormDefinition }

/** Writes a saved page and counts the version up. */
export async function saveDraft(
  tx: Tx,
  { files, form }: At,
  { id, answers, kept, pages, version, savedAt }: Omit<Draft, 'dossierCode' | 'known'>,
): Promise<void> {
  const typed: Record<string, RawFields> = {}
  for (const [page, fields] of Object.entries(kept)) typed[page] = await sealAnswers(files, form, id, fields)
  await tx
    .updateTable('drafts')
    .set({
      answers: JSON.stringify(await sealAnswers(files, form, id, answers)),
      kept: JSON.stringify(typed),
      pages: JSON.stringify(pages),
      version,
      saved_at: savedAt,
    })
    .where('id', '=', id)
    .execute()
}

/** What is known beside the answers; the version stays, for the answers are the same. */
export async function saveKnown(tx: Tx, id: string, known: DraftKnown): Promise<void> {
  await tx
    .updateTable('drafts')
    .set({ known: JSON.stringify(known) })
    .where('id', '=', id)
    .execute()
}

/** Puts joined files in the place of single ones. What the person answered is the same, so the version stays. */
export async function replaceAnswers(
  tx: Tx,
  { files, form }: At,
  id: string,
  answers: Answers,
): Promise<void> {
  await tx
    .updateTable('drafts')
    .set({ answers: JSON.stringify(await sealAnswers(files, form, id, answers)) })
    .where('id', '=', id)
    .execute()
}

export async function deleteDraft(tx: Tx, files: FileStore, id: string): Promise<void> {
  await tx.deleteFrom('drafts').where('id', '=', id).execute()
  await forgetAnswers(files, [id])
}

/** When any draft, whosever it is, was last saved. For the job that forgets old ones. */
export async function findSavedAt(tx: Tx, id: string): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('drafts')
    .select('saved_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.saved_at
}

export type OwnFile = {
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly mediaType: string
  readonly bytes: number
  readonly pages: number | null
  /** Set when it was taken from the wallet. */
  readonly origin: FileOrigin | null
  readonly revokedAt: Date | null
}

/** Files of the person among these ids; ids that are no UUID belong to nobody. */
export async function findOwnFiles(tx: Tx, ownerId: string, ids: readonly string[]): Promise<OwnFile[]> {
  const possible = [...new Set(ids)].filter((id) => uuidShape.test(id))
  if (possible.length === 0) return []
  const rows = await tx
    .selectFrom('files')
    .select([
      'id',
      'name',
      'sha256',
      'media_type as mediaType',
      'bytes',
      'pages',
      'origin',
      'revoked_at as revokedAt',
    ])
    .where('id', 'in', possible)
    .where('owner_id', '=', ownerId)
    .execute()
  return rows.map((row) => ({ ...row, origin: row.origin as FileOrigin | null }))
}
