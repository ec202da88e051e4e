/** Đường đi và làm lại: cases that did the same steps in the same order, and steps that were done again. Pure. */

import { type LogCase, type Measure, minutesWithoutPauses, type Timing, timingOf } from '../domain.ts'

/** Từ lúc nhận đến lúc xong, in working minutes of the unit that ended it, without the time in which the clock stood. */
export function throughputOf(
  { startedAt, finishedAt, pauses, steps }: LogCase,
  measure: Measure,
): number | undefined {
  const unit = steps.at(-1)?.unit ?? ''
  return finishedAt === null
    ? undefined
    : minutesWithoutPauses(measure, unit, [startedAt, finishedAt], pauses)
}

export type Variant = {
  readonly activities: readonly string[]
  readonly cases: number
  /** Of all cases, from 0 to 1. */
  readonly share: number
  readonly throughput: Timing | undefined
}

/** Đường đi, the commonest first. Open cases are on their way still and belong to none. */
export function variantsOf(log: readonly LogCase[], measure: Measure): readonly Variant[] {
  const ended = log.filter(({ course, steps }) => course !== 'open' && steps.length > 0)
  const found = new Map<string, { activities: readonly string[]; cases: number; times: number[] }>()
  for (const one of ended) {
    const activities = one.steps.map(({ activity }) => activity)
    const key = activities.join('\0')
    const sums = found.get(key) ?? { activities, cases: 0, times: [] }
    found.set(key, sums)
    sums.cases += 1
    const minutes = throughputOf(one, measure)
    if (minutes !== undefined) sums.times.push(minutes)
  }
  return [...found]
    .toSorted(([one, a], [other, b]) => b.cases - a.cases || (one < other ? -1 : 1))
    .map(([, { activities, cases, times }]) => ({
      activities,
      cases,
      share: cases / ended.length,
      throughput: timingOf(times),
    }))
}

export type Rework = {
  readonly activity: string
  /** Done again at once, and done again after something else. */
  readonly selfLoops: number
  readonly returns: number
  readonly cases: number
  /** Working minutes that the second and later times took. */
  readonly minutes: number
}

/** Làm lại: what was done more than once in a case; the most cases first. */
export function reworkOf(log: readonly LogCase[], measure: Measure): readonly Rework[] {
  const found = new Map<
    string,
    { selfLoops: number; returns: number; cases: Set<LogCase>; minutes: number }
  >()
  for (const one of log) {
    const seen = new Set<string>()
    one.steps.forEach(({ activity, unit, startedAt, endedAt }, index) => {
      if (seen.has(activity)) {
        const sums = found.get(activity) ?? { selfLoops: 0, returns: 0, cases: new Set(), minutes: 0 }
        found.set(activity, sums)
        if (one.steps[index - 1]?.activity === activity) sums.selfLoops += 1
        else sums.returns += 1
        sums.cases.add(one)
        if (endedAt !== null)
          sums.minutes += minutesWithoutPauses(measure, unit, [startedAt, endedAt], one.pauses) ?? 0
      }
      seen.add(activity)
    })
  }
  return [...found]
    .map(([activity, { cases, ...sums }]) => ({ activity, ...sums, cases: cases.size }))
    .toSorted((a, b) => b.cases - a.cases || (a.activity < b.activity ? -1 : 1))
}
