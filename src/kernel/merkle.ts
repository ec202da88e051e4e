/**
 * Cây Merkle (RFC 9162, section 2.1): whether a leaf is in a tree, and whether a tree grew out of another. Runs in the browser
 * as on the server, and believes nothing that it is given. `merkle-tiles.ts` makes what is checked here.
 */

/** SHA-256: 32 bytes. */
export type Hash = Uint8Array

const hashBytes = 32
const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

/** SHA-256 of all parts, one after the other. */
export async function sha256(...parts: readonly Uint8Array[]): Promise<Hash> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined(parts)))
}

/** Bytes one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])

/** The hash of a leaf: an entry can never pass for an inner node. */
export const leafHash = (entry: Uint8Array): Promise<Hash> => sha256(leafMark, entry)
const nodeHash = (left: Hash, right: Hash): Promise<Hash> => sha256(nodeMark, left, right)

export type Head = { readonly size: number; readonly root: Hash }
export type Inclusion = {
  readonly leaf: Hash
  readonly index: number
  readonly size: number
  readonly path: readonly Hash[]
}

const isOdd = (n: number) => n % 2 === 1
/** Sizes pass 2³¹, so no shifts. */
const half = (n: number) => Math.floor(n / 2)
const areHashes = (path: readonly Hash[]) => path.every(({ length }) => length === hashBytes)
const isSize = (n: number) => Number.isSafeInteger(n) && n >= 0

/** The root that a path leads to from its leaf (2.1.3.2); `undefined` when it cannot belong to a tree of this size. */
export async function rootOf({ leaf, index, size, path }: Inclusion): Promise<Hash | undefined> {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, ...path])) return undefined
  let at = index
  let last = size - 1
  let root = leaf
  for (const sibling of path) {
    if (last === 0) return undefined
    if (isOdd(at) || at === last) {
      root = await nodeHash(sibling, root)
      while (!isOdd(at) && at !== 0) {
        at = half(at)
        last = half(last)
      }
    } else root = await nodeHash(root, sibling)
    at = half(at)
    last = half(last)
  }
  return last === 0 ? root : undefined
}

/** Whether the later tree begins with every leaf of the earlier one, in the same order (2.1.4.2). */
export async function grewFrom(earlier: Head, later: Head, path: readonly Hash[]): Promise<boolean> {
  if (!isSize(earlier.size) || !isSize(later.size) || earlier.size > later.size) return false
  if (!areHashes([earlier.root, later.root, ...path])) return false
  if (earlier.size === later.size) return path.length === 0 && isSame(earlier.root, later.root)
  if (earlier.size === 0) return path.length === 0
  let at = earlier.size - 1
  let last = later.size - 1
  while (isOdd(at)) {
    at = half(at)
    last = half(last)
  }
  // A whole power of two is itself the first node, and left out of the path.
  const [first, ...rest] = at === 0 ? [earlier.root, ...path] : path
  if (!first) return false
  let [was, is] = [first, first]
  for (const sibling of rest) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      was = await nodeHash(sibling, was)
      is = await nodeHash(sibling, is)
      while (!isOdd(at) && at !== 0) {
        at = half(at)
        last = half(last)
      }
    } else is = await nodeHash(is, sibling)
    at = half(at)
    last = half(last)
  }
  return last === 0 && isSame(was, earlier.root) && isSame(is, later.root)
}
