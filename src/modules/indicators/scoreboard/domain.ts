/** Bảng điểm của người đứng đầu: what stands out, who drags the points down, what one more point takes. Pure. */

import type { Indicator } from '#kernel/packs.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Beside, Scored, UnitBoard } from '../board/domain.ts'
import { holds, type UnitAt } from '../figures/domain.ts'
import type { FigurePart } from '../links/domain.ts'
import type { Ward } from '../reach/domain.ts'
import { weightsOf } from '../rows/domain.ts'
import { type Figure, intervalOf, neededFor } from '../scoring/domain.ts'
import type { Goal } from '../targets/domain.ts'

export type Place = {
  readonly place: number
  /** As far as chance may move it, where figures are shares of few things. */
  readonly best: number
  readonly worst: number
  readonly of: number
}

/** Hạng of one figure among those of like agencies; none where all are alike. */
export function placeOf(own: Figure, like: readonly Figure[]): Place | undefined {
  const known = like.filter(({ value }) => value !== null)
  if (own.value === null || known.length < 2 || known.every(({ value }) => value === own.value))
    return undefined
  // What stands on a list is no matter of chance.
  const isShare = own.indicator.unit === 'percent' && addsUp(own.indicator)
  const sign = own.indicator.better === 'more' ? 1 : -1
  const reachOf = (figure: Figure) => {
    const value = sign * (figure.value ?? 0)
    const interval =
      isShare && figure.of !== null && figure.per !== null ? intervalOf(figure.of, figure.per) : undefined
    if (!interval) return { value, low: value, high: value }
    const [one, two] = [sign * interval.from * 100, sign * interval.to * 100]
    return { value, low: Math.min(one, two), high: Math.max(one, two) }
  }
  const mine = reachOf(own)
  const others = known.map(reachOf)
  const place = 1 + others.filter(({ value }) => value > mine.value).length
  const best = 1 + others.filter(({ low }) => low > mine.high).length
  const worst = others.length - others.filter(({ high }) => high < mine.low).length
  return { place, best: Math.min(best, place), worst: Math.max(worst, place), of: others.length }
}

/** How many of the things of an indicator do not count for it; `undefined` where it is no share. */
const shortOf = ({ of, per, indicator }: Figure): number | undefined =>
  of === null || per === null || indicator.unit !== 'percent' ? undefined : Math.max(0, per - of)

/** To two decimals, as points are shown. */
export const rounded = (value: number): number => Math.round(value * 100) / 100

/** Points that a figure does not bring. */
export const lostBy = ({ points, indicator }: Figure): number =>
  points === null ? 0 : Math.max(0, (indicator.points?.most ?? 0) - points)

/** Whether what the parts counted adds up to what the whole counted. */
const addsUp = ({ of, per }: Indicator): boolean =>
  per !== undefined && weightsOf(of) !== undefined && weightsOf(per) !== undefined

export type Drag = {
  readonly scored: Scored
  /** How deep it stands below the agency whose points they are. */
  readonly depth: number
  /** Points of that agency that are lost with the dossiers of this one. */
  readonly points: number
  /** The indicator in which most of them are lost. */
  readonly most: { readonly indicator: Indicator; readonly short: number } | undefined
}

/**
 * Ai kéo điểm xuống: the points that the agency lost in each indicator are shared out to those below in proportion to how many of
 * the things that do not count are theirs. Only indicators that add up are shared out; the rest is nobody's alone.
 */
export function dragsOf({ own, below }: UnitBoard): readonly Drag[] {
  const losing = own.score.figures.flatMap((figure) => {
    const [short, lost] = [shortOf(figure), lostBy(figure)]
    return short && lost > 0 && addsUp(figure.indicator) ? [{ figure, short, lost }] : []
  })
  const paths = below.map(({ unit }) => unit.path)
  return below.map((scored) => {
    const parts = losing.map(({ figure, short, lost }) => {
      const theirs = scored.score.figures.find(({ indicator }) => indicator.code === figure.indicator.code)
      const part = theirs ? (shortOf(theirs) ?? 0) : 0
      return { indicator: figure.indicator, short: part, points: Math.min(lost, (part / short) * lost) }
    })
    const [most] = parts.filter(({ short }) => short > 0).toSorted((a, b) => b.points - a.points)
    return {
      scored,
      depth: paths.filter((path) => path !== scored.unit.path && scored.unit.path.startsWith(`${path}.`))
        .length,
      points: parts.reduce((sum, { points }) => sum + points, 0),
      most,
    }
  })
}

/** As a tree: each after the one it stands under, and who drags most first. */
export function asTree(drags: readonly Drag[]): readonly Drag[] {
  const under = (above: Drag | undefined, depth: number): readonly Drag[] =>
    drags
      .filter(
        (one) =>
          one.depth === depth && (!above || (one !== above && holds(above.scored.unit, one.scored.unit))),
      )
      .toSorted((a, b) => b.points - a.points || a.scored.unit.name.localeCompare(b.scored.unit.name, 'vi'))
      .flatMap((one) => [one, ...under(one, depth + 1)])
  return under(undefined, 0)
}

export type Line = {
  readonly figure: Figure
  readonly goal: Goal | undefined
  readonly place: Place | undefined
  /** Value period by period, the oldest first. */
  readonly trend: readonly (number | undefined)[]
  readonly needed: ReturnType<typeof neededFor>
  /** Of those below, the one most of whose things do not count. */
  readonly worst: { readonly unit: UnitAt; readonly short: number } | undefined
  /** Which of its dossiers can be shown. */
  readonly parts: readonly FigurePart[]
}

/** The expression whose sum is just the dossiers of a part. */
export function formulaOf({ of, per, unit }: Indicator, part: FigurePart): string | undefined {
  if (part === 'dat') return of
  if (per === undefined) return undefined
  if (part === 'tat-ca') return per
  return unit === 'percent' ? `(${per}) - (${of})` : undefined
}

/** Parts whose dossiers can be named: the formula is a sum of marks that modules count. */
export const partsOf = (
  indicator: Indicator,
  parts: readonly FigurePart[],
  isCounted: (measure: string) => boolean,
): readonly FigurePart[] =>
  parts.filter((part) => {
    const formula = formulaOf(indicator, part)
    const weights = formula === undefined ? undefined : weightsOf(formula)
    return weights?.every(({ measure }) => isCounted(measure)) ?? false
  })

/** What every indicator of the agency says beside its figure. */
export function linesOf(
  board: UnitBoard,
  goalOf: (code: string) => Goal | undefined,
  partsFor: (indicator: Indicator) => readonly FigurePart[],
): readonly Line[] {
  const { own, scored, below, trend } = board
  const like = scored.filter(({ level }) => level === own.level)
  const figureIn = (one: Pick<Scored, 'score'>, code: string) =>
    one.score.figures.find(({ indicator }) => indicator.code === code)
  return own.score.figures.map((figure) => {
    const { code } = figure.indicator
    const isSum = addsUp(figure.indicator)
    const shorts = below.flatMap((one) => {
      const theirs = figureIn(one, code)
      const short = theirs && isSum ? shortOf(theirs) : undefined
      return short ? [{ unit: one.unit, short }] : []
    })
    // Nobody is named for what lies with those under them.
    const leaves = shorts.filter(
      ({ unit }) => !shorts.some((other) => other.unit !== unit && holds(unit, other.unit)),
    )
    return {
      figure,
      goal: goalOf(code),
      place: placeOf(
        figure,
        like.flatMap((one) => figureIn(one, code) ?? []),
      ),
      trend: trend.map(({ score }) => score && (figureIn({ score }, code)?.value ?? undefined)),
      needed: neededFor(figure),
      worst: leaves.toSorted((a, b) => b.short - a.short)[0],
      parts: partsFor(figure.indicator),
    }
  })
}

/** Muốn thêm một điểm: where it takes the fewest dossiers. */
export const nearestPoints = (lines: readonly Line[], most: number): readonly Line[] =>
  lines
    .filter(({ needed }) => needed !== undefined)
    .toSorted((a, b) => perPoint(a) - perPoint(b))
    .slice(0, most)

const perPoint = ({ needed }: Line) =>
  needed ? needed.of / Math.max(needed.points, 0.01) : Number.POSITIVE_INFINITY

export type Scoreboard = {
  readonly board: UnitBoard
  readonly wards: readonly Ward[]
  readonly lines: readonly Line[]
  /** Of the sets without points. */
  readonly beside: readonly Beside[]
  readonly goal: Goal | undefined
  readonly drags: readonly Drag[]
  /** Names of measures without data, that the figures need. */
  readonly missing: readonly { readonly indicator: Indicator; readonly measures: readonly string[] }[]
  /** Whether the officer may see the dossiers of this agency. */
  readonly hasRows: boolean
  readonly today: CalendarDate
}
