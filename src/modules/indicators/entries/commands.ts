/** Nhập số liệu: by an officer, for agencies in reach, with the paper the figures come from. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import { officerOf } from '#kernel/policy.ts'
import { setOf } from '../board/commands.ts'
import { scoredUnits } from '../board/domain.ts'
import { refusal as indicatorRefusal } from '../domain.ts'
import { spanOf } from '../figures/commands.ts'
import type { Entry, UnitAt } from '../figures/domain.ts'
import * as figures from '../figures/store.ts'
import type { Period } from '../periods/domain.ts'
import { reachedFor } from '../reach/commands.ts'
import { demandPossible, readValues, refusal } from './domain.ts'
import { saveEntry } from './store.ts'

export type EntryView = {
  readonly set: IndicatorSet
  readonly period: Period
  readonly unit: UnitAt
  /** Agencies for which the officer may enter. */
  readonly units: readonly UnitAt[]
  /** What stands for just this agency and period. */
  readonly entries: ReadonlyMap<string, Entry>
}

type Asked = { readonly unitCode: string | undefined; readonly period: Period }

/** Throws `indicators.unknownUnit` for an agency out of reach. */
export const openEntries = (context: Context, asked: Asked): Promise<EntryView> =>
  read(context, (tx) => entriesFor(tx, context, asked))

async function entriesFor(tx: Tx, context: Context, { unitCode, period }: Asked): Promise<EntryView> {
  const set = setOf(context, period)
  const reached = await reachedFor(tx, context, 'indicators.enter')
  const { to: on } = spanOf(period, context)
  const units = scoredUnits(await figures.allUnits(tx), on).filter(({ id }) => reached.has(id))
  const unit = unitCode === undefined ? units[0] : units.find(({ code }) => code === unitCode)
  if (!unit)
    throw indicatorRefusal.unknownUnit({ details: { code: unitCode ?? officerOf(context.actor).unitCode } })
  const found = await figures.entries(
    tx,
    period,
    set.entered.map(({ key }) => key),
  )
  const own = found.filter(
    (entry) => entry.unitId === unit.id && entry.from === period.from && entry.to === period.to,
  )
  return { set, period, unit, units, entries: new Map(own.map((entry) => [entry.measure, entry])) }
}

/**
 * Lưu số liệu: what is left empty stays, a figure that is the same as before is not written again. Answers how many were
 * written. Throws what `readValues` and `demandPossible` throw, and `indicators.noSource`.
 */
export async function saveEntries(
  context: Context,
  asked: Asked,
  source: string,
  typed: (key: string) => string,
): Promise<number> {
  return inTransaction(context, async (tx) => {
    const { set, period, unit, entries } = await entriesFor(tx, context, asked)
    const given = readValues(set.entered, typed)
    if (source.trim().length < 3) throw refusal.noSource()
    const before = [...entries].map(([measure, { value }]) => [measure, value] as const)
    demandPossible(set, new Map([...before, ...given]))
    const fresh = [...given].filter(([measure, value]) => {
      const entry = entries.get(measure)
      return entry?.value !== value || entry.source !== source.trim()
    })
    for (const [measure, value] of fresh)
      await saveEntry(tx, {
        measure,
        value,
        unitId: unit.id,
        from: period.from,
        to: period.to,
        source: source.trim(),
        by: officerOf(context.actor).personId,
        at: context.now,
      })
    if (fresh.length > 0)
      await appendEvent(tx, context, 'indicators.entered', {
        subject: unit.id,
        payload: { unit: unit.code, from: period.from, to: period.to, measures: fresh.map(([key]) => key) },
      })
    return fresh.length
  })
}
