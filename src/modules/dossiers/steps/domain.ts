/**
 * Một việc, một nước đi. A dossier's work is the list of steps it went through; those still open are the work at hand, and
 * several may be open side by side. An act is decided here as a value, a `Move`: the dossier before, the dossier after,
 * and what is told. Each function below makes a move a little longer; the store writes it whole. Pure.
 */

import {
  addWorkingMinutes,
  type ClockEvent,
  type ClockHistory,
  type ClockState,
  foldClock,
  type WorkingCalendar,
  workingMinutesBetween,
} from '#kernel/calendar.ts'
import { type CaseState, caseStates, mayFollow } from '#kernel/cases.ts'
import type { CalendarDate, JsonObject, JsonValue } from '#kernel/types.ts'
import type { ProcedureDefinition, Situation } from '#modules/services/api.ts'

export type Step = ProcedureDefinition['steps'][number]
export type StepType = Step['type']

/** Việc: a step as this dossier goes through it. `record` is what a step of its kind writes down. */
export type Work = {
  readonly number: number
  readonly key: string
  readonly type: StepType
  readonly name: string
  readonly role: string
  readonly unitId: string
  readonly unitPath: string
  readonly holderId: string | null
  /** Who was away when the holder did it in their place. */
  readonly representedId: string | null
  readonly startedAt: Date
  readonly dueAt: Date | null
  readonly endedAt: Date | null
  readonly outcome: string | null
  readonly note: string | null
  readonly record: JsonObject | null
}

/** A dossier as commands load it: the case, its work, and what decides how it goes on. Its dates follow from `clock`. */
export type Dossier = ClockState & {
  readonly id: string
  readonly code: string
  readonly version: number
  readonly state: CaseState
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly channel: 'direct' | 'online' | 'post'
  readonly answers: JsonObject
  readonly applicantId: string | null
  readonly applicantKind: 'citizen' | 'enterprise' | 'household'
  readonly competentUnitId: string
  readonly receivingUnitId: string
  readonly openedAt: Date
  readonly endedAt: Date | null
  readonly deliveredAt: Date | null
  readonly supplementCount: number
  /** The head of the family of which this dossier is a member. */
  readonly familyId: string | null
  readonly clock: ClockHistory
  readonly work: readonly Work[]
}

/** What decides limits and fees of a dossier, as of a day. */
export function situationOf(
  { channel, answers, applicantKind }: Pick<Dossier, 'channel' | 'answers' | 'applicantKind'>,
  today: CalendarDate,
): Situation {
  return { channel, answers, today, applicant: { kind: applicantKind } }
}

export const openWork = <W extends Pick<Work, 'endedAt'>>({ work }: { readonly work: readonly W[] }) =>
  work.filter(({ endedAt }) => endedAt === null)

/** The step that lists show where one line stands for the dossier: the open one that began first, else the last. */
export function leadingWork(dossier: Pick<Dossier, 'work'>): Work {
  const leading = openWork(dossier)[0] ?? dossier.work.at(-1)
  if (!leading) throw new Error('A dossier has no step')
  return leading
}

/** What happened and where the case then stands, as an event tells it; `unitId` is the unit it concerns when it is not the actor's own. */
export type Told = {
  readonly name: `dossier.${string}`
  readonly unitId?: string | undefined
  readonly payload: { readonly [key: string]: JsonValue | undefined }
}

/** Nước đi: all that one act changes. It is written whole, if `before` still stands. */
export type Move = {
  readonly before: Dossier
  readonly after: Dossier
  readonly told: readonly Told[]
}

/** When, by which calendar a clock counts, and by whom; nobody when the applicant or the system acts. */
export type Acting = {
  readonly now: Date
  readonly calendarOf: (clock: ClockHistory) => WorkingCalendar
  readonly by: string | null
}

export const startMove = (dossier: Dossier): Move => ({ before: dossier, after: dossier, told: [] })

export const change = (move: Move, facts: Partial<Dossier>): Move => ({
  ...move,
  after: { ...move.after, ...facts },
})

export const tell = (move: Move, name: Told['name'], payload: Told['payload'], unitId?: string): Move => ({
  ...move,
  told: [
    ...move.told,
    { name, unitId, payload: { code: move.after.code, state: move.after.state, ...payload } },
  ],
})

function changeWork(move: Move, fits: (work: Work) => boolean, to: (work: Work) => Partial<Work>): Move {
  return change(move, { work: move.after.work.map((one) => (fits(one) ? { ...one, ...to(one) } : one)) })
}

/** Adds to what a step writes down. */
export const writeDown = (move: Move, number: number, record: JsonObject): Move =>
  changeWork(
    move,
    (work) => work.number === number,
    (work) => ({ record: { ...work.record, ...record } }),
  )

/** A step that waits for another dossier is due when that one is. */
export const dueWith = (move: Move, number: number, dueAt: Date | null): Move =>
  changeWork(
    move,
    (work) => work.number === number,
    (work) => ({ dueAt: dueAt ?? work.dueAt }),
  )

/** Puts a step into a person's hands; `null` puts it into the pool of its unit. */
export const giveTo = (move: Move, number: number, holderId: string | null): Move =>
  changeWork(
    move,
    (work) => work.number === number,
    () => ({ holderId }),
  )

/** Puts a step into the pool of another unit. */
export const passToUnit = (
  move: Move,
  number: number,
  unit: { readonly id: string; readonly path: string },
): Move =>
  changeWork(
    move,
    (work) => work.number === number,
    () => ({ unitId: unit.id, unitPath: unit.path, holderId: null }),
  )

/** The clock takes in one more event. Where it goes on after standing, the dates of open steps move on as well. */
export function tick(move: Move, { calendarOf, now }: Acting, event: ClockEvent): Move {
  const clock = [...move.after.clock, event]
  const calendar = calendarOf(clock)
  const { pausedAt } = move.after
  const ticked = change(move, { clock, ...foldClock(calendar, clock) })
  if (event.kind !== 'resumed' || !pausedAt || ticked.after.pausedAt) return ticked
  return changeWork(
    ticked,
    ({ endedAt, dueAt }) => endedAt === null && dueAt !== null,
    ({ type, dueAt }) => ({
      dueAt: type === 'receive' ? ticked.after.dueAt : dueAt && movedOn(calendar, dueAt, pausedAt, now),
    }),
  )
}

function movedOn(calendar: WorkingCalendar, due: Date, from: Date, to: Date): Date {
  const waited = workingMinutesBetween(calendar, from, to)
  return waited === 0 ? due : addWorkingMinutes(calendar, due, waited)
}

/**
 * Chuyển trạng thái. Whether the law lets it follow was asked before the act (`caseActs`); here it is a fault. A state that
 * ends the case ends all open work and the clock.
 */
export function enter(move: Move, acting: Acting, state: CaseState): Move {
  const { after } = move
  if (after.state === state) return move
  if (!mayFollow(after.state, state)) throw new Error(`From ${after.state} no case goes to ${state}`)
  const entered = change(move, { state })
  const { now } = acting
  const isOver = caseStates[state].clock === 'stopped' || state === 'notAccepted'
  const stopped = isOver ? tick(entered, acting, { kind: 'ended', at: now.toISOString() }) : entered
  if (!caseStates[state].ended) return stopped
  const closed = changeWork(
    stopped,
    ({ endedAt }) => endedAt === null,
    () => ({ endedAt: now, outcome: state }),
  )
  return change(closed, { endedAt: now })
}

export type Ending = {
  /** What came of the step, in one word: one that the step declares, or `accepted`, `done`, `signed`, `handedBack`. */
  readonly outcome: string
  readonly note?: string | undefined
  readonly record?: JsonObject | undefined
}

/** Kết thúc bước. A step that nobody had taken is remembered as theirs who ended it. */
export function endWork(move: Move, { now, by }: Acting, number: number, ending: Ending): Move {
  const { outcome, note = null, record } = ending
  return changeWork(
    move,
    (work) => work.number === number,
    (work) => ({
      endedAt: now,
      outcome,
      note,
      holderId: by ?? work.holderId,
      record: record ? { ...work.record, ...record } : work.record,
    }),
  )
}

/** A step, the unit that does it, and who gets it: nobody yet where several can. */
export type Beginning = {
  readonly step: Pick<Step, 'key' | 'type' | 'name' | 'role' | 'hours'>
  readonly unit: { readonly id: string; readonly path: string }
  readonly holderId: string | null
  readonly record?: JsonObject | undefined
  /** Who would have got it and is away without a deputy. */
  readonly absentId?: string | undefined
}

/** Bắt đầu những bước, side by side, each with its own date inside the whole. */
export function beginWork(move: Move, { now, calendarOf }: Acting, beginnings: readonly Beginning[]): Move {
  const calendar = calendarOf(move.after.clock)
  const last = move.after.work.at(-1)?.number ?? 0
  const begun = beginnings.map(
    ({ step, unit, holderId, record = null }, index): Work => ({
      number: last + index + 1,
      key: step.key,
      type: step.type,
      name: step.name.vi,
      role: step.role,
      unitId: unit.id,
      unitPath: unit.path,
      holderId,
      representedId: null,
      startedAt: now,
      dueAt: stepDue(calendar, step, now, move.after.dueAt),
      endedAt: null,
      outcome: null,
      note: null,
      record,
    }),
  )
  return change(move, { work: [...move.after.work, ...begun] })
}

/** Tells of steps ended and begun: one event for each that begins, or that others are waited for; an end has its own. */
export function tellPassedOn(move: Move, from: Work, { outcome, note }: Ending): Move {
  const known = new Set(move.before.work.map(({ number }) => number))
  const begun = move.after.work.filter(({ number }) => !known.has(number))
  const facts = { from: from.key, outcome, note }
  const name = outcome === 'handedBack' ? 'dossier.handedBack' : 'dossier.forwarded'
  if (begun.length === 0)
    return openWork(move.after).length > 0 ? tell(move, 'dossier.stepEnded', facts) : move
  return begun.reduce(
    (told, { key, holderId, unitId, dueAt }) =>
      tell(
        told,
        name,
        { ...facts, to: key, holder: holderId, stepDueAt: dueAt?.toISOString() ?? null },
        unitId,
      ),
    move,
  )
}

/** Tells of work that waits in the pool because the one who would do it is away. */
export const tellLeftInPool = (move: Move, beginnings: readonly Beginning[]): Move =>
  beginnings.reduce(
    (told, { step, unit, absentId }) =>
      absentId ? tell(told, 'dossier.leftInPool', { step: step.key, absent: absentId }, unit.id) : told,
    move,
  )

/** Hạn của bước: its working hours from now on, never later than the whole. */
export function stepDue(
  calendar: WorkingCalendar,
  { hours }: Pick<Step, 'hours'>,
  from: Date,
  due: Date | null,
): Date {
  const own = addWorkingMinutes(calendar, from, Math.round(hours * 60))
  return due && due < own && due > from ? due : own
}

/** A step whose silence is acted on when its time is over, and until when it is waited for. */
export type Awaited = { readonly number: number; readonly until: Date }

/** Consultations that a move makes wait for an answer: those begun, and those whose date it moved. */
export function newlyAwaited({ before, after }: Move): readonly Awaited[] {
  if (after.pausedAt || after.endedAt) return []
  const known = new Map(before.work.map((work) => [work.number, work]))
  return openWork(after).flatMap(({ number, type, dueAt }) => {
    if (type !== 'consult' || !dueAt) return []
    const waitedBefore = !before.pausedAt && known.get(number)?.dueAt?.getTime() === dueAt.getTime()
    return waitedBefore ? [] : [{ number, until: dueAt }]
  })
}
