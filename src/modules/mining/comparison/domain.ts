/**
 * Trước và sau: throughput before and after a definition changed, or before and after a chosen day. The difference of the two
 * medians is given with a 95 % interval by a bootstrap whose chance is seeded, so that the same log says the same. Pure.
 */

import { isLate } from '../bottlenecks/domain.ts'
import { type LogCase, type Measure, quantile } from '../domain.ts'
import { throughputOf } from '../variants/domain.ts'

export type Split = { readonly version: number } | { readonly at: number }
export type Side = {
  readonly cases: number
  /** Working minutes; `undefined` of nothing. */
  readonly median: number | undefined
  /** Of finished cases with a due date, from 0 to 1. */
  readonly lateShare: number | undefined
}
export type Comparison = {
  readonly before: Side
  readonly after: Side
  /** After less before, in working minutes; `undefined` when one side has fewer cases than asked for. */
  readonly difference: { readonly minutes: number; readonly low: number; readonly high: number } | undefined
}

/** Before: earlier versions than this, or received before this moment. Only finished cases have a throughput. */
export function compareSides(
  log: readonly LogCase[],
  measure: Measure,
  split: Split,
  fewest: number,
): Comparison {
  const isBefore = ({ version, startedAt }: LogCase) =>
    'version' in split ? version < split.version : startedAt < split.at
  const finished = log.filter(({ course, finishedAt }) => course !== 'broken' && finishedAt !== null)
  const [before, after] = [
    sideOf(finished.filter(isBefore), measure),
    sideOf(
      finished.filter((one) => !isBefore(one)),
      measure,
    ),
  ]
  const isEnough = Math.min(before.times.length, after.times.length) >= fewest
  return {
    before: before.side,
    after: after.side,
    difference: isEnough ? differenceOf(before.times, after.times) : undefined,
  }
}

function sideOf(cases: readonly LogCase[], measure: Measure) {
  const times = Float64Array.from(cases.flatMap((one) => throughputOf(one, measure) ?? [])).sort()
  const due = cases.filter(({ dueAt }) => dueAt !== null)
  const late = due.filter((one) => isLate(one, 0)).length
  const side: Side = {
    cases: cases.length,
    median: times.length > 0 ? quantile(times, 0.5) : undefined,
    lateShare: due.length > 0 ? late / due.length : undefined,
  }
  return { times, side }
}

const seed = 766
/** Draws in all: few cases are drawn often, many cases vary little and are drawn less. */
const drawsMax = 4_000_000
const roundsMax = 2_000

/** Difference of the medians of two sorted lists, and between which values 95 of 100 such draws have it. */
export function differenceOf(before: Float64Array, after: Float64Array) {
  const rounds = Math.max(200, Math.min(roundsMax, Math.floor(drawsMax / (before.length + after.length))))
  const chance = mulberry(seed)
  const drawn = Float64Array.from(
    { length: rounds },
    () => drawnMedian(after, chance) - drawnMedian(before, chance),
  ).sort()
  return {
    minutes: quantile(after, 0.5) - quantile(before, 0.5),
    low: quantile(drawn, 0.025),
    high: quantile(drawn, 0.975),
  }
}

/** The median of as many values as the list has, drawn from it with repetition. */
function drawnMedian(sorted: Float64Array, chance: () => number): number {
  const times = new Uint32Array(sorted.length)
  for (let left = sorted.length; left > 0; left -= 1) {
    const at = Math.floor(chance() * sorted.length)
    times[at] = (times[at] ?? 0) + 1
  }
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)]
  const valueAt = (place: number) => {
    let passed = 0
    for (let at = 0; at < times.length; at += 1) {
      passed += times[at] ?? 0
      if (passed > place) return sorted[at] ?? 0
    }
    return sorted.at(-1) ?? 0
  }
  return (valueAt(low) + valueAt(high)) / 2
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function mulberry(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
