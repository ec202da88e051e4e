/** Xem bảng điểm: all agencies for a period, or one with its trend. Public: nothing here is about a person. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { takenUntil } from '#kernel/events.ts'
import type { ListSource } from '#kernel/measures.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import { refusal, setOn } from '../domain.ts'
import { counterFor } from '../figures/commands.ts'
import type { UnitAt } from '../figures/domain.ts'
import { lastPeriods, type Period, type PeriodKind, parsePeriod, periodOf } from '../periods/domain.ts'
import { type Score, scoreOf } from '../scoring/domain.ts'
import { type Board, boardOf, scoredUnits, setFor, type UnitBoard } from './domain.ts'

export const scoreSet = 'qd-766'
/** Periods on which the index is published. */
export const scorePeriods = ['month', 'quarter', 'year'] as const satisfies readonly PeriodKind[]

/** The period a page asks for; this month without one. Throws `indicators.unknownPeriod`. */
export function wantedPeriod({ today }: Context, text: string | undefined): Period {
  const period = text === undefined ? periodOf('month', today) : parsePeriod(text)
  if (!period || period.from > today) throw refusal.unknownPeriod()
  return period
}

/** The set that scores a period. Throws `indicators.unknownSet`. */
export const setOf = ({ pack, today }: Context, { to }: Period): IndicatorSet => {
  const set = setOn(pack.indicators, scoreSet, to > today ? today : to)
  if (!set) throw refusal.unknownSet()
  return set
}

/** Throws `indicators.unknownSet` for a period before the index was there. */
export async function openBoard(
  context: Context,
  period: Period,
  lists: readonly ListSource[],
): Promise<Board> {
  const set = setOf(context, period)
  return read(context, async (tx) => {
    const counter = await counterFor(tx, context, set, period, lists)
    const on = period.to > context.today ? context.today : period.to
    return {
      set,
      period,
      scored: boardOf(set, scoredUnits(counter.units, on), counter.counted),
      completeUntil: await takenUntil(tx, context, 'indicators.fold'),
      today: context.today,
    }
  })
}

const trendLength = 6

/** One agency with its like, what is below it, and how it came here. Throws `indicators.unknownUnit`. */
export async function openUnit(
  context: Context,
  unitCode: string,
  period: Period,
  lists: readonly ListSource[],
): Promise<UnitBoard> {
  const set = setOf(context, period)
  return read(context, async (tx) => {
    const counter = await counterFor(tx, context, set, period, lists)
    const on = period.to > context.today ? context.today : period.to
    const scored = boardOf(set, scoredUnits(counter.units, on), counter.counted)
    const own = scored.find(({ unit }) => unit.code === unitCode)
    if (!own) throw refusal.unknownUnit({ details: { code: unitCode } })
    const trend: { period: Period; score: Score | undefined }[] = []
    for (const before of lastPeriods(period, trendLength)) {
      if (before.from === period.from) trend.push({ period, score: own.score })
      else {
        const then = setOn(context.pack.indicators, scoreSet, before.to)
        const counted = then && (await counterFor(tx, context, then, before, lists)).counted(own.unit)
        const score = then && counted && scoreOf(setFor(then, own.level), counted)
        trend.push({ period: before, score: score && score.known > 0 ? score : undefined })
      }
    }
    return {
      set,
      period,
      scored,
      own,
      counted: counter.counted(own.unit),
      below: scored.filter(({ unit }) => isBelow(own.unit, unit)),
      trend,
      completeUntil: await takenUntil(tx, context, 'indicators.fold'),
      today: context.today,
    }
  })
}

const isBelow = (above: UnitAt, below: UnitAt): boolean => below.path.startsWith(`${above.path}.`)
