/** Hồ sơ nháp qua API: begin, replace the answers, add and take away papers, submit once. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { type ReceivedFile, recordFile } from '#kernel/files.ts'
import { type Answers, checkAnswers, filesMax } from '#kernel/forms.ts'
import type { JsonObject } from '#kernel/types.ts'
import { findReceipt, type Receipt } from '#modules/dossiers/api.ts'
import { beginDraft, faultsIn, furnish, type OpenDraft, openDraft } from '../commands.ts'
import { type Draft, draftsOf, type FileField, ownerOf, refusal } from '../domain.ts'
import * as store from '../store.ts'
import { submitDraft } from '../submission/commands.ts'
import {
  askedPapers,
  idsIn,
  type PublishedDraft,
  paperByField,
  publishedDraft,
  replacedAnswers,
} from './domain.ts'

export type GivenAnswers = {
  readonly answers: JsonObject
  readonly returnMethod?: string | undefined
}

/** Tạo bản nháp, with answers as far as they are known. A repeat under the same key gives the draft as it is now. */
export function createDraft(
  context: Context,
  { procedure, ...given }: GivenAnswers & { readonly procedure: string },
): Promise<PublishedDraft> {
  return inTransaction(context, async (tx) => {
    const { id, isNew } = await beginDraft(tx, context, procedure)
    const draft = await demandDraft(tx, context, id)
    return publish(tx, context, isNew ? await replace(tx, context, draft, given) : draft)
  })
}

/** The account's own draft. Throws `drafts.notFound`. */
export async function openPublished(context: Context, id: string): Promise<PublishedDraft> {
  const open = await openDraft(context, id)
  return publishedDraft({ ...open, faults: faultsIn(open, context.language) })
}

/**
 * Thay các câu trả lời; papers stay. What is not known yet may be left out, what is wrong is refused
 * (`drafts.wrongAnswers`), as is another version than the one seen (`drafts.changedMeanwhile`).
 */
export function replaceAnswers(
  context: Context,
  { id, version, ...given }: GivenAnswers & { readonly id: string; readonly version: number },
): Promise<PublishedDraft> {
  return inTransaction(context, async (tx) => {
    const draft = await demandOpenDraft(tx, context, id)
    if (draft.version !== version) throw refusal.changedMeanwhile()
    return publish(tx, context, await replace(tx, context, draft, given))
  })
}

async function replace(tx: Tx, context: Context, draft: Draft, given: GivenAnswers): Promise<Draft> {
  const open = await furnish(tx, context, draft)
  const { definition, lookups } = open
  const papers = paperByField(definition.form)
  const misplaced = Object.keys(given.answers).flatMap((field) => {
    const paper = papers.get(field)
    return paper === undefined ? [] : [{ field, message: sentAsPaper(context, paper) }]
  })
  const faults = checkAnswers(definition.form, given.answers, context.language, lookups)
    .filter(({ kind, field }) => kind !== 'required' && !papers.has(field))
    .map(({ field, message }) => ({ field, message }))
  const fields = [...misplaced, ...faults]
  if (fields.length > 0) throw refusal.wrongAnswers({ fields })
  const answers = replacedAnswers(definition, draft.answers, given.answers, given.returnMethod)
  return save(tx, context, open, answers)
}

const sentAsPaper = ({ language }: Context, paper: string) =>
  language === 'vi'
    ? `Mục này là tệp: tải lên tại /papers/${paper}.`
    : `This is a file: upload it at /papers/${paper}.`

/** Every page counts as saved from here, so that a browser that still shows an older one is told. */
async function save(tx: Tx, context: Context, { draft, form }: OpenDraft, answers: Answers): Promise<Draft> {
  const version = draft.version + 1
  const pages = Object.fromEntries(form.pages.map(({ key }) => [key, { version, device: 'api' }]))
  const saved: Draft = { ...draft, answers, kept: {}, pages, version, savedAt: context.now }
  await store.saveDraft(tx, { ...context, form }, saved)
  return saved
}

type PaperOf = { readonly id: string; readonly key: string }

/** Thêm một tệp của giấy tờ. Throws `drafts.noSuchPaper` and, once there are enough, `drafts.paperFull`. */
export function addPaper(
  context: Context,
  { id, key }: PaperOf,
  file: ReceivedFile,
): Promise<PublishedDraft> {
  return inTransaction(context, async (tx) => {
    const draft = await demandOpenDraft(tx, context, id)
    const open = await furnish(tx, context, draft)
    const field = demandPaper(open, key)
    const before = idsIn(draft.answers[field.key])
    const max = field.max ?? filesMax
    if (before.length >= max) throw refusal.paperFull({ details: { key, max } })
    const fileId = await recordFile(tx, context, file, { ownerId: ownerOf(context.actor) })
    const answers = { ...draft.answers, [field.key]: [...before, fileId] }
    return publish(tx, context, await save(tx, context, open, answers))
  })
}

/** Bỏ các tệp của giấy tờ, or one of them. What is not there is already away. */
export function removePaper(
  context: Context,
  { id, key, file }: PaperOf & { readonly file?: string | undefined },
): Promise<PublishedDraft> {
  return inTransaction(context, async (tx) => {
    const draft = await demandOpenDraft(tx, context, id)
    const open = await furnish(tx, context, draft)
    const field = demandPaper(open, key)
    const { [field.key]: before, ...others } = draft.answers
    const left = idsIn(before).filter((one) => file !== undefined && one !== file)
    if (left.length === idsIn(before).length) return publish(tx, context, draft)
    const answers = left.length > 0 ? { ...others, [field.key]: left } : others
    return publish(tx, context, await save(tx, context, open, answers))
  })
}

/**
 * Nộp bản nháp: one dossier, however often and under whatever keys it is sent. Throws `drafts.keyOfAnother` for a key
 * that stands for something else, and what `submitDraft` throws.
 */
export async function submitPublished(
  context: Context,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Receipt> {
  const open = await openDraft(context, id)
  const { draft } = open
  const key = `${ownerOf(context.actor)} ${context.operationKey}`
  const isOwn = await inTransaction(context, (tx) => store.claimKey(tx, key, draft.id, context.now))
  if (!isOwn) throw refusal.keyOfAnother()
  if (!draft.dossierCode && draft.version === version) demandComplete(context, open)
  await submitDraft(context, { id, version })
  const receipt = await read(context, (tx) => findReceipt(tx, store.submissionKey(draft.id)))
  if (!receipt) throw new Error('A submitted draft has no dossier')
  return receipt
}

/** As `submitDraft` does, in the names that the API uses. */
function demandComplete(context: Context, open: OpenDraft): void {
  const { missing } = publishedDraft({ ...open, faults: faultsIn(open, context.language) })
  const papers = missing.papers.map(({ field, message }) => ({ field: `papers.${field}`, message }))
  const fields = [...missing.answers, ...papers]
  if (fields.length > 0) throw refusal.incomplete({ fields })
}

async function demandDraft(tx: Tx, { actor }: Context, id: string): Promise<Draft> {
  const draft = await store.findDraftForUpdate(tx, draftsOf(actor), id)
  if (!draft) throw refusal.notFound()
  return draft
}

async function demandOpenDraft(tx: Tx, context: Context, id: string): Promise<Draft> {
  const draft = await demandDraft(tx, context, id)
  if (draft.dossierCode) throw refusal.alreadySubmitted()
  return draft
}

function demandPaper({ form, draft, lookups }: OpenDraft, key: string): FileField {
  const field = askedPapers(form, draft.answers, lookups).get(key)
  if (!field) throw refusal.noSuchPaper({ details: { key } })
  return field
}

async function publish(tx: Tx, context: Context, draft: Draft): Promise<PublishedDraft> {
  const open = await furnish(tx, context, draft)
  return publishedDraft({ ...open, faults: faultsIn(open, context.language) })
}
