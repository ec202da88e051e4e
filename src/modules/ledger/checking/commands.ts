/** What the page of the ledger shows, and the check of a receipt for whoever has no script. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { checkReceipt, type Verdict } from '#kernel/receipts.ts'
import { refusal, type Tree, trees } from '../domain.ts'
import { knownKeys } from '../heads/commands.ts'
import { findHead, findKeys, type KnownKey, type SignedHead } from '../heads/store.ts'
import { findLastCheck, type LastCheck } from '../monitor/store.ts'
import { type FoundLeaf, findLeaf } from '../proofs/store.ts'
import { findStamp, type StampedHead } from '../stamps/store.ts'

export type LedgerView = {
  readonly heads: readonly (SignedHead & { readonly tree: Tree })[]
  readonly keys: readonly KnownKey[]
  readonly lastCheck: LastCheck | undefined
  readonly stamp: StampedHead | undefined
}

export function viewLedger(context: Context): Promise<LedgerView> {
  return read(context, async (tx) => {
    const heads = await Promise.all(
      trees.map(async (tree) => {
        const head = await findHead(tx, tree)
        return head && { ...head, tree }
      }),
    )
    return {
      heads: heads.filter((head) => head !== undefined),
      keys: await findKeys(tx),
      lastCheck: await findLastCheck(tx),
      stamp: await findStamp(tx),
    }
  })
}

/** Kiểm tra biên nhận. Throws `ledger.receiptNeeded`. */
export async function checkGiven(context: Context, text: string): Promise<Verdict> {
  if (text.trim() === '') throw refusal.receiptNeeded()
  return checkReceipt(text, await read(context, knownKeys))
}

/** The leaf that the small code of a paper names by its first signs. */
export function viewLeaf(context: Context, start: string): Promise<FoundLeaf | undefined> {
  if (!/^[0-9a-f]{16}$/.test(start)) return Promise.resolve(undefined)
  return read(context, (tx) => findLeaf(tx, Buffer.from(start, 'hex')))
}
