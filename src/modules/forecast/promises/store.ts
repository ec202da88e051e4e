/** SQL of forecasts that were given, of how they came out and of what that teaches. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Days } from '../courses/domain.ts'
import type { Level, Range, Verdict } from '../domain.ts'
import type { Closing, KeptCorrection, MonthScores } from './domain.ts'

export type NewForecast = {
  readonly caseId: string
  readonly unitId: string
  readonly procedure: string
  readonly madeAt: Date
  readonly method: number
  readonly level: Level
  readonly scope: string
  readonly range: Range
  readonly days: Days
  readonly closesOn: CalendarDate | null
  readonly verdict?: Verdict | undefined
  readonly isCounted?: boolean | undefined
}

export async function insertForecasts(tx: Tx, made: readonly NewForecast[]): Promise<void> {
  if (made.length === 0) return
  await tx
    .insertInto('forecasts')
    .values(
      made.map((one) => ({
        case_id: one.caseId,
        unit_id: one.unitId,
        procedure: one.procedure,
        made_at: one.madeAt,
        method: one.method,
        level: one.level,
        scope: one.scope,
        low_minutes: one.range.low,
        high_minutes: one.range.high,
        cases: one.range.cases,
        from_on: one.days.from,
        to_on: one.days.to,
        closes_on: one.closesOn,
        verdict: one.verdict ?? null,
        is_counted: one.isCounted ?? false,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type Standing = {
  readonly caseId: string
  readonly closesOn: CalendarDate | null
  readonly verdict: Verdict | null
}

/** Where open forecasts stand: when they close, or how they came out. */
export async function saveStandings(tx: Tx, standings: readonly Standing[]): Promise<void> {
  if (standings.length === 0) return
  await sql`
    update forecasts f set closes_on = s."closesOn", verdict = s.verdict
    from jsonb_to_recordset(${JSON.stringify(standings)}::jsonb) as s ("caseId" uuid, "closesOn" date, verdict text)
    where f.case_id = s."caseId" and f.verdict is null and not f.is_counted`.execute(tx)
}

/** Ranges whose last day is over and that are in no score yet, oldest first; what is still open then is late. */
export async function takeClosed(tx: Tx, today: CalendarDate, max: number): Promise<readonly Closing[]> {
  const { rows } = await sql<Closing>`
    with due as materialized (
      select case_id, closes_on from forecasts where closes_on < ${today} and not is_counted and verdict is distinct from 'void'
      order by closes_on, case_id limit ${max} for update skip locked)
    update forecasts f set is_counted = true, verdict = coalesce(f.verdict, 'later') from due where f.case_id = due.case_id
    returning f.case_id as "caseId", f.unit_id as "unitId", f.procedure, f.scope, due.closes_on as "closesOn", f.verdict`.execute(
    tx,
  )
  return rows
}

export async function addToScores(tx: Tx, months: readonly MonthScores[]): Promise<void> {
  if (months.length === 0) return
  await sql`
    insert into forecast_scores (unit_id, procedure, month, held, earlier, later)
    select "unitId", procedure, month, held, earlier, later from jsonb_to_recordset(${JSON.stringify(months)}::jsonb)
      as s ("unitId" uuid, procedure text, month date, held int, earlier int, later int)
    on conflict (unit_id, procedure, month) do update set held = forecast_scores.held + excluded.held,
      earlier = forecast_scores.earlier + excluded.earlier, later = forecast_scores.later + excluded.later`.execute(
    tx,
  )
}

/** What is known for these places and procedures, by `scope|procedure`. */
export async function findCorrections(
  tx: Tx,
  keys: readonly { readonly scope: string; readonly procedure: string }[],
): Promise<ReadonlyMap<string, KeptCorrection>> {
  const { rows } = await sql<KeptCorrection>`
    select c.scope, c.procedure, c.low, c.high, c.results from forecast_corrections c
      join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k (scope text, procedure text) using (scope, procedure)`.execute(
    tx,
  )
  return new Map(rows.map((one) => [`${one.scope}|${one.procedure}`, one]))
}

export async function saveCorrections(tx: Tx, corrections: readonly KeptCorrection[]): Promise<void> {
  if (corrections.length === 0) return
  await sql`
    insert into forecast_corrections (scope, procedure, low, high, results)
    select scope, procedure, low, high, results from jsonb_to_recordset(${JSON.stringify(corrections)}::jsonb)
      as c (scope text, procedure text, low float8, high float8, results int)
    on conflict (scope, procedure) do update set low = excluded.low, high = excluded.high, results = excluded.results`.execute(
    tx,
  )
}

export type GivenForecast = Range &
  Days & {
    readonly madeAt: Date
    readonly level: Level
    readonly verdict: Verdict | null
  }

/** What was said at the reception of a dossier. */
export async function findGiven(tx: Tx, caseId: string): Promise<GivenForecast | undefined> {
  const { rows } = await sql<GivenForecast>`
    select made_at as "madeAt", level, low_minutes as low, high_minutes as high, cases, from_on as "from", to_on as "to", verdict
    from forecasts where case_id = ${caseId}`.execute(tx)
  return rows[0]
}
