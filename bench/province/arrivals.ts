/**
 * Open load: when each request is to come is drawn before the first is sent, and its time counts from then. A server that is slow keeps
 * nobody from coming, so waiting in any queue, also in ours, is in the figures (no coordinated omission).
 */

import { setTimeout as sleep } from 'node:timers/promises'

/** A fixed sequence of chances from 0 up to 1, so that every run draws the same. */
export function chances(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Moments in milliseconds at which so many a second come, each for itself (Poisson). */
export function drawArrivals(perSecond: number, seconds: number, chance: () => number): readonly number[] {
  const moments: number[] = []
  for (let at = -Math.log(1 - chance()) / perSecond; at < seconds; at -= Math.log(1 - chance()) / perSecond)
    moments.push(at * 1000)
  return moments
}

export type Answered = {
  readonly name: string
  /** HTTP status; 0 without any answer. */
  readonly status: number
  /** Planned, in milliseconds from the beginning. */
  readonly at: number
  /** From the planned moment to the last byte of the answer. */
  readonly ms: number
}
export type Act = { readonly name: string; run(): Promise<number> }
export type Planned = { readonly at: number; readonly act: Act }

/** Sends what was planned, each at its moment; answers when all is answered. `told` hears of each as it ends. */
export async function play(
  planned: readonly Planned[],
  told: (answered: Answered) => void = () => undefined,
): Promise<readonly Answered[]> {
  const began = performance.now()
  const underWay: Promise<void>[] = []
  const all: Answered[] = []
  for (const { at, act } of planned.toSorted((a, b) => a.at - b.at)) {
    const wait = began + at - performance.now()
    if (wait > 0.5) await sleep(wait)
    underWay.push(
      act
        .run()
        .catch(() => 0)
        .then((status) => {
          const answered = { name: act.name, status, at, ms: performance.now() - began - at }
          all.push(answered)
          told(answered)
        }),
    )
  }
  await Promise.all(underWay)
  return all
}

export const isGood = ({ status }: Pick<Answered, 'status'>): boolean => status >= 200 && status < 400
export const isTurnedAway = ({ status }: Pick<Answered, 'status'>): boolean => status === 503

/** The milliseconds within which this share of them was answered. */
export const msOf = (list: readonly Pick<Answered, 'ms'>[], part: number): number =>
  share(
    list.map(({ ms }) => ms),
    part,
  )

/** The value below which this share lies. */
export function share(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
