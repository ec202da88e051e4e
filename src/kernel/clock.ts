/** Giờ của tỉnh: every process counts by the clock of the database, so that none can live in an hour of its own. */

export type Clock = {
  now(): Date
  /** Asks what time it is and counts on from there. Does nothing when the answer took too long to be trusted. */
  set(ask: () => Promise<Date>): Promise<void>
}

/** Half of what an answer takes is how wrong it may be. */
const askedMsMax = 1_000
/** Less than this, beyond what the way of the answer explains, is no reason for time to jump. */
const toleratedMs = 50

/**
 * Begins with the clock of this machine and, once it was set, only counts how long it is since then: who moves the machine's clock
 * meanwhile moves nobody's dates.
 */
export function openClock(): Clock {
  let [then, countedAt] = [Date.now(), performance.now()]
  const at = (counted: number) => then + counted - countedAt
  return {
    now: () => new Date(at(performance.now())),
    async set(ask) {
      const asked = performance.now()
      const told = (await ask()).getTime()
      const tookMs = performance.now() - asked
      if (tookMs > askedMsMax) return
      const middle = asked + tookMs / 2
      if (Math.abs(told - at(middle)) <= tookMs / 2 + toleratedMs) return
      then = told
      countedAt = middle
    },
  }
}
