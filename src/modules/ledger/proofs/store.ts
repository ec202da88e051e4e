/** SQL of proofs: an event with its leaf, and leaves by their first signs. */

import type { CaseState } from '#kernel/cases.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { EventSource, Tree } from '../domain.ts'
import { eventColumns } from '../sequencing/store.ts'

export type EventLeaf = EventSource & {
  readonly at: Date
  readonly name: string
  /** Its number in the tree, once it is there. */
  readonly index: number | null
  readonly leaf: Buffer | null
}

/** Events about one thing with their leaves, the first one first. */
export async function findEventLeaves(
  tx: Tx,
  subjectId: string,
  name?: string,
): Promise<readonly EventLeaf[]> {
  const { rows } = await sql<EventLeaf>`
    select ${eventColumns}, e.at, e.name, f.index, f.leaf
    from events e left join ledger_leaves f on f.event_position = e.position
    where e.subject_id = ${subjectId} ${name === undefined ? sql`` : sql`and e.name = ${name}`}
    order by e.txid, e.position`.execute(tx)
  return rows
}

export type FoundLeaf = { readonly tree: Tree; readonly index: number; readonly leaf: Buffer }

/** The leaf that begins with these eight bytes. */
export async function findLeaf(tx: Tx, start: Buffer): Promise<FoundLeaf | undefined> {
  const end = Buffer.concat([start, Buffer.alloc(24, 0xff)])
  const { rows } = await sql<FoundLeaf>`
    select tree, index, leaf from ledger_leaves where leaf between ${start} and ${end} limit 1`.execute(tx)
  return rows[0]
}

/** The case with this code. */
export async function findCase(
  tx: Tx,
  code: string,
): Promise<{ readonly id: string; readonly state: CaseState } | undefined> {
  const { rows } = await sql<{ id: string; state: CaseState }>`
    select id, state from cases where code = ${code}`.execute(tx)
  return rows[0]
}
