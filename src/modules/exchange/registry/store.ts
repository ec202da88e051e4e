/** SQL of registered systems. */

import { sql, type Tx } from '#kernel/db.ts'
import type { NewSystem, System } from './domain.ts'

const columns = sql`key, protocol, host, port, path_prefix as "pathPrefix", is_private as "isPrivate", is_simulator as "isSimulator",
  public_key as "publicKey", is_enabled as "isEnabled", connected_at as "connectedAt"`

export async function findSystem(tx: Tx, key: string): Promise<System | undefined> {
  const { rows } = await sql<System>`select ${columns} from exchange_systems where key = ${key}`.execute(tx)
  return rows[0]
}

export async function findSystems(tx: Tx): Promise<readonly System[]> {
  const { rows } = await sql<System>`select ${columns} from exchange_systems order by key`.execute(tx)
  return rows
}

/** Keys of the systems that are switched on. */
export async function connectedKeys(tx: Tx): Promise<ReadonlySet<string>> {
  return new Set((await findSystems(tx)).flatMap(({ key, isEnabled }) => (isEnabled ? [key] : [])))
}

export async function saveSystem(tx: Tx, system: NewSystem, now: Date): Promise<void> {
  const {
    key,
    protocol = 'signed',
    host,
    port,
    pathPrefix,
    isPrivate,
    isSimulator,
    publicKey,
    isEnabled,
  } = system
  await sql`
    insert into exchange_systems (key, protocol, host, port, path_prefix, is_private, is_simulator, public_key, is_enabled, connected_at)
    values (${key}, ${protocol}, ${host}, ${port}, ${pathPrefix}, ${isPrivate}, ${isSimulator}, ${publicKey}, ${isEnabled}, ${now})
    on conflict (key) do update set protocol = excluded.protocol, host = excluded.host, port = excluded.port, path_prefix = excluded.path_prefix,
      is_private = excluded.is_private, is_simulator = excluded.is_simulator, public_key = excluded.public_key,
      is_enabled = excluded.is_enabled`.execute(tx)
}
