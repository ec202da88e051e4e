/** SQL of the log: cases and their steps, with units and roles and never with persons. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CaseRow } from './domain.ts'

/** Paths of units; each reaches itself and all below. */
export type Reach = readonly string[]

export type Wanted = {
  readonly procedure: string
  /** Cases of this import; live ones without it. */
  readonly importId?: string | undefined
  readonly from?: Date | undefined
  readonly until?: Date | undefined
  readonly reach: Reach
  readonly max: number
}

const millis = (column: ReturnType<typeof sql>) => sql`(extract(epoch from ${column}) * 1000)::float8`

/** A case counts where a unit in reach did one of its steps. */
const reached = (reach: Reach) => sql`
  exists (select from case_steps s join units u on u.id = s.unit_id
    where s.case_id = c.id and u.path <@ ${reach}::ltree[])`

const fromSource = (importId: string | undefined) =>
  importId === undefined
    ? sql`not exists (select from history_imported h where h.case_id = c.id)`
    : sql`c.id in (select case_id from history_imported where import_id = ${importId})`

/** Oldest first. */
export async function findCases(tx: Tx, wanted: Wanted): Promise<readonly CaseRow[]> {
  const { procedure, importId, from, until, reach, max } = wanted
  const { rows } = await sql<CaseRow>`
    select c.id, c.definition_version as version, c.state, ${millis(sql`c.opened_at`)} as "openedAt",
      ${millis(sql`c.received_at`)} as "receivedAt",
      ${millis(sql`c.due_at`)} as "dueAt", ${millis(sql`c.ended_at`)} as "endedAt", c.clock,
      (select coalesce(json_agg(json_build_array(s.step_key, u.code, s.role, ${millis(sql`s.started_at`)},
          ${millis(sql`(s.record->>'begunAt')::timestamptz`)}, ${millis(sql`s.ended_at`)}, s.outcome) order by s.number), '[]')
        from case_steps s join units u on u.id = s.unit_id where s.case_id = c.id) as steps,
      (select coalesce(json_agg(json_build_array(e.payload->>'step', ${millis(sql`e.at`)}) order by e.at), '[]')
        from events e where e.subject_id = c.id and e.name = 'dossier.assigned') as taken
    from cases c
    where c.kind = 'dossier' and c.definition_code = ${procedure} and ${fromSource(importId)} and ${reached(reach)}
      and c.opened_at >= ${from ?? new Date(0)} and c.opened_at < ${until ?? new Date(8.64e15)}
    order by c.opened_at, c.id limit ${max}`.execute(tx)
  return rows
}

/** Procedures that units in reach have live cases of, with their number. */
export async function countProcedures(
  tx: Tx,
  reach: Reach,
): Promise<readonly { readonly code: string; readonly cases: number }[]> {
  const { rows } = await sql<{ code: string; cases: number }>`
    select c.definition_code as code, count(*) as cases from cases c
    where c.kind = 'dossier' and ${fromSource(undefined)} and ${reached(reach)}
    group by 1 order by 2 desc, 1`.execute(tx)
  return rows
}

/** Of these imports, those with a case in which a unit in reach took part. */
export async function findReachedImports(
  tx: Tx,
  reach: Reach,
  imports: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct h.import_id as id from history_imported h join cases c on c.id = h.case_id
    where h.import_id = any(${imports}::uuid[]) and ${reached(reach)}`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

export type ReachedUnit = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly path: string
}

/** The units themselves and all below them, as they are called last. */
export async function findReachedUnits(tx: Tx, reach: Reach): Promise<readonly ReachedUnit[]> {
  const { rows } = await sql<ReachedUnit>`
    select id, code, short_name as name, path::text as path from units
    where path <@ ${reach}::ltree[] and valid_to is null order by nlevel(path), code`.execute(tx)
  return rows
}

export async function findPaths(tx: Tx, unitIds: readonly string[]): Promise<Reach> {
  const { rows } = await sql<{ path: string }>`
    select path::text as path from units where id = any(${unitIds}::uuid[])`.execute(tx)
  return rows.map(({ path }) => path)
}

/** What every unit is called, by its code. */
export async function findUnitNames(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    select distinct on (code) code, short_name as name from units order by code, valid_from desc`.execute(tx)
  return new Map(rows.map(({ code, name }) => [code, name]))
}
