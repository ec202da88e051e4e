/** Đặt mục tiêu: by an officer, for agencies in reach, with the plan that sets them. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import type { IndicatorSet } from '#kernel/packs.ts'
import { officerOf } from '#kernel/policy.ts'
import { setOf } from '../board/commands.ts'
import { scoredUnits, setFor } from '../board/domain.ts'
import { refusal as indicatorRefusal } from '../domain.ts'
import { spanOf } from '../figures/commands.ts'
import type { UnitAt } from '../figures/domain.ts'
import { allUnits } from '../figures/store.ts'
import type { Period } from '../periods/domain.ts'
import { reachedFor } from '../reach/commands.ts'
import { type Goal, goalFor, readTargets, refusal, type Target, wholeScore } from './domain.ts'
import { findTargets, saveTarget } from './store.ts'

export type TargetView = {
  readonly set: IndicatorSet
  readonly period: Period
  readonly unit: UnitAt
  /** Agencies for which the officer may set targets. */
  readonly units: readonly UnitAt[]
  /** What holds now, by code. */
  readonly goals: ReadonlyMap<string, Goal>
  readonly own: readonly Target[]
}

type Asked = { readonly unitCode: string | undefined; readonly period: Period }

/** Throws `indicators.unknownUnit`, `indicators.unknownSet`. */
export const openTargets = (context: Context, asked: Asked): Promise<TargetView> =>
  read(context, (tx) => targetsFor(tx, context, asked))

async function targetsFor(tx: Tx, context: Context, { unitCode, period }: Asked): Promise<TargetView> {
  const whole = setOf(context, period)
  const reached = await reachedFor(tx, context, 'indicators.enter')
  const all = await allUnits(tx)
  const units = scoredUnits(all, spanOf(period, context).to).filter(({ id }) => reached.has(id))
  const unit = unitCode === undefined ? units[0] : units.find(({ code }) => code === unitCode)
  if (!unit)
    throw indicatorRefusal.unknownUnit({ details: { code: unitCode ?? officerOf(context.actor).unitCode } })
  const set = setFor(whole, unit.level)
  const targets = await findTargets(tx, set.code, period)
  const codes = [wholeScore, ...set.indicators.map(({ code }) => code)]
  const goals = codes.flatMap((code) => {
    const goal = goalFor(set, code, unit, period, targets, all)
    return goal ? [[code, goal] as const] : []
  })
  const own = targets.filter(
    (one) => one.unitId === unit.id && one.from === period.from && one.to === period.to,
  )
  return { set, period, unit, units, goals: new Map(goals), own }
}

/**
 * Lưu mục tiêu: what is left empty stays; what is as before is not written again. Answers how many were written. Throws what
 * `readTargets` throws, and `indicators.noPlan`.
 */
export async function saveTargets(
  context: Context,
  asked: Asked,
  { source, wholeName }: { readonly source: string; readonly wholeName: string },
  typed: (code: string) => string,
): Promise<number> {
  return inTransaction(context, async (tx) => {
    const { set, period, unit, own } = await targetsFor(tx, context, asked)
    const given = readTargets(set, wholeName, typed)
    const plan = source.trim()
    if (plan.length < 3) throw refusal.noPlan()
    const fresh = [...given].filter(([code, value]) => {
      const before = own.find(({ indicator }) => indicator === code)
      return before?.value !== value || before.source !== plan
    })
    for (const [indicator, value] of fresh)
      await saveTarget(tx, {
        set: set.code,
        indicator,
        unitId: unit.id,
        from: period.from,
        to: period.to,
        value,
        source: plan,
        by: officerOf(context.actor).personId,
        at: context.now,
      })
    if (fresh.length > 0)
      await appendEvent(tx, context, 'indicators.targetsSet', {
        subject: unit.id,
        payload: {
          unit: unit.code,
          from: period.from,
          to: period.to,
          indicators: fresh.map(([code]) => code || 'score'),
        },
      })
    return fresh.length
  })
}
