/**
 * Biên nhận sổ cái: what proves that something was written into the log, in the hand of whoever it concerns. A promise at once, a
 * proof within a minute, both as text and, small enough to be printed, as one QR code. Checked here with nothing but the keys
 * of the log: in the browser, on the command line, on the server.
 */

import { type Hash, isSame, joined, leafHash, rootOf, sha256 } from './merkle.ts'
import {
  checkpointText,
  fromBase64,
  openCheckpoint,
  openNote,
  type SignedBy,
  signatureLine,
  splitNote,
  toBase64,
  toHex,
  utf8,
  type VerifierKey,
} from './notes.ts'
import type { JsonObject, JsonValue } from './types.ts'

/** JSON of which there is one spelling only (RFC 8785). */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const pairs = Object.entries(value as JsonObject)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`)
  return `{${pairs.join(',')}}`
}

/**
 * What a leaf says. `about` stays readable for as long as the tree; `details` are in it only through a commitment with a salt, so
 * that they are forgotten for good once both are thrown away, and the tree still holds.
 */
export type LedgerEntry = {
  readonly about: JsonObject
  readonly salt: Uint8Array
  readonly details: JsonObject
}

const commitmentOf = (salt: Uint8Array, details: JsonObject): Promise<Hash> =>
  sha256(salt, utf8(canonicalJson(details)))

/** The bytes of a leaf, of which the tree takes the hash. */
export const leafBytes = (about: JsonObject, commitment: Uint8Array): Uint8Array<ArrayBuffer> =>
  utf8(canonicalJson({ ...about, commit: toHex(commitment) }))

export const leafOf = async ({ about, salt, details }: LedgerEntry): Promise<Hash> =>
  leafHash(leafBytes(about, await commitmentOf(salt, details)))

export type Receipt = {
  readonly entry: LedgerEntry
  readonly index: number
  readonly path: readonly Hash[]
  /** The signed head of the tree in which it is. */
  readonly checkpoint: string
}

const proofHead = 'c2sp.org/tlog-proof@v1'
const promiseHead = 'mot-cua/so-cai/loi-hua@v1'

const packedEntry = ({ about, salt, details }: LedgerEntry): string =>
  toBase64(utf8(canonicalJson({ about, salt: toBase64(salt), details })))

/** The proof as text (C2SP tlog-proof), for any tool that knows the form. */
export const receiptText = ({ entry, index, path, checkpoint }: Receipt): string =>
  [proofHead, `extra ${packedEntry(entry)}`, `index ${index}`, ...path.map(toBase64), '', checkpoint].join(
    '\n',
  )

/** What is signed as a promise: this leaf will be in the tree of `origin` by then. */
export function promiseText(
  entry: LedgerEntry,
  leaf: Hash,
  of: { origin: string; at: Date; by: Date },
): string {
  const lines = [promiseHead, of.origin, `extra ${packedEntry(entry)}`, `leaf ${toBase64(leaf)}`]
  return `${[...lines, `time ${of.at.toISOString()}`, `by ${of.by.toISOString()}`].join('\n')}\n`
}

/** Why a receipt proves nothing, or the contrary of what it says. */
export type WrongBecause = 'otherContent' | 'otherTree' | 'forgedSignature'
export type UnclearBecause = 'unreadable' | 'unknownKey'

export type Verdict =
  | {
      readonly is: 'proven'
      readonly entry: LedgerEntry
      readonly leaf: Hash
      readonly index: number
      readonly size: number
      readonly origin: string
      readonly witnesses: readonly SignedBy[]
    }
  | {
      readonly is: 'promised'
      readonly entry: LedgerEntry
      readonly leaf: Hash
      readonly origin: string
      readonly by: Date
    }
  | { readonly is: 'wrong'; readonly because: WrongBecause }
  | { readonly is: 'unclear'; readonly because: UnclearBecause }

const unreadable = { is: 'unclear', because: 'unreadable' } as const

/** Kiểm tra biên nhận: the text of a proof or of a promise, or what a QR code says. */
export async function checkReceipt(given: string, keys: readonly VerifierKey[]): Promise<Verdict> {
  const text = given.replaceAll('\r\n', '\n').trim()
  if (text.startsWith(qrHead) && text.endsWith(qrEnd)) return checkQr(text, keys)
  if (text.startsWith(promiseHead)) return checkPromise(`${text}\n`, keys)
  const receipt = parseReceipt(`${text}\n`)
  return receipt ? checkProof(receipt, keys) : unreadable
}

function notSigned(is: 'unreadable' | 'unsigned' | 'forged'): Verdict {
  if (is === 'forged') return { is: 'wrong', because: 'forgedSignature' }
  return { is: 'unclear', because: is === 'unsigned' ? 'unknownKey' : 'unreadable' }
}

async function checkProof(
  { entry, index, path, checkpoint }: Receipt,
  keys: readonly VerifierKey[],
): Promise<Verdict> {
  const opened = await openCheckpoint(checkpoint, keys)
  if (opened.is !== 'signed') return notSigned(opened.is)
  const { size, root, origin } = opened.checkpoint
  const leaf = await leafOf(entry)
  const reached = await rootOf({ leaf, index, size, path })
  if (!reached || !isSame(reached, root)) return { is: 'wrong', because: 'otherTree' }
  return { is: 'proven', entry, leaf, index, size, origin, witnesses: opened.witnesses }
}

async function checkPromise(note: string, keys: readonly VerifierKey[]): Promise<Verdict> {
  const opened = await openNote(note, keys)
  if (opened.is !== 'signed') return notSigned(opened.is)
  const [, origin = '', extra = '', leafLine = '', , byLine = ''] = opened.text.split('\n')
  const entry = unpackedEntry(extra)
  const leaf = fromBase64(leafLine.replace(/^leaf /, ''))
  const by = new Date(byLine.replace(/^by /, ''))
  if (!entry || !leaf || Number.isNaN(by.getTime())) return unreadable
  if (!isSame(leaf, await leafOf(entry))) return { is: 'wrong', because: 'otherContent' }
  return { is: 'promised', entry, leaf, origin, by }
}

/** A proof apart; `undefined` for what is none. */
export function parseReceipt(text: string): Receipt | undefined {
  const end = text.indexOf('\n\n')
  const [head, extra = '', indexLine = '', ...hashes] = text.slice(0, end).split('\n')
  const [, index] = /^index (0|[1-9]\d{0,15})$/.exec(indexLine) ?? []
  const entry = unpackedEntry(extra)
  const path = hashes.map(fromBase64)
  if (end < 0 || head !== proofHead || !entry || index === undefined) return undefined
  if (path.length > 60 || path.some((hash) => hash?.length !== 32)) return undefined
  return { entry, index: Number(index), path: path as Hash[], checkpoint: text.slice(end + 2) }
}

function unpackedEntry(line: string): LedgerEntry | undefined {
  const bytes = fromBase64(line.replace(/^extra /, ''))
  return line.startsWith('extra ') && bytes ? readEntry(new TextDecoder().decode(bytes)) : undefined
}

function readEntry(json: string): LedgerEntry | undefined {
  try {
    const { about, salt, details } = JSON.parse(json) as Record<string, unknown>
    const bytes = typeof salt === 'string' ? fromBase64(salt) : undefined
    if (!isObject(about) || !isObject(details) || bytes?.length !== 16) return undefined
    return { about, salt: bytes, details }
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// One QR code: head, version, signature, size, index, salt, path, and what the leaf says, packed.

const qrHead = 'SC1:'
/** Base45 may end in a space, which scanners take away. */
const qrEnd = '.'
const qrFixedBytes = 4 + 64 + 6 + 6 + 16 + 1

/** The whole proof in letters of one QR code. Only the log's own signature is in it, and its key by four bytes. */
export async function qrText({ entry, index, path, checkpoint }: Receipt): Promise<string> {
  const parts = splitNote(checkpoint)
  const own = parts?.lines[0]
  if (!parts || own?.signature.length !== 64) throw new Error('The checkpoint is not signed by its log')
  const size = Number(parts.text.split('\n')[1])
  const words = utf8(canonicalJson({ about: entry.about, details: entry.details }))
  const bytes = joined([
    own.id,
    own.signature,
    sixBytes(size),
    sixBytes(index),
    entry.salt,
    Uint8Array.of(path.length),
    ...path,
    await streamed(words, new CompressionStream('deflate-raw')),
  ])
  return `${qrHead}${toBase45(bytes)}${qrEnd}`
}

async function checkQr(text: string, keys: readonly VerifierKey[]): Promise<Verdict> {
  const bytes = fromBase45(text.slice(qrHead.length, -qrEnd.length))
  if (!bytes || bytes.length <= qrFixedBytes) return unreadable
  const take = (from: number, count: number) => bytes.slice(from, from + count)
  const [id, signature, salt] = [take(0, 4), take(4, 64), take(80, 16)]
  const [size, index, depth] = [numberOf(take(68, 6)), numberOf(take(74, 6)), bytes[96] ?? 0]
  const path = Array.from({ length: depth }, (_, at) => take(97 + at * 32, 32))
  const words = await streamed(bytes.slice(97 + depth * 32), new DecompressionStream('deflate-raw')).catch(
    () => undefined,
  )
  const entry = words && entryOfWords(words, salt)
  if (!entry) return unreadable
  const key = keys.find((one) => one.type === 'note' && isSame(one.id, id))
  if (!key) return { is: 'unclear', because: 'unknownKey' }
  // The root is not in the code: it is what the path leads to, and the signature says whether that is the log's.
  const root = await rootOf({ leaf: await leafOf(entry), index, size, path })
  if (!root) return { is: 'wrong', because: 'otherTree' }
  const note = `${checkpointText({ origin: key.name, size, root })}\n${signatureLine(key, signature)}`
  const verdict = await checkProof({ entry, index, path, checkpoint: note }, [key])
  return verdict.is === 'wrong' ? { is: 'wrong', because: 'otherContent' } : verdict
}

function entryOfWords(words: Uint8Array, salt: Uint8Array): LedgerEntry | undefined {
  try {
    const { about, details } = JSON.parse(new TextDecoder().decode(words)) as Record<string, unknown>
    return isObject(about) && isObject(details) ? { about, salt, details } : undefined
  } catch {
    return undefined
  }
}

/** A code holds less than 3 kB; what unpacks to more is no receipt. */
const unpackedBytesMax = 16_384

async function streamed(
  bytes: Uint8Array,
  through: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of new Blob([joined([bytes])]).stream().pipeThrough(through)) {
    parts.push(part)
    length += part.length
    if (length > unpackedBytesMax) throw new Error('Too long')
  }
  return joined(parts)
}

function sixBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(6)
  for (let at = 5, rest = value; at >= 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256
  return bytes
}
const numberOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0)

const letters45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** Base45 (RFC 9285): two bytes as three letters of a QR code's alphanumeric mode. */
export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const second = bytes[at + 1]
    const value = second === undefined ? (bytes[at] ?? 0) : (bytes[at] ?? 0) * 256 + second
    text += letters45.charAt(value % 45) + letters45.charAt(Math.floor(value / 45) % 45)
    if (second !== undefined) text += letters45.charAt(Math.floor(value / 2025))
  }
  return text
}

/** `undefined` for what is not Base45. */
export function fromBase45(text: string): Uint8Array | undefined {
  const digits = Array.from(text, (letter) => letters45.indexOf(letter))
  if (digits.includes(-1) || text.length % 3 === 1) return undefined
  const bytes: number[] = []
  for (let at = 0; at < digits.length; at += 3) {
    const [one = 0, two = 0, three] = digits.slice(at, at + 3)
    const value = one + two * 45 + (three ?? 0) * 2025
    if (value > (three === undefined ? 0xff : 0xffff)) return undefined
    bytes.push(...(three === undefined ? [value] : [Math.floor(value / 256), value % 256]))
  }
  return Uint8Array.from(bytes)
}
