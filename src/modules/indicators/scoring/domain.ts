/** Chấm điểm: what an indicator is worth, given what was counted. Pure. */

import { evaluate, expression } from '#kernel/expressions.ts'
import type { Indicator, IndicatorSet } from '#kernel/packs.ts'
import type { JsonObject } from '#kernel/types.ts'

/** How a measure is read for a period. */
export const readings = ['during', 'upTo', 'before', 'items', 'units', 'listed'] as const
export type Reading = (typeof readings)[number]
export type Wanted = { readonly reading: Reading; readonly measure: string }

/** Figures by `reading.measure`; `null` where nothing is known, which is not nought. */
export type Counted = ReadonlyMap<string, number | null>

export const keyOf = ({ reading, measure }: Wanted): string => `${reading}.${measure}`

/** What the formulas of these indicators read, once each. */
export function wantedBy(indicators: readonly Pick<Indicator, 'of' | 'per'>[]): readonly Wanted[] {
  const names = indicators.flatMap(({ of, per }) =>
    [of, ...(per === undefined ? [] : [per])].flatMap(namesOf),
  )
  return [...new Set(names)].flatMap((name) => wantedIn(name) ?? [])
}

const namesOf = (text: string): readonly string[] => expression(text).names

/** A name of a formula; `undefined` when it says no reading of a measure. */
export function wantedIn(name: string): Wanted | undefined {
  const dot = name.indexOf('.')
  const reading = readings.find((one) => one === name.slice(0, dot))
  const measure = name.slice(dot + 1)
  return reading && measure.split('.').length === 2 ? { reading, measure } : undefined
}

export type Figure = {
  readonly indicator: Indicator
  /** Numerator and denominator as counted. */
  readonly of: number | null
  readonly per: number | null
  /** In the indicator's own unit, rounded as it says; `null` where data is missing or nothing came up. */
  readonly value: number | null
  readonly points: number | null
  readonly state: 'known' | 'nothing' | 'missing'
  /** Readings without data, by key. */
  readonly missing: readonly string[]
}

const round = (value: number, decimals: number): number => {
  const factor = 10 ** decimals
  // Half away from nought, of the decimal number people see: 1.005 is 1.01.
  return (Math.sign(value) * Math.round(Number((Math.abs(value) * factor).toPrecision(15)))) / factor
}

/** One indicator. Points are rounded to two decimals as the index does (docs/legal.md#score). */
export function figureOf(indicator: Indicator, counted: Counted, scope = scopeOf(counted)): Figure {
  const of = numberOf(indicator.of, scope)
  const per = indicator.per === undefined ? null : numberOf(indicator.per, scope)
  const names = [indicator.of, indicator.per ?? ''].filter(Boolean).flatMap(namesOf)
  const missing = [...new Set(names)].filter((name) => wantedIn(name) && (counted.get(name) ?? null) === null)
  const none = { indicator, of, per, value: null, points: null, missing }
  if (missing.length > 0 || of === null) return { ...none, state: 'missing' }
  if (indicator.per !== undefined && per === null) return { ...none, state: 'missing' }
  const { whenNothing } = indicator
  if (per === 0 && whenNothing === 'notApplicable') return { ...none, state: 'nothing' }
  const rate = per === null ? of : per === 0 ? (whenNothing === 'all' ? 1 : 0) : of / per
  const shown = indicator.unit === 'percent' ? rate * 100 : rate
  return {
    indicator,
    of,
    per,
    value: round(shown, indicator.decimals ?? 2),
    points: pointsOf(indicator, rate, of, per),
    state: 'known',
    missing,
  }
}

function pointsOf({ points }: Indicator, rate: number, of: number, per: number | null): number | null {
  if (!points) return null
  const scope = { rate, of, per, points: points.most }
  const award = points.award === undefined ? points.most * rate : evaluate(expression(points.award), scope)
  return typeof award === 'number' ? round(Math.min(points.most, Math.max(0, award)), 2) : null
}

/** What a formula gives over these figures; `null` where one is missing. */
export const formulaOver = (text: string, counted: Counted): number | null => numberOf(text, scopeOf(counted))

function numberOf(text: string, scope: JsonObject): number | null {
  const value = evaluate(expression(text), scope)
  return typeof value === 'number' ? value : null
}

function scopeOf(counted: Counted): JsonObject {
  const scope: Record<string, Record<string, Record<string, number | null>>> = {}
  for (const [key, value] of counted) {
    const wanted = wantedIn(key)
    if (!wanted) continue
    const [module = '', name = ''] = wanted.measure.split('.')
    const reading = (scope[wanted.reading] ??= {})
    ;(reading[module] ??= {})[name] = value
  }
  return scope
}

/** Below this part of its points known, an agency gets neither label nor place: two points of two say nothing. */
const knownLeast = 0.5
const mostIn = (indicators: readonly Indicator[]): number =>
  indicators.reduce((sum, { points }) => sum + (points?.most ?? 0), 0)

export type GroupScore = {
  readonly key: string
  readonly most: number
  /** Points reached, and how many could be with the data there is. */
  readonly points: number
  readonly known: number
}

/** A set's figures and their sum. `known`: the most that the indicators with data can bring; the rest is missing, not lost. */
export type Score = {
  readonly figures: readonly Figure[]
  readonly groups: readonly GroupScore[]
  readonly points: number
  readonly known: number
  /** Points as part of those that can be known, of a hundred: label and place are read from it. `null` on too little data. */
  readonly share: number | null
  readonly label: IndicatorSet['labels'][number] | undefined
}

export function scoreOf(
  set: Pick<IndicatorSet, 'indicators' | 'groups' | 'labels' | 'points'>,
  counted: Counted,
): Score {
  const scope = scopeOf(counted)
  const figures = set.indicators.map((indicator) => figureOf(indicator, counted, scope))
  const groups = set.groups.map(({ key, points: most }) => {
    const own = figures.filter(({ indicator }) => indicator.group === key)
    return { key, most, points: pointsIn(own), known: knownIn(own) }
  })
  const points = pointsIn(figures)
  const known = knownIn(figures)
  const most = mostIn(set.indicators)
  const share = known > 0 && known >= most * knownLeast ? (points / known) * set.points : null
  const labels = set.labels.toSorted((a, b) => b.from - a.from)
  const label = share === null ? undefined : labels.find(({ from }) => round(share, 2) >= from)
  return { figures, groups, points, known, share, label }
}

const pointsIn = (figures: readonly Figure[]) =>
  round(
    figures.reduce((sum, { points }) => sum + (points ?? 0), 0),
    2,
  )
const knownIn = (figures: readonly Figure[]) =>
  round(
    figures.reduce(
      (sum, { points, indicator }) => sum + (points === null ? 0 : (indicator.points?.most ?? 0)),
      0,
    ),
    2,
  )

/**
 * Cần thêm bao nhiêu để được thêm điểm: the least by which the numerator must grow, all else as it is, for `more` points (or
 * all that are left, where that is less). `undefined` where no growth brings them.
 */
export function neededFor(
  figure: Figure,
  more = 1,
): { readonly of: number; readonly points: number } | undefined {
  const { indicator, of, per, points } = figure
  const most = indicator.points?.most
  if (of === null || per === null || points === null || most === undefined || points >= most) return undefined
  const goal = Math.min(most, points + more)
  const reaches = (extra: number) => (pointsOf(indicator, (of + extra) / per, of + extra, per) ?? 0) >= goal
  const room = Math.max(0, Math.ceil(per - of))
  if (per <= 0 || !reaches(room)) return undefined
  let [low, high] = [0, room]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (reaches(middle)) high = middle
    else low = middle
  }
  return { of: high, points: round(goal - points, 2) }
}

/** 95 % interval of a share by Wilson's formula: with few cases it is wide, and says so. */
export function intervalOf(
  of: number,
  per: number,
): { readonly from: number; readonly to: number } | undefined {
  if (per <= 0 || of < 0 || of > per) return undefined
  const z = 1.96
  const p = of / per
  const middle = (p + (z * z) / (2 * per)) / (1 + (z * z) / per)
  const half = (z * Math.sqrt((p * (1 - p)) / per + (z * z) / (4 * per * per))) / (1 + (z * z) / per)
  return { from: Math.max(0, middle - half), to: Math.min(1, middle + half) }
}

/** A formula with its names put into words, and its signs as people write them. */
export const formulaWords = (text: string, wordsOf: (name: string) => string | undefined): string =>
  text
    .replaceAll(/(?<![a-zA-Z])[a-zA-Z]+(?:\.[a-zA-Z]+)+/g, (name) => wordsOf(name) ?? name)
    .replaceAll(' - ', ' − ')
    .replaceAll(' * ', ' × ')
    .replaceAll(' / ', ' ÷ ')
