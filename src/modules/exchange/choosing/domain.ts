/** Chọn nhà cung cấp: of several systems that do the same, which one is called. Pure. */

import { type Breaker, mayCall } from '../domain.ts'

export type Candidate = {
  readonly key: string
  readonly breaker: Breaker
  /** How long it took to answer lately, on average; `undefined` when it was not called. */
  readonly seconds: number | undefined
}

/** The least part of the calls, so that a slow system is still measured and known when it is quick again. */
const leastShare = 0.05
/** Below this nobody waits for the difference. */
const secondsMin = 0.02

/** The part of the calls that each gets: the slower the fewer, by the square. A system that was never called counts as the quickest. */
export function sharesOf(candidates: readonly Pick<Candidate, 'seconds'>[]): readonly number[] {
  const known = candidates.flatMap(({ seconds }) => seconds ?? [])
  const quickest = Math.max(secondsMin, Math.min(...known, 60))
  const weights = candidates.map(({ seconds }) => 1 / Math.max(secondsMin, seconds ?? quickest) ** 2)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const free = 1 - leastShare * candidates.length
  return weights.map((weight) => leastShare + (free * weight) / sum)
}

/**
 * The system to call now, by its share; one whose circuit is open only when it is its turn to be tried. Of none that may be
 * called, the one that is tried next. `chance` lies in [0, 1).
 */
export function choose(candidates: readonly Candidate[], now: Date, chance: number): Candidate | undefined {
  const open = candidates.filter(({ breaker }) => mayCall(breaker, now))
  if (open.length === 0)
    return candidates.toSorted((a, b) => Number(a.breaker.probeAt ?? 0) - Number(b.breaker.probeAt ?? 0))[0]
  let left = chance
  const shares = sharesOf(open)
  return open.find((_one, index) => (left -= shares[index] ?? 0) < 0) ?? open.at(-1)
}
