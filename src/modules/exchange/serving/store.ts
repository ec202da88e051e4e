/** SQL of the agencies whose systems may call ours. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Client } from './domain.ts'

export async function findClient(tx: Tx, member: string): Promise<Client | undefined> {
  const { rows } = await sql<Client>`
    select id, member, name, public_key as "publicKey", scopes, calls_per_minute as "callsPerMinute",
      is_enabled as "isEnabled"
    from exchange_clients where member = ${member}`.execute(tx)
  return rows[0]
}

export async function findClients(tx: Tx): Promise<readonly Client[]> {
  const { rows } = await sql<Client>`
    select id, member, name, public_key as "publicKey", scopes, calls_per_minute as "callsPerMinute",
      is_enabled as "isEnabled"
    from exchange_clients order by name, member`.execute(tx)
  return rows
}

export async function saveClient(tx: Tx, client: Omit<Client, 'id'>): Promise<void> {
  const { member, name, publicKey, scopes, callsPerMinute, isEnabled } = client
  await sql`
    insert into exchange_clients (member, name, public_key, scopes, calls_per_minute, is_enabled)
    values (${member}, ${name}, ${publicKey}, ${[...scopes]}, ${callsPerMinute}, ${isEnabled})
    on conflict (member) do update set name = excluded.name, public_key = excluded.public_key, scopes = excluded.scopes,
      calls_per_minute = excluded.calls_per_minute, is_enabled = excluded.is_enabled`.execute(tx)
}

/** Minutes that are long past count no more. */
export async function forgetRates(tx: Tx, before: Date): Promise<void> {
  await sql`delete from exchange_rates where minute < ${before}`.execute(tx)
}
