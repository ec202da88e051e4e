/** Runs every `*\/migrations/*.sql` once, in name order across modules, as the owner of the province's schema. */

import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { runMigrations as migrateQueue } from 'graphile-worker'
import pg from 'pg'
import { spread } from './db/cluster.ts'
import { bringOlderServer } from './db/older-servers.ts'
import { applicationRole } from './db/roles.ts'
import { splitStatements } from './db/statements.ts'

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
    await prepareQueue(await spread(client, ownerUrl, schema))
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

/** What waits longer for a lock gives way to the people who work, and tries again. */
const lockWaitMs = 500
const attemptsMax = 60
const noLock = '55P03'

async function runOne(client: pg.Client, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await (isAlone(migration) ? runAlone(client, migration) : runWhole(client, migration))
      return
    } catch (cause) {
      const isBusy = cause instanceof pg.DatabaseError && cause.code === noLock
      if (isBusy && attempt < attemptsMax) {
        await sleep(Math.min(100 * attempt, 2_000))
        continue
      }
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`Migration ${migration.name} failed: ${reason}`, { cause })
    }
}

async function runWhole(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query(`begin; set local lock_timeout = ${lockWaitMs}`)
    for (const statement of splitStatements(migration.sql)) await client.query(statement)
    await keep(client, migration)
    await client.query('commit')
  } catch (thrown) {
    await client.query('rollback')
    throw thrown
  }
}

/** A first line `-- alone:` says that the one statement, an index made beside the writers, cannot stand in a transaction. */
const isAlone = ({ sql }: Migration) => sql.startsWith('-- alone:')

/** An attempt that failed leaves an index that counts for nothing, which its name gives away. */
async function runAlone(client: pg.Client, migration: Migration): Promise<void> {
  const [, index] = /\bindex concurrently (?:if not exists )?"?(\w+)/i.exec(migration.sql) ?? []
  if (index) await client.query(`drop index concurrently if exists "${index}"`)
  await client.query(migration.sql)
  await keep(client, migration)
}

const keep = (client: pg.Client, { name, sha256 }: Migration) =>
  client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])

/** The job queue keeps its own schema beside the provinces; the application adds and works jobs, and cannot alter it. */
export async function prepareQueue(ownerUrl: string): Promise<void> {
  await migrateQueue({ connectionString: ownerUrl })
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    for (const right of queueRights) await client.query(`grant ${right} to ${applicationRole}`)
    await client.query(openQueue)
  } finally {
    await client.end()
  }
}

const queueRights = [
  'usage on schema graphile_worker',
  'select, insert, update, delete on all tables in schema graphile_worker',
  'usage, select on all sequences in schema graphile_worker',
  'execute on all functions in schema graphile_worker',
]

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
