/**
 * Cách dự kiến: how long dossiers take just now, as a table of survival over the latest that finished and all that still
 * wait; stretched by how much work lies in the queue, and corrected by how former forecasts came out. Pure.
 */

import { type Counted, promisedShare, type Range, tail } from '../domain.ts'

/** One dossier as far as the window saw it; times are working minutes since its reception. */
export type Life = {
  /** How old it was when the window began: nought if it was received inside. */
  readonly entered: number
  /** How old it was when it left, or is now. */
  readonly left: number
  /** It has its outcome. Otherwise it still waits, or ended without one: it took at least so long. */
  readonly isDone: boolean
  /** Working days of work that lay in its unit's queue when it was received; `null` where nobody counted. */
  readonly load: number | null
  readonly channel: string
}

/** What a forecast is asked for. */
export type Asked = {
  /** Working minutes that have passed already. */
  readonly elapsed: number
  readonly load: number | null
  /** Without it dossiers of all channels count. */
  readonly channel?: string | undefined
  readonly correction: Correction
  /** Of a working day. */
  readonly minutesPerDay: number
}

/** The latest that finished, so many of a group, at most a year back. */
export const windowCases = 150
export const windowDays = 365
/** With fewer finished dossiers nothing is promised. */
export const casesMin = 20
/** As many must have taken longer than what has passed already. */
export const beyondMin = 10
/** Dossiers of the same channel are taken alone when there are so many of them. */
const channelMin = 60

/** Khoảng dự kiến; `undefined` where the history does not carry one. */
export function rangeOf(lives: readonly Life[], asked: Asked): Range | undefined {
  const chosen = ofChannel(lives, asked.channel)
  if (doneIn(chosen) < casesMin) return undefined
  const scaled = underLoad(chosen, asked.load, asked.minutesPerDay)
  const beyond = doneIn(scaled.filter(({ left }) => left > asked.elapsed))
  if (beyond < beyondMin) return undefined
  // One more than there are stands for the dossier that is asked about (conformal prediction).
  const first = Math.floor(tail * (beyond + 1) + tiny) / beyond
  const last = Math.ceil((1 - tail) * (beyond + 1) - tiny) / beyond
  const [low, middle, high] = timesReached(scaled, asked.elapsed, [first, 0.5, last])
  if (low === undefined || middle === undefined || high === undefined) return undefined
  const { correction } = asked
  return {
    low: Math.round(Math.max(asked.elapsed, 1, middle - (middle - low) * Math.exp(correction.low))),
    high: Math.round(middle + (high - middle) * Math.exp(correction.high)),
    cases: doneIn(chosen),
  }
}

const tiny = 1e-9
const doneIn = (lives: readonly Life[]): number =>
  lives.reduce((sum, { isDone }) => sum + (isDone ? 1 : 0), 0)

function ofChannel(lives: readonly Life[], channel: string | undefined): readonly Life[] {
  if (channel === undefined) return lives
  const same = lives.filter((life) => life.channel === channel)
  return doneIn(same) >= channelMin ? same : lives
}

/**
 * Bảng sống (Kaplan and Meier, entering late): at each age at which one finished, the share of those then seen that did.
 * What still waits counts among the seen as long as it has waited, so that the fast ones alone do not make the history.
 * Answers the ages, beyond `elapsed`, by which these shares have finished; `undefined` for one that is never reached.
 */
export function timesReached(
  lives: readonly Life[],
  elapsed: number,
  shares: readonly number[],
): readonly (number | undefined)[] {
  const entries = lives.map(({ entered }) => entered).sort(ascending)
  const exits = lives.map(({ left }) => left).sort(ascending)
  const ends = lives.flatMap(({ isDone, left }) => (isDone && left > elapsed ? [left] : [])).sort(ascending)
  const found: (number | undefined)[] = shares.map(() => undefined)
  let [waiting, entered, gone] = [1, 0, 0]
  for (let at = 0; at < ends.length; ) {
    const age = ends[at] ?? 0
    let finished = 0
    for (; at < ends.length && ends[at] === age; at += 1) finished += 1
    while (entered < entries.length && (entries[entered] ?? 0) < age) entered += 1
    while (gone < exits.length && (exits[gone] ?? 0) < age) gone += 1
    waiting *= 1 - finished / Math.max(finished, entered - gone)
    shares.forEach((share, index) => {
      if (found[index] === undefined && 1 - waiting >= share - tiny) found[index] = age
    })
  }
  return found
}

const ascending = (a: number, b: number) => a - b

/** A shorter queue makes nobody faster than this share of what their dossier took. */
const shortestShare = 0.25

/** The same lives as they would go under the load of now: a day more in the queue is `slope` days more until the result. */
function underLoad(lives: readonly Life[], load: number | null, minutesPerDay: number): readonly Life[] {
  if (load === null) return lives
  const slope = queueSlope(lives, minutesPerDay)
  const moved = (age: number, then: number) =>
    Math.max(age * shortestShare, age + slope * (load - then) * minutesPerDay)
  return lives.map((life) => {
    if (life.load === null) return life
    const entered = life.entered === 0 ? 0 : moved(life.entered, life.load)
    return { ...life, entered, left: moved(life.left, life.load) }
  })
}

/**
 * What is believed before loads have differed, and how many squared days of difference outweigh it. On the whole whoever comes
 * later waits as much longer as the queue is longer (Little's law); quiet times measure loads too badly to show it.
 */
const slopeGuess = 1
const slopeDoubt = 100

/**
 * Độ dốc theo hàng chờ, from 0 (the queue does not matter) to 1 (who comes later waits for all before): the line of least
 * squares through loads and times, drawn to the guess while loads hardly differed.
 */
export function queueSlope(lives: readonly Life[], minutesPerDay: number): number {
  const known = lives.flatMap(({ isDone, load, left }) =>
    isDone && load !== null ? [[load, left / minutesPerDay] as const] : [],
  )
  const meanOf = (side: 0 | 1) => known.reduce((sum, point) => sum + point[side], 0) / known.length
  const [meanLoad, meanTime] = [meanOf(0), meanOf(1)]
  let [together, alone] = [slopeGuess * slopeDoubt, slopeDoubt]
  for (const [load, time] of known) {
    together += (load - meanLoad) * (time - meanTime)
    alone += (load - meanLoad) ** 2
  }
  return Math.min(1, Math.max(0, together / alone))
}

/** Working days over which the pace of a unit is looked at, in days of the calendar. */
export const paceDays = 28
const paceCasesMin = 10

type Queue = {
  readonly open: number
  /** Left within `paceDays`. */
  readonly left: number
  /** Working days within them. */
  readonly days: number
}

/** Lượng việc đang chờ: how many working days the queue would take at the pace of the last weeks. */
export function loadOf({ open, left, days }: Queue): number | null {
  return left < paceCasesMin || days <= 0 ? null : ((open + 1) * days) / (left + 1)
}

/** Hệ số sửa of both ends, as logarithms: nought leaves the table as it is. */
export type Correction = { readonly low: number; readonly high: number }
export const noCorrection: Correction = { low: 0, high: 0 }

/** How far one result moves an end, and how far all of them together may: to half or to twice. */
export const correctionRate = 0.08
export const correctionMost = Math.log(3)

/**
 * Sửa theo kết quả: an end that was passed moves out by a big step, one that was not comes in by a small one, so that in the
 * long run each is passed as often as promised, whatever the histories do (quantile tracking of conformal control).
 */
export function corrected({ low, high }: Correction, verdict: Counted): Correction {
  const step = (isPassed: boolean) => correctionRate * ((isPassed ? 1 : 0) - tail)
  return { low: bounded(low + step(verdict === 'earlier')), high: bounded(high + step(verdict === 'later')) }
}

const bounded = (value: number) => Math.min(correctionMost, Math.max(-correctionMost, value))

/** Whether so many results speak against the promise: fewer held than chance explains once in twenty times. */
export function fallsShort(held: number, scored: number): boolean {
  const spread = Math.sqrt(scored * promisedShare * (1 - promisedShare))
  return held < promisedShare * scored - 1.645 * spread
}
