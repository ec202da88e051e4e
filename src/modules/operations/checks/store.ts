/** SQL of what was proved, of alarms, and of what the checks of operations themselves look at. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Sentence } from '#kernel/errors.ts'
import type { Health, HealthState } from '#kernel/health.ts'

export type ProofRow = {
  readonly name: string
  readonly state: HealthState
  readonly because: Sentence | null
  readonly provedAt: Date
  readonly since: Date
  readonly unwell: number
}

const proofColumns = sql`name, state, because, proved_at as "provedAt", since, unwell`

/** Keeps what a check found now; answers how it stands since when. */
export async function saveProof(
  tx: Tx,
  name: string,
  { state, because }: Health,
  at: Date,
): Promise<ProofRow> {
  const words = because ? JSON.stringify(because) : null
  const { rows } = await sql<ProofRow>`
    insert into health_proofs as p (name, state, because, proved_at, since, unwell)
    values (${name}, ${state}, ${words}::jsonb, ${at}, ${at}, ${state === 'well' ? 0 : 1})
    on conflict (name) do update set state = excluded.state, because = excluded.because, proved_at = excluded.proved_at,
      since = case when p.state = excluded.state then p.since else excluded.since end,
      unwell = case when excluded.state = 'well' then 0 else p.unwell + 1 end
    returning ${proofColumns}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`The proof of ${name} was not kept`)
  return row
}

export async function findProofs(tx: Tx): Promise<ReadonlyMap<string, ProofRow>> {
  const { rows } = await sql<ProofRow>`select ${proofColumns} from health_proofs`.execute(tx)
  return new Map(rows.map((row) => [row.name, row]))
}

/** Raises an alarm, or says anew how bad the open one is. Answers its id where it was not open before. */
export async function raiseAlarm(
  tx: Tx,
  { name, state, because }: ProofRow,
  at: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string; isNew: boolean }>`
    insert into alarms as a (check_name, state, because, raised_at)
    values (${name}, ${state}, ${JSON.stringify(because)}::jsonb, ${at})
    on conflict (check_name) where ended_at is null
      do update set because = excluded.because,
        state = case when a.state = 'down' then 'down' else excluded.state end
    returning id, raised_at = ${at} as "isNew"`.execute(tx)
  return rows[0]?.isNew ? rows[0].id : undefined
}

/** Answers the id of the alarm that is over. */
export async function endAlarm(tx: Tx, name: string, at: Date): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update alarms set ended_at = ${at} where check_name = ${name} and ended_at is null returning id`.execute(
    tx,
  )
  return rows[0]?.id
}

export type Alarm = {
  readonly id: string
  readonly checkName: string
  readonly state: 'degraded' | 'down'
  readonly because: Sentence | null
  readonly raisedAt: Date
  readonly takenAt: Date | null
  readonly takenByName: string | null
  readonly endedAt: Date | null
  readonly notes: readonly { readonly at: string; readonly text: string }[]
}

const alarms = sql`
  select a.id, check_name as "checkName", state, because, raised_at as "raisedAt", taken_at as "takenAt",
    p.full_name as "takenByName", ended_at as "endedAt",
    (select coalesce(jsonb_agg(jsonb_build_object('at', n.at, 'text', n.text) order by n.at, n.id), '[]')
      from alarm_notes n where n.alarm_id = a.id) as notes
  from alarms a left join persons p on p.id = a.taken_by`

/** Open ones, and those that were open since then; the last first. */
export async function findAlarms(tx: Tx, since: Date): Promise<readonly Alarm[]> {
  const { rows } = await sql<Alarm>`
    ${alarms} where ended_at is null or ended_at >= ${since} order by ended_at is not null, raised_at desc limit 100`.execute(
    tx,
  )
  return rows
}

export async function findAlarm(tx: Tx, id: string): Promise<Alarm | undefined> {
  const { rows } = await sql<Alarm>`${alarms} where a.id = ${id}`.execute(tx)
  return rows[0]
}

/** Answers whether nobody had taken it before. */
export async function takeAlarm(tx: Tx, id: string, personId: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update alarms set taken_by = ${personId}, taken_at = ${at} where id = ${id} and taken_at is null`.execute(
    tx,
  )
  return numAffectedRows === 1n
}

export async function insertNote(
  tx: Tx,
  note: { readonly alarmId: string; readonly at: Date; readonly writtenBy: string; readonly text: string },
): Promise<void> {
  await tx
    .insertInto('alarm_notes')
    .values({ alarm_id: note.alarmId, at: note.at, written_by: note.writtenBy, text: note.text })
    .execute()
}

export type ServerState = { readonly clock: Date; readonly unsafe: readonly string[] }

/** The server's clock, and which settings that keep acknowledged writes are off. */
export async function findServerState(tx: Tx): Promise<ServerState> {
  const { rows } = await sql<ServerState>`
    select clock_timestamp() as clock,
      (select coalesce(array_agg(name order by name), '{}') from pg_settings
        where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off') as unsafe`.execute(
    tx,
  )
  const [row] = rows
  if (!row) throw new Error('The server told nothing of itself')
  return row
}

export type Behind = { readonly name: string; readonly failures: number; readonly waitingSince: Date | null }

/** Reactions and folds that failed, or that did not take what happened before `at`. */
export async function findBehind(tx: Tx, at: Date): Promise<readonly Behind[]> {
  const { rows } = await sql<Behind>`
    select c.reaction as name, c.failures, w.at as "waitingSince"
    from event_cursors c left join lateral (
      select e.at from events e where (e.txid, e.position) > (c.txid, c.position) order by e.txid, e.position limit 1) w on true
    where c.failures > 0 or w.at < ${at} order by w.at nulls last`.execute(tx)
  return rows
}

export type Jobs = { readonly spent: number; readonly late: number; readonly tasks: readonly string[] }

/** Jobs that used up their attempts, and those that were due before `at` and wait. */
export async function findJobs(tx: Tx, at: Date): Promise<Jobs> {
  const { rows } = await sql<Jobs>`
    select count(*) filter (where attempts >= max_attempts and locked_at is null) as spent,
      count(*) filter (where attempts < max_attempts and run_at < ${at} and locked_at is null) as late,
      coalesce(array_agg(distinct regexp_replace(task_identifier, '^.*/', '')), '{}') as tasks
    from graphile_worker.jobs
    where (starts_with(task_identifier, current_schema() || '/') or task_identifier not like '%/%') and (attempts >= max_attempts or run_at < ${at}) and locked_at is null`.execute(
    tx,
  )
  return rows[0] ?? { spent: 0, late: 0, tasks: [] }
}
