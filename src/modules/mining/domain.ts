/**
 * Nguyên nhân: what is mined. A log is cases of steps, wherever they come from; no person is in it. Pure. Each analysis has a
 * folder of its own and gives numbers; `figures` turns them into tables that hold nothing about fewer than a few cases.
 */

import { defineRefusals } from '#kernel/errors.ts'

/** Milliseconds since 1970. */
export type Moment = number
/** From and until. */
export type Stretch = readonly [Moment, Moment]

/** One step as one case went through it. */
export type LogStep = {
  readonly activity: string
  /** Code of the unit that did it, and the role there. */
  readonly unit: string
  readonly role: string
  /** Handed over. */
  readonly startedAt: Moment
  /** Taken in hand, where that was written down. */
  readonly takenAt: Moment | null
  /** `null` while it is open. */
  readonly endedAt: Moment | null
  readonly outcome: string | null
}

/** `broken`: withdrawn, stopped or not accepted, so that what is missing was not to be done. */
export type Course = 'open' | 'finished' | 'broken'

/** Một hồ sơ trong nhật ký: its steps in the order in which they were completed, those still open last. */
export type LogCase = {
  readonly id: string
  readonly version: number
  readonly startedAt: Moment
  readonly finishedAt: Moment | null
  readonly dueAt: Moment | null
  readonly course: Course
  /** When the legal clock stood (docs/legal.md#pause): nobody's delay. */
  readonly pauses: readonly Stretch[]
  readonly steps: readonly LogStep[]
}

/** Working minutes of a unit from one moment to the other; `undefined` where its calendar does not reach. */
export type Measure = (unit: string, from: Moment, to: Moment) => number | undefined

/** Time that passed, in minutes: for logs of places whose office hours nobody knows. */
export const elapsed: Measure = (_unit, from, to) => (to - from) / 60_000

/** Puts steps in the order of completion; of two at the same moment the one that began first, then the one written first. */
export const inOrder = (steps: readonly LogStep[]): readonly LogStep[] =>
  steps.toSorted(
    (a, b) =>
      (a.endedAt ?? Number.POSITIVE_INFINITY) - (b.endedAt ?? Number.POSITIVE_INFINITY) ||
      a.startedAt - b.startedAt ||
      0,
  )

/** Working minutes of a stretch without those in which the clock of the case stood. */
export function minutesWithoutPauses(
  measure: Measure,
  unit: string,
  [from, to]: Stretch,
  pauses: readonly Stretch[],
): number | undefined {
  const whole = measure(unit, from, to)
  if (whole === undefined) return undefined
  return Math.max(0, whole - (pausedMinutes(measure, unit, [from, to], pauses) ?? 0))
}

/** Working minutes of a stretch in which the clock of the case stood. */
export function pausedMinutes(
  measure: Measure,
  unit: string,
  [from, to]: Stretch,
  pauses: readonly Stretch[],
): number | undefined {
  let sum = 0
  for (const [begin, end] of pauses) {
    const [start, stop] = [Math.max(from, begin), Math.min(to, end)]
    if (start < stop) sum += measure(unit, start, stop) ?? 0
  }
  return sum
}

/** Median, mean and the ninth tenth of some values. */
export type Timing = {
  readonly count: number
  readonly median: number
  readonly mean: number
  readonly p90: number
}

/** `undefined` of nothing. */
export function timingOf(values: readonly number[]): Timing | undefined {
  if (values.length === 0) return undefined
  const sorted = Float64Array.from(values).sort()
  return {
    count: sorted.length,
    median: quantile(sorted, 0.5),
    mean: sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    p90: quantile(sorted, 0.9),
  }
}

/** Between the two nearest values, as PostgreSQL's `percentile_cont`. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return low + (high - low) * (place - Math.floor(place))
}

export const refusal = defineRefusals('mining', {
  noCases: [
    'notFound',
    'Chưa có hồ sơ nào của thủ tục này trong phạm vi được xem.',
    'There is no dossier of this procedure within reach.',
  ],
  unknownSource: [
    'notFound',
    'Không có nhật ký này, hoặc nhật ký đã được rút lại. Chọn nguồn khác trong danh sách.',
    'There is no such log, or it was taken back. Choose another source from the list.',
  ],
  notADay: [
    'invalid',
    '“{day}” không phải một ngày. Ghi ngày như 01/03/2026.',
    '“{day}” is no day. Write days like 01/03/2026.',
  ],
  periodBackwards: [
    'invalid',
    'Ngày bắt đầu phải trước ngày kết thúc. Sửa lại hai ngày rồi bấm Xem.',
    'The first day must come before the last. Mend the two days.',
  ],
  tooManyCases: [
    'tooLarge',
    'Có hơn {max} hồ sơ trong khoảng này. Chọn khoảng thời gian ngắn hơn hoặc một cơ quan.',
    'There are more than {max} dossiers in this period. Choose a shorter one, or one agency.',
  ],
})
