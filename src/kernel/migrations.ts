/** Runs every `*\/migrations/*.sql` once, in name order across modules, as the owner of the province's schema. */

import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runMigrations as migrateQueue } from 'graphile-worker'
import pg from 'pg'
import { bringOlderServer } from './db/older-servers.ts'
import { applicationRole } from './db/roles.ts'

const sourceFolder = fileURLToPath(new URL('..', import.meta.url))
const lockKey = 7_190_001

export type Migration = { readonly name: string; readonly sql: string; readonly sha256: string }

/** All migrations of the kernel and the modules, in the order in which they run. */
export function findMigrations(folder = sourceFolder): Migration[] {
  return globSync('**/migrations/*.sql', { cwd: folder })
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      return {
        name: basename(file, '.sql'),
        sql: text,
        sha256: createHash('sha256').update(text).digest('hex'),
      }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Brings the province's schema and the job queue up to date. Two processes at once: the second waits, then finds nothing to do. */
export async function migrate(
  ownerUrl: string,
  schema: string,
  migrations = findMigrations(),
): Promise<string[]> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await bringOlderServer(client)
    await prepareSchema(client, schema)
    const done = await readDone(client)
    const todo = migrations.filter(({ name, sha256 }) => {
      const before = done.get(name)
      if (before !== undefined && before !== sha256)
        throw new Error(`Migration ${name} was edited after it ran. Write a new one instead.`)
      return before === undefined
    })
    for (const migration of todo) await runOne(client, migration)
    await prepareQueue(client, ownerUrl)
    return todo.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function prepareSchema(client: pg.Client, schema: string): Promise<void> {
  await client.query(`create schema if not exists "${schema}"`)
  await client.query(`set search_path to "${schema}", public`)
  await client.query(`grant usage on schema "${schema}" to ${applicationRole}`)
  const grants = {
    tables: 'select, insert, update, delete',
    sequences: 'usage, select',
    functions: 'execute',
  }
  for (const [kind, rights] of Object.entries(grants))
    await client.query(
      `alter default privileges in schema "${schema}" grant ${rights} on ${kind} to ${applicationRole}`,
    )
  await client.query(
    'create table if not exists migrations (name text primary key, sha256 text not null, ran_at timestamptz not null default now())',
  )
}

async function readDone(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migrations')
  return new Map(rows.map((row) => [row.name, row.sha256]))
}

async function runOne(client: pg.Client, { name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`Migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
}

/** The job queue keeps its own schema beside the provinces; the application adds and works jobs, and cannot alter it. */
async function prepareQueue(client: pg.Client, ownerUrl: string): Promise<void> {
  await migrateQueue({ connectionString: ownerUrl })
  await client.query(`grant usage on schema graphile_worker to ${applicationRole}`)
  await client.query(
    `grant select, insert, update, delete on all tables in schema graphile_worker to ${applicationRole}`,
  )
  await client.query(`grant usage, select on all sequences in schema graphile_worker to ${applicationRole}`)
  await client.query(`grant execute on all functions in schema graphile_worker to ${applicationRole}`)
  await client.query(openQueue)
}

/** The queue's tables hide their rows from everyone but their owner until a policy says otherwise. */
const openQueue = `do $$
declare queue_table regclass;
begin
  for queue_table in
    select oid from pg_class c where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
      and not exists (select from pg_policy where polrelid = c.oid and polname = 'application')
  loop
    execute format('create policy application on %s to ${applicationRole} using (true) with check (true)', queue_table);
  end loop;
end $$`
