/** Tính lại hạn khi lịch đổi: what a changed calendar does to one open dossier. Pure. */

import {
  addWorkingMinutes,
  type ClockHistory,
  clockUnit,
  foldClock,
  type UnitCalendars,
  workingMinutesBetween,
} from '#kernel/calendar.ts'

/** An open case as the recount sees it; instants as the database keeps them. */
export type OpenCase = {
  readonly id: string
  readonly code: string
  readonly clock: ClockHistory
  readonly dueAt: Date | null
  readonly pausedAt: Date | null
  readonly dueBeforePause: Date | null
  readonly stepDueAt: Date | null
  readonly stepStartedAt: Date | null
  readonly holderUnitId: string
}

export type Moved = {
  readonly id: string
  readonly code: string
  readonly holderUnitId: string
  /** Where the date stood, paused or not, and where it stands. */
  readonly before: Date
  readonly after: Date
  readonly dueAt: Date | null
  readonly dueBeforePause: Date | null
  readonly stepDueAt: Date | null
}

export type Outcome = { readonly moved: readonly Moved[]; readonly uncounted: number }

/**
 * Folds each clock on the calendar in force. What was promised by extension and what ran out before the changed day stays
 * by the fold's own rules (docs/legal.md#announced-days). A date that a later calendar cannot reach stays as it was.
 */
export function recounted(cases: readonly OpenCase[], now: UnitCalendars, before: UnitCalendars): Outcome {
  const moved: Moved[] = []
  let uncounted = 0
  for (const one of cases) {
    try {
      const change = movedCase(one, now, before)
      if (change) moved.push(change)
    } catch {
      uncounted += 1
    }
  }
  return { moved, uncounted }
}

function movedCase(one: OpenCase, now: UnitCalendars, before: UnitCalendars): Moved | undefined {
  const unit = clockUnit(one.clock)
  const { dueAt, pausedAt, dueBeforePause } = foldClock(now.of(unit), one.clock)
  const [old, after] = [one.dueAt ?? one.dueBeforePause, dueAt ?? dueBeforePause]
  // A row that stands otherwise than its history is the monitor's business, not a change of the calendar.
  if (!old || !after || (pausedAt === null) !== (one.pausedAt === null)) return undefined
  if (old.getTime() === after.getTime()) return undefined
  const { id, code, holderUnitId } = one
  const stepDueAt = stepMoved(one, old, after, now, before)
  return { id, code, holderUnitId, before: old, after, dueAt, dueBeforePause, stepDueAt }
}

/** A step keeps its office hours: counted again from its beginning; one that ended with the whole still does. */
function stepMoved(
  { stepDueAt, stepStartedAt, clock }: OpenCase,
  old: Date,
  after: Date,
  now: UnitCalendars,
  before: UnitCalendars,
): Date | null {
  if (!stepDueAt) return null
  if (stepDueAt.getTime() === old.getTime()) return after
  if (!stepStartedAt || stepDueAt < stepStartedAt) return stepDueAt
  const unit = clockUnit(clock)
  const minutes = workingMinutesBetween(before.of(unit), stepStartedAt, stepDueAt)
  const own = minutes === 0 ? stepDueAt : addWorkingMinutes(now.of(unit), stepStartedAt, minutes)
  return own > after ? after : own
}

/** `dossier.dueMoved` as it is kept: when from, when to, and why. */
export type DueMoved = {
  readonly at: Date
  readonly before: Date
  readonly after: Date
  readonly change: 'announced' | 'withdrawn'
  readonly name: string
  readonly legalBasis: string
}
