/** Whether something grows: a straight line through what was measured, and how sure its slope is. Pure. */

export type Slope = {
  /** Per hour. */
  readonly perHour: number
  /** Half of the width of the interval that holds the slope 95 of 100 times, per hour. */
  readonly sure: number
}

export type Point = readonly [seconds: number, value: number]

/** Least squares. Neighbours that resemble each other count for fewer, by their first autocorrelation. */
export function slopeOf(points: readonly Point[]): Slope {
  const count = points.length
  if (count < 4) return { perHour: Number.NaN, sure: Number.POSITIVE_INFINITY }
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / count
  const [atMean, valueMean] = [mean(0), mean(1)]
  const spread = points.reduce((sum, [at]) => sum + (at - atMean) ** 2, 0)
  const slope = points.reduce((sum, [at, value]) => sum + (at - atMean) * (value - valueMean), 0) / spread
  const rests = points.map(([at, value]) => value - valueMean - slope * (at - atMean))
  const squares = rests.reduce((sum, rest) => sum + rest * rest, 0)
  const alike =
    squares === 0
      ? 0
      : rests.slice(1).reduce((sum, rest, index) => sum + rest * (rests[index] ?? 0), 0) / squares
  const worth = Math.max(4, (count * (1 - Math.max(0, alike))) / (1 + Math.max(0, alike)))
  const error = Math.sqrt(squares / count / (worth - 2) / (spread / count))
  return { perHour: slope * 3_600, sure: 1.96 * error * 3_600 }
}

/**
 * Whether it surely grows by more than so much an hour: over all that was seen, and in both halves of it too. What an hourly round took
 * once and keeps is a step and no slope.
 */
export function grows(points: readonly Point[], perHourMax: number): boolean {
  const { perHour, sure } = slopeOf(points)
  const middle = points.length >> 1
  const halves = [points.slice(0, middle), points.slice(middle)]
  return perHour - sure > perHourMax && halves.every((half) => slopeOf(half).perHour > perHourMax)
}
