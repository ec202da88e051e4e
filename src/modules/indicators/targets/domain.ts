/** Mục tiêu: what an agency aims at in a period, and whose plan says so. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { Indicator, IndicatorSet } from '#kernel/packs.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { holds, type Span, type UnitAt } from '../figures/domain.ts'

export const refusal = defineRefusals('indicators', {
  notATarget: [
    'invalid',
    'Mục tiêu “{name}” phải là số từ 0 đến {most}, nhiều nhất hai chữ số lẻ. Sửa lại rồi lưu.',
    'The target of “{name}” must be a number from 0 to {most} with two decimals at most. Correct it and save.',
  ],
  noTarget: [
    'invalid',
    'Chưa ô nào có mục tiêu. Nhập ít nhất một mục tiêu rồi lưu.',
    'No target was entered. Enter at least one and save.',
  ],
  noPlan: [
    'invalid',
    'Chưa ghi mục tiêu lấy từ văn bản nào. Ghi tên và số kế hoạch, nghị quyết.',
    'Which paper sets the targets is missing. Name the plan or resolution and its number.',
  ],
})

/** Of the score as a whole. */
export const wholeScore = ''

/** Mục tiêu of an agency for days; `indicator` is a code, or `wholeScore`. */
export type Target = {
  readonly indicator: string
  readonly unitId: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly value: number
  readonly source: string
}

/** What is aimed at, and where it is written; `of` is the agency whose plan it is, without one the pack of the province. */
export type Goal = { readonly value: number; readonly source: string; readonly of?: UnitAt }

/**
 * The own plan first, then that of the nearest agency above: rates and points aimed at hold for everyone below. A plan for a
 * year holds for its months too; the narrowest one counts.
 */
export function goalFor(
  set: IndicatorSet,
  code: string,
  unit: UnitAt,
  period: Span,
  targets: readonly Target[],
  units: readonly UnitAt[],
): Goal | undefined {
  const fitting = targets.filter(
    ({ indicator, from, to }) => indicator === code && from <= period.from && period.to <= to,
  )
  const above = units.filter((one) => holds(one, unit)).toSorted((a, b) => b.path.length - a.path.length)
  for (const of of above) {
    const [nearest] = fitting
      .filter(({ unitId }) => unitId === of.id)
      .toSorted((a, b) => daysOf(a).localeCompare(daysOf(b)))
    if (nearest) return { value: nearest.value, source: nearest.source, of }
  }
  const written = set.indicators.find((one) => one.code === code)?.target
  return written === undefined ? undefined : { value: written, source: set.legal }
}

/** Narrower periods sort first: they begin later, or end sooner. */
const daysOf = ({ from, to }: Target) => String(Date.parse(to) - Date.parse(from)).padStart(15, '0')

/** Mức đạt: whether a figure is as good as what is aimed at. */
export const isReached = ({ better }: Pick<Indicator, 'better'>, value: number, goal: Goal): boolean =>
  better === 'more' ? value >= goal.value : value <= goal.value

/** What may be aimed at: rates and points, which mean the same for a part as for the whole. */
export const aimable = ({ indicators }: Pick<IndicatorSet, 'indicators'>): readonly Indicator[] =>
  indicators.filter(({ unit }) => unit !== 'count')

const mostOf = ({ unit }: Pick<Indicator, 'unit'>) => (unit === 'percent' ? 100 : 10_000)

/** Reads what was typed, `97,5` or `97.5`; an empty field says nothing. Throws `indicators.notATarget`, `indicators.noTarget`. */
export function readTargets(
  set: IndicatorSet,
  wholeName: string,
  typed: (code: string) => string,
): ReadonlyMap<string, number> {
  const wished = [
    { code: wholeScore, name: wholeName, most: set.points },
    ...aimable(set).map((one) => ({ code: one.code, name: one.name.vi, most: mostOf(one) })),
  ]
  const read = wished.flatMap(({ code, name, most }) => {
    const text = typed(code).trim().replace(',', '.')
    if (text === '') return []
    const value = /^\d{1,5}(\.\d{1,2})?$/.test(text) ? Number(text) : Number.NaN
    if (!(value <= most)) throw refusal.notATarget({ details: { name, most } })
    return [[code, value] as const]
  })
  if (read.length === 0) throw refusal.noTarget()
  return new Map(read)
}
