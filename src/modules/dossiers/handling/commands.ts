/** Xử lý hồ sơ: one function for each act of an officer, and the applicant's withdrawal. */

import { explainInVietnamese } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { Refusal, type Sentence } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { officerOf } from '#kernel/policy.ts'
import { limitFor } from '#modules/services/api.ts'
import { dossierCan, refusal } from '../domain.ts'
import {
  definitionOf,
  demandDossier,
  demandSeen,
  finishStep,
  moveTo,
  officersFor,
  returnToPrevious,
  type Seen,
} from '../steps/commands.ts'
import { appointment, clockAfter, type Dossier, situationOf } from '../steps/domain.ts'
import * as store from '../steps/store.ts'

type Accept = Seen & { readonly nextHolder?: string | undefined; readonly note?: string | undefined }

/** Tiếp nhận hồ sơ: the clock starts now, and the dossier goes to whoever works on it (docs/legal.md#clock). */
export async function acceptDossier(context: Context, { nextHolder, note, ...seen }: Accept): Promise<void> {
  const { now: at, calendar } = context
  await inTransaction(context, async (tx) => {
    const dossier = await demandDossier(tx, context, seen, 'accept')
    const definition = await definitionOf(tx, context, dossier)
    const reception = { at, clock: definition.clock, limit: limitFor(definition, situationOf(dossier, context.today)) }
    const due = appointment(calendar, reception)
    const accepted = await moveTo(tx, context, dossier, 'accepted', {
      ...clockAfter(calendar, dossier, { name: 'dossier.accepted', ...reception }),
      dueExplanation: {
        ...dossier.dueExplanation,
        limit: reception.limit,
        due: explainInVietnamese(due.spans, calendar.minutesPerWorkingDay),
      },
    })
    const { clock, limit } = reception
    await appendEvent(tx, context, 'dossier.accepted', {
      subject: dossier.id,
      payload: { code: dossier.code, clock, limit, dueAt: due.dueAt.toISOString() },
    })
    const next = await finishStep(tx, context, accepted, { outcome: 'accepted', note, nextHolder })
    if (next.holderId && next.state === 'accepted') await moveTo(tx, context, next, 'processing')
  })
}

type Refuse = Seen & { readonly ground: string; readonly legalBasis: string }

/** Từ chối tiếp nhận: never without the ground and the provision it rests on (docs/legal.md#refusal). */
export async function refuseReception(
  context: Context,
  { ground, legalBasis, ...seen }: Refuse,
): Promise<void> {
  if (!ground.trim() || !legalBasis.trim()) throw refusal.groundNeeded()
  await inTransaction(context, async (tx) => {
    const dossier = await demandDossier(tx, context, seen, 'refuseReception')
    await store.endStep(tx, dossier.id, {
      at: context.now,
      outcome: 'notAccepted',
      note: `${ground.trim()} (${legalBasis.trim()})`,
      holderId: officerOf(context.actor).personId,
    })
    await moveTo(tx, context, dossier, 'notAccepted')
    await appendEvent(tx, context, 'dossier.receptionRefused', {
      subject: dossier.id,
      payload: { code: dossier.code, ground: ground.trim(), legalBasis: legalBasis.trim() },
    })
  })
}

/** Nhận xử lý: an officer takes a step that nobody holds. */
export async function takeDossier(context: Context, seen: Seen): Promise<void> {
  await inTransaction(context, async (tx) => {
    const dossier = await demandDossier(tx, context, seen, 'take')
    await giveTo(context, tx, dossier, officerOf(context.actor).personId)
  })
}

/** Phân công: the chief gives the step to one of the officers who can do it. Throws `dossiers.unknownHolder`. */
export async function assignDossier(
  context: Context,
  { holder, ...seen }: Seen & { readonly holder: string },
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const dossier = await demandDossier(tx, context, seen, 'assign')
    const officers = await officersFor(tx, context, dossier.holderUnitId, { role: dossier.stepRole })
    if (!officers.some(({ personId }) => personId === holder)) throw refusal.unknownHolder()
    await giveTo(context, tx, dossier, holder)
  })
}

type Transaction = Parameters<typeof store.saveCase>[0]

async function giveTo(context: Context, tx: Transaction, dossier: Dossier, holderId: string): Promise<void> {
  await store.changeOpenStep(tx, dossier.id, { holder_id: holderId })
  const state = dossier.state === 'accepted' ? 'processing' : dossier.state
  await moveTo(tx, context, dossier, state, { holderId })
  await appendEvent(tx, context, 'dossier.assigned', {
    subject: dossier.id,
    payload: { code: dossier.code, step: dossier.stepKey, holder: holderId, before: dossier.holderId },
  })
}

type Forward = Seen & { readonly nextHolder?: string | undefined; readonly note?: string | undefined }

/** Chuyển bước sau. Throws `dossiers.noNextStep` at the last step. */
export async function forwardDossier(
  context: Context,
  { nextHolder, note, ...seen }: Forward,
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const dossier = await demandDossier(tx, context, seen, 'forward')
    const started = dossier.state === 'accepted' ? await moveTo(tx, context, dossier, 'processing') : dossier
    const next = await finishStep(tx, context, started, { outcome: 'done', note, nextHolder })
    if (next.stepKey === dossier.stepKey) throw refusal.noNextStep()
  })
}

/** Trả lại bước trước, with the reason. */
export async function handBackDossier(
  context: Context,
  { reason, ...seen }: Seen & { readonly reason: string },
): Promise<void> {
  if (!reason.trim()) throw refusal.noteNeeded()
  await inTransaction(context, async (tx) => {
    const dossier = await demandDossier(tx, context, seen, 'handBack')
    await returnToPrevious(tx, context, dossier, reason.trim())
  })
}

/** Rút hồ sơ: the applicant's own act, until the result is signed (docs/legal.md#withdrawal). */
export async function withdrawDossier(
  context: Context,
  { reason, ...seen }: Seen & { readonly reason: string },
): Promise<void> {
  if (context.actor.kind !== 'citizen') throw refusal.notYours()
  await inTransaction(context, async (tx) => {
    const dossier = await demandSeen(tx, context, seen)
    if (!dossierCan('withdraw', dossier)) throw refusal.notNow()
    await moveTo(tx, context, dossier, 'withdrawn')
    await appendEvent(tx, context, 'dossier.withdrawn', {
      subject: dossier.id,
      unitId: dossier.holderUnitId,
      payload: { code: dossier.code, reason: reason.trim() },
    })
  })
}

/** Trả kết quả: the result is in the applicant's hand, and how it got there is remembered. */
export async function returnResult(
  context: Context,
  { way, ...seen }: Seen & { readonly way: 'online' | 'desk' | 'post' },
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const dossier = await demandDossier(tx, context, seen, 'returnResult')
    await store.endStep(tx, dossier.id, {
      at: context.now,
      outcome: 'returned',
      note: null,
      holderId: officerOf(context.actor).personId,
    })
    await store.noteDelivery(tx, dossier.id, context.now)
    await moveTo(tx, context, dossier, 'returned')
    await appendEvent(tx, context, 'dossier.resultReturned', {
      subject: dossier.id,
      payload: { code: dossier.code, way },
    })
  })
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

async function refusedBy(act: () => Promise<void>): Promise<Refusal | undefined> {
  try {
    await act()
    return undefined
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown
    throw thrown
  }
}
