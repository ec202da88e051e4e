/** Chuyển hồ sơ sang phiên bản khác: explicit, seen beforehand, with a reason, and taken back until something was done. */

import { foldClock } from '#kernel/calendar.ts'
import { calendarFor, clockCalendar } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { Refusal, type Sentence } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId, newId } from '#kernel/ids.ts'
import { demand, officerOf } from '#kernel/policy.ts'
import { formLookups } from '#modules/organisation/api.ts'
import {
  getProcedureVersion,
  inForceOn,
  listVersions,
  type ProcedureDefinition,
  type Version,
} from '#modules/services/api.ts'
import { refusal as dossierRefusal } from '../domain.ts'
import { actingIn, demandSeen, isOver, placeOf, type Seen, save } from '../steps/commands.ts'
import {
  beginWork,
  change,
  endWork,
  type Move,
  openWork,
  startMove,
  tell,
  type Work,
} from '../steps/domain.ts'
import { findDossierForUpdate } from '../steps/store.ts'
import { type Change, compare, historyUnder, type Mapping, refusal, unmapped } from './domain.ts'
import * as store from './store.ts'

const mayRepin = { permission: 'dossier.repin' } as const
const listMax = 200
const repinsMax = 50

export type RepinLine = {
  readonly dossier: Pick<store.OpenDossier, 'code' | 'version' | 'rowVersion' | 'openedAt' | 'work'>
  readonly change: Change
  /** Open steps that the new version lacks. */
  readonly lacks: readonly string[]
}

export type RepinView = {
  readonly code: string
  readonly target: Version
  readonly lines: readonly RepinLine[]
  readonly repins: readonly store.Repin[]
}

/** Xem trước: every open dossier on another version, and how it would fare on the one in force. Looking leaves an event. */
export async function viewRepinning(context: Context, code: string): Promise<RepinView> {
  demand(mayRepin, context.actor)
  const { actor, language, today } = context
  const { target, open, repins } = await inTransaction(context, async (tx) => {
    const inForce = demandTarget(await listVersions(tx, code), context, code)
    const found = await store.findOpen(tx, actor, code, inForce.version, listMax)
    const codes = found.map((one) => one.code)
    if (codes.length > 0)
      await appendEvent(tx, context, 'dossier.repinPreviewed', {
        subject: newId(context.now),
        payload: { procedure: code, to: inForce.version, codes },
      })
    return { target: inForce, open: found, repins: await store.findRepins(tx, actor, code, repinsMax) }
  })
  const calendarOf = (unit: string | undefined) => calendarFor(context, unit)
  const comparing = { calendarOf, language, day: today, lookups: formLookups(context) }
  const lines: RepinLine[] = []
  for (const dossier of open) {
    const pinned = await getProcedureVersion(undefined, context, code, dossier.version)
    lines.push({
      dossier,
      change: compare(dossier, pinned, target.definition, comparing),
      lacks: unmapped(dossier, target.definition, {}),
    })
  }
  return { code, target, lines, repins }
}

function demandTarget(versions: readonly Version[], { today }: Context, code: string): Version {
  const target = inForceOn(versions, today)
  if (!target) throw dossierRefusal.notFound({ details: { code } })
  return target
}

export type Repinning = Seen & {
  readonly version: number
  readonly reason: string
  readonly mapping: Mapping
}

/**
 * Chuyển phiên bản. The limit of the new version counts from the same reception; the fee stays as it was charged. Throws
 * `repinning.stepUnmapped` while an open step has no place in the new version, and `dossiers.changedMeanwhile`.
 */
export async function repinDossier(context: Context, repinning: Repinning): Promise<void> {
  demand(mayRepin, context.actor)
  const { version, mapping, ...seen } = repinning
  const reason = repinning.reason.trim()
  if (!reason) throw refusal.reasonNeeded()
  await inTransaction(context, async (tx) => {
    const dossier = await demandSeen(context, seen, tx)
    if (isOver(dossier)) throw refusal.over()
    if (dossier.procedureVersion === version) throw refusal.sameVersion()
    const target = demandTarget(await listVersions(tx, dossier.procedureCode), context, dossier.procedureCode)
    if (target.version !== version) throw refusal.notYet()
    const [step] = unmapped(dossier, target.definition, mapping)
    if (step) throw refusal.stepUnmapped({ details: { step } })
    const remapped = await withSteps(context, startMove(dossier), target.definition, mapping)
    const move = withClock(context, remapped, target.definition)
    const { procedureVersion: from } = dossier
    const dueBefore = dossier.dueAt?.toISOString() ?? null
    const dueAt = move.after.dueAt?.toISOString() ?? null
    const told = tell(move, 'dossier.repinned', { from, to: version, reason, dueBefore, dueAt })
    const saved = await save(context, told, { tx })
    await store.pinTo(tx, dossier.id, version)
    const person = officerOf(context.actor)
    await store.insertRepin(tx, {
      id: newId(context.now),
      caseId: dossier.id,
      from,
      to: version,
      reason,
      before: {
        clock: dossier.clock,
        work: openWork(dossier).map(({ number }) => number),
        last: Math.max(...dossier.work.map(({ number }) => number)),
      },
      caseVersion: saved.version,
      doneBy: person.personId,
      doneByName: person.name,
      doneAt: context.now,
    })
  })
}

/** The clock under the new limit: the same reception, the same pauses and promises. */
function withClock(context: Context, move: Move, definition: ProcedureDefinition): Move {
  const { after } = move
  if (!after.clock.some(({ kind }) => kind === 'accepted')) return move
  const clock = historyUnder({ ...after, paperKeys: [] }, definition, context.today)
  return change(move, { clock, ...foldClock(clockCalendar(context, clock), clock) })
}

/** Open steps go on under the new definition: the same key stays open, another one takes its place. */
async function withSteps(
  context: Context,
  start: Move,
  { steps }: ProcedureDefinition,
  mapping: Mapping,
): Promise<Move> {
  const acting = actingIn(context)
  let move = start
  for (const work of openWork(start.before)) {
    const key = mapping[work.key] ?? work.key
    const step = steps.find((one) => one.key === key)
    if (!step) continue
    const isSame = key === work.key && step.role === work.role && step.type === work.type
    if (isSame) {
      move = renamed(move, work, step.name.vi)
      continue
    }
    const { unit, officers } = await placeOf(context, start.before, step)
    const keepsHolder = officers.some(({ personId }) => personId === work.holderId)
    const ended = endWork(move, { ...acting, by: null }, work.number, { outcome: 'repinned' })
    move = beginWork(ended, acting, [{ step, unit, holderId: keepsHolder ? work.holderId : null }])
  }
  return move
}

function renamed(move: Move, work: Work, name: string): Move {
  if (work.name === name) return move
  return change(move, {
    work: move.after.work.map((one) => (one.number === work.number ? { ...one, name } : one)),
  })
}

/** Hoàn tác, until something was done to the dossier after the move. Throws `repinning.nothingToUndo`. */
export async function undoRepin(context: Context, { id }: { readonly id: string }): Promise<void> {
  demand(mayRepin, context.actor)
  await inTransaction(context, async (tx) => {
    const repin = isId(id) ? await store.findRepinForUpdate(tx, context.actor, id) : undefined
    const dossier = repin && (await findDossierForUpdate(tx, context.actor, repin.code))
    if (!repin || !dossier) throw dossierRefusal.notFound()
    if (repin.undoneAt || dossier.version !== repin.caseVersion) throw refusal.nothingToUndo()
    const { clock } = repin.before
    const back = change(startMove(dossier), {
      clock,
      ...foldClock(clockCalendar(context, clock), clock),
      work: dossier.work.map((work) => asBefore(work, repin, context.now)),
    })
    const { from, to } = repin
    const dueBefore = dossier.dueAt?.toISOString() ?? null
    const dueAt = back.after.dueAt?.toISOString() ?? null
    await save(context, tell(back, 'dossier.repinUndone', { from: to, to: from, dueBefore, dueAt }), { tx })
    await store.pinTo(tx, dossier.id, from)
    await store.noteUndone(tx, id, context.now)
  })
}

/** Steps that the move had ended are open again; those that it had begun have ended. */
function asBefore(work: Work, { before }: store.Repin, now: Date): Work {
  if (before.work.includes(work.number)) return { ...work, endedAt: null, outcome: null, note: null }
  return work.number > before.last ? { ...work, endedAt: now, outcome: 'repinUndone' } : work
}

export type RepinOutcome = { readonly code: string; readonly refused?: Sentence }

/** Chuyển nhiều hồ sơ: each by itself, so that one refused does not hold up the others. */
export async function repinMany(
  context: Context,
  dossiers: readonly Seen[],
  how: Omit<Repinning, keyof Seen>,
): Promise<readonly RepinOutcome[]> {
  if (dossiers.length === 0) throw refusal.noneChosen()
  if (!how.reason.trim()) throw refusal.reasonNeeded()
  const outcomes: RepinOutcome[] = []
  for (const seen of dossiers) {
    try {
      await repinDossier(context, { ...seen, ...how })
      outcomes.push({ code: seen.code })
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      outcomes.push({ code: seen.code, refused: thrown.sentence })
    }
  }
  return outcomes
}
