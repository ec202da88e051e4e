/** Đọc số liệu: what was counted in a period, for any agency. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import type { ListSource } from '#kernel/measures.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import type { Period } from '../periods/domain.ts'
import { type Counted, type Wanted, wantedBy } from '../scoring/domain.ts'
import { counterOver, type Entry, type Span, type UnitAt } from './domain.ts'
import * as store from './store.ts'

export type Counter = {
  readonly units: readonly UnitAt[]
  readonly entries: readonly Entry[]
  counted(unit: UnitAt): Counted
  readonly wanted: readonly Wanted[]
}

/** Of a period that still runs, what was up to today: whatever lies ahead may yet change. */
export const spanOf = ({ from, to }: Period, { today }: Pick<Context, 'today'>): Span => ({
  from,
  to: to > today ? today : to,
})

/** Reads all that the indicators of a set need for a period, once for all agencies. */
export async function counterFor(
  tx: Tx,
  context: Context,
  set: Pick<IndicatorSet, 'indicators' | 'entered'>,
  period: Period,
  lists: readonly ListSource[],
): Promise<Counter> {
  const wanted = wantedBy(set.indicators)
  const span = spanOf(period, context)
  const entered = new Set(set.entered.map(({ key }) => key))
  const measuresRead = (...readings: readonly Wanted['reading'][]) => [
    ...new Set(
      wanted.flatMap(({ reading, measure }) =>
        readings.includes(reading) && !entered.has(measure) ? [measure] : [],
      ),
    ),
  ]
  const back = measuresRead('upTo', 'before')
  const flat = measuresRead('during', 'units').filter((measure) => !back.includes(measure))
  const wantedItems = measuresRead('items')
  const listed = await Promise.all(lists.map((source) => source.list(tx, context)))
  const units = await store.allUnits(tx)
  const sums = [
    ...(back.length > 0 ? await store.sums(tx, span, back, true) : []),
    ...(flat.length > 0 ? await store.sums(tx, span, flat, false) : []),
  ]
  const items = wantedItems.length > 0 ? await store.items(tx, span, wantedItems) : []
  const entries =
    entered.size > 0 ? await store.entries(tx, { from: period.from, to: period.to }, [...entered]) : []
  const firstDay = await store.firstDay(tx)
  const count = counterOver({
    span,
    period,
    units,
    sums,
    items,
    entries,
    listed: listed.flat(),
    entered,
    firstDay,
  })
  return { units, entries, wanted, counted: (unit) => count(unit, wanted) }
}
