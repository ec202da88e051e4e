/**
 * Mảnh cây Merkle: a tree kept as tiles of 256 hashes (C2SP tlog-tiles), grown by batches. A tile of level 0 holds leaves, one of
 * level n + 1 the roots of whole tiles of level n. Roots and proofs are read from tiles; nothing here knows where they lie.
 */

import { hash as digest } from 'node:crypto'

export const tileWidth = 256
const tileHeight = 8
const hashBytes = 32

const sha256 = (bytes: Buffer): Buffer => digest('sha256', bytes, 'buffer')
const nodeMark = Buffer.from([1])
const leafMark = Buffer.from([0])
const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.concat([nodeMark, left, right]))
/** The hash of a leaf, as `leafHash` of `merkle.ts` has it, at once. */
export const hashLeaf = (entry: Buffer): Buffer => sha256(Buffer.concat([leafMark, entry]))
/** The root of a tree without leaves. */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0))

export type TileAddress = { readonly level: number; readonly index: number }
/** Hashes of a tile one after the other; 256 when it is whole. */
export type Tile = TileAddress & { readonly hashes: Buffer }
export type TileReader = (address: TileAddress) => Promise<Buffer>

/** The tiles that are not whole, at a size: what a batch goes on from. */
export function edgeOf(size: number): (TileAddress & { readonly width: number })[] {
  const edge: (TileAddress & { readonly width: number })[] = []
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / tileWidth))
    edge.push({ level, index: Math.floor(count / tileWidth), width: count % tileWidth })
  return edge
}

/** Adds leaves at the end. `edge` holds the bytes of each tile of `edgeOf(size)`, empty ones too. Gives every tile that changed. */
export function grow(size: number, edge: readonly Buffer[], leaves: readonly Buffer[]): Tile[] {
  const changed: Tile[] = []
  let arriving = leaves
  for (let level = 0, count = size; arriving.length > 0; level++, count = Math.floor(count / tileWidth)) {
    const all = [...hashesOf(edge[level] ?? Buffer.alloc(0)), ...arriving]
    const first = Math.floor(count / tileWidth)
    const roots: Buffer[] = []
    for (let start = 0; start < all.length; start += tileWidth) {
      const own = all.slice(start, start + tileWidth)
      changed.push({ level, index: first + start / tileWidth, hashes: Buffer.concat(own) })
      if (own.length === tileWidth) roots.push(folded(own))
    }
    arriving = roots
  }
  return changed
}

/** The hashes of a tile, apart. */
export const hashesOf = (tile: Buffer): Buffer[] =>
  Array.from({ length: tile.length / hashBytes }, (_, at) =>
    tile.subarray(at * hashBytes, (at + 1) * hashBytes),
  )

/** The root over 2ⁿ hashes. */
function folded(hashes: readonly Buffer[]): Buffer {
  let row = hashes
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, at) =>
      nodeHash(row[2 * at] as Buffer, row[2 * at + 1] as Buffer),
    )
  return row[0] as Buffer
}

/** Reads each tile once. */
export function remembering(read: TileReader): TileReader {
  const known = new Map<string, Promise<Buffer>>()
  return (address) => {
    const key = `${address.level}/${address.index}`
    const found = known.get(key) ?? read(address)
    known.set(key, found)
    return found
  }
}

/** Gốc: MTH of the first `size` leaves. Throws when a tile lacks what it should hold. */
export const treeRoot = (read: TileReader, size: number): Promise<Buffer> =>
  size === 0 ? Promise.resolve(emptyRoot) : rangeHash(read, 0, size)

/** PATH(index, D[size]) of RFC 9162, section 2.1.3.1. */
export async function inclusionPath(read: TileReader, index: number, size: number): Promise<Buffer[]> {
  const path: Buffer[] = []
  let [from, until] = [0, size]
  while (until - from > 1) {
    const middle = from + splitOf(until - from)
    if (index < middle) {
      path.unshift(await rangeHash(read, middle, until))
      until = middle
    } else {
      path.unshift(await rangeHash(read, from, middle))
      from = middle
    }
  }
  return path
}

/** PROOF(earlier, D[size]) of RFC 9162, section 2.1.4.1. */
export async function consistencyPath(read: TileReader, earlier: number, size: number): Promise<Buffer[]> {
  if (earlier === 0 || earlier === size) return []
  const path: Buffer[] = []
  let [from, until, isWhole] = [0, size, true]
  while (earlier !== until) {
    const middle = from + splitOf(until - from)
    if (earlier <= middle) {
      path.unshift(await rangeHash(read, middle, until))
      until = middle
    } else {
      path.unshift(await rangeHash(read, from, middle))
      from = middle
      isWhole = false
    }
  }
  return isWhole ? path : [await rangeHash(read, from, until), ...path]
}

/** The largest power of two below a number above one. */
function splitOf(count: number): number {
  let split = 1
  while (split * 2 < count) split *= 2
  return split
}

/** MTH of the leaves from one number up to another; `from` is where a subtree of that size may begin. */
async function rangeHash(read: TileReader, from: number, until: number): Promise<Buffer> {
  const count = until - from
  const split = count === 1 ? 1 : splitOf(count)
  if (count === 1 || split * 2 === count) return subtreeHash(read, Math.log2(count), from / count)
  return nodeHash(await rangeHash(read, from, from + split), await rangeHash(read, from + split, until))
}

/** The root of a whole subtree of 2^height leaves, the `at`-th of its height. */
async function subtreeHash(read: TileReader, height: number, at: number): Promise<Buffer> {
  const level = Math.floor(height / tileHeight)
  const width = 2 ** (height % tileHeight)
  const first = at * width
  const tile = await read({ level, index: Math.floor(first / tileWidth) })
  const start = (first % tileWidth) * hashBytes
  const part = tile.subarray(start, start + width * hashBytes)
  if (part.length < width * hashBytes)
    throw new Error(`Mảnh ${level}/${Math.floor(first / tileWidth)} của sổ cái thiếu dữ liệu.`)
  return folded(hashesOf(part))
}
