/** Đọc số liệu: what was counted in a period, for any agency. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { ListSource } from '#kernel/measures.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import type { Period } from '../periods/domain.ts'
import { type Counted, type Reading, wantedBy } from '../scoring/domain.ts'
import { counterOver, type Material, type Span, type UnitAt } from './domain.ts'
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

/** Reads all that the indicators of a set need for a period; counts it for any agency. */
export async function counterFor(
  tx: Tx,
  context: Context,
  ground: Ground,
  set: Pick<IndicatorSet, 'indicators' | 'entered'>,
  period: Period,
): Promise<(unit: UnitAt) => Counted> {
  const wanted = wantedBy(set.indicators)
  const span = spanOf(period, context)
  const entered = new Set(set.entered.map(({ key }) => key))
  const readAs = (...readings: readonly Reading[]) => {
    const read = wanted.filter(({ reading, measure }) => readings.includes(reading) && !entered.has(measure))
    return [...new Set(read.map(({ measure }) => measure))]
  }
  const back = readAs('upTo', 'before')
  const flat = readAs('during', 'units').filter((measure) => !back.includes(measure))
  const count = counterOver({
    ...ground,
    span,
    period,
    entered,
    sums: [...(await store.sums(tx, span, back, true)), ...(await store.sums(tx, span, flat, false))],
    items: await store.items(tx, span, readAs('items')),
    entries: await store.entries(tx, period, [...entered]),
  })
  return (unit) => count(unit, wanted)
}
