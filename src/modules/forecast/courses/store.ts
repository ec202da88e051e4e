/** SQL of how long dossiers take: read off their clocks, kept one row each. */

import type { ClockHistory } from '#kernel/calendar.ts'
import type { CaseState } from '#kernel/cases.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { Level, Verdict } from '../domain.ts'
import type { Duration } from '../window/domain.ts'

/** A dossier as its clock stands, with what is kept of it already. */
export type FoundCourse = {
  readonly caseId: string
  readonly unitId: string
  readonly aboveId: string | null
  readonly procedure: string
  readonly channel: string
  readonly state: CaseState
  readonly clock: ClockHistory
  readonly endedAt: Date | null
  readonly importId: string | null
  readonly isKept: boolean
  readonly load: number | null
  readonly forecast: {
    readonly unitId: string
    readonly low: number
    readonly high: number
    readonly verdict: Verdict | null
  } | null
}

/** Of these things, those that are dossiers. */
export async function findCourses(tx: Tx, ids: readonly string[]): Promise<readonly FoundCourse[]> {
  const { rows } = await sql<FoundCourse>`
    select c.case_id as "caseId", c.unit_id as "unitId", u.parent_id as "aboveId", c.procedure, c.channel, c.state, c.clock,
      c.ended_at as "endedAt", h.import_id as "importId", k.case_id is not null as "isKept", k.load,
      case when f.case_id is not null then jsonb_build_object('unitId', f.unit_id, 'low', f.low_minutes, 'high', f.high_minutes,
        'verdict', f.verdict) end as forecast
    from dossier_courses c join units u on u.id = c.unit_id left join history_imported h using (case_id)
      left join forecast_durations k using (case_id) left join forecasts f using (case_id)
    where c.case_id = any(${ids}::uuid[])`.execute(tx)
  return rows
}

export type KeptCourse = {
  readonly caseId: string
  readonly unitId: string
  readonly aboveId: string | null
  readonly procedure: string
  readonly limit: string
  readonly importId: string | null
} & Duration

/** Writes durations as they stand now; the load stays as it was at reception. */
export async function saveDurations(tx: Tx, kept: readonly KeptCourse[]): Promise<void> {
  if (kept.length === 0) return
  await sql`
    insert into forecast_durations (case_id, unit_id, above_id, procedure, case_limit, channel, received_at, ended_at, is_done,
      ran_minutes, running_since, load, import_id)
    select "caseId", "unitId", "aboveId", procedure, "limit", channel, "receivedAt", "endedAt", "isDone", ran, since, load, "importId"
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as k ("caseId" uuid, "unitId" uuid, "aboveId" uuid, procedure text,
      "limit" text, channel text, "receivedAt" timestamptz, "endedAt" timestamptz, "isDone" boolean, ran int, since timestamptz,
      load float8, "importId" uuid)
    on conflict (case_id) do update set unit_id = excluded.unit_id, above_id = excluded.above_id, case_limit = excluded.case_limit,
      received_at = excluded.received_at, ended_at = excluded.ended_at, is_done = excluded.is_done,
      ran_minutes = excluded.ran_minutes, running_since = excluded.running_since`.execute(tx)
}

/** A log that was taken back takes its durations along. */
export async function removeImports(tx: Tx, importIds: readonly string[]): Promise<void> {
  if (importIds.length > 0)
    await tx.deleteFrom('forecast_durations').where('import_id', 'in', importIds).execute()
}

/** Whose dossiers are looked at: of one procedure and case, at one place or in the whole province. */
export type Group = {
  readonly procedure: string
  readonly limit: string
  readonly level: Level
  readonly placeId: string | undefined
}

const livesMax = 3_000

/**
 * The latest that finished, and all that were there at any time since the first of these: open ones, and those that left
 * without an outcome. `from` is when this window begins. Reads an index from its young end.
 */
export async function findWindow(
  tx: Tx,
  { procedure, limit, level, placeId }: Group,
  { floor, cases }: { readonly floor: Date; readonly cases: number },
): Promise<{ readonly from: Date; readonly durations: readonly Duration[] }> {
  const place = {
    unit: sql<boolean>`unit_id = ${placeId}`,
    above: sql<boolean>`above_id = ${placeId}`,
    province: sql<boolean>`true`,
  }[level]
  const group = sql<boolean>`procedure = ${procedure} and case_limit = ${limit} and ${place}`
  const { rows } = await sql<Duration & { from: Date }>`
    with latest as materialized (
      select ended_at from forecast_durations where ${group} and ended_at > ${floor} and is_done
      order by ended_at desc limit ${cases}
    ), start as materialized (
      select case when count(*) = ${cases} then min(ended_at) else ${floor}::timestamptz end as at from latest
    )
    (select received_at as "receivedAt", ended_at as "endedAt", ran_minutes as ran, running_since as since, is_done as "isDone",
        load, channel, start.at as "from"
      from forecast_durations, start where ${group} and ended_at >= start.at limit ${livesMax})
    union all
    (select received_at, ended_at, ran_minutes, running_since, is_done, load, channel, start.at
      from forecast_durations, start where ${group} and ended_at is null limit ${livesMax})`.execute(tx)
  return { from: rows[0]?.from ?? floor, durations: rows }
}

/** Open dossiers of a unit, and how many left since a moment. */
export async function countQueue(
  tx: Tx,
  unitId: string,
  since: Date,
): Promise<{ readonly open: number; readonly left: number }> {
  const { rows } = await sql<{ open: number; left: number }>`
    select (select count(*)::int from forecast_durations where unit_id = ${unitId} and ended_at is null) as open,
      (select count(*)::int from forecast_durations where unit_id = ${unitId} and ended_at >= ${since}) as left`.execute(
    tx,
  )
  return rows[0] ?? { open: 0, left: 0 }
}
