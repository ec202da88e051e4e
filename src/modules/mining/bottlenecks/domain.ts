/**
 * Điểm nghẽn: which steps the late days are due to. The working minutes by which a case is late are shared out among its steps in
 * proportion to how far each went over its own limit; where none did, in proportion to the time each took. A late case costs
 * 20 points over the number of cases, as group 2 of Decision 766 counts them (docs/legal.md#timeliness), shared out alike. Pure.
 */

import type { LogCase, LogStep, Measure } from '../domain.ts'
import { type StepLimit, spansOf } from '../waiting/domain.ts'

export type Bottleneck = {
  /** What the rows are made for: a step or a unit. */
  readonly key: string
  /** Late cases in which it took part of the delay. */
  readonly cases: number
  readonly lateMinutes: number
  readonly points: number
}
export type Lateness = {
  /** Cases whose due date is known, and how many of them are late. */
  readonly cases: number
  readonly late: number
  readonly lateMinutes: number
  /** Of `pointsMax`. */
  readonly points: number
  readonly bySteps: readonly Bottleneck[]
  readonly byUnits: readonly Bottleneck[]
}

/** Nhóm 2, Tiến độ giải quyết (docs/legal.md#timeliness). */
export const pointsMax = 20

/** Trễ hạn: finished after the due date, or open when it is past. A paused clock has no date. */
export const isLate = ({ dueAt, finishedAt, course }: LogCase, now: number): boolean =>
  dueAt !== null && course !== 'broken' && (finishedAt ?? now) > dueAt

export function latenessOf(
  log: readonly LogCase[],
  measure: Measure,
  limit: StepLimit,
  now: number,
): Lateness {
  const counted = log.filter(
    ({ dueAt, course, steps }) => dueAt !== null && course !== 'broken' && steps.length > 0,
  )
  const late = counted.filter((one) => isLate(one, now))
  const [bySteps, byUnits] = [new Map<string, Share>(), new Map<string, Share>()]
  let lateMinutes = 0
  for (const one of late) {
    const minutes = lateMinutesOf(one, measure, now) ?? 0
    lateMinutes += minutes
    const parts = partsOf(one, measure, limit, now)
    for (const { step, part } of parts) {
      share(bySteps, step.activity, one, part, minutes)
      share(byUnits, step.unit, one, part, minutes)
    }
  }
  const ranked = (shares: ReadonlyMap<string, Share>): readonly Bottleneck[] =>
    [...shares]
      .map(([key, { cases, minutes, parts }]) => ({
        key,
        cases: cases.size,
        lateMinutes: minutes,
        points: (parts / counted.length) * pointsMax,
      }))
      .toSorted((a, b) => b.lateMinutes - a.lateMinutes || b.points - a.points || (a.key < b.key ? -1 : 1))
  return {
    cases: counted.length,
    late: late.length,
    lateMinutes,
    points: counted.length === 0 ? 0 : (late.length / counted.length) * pointsMax,
    bySteps: ranked(bySteps),
    byUnits: ranked(byUnits),
  }
}

type Share = { cases: Set<LogCase>; minutes: number; parts: number }

function share(shares: Map<string, Share>, key: string, one: LogCase, part: number, minutes: number): void {
  if (part === 0) return
  const sums = shares.get(key) ?? { cases: new Set(), minutes: 0, parts: 0 }
  shares.set(key, sums)
  sums.cases.add(one)
  sums.minutes += minutes * part
  sums.parts += part
}

function lateMinutesOf(
  { dueAt, finishedAt, steps }: LogCase,
  measure: Measure,
  now: number,
): number | undefined {
  return dueAt === null ? undefined : measure(steps.at(-1)?.unit ?? '', dueAt, finishedAt ?? now)
}

/** Parts of the delay by step; together one. Only steps before the end of the clock count: handing over comes after it. */
export function partsOf(
  one: LogCase,
  measure: Measure,
  limit: StepLimit,
  now: number,
): readonly { readonly step: LogStep; readonly part: number }[] {
  const until = one.finishedAt ?? now
  const timed = one.steps
    .filter(({ startedAt }) => startedAt < until)
    .map((step) => {
      const spans = spansOf(one, step, measure, Math.min(step.endedAt ?? now, until))
      const took = spans ? (spans.waiting ?? 0) + spans.working : 0
      return { step, took, over: Math.max(0, took - (limit(one.version, step.activity) ?? 0)) }
    })
  const hasLimits = timed.some(({ step }) => limit(one.version, step.activity) !== undefined)
  const over = hasLimits ? timed.reduce((sum, { over: own }) => sum + own, 0) : 0
  const weights = timed.map(({ step, took, over: own }) => ({ step, weight: over > 0 ? own : took }))
  const all = weights.reduce((sum, { weight }) => sum + weight, 0)
  if (all > 0) return weights.map(({ step, weight }) => ({ step, part: weight / all }))
  return weights.map(({ step }) => ({ step, part: 1 / weights.length }))
}
