/** SQL of the monitor: leaves beside what they are about, and what has no leaf. */

import { sql, type Tx } from '#kernel/db.ts'
import type { EventSource, LookSource, Tree } from '../domain.ts'
import { countColumns, eventColumns, lookColumns } from '../sequencing/store.ts'
import type { Finding } from './domain.ts'

type Kept = { readonly index: number; readonly leaf: Buffer; readonly commitment: Buffer }
export type KeptEvent = Kept & { readonly leafPosition: number } & (
    | EventSource
    | Record<keyof EventSource, null>
  )
export type KeptLook = Kept & { readonly leafLook: string; readonly leafIsCount: boolean } & (
    | LookSource
    | Record<keyof LookSource, null>
  )

export async function findKeptEvents(tx: Tx, from: number, max: number): Promise<readonly KeptEvent[]> {
  const { rows } = await sql<KeptEvent>`
    select f.index, f.leaf, f.commitment, f.event_position as "leafPosition", e.*
    from ledger_leaves f left join lateral (
      select ${eventColumns} from events e where e.txid = f.event_txid and e.position = f.event_position) e on true
    where f.tree = 'decisions' and f.index >= ${from} order by f.index limit ${max}`.execute(tx)
  return rows
}

export async function findKeptLooks(tx: Tx, from: number, max: number): Promise<readonly KeptLook[]> {
  const { rows } = await sql<KeptLook>`
    select f.index, f.leaf, f.commitment, f.look_id as "leafLook", f.is_count as "leafIsCount", l.*
    from ledger_leaves f left join lateral (
      select ${lookColumns} from looks l where l.id = f.look_id and not f.is_count
      union all
      select ${countColumns} from looks l where l.id = f.look_id and f.is_count) l on true
    where f.tree = 'accesses' and f.index >= ${from} order by f.index limit ${max}`.execute(tx)
  return rows
}

export async function findTiles(tx: Tx, tree: Tree, level: number, from: number, max: number) {
  const { rows } = await sql<{ index: number; hashes: Buffer }>`
    select index, hashes from ledger_tiles where tree = ${tree} and level = ${level} and index >= ${from}
    order by index limit ${max}`.execute(tx)
  return rows
}

/** Events that a tree has passed and that are no leaf of it. */
export async function findInsertedEvents(tx: Tx, max: number): Promise<readonly number[]> {
  const { rows } = await sql<{ position: number }>`
    select e.position from events e join ledger_trees t on t.tree = 'decisions'
    where (e.txid, e.position) <= (t.txid, t.position)
      and not exists (select from ledger_leaves f where f.event_position = e.position and f.event_txid = e.txid)
    order by e.txid, e.position limit ${max}`.execute(tx)
  return rows.map(({ position }) => position)
}

export async function findInsertedLooks(tx: Tx, max: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select l.id from looks l join ledger_trees t on t.tree = 'accesses'
    where (l.txid, l.id) <= (t.txid, t.look_id)
      and not exists (select from ledger_leaves f where f.look_id = l.id and not f.is_count)
    order by l.id limit ${max}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Looks whose half hour was counted to the end and that were repeated since, or lost their repetitions' leaf. */
export async function findUncounted(tx: Tx, max: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select l.id from looks l join ledger_trees t on t.tree = 'accesses'
    where l.slot < t.counted_until - interval '2 hours'
      and (l.times > 1) <> exists (select from ledger_leaves f where f.look_id = l.id and f.is_count)
      or l.times = 1 and l.last_at <> l.first_at and l.slot < t.counted_until
    order by l.id limit ${max}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Events and looks that events say were forgotten, each event with its own leaf. */
export async function findForgotten(
  tx: Tx,
): Promise<{ events: ReadonlySet<number>; looks: ReadonlySet<string> }> {
  const { rows } = await sql<{ events: number[] | null; looks: string[] | null }>`
    select e.payload->'events' as events, e.payload->'looks' as looks
    from events e join ledger_leaves f on f.event_position = e.position
    where e.name in ('records.forgotten', 'records.looksForgotten') and e.actor_kind = 'system'`.execute(tx)
  return {
    events: new Set(rows.flatMap(({ events }) => events ?? [])),
    looks: new Set(rows.flatMap(({ looks }) => looks ?? [])),
  }
}

/** Keys as the leaves about them tell, each with its role. */
export async function findToldKeys(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ key: string; role: string }>`
    select payload->>'key' as key, payload->>'role' as role from events where name = 'ledger.keyAdded'`.execute(
    tx,
  )
  return new Map(rows.map(({ key, role }) => [key, role]))
}

export type LastCheck = { readonly at: Date; readonly leaves: number; readonly findings: readonly Finding[] }

export async function insertCheck(tx: Tx, id: string, { at, leaves, findings }: LastCheck): Promise<void> {
  await sql`insert into ledger_checks (id, at, leaves, findings)
    values (${id}, ${at}, ${leaves}, ${JSON.stringify(findings)})`.execute(tx)
}

export async function findLastCheck(tx: Tx): Promise<LastCheck | undefined> {
  const { rows } = await sql<LastCheck>`
    select at, leaves, findings from ledger_checks order by at desc limit 1`.execute(tx)
  return rows[0]
}
