/** What a province's schema holds, read and written row by row as PostgreSQL writes rows: nothing is lost on the way. */

import pg from 'pg'

export type Sequence = { readonly name: string; readonly value: string; readonly isCalled: boolean }
export type QueuedJob = {
  readonly task: string
  readonly payload: string
  readonly queue: string | null
  readonly runAt: string
  readonly attemptsMax: number
  readonly key: string | null
}
export type Partition = {
  readonly name: string
  readonly parent: string
  readonly bounds: string
  /** Rights of the application's role, which a fresh table would get too many of. */
  readonly rights: readonly string[]
}
/** What proves that two places hold the same: how many rows, and a sum over their hashes. */
export type Proof = { readonly rows: string; readonly hash: string }

const batchRows = 1_000

/** A connection of the owner that reads and writes this province, always in the same notation. */
export async function ownerOf(url: string, schema: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'mot-cua province' })
  await client.connect()
  await client.query(
    `set search_path to "${schema}", public; set datestyle to iso; set timezone to 'UTC'; set intervalstyle to postgres;
     set bytea_output to hex; set extra_float_digits to 3; set lock_timeout to '30s'`,
  )
  return client
}

/** Tables that hold rows, a partitioned one as a whole. */
export async function tablesOf(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = to_regnamespace($1) and relkind in ('r', 'p')
       and not relispartition order by relname`,
    [`"${schema}"`],
  )
  return rows.map(({ name }) => name)
}

export async function migrationsOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ all: string }>(
    `select string_agg(name || ' ' || sha256, E'\\n' order by name) as all from migrations`,
  )
  return rows[0]?.all ?? ''
}

export async function proofOf(client: pg.Client, table: string): Promise<Proof> {
  const { rows } = await client.query<Proof>(
    `select count(*)::text as rows, coalesce(sum(hashtextextended(one_row::text, 0)::numeric), 0)::text as hash
     from "${table}" one_row`,
  )
  return rows[0] ?? { rows: '0', hash: '0' }
}

/** The rows of a table in batches, within the caller's transaction. */
export async function* rowsOf(client: pg.Client, table: string): AsyncGenerator<readonly string[]> {
  await client.query(
    `declare rows_of_table no scroll cursor for select one_row::text as line from "${table}" one_row`,
  )
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${batchRows} from rows_of_table`)
    if (rows.length === 0) break
    yield rows.map(({ line }) => line)
  }
  await client.query('close rows_of_table')
}

/** Writes rows as `rowsOf` gave them. What the database computes is computed anew. */
export async function writeRows(client: pg.Client, table: string, rows: readonly string[]): Promise<void> {
  const { rows: columns } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
       and attgenerated = '' order by attnum`,
    [`"${table}"`],
  )
  const names = columns.map(({ name }) => `"${name}"`)
  await client.query(
    `insert into "${table}" (${names.join(', ')}) overriding system value
     select ${names.map((name) => `(one_row).${name}`).join(', ')}
     from (select line::"${table}" as one_row from unnest($1::text[]) line offset 0) lines`,
    [rows],
  )
}

export async function sequencesOf(client: pg.Client, schema: string): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = to_regnamespace($1) and relkind = 'S' order by relname`,
    [`"${schema}"`],
  )
  const sequences: Sequence[] = []
  for (const { name } of rows) {
    const { rows: at } = await client.query<{ value: string; isCalled: boolean }>(
      `select last_value::text as value, is_called as "isCalled" from "${name}"`,
    )
    if (at[0]) sequences.push({ name, ...at[0] })
  }
  return sequences
}

export async function writeSequences(client: pg.Client, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, value, isCalled } of sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [`"${name}"`, value, isCalled])
}

/** Jobs of the province in the queue beside all provinces. */
export async function jobsOf(client: pg.Client, schema: string): Promise<QueuedJob[]> {
  const { rows } = await client.query<QueuedJob>(
    `select t.identifier as task, j.payload::text, q.queue_name as queue, j.run_at::text as "runAt",
       j.max_attempts as "attemptsMax", j.key
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
     where starts_with(t.identifier, $1) and j.attempts < j.max_attempts order by j.id`,
    [`${schema}/`],
  )
  return rows
}

export async function writeJobs(client: pg.Client, jobs: readonly QueuedJob[]): Promise<void> {
  for (const { task, payload, queue, runAt, attemptsMax, key } of jobs)
    await client.query(
      `select graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4::timestamptz, max_attempts => $5, job_key => $6)`,
      [task, payload, queue, runAt, attemptsMax, key],
    )
}

export async function dropJobs(client: pg.Client, schema: string): Promise<void> {
  await client.query(
    `delete from graphile_worker._private_jobs where task_id in
       (select id from graphile_worker._private_tasks where starts_with(identifier, $1))`,
    [`${schema}/`],
  )
}

export async function partitionsOf(client: pg.Client, schema: string, role: string): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(
    `select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bounds,
       array(select kind from unnest(array['select', 'insert', 'update', 'delete']) kind
         where has_table_privilege($2, c.oid, kind)) as rights
     from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
     where c.relnamespace = to_regnamespace($1) and c.relispartition and c.relkind = 'r' order by c.relname`,
    [`"${schema}"`, role],
  )
  return rows
}
