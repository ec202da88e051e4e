/** Đồng hồ thời hạn của một hồ sơ: a deadline as a fold over what happened, told span by span. Pure. */

import { assertNever } from '#kernel/types.ts'
import { dueAt } from './due.ts'
import { explainInVietnamese } from './explain.ts'
import type { ClockPolicy, TimeLimit } from './schemas.ts'
import { addWorkingMinutes, type WorkingCalendar, workingMinutesBetween } from './working-time.ts'

/** Why the clock stands: only what the law names (docs/legal.md#pause). */
export type PauseCause = 'supplement' | 'financialDuty' | 'step'

/**
 * What moves the clock of a case. The whole list is kept with the case (`cases.clock`), so that a date can be counted
 * again when a day off is announced later, and told in either language. Instants are ISO text, as JSON keeps them.
 */
export type ClockEvent =
  /** Handed in online: an answer is due within `limit` (docs/legal.md#reply-to-online). */
  | { readonly kind: 'submitted'; readonly at: string; readonly limit: TimeLimit }
  | {
      readonly kind: 'accepted'
      readonly at: string
      readonly policy: ClockPolicy
      readonly limit: TimeLimit
    }
  | { readonly kind: 'paused'; readonly at: string; readonly cause: PauseCause }
  | { readonly kind: 'resumed'; readonly at: string }
  /** A later appointment, promised before the old one ran out: an apology (Mẫu 04) or an extension that a law allows. */
  | {
      readonly kind: 'extended'
      readonly at: string
      readonly to: string
      readonly cause: 'apology' | 'extension'
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

const replyPolicy: ClockPolicy = { countFrom: 'hourExact', cutOffMinutes: null }

/** Hạn, from the history alone. */
export function foldClock(calendar: WorkingCalendar, history: ClockHistory): ClockState {
  let reply: TimeLimit | undefined
  return history.reduce<ClockState>((clock, event) => {
    if (event.kind === 'submitted') reply = event.limit
    return after(calendar, clock, event, reply)
  }, stillClock)
}

function after(
  calendar: WorkingCalendar,
  clock: ClockState,
  event: ClockEvent,
  reply: TimeLimit | undefined,
): ClockState {
  const at = new Date(event.at)
  switch (event.kind) {
    case 'submitted':
      return { ...stillClock, dueAt: dueAt(calendar, replyPolicy, event.limit, at).dueAt }
    case 'accepted':
      return { ...stillClock, receivedAt: at, dueAt: dueAt(calendar, event.policy, event.limit, at).dueAt }
    case 'paused':
      return { receivedAt: clock.receivedAt, dueAt: null, pausedAt: at, dueBeforePause: clock.dueAt }
    case 'resumed':
      return resumed(calendar, clock, at, reply)
    case 'extended':
      return { ...clock, dueAt: new Date(event.to) }
    case 'ended':
      return clock
    default:
      return assertNever(event)
  }
}

/** The appointment moves on by the working time waited; what was never accepted is answered afresh (docs/legal.md#pause). */
function resumed(
  calendar: WorkingCalendar,
  { receivedAt, pausedAt, dueBeforePause }: ClockState,
  at: Date,
  reply: TimeLimit | undefined,
): ClockState {
  if (receivedAt && pausedAt && dueBeforePause) {
    const waited = workingMinutesBetween(calendar, pausedAt, at)
    const due = waited === 0 ? dueBeforePause : addWorkingMinutes(calendar, dueBeforePause, waited)
    return { ...stillClock, receivedAt, dueAt: due }
  }
  return { ...stillClock, receivedAt, dueAt: reply ? dueAt(calendar, replyPolicy, reply, at).dueAt : null }
}

export type ToldClock = {
  readonly lines: readonly string[]
}

/** Diễn giải: how the present date came about, one line for each stretch, counted or not. */
export function explainClock(
  calendar: WorkingCalendar,
  history: ClockHistory,
  _language: 'vi' | 'en',
): ToldClock {
  const began = history.findLast(({ kind }) => kind === 'accepted' || kind === 'submitted')
  if (!began || (began.kind !== 'accepted' && began.kind !== 'submitted')) return { lines: [] }
  const policy = began.kind === 'accepted' ? began.policy : replyPolicy
  const { spans } = dueAt(calendar, policy, began.limit, new Date(began.at))
  return { lines: explainInVietnamese(spans, calendar.minutesPerWorkingDay) }
}
