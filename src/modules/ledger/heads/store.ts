/** SQL of keys, signed heads and the signatures of witnesses. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Tree } from '../domain.ts'

export type KeyRole = 'log' | 'promise' | 'witness'
export type KnownKey = {
  readonly name: string
  readonly key: string
  readonly role: KeyRole
  readonly addedAt: Date
}

export async function findKeys(tx: Tx): Promise<readonly KnownKey[]> {
  const { rows } = await sql<KnownKey>`
    select name, key, role, added_at as "addedAt" from ledger_keys order by added_at, key`.execute(tx)
  return rows
}

/** `false` when it was known. */
export async function insertKey(tx: Tx, { name, key, role, addedAt }: KnownKey): Promise<boolean> {
  const { rows } =
    await sql`insert into ledger_keys (name, key, role, added_at) values (${name}, ${key}, ${role}, ${addedAt})
    on conflict (key) do nothing returning 1`.execute(tx)
  return rows.length > 0
}

export type SignedHead = {
  readonly size: number
  readonly root: Buffer
  /** With every cosignature there is. */
  readonly note: string
  readonly at: Date
  readonly witnesses: readonly string[]
}

const headColumns = sql`c.size, c.root, c.at,
  c.note || coalesce((select string_agg(s.line, '' order by s.at, s.witness) from ledger_cosignatures s
    where s.tree = c.tree and s.size = c.size), '') as note,
  array(select s.witness from ledger_cosignatures s where s.tree = c.tree and s.size = c.size order by s.witness) as witnesses`

/** The newest head; of those that hold a leaf, with `above` its index. */
export async function findHead(tx: Tx, tree: Tree, above = -1): Promise<SignedHead | undefined> {
  const { rows } = await sql<SignedHead>`
    select ${headColumns} from ledger_checkpoints c where c.tree = ${tree} and c.size > ${above}
    order by c.size desc limit 1`.execute(tx)
  return rows[0]
}

export async function findHeadOf(tx: Tx, tree: Tree, size: number): Promise<SignedHead | undefined> {
  const { rows } = await sql<SignedHead>`
    select ${headColumns} from ledger_checkpoints c where c.tree = ${tree} and c.size = ${size}`.execute(tx)
  return rows[0]
}

/** Heads after a size, the smaller first. */
export async function findHeadsAfter(
  tx: Tx,
  tree: Tree,
  size: number,
  max: number,
): Promise<readonly SignedHead[]> {
  const { rows } = await sql<SignedHead>`
    select ${headColumns} from ledger_checkpoints c where c.tree = ${tree} and c.size > ${size}
    order by c.size limit ${max}`.execute(tx)
  return rows
}

/** `false` when this size has a head. */
export async function insertHead(tx: Tx, tree: Tree, head: Omit<SignedHead, 'witnesses'>): Promise<boolean> {
  const { rows } = await sql`insert into ledger_checkpoints (tree, size, root, note, at)
    values (${tree}, ${head.size}, ${head.root}, ${head.note}, ${head.at})
    on conflict (tree, size) do nothing returning 1`.execute(tx)
  return rows.length > 0
}

type Cosignature = { readonly witness: string; readonly line: string; readonly at: Date }

export async function insertCosignature(tx: Tx, tree: Tree, size: number, one: Cosignature): Promise<void> {
  await sql`insert into ledger_cosignatures (tree, size, witness, line, at)
    values (${tree}, ${size}, ${one.witness}, ${one.line}, ${one.at}) on conflict do nothing`.execute(tx)
}
