/** Báo cáo BM01, BM02, BM03: addresses, and what was answered and scored put together for each agency. Pure. */

import type { UnitLevel } from '#kernel/measures.ts'
import type { CriteriaSet } from '#kernel/packs.ts'
import { type Period, periodKey, type UnitAt } from '#modules/indicators/api.ts'
import {
  agencyPoints,
  bringsPoints,
  type Figures,
  isOpinion,
  isTold,
  meanOf,
  type Opinion,
  type PointsCriterion,
  type Satisfaction,
  type Spread,
  type Total,
  totalOf,
} from '../criteria/domain.ts'

type Asked = { readonly period?: Period | undefined; readonly unit?: string | undefined }

const query = ({ period, unit }: Asked, more: Readonly<Record<string, string>> = {}) => {
  const given = {
    ...(unit !== undefined && { 'don-vi': unit }),
    ...(period && { ky: periodKey(period) }),
    ...more,
  }
  return Object.keys(given).length > 0 ? `?${new URLSearchParams(given)}` : ''
}
const office = '/lam-viec/hai-long'

export const reportLinks = {
  publicAll: (period?: Period) => `/hai-long${query({ period })}`,
  publicOne: (code: string, period?: Period) => `/hai-long/${code}${query({ period })}`,
  dossiers: (asked: Asked = {}, page = 1) =>
    `${office}/bm01${query(asked, page > 1 ? { trang: String(page) } : {})}`,
  dossiersCsv: (asked: Asked = {}) => `${office}/bm01.csv${query(asked)}`,
  agency: (asked: Asked = {}) => `${office}${query(asked)}`,
  agencyCsv: (asked: Asked = {}) => `${office}/bm02.csv${query(asked)}`,
  summary: (asked: Asked = {}) => `${office}/bm03${query(asked)}`,
  summaryCsv: (asked: Asked = {}) => `${office}/bm03.csv${query(asked)}`,
  score: (asked: Asked = {}, saved?: string) =>
    `${office}/tu-cham${query(asked, saved ? { xong: saved } : {})}`,
  verify: (asked: Asked = {}, saved?: string) =>
    `${office}/tham-dinh${query(asked, saved ? { xong: saved } : {})}`,
  complaints: () => `${office}/phan-nan`,
  refute: (code: string) => `${office}/phan-nan/${code}`,
  kiosks: () => `${office}/may`,
  endKiosk: (id: string) => `${office}/may/${id}/thoi`,
}

/** Periods for which agencies are judged. */
export const judgedPeriods = ['quarter', 'year'] as const

/** Counts of one unit, as the database groups them. */
export type Grouped = {
  readonly times: readonly {
    readonly unitId: string
    readonly criterion: 'whole' | 'steps'
    readonly points: number
    readonly count: number
  }[]
  readonly answers: readonly {
    readonly unitId: string
    readonly number: string
    readonly answer: string
    readonly count: number
  }[]
  readonly rated: readonly ({ readonly unitId: string } & Rated)[]
}

export type Rated = {
  readonly count: number
  readonly anonymous: number
  readonly complaints: number
  readonly refuted: number
  /** Answers about attitude that bring 2, 1 and 0 points; the time of the others is not known. */
  readonly attitude: Spread
}

/** What stands for an agency, a period and a criterion on one side. */
export type Score = {
  readonly id: string
  readonly unitId: string
  readonly number: string
  readonly side: 'self' | 'verified'
  readonly figures: Figures
  readonly points: number
  readonly ground: string
  readonly byId: string
  readonly byName: string
  readonly at: Date
}

export type CriterionResult = {
  readonly criterion: PointsCriterion
  /** Điểm tự chấm and điểm thẩm định; the same where the platform counts. */
  readonly self: number | null
  readonly verified: number | null
  /** Of dossiers that were counted. */
  readonly spread?: Spread | undefined
  /** Figures that the platform counted. */
  readonly counted?: Figures | undefined
  readonly scores: Partial<Record<'self' | 'verified', Score>>
}

export type AgencyReport = {
  readonly unit: UnitAt
  readonly level: UnitLevel
  readonly results: readonly CriterionResult[]
  readonly opinions: readonly {
    readonly criterion: Opinion
    readonly said: Readonly<Record<Satisfaction, number>>
  }[]
  readonly rated: Rated
  readonly self: Total | undefined
  readonly verified: Total | undefined
}

export const noRated: Rated = { count: 0, anonymous: 0, complaints: 0, refuted: 0, attitude: [0, 0, 0] }

/** Cơ quan được đánh giá: the unit itself or the nearest above it that is judged; what its parts did is its own. */
export function agencyOf(
  units: readonly Pick<UnitAt, 'id' | 'path'>[],
  judged: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const byLabel = new Map(units.map(({ id }) => [id.replaceAll('-', ''), id]))
  return new Map(
    units.flatMap(({ id, path }) => {
      const own = path
        .split('.')
        .toReversed()
        .map((label) => byLabel.get(label))
        .find((one) => one !== undefined && judged.has(one))
      return own === undefined ? [] : [[id, own] as const]
    }),
  )
}

/** Paths that begin at the judged agency, so that an agency is not counted again with the one above it. */
export function apart(units: readonly UnitAt[], agencies: ReadonlyMap<string, string>): readonly UnitAt[] {
  return units.map((unit) => {
    const root = agencies.get(unit.id)?.replaceAll('-', '')
    const at = root === undefined ? -1 : unit.path.split('.').indexOf(root)
    return at < 0 ? unit : { ...unit, path: unit.path.split('.').slice(at).join('.') }
  })
}

const spreadOf = (rows: readonly { readonly points: number; readonly count: number }[]): Spread => {
  const of = (wanted: number) =>
    rows.filter(({ points }) => points === wanted).reduce((sum, { count }) => sum + count, 0)
  return [of(2), of(1), of(0)]
}

const sum = (all: readonly Rated[]): Rated =>
  all.reduce(
    (total, one) => ({
      count: total.count + one.count,
      anonymous: total.anonymous + one.anonymous,
      complaints: total.complaints + one.complaints,
      refuted: total.refuted + one.refuted,
      attitude: [
        total.attitude[0] + one.attitude[0],
        total.attitude[1] + one.attitude[1],
        total.attitude[2] + one.attitude[2],
      ],
    }),
    noRated,
  )

type Material = {
  readonly set: CriteriaSet
  readonly unit: UnitAt & { readonly level: UnitLevel }
  /** Of the agency and its parts. */
  readonly grouped: Grouped
  readonly scores: readonly Score[]
  /** Figures that the platform counts for a criterion. */
  readonly counted: (number: string) => Figures
}

/** BM02 of one agency. */
export function reportOf({ set, unit, grouped, scores, counted }: Material): AgencyReport {
  const { level } = unit
  const rated = sum(grouped.rated)
  const answersTo = (number: string) => grouped.answers.filter((one) => one.number === number)
  const dossiers = (criterion: PointsCriterion): Spread | undefined => {
    if (criterion.of === 'time')
      return spreadOf(grouped.times.filter(({ criterion: time }) => time === criterion.time))
    if (criterion.of === 'answer')
      return spreadOf(answersTo(criterion.number).map((one) => ({ ...one, points: Number(one.answer) })))
    return criterion.of === 'attitude' ? rated.attitude : undefined
  }
  const results = set.criteria.filter(bringsPoints).map((criterion): CriterionResult => {
    const spread = dossiers(criterion)
    if (spread) {
      const mean = meanOf(spread)
      return { criterion, self: mean, verified: mean, spread, scores: {} }
    }
    if (criterion.of !== 'agency') throw new Error(`Criterion ${criterion.number} is of nobody`)
    if (!isTold(criterion)) {
      const figures = counted(criterion.number)
      const points = agencyPoints(criterion, level, figures)
      return { criterion, self: points, verified: points, counted: figures, scores: {} }
    }
    const own = scores.filter(({ number }) => number === criterion.number)
    const self = own.find(({ side }) => side === 'self')
    const verified = own.find(({ side }) => side === 'verified')
    return {
      criterion,
      self: self?.points ?? null,
      verified: verified?.points ?? null,
      scores: { ...(self && { self }), ...(verified && { verified }) },
    }
  })
  const opinions = set.criteria.filter(isOpinion).map((criterion) => {
    const said = (wanted: Satisfaction) =>
      answersTo(criterion.number)
        .filter(({ answer }) => answer === wanted)
        .reduce((total, { count }) => total + count, 0)
    return {
      criterion,
      said: { very: said('very'), satisfied: said('satisfied'), dissatisfied: said('dissatisfied') },
    }
  })
  return {
    unit,
    level,
    results,
    opinions,
    rated,
    self: totalOf(
      set,
      results.map(({ self }) => self),
    ),
    verified: totalOf(
      set,
      results.map(({ verified }) => verified),
    ),
  }
}

/** Whether so few people answered that what they said could be told of one of them (docs/legal.md#small-numbers). */
export const isTooFew = (count: number, shown: number): boolean => count < shown

/** Of the agency's overall criterion: how many of a hundred are satisfied or very satisfied; `null` without answers. */
export function satisfiedShare({ opinions }: Pick<AgencyReport, 'opinions'>): number | null {
  const said = opinions.find(({ criterion }) => criterion.isOverall)?.said
  const all = said ? said.very + said.satisfied + said.dissatisfied : 0
  return said && all > 0 ? Math.round(((said.very + said.satisfied) / all) * 1000) / 10 : null
}
