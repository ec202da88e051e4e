/** Dự thảo, trình, duyệt, trả lại, hủy: what happens to a result before it is signed. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { recordLook } from '#kernel/looks.ts'
import { qrMatrix } from '#kernel/pdf.ts'
import { type Officer, officerOf, type Represented } from '#kernel/policy.ts'
import { formatDate, formatTime } from '#kernel/text.ts'
import { dateOf, type JsonObject } from '#kernel/types.ts'
import {
  beginProcessing,
  type Dossier,
  definitionOf,
  demandReason,
  demandSeen,
  dossierRefusal,
  findDossier,
  findDossierForUpdate,
  findPaperwork,
  goBack,
  inCapacity,
  openWork,
  type Paperwork,
  passOn,
  type Step,
  save,
  startMove,
  type Work,
} from '#modules/dossiers/api.ts'
import { findUnit, formLookups, type Unit } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { resultLinks } from '../api.ts'
import { changesIn, commonTemplate, inputsOf, prefilled, type ResultContent } from '../content/domain.ts'
import {
  isDraftingStep,
  type Result,
  type ResultAction,
  type ResultKind,
  refusal,
  registerOf,
  resultMay,
  shownVerifyCode,
  signatureLines,
  workFor,
} from '../domain.ts'
import { agencyOf, renderPaper, templateSource } from '../rendering/commands.ts'
import * as store from '../store.ts'

export const templateFor = ({ result }: Pick<ProcedureDefinition, 'result'>, kind: ResultKind): string =>
  kind === 'refusal' ? commonTemplate : result.template

/** What the paper would say if nothing were changed; the answers as they stand now. */
export async function prefill(
  context: Context,
  procedure: ProcedureDefinition,
  answers: JsonObject,
  kind: ResultKind,
): Promise<ResultContent> {
  const key = templateFor(procedure, kind)
  return prefilled({
    kind,
    procedure,
    answers,
    lookups: formLookups(context),
    template: await templateSource(context, key),
    isCommonTemplate: key === commonTemplate,
  })
}

export type ResultView = {
  readonly dossier: Dossier
  readonly paperwork: Paperwork
  readonly procedure: ProcedureDefinition
  readonly result: Result | undefined
  readonly kind: ResultKind
  readonly content: ResultContent
  readonly before: ResultContent
  readonly changes: ReturnType<typeof changesIn>
  readonly opinions: Awaited<ReturnType<typeof store.findOpinions>>
  readonly may: ReadonlySet<ResultAction>
}

const actions: readonly ResultAction[] = [
  'draft',
  'propose',
  'approve',
  'handBack',
  'sign',
  'cancel',
  'confirm',
]

/** The result of a dossier as its page shows it. Throws `dossiers.notFound`, `dossiers.purposeNeeded`. */
export async function viewResult(context: Context, code: string, wanted?: ResultKind): Promise<ResultView> {
  const officer = officerOf(context.actor)
  const found = await inTransaction(context, async (tx) => {
    const dossier = await findDossier(tx, context.actor, code)
    const paperwork = dossier && (await findPaperwork(tx, { actor: context.actor }, code))
    if (!dossier || !paperwork) throw dossierRefusal.notFound()
    const { viewing, why, words } = await demandReason(tx, context, officer, dossier)
    const look = { of: [dossier.id], what: 'result', why: why === 'step' ? 'sign' : why, words } as const
    await recordLook(tx, viewing, look)
    const procedure = await definitionOf(context, dossier, tx)
    const result = await store.findLiveResult(tx, dossier.id)
    return { dossier, paperwork, procedure, result, opinions: await store.findOpinions(tx, dossier.id) }
  })
  const { dossier, procedure, result } = found
  const kind = wanted ?? result?.kind ?? 'grant'
  const before = await prefill(context, procedure, dossier.answers, kind)
  const content = result && result.kind === kind ? result.content : before
  const { stepRoles } = context.pack
  const may = new Set(actions.filter((one) => resultMay(one, officer, dossier, procedure, stepRoles)))
  return { ...found, kind, before, content, changes: changesIn(before, content), may }
}

type Draft = {
  readonly code: string
  /** Version of the result that was seen; 0 when there was none. */
  readonly resultVersion: number
  readonly kind: ResultKind
  readonly content: ResultContent
}

/** Lưu dự thảo: by the officer at the drafting step. Throws `results.changedMeanwhile`, `results.groundNeeded`. */
export async function draftResult(
  context: Context,
  { code, resultVersion, kind, content }: Draft,
): Promise<void> {
  const officer = officerOf(context.actor)
  if (kind === 'refusal' && content.paragraphs.trim() === '') throw refusal.groundNeeded()
  await inTransaction(context, async (tx) => {
    const { dossier, procedure, work } = await demandLocked(tx, context, code, 'draft')
    const result = await store.findLiveResult(tx, dossier.id)
    if ((result?.version ?? 0) !== resultVersion) throw refusal.changedMeanwhile()
    const id = result?.id ?? newId(context.now)
    const change = {
      kind,
      content: await store.sealContent(context.files, procedure, id, content),
      template: templateFor(procedure, kind),
      register: registerOf(procedure, kind),
    }
    // A number that was drawn belongs to its register; only the words may change after that.
    if (result?.numberedAt && (result.kind !== kind || result.register !== change.register))
      throw refusal.changedMeanwhile()
    if (result)
      await store.changeResult(tx, result.id, {
        ...change,
        state: 'draft',
        drafted_by: officer.personId,
        version: result.version + 1,
      })
    else await insertDraft(tx, context, officer, dossier, { id, ...change })
    await appendEvent(tx, inCapacity(context, dossier, work), 'result.drafted', {
      subject: dossier.id,
      payload: { code, kind, version: resultVersion + 1 },
    })
  })
}

type Change = Pick<store.NewResult, 'id' | 'kind' | 'content' | 'template' | 'register'>

async function insertDraft(tx: Tx, { now }: Context, officer: Officer, dossier: Dossier, change: Change) {
  return store.insertResult(tx, {
    ...change,
    caseId: dossier.id,
    unitId: dossier.competentUnitId,
    by: officer.personId,
    at: now,
  })
}

type Demanded = {
  readonly dossier: Dossier
  readonly procedure: ProcedureDefinition
  /** The step at which it is done. */
  readonly work: Work
}

/** Locks the dossier and checks that the officer may do this with its result. */
export async function demandLocked(
  tx: Tx,
  context: Context,
  code: string,
  action: ResultAction,
): Promise<Demanded> {
  const officer = officerOf(context.actor)
  const dossier = await findDossierForUpdate(tx, officer, code)
  if (!dossier) throw dossierRefusal.notFound()
  const procedure = await definitionOf(context, dossier, tx)
  const work = workFor(action, officer, dossier, procedure, context.pack.stepRoles)
  if (!work) throw refusal.notYours()
  return { dossier, procedure, work }
}

type Act = {
  readonly code: string
  /** Version of the dossier that was seen. */
  readonly expectedVersion: number
}
type Send = Act & {
  readonly resultVersion: number
  readonly note?: string | undefined
  readonly nextHolder?: string | undefined
}

/** Trình duyệt: the draft goes on with its dossier to whoever approves or signs. Throws `results.nothingDrafted`. */
export async function proposeResult(context: Context, send: Send): Promise<void> {
  await sendOn(context, send, 'propose', 'proposed')
}

/** Duyệt: the head of division agrees and it goes to the leader. */
export async function approveResult(context: Context, send: Send): Promise<void> {
  await sendOn(context, send, 'approve', 'approved')
}

async function sendOn(
  context: Context,
  { code, expectedVersion, resultVersion, note, nextHolder }: Send,
  action: 'propose' | 'approve',
  outcome: 'proposed' | 'approved',
): Promise<void> {
  await inTransaction(context, async (tx) => {
    await demandSeen(context, { code, expectedVersion }, tx)
    const { dossier, procedure, work } = await demandLocked(tx, context, code, action)
    const result = await store.findLiveResult(tx, dossier.id)
    if (!result) throw refusal.nothingDrafted()
    if (result.version !== resultVersion) throw refusal.changedMeanwhile()
    await store.changeResult(tx, result.id, { state: 'proposed' })
    const acting = inCapacity(context, dossier, work)
    await appendEvent(tx, acting, outcome === 'proposed' ? 'result.proposed' : 'result.approved', {
      subject: dossier.id,
      payload: { code, kind: result.kind, version: result.version },
    })
    const started = beginProcessing(startMove(dossier), context)
    const ending = { outcome, note: note?.trim() || undefined, nextHolder }
    const passed = await passOn(context, started, { work, definition: procedure }, ending, tx)
    if (openWork(passed.after).length === 0) throw dossierRefusal.noNextStep()
    await save(context, passed, { tx })
  })
}

/** Trả lại: to the officer who drafted, with the reason. A dossier that came without a draft can be handed back as well. */
export async function handBackResult(
  context: Context,
  { reason, ...act }: Act & { readonly reason: string },
): Promise<void> {
  await endProposal(context, act, reason, 'handBack')
}

/** Hủy kết quả đã trình: a number that was drawn stays in its register as cancelled. */
export async function cancelResult(
  context: Context,
  { reason, ...act }: Act & { readonly reason: string },
): Promise<void> {
  await endProposal(context, act, reason, 'cancel')
}

async function endProposal(
  context: Context,
  { code, expectedVersion }: Act,
  givenReason: string,
  action: 'handBack' | 'cancel',
): Promise<void> {
  const reason = givenReason.trim()
  if (!reason) throw refusal.reasonNeeded()
  await inTransaction(context, async (tx) => {
    await demandSeen(context, { code, expectedVersion }, tx)
    const { dossier, procedure, work } = await demandLocked(tx, context, code, action)
    const result = await store.findLiveResult(tx, dossier.id)
    if (!result && action === 'cancel') throw refusal.nothingDrafted()
    if (result)
      await store.changeResult(
        tx,
        result.id,
        action === 'cancel' ? { state: 'cancelled', ended_reason: reason } : { state: 'draft' },
      )
    const acting = inCapacity(context, dossier, work)
    await appendEvent(tx, acting, action === 'cancel' ? 'result.cancelled' : 'result.handedBack', {
      subject: dossier.id,
      payload: { code, reason, number: result?.numberLabel ?? undefined },
    })
    const fits = (step: Step) => isDraftingStep(procedure, step)
    const back = await goBack(context, { dossier, definition: procedure, work }, { reason, fits }, tx)
    await save(context, back, { tx })
  })
}

type SignedBy = {
  readonly name: string
  readonly title: string
  readonly at: Date
  readonly inPlaceOf?: Represented | undefined
}

/** What the template reads. Without a signature it is a draft and says so on every page. */
export async function paperInputs(
  tx: Tx,
  context: Context,
  {
    content,
    numberLabel,
    numberedAt,
    verifyCode,
  }: Pick<Result, 'content' | 'numberLabel' | 'numberedAt' | 'verifyCode'>,
  { paperwork, unit, signer }: { paperwork: Paperwork; unit: Unit; signer?: SignedBy },
): Promise<JsonObject> {
  const agency = await agencyOf(tx, context, unit)
  const signedOn = numberedAt ? dateOf(numberedAt) : undefined
  const verifyUrl = `${context.settings.publicUrl}${resultLinks.verify()}`
  return {
    ...inputsOf(content),
    agency,
    document: {
      kind: content.documentKind,
      title: content.title,
      ...(numberLabel && { number: numberLabel }),
      ...(signedOn && { signedOn }),
    },
    dossier: {
      code: paperwork.code,
      procedure: paperwork.procedureName,
      applicant: paperwork.applicantName,
    },
    recipients: ['Người nộp hồ sơ', 'Bộ phận Tiếp nhận và Trả kết quả'],
    signer: signer
      ? {
          ...signatureLines(signer.title, signer.inPlaceOf),
          name: signer.name,
          signedAt: signedAtText(signer.at),
        }
      : { title: 'Người có thẩm quyền ký' },
    ...(verifyCode && {
      qr: qrMatrix(`${context.settings.publicUrl}${resultLinks.verify(verifyCode)}`),
      verify: { url: verifyUrl.replace(/^https?:\/\//, ''), code: shownVerifyCode(verifyCode) },
    }),
    ...(!signer && { draft: true }),
  }
}

/** Thời gian ký with its time zone, as a signature's appearance shows it (docs/legal.md#document-format). */
function signedAtText(at: Date): string {
  const seconds = String(at.getUTCSeconds()).padStart(2, '0')
  return `${formatDate(at)} ${formatTime(at)}:${seconds} +07:00`
}

/** Bản xem trước: what would be printed, marked as a draft. */
export async function previewResult(context: Context, code: string, kind?: ResultKind): Promise<Uint8Array> {
  const { dossier, paperwork, procedure, content, ...view } = await viewResult(context, code, kind)
  const inputs = await read(context, async (tx) => {
    const unit = await findUnit(tx, dossier.competentUnitId)
    if (!unit) throw new Error(`The unit ${dossier.competentUnitId} is not there`)
    const shown = { content, numberLabel: null, numberedAt: null, verifyCode: null }
    return paperInputs(tx, context, shown, { paperwork, unit })
  })
  const template = templateFor(procedure, view.kind)
  return renderPaper(context, { template, inputs, title: content.title, createdAt: context.now })
}
