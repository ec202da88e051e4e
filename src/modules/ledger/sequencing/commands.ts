/** Xếp lá: batches of what was committed become leaves, each batch with its tiles in one transaction. */

import { randomBytes } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { edgeOf, grow } from '#kernel/merkle-tiles.ts'
import { commitmentOf, leafOfCommitment, type Source, type Tree } from '../domain.ts'
import * as store from './store.ts'

export const batchSize = 5_000
/** A look is counted up for half an hour; then a request that was under way may still write. */
const slotMs = 30 * 60_000
const countedAfterMs = slotMs + 6 * 60_000

/** Adds one batch to a tree. Gives how many leaves came to it; nought while another process is at it. */
export function sequence(context: Context, tree: Tree): Promise<number> {
  return inTransaction(context, async (tx) => {
    const state = await store.holdTree(tx, tree)
    if (!state) return 0
    return tree === 'decisions' ? addEvents(tx, state) : addLooks(tx, context, state)
  })
}

async function addEvents(tx: Tx, state: store.TreeState): Promise<number> {
  const events = await store.findWaitingEvents(tx, state, batchSize)
  const last = events.at(-1)
  if (!last) return 0
  const leaves = events.map((event) => leafFrom(event, { txid: event.txid, position: event.position }))
  await addLeaves(tx, 'decisions', state.size, leaves)
  const { txid, position } = last
  await store.moveTree(tx, 'decisions', { ...state, size: state.size + leaves.length, txid, position })
  return leaves.length
}

async function addLooks(tx: Tx, { now }: Context, state: store.TreeState): Promise<number> {
  const looks = await store.findWaitingLooks(tx, state, batchSize)
  const countable = new Date(Math.floor((now.getTime() - countedAfterMs) / slotMs) * slotMs)
  const isDue = looks.length < batchSize && (!state.countedUntil || state.countedUntil < countable)
  const counts = isDue ? await store.findWaitingCounts(tx, state, countable) : []
  if (looks.length === 0 && !isDue) return 0
  const leaves = [...looks, ...counts].map((look) =>
    leafFrom(look, { lookId: look.lookId, isCount: look.isCount }),
  )
  const last = looks.at(-1)
  await addLeaves(tx, 'accesses', state.size, leaves)
  await store.moveTree(tx, 'accesses', {
    ...state,
    size: state.size + leaves.length,
    ...(last && { txid: last.txid, lookId: last.lookId }),
    ...(isDue && { countedUntil: countable }),
  })
  return leaves.length
}

/** Of what was forgotten before it came to be a leaf, the commitment is to nothing that anybody knows. */
function leafFrom({ about, salt, details }: Source, source: store.NewLeaf['source']): store.NewLeaf {
  const commitment = salt ? commitmentOf(salt, details) : randomBytes(32)
  return { leaf: leafOfCommitment(about, commitment), commitment, source }
}

async function addLeaves(tx: Tx, tree: Tree, size: number, leaves: readonly store.NewLeaf[]): Promise<void> {
  if (leaves.length === 0) return
  const read = store.tileReader(tx, tree)
  const edge = await Promise.all(
    edgeOf(size).map(async ({ width, ...address }) => {
      const bytes = width === 0 ? Buffer.alloc(0) : await read(address)
      if (bytes.length !== width * 32)
        throw new Error(`Mảnh ${address.level}/${address.index} của sổ cái không khớp.`)
      return bytes
    }),
  )
  await store.insertLeaves(tx, tree, size, leaves)
  await store.growTiles(
    tx,
    tree,
    grow(
      size,
      edge,
      leaves.map(({ leaf }) => leaf),
    ),
  )
}
