/** Giám sát sổ cái: reads everything again and names what was tampered with, whoever did it. */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { grow, remembering, type TileReader, tileWidth, treeRoot } from '#kernel/merkle-tiles.ts'
import { openCheckpoint, parseVerifierKey, toHex } from '#kernel/notes.ts'
import { readStamp } from '#kernel/timestamps.ts'
import { commitmentOf, leafOfCommitment, type Source, type Tree, trees } from '../domain.ts'
import { findHeadsAfter, findKeys } from '../heads/store.ts'
import { findTree, tileReader, waitingSince } from '../sequencing/store.ts'
import { findStampsAfter } from '../stamps/store.ts'
import { type Finding, type FindingKind, type Memory, toldMax } from './domain.ts'
import * as store from './store.ts'

const batchSize = 2_000
const headsBatch = 500
const delayMs = 5 * 60_000

export type Check = {
  readonly findings: readonly Finding[]
  readonly leaves: number
  /** What to remember until the next time, outside the database. */
  readonly memory: Memory
}

/** One cycle: leaves of both trees from a number on, tiles, heads, keys, and what was there the last time. */
export function check(context: Context, memory: Memory | undefined, from = 0): Promise<Check> {
  return read(context, async (tx) => {
    const told = new Map<FindingKind, number>()
    const findings: Finding[] = []
    const tell = (kind: FindingKind, tree: Tree, where: string | number) => {
      const count = (told.get(kind) ?? 0) + 1
      told.set(kind, count)
      if (count <= toldMax) findings.push({ kind, tree, where: String(where) })
    }
    let leaves = 0
    for (const tree of trees) {
      leaves += await checkLeaves(tx, tree, from, tell)
      await checkTiles(tx, tree, tell)
      await checkHeads(tx, tree, memory, tell)
    }
    await checkStamps(tx, tell)
    await checkInserted(tx, tell)
    const keys = await checkKeys(tx, memory, tell)
    const since = await waitingSince(tx)
    if (since && context.now.getTime() - since.getTime() > delayMs)
      tell('delayed', 'decisions', since.toISOString())
    const seen = async (tree: Tree) => {
      const { size } = await findTree(tx, tree)
      return { size, root: await rootAt(remembering(tileReader(tx, tree)), size) }
    }
    return {
      findings,
      leaves,
      memory: { decisions: await seen('decisions'), accesses: await seen('accesses'), keys },
    }
  })
}

type Tell = (kind: FindingKind, tree: Tree, where: string | number) => void

/** The root in hexadecimal; empty where tiles are lacking. */
async function rootAt(tiles: TileReader, size: number): Promise<string> {
  const root = await treeRoot(tiles, size).catch(() => undefined)
  return root ? toHex(root) : ''
}

/** Every leaf is in its place, its tile has it, and what it is about still gives it. */
async function checkLeaves(tx: Tx, tree: Tree, from: number, tell: Tell): Promise<number> {
  const { size } = await findTree(tx, tree)
  const forgotten = await store.findForgotten(tx)
  const tiles = remembering(tileReader(tx, tree))
  let next = from
  for (;;) {
    const rows =
      tree === 'decisions'
        ? await store.findKeptEvents(tx, next, batchSize)
        : await store.findKeptLooks(tx, next, batchSize)
    for (const row of rows) {
      for (; next < row.index; next++) tell('leafMissing', tree, next)
      next = row.index + 1
      const tile = await tiles({ level: 0, index: Math.floor(row.index / tileWidth) })
      const at = (row.index % tileWidth) * 32
      if (!tile.subarray(at, at + 32).equals(row.leaf)) tell('leafChanged', tree, row.index)
      if ('leafPosition' in row) checkEvent(row, forgotten.events, tell)
      else checkLook(row, forgotten.looks, tell)
    }
    if (rows.length < batchSize) break
  }
  for (; next < size; next++) tell('leafMissing', tree, next)
  if (next > size) tell('leafChanged', tree, size)
  return Math.max(0, next - from)
}

function checkEvent(row: store.KeptEvent, forgotten: ReadonlySet<number>, tell: Tell): void {
  const where = `${row.leafPosition}`
  if (row.position === null) return tell('eventMissing', 'decisions', where)
  if (!row.salt && !forgotten.has(row.leafPosition)) tell('erasedUntold', 'decisions', where)
  if (!givesLeaf(row, row)) tell('eventChanged', 'decisions', where)
}

function checkLook(row: store.KeptLook, forgotten: ReadonlySet<string>, tell: Tell): void {
  if (row.lookId === null) {
    if (!forgotten.has(row.leafLook)) tell('lookMissing', 'accesses', row.leafLook)
    return
  }
  if (!givesLeaf(row, row)) tell(row.leafIsCount ? 'countChanged' : 'lookChanged', 'accesses', row.leafLook)
}

function givesLeaf(
  { about, salt, details }: Source,
  { leaf, commitment }: { leaf: Buffer; commitment: Buffer },
): boolean {
  if (salt && !commitmentOf(salt, details).equals(commitment)) return false
  return leafOfCommitment(about, commitment).equals(leaf)
}

/** Tiles of each level are made of those below. */
async function checkTiles(tx: Tx, tree: Tree, tell: Tell): Promise<void> {
  const { size } = await findTree(tx, tree)
  let count = size
  for (let level = 0; count > 0; level++, count = Math.floor(count / tileWidth)) {
    const above = remembering(tileReader(tx, tree))
    let next = 0
    while (next * tileWidth < count) {
      const tiles = await store.findTiles(tx, tree, level, next, 64)
      if (tiles.length === 0) {
        tell('tileChanged', tree, `${level}/${next}`)
        break
      }
      for (const { index, hashes } of tiles) {
        for (; next < index; next++) tell('tileChanged', tree, `${level}/${next}`)
        next = index + 1
        if (hashes.length !== Math.min(tileWidth, count - index * tileWidth) * 32)
          tell('tileChanged', tree, `${level}/${index}`)
        else if (hashes.length === tileWidth * 32) {
          const [, own] = grow(
            0,
            [],
            Array.from({ length: tileWidth }, (_, at) => hashes.subarray(at * 32, at * 32 + 32)),
          )
          const parent = await above({ level: level + 1, index: Math.floor(index / tileWidth) })
          const at = (index % tileWidth) * 32
          if (!own?.hashes.equals(parent.subarray(at, at + 32)))
            tell('tileChanged', tree, `${level + 1}/${Math.floor(index / tileWidth)}`)
        }
      }
    }
  }
}

/** Every head is signed with a key known from before, and its root is that of the tree at its size. */
async function checkHeads(tx: Tx, tree: Tree, memory: Memory | undefined, tell: Tell): Promise<void> {
  const told = await store.findToldKeys(tx)
  const trusted = new Set([...(memory?.keys ?? []), ...told.keys()])
  const keys = (await Promise.all([...trusted].map(parseVerifierKey))).filter((key) => key !== undefined)
  const { size } = await findTree(tx, tree)
  for (let after = 0; ; ) {
    const heads = await findHeadsAfter(tx, tree, after, headsBatch)
    const tiles = remembering(tileReader(tx, tree))
    for (const head of heads) {
      const opened = await openCheckpoint(head.note, keys)
      const isOwn =
        opened.is === 'signed' &&
        opened.checkpoint.size === head.size &&
        Buffer.from(opened.checkpoint.root).equals(head.root)
      if (!isOwn) tell('headForged', tree, head.size)
      if (head.size > size) tell('shrunk', tree, `${size} < ${head.size}`)
      else if ((await rootAt(tiles, head.size)) !== toHex(head.root)) tell('headChanged', tree, head.size)
    }
    const last = heads.at(-1)
    if (!last) break
    after = last.size
  }
  const seen = memory?.[tree]
  if (!seen || seen.size === 0) return
  if (seen.size > size) tell('shrunk', tree, `${size} < ${seen.size}`)
  else if ((await rootAt(remembering(tileReader(tx, tree)), seen.size)) !== seen.root)
    tell('forked', tree, seen.size)
}

/** Every stamp is over its head, and says when. */
async function checkStamps(tx: Tx, tell: Tell): Promise<void> {
  for (let after = -1; ; ) {
    const stamps = await findStampsAfter(tx, after, headsBatch)
    for (const { size, token, note, at, authority } of stamps) {
      const read = await readStamp(token, Buffer.from(note))
      if (read?.at.getTime() !== at.getTime() || read.authority !== authority)
        tell('stampForged', 'decisions', size)
    }
    const last = stamps.at(-1)
    if (!last) break
    after = last.size
  }
}

async function checkInserted(tx: Tx, tell: Tell): Promise<void> {
  for (const position of await store.findInsertedEvents(tx, toldMax))
    tell('eventInserted', 'decisions', position)
  for (const id of await store.findInsertedLooks(tx, toldMax)) tell('lookInserted', 'accesses', id)
  for (const id of await store.findUncounted(tx, toldMax)) tell('countChanged', 'accesses', id)
}

/** The list of keys and the leaves about keys say the same; a key that was known stays. */
async function checkKeys(tx: Tx, memory: Memory | undefined, tell: Tell): Promise<readonly string[]> {
  const listed = await findKeys(tx)
  const told = await store.findToldKeys(tx)
  for (const { key, name, role } of listed)
    if (told.get(key) !== role || !key.startsWith(`${name}+`)) tell('keyChanged', 'decisions', key)
  const known = new Set(listed.map(({ key }) => key))
  for (const key of new Set([...told.keys(), ...(memory?.keys ?? [])]))
    if (!known.has(key)) tell('keyChanged', 'decisions', key)
  return [...new Set([...(memory?.keys ?? []), ...[...known].filter((key) => told.has(key))])]
}

const memoryFile = ({ settings }: Context) => path.join(settings.dataDir, 'ledger', 'seen.json')

/** What the watch of this machine saw the last time. */
export function readMemory(file: string): Memory | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Memory
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw thrown
  }
}

export function writeMemory(file: string, memory: Memory): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, JSON.stringify(memory, undefined, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/**
 * One cycle of the platform's own watch: kept where everyone sees it. What was seen is remembered only while all is well, so that
 * an old copy that grew again stays found.
 */
export async function watch(context: Context): Promise<Check> {
  const file = memoryFile(context)
  const found = await check(context, readMemory(file))
  if (found.findings.length === 0) writeMemory(file, found.memory)
  await inTransaction(context, (tx) =>
    store.insertCheck(tx, newId(context.now), {
      at: context.now,
      leaves: found.leaves,
      findings: found.findings,
    }),
  )
  return found
}

export const watchSchedule: Schedule = {
  name: 'ledger.watch',
  every: 'hour',
  minutesMax: 50,
  run: async (context) => void (await watch(context)),
}
