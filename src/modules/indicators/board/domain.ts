/** Bảng điểm: an agency's score beside those of its like. Pure. */

import type { UnitLevel } from '#kernel/measures.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { levelOf, type UnitAt } from '../figures/domain.ts'
import type { Period } from '../periods/domain.ts'
import { type Counted, intervalOf, type Score, scoreOf } from '../scoring/domain.ts'

export type Scored = {
  readonly unit: UnitAt
  readonly level: UnitLevel
  readonly score: Score
  /** Among agencies of its level; those with nothing to show have none. `best` and `worst`: as far as chance may move it. */
  readonly rank: {
    readonly place: number
    readonly best: number
    readonly worst: number
    readonly of: number
  } | null
}

const setsFor = new WeakMap<IndicatorSet, Map<UnitLevel, IndicatorSet>>()

/** Only what an agency of this level answers for, group by group, in the order of the codes. */
export function setFor(set: IndicatorSet, level: UnitLevel): IndicatorSet {
  const known = setsFor.get(set) ?? new Map<UnitLevel, IndicatorSet>()
  setsFor.set(set, known)
  const found = known.get(level) ?? ofLevel(set, level)
  known.set(level, found)
  return found
}

function ofLevel(set: IndicatorSet, level: UnitLevel): IndicatorSet {
  const place = new Map(set.groups.map(({ key }, index) => [key, index]))
  const indicators = set.indicators
    .filter(({ levels }) => levels === undefined || levels.includes(level))
    .toSorted(
      (a, b) =>
        (place.get(a.group) ?? 0) - (place.get(b.group) ?? 0) ||
        a.code.localeCompare(b.code, 'vi', { numeric: true }),
    )
  return { ...set, indicators }
}

/** Agencies that are scored: of a level of their own, and there on the day. */
export function scoredUnits(
  units: readonly UnitAt[],
  on: string,
): readonly (UnitAt & { readonly level: UnitLevel })[] {
  return units.flatMap((unit) => {
    const level = levelOf(unit)
    const isThere = unit.validFrom <= on && (unit.validTo === null || on <= unit.validTo)
    return level && isThere ? [{ ...unit, level }] : []
  })
}

/** Scores all of them, and ranks each among its like. */
export function boardOf(
  set: IndicatorSet,
  units: readonly (UnitAt & { readonly level: UnitLevel })[],
  counted: (unit: UnitAt) => Counted,
): readonly Scored[] {
  const scored = units.map((unit) => {
    const score = scoreOf(setFor(set, unit.level), counted(unit))
    return { unit, level: unit.level, score, ...doubtOf(set, score) }
  })
  return scored.map(({ low, high, ...one }) => {
    const like = scored.filter(({ level, score }) => level === one.level && score.share !== null)
    const { share } = one.score
    if (share === null) return { ...one, rank: null }
    const place = 1 + like.filter(({ score }) => (score.share ?? 0) > share).length
    const best = 1 + like.filter((other) => other.low > high).length
    const worst = like.length - like.filter((other) => other.high < low).length
    return {
      ...one,
      rank: { place, best: Math.min(best, place), worst: Math.max(worst, place), of: like.length },
    }
  })
}

/** How far the share may be off by chance alone, where figures are shares of few things. */
function doubtOf(set: IndicatorSet, { figures, known, share }: Score) {
  if (share === null) return { low: 0, high: 0 }
  const variance = figures.reduce((sum, { of, per, points, indicator }) => {
    if (of === null || per === null || points === null || !indicator.points) return sum
    const interval = intervalOf(of, per)
    if (!interval) return sum
    const half = ((interval.to - interval.from) / 2) * indicator.points.most
    return sum + half * half
  }, 0)
  const half = (Math.sqrt(variance) / known) * set.points
  return { low: share - half, high: share + half }
}

export type Board = {
  readonly set: IndicatorSet
  readonly period: Period
  readonly scored: readonly Scored[]
  /** Up to when everything that happened is in the figures. */
  readonly completeUntil: Date
  readonly today: CalendarDate
  counted(unit: UnitAt): Counted
}

export const scoreSet = 'qd-766'
/** Code of a set that stands beside the score; none for the one that scores. */
export const besideOf = ({ code }: Pick<IndicatorSet, 'code'>): string | undefined =>
  code === scoreSet ? undefined : code

/** What a set without points says of an agency. */
export type Beside = {
  readonly set: IndicatorSet
  readonly figures: Score['figures']
  readonly counted: Counted
}

export type UnitBoard = Board & {
  readonly own: Scored
  /** Agencies below it that are scored. */
  readonly below: readonly Scored[]
  readonly trend: readonly { readonly period: Period; readonly score: Score | undefined }[]
}
