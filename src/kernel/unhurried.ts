/**
 * Thong thả: rounds of the background are done piece by piece, with a rest after each, so that a round of some seconds leaves the
 * machine to people instead of standing in their way.
 */

import { setTimeout as sleep } from 'node:timers/promises'

/** A rest is so many times as long as the piece before; what is quicker than this holds up nobody. */
const [restTimes, heldUpMs] = [3, 20]
/** So long one round rests at most: it must be done before the next. */
const restMsMax = 25_000

export type Piece = <T>(work: () => Promise<T>) => Promise<T>

/** For one round. Each piece rests after it is done, however it ended; `now` and `rest` are in milliseconds. */
export function unhurried(
  now: () => number = () => performance.now(),
  rest: (ms: number) => Promise<unknown> = sleep,
): Piece {
  let left = restMsMax
  return async (work) => {
    const began = now()
    try {
      return await work()
    } finally {
      const took = now() - began
      const ms = took < heldUpMs ? 0 : Math.min(left, took * restTimes)
      left -= ms
      if (ms > 0) await rest(ms)
    }
  }
}
