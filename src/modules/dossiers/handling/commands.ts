/** Xử lý hồ sơ: one function for each act of an officer, and the applicant's withdrawal. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { Refusal, type Sentence } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { officerOf } from '#kernel/policy.ts'
import type { JsonObject } from '#kernel/types.ts'
import { isReachable } from '#modules/organisation/api.ts'
import { limitFor, type ProcedureDefinition } from '#modules/services/api.ts'
import { dossierCan, refusal } from '../domain.ts'
import {
  type AtHand,
  actingIn,
  beginProcessing,
  demandSeen,
  demandWork,
  goBack,
  officersFor,
  passOn,
  type Seen,
  save,
  takerOf,
  unitCodeOf,
} from '../steps/commands.ts'
import {
  change,
  type Dossier,
  endWork,
  enter,
  giveTo,
  leadingWork,
  type Move,
  openWork,
  situationOf,
  startMove,
  tell,
  tick,
  type Work,
} from '../steps/domain.ts'
import { outcomesOf } from '../steps/routing/domain.ts'
import * as store from '../steps/store.ts'
import { demandPart } from '../submission/parties/commands.ts'

type Passed = { readonly nextHolder?: string | undefined; readonly note?: string | undefined }

/** Tiếp nhận hồ sơ: the clock starts now, and the dossier goes to whoever works on it (docs/legal.md#clock). */
export async function acceptDossier(
  context: Context,
  { nextHolder, note, ...seen }: Seen & Passed,
): Promise<Dossier> {
  const at = await demandWork(context, seen, 'accept')
  return save(context, await acceptance(context, at, { nextHolder, note }))
}

/** The move by which a dossier is accepted. */
export async function acceptance(
  context: Context,
  { dossier, work, definition }: AtHand,
  passed: Passed,
  tx?: Tx,
): Promise<Move> {
  const acting = actingIn(context)
  const { clock: policy } = definition
  const limit = limitFor(definition, situationOf(dossier, context.today))
  const entered = enter(startMove(dossier), acting, 'accepted')
  const [at, unit] = [context.now.toISOString(), await unitCodeOf(context, dossier.competentUnitId)]
  const started = tick(entered, acting, { kind: 'accepted', at, policy, limit, unit })
  const dueAt = started.after.dueAt?.toISOString()
  const told = tell(started, 'dossier.accepted', { clock: policy, limit, dueAt })
  const ending = { outcome: 'accepted', ...passed }
  const begun = await passOn(context, told, { work, definition }, ending, tx)
  const isHeld = openWork(begun.after).some(({ holderId }) => holderId !== null)
  return isHeld ? beginProcessing(begun, context) : begun
}

type Refuse = Seen & { readonly ground: string; readonly legalBasis: string }

/** Từ chối tiếp nhận: never without the ground and the provision it rests on (docs/legal.md#refusal). */
export async function refuseReception(
  context: Context,
  { ground: givenGround, legalBasis: givenBasis, ...seen }: Refuse,
): Promise<Dossier> {
  const ground = givenGround.trim()
  const legalBasis = givenBasis.trim()
  if (!ground || !legalBasis) throw refusal.groundNeeded()
  const { dossier, work } = await demandWork(context, seen, 'refuseReception')
  const acting = actingIn(context)
  const note = `${ground} (${legalBasis})`
  const ended = endWork(startMove(dossier), acting, work.number, { outcome: 'notAccepted', note })
  const entered = enter(ended, acting, 'notAccepted')
  return save(context, tell(entered, 'dossier.receptionRefused', { ground, legalBasis }))
}

/** Nhận xử lý: an officer takes a step that nobody holds. */
export async function takeDossier(context: Context, seen: Seen): Promise<Dossier> {
  const { dossier, work } = await demandWork(context, seen, 'take')
  const holder = takerOf(context, dossier, work) ?? officerOf(context.actor).personId
  return save(context, given(context, startMove(dossier), work, holder))
}

/** Phân công: the chief gives the step to one who can do it. Throws `dossiers.unknownHolder`, `dossiers.holderAway`. */
export async function assignDossier(
  context: Context,
  { holder, ...seen }: Seen & { readonly holder: string },
): Promise<Dossier> {
  return inTransaction(context, async (tx) => {
    const { dossier, work } = await demandWork(context, seen, 'assign', tx)
    const officers = await officersFor(tx, context, work.unitId, work)
    const chosen = officers.find(({ personId }) => personId === holder)
    if (!chosen) throw refusal.unknownHolder()
    if (!isReachable(chosen)) throw refusal.holderAway({ details: { name: chosen.name } })
    return save(context, given(context, startMove(dossier), work, holder), { tx })
  })
}

function given(context: Context, move: Move, { number, key, holderId: before }: Work, holder: string): Move {
  const moved = beginProcessing(giveTo(move, number, holder), context)
  return tell(moved, 'dossier.assigned', { step: key, holder, before })
}

type Forward = Seen & {
  /** What came of the step, where its definition lets one choose. */
  readonly outcome?: string | undefined
  readonly nextHolder?: string | undefined
  readonly note?: string | undefined
}

/** Chuyển bước sau. Throws `dossiers.noNextStep` at the last step, `dossiers.outcomeNeeded`. */
export async function forwardDossier(
  context: Context,
  { outcome: chosen, nextHolder, note, ...seen }: Forward,
): Promise<Dossier> {
  const { dossier, work, definition } = await demandWork(context, seen, 'forward')
  const outcome = demandOutcome(definition, work, chosen)
  const begun = beginProcessing(startMove(dossier), context)
  const passed = await passOn(context, begun, { work, definition }, { outcome, note, nextHolder })
  if (openWork(passed.after).length === 0) throw refusal.noNextStep()
  return save(context, passed)
}

/** What the step ends with: one of its own outcomes where it declares some. Throws `dossiers.outcomeNeeded`. */
function demandOutcome(definition: ProcedureDefinition, { key }: Work, chosen: string | undefined): string {
  const outcomes = outcomesOf(definition, key)
  if (outcomes.length === 0) return 'done'
  if (chosen !== undefined && outcomes.some((one) => one.key === chosen)) return chosen
  throw refusal.outcomeNeeded({ details: { outcomes: outcomes.map(({ label }) => label.vi).join(', ') } })
}

/** Trả lại một bước trước, with the reason; to the last one unless another is named. */
export async function handBackDossier(
  context: Context,
  { reason: given, to, ...seen }: Seen & { readonly reason: string; readonly to?: string | undefined },
): Promise<Dossier> {
  const reason = given.trim()
  if (!reason) throw refusal.noteNeeded()
  const atHand = await demandWork(context, seen, 'handBack')
  return save(context, await goBack(context, atHand, { reason, to }))
}

/** Rút hồ sơ: the applicant's own act, until the result is signed (docs/legal.md#withdrawal). */
export async function withdrawDossier(
  context: Context,
  { reason, ...seen }: Seen & { readonly reason: string },
  tx?: Tx,
): Promise<Dossier> {
  if (context.actor.kind !== 'citizen') throw refusal.notYours()
  const dossier = await demandSeen(context, seen, tx)
  await demandPart(context, 'withdraw', dossier, tx)
  if (!dossierCan('withdraw', dossier)) throw refusal.notNow()
  return save(context, withdrawal(context, dossier, { reason: reason.trim() }), { tx })
}

/** The move by which a dossier is withdrawn, on whose request the facts tell. */
export function withdrawal(context: Context, dossier: Dossier, facts: JsonObject): Move {
  const entered = enter(startMove(dossier), actingIn(context), 'withdrawn')
  return tell(entered, 'dossier.withdrawn', facts, leadingWork(dossier).unitId)
}

export type ReturnWay = 'online' | 'desk' | 'post'

/** Trả kết quả: the result is in the applicant's hand, and how it got there is remembered. */
export async function returnResult(
  context: Context,
  { way, ...seen }: Seen & { readonly way: ReturnWay },
): Promise<Dossier> {
  const at = await demandWork(context, seen, 'returnResult')
  return save(context, await returning(context, at, way))
}

/** The move by which a result is returned. */
export function returning(
  context: Context,
  { dossier, work, definition }: AtHand,
  way: ReturnWay,
  tx?: Tx,
): Promise<Move> {
  const entered = enter(startMove(dossier), actingIn(context), 'returned')
  const returned = tell(change(entered, { deliveredAt: context.now }), 'dossier.resultReturned', { way })
  const ending = { outcome: 'returned', record: { way } }
  return passOn(context, returned, { work, definition }, ending, tx)
}

/** Ghi ý kiến: for colleagues; the applicant does not see it. */
export async function writeNote(
  context: Context,
  { code, body }: { readonly code: string; readonly body: string },
): Promise<void> {
  const { personId: authorId } = officerOf(context.actor)
  if (!body.trim()) throw refusal.noteNeeded()
  await inTransaction(context, async (tx) => {
    const dossier = await store.findDossier(tx, context.actor, code)
    if (!dossier) throw refusal.notFound()
    await store.insertNote(tx, { caseId: dossier.id, authorId, body: body.trim(), at: context.now })
    await appendEvent(tx, context, 'dossier.noted', { subject: dossier.id, payload: { code } })
  })
}

export type BulkAct = 'accept' | 'take' | 'forward'
export type BulkOutcome = { readonly code: string; readonly refused?: Sentence | undefined }

/** Bàn giao nhiều hồ sơ: each by itself, so that one refused does not hold up the others. */
export async function handOverMany(
  context: Context,
  act: BulkAct,
  dossiers: readonly Seen[],
  nextHolder?: string,
): Promise<readonly BulkOutcome[]> {
  const outcomes: BulkOutcome[] = []
  for (const seen of dossiers) {
    const refused = await refusedBy(() => bulkActs[act](context, { ...seen, nextHolder }))
    outcomes.push({ code: seen.code, refused: refused?.sentence })
  }
  return outcomes
}

const bulkActs = { accept: acceptDossier, take: takeDossier, forward: forwardDossier } as const

async function refusedBy(act: () => Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await act()
    return undefined
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown
    throw thrown
  }
}
