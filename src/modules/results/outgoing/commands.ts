/**
 * Ký văn bản gửi đi: what an act sends out is signed by whoever acted and sealed by the agency, as results are. The act
 * orders it; whoever asks for the paper before that has it signed at once. Nothing unsigned goes out.
 */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent, type Reaction } from '#kernel/events.ts'
import { readVerified, recordFile, storeBytes } from '#kernel/files.ts'
import { job } from '#kernel/jobs.ts'
import type { Officer } from '#kernel/policy.ts'
import { signingProvider, signPdf } from '#kernel/signing.ts'
import { dateOf } from '#kernel/types.ts'
import { findPaperwork, type Paperwork } from '#modules/dossiers/api.ts'
import { findOfficerPosts, officerAt } from '#modules/organisation/api.ts'
import { refusal } from '../domain.ts'
import {
  demandPaperwork,
  editionFor,
  type FormParts,
  formParts,
  tellViewed,
  type Wanted,
} from '../forms/commands.ts'
import { copiesOf, officialForms } from '../forms/domain.ts'
import { renderPaper } from '../rendering/commands.ts'
import { actsOf, kindOfAct, type OutgoingKind, outgoingKinds } from './domain.ts'
import * as store from './store.ts'

/** The signed paper for this reader. Throws `dossiers.notFound` and `results.noSuchPaper`. */
export async function readOutgoing(
  context: Context,
  kind: OutgoingKind,
  wanted: Wanted,
): Promise<Uint8Array> {
  const paperwork = await inTransaction(context, async (tx) => {
    const found = await demandPaperwork(tx, context, wanted)
    if (!(await store.findAct(tx, found.caseId, kind))) throw refusal.noSuchPaper()
    await tellViewed(tx, context, found, 'form', wanted)
    return found
  })
  return signedPaper(context, kind, paperwork)
}

/** The bytes that were signed for the newest act, signed now if that has not happened yet. */
async function signedPaper(context: Context, kind: OutgoingKind, paperwork: Paperwork): Promise<Uint8Array> {
  const { caseId } = paperwork
  const ready = await read(context, async (tx) => {
    const act = await store.findAct(tx, caseId, kind)
    if (!act) throw refusal.noSuchPaper()
    const signed = await store.findSigned(tx, { caseId, kind, at: act.at })
    if (signed) return { signed }
    return { act, signer: await signerOf(tx, act), parts: await formParts(tx, context, kind, paperwork) }
  })
  const file = 'signed' in ready ? ready.signed : await sign(context, kind, paperwork, ready)
  return readVerified(context.files, file.sha256, file.name)
}

/** Who acted, in the post of that day; nobody where a system did, and then the seal stands alone. */
async function signerOf(tx: Tx, { actorId, unitId, at }: store.Act): Promise<Officer | undefined> {
  if (!actorId) return undefined
  const posts = await findOfficerPosts(tx, actorId, dateOf(at))
  const post = posts.find((one) => one.unitId === unitId) ?? posts[0]
  return post && officerAt(tx, post.postId, dateOf(at))
}

type Ready = {
  readonly act: store.Act
  readonly signer: Officer | undefined
  readonly parts: FormParts
}

async function sign(
  context: Context,
  kind: OutgoingKind,
  { caseId, code, applicantId }: Paperwork,
  { act, signer, parts }: Ready,
): Promise<store.SignedFile> {
  const { now: at } = context
  const { unit, inputs, place: location } = parts
  const { title: form } = editionFor(context, kind, act.at)
  const title = `${form} ${code}`
  const paper = await renderPaper(context, {
    template: officialForms[kind].template,
    inputs: { ...inputs, copies: copiesOf('hand') },
    title,
    createdAt: at,
  })
  const provider = signingProvider(context.settings)
  const personal = signer && {
    signer: await provider.personal({
      id: signer.personId,
      name: signer.name,
      title: signer.title,
      organisation: unit.name,
    }),
    name: signer.name,
  }
  const signed = personal
    ? await signPdf(paper, personal.signer, { reason: 'Ký văn bản', location, name: personal.name, at })
    : paper
  const seal = await provider.seal(unit)
  const sealed = await signPdf(signed, seal, { reason: 'Đóng dấu cơ quan', location, name: unit.name, at })
  const file = await storeBytes(context.files, `${title}.pdf`, sealed)
  return inTransaction(context, async (tx) => {
    const key = { caseId, kind, at: act.at }
    const fileId = await recordFile(tx, context, file, { ownerId: applicantId ?? undefined, unitId: unit.id })
    const signerId = signer?.personId ?? null
    const isNew = await store.insertOutgoing(tx, {
      ...key,
      title: form,
      unitId: unit.id,
      signerId,
      signedAt: at,
      fileId,
    })
    if (isNew)
      await appendEvent(tx, context, 'result.paperSigned', {
        subject: caseId,
        payload: { code, paper: kind, file: fileId },
      })
    const kept = await store.findSigned(tx, key)
    if (!kept) throw new Error(`The ${kind} of ${code} was neither signed nor there before`)
    return kept
  })
}

type Order = { readonly caseId: string; readonly code: string; readonly kind: OutgoingKind }

/** Ký ngay sau quyết định, in the worker; one that is signed already is left alone. */
export const signOutgoingJob = job<Order>({
  task: 'results.signOutgoing',
  attemptsMax: 10,
  async run(context, { code, kind }) {
    const paperwork = await read(context, (tx) => findPaperwork(tx, { actor: { kind: 'system' } }, code))
    if (paperwork) await signedPaper(context, kind, paperwork)
  },
})

/** Acts long past (of made-up weeks, or told late) are signed when somebody asks for the paper. */
const orderedHours = 24

/** What was decided a moment ago is signed without anybody asking. */
export const orderSigning: Reaction = {
  name: 'results.orderSigning',
  events: outgoingKinds.map((kind) => actsOf[kind]),
  async run(tx, context, { name, subjectId: caseId, at, payload }) {
    const kind = kindOfAct(name)
    const { code } = payload
    const age = context.now.getTime() - at.getTime()
    if (!kind || typeof code !== 'string' || age > orderedHours * 3_600_000) return
    await signOutgoingJob.enqueue(tx, {
      key: `${caseId} ${kind} ${at.toISOString()}`,
      payload: { caseId, code, kind },
    })
  },
}
