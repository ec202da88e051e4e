/**
 * Chờ và làm: how long work lay before somebody took it, how long it was worked on, and how long the clock stood because the
 * applicant or a payment was waited for. Work given to a named person at once has no moment of taking: then all of it counts as
 * work, and `known` says of how much of the log waiting is known. Pure.
 */

import { type LogCase, type LogStep, type Measure, minutesWithoutPauses, pausedMinutes } from '../domain.ts'

export type Wait = {
  readonly activity: string
  readonly events: number
  readonly cases: number
  /** Sums of working minutes on the calendar of the unit that did it. */
  readonly waiting: number
  readonly working: number
  readonly stopped: number
  /** Of how many of the events it is written down when they were taken. */
  readonly known: number
  /** Ended after its own limit. */
  readonly late: number
}

/** Minutes that a completed step allows, by the version of its case; `undefined` where the definition does not say. */
export type StepLimit = (version: number, activity: string) => number | undefined

/** Waiting is `undefined` where nobody wrote down when the step was taken. */
export function spansOf({ pauses }: LogCase, step: LogStep, measure: Measure, until = step.endedAt) {
  const { unit, startedAt, takenAt } = step
  if (until === null) return undefined
  const inAll = minutesWithoutPauses(measure, unit, [startedAt, until], pauses)
  if (inAll === undefined) return undefined
  const waiting =
    takenAt === null
      ? undefined
      : minutesWithoutPauses(measure, unit, [startedAt, Math.min(takenAt, until)], pauses)
  return {
    waiting,
    working: inAll - (waiting ?? 0),
    stopped: pausedMinutes(measure, unit, [startedAt, until], pauses) ?? 0,
  }
}

/** Chờ và làm of each step that was completed, where most time went first. */
export function waitsOf(log: readonly LogCase[], measure: Measure, limit: StepLimit): readonly Wait[] {
  const found = new Map<
    string,
    { -readonly [K in keyof Omit<Wait, 'cases'>]: Wait[K] } & { in: Set<LogCase> }
  >()
  for (const one of log)
    for (const step of one.steps) {
      const spans = spansOf(one, step, measure)
      if (!spans) continue
      const { activity } = step
      const sums = found.get(activity) ?? {
        activity,
        events: 0,
        in: new Set<LogCase>(),
        waiting: 0,
        working: 0,
        stopped: 0,
        known: 0,
        late: 0,
      }
      found.set(activity, sums)
      sums.events += 1
      sums.in.add(one)
      sums.waiting += spans.waiting ?? 0
      sums.working += spans.working
      sums.stopped += spans.stopped
      if (spans.waiting !== undefined) sums.known += 1
      const allowed = limit(one.version, activity)
      if (allowed !== undefined && (spans.waiting ?? 0) + spans.working > allowed) sums.late += 1
    }
  return [...found.values()]
    .map(({ in: cases, ...sums }) => ({ ...sums, cases: cases.size }))
    .toSorted((a, b) => b.waiting + b.working - a.waiting - a.working || (a.activity < b.activity ? -1 : 1))
}
