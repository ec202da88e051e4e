/** Schema of indicators: formulas over what modules count, and how points are given for them. */
import { type Static, Type } from 'typebox'
import { Bilingual, Expression, file, Name, record, Slug, validity } from './shapes.ts'

const Points = Type.Number({ minimum: 0, maximum: 100 })
const MeasureKey = Type.String({ pattern: '^[a-z]+\\.[a-zA-Z]+$', maxLength: 60 })

/**
 * Chỉ tiêu. `of` and `per` read `during.<measure>`, `upTo.<measure>`, `before.<measure>` (sums inside the period, up to its
 * end, before its start), `items.<measure>` (how many procedures have any), `units.<measure>` (how many agencies),
 * `listed.<measure>` (how many are on the list at the end). Without `per` it is a count.
 */
export const Indicator = record({
  code: Type.String({ pattern: '^[0-9A-Za-z]+(\\.[0-9A-Za-z]+)*$', maxLength: 20 }),
  name: Bilingual,
  /** What it says to whoever is no expert. */
  plain: Bilingual,
  group: Slug,
  of: Expression,
  per: Type.Optional(Expression),
  unit: Type.Enum(['percent', 'count', 'hours', 'points']),
  better: Type.Enum(['more', 'less']),
  decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 4 })),
  /** What a denominator of nothing means: no figure, nothing, or everything. */
  whenNothing: Type.Enum(['notApplicable', 'none', 'all']),
  /** Thang điểm: `award` reads `rate` (0 to 1), `of`, `per` and `points`. */
  points: Type.Optional(record({ most: Points, award: Type.Optional(Expression) })),
  levels: Type.Optional(
    Type.Array(Type.Enum(['province', 'department', 'district', 'commune']), { minItems: 1 }),
  ),
  target: Type.Optional(Type.Number()),
  legal: Name,
  note: Type.Optional(Name),
})
export type Indicator = Static<typeof Indicator>

const set = file({
  code: Slug,
  version: Slug,
  name: Bilingual,
  ...validity,
  legal: Name,
  points: Points,
  labels: Type.Array(record({ from: Points, name: Bilingual }), { minItems: 1 }),
  groups: Type.Array(record({ key: Slug, name: Bilingual, points: Points }), { minItems: 1 }),
  /** Số đo nhập tay: figures that no system of the province holds. */
  entered: Type.Array(record({ key: MeasureKey, name: Bilingual, meaning: Bilingual })),
  indicators: Type.Array(Indicator, { minItems: 1 }),
})

/** Bộ chỉ số: indicators that are read together, and the label of their sum. A later version has the same `code`. */
export type IndicatorSet = Static<typeof set>

/** As it is written: a later version says only what differs from the one that `basedOn` names. */
export const WrittenSet = Type.Object(
  {
    ...Type.Partial(set).properties,
    ...Type.Pick(set, ['$schema', 'code', 'version', 'validFrom', 'indicators']).properties,
    basedOn: Type.Optional(Slug),
  },
  { additionalProperties: false },
)
export type WrittenSet = Static<typeof WrittenSet>

const isWhole = (written: WrittenSet): written is IndicatorSet =>
  [written.name, written.legal, written.points, written.labels, written.groups, written.entered].every(
    (part) => part !== undefined,
  )

/** The set with all its parts; `undefined` when neither it nor the version it is based on has them. */
export function wholeSet(sets: readonly WrittenSet[], written: WrittenSet): IndicatorSet | undefined {
  if (isWhole(written)) return written
  const { basedOn, ...own } = written
  const base = sets.find(({ code, version }) => code === own.code && version === basedOn)
  if (!base || !isWhole(base)) return undefined
  const { validTo: _, ...parts } = base
  const said = new Map(own.indicators.map((one) => [one.code, one]))
  const before = new Set(base.indicators.map(({ code }) => code))
  return {
    ...parts,
    ...own,
    indicators: [
      ...base.indicators.map((one) => said.get(one.code) ?? one),
      ...own.indicators.filter(({ code }) => !before.has(code)),
    ],
  }
}
