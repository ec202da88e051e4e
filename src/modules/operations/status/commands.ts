/** Tình trạng hệ thống: what everyone may know, from what was proved and from every request that was answered. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import type { HealthCheck } from '#kernel/health.ts'
import { recently } from '#kernel/recent.ts'
import { type Journey, journeyNames } from '#kernel/service-levels.ts'
import { addDays, type CalendarDate, calendarDate, instantAt } from '#kernel/types.ts'
import * as proofs from '../checks/store.ts'
import { type Budget, budgetOf, type Served, type Standing, standingOf, worst } from '../domain.ts'
import { findDays } from '../serving/store.ts'

export const windowDays = 28
const seconds = 5

export type JourneyView = Served &
  Budget & {
    readonly journey: Journey
    /** Share of each day, the oldest first; `undefined` where there was no request. */
    readonly days: readonly { readonly day: CalendarDate; readonly share: number | undefined }[]
  }
export type CheckView = {
  readonly check: HealthCheck
  readonly standing: Standing
  readonly proof: proofs.ProofRow | undefined
}
export type AlarmView = proofs.Alarm & { readonly check: HealthCheck | undefined }
export type Health = {
  readonly standing: Standing
  readonly provedAt: Date | undefined
  readonly checks: readonly CheckView[]
  readonly journeys: readonly JourneyView[]
  readonly open: readonly AlarmView[]
  readonly past: readonly AlarmView[]
}

/** The state of things, some seconds old at most. */
export function viewHealth(context: Context, checks: readonly HealthCheck[]): Promise<Health> {
  return recently(context, 'operations.health', seconds, () => lookUpHealth(context, checks))
}

/** The state of things now. */
export function lookUpHealth(context: Context, checks: readonly HealthCheck[]): Promise<Health> {
  const { today, now } = context
  const from = instantAt(addDays(today, 1 - windowDays), 0)
  return read(context, async (tx) => {
    const proved = await proofs.findProofs(tx)
    const shown = checks.map((check): CheckView => {
      const proof = proved.get(check.name)
      return { check, proof, standing: standingOf(proof, now) }
    })
    const alarms = (await proofs.findAlarms(tx, from)).map(
      (alarm): AlarmView => ({
        ...alarm,
        check: checks.find(({ name }) => name === alarm.checkName),
      }),
    )
    return {
      standing: worst(shown.map(({ standing }) => standing)),
      provedAt: oldest(shown),
      checks: shown,
      journeys: await viewJourneys(tx, today, from),
      open: alarms.filter(({ endedAt }) => !endedAt),
      past: alarms.filter(({ endedAt }) => endedAt),
    }
  })
}

const oldest = (checks: readonly CheckView[]): Date | undefined =>
  checks.flatMap(({ proof }) => proof?.provedAt ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0]

async function viewJourneys(tx: Tx, today: CalendarDate, from: Date): Promise<readonly JourneyView[]> {
  const rows = await findDays(tx, from)
  const days = Array.from({ length: windowDays }, (_, index) => addDays(today, 1 - windowDays + index))
  return journeyNames.map((journey) => {
    const own = rows.filter((row) => row.journey === journey)
    const sum = (of: 'total' | 'good') => own.reduce((all, row) => all + row[of], 0)
    const served = { total: sum('total'), good: sum('good') }
    return {
      journey,
      ...served,
      ...budgetOf(journey, served),
      days: days.map((day) => {
        const row = own.find((one) => calendarDate(one.day) === day)
        return { day, share: row && row.good / row.total }
      }),
    }
  })
}
