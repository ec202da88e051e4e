/** SQL of how soon systems answered. */

import { sql, type Tx } from '#kernel/db.ts'

const callsMeasured = 50

/** Seconds to the answer, or to the end of waiting, over the last calls of a quarter of an hour; by key. */
export async function findSeconds(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; seconds: number }>`
    select given.key, last.seconds from unnest(${[...keys]}::text[]) as given (key) cross join lateral (
      select avg(seconds)::float8 as seconds from (
        select extract(epoch from a.logged_at - c.logged_at) as seconds
        from exchange_calls c join exchange_answers a on a.call_id = c.id
        where c.partner = given.key and c.direction = 'out' and c.logged_at > clock_timestamp() - interval '15 minutes'
        order by c.logged_at desc limit ${callsMeasured}) calls) last
    where last.seconds is not null`.execute(tx)
  return new Map(rows.map(({ key, seconds }) => [key, seconds]))
}
