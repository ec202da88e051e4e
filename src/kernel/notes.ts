/**
 * Bản ghi có ký: text with signatures in lines below it (C2SP signed-note), and the head of a tree in that form
 * (tlog-checkpoint), with the signatures of witnesses (tlog-cosignature). Runs in the browser as on the server.
 */

import { type Hash, type Head, isSame, joined, sha256 } from './merkle.ts'

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** Bytes of strict base64; `undefined` for anything else. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return undefined
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  // The bits that padding leaves over must be nought, or one value had many spellings.
  return toBase64(bytes) === text ? bytes : undefined
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Types of signature: of a log or whoever else writes a note, and of a witness with its time. */
const signatureTypes = { note: 1, witness: 4 } as const
export type SignatureType = keyof typeof signatureTypes

/** Khóa kiểm tra: whose signature is known. */
export type VerifierKey = {
  readonly name: string
  readonly type: SignatureType
  readonly publicKey: Uint8Array
  /** Four bytes that stand before each signature. */
  readonly id: Uint8Array
}

export async function verifierKey(
  name: string,
  type: SignatureType,
  publicKey: Uint8Array,
): Promise<VerifierKey> {
  const whole = await sha256(utf8(`${name}\n`), Uint8Array.of(signatureTypes[type]), publicKey)
  return { name, type, publicKey, id: whole.slice(0, 4) }
}

/** `name+id+key`, as keys are handed from one to another. */
export const verifierKeyText = ({ name, type, publicKey, id }: VerifierKey): string =>
  `${name}+${toHex(id)}+${toBase64(joined([Uint8Array.of(signatureTypes[type]), publicKey]))}`

/** `undefined` for what is no key of a known type, or does not bear its own id. */
export async function parseVerifierKey(text: string): Promise<VerifierKey | undefined> {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? []
  const bytes = encoded === undefined ? undefined : fromBase64(encoded)
  const type = (Object.keys(signatureTypes) as SignatureType[]).find(
    (one) => signatureTypes[one] === bytes?.[0],
  )
  if (!name || !bytes || !type || bytes.length !== 33) return undefined
  const key = await verifierKey(name, type, bytes.slice(1))
  return toHex(key.id) === id ? key : undefined
}

/** One line of a signature. A witness puts eight bytes of time before its own. */
export const signatureLine = ({ name, id }: VerifierKey, signature: Uint8Array): string =>
  `— ${name} ${toBase64(joined([id, signature]))}\n`

/** What a witness signs: that it saw this head grow out of all it saw before, at this second. */
export const cosignedBytes = (text: string, unixSeconds: number): Uint8Array<ArrayBuffer> =>
  utf8(`cosignature/v1\ntime ${unixSeconds}\n${text}`)

/** The signature of a witness with its time before it. */
export function timedSignature(unixSeconds: number, signature: Uint8Array): Uint8Array {
  const time = new DataView(new ArrayBuffer(8))
  time.setBigUint64(0, BigInt(unixSeconds))
  return joined([new Uint8Array(time.buffer), signature])
}

type Line = { readonly name: string; readonly id: Uint8Array; readonly signature: Uint8Array }
const linesMax = 64

/** A note apart; `undefined` for what is none. */
export function splitNote(note: string): { text: string; lines: readonly Line[] } | undefined {
  const end = note.lastIndexOf('\n\n')
  if (end < 0) return undefined
  const text = note.slice(0, end + 1)
  const lines = note
    .slice(end + 2)
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, name, encoded] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? []
      const bytes = encoded === undefined ? undefined : fromBase64(encoded)
      return name && bytes && bytes.length > 4
        ? { name, id: bytes.slice(0, 4), signature: bytes.slice(4) }
        : undefined
    })
  if (lines.length === 0 || lines.length > linesMax || lines.includes(undefined)) return undefined
  return { text, lines: lines as Line[] }
}

export type SignedBy = {
  readonly key: VerifierKey
  /** When a witness signed. */
  readonly at?: Date
}

/** `unsigned`: nobody known signed it. `forged`: a known name stands below what it did not sign. */
export type OpenedNote =
  | { readonly is: 'signed'; readonly text: string; readonly by: readonly SignedBy[] }
  | { readonly is: 'unreadable' | 'unsigned' | 'forged' }

/** Opens a note with the keys that one trusts. Lines of unknown keys are passed over. */
export async function openNote(note: string, keys: readonly VerifierKey[]): Promise<OpenedNote> {
  const parts = splitNote(note)
  if (!parts) return { is: 'unreadable' }
  const by: SignedBy[] = []
  for (const { name, id, signature } of parts.lines) {
    const key = keys.find((one) => one.name === name && isSame(one.id, id))
    if (!key) continue
    const signed =
      key.type === 'note' ? { bytes: utf8(parts.text), own: signature } : timed(parts.text, signature)
    if (!signed || !(await isSignature(key.publicKey, signed.own, signed.bytes))) return { is: 'forged' }
    by.push('at' in signed ? { key, at: signed.at } : { key })
  }
  return by.length > 0 ? { is: 'signed', text: parts.text, by } : { is: 'unsigned' }
}

function timed(text: string, signature: Uint8Array) {
  if (signature.length !== 72) return undefined
  const seconds = Number(new DataView(signature.slice(0, 8).buffer).getBigUint64(0))
  return {
    bytes: cosignedBytes(text, seconds),
    own: signature.slice(8),
    at: new Date(seconds * 1000),
  }
}

/** Whether this key made an Ed25519 signature over these bytes. */
async function isSignature(
  publicKey: Uint8Array,
  signature: Uint8Array,
  bytes: Uint8Array,
): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', joined([publicKey]), { name: 'Ed25519' }, false, [
      'verify',
    ])
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, joined([signature]), joined([bytes]))
  } catch {
    return false
  }
}

/** Điểm chốt: the head of a tree of this origin. */
export type Checkpoint = Head & { readonly origin: string }

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`

/** Lines that follow the three are somebody's own and passed over. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin, size = '', encoded = '', ...rest] = text.split('\n')
  const root: Hash | undefined = fromBase64(encoded)
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size) || root?.length !== 32 || rest.at(-1) !== '')
    return undefined
  return { origin, size: Number(size), root }
}

/** Opens a checkpoint that the log itself signed. Witnesses alone do not make one. */
export async function openCheckpoint(
  note: string,
  keys: readonly VerifierKey[],
): Promise<
  | { readonly is: 'signed'; readonly checkpoint: Checkpoint; readonly witnesses: readonly SignedBy[] }
  | { readonly is: 'unreadable' | 'unsigned' | 'forged' }
> {
  const opened = await openNote(note, keys)
  if (opened.is !== 'signed') return opened
  const checkpoint = parseCheckpoint(opened.text)
  if (!checkpoint) return { is: 'unreadable' }
  const isOwn = opened.by.some(({ key }) => key.type === 'note' && key.name === checkpoint.origin)
  if (!isOwn) return { is: 'unsigned' }
  return { is: 'signed', checkpoint, witnesses: opened.by.filter(({ key }) => key.type === 'witness') }
}
