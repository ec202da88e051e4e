/** SQL of loading an import and of taking it back: all in the transaction of the caller. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CaseRows } from './domain.ts'

/** Of two workers that load the same import, one waits. The row itself stays free for signs of life. */
export async function lockImport(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`history load ${id}`}, 0))`.execute(tx)
}

/** Draws so many numbers of the book of old cases of an agency, and gives the first. */
export async function drawNumbers(tx: Tx, agencyCode: string, count: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into number_books (book, period, last_number) values (${`history ${agencyCode}`}, '', ${count})
    on conflict (book, period) do update set last_number = number_books.last_number + excluded.last_number
    returning last_number as last`.execute(tx)
  return (rows[0]?.last ?? count) - count + 1
}

/** Some hundred cases in one round trip. */
export async function insertCases(tx: Tx, batch: readonly CaseRows[]): Promise<void> {
  const given = JSON.stringify({
    cases: batch.map((one) => one.case),
    dossiers: batch.map((one) => one.dossier),
    counted: batch.map((one) => one.counted),
    steps: batch.flatMap(({ steps }) => steps),
    events: batch.flatMap(({ events }) => events),
  })
  await sql`
    with given as materialized (select ${given}::jsonb as g), new_cases as (
      insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role,
        holder_unit_id, opened_at, received_at, due_at, step_due_at, paused_at, due_before_pause, ended_at, clock)
      select id, 'dossier', code, definition_code, definition_version, state, step_key, step_type, step_role,
        holder_unit_id, opened_at, received_at, due_at, due_at, paused_at, due_before_pause, ended_at, clock
      from given, jsonb_populate_recordset(null::cases, g->'cases')
    ), new_dossiers as (
      insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id,
        applicant_kind, applicant_name, submitter_name, answers, summary, return_method, fee_vnd, fee_lines, lookup_secret,
        search_text)
      select case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id, applicant_kind,
        applicant_name, applicant_name, '{}', summary, 'desk', fee_vnd, '[]', lookup_secret, search_text
      from given, jsonb_populate_recordset(null::dossiers, g->'dossiers')
    ), new_counted as (
      insert into history_cases select (jsonb_populate_record(null::history_cases, one)).*
      from given, jsonb_array_elements(g->'counted') one
    ), new_steps as (
      insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, started_at, due_at, ended_at,
        outcome, note, record)
      select case_id, number, step_key, step_type, name, role, unit_id, started_at, due_at, ended_at,
        outcome, note, record
      from given, jsonb_populate_recordset(null::case_steps, g->'steps')
    )
    insert into events (at, name, subject_id, actor_kind, unit_id, payload)
    select at, name, subject_id, 'system', unit_id, payload
    from given, jsonb_to_recordset(g->'events') as e (at timestamptz, name text, subject_id uuid, unit_id uuid, payload jsonb)
    `.execute(tx)
}

/** Cases of an import that somebody has worked on since. */
export async function countActedOn(tx: Tx, importId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from history_cases h join cases c on c.id = h.case_id
    where h.import_id = ${importId} and (c.version > 1
      or exists (select from dossier_papers p where p.case_id = c.id)
      or exists (select from dossier_notes n where n.case_id = c.id)
      or exists (select from dossier_supplements s where s.case_id = c.id)
      or exists (select from results r where r.case_id = c.id)
      or exists (select from dossiers d where d.case_id = c.id and d.rated_at is not null))`.execute(tx)
  return rows[0]?.n ?? 0
}

/** Takes every case of the import away. What the events told stays told; one more says that it was taken back. */
export async function removeCases(tx: Tx, importId: string): Promise<number> {
  const ids = await tx
    .deleteFrom('history_cases')
    .where('import_id', '=', importId)
    .returning('case_id as id')
    .execute()
  const all = ids.map(({ id }) => id)
  await sql`delete from case_steps where case_id = any(${all}::uuid[])`.execute(tx)
  await sql`delete from dossiers where case_id = any(${all}::uuid[])`.execute(tx)
  await sql`delete from cases where id = any(${all}::uuid[])`.execute(tx)
  return all.length
}
