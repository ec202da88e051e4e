/** Thống kê phản ánh theo đơn vị và lĩnh vực. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { type Period, readPeriod } from '#kernel/periods.ts'
import { addDays, type CalendarDate } from '#kernel/types.ts'
import {
  countersFor,
  type Figure,
  indicatorLinks,
  openGround,
  parsePeriod,
  scoredUnits,
  scoreOf,
  setFor,
  setOn,
  spanOf,
} from '#modules/indicators/api.ts'
import type { Counted } from './domain.ts'
import * as store from './store.ts'

/** One of the set of field reports, for the whole province, with the place where its figure comes from. */
export type Told = { readonly figure: Figure; readonly href: string }

export type Statistics = {
  readonly indicators: readonly Told[]
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
    indicators: await indicatorsOf(tx, context, period.key),
  }))
}

const setCode = 'phan-anh'

/** Chỉ tiêu of the province in the period, as the scoreboard tells them; none where the pack has no such set. */
async function indicatorsOf(tx: Tx, context: Context, key: string): Promise<readonly Told[]> {
  const { pack } = context
  const period = parsePeriod(key.length === 4 ? `year:${key}-01-01` : `month:${key}-01`)
  if (!period) return []
  const { to } = spanOf(period, context)
  const set = setOn(pack.indicators, setCode, to)
  const ground = await openGround(tx, context, [])
  const whole = scoredUnits(ground.units, to).find(({ code }) => code === pack.manifest.agencyCode)
  if (!set || !whole) return []
  const [counted] = await countersFor(tx, context, ground, [{ set, period }], whole)
  const { figures } = scoreOf(setFor(set, whole.level), counted?.(whole) ?? new Map())
  return figures.map((figure) => ({
    figure,
    href: indicatorLinks.passport(whole.code, figure.indicator.code, period, set.code),
  }))
}
