/** Moving a dossier: what every act on it shares. All take the transaction of the act. */

import { type CaseState, caseStates } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import {
  findUnit,
  findUnitByCode,
  type OfficerPost,
  officersWith,
  roleOfStep,
  type Unit,
} from '#modules/organisation/api.ts'
import { getProcedureVersion, type ProcedureDefinition } from '#modules/services/api.ts'
import { demandFollows, dossierCan, refusal } from '../domain.ts'
import {
  type Clock,
  type ClockEvent,
  clockAfter,
  type Dossier,
  explainPause,
  movedOn,
  nextStepOf,
  type OfficerAction,
  officerMay,
  previousStepOf,
  type Step,
  stepDue,
} from './domain.ts'
import * as store from './store.ts'

/** Which dossier, as the person last saw it. */
export type Seen = { readonly code: string; readonly expectedVersion: number }

/** The dossier, locked. Throws `notFound`, `changedMeanwhile`, `notNow`, or `notYours` when another holds the step. */
export async function demandDossier(
  tx: Tx,
  context: Context,
  seen: Seen,
  action: OfficerAction,
): Promise<Dossier> {
  const { actor, pack } = context
  const dossier = await demandSeen(tx, context, seen)
  if (!dossierCan(action, dossier)) throw refusal.notNow()
  if (actor.kind !== 'officer' || !officerMay(action, actor, dossier, pack.stepRoles))
    throw refusal.notYours()
  return dossier
}

/** The dossier, locked, whatever is to be done with it. */
export async function demandSeen(
  tx: Tx,
  { actor }: Context,
  { code, expectedVersion }: Seen,
): Promise<Dossier> {
  const dossier = await store.findDossierForUpdate(tx, actor, code)
  if (!dossier) throw refusal.notFound()
  if (dossier.version !== expectedVersion) throw refusal.changedMeanwhile()
  return dossier
}

/** Sets the state. Throws `dossiers.notNow` unless the law lets it follow; a state that ends the case ends its open step. */
export async function moveTo(
  tx: Tx,
  context: Context,
  dossier: Dossier,
  state: CaseState,
  change: store.CaseChange = {},
): Promise<Dossier> {
  demandFollows(dossier.state, state)
  const { now } = context
  if (!caseStates[state].ended) return store.saveCase(tx, dossier, { ...change, state })
  await store.endStep(tx, dossier.id, { at: now, outcome: state, note: null, holderId: null })
  return store.saveCase(tx, dossier, { ...change, state, endedAt: now })
}

export type Finish = {
  /** What came of the step, in one word: `accepted`, `done`, `signed`, `handedBack`. */
  readonly outcome: string
  readonly note?: string | undefined
  /** Person who gets the next step; left out, it is whoever alone can do it there, or the first to take it. */
  readonly nextHolder?: string | undefined
}

/**
 * Kết thúc bước: ends the open step and begins the next one that this dossier needs, in the unit that does it. After
 * the last step nothing follows and the dossier comes back as it was. Throws `dossiers.unknownHolder`.
 */
export async function finishStep(
  tx: Tx,
  context: Context,
  dossier: Dossier,
  { outcome, note, nextHolder }: Finish,
): Promise<Dossier> {
  const { now, actor } = context
  const definition = await definitionOf(tx, context, dossier)
  const running = await resumeAfterStep(tx, context, definition, dossier)
  const holderId = actor.kind === 'officer' ? actor.personId : null
  await store.endStep(tx, dossier.id, { at: now, outcome, note: note ?? null, holderId })
  const step = nextStepOf(definition, running)
  if (!step) return running
  const unit = await unitOfStep(tx, context, running, step)
  const holder = await holderOf(tx, context, unit.id, step, nextHolder)
  const begun = await beginStep(tx, context, running, { step, unit, holderId: holder ?? null })
  await tellForwarded(tx, context, dossier, begun, { outcome, note })
  return step.stopsClock ? stopClock(tx, context, begun, step) : begun
}

/** Trả lại bước trước (the last one that fits): to whoever did it. Throws `dossiers.noPreviousStep`. */
export async function returnToPrevious(
  tx: Tx,
  context: Context,
  dossier: Dossier,
  note: string,
  fits?: (step: Step) => boolean,
): Promise<Dossier> {
  const { now, actor } = context
  const definition = await definitionOf(tx, context, dossier)
  const step = previousStepOf(definition, dossier, fits)
  if (!step) throw refusal.noPreviousStep()
  const before = await store.lastDoerOf(tx, dossier.id, step.key)
  const unit = before ? await demandUnit(tx, before.unitId) : await unitOfStep(tx, context, dossier, step)
  const holderId = actor.kind === 'officer' ? actor.personId : null
  await store.endStep(tx, dossier.id, { at: now, outcome: 'handedBack', note, holderId })
  const begun = await beginStep(tx, context, dossier, { step, unit, holderId: before?.holderId ?? null })
  await tellForwarded(tx, context, dossier, begun, { outcome: 'handedBack', note })
  return begun
}

/** The definition that the dossier is pinned to. */
export function definitionOf(
  tx: Tx,
  context: Context,
  { procedureCode, procedureVersion }: Dossier,
): Promise<ProcedureDefinition> {
  return getProcedureVersion(tx, context, procedureCode, procedureVersion)
}

/** Where a step is done: the unit it names, the desk for reception and return, else the competent agency. */
export async function unitOfStep(
  tx: Tx,
  context: Context,
  { competentUnitId, receivingUnitId }: Dossier,
  { unit: code, type }: Step,
): Promise<Unit> {
  const named = code ? await findUnitByCode(tx, code, context.today) : undefined
  if (named) return named
  const isAtDesk = type === 'receive' || type === 'return'
  return demandUnit(tx, isAtDesk ? receivingUnitId : competentUnitId)
}

async function demandUnit(tx: Tx, id: string): Promise<Unit> {
  const unit = await findUnit(tx, id)
  if (!unit) throw new Error(`The unit ${id} of a dossier is not there`)
  return unit
}

/** Officers who can do a step in a unit. */
export function officersFor(
  tx: Tx,
  context: Context,
  unitId: string,
  step: Pick<Step, 'role'>,
): Promise<readonly OfficerPost[]> {
  return officersWith(tx, unitId, roleOfStep(context, step.role), context.today)
}

async function holderOf(
  tx: Tx,
  context: Context,
  unitId: string,
  step: Step,
  wanted: string | undefined,
): Promise<string | undefined> {
  const officers = await officersFor(tx, context, unitId, step)
  if (!wanted) return officers.length === 1 ? officers[0]?.personId : undefined
  if (!officers.some(({ personId }) => personId === wanted)) throw refusal.unknownHolder()
  return wanted
}

type Beginning = { readonly step: Step; readonly unit: Unit; readonly holderId: string | null }

async function beginStep(
  tx: Tx,
  { now, calendar }: Context,
  dossier: Dossier,
  { step, unit, holderId }: Beginning,
): Promise<Dossier> {
  const due = stepDue(calendar, step, now, dossier.dueAt)
  await store.insertStep(tx, dossier.id, { step, unitId: unit.id, holderId, at: now, dueAt: due })
  return store.saveCase(tx, dossier, {
    stepKey: step.key,
    stepType: step.type,
    stepRole: step.role,
    stepDueAt: due,
    holderUnitId: unit.id,
    holderUnitPath: unit.path,
    holderId,
  })
}

function tellForwarded(
  tx: Tx,
  context: Context,
  from: Dossier,
  to: Dossier,
  { outcome, note }: Pick<Finish, 'outcome' | 'note'>,
): Promise<void> {
  return appendEvent(tx, context, outcome === 'handedBack' ? 'dossier.handedBack' : 'dossier.forwarded', {
    subject: to.id,
    unitId: to.holderUnitId,
    payload: {
      code: to.code,
      from: from.stepKey,
      to: to.stepKey,
      outcome,
      note,
      holder: to.holderId,
      stepDueAt: to.stepDueAt?.toISOString() ?? null,
    },
  })
}

/** What the clock shows after an event of now; the explanation is told on. */
export function clockChange(
  { calendar, now }: Context,
  dossier: Dossier,
  event: ClockEvent,
): Clock & Pick<Dossier, 'dueExplanation'> {
  const clock = clockAfter(calendar, dossier, event)
  return { ...clock, dueExplanation: explainPause(calendar, dossier.dueExplanation, dossier, clock, now) }
}

/** The step's own date moves on with the clock. */
export async function resumedStepDue(
  tx: Tx,
  { calendar, now }: Context,
  { id, pausedAt }: Dossier,
): Promise<Date | null> {
  const before = await store.openStepDue(tx, id)
  if (!before || !pausedAt) return before
  const due = movedOn(calendar, before, pausedAt, now)
  await store.changeOpenStep(tx, id, { due_at: due })
  return due
}

/** Only where the definition says that the law stops the clock: a tax notice, a duty to pay. */
async function stopClock(tx: Tx, context: Context, dossier: Dossier, step: Step): Promise<Dossier> {
  const event = { name: 'dossier.clockStopped', at: context.now } as const
  const change = { ...clockChange(context, dossier, event), stepDueAt: null }
  await appendEvent(tx, context, event.name, { subject: dossier.id, payload: { step: step.key } })
  return store.saveCase(tx, dossier, {
    ...change,
    ...(step.type === 'financial' && { state: 'financialDuty' as const }),
  })
}

async function resumeAfterStep(
  tx: Tx,
  context: Context,
  { steps }: ProcedureDefinition,
  dossier: Dossier,
): Promise<Dossier> {
  const current = steps.find(({ key }) => key === dossier.stepKey)
  if (!current?.stopsClock || !dossier.pausedAt) return dossier
  const event = { name: 'dossier.clockResumed', at: context.now } as const
  await appendEvent(tx, context, event.name, { subject: dossier.id, payload: { step: current.key } })
  const state = dossier.state === 'financialDuty' ? 'processing' : dossier.state
  return store.saveCase(tx, dossier, { ...clockChange(context, dossier, event), state })
}
