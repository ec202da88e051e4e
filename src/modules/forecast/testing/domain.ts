/** Made-up histories for back-tests: an office with a queue, worked off in order, in working time. Pure. */

import { addWorkingMinutes, type WorkingCalendar, workingMinutesBetween } from '#kernel/calendar.ts'
import { dateOf } from '#kernel/types.ts'
import { verdictOf } from '../courses/domain.ts'
import { type Counted, noScores, type Scores, scoredIn } from '../domain.ts'
import type { Past, Replay } from '../replay/domain.ts'

export type Chance = () => number

/** Numbers in [0, 1) that depend on the seed alone. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Around 1, skewed as times are: most a little faster, some much slower. */
export const skewed = (chance: Chance, spread: number): number =>
  Math.exp(spread * Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance()))

export type Office = {
  readonly calendar: WorkingCalendar
  readonly from: Date
  readonly to: Date
  readonly chance: Chance
  /** Received in a working day at that moment. */
  readonly perDay: (at: Date) => number
  /** People who work at it side by side. */
  readonly desks: number
  /** Middle working minutes at one desk. */
  readonly minutes: (at: Date) => number
  /** Middle working minutes that pass beside the work: signatures, post. */
  readonly beside: number
  readonly spread?: number
  readonly unit?: string
  readonly procedure?: string
}

/** What an office would have done between two moments. */
export function inventHistory(office: Office): Past[] {
  const { calendar, from, to, chance, perDay, desks, minutes, beside, spread = 0.5 } = office
  const { unit = 'A', procedure = 'P' } = office
  const day = calendar.minutesPerWorkingDay
  const length = workingMinutesBetween(calendar, from, to)
  const freeAt = Array.from({ length: desks }, () => 0)
  const pasts: Past[] = []
  for (let at = 0; ; ) {
    const moment = addWorkingMinutes(calendar, from, Math.ceil(at) + 1)
    at += (-Math.log(1 - chance()) * day) / perDay(moment)
    if (at >= length) return pasts
    const desk = freeAt.indexOf(Math.min(...freeAt))
    const begun = Math.max(at, freeAt[desk] ?? 0)
    const ready = begun + minutes(moment) * skewed(chance, spread)
    freeAt[desk] = ready
    const ended = ready + beside * skewed(chance, spread)
    const receivedAt = addWorkingMinutes(calendar, from, Math.round(at) + 1)
    const endedAt = addWorkingMinutes(calendar, from, Math.round(ended) + 1)
    pasts.push({
      id: `${unit} ${procedure} ${pasts.length}`,
      unit,
      above: 'B',
      procedure,
      channel: chance() < 0.7 ? 'online' : 'direct',
      isDone: true,
      course: { receivedAt, endedAt, limit: '10 workingDay', stretches: [{ from: receivedAt, to: endedAt }] },
    })
  }
}

export type Result = { readonly at: Date; readonly verdict: Counted }

/** Results in the order of reception, from a moment on, once the method has some history behind it. */
export function resultsOf(pasts: readonly Past[], { forecasts }: Replay, from: Date): Result[] {
  return pasts.flatMap(({ id, course: { receivedAt: at } }) => {
    const verdict = forecasts.get(id)?.verdict
    return at >= from && verdict && verdict !== 'void' ? [{ at, verdict }] : []
  })
}

/** Tỷ lệ đúng over every stretch of so many results in a row. */
export function rollingHeld(results: readonly Result[], length: number): number[] {
  const shares: number[] = []
  let held = 0
  results.forEach(({ verdict }, index) => {
    held += Number(verdict === 'held') - Number(results[index - length]?.verdict === 'held')
    if (index >= length - 1) shares.push(held / length)
  })
  return shares
}

export function tally(results: readonly Result[]): Scores & { readonly share: number } {
  const scores = results.reduce<Scores>(
    (sum, { verdict }) => ({ ...sum, [verdict]: sum[verdict] + 1 }),
    noScores,
  )
  return { ...scores, share: scores.held / Math.max(1, scoredIn(scores)) }
}

/**
 * What a calculator would do: mean and spread in days of all that finished before, as one number for everybody, nothing of
 * the queue, nothing learned, days off counted like others.
 */
export function plainResults(pasts: readonly Past[], from: Date): Result[] {
  const ends = pasts
    .flatMap(({ course: { receivedAt, endedAt } }) => (endedAt ? [{ receivedAt, endedAt }] : []))
    .sort((a, b) => a.endedAt.getTime() - b.endedAt.getTime())
  let [known, sum, squares] = [0, 0, 0]
  const results: Result[] = []
  for (const { course } of pasts) {
    const { receivedAt: at, endedAt } = course
    for (let next = ends[known]; next && next.endedAt <= at; next = ends[known]) {
      const took = daysBetween(next.receivedAt, next.endedAt)
      ;[known, sum, squares] = [known + 1, sum + took, squares + took ** 2]
    }
    if (at < from || known < 20 || !endedAt) continue
    const mean = sum / known
    // 1.2816 standard deviations hold eight in ten of what is bell-shaped.
    const width = 1.2816 * Math.sqrt(Math.max(0, squares / known - mean ** 2))
    const days = (count: number) => dateOf(new Date(at.getTime() + count * dayMs))
    results.push({
      at,
      verdict: verdictOf({ from: days(Math.max(0, mean - width)), to: days(mean + width) }, dateOf(endedAt)),
    })
  }
  return results
}

const dayMs = 86_400_000
const daysBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / dayMs
