/**
 * A second verifier, written from the text of RFC 9162, sections 2.1.1 to 2.1.5, RFC 8785, RFC 9285 and the C2SP notes alone. It
 * shares nothing with what it checks: a tree is the recursive definition over all leaves, a proof is checked by the same recursion.
 */

import { createHash, createPublicKey, verify } from 'node:crypto'

const sha = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leaf = (entry: Buffer) => sha('\x00', entry)
const node = (left: Buffer, right: Buffer) => sha('\x01', left, right)

/** k: the largest power of two smaller than n. */
const split = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)

/** MTH(D[n]) of 2.1.1. */
export function naiveRoot(entries: readonly Buffer[]): Buffer {
  const [only] = entries
  if (!only) return sha()
  if (entries.length === 1) return leaf(only)
  const k = split(entries.length)
  return node(naiveRoot(entries.slice(0, k)), naiveRoot(entries.slice(k)))
}

/** PATH(m, D[n]) of 2.1.3.1. */
export function naivePath(m: number, entries: readonly Buffer[]): Buffer[] {
  if (entries.length === 1) return []
  const k = split(entries.length)
  return m < k
    ? [...naivePath(m, entries.slice(0, k)), naiveRoot(entries.slice(k))]
    : [...naivePath(m - k, entries.slice(k)), naiveRoot(entries.slice(0, k))]
}

/** PROOF(m, D[n]) of 2.1.4.1. */
export const naiveProof = (m: number, entries: readonly Buffer[]): Buffer[] => subproof(m, entries, true)

function subproof(m: number, entries: readonly Buffer[], isWhole: boolean): Buffer[] {
  if (m === entries.length) return isWhole ? [] : [naiveRoot(entries)]
  const k = split(entries.length)
  return m <= k
    ? [...subproof(m, entries.slice(0, k), isWhole), naiveRoot(entries.slice(k))]
    : [...subproof(m - k, entries.slice(k), false), naiveRoot(entries.slice(0, k))]
}

/** Whether a path leads from a leaf hash to a root: the recursion of PATH read backwards, from the root's end of the path. */
export function naiveIncludes(
  hash: Buffer,
  m: number,
  n: number,
  path: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!Number.isInteger(m) || m < 0 || m >= n) return false
  return climbed(hash, m, n, path)?.equals(root) ?? false
}

function climbed(hash: Buffer, m: number, n: number, path: readonly Buffer[]): Buffer | undefined {
  if (n === 1) return path.length === 0 ? hash : undefined
  const beside = path.at(-1)
  if (beside?.length !== 32) return undefined
  const [k, rest] = [split(n), path.slice(0, -1)]
  const own = m < k ? climbed(hash, m, k, rest) : climbed(hash, m - k, n - k, rest)
  if (!own) return undefined
  return m < k ? node(own, beside) : node(beside, own)
}

/** Whether a proof shows the first `m` leaves of `n`: the recursion of SUBPROOF read backwards. */
export function naiveGrew(
  m: number,
  n: number,
  first: Buffer,
  second: Buffer,
  proof: readonly Buffer[],
): boolean {
  if (m > n || m < 0) return false
  if (m === n) return proof.length === 0 && first.equals(second)
  if (m === 0) return proof.length === 0
  const both = grown(m, n, proof, true, first)
  return both !== undefined && both[0].equals(first) && both[1].equals(second)
}

function grown(
  m: number,
  n: number,
  proof: readonly Buffer[],
  isWhole: boolean,
  first: Buffer,
): [Buffer, Buffer] | undefined {
  if (m === n) {
    const [only] = isWhole ? [first] : proof
    return only?.length === 32 && proof.length === (isWhole ? 0 : 1) ? [only, only] : undefined
  }
  const beside = proof.at(-1)
  if (beside?.length !== 32) return undefined
  const [k, rest] = [split(n), proof.slice(0, -1)]
  const under = m <= k ? grown(m, k, rest, isWhole, first) : grown(m - k, n - k, rest, false, first)
  if (!under) return undefined
  const [was, is] = under
  return m <= k ? [was, node(is, beside)] : [node(beside, was), node(beside, is)]
}

/** JSON with keys in order and nothing between (RFC 8785), for texts, whole numbers, lists and objects. */
function plainJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plainJson)}]`
  if (value && typeof value === 'object') {
    const all = value as Record<string, unknown>
    return `{${Object.keys(all)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${plainJson(all[key])}`)}}`
  }
  return JSON.stringify(value)
}

/**
 * Whether a receipt in the C2SP form proves what it carries, under one Ed25519 key in the form of a verifier. Anything out of the
 * ordinary is simply not a proof.
 */
export function naiveReceipt(text: string, verifier: string): boolean {
  const [body = '', ...rest] = text.split('\n\n')
  const [head, extra = '', at = '', ...lines] = body.split('\n')
  if (head !== 'c2sp.org/tlog-proof@v1' || rest.length !== 2) return false
  if (!extra.startsWith('extra ') || !/^index \d+$/.test(at)) return false
  const [origin = '', size = '', root = ''] = (rest[0] ?? '').split('\n')
  const [name, id, key = ''] =
    verifier.trim().split('+').length === 3 ? verifier.trim().split('+') : ofLongKey(verifier)
  const own = (rest[1] ?? '').split('\n').find((line) => line.startsWith(`— ${name} `))
  const signature = bytesOf(own?.split(' ')[2] ?? '')
  if (name !== origin || signature.subarray(0, 4).toString('hex') !== id) return false
  const raw = Buffer.from(key, 'base64').subarray(1)
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  })
  if (!verify(null, Buffer.from(`${origin}\n${size}\n${root}\n`), publicKey, signature.subarray(4)))
    return false
  const { about, details, salt } = JSON.parse(bytesOf(extra.slice(6)).toString()) as {
    about: Record<string, unknown>
    details: unknown
    salt: string
  }
  const commit = sha(bytesOf(salt), plainJson(details)).toString('hex')
  const hash = leaf(Buffer.from(plainJson({ ...about, commit })))
  const path = lines.map(bytesOf)
  return naiveIncludes(hash, Number(at.slice(6)), Number(size), path, bytesOf(root))
}

/** Base64 in its one spelling. */
function bytesOf(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new Error('Not base64')
  return bytes
}

/** Base64 of the key may hold a plus itself. */
function ofLongKey(verifier: string): string[] {
  const [, name = '', id = '', key = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(verifier.trim()) ?? []
  return [name, id, key]
}
