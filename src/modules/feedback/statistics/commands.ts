/** Thống kê phản ánh theo đơn vị và lĩnh vực. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { type Period, readPeriod } from '#kernel/periods.ts'
import { addDays, type CalendarDate } from '#kernel/types.ts'
import type { Counted } from './domain.ts'
import * as store from './store.ts'

export type Statistics = {
  readonly period: Period
  readonly units: readonly Counted[]
  readonly categories: readonly Counted[]
}

/** The figures of a period up to today; of this year where the key says nothing. */
export function viewStatistics(context: Context, key = ''): Promise<Statistics> {
  const { today } = context
  const period = readPeriod(key) ?? readPeriod(today.slice(0, 4))
  if (!period) throw new Error(`No year is ${today}`)
  const tomorrow: CalendarDate = addDays(today, 1)
  const upToNow = { ...period, until: period.until < tomorrow ? period.until : tomorrow }
  return read(context, async (tx) => ({
    period,
    units: await store.countUnits(tx, upToNow),
    categories: await store.countCategories(tx, upToNow),
  }))
}
