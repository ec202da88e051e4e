/** Where words stand: in which table of the province, whatever its columns. */

import { sql, type Tx } from '#kernel/db.ts'

/** Every table of the province, with the number of its rows in which one of the words stands. */
export async function tablesWith(tx: Tx, words: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string; parent: string | null }>`
    select c.relname as name, p.relname as parent from pg_class c
      left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by 1`.execute(tx)
  const found = new Set<string>()
  for (const { name, parent } of rows) {
    const { rows: hits } = await sql`select from ${sql.table(name)} x
      where exists (select from unnest(${[...words]}::text[]) w where strpos(lower(x::text), lower(w)) > 0) limit 1`.execute(
      tx,
    )
    if (hits.length > 0) found.add(parent ?? name)
  }
  return [...found].sort()
}
