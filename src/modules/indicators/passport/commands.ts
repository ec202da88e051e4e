/** Hộ chiếu của một con số: formula, version, what went in, up to when it is complete, and the rows behind it. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { takenUntil } from '#kernel/events.ts'
import type { ListSource, MeasureSource } from '#kernel/measures.ts'
import { figuresBeside, openUnit } from '../board/commands.ts'
import type { UnitBoard } from '../board/domain.ts'
import { isList, measuresFor, refusal } from '../domain.ts'
import { spanOf } from '../figures/commands.ts'
import { holds } from '../figures/domain.ts'
import * as store from '../figures/store.ts'
import { foldName } from '../folding/commands.ts'
import { type Compared, findLastCompare } from '../folding/store.ts'
import type { Period } from '../periods/domain.ts'
import { reachedFor } from '../reach/commands.ts'
import { pageOf } from '../rows/domain.ts'
import { type Figure, keyOf, wantedBy } from '../scoring/domain.ts'
import type { Input, Rows } from './domain.ts'

export type Passport = {
  readonly board: UnitBoard
  readonly figure: Figure
  readonly inputs: readonly Input[]
  readonly compared: Compared | undefined
}

type Asked = {
  readonly unitCode: string
  readonly code: string
  readonly period: Period
  /** Of another set than the one that scores. */
  readonly setCode?: string | undefined
}

/** Throws `indicators.unknownIndicator`, and what `openUnit` throws. */
export async function openPassport(
  context: Context,
  { unitCode, code, period, setCode }: Asked,
  sources: readonly MeasureSource[],
): Promise<Passport> {
  const lists: readonly ListSource[] = sources.filter(isList)
  const scored = await openUnit(context, unitCode, period, lists)
  const others = setCode ? await figuresBeside(context, scored.own, period, lists) : []
  const { set, figures, counted } = setCode
    ? (others.find((one) => one.set.code === setCode) ?? { set: scored.set, figures: [], counted: new Map() })
    : { ...scored, figures: scored.own.score.figures, counted: scored.counted(scored.own.unit) }
  const board: UnitBoard = { ...scored, set }
  const figure = figures.find(({ indicator }) => indicator.code === code)
  if (!figure) throw refusal.unknownIndicator()
  const known = measuresFor(sources, set)
  const inputs = wantedBy([figure.indicator]).flatMap((wanted) => {
    const measure = known.get(wanted.measure)
    return measure ? [{ wanted, measure, value: counted.get(keyOf(wanted)) ?? null }] : []
  })
  return { board, figure, inputs, compared: await read(context, findLastCompare) }
}

/** Từng hồ sơ behind a measure, for officers whose reach takes in the agency. Throws `indicators.unknownUnit`. */
export function openRows(
  context: Context,
  asked: {
    readonly unitCode: string
    readonly measure: string
    readonly period: Period
    readonly page: number
  },
  sources: readonly MeasureSource[],
  isWhole = false,
): Promise<Rows> {
  const measure = measuresFor(sources, undefined).get(asked.measure)
  return read(context, async (tx) => {
    const units = await store.allUnits(tx)
    const unit =
      units.find(({ code, validTo }) => code === asked.unitCode && validTo === null) ??
      units.find(({ code }) => code === asked.unitCode)
    const reached = await reachedFor(tx, context, 'indicators.view')
    const unitIds = unit
      ? units.flatMap((one) => (holds(unit, one) && reached.has(one.id) ? [one.id] : []))
      : []
    if (!unit || !measure || measure.from !== 'marks' || unitIds.length === 0)
      throw refusal.unknownUnit({ details: { code: asked.unitCode } })
    const found = await store.rows(tx, spanOf(asked.period, context), {
      measure: asked.measure,
      unitIds,
      ...pageOf(asked.page, isWhole),
    })
    const completeUntil = await takenUntil(tx, context, foldName)
    return { unit, measure, period: asked.period, page: asked.page, completeUntil, ...found }
  })
}
