/** Tính lại hạn khi lịch đổi: what a changed calendar does to one open dossier. Pure. */

import {
  addWorkingMinutes,
  type ClockHistory,
  clockUnit,
  foldClock,
  type UnitCalendars,
  type WorkingCalendar,
  workingMinutesBetween,
} from '#kernel/calendar.ts'
import type { StepType } from '#kernel/packs.ts'

/** An open case as the recount sees it; instants as the database keeps them. */
export type OpenCase = {
  readonly id: string
  readonly code: string
  readonly clock: ClockHistory
  readonly dueAt: Date | null
  readonly pausedAt: Date | null
  readonly dueBeforePause: Date | null
  readonly holderUnitId: string
  /** Its open steps, side by side. */
  readonly steps: readonly OpenStep[]
}

type OpenStep = {
  readonly number: number
  readonly type: StepType
  readonly startedAt: Date
  readonly dueAt: Date | null
}
type MovedStep = Pick<OpenStep, 'number' | 'type'> & { readonly dueAt: Date }

export type Moved = {
  readonly id: string
  readonly code: string
  readonly holderUnitId: string
  /** Where the date stood, paused or not, and where it stands. */
  readonly before: Date
  readonly after: Date
  readonly dueAt: Date | null
  readonly dueBeforePause: Date | null
  readonly steps: readonly MovedStep[]
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
  const steps = one.steps.flatMap((step) => {
    const moved = stepMoved(step, { old, after }, now.of(unit), before.of(unit))
    return moved ? [{ number: step.number, type: step.type, dueAt: moved }] : []
  })
  return { id, code, holderUnitId, before: old, after, dueAt, dueBeforePause, steps }
}

/** A step keeps its office hours: counted again from its beginning; one that ended with the whole still does. */
function stepMoved(
  { startedAt, dueAt }: OpenStep,
  { old, after }: { readonly old: Date; readonly after: Date },
  now: WorkingCalendar,
  before: WorkingCalendar,
): Date | null {
  if (!dueAt) return null
  if (dueAt.getTime() === old.getTime()) return after
  if (dueAt < startedAt) return dueAt
  const minutes = workingMinutesBetween(before, startedAt, dueAt)
  const own = minutes === 0 ? dueAt : addWorkingMinutes(now, startedAt, minutes)
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
