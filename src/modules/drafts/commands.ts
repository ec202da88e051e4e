/** Hồ sơ nháp: begin, save a page, submit, delete, forget. */

import { createHash } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { type ReceivedFile, recordFile } from '#kernel/files.ts'
import {
  type Answers,
  answersAsTyped,
  applyAct,
  checkAnswers,
  type FormAct,
  type FormDefinition,
  type FormFault,
  type FormLookups,
  mergePage,
  type PageView,
  pathsOf,
  type RawFields,
  readPage,
  viewPage,
  visiblePages,
} from '#kernel/forms.ts'
import { job } from '#kernel/jobs.ts'
import { demandScope } from '#kernel/policy.ts'
import { takeQuota } from '#kernel/quotas.ts'
import type { RefusedUpload } from '#kernel/web.ts'
import type { VouchedPaper } from '#modules/dossiers/api.ts'
import { type Book, findOwnBook } from '#modules/facts/api.ts'
import { vouchedPapers } from '#modules/national/api.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure, getProcedureVersion, type ProcedureDefinition } from '#modules/services/api.ts'
import { offersFor, type PaperOffers, takeEntry } from '#modules/wallet/api.ts'
import {
  type Draft,
  draftForm,
  draftsOf,
  fileFieldAt,
  fileLists,
  forgottenFrom,
  isConflict,
  marksMax,
  ownerOf,
  refusal,
} from './domain.ts'
import { prefilledAnswers, type Standing, standingsOn, withoutVouched } from './known/domain.ts'
import * as store from './store.ts'

/** Bắt đầu làm hồ sơ: a new draft of the procedure in force. The same press makes one draft. */
export async function startDraft(context: Context, { code }: { readonly code: string }): Promise<string> {
  return inTransaction(context, async (tx) => (await beginDraft(tx, context, code)).id)
}

/** As `startDraft`, in the caller's transaction. Throws `kernel.mandateTooNarrow`, `quotas.drafts`. */
export async function beginDraft(
  tx: Tx,
  context: Context,
  code: string,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  demandScope(context.actor, 'submit', code)
  const ownerId = ownerOf(context.actor)
  const procedure = await getProcedure(tx, code, context.today)
  const begun = await store.insertDraft(tx, {
    ownerId,
    procedureCode: code,
    procedureVersion: procedure.version,
    startKey: `${ownerId} ${context.operationKey ?? context.requestId}`,
    at: context.now,
  })
  const { id, isNew } = begun
  if (isNew) await takeQuota(context, { drafts: 1 }, tx)
  if (isNew) await forgetDraft.enqueue(tx, { key: id, at: forgottenFrom(context.now), payload: { id } })
  return begun
}

/** A draft with all that its pages need to be shown. */
export type OpenDraft = {
  readonly draft: Draft
  readonly definition: ProcedureDefinition
  readonly form: FormDefinition
  readonly lookups: FormLookups
  readonly files: ReadonlyMap<string, store.OwnFile>
  /** What is known of the person. */
  readonly facts: Book
  /** Papers that a register vouches for now. */
  readonly vouched: readonly VouchedPaper[]
  /** Papers of the wallet that may stand for those the form asks for, by the paper's key. */
  readonly offers: ReadonlyMap<string, PaperOffers>
}

/** The account's own draft. Throws `drafts.notFound` for everybody else's. */
export function openDraft(context: Context, id: string): Promise<OpenDraft> {
  return read(context, async (tx) => {
    const draft = await store.findDraft(tx, draftsOf(context.actor), id)
    if (!draft) throw refusal.notFound()
    return furnish(tx, context, draft)
  })
}

/** Reads what surrounds a draft; `moreIds` are files that stand in no answer yet. */
export async function furnish(
  tx: Tx,
  context: Context,
  draft: Draft,
  moreIds: readonly string[] = [],
): Promise<OpenDraft> {
  const definition = await getProcedureVersion(tx, context, draft.procedureCode, draft.procedureVersion)
  const vouched = vouchedPapers(definition.papers, draft.known.papers, context.today)
  const form = withoutVouched(draftForm(definition), vouched)
  const keptIds = Object.values(draft.kept).flatMap((typed) => Object.values(typed).flat())
  const answeredIds = fileLists(form, draft.answers).flatMap(({ ids }) => ids)
  const ids = [...answeredIds, ...keptIds.filter((text) => text !== undefined), ...moreIds]
  const found = await store.findOwnFiles(tx, ownerOf(context.actor), ids)
  const files = new Map(found.map((file) => [file.id, file]))
  const lookups: FormLookups = { ...formLookups(context), file: (fileId) => files.get(fileId) }
  const offers = await offersFor(tx, context, definition)
  const facts = await findOwnBook(tx, context)
  return { draft, definition, form, lookups, files, facts, vouched, offers }
}

/** What a page sent. `shown` are the paths of the questions that stood on it. */
export type PageSave = {
  readonly id: string
  readonly page: string
  readonly version: number
  /** Tells browsers apart; the same one may always overwrite what it wrote. */
  readonly device: string
  readonly fields: RawFields
  readonly shown: readonly string[]
  readonly uploads: readonly { readonly field: string; readonly file: ReceivedFile }[]
  readonly refusedUploads: readonly RefusedUpload[]
  /** Entries of the wallet that were ticked, by the path of the file field. */
  readonly reused?: readonly { readonly field: string; readonly entryId: string }[]
  readonly act: FormAct | 'continue' | 'later'
  /** Fields of which the person, having seen both, chose what another device had saved. */
  readonly fromOther?: readonly string[]
}

export type SaveOutcome =
  | { readonly kind: 'submitted'; readonly code: string }
  | { readonly kind: 'conflict'; readonly open: OpenDraft; readonly typed: RawFields }
  | {
      readonly kind: 'saved'
      readonly open: OpenDraft
      /** Mistakes in what was asked; empty when the person may go on. */
      readonly errors: readonly FormFault[]
      /** An answer brought up questions that the person has not seen. */
      readonly newQuestions: readonly string[]
    }

/**
 * Lưu nháp: saves a page whatever is wrong with it. Right answers become answers, a page with mistakes is kept as typed.
 * Throws `drafts.notFound` for another person's draft and for a page that the draft does not have.
 */
export function savePage(context: Context, save: PageSave): Promise<SaveOutcome> {
  return inTransaction(context, async (tx): Promise<SaveOutcome> => {
    const draft = await store.findDraftForUpdate(tx, draftsOf(context.actor), save.id)
    if (!draft) throw refusal.notFound()
    const mark = markOf(context, save)
    if (mark && draft.pages[save.page]?.marks?.includes(mark))
      return { kind: 'saved', open: await furnish(tx, context, draft), errors: [], newQuestions: [] }
    if (draft.dossierCode) return { kind: 'submitted', code: draft.dossierCode }
    const { typed: sent, newIds } = await receive(tx, context, draft, save)
    const open = await furnish(tx, context, draft, [
      ...newIds,
      ...Object.values(sent).flatMap((text) => text ?? []),
    ])
    const typed = withOther(open, save, sent)
    if (!visiblePages(open.form, draft.answers, open.lookups).some(({ key }) => key === save.page))
      throw refusal.notFound()
    if (isConflict(draft, save.page, save) && !isSame(open, save.page, typed))
      return { kind: 'conflict', open, typed }
    return write(tx, context, open, save, typed, mark)
  })
}

/** One press of a button: its key and what it said, so that a page sent again with other answers is no repetition. */
function markOf(
  { operationKey }: Context,
  { fields, act, uploads, reused, fromOther }: PageSave,
): string | undefined {
  if (!operationKey) return undefined
  const files = uploads.map(({ field, file }) => [field, file.sha256])
  return createHash('sha256')
    .update(JSON.stringify([operationKey, fields, act, files, reused ?? [], fromOther ?? []]))
    .digest('base64url')
    .slice(0, 20)
}

/** Records the files that came and the papers ticked in the wallet, and does what the button asked; answers with what the controls now hold. */
async function receive(tx: Tx, context: Context, draft: Draft, save: PageSave) {
  const ownerId = ownerOf(context.actor)
  const definition = await getProcedureVersion(tx, context, draft.procedureCode, draft.procedureVersion)
  const page = draftForm(definition).pages.find(({ key }) => key === save.page)
  if (!page) throw refusal.notFound()
  const typed: Record<string, string | readonly string[] | undefined> = { ...save.fields }
  const newIds: string[] = []
  for (const { field: path, file } of save.uploads) {
    const field = fileFieldAt(page, path)
    if (!field) continue
    const id = await recordFile(tx, context, file, { ownerId })
    newIds.push(id)
    // A single file takes the place of the one before.
    typed[path] = field.max === 1 ? [id] : [...[typed[path] ?? []].flat(), id]
  }
  for (const { field: path, entryId } of save.reused ?? []) {
    const field = fileFieldAt(page, path)
    const paper = field && definition.papers.find(({ key }) => key === field.paper)
    if (!field || !paper) continue
    // Sent twice, or ticked again on another device: it is there already.
    const present = await store.findOwnFiles(tx, ownerId, [typed[path] ?? []].flat())
    if (present.some(({ origin }) => origin?.entry === entryId)) continue
    const id = await takeEntry(tx, context, { entryId, code: definition.code, paper })
    newIds.push(id)
    typed[path] = field.max === 1 ? [id] : [...[typed[path] ?? []].flat(), id]
  }
  return { typed: typeof save.act === 'string' ? typed : applyAct(page, typed, save.act), newIds }
}

/** What was sent, with what is saved in the place of the fields that the person chose to take from there. */
function withOther(
  { draft, form }: OpenDraft,
  { page: key, fromOther = [] }: PageSave,
  sent: RawFields,
): RawFields {
  const page = form.pages.find((one) => one.key === key)
  if (!page || fromOther.length === 0) return sent
  const taken = new Set(fromOther)
  const isTaken = ([name]: readonly [string, unknown]) => taken.has(name.split('.')[0] ?? '')
  const saved = draft.kept[key] ?? answersAsTyped(page.fields, draft.answers)
  return Object.fromEntries([
    ...Object.entries(sent).filter((one) => !isTaken(one)),
    ...Object.entries(saved).filter(isTaken),
  ])
}

/** Whether both devices say the same, so that there is nothing to choose. */
function isSame({ draft, form, lookups }: OpenDraft, pageKey: string, typed: RawFields): boolean {
  const page = form.pages.find(({ key }) => key === pageKey)
  if (!page) return false
  const mine = readPage(form, pageKey, typed, 'vi', lookups, draft.answers)
  const before = draft.kept[pageKey] ?? answersAsTyped(page.fields, draft.answers)
  const theirs = readPage(form, pageKey, before, 'vi', lookups, draft.answers)
  return (
    mine.errors.length === 0 &&
    theirs.errors.length === 0 &&
    JSON.stringify(mine.values) === JSON.stringify(theirs.values)
  )
}

async function write(
  tx: Tx,
  context: Context,
  open: OpenDraft,
  save: PageSave,
  typed: RawFields,
  mark: string | undefined,
): Promise<SaveOutcome> {
  const { draft, form, lookups } = open
  const readNow = readPage(form, save.page, typed, context.language, lookups, draft.answers)
  const answers = mergePage(form, draft.answers, save.page, readNow.values)
  const asked = pathsOf(viewPage(form, save.page, answers, lookups, readNow.kept))
  const newQuestions = asked.filter((path) => !save.shown.includes(path))
  const errors = [
    ...save.refusedUploads.map(refusedFault),
    ...readNow.errors.filter(({ kind, field }) => kind !== 'required' || !newQuestions.includes(field)),
  ]
  const isOpen = readNow.errors.length > 0 || typeof save.act !== 'string'
  const { [save.page]: _before, ...otherKept } = draft.kept
  const version = draft.version + 1
  const before = draft.pages[save.page]?.marks
  // What was wrong is looked at again when it comes again.
  const marks = mark && errors.length === 0 ? [...(before ?? []), mark].slice(-marksMax) : before
  const saved: Draft = {
    ...draft,
    answers,
    kept: isOpen ? { ...otherKept, [save.page]: readNow.kept } : otherKept,
    pages: { ...draft.pages, [save.page]: { version, device: save.device, ...(marks && { marks }) } },
    version,
    savedAt: context.now,
  }
  await store.saveDraft(tx, { ...context, form }, saved)
  return { kind: 'saved', open: { ...open, draft: saved }, errors, newQuestions }
}

function refusedFault({ field, problem }: RefusedUpload): FormFault {
  return { kind: 'value', field, message: problem.detail, inputId: field }
}

/** Everything that is wrong or missing in the whole draft. */
export function faultsIn({ draft, form, lookups }: OpenDraft, language: 'vi' | 'en'): FormFault[] {
  return checkAnswers(form, draft.answers, language, lookups)
}

export type ShownPage = {
  readonly view: PageView
  /** How each question stands to what is known. */
  readonly standings: ReadonlyMap<string, Standing>
}

/** What stands on a page: as it was left, else the answers, else what is known. */
export function shownPage(open: OpenDraft, pageKey: string): ShownPage {
  const { draft, form, lookups } = open
  if (!form.pages.some(({ key }) => key === pageKey)) throw refusal.notFound()
  const answers: Answers = { ...prefilledAnswers(open, pageKey), ...draft.answers }
  return {
    view: viewPage(form, pageKey, answers, lookups, draft.kept[pageKey]),
    standings: standingsOn(open, pageKey),
  }
}

/** Xóa bản nháp. A submitted one stays as it is: `drafts.alreadySubmitted`. */
export async function discardDraft(context: Context, { id }: { readonly id: string }): Promise<void> {
  await inTransaction(context, async (tx) => {
    const draft = await store.findDraftForUpdate(tx, draftsOf(context.actor), id)
    if (!draft) throw refusal.notFound()
    if (draft.dossierCode) throw refusal.alreadySubmitted()
    await store.deleteDraft(tx, context.files, id)
  })
}

/** Xóa bản nháp quá 90 ngày. One waiting job for each draft; a draft saved since then waits again. */
export const forgetDraft = job<{ id: string }>({
  task: 'drafts.forget',
  attemptsMax: 5,
  run: (context, { id }) =>
    inTransaction(context, async (tx) => {
      const savedAt = await store.findSavedAt(tx, id)
      if (!savedAt) return
      const at = forgottenFrom(savedAt)
      if (at.getTime() <= context.now.getTime()) await store.deleteDraft(tx, context.files, id)
      else await forgetDraft.enqueue(tx, { key: id, at, payload: { id } })
    }),
})
