/** SQL of what came of backups, and of the bytes that rows name. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Run, RunKind } from './domain.ts'

const columns = sql`kind, at, seconds, is_good as "isGood", facts`

export async function insertRun(tx: Tx, { kind, at, seconds, isGood, facts }: Run): Promise<void> {
  await sql`insert into backup_runs (kind, at, seconds, is_good, facts)
    values (${kind}, ${at}, ${seconds}, ${isGood}, ${JSON.stringify(facts)})
    on conflict (kind) where kind = 'log'
      do update set at = case when excluded.is_good then excluded.at else backup_runs.at end,
        is_good = excluded.is_good, facts = excluded.facts`.execute(tx)
}

/** The last run of a kind; of those that were good, with `isGood`. */
export async function findRun(tx: Tx, kind: RunKind, isGood = false): Promise<Run | undefined> {
  const { rows } = await sql<Run>`
    select ${columns} from backup_runs where kind = ${kind} and (is_good or not ${isGood}::boolean)
    order by at desc limit 1`.execute(tx)
  return rows[0]
}

export async function forgetRuns(tx: Tx, before: Date): Promise<void> {
  await sql`delete from backup_runs where at < ${before} and kind <> 'log'`.execute(tx)
}

/**
 * Hashes of stored bytes that are needed: those in any column that holds hashes, as far as one of the conditions that modules
 * declare on bytes `s.sha256` (`Keeping.bytes`) says that a row names them.
 */
export async function findNamedHashes(tx: Tx, conditions: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows: columns } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and a.attname ~ '(^|_)sha256$' and format_type(a.atttypid, null) = 'text'`.execute(tx)
  const each = columns.map(
    ({ table, column }) => sql`select ${sql.ref(column)} as sha256 from ${sql.table(table)}`,
  )
  const named = sql.join(
    conditions.map((condition) => sql`${sql.raw(condition)}`),
    sql` or `,
  )
  const { rows } = await sql<{ sha256: string }>`
    select s.sha256 from (${sql.join(each, sql` union `)}) s where ${named}`.execute(tx)
  return new Set(rows.map(({ sha256 }) => sha256))
}

export type Running = { readonly migration: string; readonly postgres: string; readonly pack: string | null }

/** What runs here: the last migration, the server, the fingerprint of the loaded pack. */
export async function findRunning(tx: Tx): Promise<Running> {
  const { rows } = await sql<Running>`
    select (select max(name) from migrations) as migration, current_setting('server_version') as postgres,
      (select value #>> '{}' from settings where key = 'pack') as pack`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('The database told nothing of itself')
  return row
}

/** Takes the moment that another connection of the same database exported. */
export async function seeMoment(tx: Tx, snapshot: string): Promise<void> {
  await sql`set transaction snapshot ${sql.lit(snapshot)}`.execute(tx)
}
