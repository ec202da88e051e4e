/** What every table holds at one moment, as a count and a sum over its rows: equal in two databases only where all rows are. */

import { sql, type Tx } from '../db.ts'

export type Fingerprint = { readonly rows: number; readonly sum: string }
export type Fingerprints = ReadonlyMap<string, Fingerprint>

/** Of the province's tables and those of the job queue. Reads all of them: for a night, not for a page. */
export async function fingerprints(tx: Tx): Promise<Fingerprints> {
  // Rows are compared as text, which these decide.
  await sql`set local timezone = 'UTC'; set local datestyle = 'ISO';
    set local intervalstyle = 'iso_8601'; set local bytea_output = 'hex'; set local extra_float_digits = 1`.execute(
    tx,
  )
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in (current_schema(), 'graphile_worker') order by 1, 2`.execute(tx)
  const found = new Map<string, Fingerprint>()
  for (const { schema, name } of tables) {
    const { rows } = await sql<Fingerprint>`
      select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text as sum
      from ${sql.table(`${schema}.${name}`)} t`.execute(tx)
    if (rows[0]) found.set(`${schema}.${name}`, rows[0])
  }
  return found
}

/** Names of tables that differ, each with how many rows it has on either side. */
export function differences(ours: Fingerprints, theirs: Fingerprints): readonly string[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((name) => {
    const [a, b] = [ours.get(name), theirs.get(name)]
    return a?.rows === b?.rows && a?.sum === b?.sum ? [] : [`${name}: ${a?.rows ?? '–'} / ${b?.rows ?? '–'}`]
  })
}
