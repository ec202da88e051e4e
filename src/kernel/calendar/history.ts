/** Đồng hồ thời hạn của một hồ sơ: a deadline as a fold over what happened. Pure; `told.ts` puts it into words. */

import { assertNever } from '#kernel/types.ts'
import { movedRun, promisedRun, type Run, startRun } from './limit.ts'
import type { ClockPolicy, TimeLimit } from './schemas.ts'
import { dayIndexAt, instantOf, type Minute, minuteAt, type WorkingCalendar } from './working-time.ts'

/** Why the clock stands: only what the law names (docs/legal.md#pause). */
export type PauseCause = 'supplement' | 'financialDuty' | 'step'
/** Why a later appointment was promised (docs/legal.md#extension). */
export type ExtensionCause = 'apology' | 'extension'

/**
 * What moves the clock of a case. The whole list is kept with the case (`cases.clock`), so that a date can be counted
 * again when a day off is announced later, and told in either language. Instants are ISO text, as JSON keeps them.
 * `unit` is the code of the agency whose calendar counts; without it the province's own does.
 */
export type ClockEvent =
  /** Handed in online: an answer is due within `limit` (docs/legal.md#reply-to-online). */
  | {
      readonly kind: 'submitted'
      readonly at: string
      readonly limit: TimeLimit
      readonly unit?: string
    }
  | {
      readonly kind: 'accepted'
      readonly at: string
      readonly policy: ClockPolicy
      readonly limit: TimeLimit
      readonly unit?: string
    }
  /** A second cause may come while the clock stands; it runs again when each has its `resumed`. */
  | { readonly kind: 'paused'; readonly at: string; readonly cause: PauseCause }
  | { readonly kind: 'resumed'; readonly at: string }
  /** A later appointment, promised before the old one ran out: an apology (Mẫu 04) or an extension that a law allows. */
  | {
      readonly kind: 'extended'
      readonly at: string
      readonly to: string
      readonly cause: ExtensionCause
    }
  | { readonly kind: 'ended'; readonly at: string }

export type ClockHistory = readonly ClockEvent[]

/** How the clock stands. `dueAt` is null exactly while it is paused; `dueBeforePause` says where it stood. */
export type ClockState = {
  readonly receivedAt: Date | null
  readonly dueAt: Date | null
  readonly pausedAt: Date | null
  readonly dueBeforePause: Date | null
}

export const stillClock: ClockState = {
  receivedAt: null,
  dueAt: null,
  pausedAt: null,
  dueBeforePause: null,
}

/** Eight working hours run from the minute of arrival; an answered question is answered afresh. */
export const replyPolicy: ClockPolicy = { countFrom: 'hourExact', cutOffMinutes: null, afterPause: 'restart' }

/** The clock between two events, in minutes. */
export type RunningClock = {
  readonly phase: 'reply' | 'appointment'
  /** The limit itself. */
  readonly run: Run
  /** The later appointment that was promised, if any. */
  readonly promise?: Run
  readonly promises: readonly ExtensionCause[]
  /** How many causes keep it standing, and since when. */
  readonly causes: number
  readonly pausedAt?: Minute
  /** From when waiting moves the date: the pause, or a promise given during it, which took in what had been waited. */
  readonly movesFrom?: Minute
  readonly endedAt?: Minute
}

/** Hạn, from the history alone. */
export function foldClock(calendar: WorkingCalendar, history: ClockHistory): ClockState {
  let clock: RunningClock | undefined
  for (const event of history) clock = clockAfter(calendar, clock, event)
  if (!clock) return stillClock
  const { phase, run, pausedAt } = clock
  const due = instantOf(dueOf(clock))
  return {
    receivedAt: phase === 'appointment' ? instantOf(run.received) : null,
    dueAt: pausedAt === undefined ? due : null,
    pausedAt: pausedAt === undefined ? null : instantOf(pausedAt),
    dueBeforePause: pausedAt === undefined ? null : due,
  }
}

/** The appointment: the limit's own end or the promised one, whichever is later. */
export const dueOf = ({ run, promise }: Pick<RunningClock, 'run' | 'promise'>): Minute =>
  promise ? Math.max(run.end, promise.end) : run.end

/** One event further. What comes after the end, or before anything runs, changes nothing. */
export function clockAfter(
  calendar: WorkingCalendar,
  clock: RunningClock | undefined,
  event: ClockEvent,
): RunningClock | undefined {
  if (clock?.endedAt !== undefined) return clock
  const at = minuteAt(new Date(event.at))
  switch (event.kind) {
    case 'submitted':
      return begun('reply', startRun(calendar, replyPolicy, event.limit, at))
    case 'accepted':
      return begun('appointment', startRun(calendar, event.policy, event.limit, at))
    case 'paused':
      return clock && paused(clock, at)
    case 'resumed':
      return clock && resumed(calendar, clock, at)
    case 'extended': {
      const to = minuteAt(new Date(event.to))
      return clock && extended(calendar, clock, at, to, event.cause)
    }
    case 'ended':
      return clock && { ...clock, endedAt: at }
    default:
      return assertNever(event)
  }
}

const begun = (phase: RunningClock['phase'], run: Run): RunningClock => ({
  phase,
  run,
  promises: [],
  causes: 0,
})

function paused(clock: RunningClock, at: Minute): RunningClock {
  if (clock.causes > 0) return { ...clock, causes: clock.causes + 1 }
  return { ...clock, causes: 1, pausedAt: at, movesFrom: at }
}

function resumed(calendar: WorkingCalendar, clock: RunningClock, at: Minute): RunningClock {
  const { causes, movesFrom, phase, run, promise, promises } = clock
  if (causes > 1) return { ...clock, causes: causes - 1 }
  if (movesFrom === undefined) return clock
  const running = { phase, run, promises, causes: 0, ...(promise && { promise }) }
  return moved(calendar, running, movesFrom, at)
}

/** The appointment moves by the time waited; what ran out before the pause stays run out (docs/legal.md#pause). */
function moved(calendar: WorkingCalendar, clock: RunningClock, from: Minute, to: Minute): RunningClock {
  const { phase, run, promise } = clock
  // An answer that asked for a supplement was an answer: the next one is due afresh, late or not.
  if (phase === 'reply') return { ...clock, run: startRun(calendar, run.policy, run.limit, to) }
  if (from > dueOf(clock)) return clock
  return {
    ...clock,
    run: movedRun(calendar, run, from, to),
    ...(promise && { promise: movedRun(calendar, promise, from, to) }),
  }
}

function extended(
  calendar: WorkingCalendar,
  clock: RunningClock,
  at: Minute,
  to: Minute,
  cause: ExtensionCause,
): RunningClock {
  if (faultOf(calendar, clock, at, to, cause)) return clock
  const waited = clock.movesFrom === undefined ? clock : moved(calendar, clock, clock.movesFrom, at)
  return {
    ...waited,
    promise: promisedRun(calendar, waited.run, at, to),
    promises: [...clock.promises, cause],
    ...(clock.movesFrom !== undefined && { movesFrom: at }),
  }
}

/** Vì sao không gia hạn được, docs/legal.md#extension. */
export type ExtensionFault = 'notAccepted' | 'ended' | 'expired' | 'again' | 'notLater'

function faultOf(
  calendar: WorkingCalendar,
  clock: RunningClock | undefined,
  at: Minute,
  to: Minute,
  cause: ExtensionCause,
): ExtensionFault | undefined {
  if (clock?.phase !== 'appointment') return 'notAccepted'
  if (clock.endedAt !== undefined) return 'ended'
  if ((clock.pausedAt ?? at) > dueOf(clock)) return 'expired'
  if (clock.promises.includes(cause)) return 'again'
  const now = clock.movesFrom === undefined ? clock : moved(calendar, clock, clock.movesFrom, at)
  return to > dueOf(now) ? undefined : 'notLater'
}

type Extension = Omit<Extract<ClockEvent, { kind: 'extended' }>, 'kind'>

/**
 * Whether a later appointment may be promised now; a fold leaves out one that may not. `tooLate`: an apology goes out
 * `daysBefore` days before the day of the appointment or earlier, which a command refuses but a history that holds it does
 * not undo. Zero lets it go out on the day itself.
 */
export function extensionFault(
  calendar: WorkingCalendar,
  history: ClockHistory,
  { at, to, cause }: Extension,
  daysBefore: number,
): ExtensionFault | 'tooLate' | undefined {
  let clock: RunningClock | undefined
  for (const event of history) clock = clockAfter(calendar, clock, event)
  const [now, promised] = [minuteAt(new Date(at)), minuteAt(new Date(to))]
  const fault = faultOf(calendar, clock, now, promised, cause)
  if (fault || !clock || cause === 'extension' || clock.pausedAt !== undefined) return fault
  return dayIndexAt(calendar, now) <= dayIndexAt(calendar, dueOf(clock)) - daysBefore ? undefined : 'tooLate'
}

/** The agency whose calendar a history is counted on: that of the limit which runs now. */
export function clockUnit(history: ClockHistory): string | undefined {
  const began = history.findLast(({ kind }) => kind === 'accepted' || kind === 'submitted')
  return began && 'unit' in began ? began.unit : undefined
}
