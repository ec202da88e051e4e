/** What migrations use of PostgreSQL 18, for the servers 15 to 17 that distributions carry. */

import type pg from 'pg'

const servedSince = 150_000
const complete = 180_000

/**
 * Brings the two names that older servers lack into `public`, where every search path ends: ids that grow with time, and a
 * collation that folds all letters. A newer server has its own, which come first. Throws on servers that are too old.
 */
export async function bringOlderServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `select current_setting('server_version_num')::int as version`,
  )
  const version = rows[0]?.version ?? 0
  if (version < servedSince) throw new Error(`PostgreSQL 15 trở lên là cần thiết; máy chủ này là ${version}.`)
  if (version < complete) await client.query(missing)
}

const missing = `
create or replace function public.uuidv7() returns uuid
language sql volatile parallel safe set search_path = pg_catalog as $$
  select (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0')
    || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;
create collation if not exists public.pg_unicode_fast (provider = icu, locale = 'und')`
