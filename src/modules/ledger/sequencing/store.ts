/** SQL of the trees: what waits to be a leaf, leaves, tiles, how far each tree is. */

import { sql, type Tx } from '#kernel/db.ts'
import { placeOf } from '#kernel/events.ts'
import type { Tile, TileReader } from '#kernel/merkle-tiles.ts'
import type { EventSource, LookSource, Tree } from '../domain.ts'

export type TreeState = {
  readonly size: number
  readonly txid: string
  readonly position: number
  readonly lookId: string
  readonly countedUntil: Date | null
}

const stateColumns = sql`size, txid, position, look_id as "lookId",
  case when isfinite(counted_until) then counted_until end as "countedUntil"`

/** Holds the tree until the transaction ends; `undefined` while somebody else does. */
export async function holdTree(tx: Tx, tree: Tree): Promise<TreeState | undefined> {
  const { rows } = await sql<TreeState>`
    select ${stateColumns} from ledger_trees where tree = ${tree} for update skip locked`.execute(tx)
  return rows[0]
}

export async function findTree(tx: Tx, tree: Tree): Promise<TreeState> {
  const { rows } =
    await sql<TreeState>`select ${stateColumns} from ledger_trees where tree = ${tree}`.execute(tx)
  const [state] = rows
  if (!state) throw new Error(`The tree ${tree} is not there`)
  return state
}

export async function moveTree(tx: Tx, tree: Tree, to: TreeState): Promise<void> {
  await sql`update ledger_trees set size = ${to.size}, txid = ${to.txid}::xid8, position = ${to.position},
    look_id = ${to.lookId}, counted_until = coalesce(${to.countedUntil}::timestamptz, '-infinity') where tree = ${tree}`.execute(
    tx,
  )
}

/** To the microsecond and in one spelling. */
const instant = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

export const eventColumns = sql`e.txid, e.position, e.salt, e.payload as details, jsonb_build_object('v', 1, 'tree', 'decisions',
  'txid', e.txid::text, 'position', e.position, 'at', ${instant('e.at')}, 'name', e.name, 'subject', e.subject_id,
  'actorKind', e.actor_kind, 'actor', e.actor_id, 'unit', e.unit_id, 'represented', e.represented_id,
  'mandate', e.mandate_id) as about`

export const lookColumns = sql`l.txid, l.id as "lookId", l.salt, false as "isCount",
  jsonb_build_object('v', 1, 'tree', 'accesses', 'kind', 'look', 'look', l.id, 'txid', l.txid::text) as about,
  jsonb_build_object('slot', ${instant('l.slot')}, 'key', encode(l.key, 'hex'), 'firstAt', ${instant('l.first_at')},
    'viewerKind', l.viewer_kind, 'viewer', l.viewer_id, 'represented', l.represented_id, 'unit', l.unit_id,
    'title', l.viewer_title, 'subjects', l.subjects, 'what', l.what, 'why', l.why, 'way', l.way, 'words', l.words,
    'forDossier', l.for_dossier) as details`

export const countColumns = sql`l.txid, l.id as "lookId", l.salt, true as "isCount",
  jsonb_build_object('v', 1, 'tree', 'accesses', 'kind', 'count', 'look', l.id) as about,
  jsonb_build_object('times', l.times, 'lastAt', ${instant('l.last_at')}) as details`

/**
 * Events after the last leaf, in the order of `kernel/events.ts`: below the oldest transaction that writes, so that none is ever
 * passed over. Reports only read and hold nobody up; what writes is short.
 */
export async function findWaitingEvents(
  tx: Tx,
  after: TreeState,
  max: number,
): Promise<readonly EventSource[]> {
  const { rows } = await sql<EventSource>`
    select ${eventColumns} from events e
    where (e.txid, e.position) > ${placeOf(after)}
      and e.txid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.txid, e.position limit ${max}`.execute(tx)
  return rows
}

export async function findWaitingLooks(
  tx: Tx,
  after: TreeState,
  max: number,
): Promise<readonly LookSource[]> {
  const { rows } = await sql<LookSource>`
    select ${lookColumns} from looks l
    where (l.txid, l.id) > (${after.txid}::xid8, ${after.lookId}::uuid)
      and l.txid < pg_snapshot_xmin(pg_current_snapshot())
    order by l.txid, l.id limit ${max}`.execute(tx)
  return rows
}

/** Looks that were repeated within their half hour, of half hours that are over; those that came in late are looked for once more. */
export async function findWaitingCounts(
  tx: Tx,
  { countedUntil }: TreeState,
  until: Date,
): Promise<readonly LookSource[]> {
  const { rows } = await sql<LookSource>`
    select ${countColumns} from looks l
    where l.slot >= coalesce(${countedUntil}::timestamptz - interval '2 hours', '-infinity') and l.slot < ${until} and l.times > 1
      and exists (select from ledger_leaves f where f.look_id = l.id and not f.is_count)
      and not exists (select from ledger_leaves f where f.look_id = l.id and f.is_count)
    order by l.slot, l.id`.execute(tx)
  return rows
}

export type NewLeaf = {
  readonly leaf: Buffer
  readonly commitment: Buffer
  readonly source:
    | { readonly txid: string; readonly position: number }
    | { readonly lookId: string; readonly isCount: boolean }
}

export async function insertLeaves(
  tx: Tx,
  tree: Tree,
  from: number,
  leaves: readonly NewLeaf[],
): Promise<void> {
  const column = <T>(pick: (leaf: NewLeaf) => T) => leaves.map(pick)
  const event = ({ source }: NewLeaf) => ('position' in source ? source : undefined)
  const look = ({ source }: NewLeaf) => ('lookId' in source ? source : undefined)
  await sql`
    insert into ledger_leaves (tree, index, leaf, commitment, event_txid, event_position, look_id, is_count)
    select ${tree}, ${from}::bigint + place - 1, leaf, commitment, txid::xid8, position, look_id, is_count
    from unnest(${column(({ leaf }) => leaf)}::bytea[], ${column(({ commitment }) => commitment)}::bytea[],
      ${column((one) => event(one)?.txid ?? null)}::text[], ${column((one) => event(one)?.position ?? null)}::bigint[],
      ${column((one) => look(one)?.lookId ?? null)}::uuid[], ${column((one) => look(one)?.isCount ?? false)}::boolean[])
      with ordinality as given (leaf, commitment, txid, position, look_id, is_count, place)`.execute(tx)
}

/** Writes tiles that grew. What was in a tile stays its beginning, or nothing is written. */
export async function growTiles(tx: Tx, tree: Tree, tiles: readonly Tile[]): Promise<void> {
  const argument = tiles.map(({ level, index, hashes }) => ({
    tree,
    level,
    index,
    hashes: hashes.toString('base64'),
  }))
  await sql`select grow_ledger_tiles(${JSON.stringify(argument)}::jsonb)`.execute(tx)
}

/** Tiles as they lie in the database; an empty one where there is none. */
export const tileReader =
  (tx: Tx, tree: Tree): TileReader =>
  async ({ level, index }) => {
    const { rows } = await sql<{ hashes: Buffer }>`
      select hashes from ledger_tiles where tree = ${tree} and level = ${level} and index = ${index}`.execute(
      tx,
    )
    return rows[0]?.hashes ?? Buffer.alloc(0)
  }

/** When the oldest look was taken that no signed head of so many leaves holds. */
export async function unprovenSince(tx: Tx, size: number): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    (select first_at as at from looks where id =
      (select look_id from ledger_leaves where tree = 'accesses' and index >= ${size} and not is_count order by index limit 1))
    union all
    (select first_at from looks
      where (txid, id) > (select txid, look_id from ledger_trees where tree = 'accesses') order by txid, id limit 1)
    order by 1 limit 1`.execute(tx)
  return rows[0]?.at
}

/** Since when the oldest event or look waits to be a leaf. Joined with the trees it would be found by reading all of them. */
export async function waitingSince(tx: Tx): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    (select at from events
      where (txid, position) > (select txid, position from ledger_trees where tree = 'decisions')
      order by txid, position limit 1)
    union all
    (select first_at from looks
      where (txid, id) > (select txid, look_id from ledger_trees where tree = 'accesses') order by txid, id limit 1)
    order by 1 limit 1`.execute(tx)
  return rows[0]?.at
}
