/** Bàn giao: between which units, and between which roles, work goes; how often, and how long it lies there. Pure. */

import { type LogCase, type Measure, minutesWithoutPauses, type Timing, timingOf } from '../domain.ts'

export type Between = 'unit' | 'role'
export type HandOver = {
  readonly from: string
  readonly to: string
  readonly count: number
  readonly cases: number
  /** From the end of the one's step to the end of the other's, in working minutes of the latter. */
  readonly timing: Timing | undefined
  /** Until it was taken, where that is known. */
  readonly waiting: Timing | undefined
}

/** Mạng bàn giao: every time the next step lies with another unit (or role), the commonest first. */
export function handOversOf(
  log: readonly LogCase[],
  measure: Measure,
  between: Between,
): readonly HandOver[] {
  type Sums = {
    from: string
    to: string
    count: number
    cases: Set<LogCase>
    times: number[]
    waits: number[]
  }
  const found = new Map<string, Sums>()
  for (const one of log)
    one.steps.forEach((step, index) => {
      const before = one.steps[index - 1]
      if (!before || before[between] === step[between]) return
      const [from, to] = [before[between], step[between]]
      const key = `${from}\0${to}`
      const sums = found.get(key) ?? { from, to, count: 0, cases: new Set(), times: [], waits: [] }
      found.set(key, sums)
      sums.count += 1
      sums.cases.add(one)
      const { unit, startedAt, takenAt, endedAt } = step
      const push = (list: number[], from: number | null, to: number | null) => {
        const minutes =
          from === null || to === null
            ? undefined
            : minutesWithoutPauses(measure, unit, [from, to], one.pauses)
        if (minutes !== undefined) list.push(minutes)
      }
      push(sums.times, before.endedAt, endedAt)
      push(sums.waits, startedAt, takenAt)
    })
  return [...found.values()]
    .map(({ times, waits, cases, ...sums }) => ({
      ...sums,
      cases: cases.size,
      timing: timingOf(times),
      waiting: timingOf(waits),
    }))
    .toSorted((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1))
}
