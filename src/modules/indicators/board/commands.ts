/** Xem bảng điểm: all agencies for a period, or one with its trend. Public: nothing here is about a person. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { takenUntil } from '#kernel/events.ts'
import type { ListSource } from '#kernel/measures.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import { refusal, setOn } from '../domain.ts'
import { countersFor, type Ground, openGround, spanOf } from '../figures/commands.ts'
import { holds } from '../figures/domain.ts'
import { foldName } from '../folding/commands.ts'
import { lastPeriods, type Period, type PeriodKind, parsePeriod, periodOf } from '../periods/domain.ts'
import { scoreOf } from '../scoring/domain.ts'
import {
  type Beside,
  type Board,
  boardOf,
  type Scored,
  scoredUnits,
  scoreSet,
  setFor,
  type UnitBoard,
} from './domain.ts'

/** Periods on which the index is published. */
export const scorePeriods = ['month', 'quarter', 'year'] as const satisfies readonly PeriodKind[]

/** The period a page asks for; this month without one. Throws `indicators.unknownPeriod`. */
export function wantedPeriod({ today }: Context, text: string | undefined): Period {
  const period = text === undefined ? periodOf('month', today) : parsePeriod(text)
  if (!period || period.from > today) throw refusal.unknownPeriod()
  return period
}

/** The set that scores a period. Throws `indicators.unknownSet`. */
export const setOf = (context: Context, period: Period): IndicatorSet => {
  const set = setOn(context.pack.indicators, scoreSet, spanOf(period, context).to)
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
    const ground = await openGround(tx, context, lists)
    return boardFor(tx, context, ground, set, period)
  })
}

async function boardFor(
  tx: Tx,
  context: Context,
  ground: Ground,
  set: IndicatorSet,
  period: Period,
): Promise<Board> {
  const [counted = () => new Map()] = await countersFor(tx, context, ground, [{ set, period }])
  return {
    set,
    period,
    counted,
    scored: boardOf(set, scoredUnits(ground.units, spanOf(period, context).to), counted),
    completeUntil: await takenUntil(tx, context, foldName),
    today: context.today,
  }
}

/** Bộ chỉ số khác: figures of one agency by the other sets that stand on the last day of the period. */
export async function figuresBeside(
  context: Context,
  { unit, level }: Pick<Scored, 'unit' | 'level'>,
  period: Period,
  lists: readonly ListSource[],
): Promise<readonly Beside[]> {
  const { indicators: sets } = context.pack
  const codes = [...new Set(sets.map(({ code }) => code))].filter((code) => code !== scoreSet)
  const wishes = codes.flatMap((code) => {
    const set = setOn(sets, code, spanOf(period, context).to)
    return set ? [{ set, period }] : []
  })
  if (wishes.length === 0) return []
  return read(context, async (tx) => {
    const counters = await countersFor(tx, context, await openGround(tx, context, lists), wishes, unit)
    return wishes.map(({ set }, index) => {
      const counted = counters[index]?.(unit) ?? new Map()
      return { set, figures: scoreOf(setFor(set, level), counted).figures, counted }
    })
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
    const ground = await openGround(tx, context, lists)
    const board = await boardFor(tx, context, ground, set, period)
    const own = board.scored.find(({ unit }) => unit.code === unitCode)
    if (!own) throw refusal.unknownUnit({ details: { code: unitCode } })
    const earlier = lastPeriods(period, trendLength).slice(0, -1)
    const wishes = earlier.flatMap((before) => {
      const then = setOn(context.pack.indicators, scoreSet, before.to)
      return then ? [{ set: then, period: before }] : []
    })
    const counters = await countersFor(tx, context, ground, wishes, own.unit)
    const past = new Map(
      wishes.map((wish, index) => {
        const score = scoreOf(setFor(wish.set, own.level), counters[index]?.(own.unit) ?? new Map())
        return [wish.period, score.known > 0 ? score : undefined]
      }),
    )
    return {
      ...board,
      own,
      below: board.scored.filter(({ unit }) => unit !== own.unit && holds(own.unit, unit)),
      trend: [
        ...earlier.map((before) => ({ period: before, score: past.get(before) })),
        { period, score: own.score },
      ],
    }
  })
}
