/** Biên nhận sổ cái of an event: a promise at once, a proof as soon as a signed head holds its leaf. */

import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { inclusionPath, remembering } from '#kernel/merkle-tiles.ts'
import { type LedgerEntry, promiseText, qrText, receiptText } from '#kernel/receipts.ts'
import { commitmentOf, leafOfCommitment, originOf, promiseSeconds } from '../domain.ts'
import { promiseKey, signNote } from '../heads/commands.ts'
import { findHead } from '../heads/store.ts'
import { tileReader } from '../sequencing/store.ts'
import { type EventLeaf, findEventLeaves } from './store.ts'

export type LedgerReceipt = {
  readonly state: 'promised' | 'proven'
  readonly at: Date
  readonly leaf: Buffer
  /** Number in the tree, and how large the tree is, once it is proven. */
  readonly index: number | undefined
  readonly size: number | undefined
  readonly witnesses: readonly string[]
  /** To be kept in a file; and the same for one QR code, of what is proven. */
  readonly text: string
  readonly qr: string | undefined
}

/**
 * The receipt of the first event of this name about a thing. `undefined` where there is none, where its words were forgotten, and
 * before the first worker of the installation has made the keys.
 */
export async function receiptOf(
  tx: Tx,
  context: Context,
  subjectId: string,
  name: string,
): Promise<LedgerReceipt | undefined> {
  const [event] = await findEventLeaves(tx, subjectId, name)
  return event && receiptOfEvent(tx, context, event)
}

export async function receiptOfEvent(
  tx: Tx,
  context: Context,
  event: EventLeaf,
): Promise<LedgerReceipt | undefined> {
  const { about, salt, details, at, index } = event
  if (!salt) return undefined
  const leaf = leafOfCommitment(about, commitmentOf(salt, details))
  const entry: LedgerEntry = { about, salt, details }
  const head = index === null ? undefined : await findHead(tx, 'decisions', index)
  if (index === null || !head) return promise(context, entry, leaf, at)
  const read = remembering(tileReader(tx, 'decisions'))
  const receipt = {
    entry,
    index,
    path: await inclusionPath(read, index, head.size),
    checkpoint: head.note,
  }
  return {
    state: 'proven',
    at,
    leaf,
    index,
    size: head.size,
    witnesses: head.witnesses,
    text: receiptText(receipt),
    qr: await qrText(receipt),
  }
}

async function promise(
  context: Context,
  entry: LedgerEntry,
  leaf: Buffer,
  at: Date,
): Promise<LedgerReceipt | undefined> {
  const key = await promiseKey(context)
  if (!key) return undefined
  const origin = originOf(context.settings.publicUrl, 'decisions')
  const by = new Date(at.getTime() + promiseSeconds * 1000)
  const text = signNote(key, promiseText(entry, leaf, { origin, at, by }))
  return {
    state: 'promised',
    at,
    leaf,
    index: undefined,
    size: undefined,
    witnesses: [],
    text,
    qr: undefined,
  }
}
