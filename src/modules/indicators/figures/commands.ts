/** Đọc số liệu: what was counted in a period, for any agency. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { ListSource } from '#kernel/measures.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import type { Period } from '../periods/domain.ts'
import { type Counted, type Reading, wantedBy } from '../scoring/domain.ts'
import { counterOver, holds, type Material, type Span, type UnitAt } from './domain.ts'
import * as store from './store.ts'

/** Of a period that still runs, what was up to today: whatever lies ahead may yet change. */
export const spanOf = ({ from, to }: Period, { today }: Pick<Context, 'today'>): Span => ({
  from,
  to: to > today ? today : to,
})

/** What is the same whichever period is read. */
export type Ground = Pick<Material, 'units' | 'listed' | 'firstDay'>

export async function openGround(tx: Tx, context: Context, lists: readonly ListSource[]): Promise<Ground> {
  const listed = await Promise.all(lists.map((source) => source.list(tx, context)))
  return { units: await store.allUnits(tx), listed: listed.flat(), firstDay: await store.firstDay(tx) }
}

export type Wish = {
  readonly set: Pick<IndicatorSet, 'indicators' | 'entered'>
  readonly period: Period
}

/**
 * Reads all that the indicators of these sets need for their periods, at once. Each counts for any agency, or for those at
 * and under `within`.
 */
export async function countersFor(
  tx: Tx,
  context: Context,
  ground: Ground,
  wishes: readonly Wish[],
  within?: UnitAt,
): Promise<readonly ((unit: UnitAt) => Counted)[]> {
  const unitIds = within && ground.units.filter((unit) => holds(within, unit)).map(({ id }) => id)
  const spans = wishes.map(({ period }) => spanOf(period, context))
  const wanted = wantedBy(wishes.flatMap(({ set }) => set.indicators))
  const entered = new Set(wishes.flatMap(({ set }) => set.entered.map(({ key }) => key)))
  const countedToo = new Set(await store.countedAmong(tx, [...entered]))
  const isSummed = (measure: string) => !entered.has(measure) || countedToo.has(measure)
  const readAs = (...readings: readonly Reading[]) => {
    const read = wanted.filter(({ reading, measure }) => readings.includes(reading) && isSummed(measure))
    return [...new Set(read.map(({ measure }) => measure))]
  }
  const back = readAs('upTo', 'before')
  const flat = readAs('during', 'units').filter((measure) => !back.includes(measure))
  const sumsBack = await store.sums(tx, { spans, unitIds, measures: back }, true)
  const sumsFlat = await store.sums(tx, { spans, unitIds, measures: flat }, false)
  const items = await store.items(tx, { spans, unitIds, measures: readAs('items') })
  const counters = wishes.map(async ({ set, period }, index) => {
    const own = wantedBy(set.indicators)
    const count = counterOver({
      ...ground,
      span: spanOf(period, context),
      period,
      entered: new Set(set.entered.map(({ key }) => key)),
      countedToo,
      sums: [...(sumsBack[index] ?? []), ...(sumsFlat[index] ?? [])],
      items: items[index] ?? [],
      entries: await store.entries(tx, period, [...entered]),
    })
    return (unit: UnitAt) => count(unit, own)
  })
  return Promise.all(counters)
}
