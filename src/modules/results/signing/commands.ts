/**
 * Ký kết quả. The number is drawn and committed first, then the paper is made and signed outside of any transaction,
 * then the signed paper and the move of the dossier commit together. Whoever is killed in between goes on with the same
 * number (docs/decisions/0003-numbers.md).
 */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { Refusal, type Sentence } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { failpoint } from '#kernel/failpoints.ts'
import { type ReceivedFile, recordFile, storeBytes } from '#kernel/files.ts'
import { isId } from '#kernel/ids.ts'
import { job } from '#kernel/jobs.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { officerOf, type Represented } from '#kernel/policy.ts'
import { signingProvider, signPdf } from '#kernel/signing.ts'
import {
  actingIn,
  type Dossier,
  definitionOf,
  demandSeen,
  doneIfNothingIsLeft,
  findDossier,
  findDossierForUpdate,
  findPaperwork,
  giveTo,
  inCapacity,
  isWithin,
  passOn,
  save,
  startMove,
  takerOf,
  type Work,
} from '#modules/dossiers/api.ts'
import { findOfficerPosts, findUnit, officerAt, type Unit } from '#modules/organisation/api.ts'
import type { ProcedureDefinition } from '#modules/services/api.ts'
import { commonTemplate } from '../content/domain.ts'
import { newVerifyCode, numberLabel, type Result, refusal, signingsMax, workFor, yearOf } from '../domain.ts'
import { demandLocked, paperInputs } from '../drafting/commands.ts'
import { renderPaper, templateSource } from '../rendering/commands.ts'
import * as results from '../store.ts'
import * as store from './store.ts'

export type Chosen = {
  readonly resultId: string
  /** Version of the result that the leader saw. */
  readonly version: number
}

/** Ký một kết quả: number, paper, signatures, issue. Signing what this officer has signed already changes nothing. */
export async function signResult(context: Context, chosen: Chosen): Promise<void> {
  const numbered = await numberResult(context, chosen)
  if (numbered.state === 'signed') return
  failpoint('sign.numbered')
  const file = await makeSignedPaper(context, numbered)
  failpoint('sign.stored')
  await issueResult(context, chosen, file)
  failpoint('sign.issued')
}

type Locked = {
  readonly result: Result
  readonly dossier: Dossier
  readonly procedure: ProcedureDefinition
  /** The signing step; none once the result is signed. */
  readonly work: Work | undefined
}

/** The result with its dossier locked: ready to be signed by this officer, or signed by the same one already. */
async function demandSignable(tx: Tx, context: Context, { resultId, version }: Chosen): Promise<Locked> {
  const officer = officerOf(context.actor)
  const code = await results.findCodeOf(tx, resultId)
  // Whoever changes a result locks its dossier first, so that no two wait for each other.
  const dossier = code && (await findDossierForUpdate(tx, officer, code))
  const result = dossier && (await results.findResultForUpdate(tx, resultId))
  if (!dossier || !result) throw refusal.notFound()
  const procedure = await definitionOf(context, dossier, tx)
  if (result.state === 'signed' && result.signerId === officer.personId)
    return { result, dossier, procedure, work: undefined }
  const work = workFor('sign', officer, dossier, procedure, context.pack.stepRoles)
  if (!work) throw refusal.notYours()
  if (result.state !== 'proposed') throw refusal.notProposed()
  if (result.version !== version) throw refusal.changedMeanwhile()
  return { result, dossier, procedure, work }
}

/** Cấp số: draws the register's next number, once. A result that has one keeps it. The step becomes this officer's. */
export async function numberResult(context: Context, chosen: Chosen): Promise<Result> {
  const { personId } = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const { result, dossier, work } = await demandSignable(tx, context, chosen)
    if (!work) return result
    const holder = takerOf(context, dossier, work) ?? personId
    if (!work.holderId) await save(context, giveTo(startMove(dossier), work.number, holder), { tx })
    failpoint('sign.stepTaken')
    if (result.numberedAt) return result
    const given = await drawNumber(tx, context, result)
    failpoint('sign.numberDrawn')
    await results.writeNumber(tx, result.id, given)
    failpoint('sign.numberWritten')
    await appendEvent(tx, inCapacity(context, dossier, work), 'result.numbered', {
      subject: dossier.id,
      payload: { code: dossier.code, register: result.register, number: given.label },
    })
    failpoint('sign.numberTold')
    return { ...result, numberLabel: given.label, numberedAt: given.at, verifyCode: given.verifyCode }
  })
}

const ownSign = /(?:letterhead|certificate-head)\([^\n]*?suffix:\s*"([^"]+)"\s*[,)]/

async function drawNumber(tx: Tx, context: Context, { unitId, register, template, content }: Result) {
  const unit = await demandUnit(tx, unitId)
  const year = yearOf(context.today)
  const source = await templateSource(context, template)
  const number = await results.takeNumber(tx, unit.code, register, year)
  const label = numberLabel({
    number,
    year,
    templateSign: ownSign.exec(source)?.[1],
    hasOwnForm: template !== commonTemplate,
    documentKind: content.documentKind,
    agencyName: unit.name,
  })
  return { year, number, label, verifyCode: newVerifyCode(), at: context.now }
}

async function demandUnit(tx: Tx, id: string): Promise<Unit> {
  const unit = await findUnit(tx, id)
  if (!unit) throw new Error(`The unit ${id} of a result is not there`)
  return unit
}

/** The paper with the officer's own signature and then the agency's seal, stored; nothing is written to the database. */
async function makeSignedPaper(context: Context, result: Result): Promise<ReceivedFile> {
  const { personId: id, name, title } = officerOf(context.actor)
  const { now: at } = context
  const { unit, inputs } = await read(context, async (tx) => {
    const paperwork = await findPaperwork(tx, { actor: context.actor }, result.code)
    if (!paperwork) throw refusal.notFound()
    const unit = await demandUnit(tx, result.unitId)
    const signer = { name, title, at, inPlaceOf: await representedAt(tx, context, result) }
    return { unit, inputs: await paperInputs(tx, context, result, { paperwork, unit, signer }) }
  })
  const { template, content } = result
  const paper = await renderPaper(context, { template, inputs, title: content.title, createdAt: at })
  failpoint('sign.rendered')
  const provider = signingProvider(context.settings)
  const personal = await provider.personal({ id, name, title, organisation: unit.name })
  const seal = await provider.seal(unit)
  const location = (inputs.agency as { readonly place: string }).place
  const signed = await signPdf(paper, personal, { reason: 'Ký văn bản', location, name, at })
  failpoint('sign.signed')
  const sealed = await signPdf(signed, seal, { reason: 'Đóng dấu cơ quan', location, name: unit.name, at })
  failpoint('sign.sealed')
  return storeBytes(context.files, `ket-qua-${result.code}.pdf`, sealed)
}

/** For whom the officer signs, when it is not for themselves. */
async function representedAt(tx: Tx, context: Context, { code }: Result): Promise<Represented | undefined> {
  const officer = officerOf(context.actor)
  const dossier = await findDossier(tx, officer, code)
  const procedure = dossier && (await definitionOf(context, dossier, tx))
  const work = procedure && workFor('sign', officer, dossier, procedure, context.pack.stepRoles)
  return work && officerOf(inCapacity(context, dossier, work).actor).inPlaceOf
}

/** Ban hành: the signed paper, the state and the dossier's move in one transaction. Throws as `signResult`. */
async function issueResult(context: Context, chosen: Chosen, file: ReceivedFile): Promise<void> {
  const { personId } = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const { result, dossier, procedure, work } = await demandSignable(tx, context, chosen)
    if (!work) return
    const owner = { ownerId: dossier.applicantId ?? undefined, unitId: result.unitId }
    const fileId = await recordFile(tx, context, file, owner)
    failpoint('sign.fileRecorded')
    await results.writeSigned(tx, result.id, { signerId: personId, at: context.now, fileId })
    failpoint('sign.resultWritten')
    await appendEvent(tx, inCapacity(context, dossier, work), 'result.signed', {
      subject: dossier.id,
      payload: {
        code: dossier.code,
        kind: result.kind,
        number: result.numberLabel ?? undefined,
        file: fileId,
      },
    })
    failpoint('sign.eventTold')
    const at = { work, definition: procedure }
    const passed = await passOn(context, startMove(dossier), at, { outcome: 'signed' }, tx)
    await save(context, doneIfNothingIsLeft(passed, actingIn(context)), { tx })
    failpoint('sign.moved')
  })
}

/** Xác nhận vào sổ, đóng dấu: the registrar's own step after the signature. */
export async function confirmRegistered(
  context: Context,
  { code, expectedVersion }: { readonly code: string; readonly expectedVersion: number },
): Promise<void> {
  await inTransaction(context, async (tx) => {
    await demandSeen(context, { code, expectedVersion }, tx)
    const { dossier, procedure, work } = await demandLocked(tx, context, code, 'confirm')
    const result = await results.findLiveResult(tx, dossier.id)
    if (result?.state !== 'signed' && dossier.state !== 'done') throw refusal.notSigned()
    await appendEvent(tx, inCapacity(context, dossier, work), 'result.registered', {
      subject: dossier.id,
      payload: { code, number: result?.numberLabel ?? undefined },
    })
    const at = { work, definition: procedure }
    const passed = await passOn(context, startMove(dossier), at, { outcome: 'registered' }, tx)
    await save(context, doneIfNothingIsLeft(passed, actingIn(context)), { tx })
  })
}

/** Thu hồi văn bản đã ký: it stays in the register and says so to whoever verifies it. */
export async function withdrawResult(
  context: Context,
  { code, reason: given }: { readonly code: string; readonly reason: string },
): Promise<void> {
  const officer = officerOf(context.actor)
  const reason = given.trim()
  if (!reason) throw refusal.reasonNeeded()
  await inTransaction(context, async (tx) => {
    const dossier = await findDossierForUpdate(tx, officer, code)
    const result = dossier && (await results.findLiveResult(tx, dossier.id))
    if (!dossier || !result) throw refusal.notFound()
    const unit = await demandUnit(tx, result.unitId)
    // Taking back what was signed stays with those who sign in their own name.
    if (!officer.permissions.has('dossier.sign') || !isWithin(unit.path, officer.unitReach))
      throw refusal.notYours()
    if (result.state !== 'signed') throw refusal.notSigned()
    await results.changeResult(tx, result.id, { state: 'withdrawn', ended_reason: reason })
    await appendEvent(tx, context, 'result.withdrawn', {
      subject: dossier.id,
      payload: { code, reason, number: result.numberLabel ?? undefined },
    })
  })
}

type Payload = { readonly batchId: string; readonly resultId: string }

const signingKey = ({ batchId, resultId }: Payload) => `${batchId}:${resultId}`

/** Ký trong nền: one job for each result, so that one that fails holds up no other. It acts as the leader who asked. */
export const signJob = job<Payload>({
  task: 'results.sign',
  attemptsMax: 10,
  expected: async (tx) =>
    (await store.findOpenSignings(tx)).map(({ batchId, resultId, caseId, askedAt }) => ({
      key: signingKey({ batchId, resultId }),
      payload: { batchId, resultId },
      caseId,
      since: askedAt,
    })),
  async run(platform, { batchId, resultId }) {
    const signing = await read(platform, (tx) => store.findSigning(tx, batchId, resultId))
    if (!signing || signing.endedAt) return
    const officer = await read(platform, (tx) => officerAt(tx, signing.postId, platform.today))
    const refused = officer
      ? await refusedBy(() => {
          const context = backgroundContext(platform, officer, platform.now)
          return signResult(context, { resultId, version: signing.version })
        })
      : refusal.noPost().sentence
    await inTransaction(platform, (tx) =>
      store.endSigning(tx, batchId, resultId, { at: platform.now, refused }),
    )
  },
})

/** A refusal is an answer for the leader; anything else is a fault, and the job is tried again. */
async function refusedBy(act: () => Promise<void>): Promise<Sentence | undefined> {
  try {
    await act()
    return undefined
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.kind !== 'unavailable') return thrown.sentence
    throw thrown
  }
}

/**
 * Ký một lượt: writes down what was asked and leaves the work to the worker. The same form sent twice is one batch. Throws
 * `results.notFound` for a result that the officer may not see: the page of the batch names whose it is.
 */
export async function requestSigning(context: Context, chosen: readonly Chosen[]): Promise<string> {
  const officer = officerOf(context.actor)
  if (chosen.length === 0 || chosen.length > signingsMax) throw refusal.chooseSome()
  const batchId = uuidOf(context.operationKey) ?? randomUUID()
  await inTransaction(context, async (tx) => {
    const posts = await findOfficerPosts(tx, officer.personId, context.today)
    const post = posts.find(({ unitId, title }) => unitId === officer.unitId && title === officer.title)
    if (!post) throw refusal.noPost()
    for (const [position, { resultId, version }] of chosen.entries()) {
      const code = await results.findCodeOf(tx, resultId)
      if (!code || !(await findDossier(tx, officer, code))) throw refusal.notFound()
      const isNew = await store.insertSigning(tx, {
        batchId,
        resultId,
        position,
        signerId: officer.personId,
        postId: post.postId,
        version,
        at: context.now,
      })
      const key = signingKey({ batchId, resultId })
      if (isNew) await signJob.enqueue(tx, { key, payload: { batchId, resultId } })
    }
  })
  return batchId
}

const uuidOf = (text: string | undefined) => (text && isId(text) ? text : undefined)
