/** Moving a dossier: what every act on it shares. An act loads, decides a move, and saves it. */

import { clockCalendar } from '#kernel/calendars.ts'
import { caseStates } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { job, orderOf } from '#kernel/jobs.ts'
import { officerOf } from '#kernel/policy.ts'
import { recently } from '#kernel/recent.ts'
import {
  findUnit,
  findUnitByCode,
  isReachable,
  type OfficerAtWork,
  officersWith,
  roleOfStep,
  type Unit,
} from '#modules/organisation/api.ts'
import { getProcedureVersion, type ProcedureDefinition } from '#modules/services/api.ts'
import { type DossierAction, dossierCan, refusal } from '../domain.ts'
import { headToTend } from '../families/domain.ts'
import { recordAtStart } from '../records/domain.ts'
import {
  type Acting,
  beginWork,
  type Dossier,
  type Ending,
  endWork,
  enter,
  type Move,
  newlyAwaited,
  openWork,
  type Step,
  startMove,
  tell,
  tellLeftInPool,
  tellPassedOn,
  tick,
  type Work,
} from './domain.ts'
import {
  agencyCapacity,
  anyRole,
  capacityFor,
  type OfficerAction,
  officerMay,
  permissionOfStep,
} from './rights/domain.ts'
import { earlierSteps, nextSteps } from './routing/domain.ts'
import * as store from './store.ts'

/** Which dossier, as the person last saw it, and which of its open steps where several are. */
export type Seen = {
  readonly code: string
  readonly expectedVersion: number
  readonly step?: number | undefined
}

/** Throws `notFound` or `changedMeanwhile`. In a transaction nobody else moves the dossier until it ends. */
export async function demandSeen(
  context: Context,
  { code, expectedVersion }: Seen,
  tx?: Tx,
): Promise<Dossier> {
  const dossier = await (tx
    ? store.findDossierForUpdate(tx, context.actor, code)
    : store.loadDossier(context, code))
  if (!dossier) throw refusal.notFound()
  if (dossier.version !== expectedVersion) throw refusal.changedMeanwhile()
  return dossier
}

/** What an act is decided on: the dossier, its definition, and the open step that the act is about. */
export type AtHand = {
  readonly dossier: Dossier
  readonly definition: ProcedureDefinition
  readonly work: Work
}

/**
 * The step of this officer for an act. Throws `notFound`, `changedMeanwhile`, `notNow`, `notYours` when another holds it,
 * and `chooseStep` when the officer could mean several.
 */
export async function demandWork(
  context: Context,
  seen: Seen,
  action: OfficerAction,
  tx?: Tx,
): Promise<AtHand> {
  const dossier = await demandSeen(context, seen, tx)
  const work = workFor(context, dossier, action, seen.step)
  return { dossier, work, definition: await definitionOf(context, dossier, tx) }
}

function workFor({ actor, pack }: Context, dossier: Dossier, action: OfficerAction, step?: number): Work {
  const open = openWork(dossier).filter(({ number }) => step === undefined || number === step)
  const possible = open.filter(({ type }) => dossierCan(action, dossier, type))
  if (possible.length === 0) throw refusal.notNow()
  const mine = possible.filter(
    (work) => actor.kind === 'officer' && officerMay(action, actor, dossier, work, pack.stepRoles),
  )
  const [work, another] = mine
  if (!work) throw refusal.notYours()
  if (another) throw refusal.chooseStep()
  return work
}

/** When and by whom, for the functions that make a move. */
export const actingIn = (context: Context): Acting => ({
  now: context.now,
  calendarOf: (clock) => clockCalendar(context, clock),
  by: context.actor.kind === 'officer' ? context.actor.personId : null,
})

/** The officer with the one in whose place this step is done, if any; events then name both. */
export function inCapacity(context: Context, dossier: Dossier, work: Work): Context {
  const { actor, pack } = context
  if (actor.kind !== 'officer') return context
  const inPlaceOf = capacityFor(actor, work, dossier, pack.stepRoles)?.inPlaceOf
  return inPlaceOf ? { ...context, actor: { ...actor, inPlaceOf } } : context
}

/** As `inCapacity`, for what is done for an agency whoever holds the steps; `undefined` when the officer may not. */
export function inAgencyCapacity(
  context: Context,
  action: DossierAction,
  dossier: Dossier,
  unitPath: string,
): Context | undefined {
  const actor = officerOf(context.actor)
  const capacity = agencyCapacity(action, actor, dossier, unitPath)
  if (!capacity?.inPlaceOf) return capacity && context
  return { ...context, actor: { ...actor, inPlaceOf: capacity.inPlaceOf } }
}

/** Who holds a step that this officer takes: the one who is away when it is taken in their place. */
export function takerOf({ actor, pack }: Context, dossier: Dossier, work: Work): string | null {
  return actor.kind === 'officer'
    ? (capacityFor(actor, work, dossier, pack.stepRoles)?.personId ?? actor.personId)
    : null
}

/** More that one act writes, in the same transaction as its move. */
type Beside = (tx: Tx) => Promise<void>

/** Writes a move; gives the dossier as it is then. Throws `changedMeanwhile` when somebody was faster. */
export async function save(
  context: Context,
  move: Move,
  { tx, beside }: { readonly tx?: Tx | undefined; readonly beside?: Beside | undefined } = {},
): Promise<Dossier> {
  const awaited = newlyAwaited(move)
  const head = headToTend(move)
  if (!tx && (beside || awaited.length > 0 || head))
    return inTransaction(context, (own) => save(context, move, { tx: own, beside }))
  if (!(await store.applyMove(context, move, tx))) throw refusal.changedMeanwhile()
  if (tx) {
    await beside?.(tx)
    for (const { number, until } of awaited)
      await silenceJob.enqueue(tx, {
        key: `${move.before.id}:${number}`,
        at: until,
        payload: { code: move.before.code, step: number },
      })
    if (head) await familyOrder.enqueue(tx, { key: head, payload: { head } })
  }
  return { ...move.after, version: move.before.version + 1 }
}

/** Order to tend a family; `families` does it. */
export const familyOrder = orderOf<{ head: string }>({ task: 'dossiers.tendFamily', attemptsMax: 25 })

type Passing = Ending & {
  /** Who gets the next step; left out, whoever alone can do it there, or the first to take it. */
  readonly nextHolder?: string | undefined
}

/**
 * Kết thúc bước: ends a step with its outcome and, once no other is open, begins those that follow, each in the unit that
 * does it. After the last step nothing follows. Throws `dossiers.unknownHolder`, and `dossiers.holderNeeded` where to
 * assign is what the step is for.
 */
export async function passOn(
  context: Context,
  move: Move,
  { work, definition }: Pick<AtHand, 'work' | 'definition'>,
  ending: Passing,
  tx?: Tx,
): Promise<Move> {
  const acting = actingIn(context)
  const ended = endWork(clockGoesOn(move, acting, definition, work), acting, work.number, ending)
  const steps = nextSteps(definition, ended.after, context.today)
  const places = await Promise.all(steps.map((step) => placeOf(context, ended.after, step, tx)))
  const beginnings = withHolders(places, ending.nextHolder)
  const isUnassigned = beginnings.some(
    ({ holderId, absentId }, index) => !holderId && !absentId && (places[index]?.officers.length ?? 0) > 1,
  )
  if (work.type === 'assign' && isUnassigned) throw refusal.holderNeeded()
  const told = tellPassedOn(beginWork(ended, acting, beginnings), work, ending)
  const passed = clockStops(tellLeftInPool(told, beginnings), acting, steps)
  const isDeclaration = definition.steps.some(({ type }) => type === 'linked')
  // A declaration may have nothing of its own to sign: the last of its steps is its end, whichever that is.
  return isDeclaration && passed.after.state === 'processing' ? doneIfNothingIsLeft(passed, acting) : passed
}

/** Đã xử lý xong (9): once nothing is left but handing the result over. */
export function doneIfNothingIsLeft(move: Move, acting: Acting): Move {
  const isLeft = openWork(move.after).some(({ type }) => type !== 'return' && type !== 'archive')
  return isLeft ? move : enter(move, acting, 'done')
}

/** Where a step is done, and who can do it there. */
export type Place = {
  readonly step: Step
  readonly unit: Unit
  readonly officers: readonly OfficerAtWork[]
}

/**
 * Each step goes to the person who was named, else to the only one who can do it, else to whoever takes it first. Whoever is
 * away without a deputy gets nothing: the work waits in the pool of the unit, and the chief is told.
 */
function withHolders(places: readonly Place[], wanted: string | undefined) {
  const isWanted = ({ personId }: OfficerAtWork) => personId === wanted
  if (wanted && !places.some(({ officers }) => officers.some(isWanted))) throw refusal.unknownHolder()
  return places.map(({ step, unit, officers }) => {
    const holder = officers.find(isWanted) ?? (officers.length === 1 ? officers[0] : undefined)
    const beginning = { step, unit, record: recordAtStart(step) }
    if (holder && !isReachable(holder)) return { ...beginning, holderId: null, absentId: holder.personId }
    return { ...beginning, holderId: holder?.personId ?? null, absentId: undefined }
  })
}

/** Only where the definition says so. A financial duty stops the clock when it is notified, not when its step begins. */
const stopsClock = ({ type, stopsClock: stops }: Step) => stops === true && type !== 'financial'

function clockStops(move: Move, acting: Acting, steps: readonly Step[]): Move {
  const at = acting.now.toISOString()
  return steps.filter(stopsClock).reduce((before, { key }) => {
    const ticked = tick(before, acting, { kind: 'paused', at, cause: 'step' })
    return tell(ticked, 'dossier.clockStopped', { step: key })
  }, move)
}

function clockGoesOn(move: Move, acting: Acting, { steps }: ProcedureDefinition, { key }: Work): Move {
  if (!steps.some((step) => step.key === key && stopsClock(step))) return move
  const ticked = tick(move, acting, { kind: 'resumed', at: acting.now.toISOString() })
  return tell(ticked, 'dossier.clockResumed', { step: key })
}

type GoingBack = {
  readonly reason: string
  /** Key of the step it goes back to; the last one before unless named. */
  readonly to?: string | undefined
  readonly fits?: ((step: Step) => boolean) | undefined
}

/** Trả lại một bước trước, to whoever did it. Throws `dossiers.othersOpen`, `dossiers.noPreviousStep`. */
export async function goBack(
  context: Context,
  { dossier, definition, work }: AtHand,
  { reason, to, fits = () => true }: GoingBack,
  tx?: Tx,
): Promise<Move> {
  if (openWork(dossier).length > 1) throw refusal.othersOpen()
  const steps = earlierSteps(definition, dossier).filter(fits)
  const step = to === undefined ? steps[0] : steps.find(({ key }) => key === to)
  if (!step) throw refusal.noPreviousStep()
  const doer = dossier.work.findLast(({ key }) => key === step.key)
  const unit = doer
    ? { id: doer.unitId, path: doer.unitPath }
    : (await placeOf(context, dossier, step, tx)).unit
  const acting = actingIn(context)
  const ending = { outcome: 'handedBack', note: reason }
  const ended = endWork(startMove(dossier), acting, work.number, ending)
  const begun = beginWork(ended, acting, [
    { step, unit, holderId: doer?.representedId ?? doer?.holderId ?? null },
  ])
  return tellPassedOn(begun, work, ending)
}

/** The work of an accepted dossier has begun as soon as somebody holds it or does it. */
export function beginProcessing(move: Move, context: Context): Move {
  return move.after.state === 'accepted' ? enter(move, actingIn(context), 'processing') : move
}

/** The definition that the dossier is pinned to. */
export function definitionOf(
  context: Context,
  { procedureCode, procedureVersion }: Pick<Dossier, 'procedureCode' | 'procedureVersion'>,
  tx?: Tx,
): Promise<ProcedureDefinition> {
  return getProcedureVersion(tx, context, procedureCode, procedureVersion)
}

/** Units and posts change from one day to the next; seconds old they are as good as new. */
const placeSeconds = 2

/** Mã đơn vị by its id; with it goes the calendar on which the unit's limits count. */
export async function unitCodeOf(context: Context, unitId: string, tx?: Tx): Promise<string> {
  const look = (inner: Tx) => findUnit(inner, unitId)
  const unit = await recently(context, `unit ${unitId}`, placeSeconds, () =>
    tx ? look(tx) : read(context, look),
  )
  if (!unit) throw new Error(`The unit ${unitId} of a dossier is not there`)
  return unit.code
}

const atDesk: ReadonlySet<Step['type']> = new Set(['receive', 'return', 'linked'])

/** Where a step is done: the unit it names, the desk for reception, return and linked procedures, else the competent agency. */
export function placeOf(
  context: Context,
  { competentUnitId, receivingUnitId }: Pick<Dossier, 'competentUnitId' | 'receivingUnitId'>,
  step: Step,
  tx?: Tx,
): Promise<Place> {
  const isAtDesk = atDesk.has(step.type)
  const unitId = isAtDesk ? receivingUnitId : competentUnitId
  const key = `place of ${step.unit ?? unitId} ${step.role} ${context.today}`
  const look = async (inner: Tx) => {
    const named = step.unit ? await findUnitByCode(inner, step.unit, context.today) : undefined
    const unit = named ?? (await findUnit(inner, unitId))
    if (!unit) throw new Error(`The unit ${unitId} of a dossier is not there`)
    return { unit, officers: await officersFor(inner, context, unit.id, step) }
  }
  const found = recently(context, key, placeSeconds, () => (tx ? look(tx) : read(context, look)))
  return found.then((place) => ({ step, ...place }))
}

/** Officers who can do a step in a unit. */
export async function officersFor(
  tx: Tx,
  context: Context,
  unitId: string,
  { role, type }: Pick<Step, 'role' | 'type'>,
): Promise<readonly OfficerAtWork[]> {
  if (role !== anyRole) return officersWith(tx, unitId, roleOfStep(context, role), context.today)
  const able = context.pack.roles.filter(({ permissions }) =>
    permissions.some((one) => one === permissionOfStep(type)),
  )
  const posts = await Promise.all(able.map(({ code }) => officersWith(tx, unitId, code, context.today)))
  return [...new Map(posts.flat().map((post) => [post.personId, post])).values()]
}

type Silence = { readonly code: string; readonly step: number }

/**
 * Im lặng quá hạn: what the definition says follows (docs/legal.md#consultation). The job is moved when the date of the
 * step moves, and finds nothing to do where somebody has answered.
 */
export const silenceJob = job<Silence>({
  task: 'dossiers.silence',
  attemptsMax: 10,
  async run(context, { code, step }) {
    const dossier = await store.loadDossier(context, code)
    const work = dossier && openWork(dossier).find(({ number }) => number === step)
    const isOverdue = work?.dueAt && work.dueAt <= context.now
    if (!dossier || !work || !isOverdue || dossier.pausedAt || isOver(dossier)) return
    const told = { step: work.key, number: step }
    if (work.record?.onSilence !== 'continue')
      return inTransaction(context, (tx) =>
        appendEvent(tx, context, 'dossier.consultationOverdue', {
          subject: dossier.id,
          unitId: work.unitId,
          payload: { code, ...told },
        }),
      )
    const definition = await definitionOf(context, dossier)
    const silent = tell(startMove(dossier), 'dossier.consultationSilent', told, work.unitId)
    await save(context, await passOn(context, silent, { work, definition }, { outcome: 'silent' }))
  },
})

/** Whether the case is over: nothing of it is moved any more. */
export const isOver = ({ state }: Pick<Dossier, 'state'>): boolean => caseStates[state].ended
