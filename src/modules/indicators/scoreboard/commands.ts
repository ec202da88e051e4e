/** Bảng điểm for whoever heads an agency or stands in for them; and the dossiers of an indicator. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { takenUntil } from '#kernel/events.ts'
import type { MeasureSource } from '#kernel/measures.ts'
import { figuresBeside, openUnit, setOf } from '../board/commands.ts'
import { isList, measuresFor, refusal } from '../domain.ts'
import { spanOf } from '../figures/commands.ts'
import { holds } from '../figures/domain.ts'
import { allUnits } from '../figures/store.ts'
import { foldName } from '../folding/commands.ts'
import { type FigurePart, figureParts } from '../links/domain.ts'
import type { Period } from '../periods/domain.ts'
import { reachedFor, wardsOf } from '../reach/commands.ts'
import { pageOf, windowsOf } from '../rows/domain.ts'
import { netRows } from '../rows/store.ts'
import { wantedIn } from '../scoring/domain.ts'
import { goalFor, wholeScore } from '../targets/domain.ts'
import { findTargets } from '../targets/store.ts'
import { dragsOf, formulaOf, linesOf, partsOf, type Scoreboard } from './domain.ts'
import type { PartRows } from './parts/domain.ts'

/** Throws `indicators.unknownUnit` for an agency that is neither the own one nor below it, `indicators.unknownSet`. */
export async function openScoreboard(
  context: Context,
  { unitCode, period }: { readonly unitCode: string | undefined; readonly period: Period },
  sources: readonly MeasureSource[],
): Promise<Scoreboard> {
  const set = setOf(context, period)
  const span = spanOf(period, context)
  const found = await read(context, async (tx) => ({
    ...(await wardsOf(tx, context, span.to, unitCode)),
    targets: await findTargets(tx, set.code, period),
    reached: await reachedFor(tx, context, 'indicators.view'),
  }))
  const { unit, units, wards, targets, reached } = found
  const board = await openUnit(context, unit.code, period, sources.filter(isList))
  const beside = await figuresBeside(context, board.own, period, sources.filter(isList))
  const known = measuresFor(sources, set)
  const goalOf = (code: string) => goalFor(set, code, unit, period, targets, units)
  const isCounted = (measure: string) => known.get(measure)?.from === 'marks'
  const inside = units.filter((one) => holds(unit, one))
  return {
    board,
    wards,
    beside,
    lines: linesOf(board, goalOf, (indicator) => partsOf(indicator, figureParts, isCounted)),
    goal: goalOf(wholeScore),
    drags: dragsOf(board),
    missing: board.own.score.figures.flatMap(({ indicator, missing }) => {
      const names = missing.flatMap((name) => {
        const wanted = wantedIn(name)
        return (wanted && known.get(wanted.measure)?.label[context.language]) ?? []
      })
      return names.length > 0 ? [{ indicator, measures: [...new Set(names)] }] : []
    }),
    hasRows: inside.some(({ id }) => reached.has(id)),
    today: context.today,
  }
}

export type AskedPart = {
  readonly unitCode: string
  readonly indicator: string
  readonly part: FigurePart
  readonly period: Period
  readonly page: number
}

/**
 * Từng hồ sơ of an indicator, of the agencies in reach. Throws `indicators.unknownIndicator` where nobody can say which they
 * are, `indicators.unknownUnit`.
 */
export async function openPart(
  context: Context,
  { unitCode, indicator: code, part, period, page }: AskedPart,
  sources: readonly MeasureSource[],
  isWhole = false,
): Promise<PartRows> {
  const set = setOf(context, period)
  const known = measuresFor(sources, set)
  const isCounted = (measure: string) => known.get(measure)?.from === 'marks'
  const span = spanOf(period, context)
  return read(context, async (tx) => {
    const units = await allUnits(tx)
    const reached = await reachedFor(tx, context, 'indicators.view')
    const unit =
      units.find((one) => one.code === unitCode && one.validTo === null) ??
      units.find((one) => one.code === unitCode)
    const inside = unit ? units.filter((one) => holds(unit, one) && reached.has(one.id)) : []
    if (!unit || inside.length === 0) throw refusal.unknownUnit({ details: { code: unitCode } })
    const indicator = set.indicators.find((one) => one.code === code)
    const formula = indicator && formulaOf(indicator, part)
    const windows = formula === undefined ? undefined : windowsOf(formula, span)
    if (!indicator || !windows || partsOf(indicator, [part], isCounted).length === 0)
      throw refusal.unknownIndicator()
    const found = await netRows(tx, { windows, unitIds: inside.map(({ id }) => id) }, pageOf(page, isWhole))
    return {
      unit,
      indicator,
      part,
      parts: partsOf(indicator, figureParts, isCounted),
      period,
      page,
      procedureNames: new Map(context.pack.catalogue.map(({ code: item, name }) => [item, name])),
      unitNames: new Map(units.map(({ id, shortName }) => [id, shortName])),
      completeUntil: await takenUntil(tx, context, foldName),
      ...found,
    }
  })
}
