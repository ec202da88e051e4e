/**
 * Runs in the browser: what is kept on a device that its holder shares with nobody, and that is worth nothing to whoever takes it.
 * What is finished is sealed for a key that the PIN and the server's half open together, so that without a line not even the holder
 * reads it. The one thing in work is under a key of the PIN alone. Keys are in memory only, and none can be taken out of it.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { forgetOthers } from './kept-pages.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Locked = { readonly iv: Bytes; readonly bytes: Bytes }

/** The device as it knows itself; nothing here opens anything. */
export type Device = {
  readonly id: string
  readonly owner: string
  readonly name: string
  readonly unitCode: string
  readonly number: number
  /** Shown to the server with each question. */
  readonly token: string
  readonly salt: Bytes
  readonly publicKey: Bytes
  readonly wrapped: Locked
  /** Tells a wrong PIN without a line. */
  readonly check: Locked
  readonly contactAt: number
  readonly wrongPins: number
  readonly lastSlip: number
}

/** Finished and not yet sent. Only the slip can be read. */
export type Sealed = {
  readonly id: string
  readonly slip: string
  readonly page: string
  readonly sealedAt: number
  readonly ephemeral: Bytes
  readonly locked: Locked
  /** What the server wants mended. */
  readonly refused?: string
}

/** In work: one at a time for each page. */
type Open = { readonly page: string; readonly savedAt: number; readonly locked: Locked }

/** What was typed, files included. `id` and `slip` are there once it was finished. */
export type Content = {
  readonly id?: string | undefined
  readonly slip?: string | undefined
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly files: readonly { readonly name: string; readonly file: File }[]
}

type Schema = DBSchema & {
  device: { key: string; value: Device }
  open: { key: string; value: Open }
  sealed: { key: string; value: Sealed }
}

const databaseName = 'ho-tro'
let opened: Promise<IDBPDatabase<Schema>> | undefined
const database = () => {
  opened ??= openDB<Schema>(databaseName, 1, {
    upgrade(db) {
      db.createObjectStore('device')
      db.createObjectStore('open', { keyPath: 'page' })
      db.createObjectStore('sealed', { keyPath: 'id' })
    },
  })
  return opened
}

const rounds = 600_000
const subtle = () => crypto.subtle
const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
const joined = (...parts: readonly Bytes[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** As addresses and forms carry bytes. */
export const base64url = (bytes: Bytes): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const fromBase64url = (text: string): Bytes =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))

async function pinBits(pin: string, salt: Bytes): Promise<Bytes> {
  const key = await subtle().importKey('raw', utf8(pin.normalize('NFKC')), 'PBKDF2', false, ['deriveBits'])
  const bits = await subtle().deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    key,
    256,
  )
  return new Uint8Array(bits)
}

async function derive(secret: Bytes, info: string, salt: Bytes = new Uint8Array(32)) {
  const key = await subtle().importKey('raw', secret, 'HKDF', false, ['deriveBits', 'deriveKey'])
  const way = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) }
  return {
    key: () => subtle().deriveKey(way, key, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    bits: async (): Promise<Bytes> => new Uint8Array(await subtle().deriveBits(way, key, 256)),
  }
}

async function lock(key: CryptoKey, bytes: Bytes): Promise<Locked> {
  const iv = random(12)
  return { iv, bytes: new Uint8Array(await subtle().encrypt({ name: 'AES-GCM', iv }, key, bytes)) }
}
/** Throws for the wrong key, and for anything that was changed. */
const unlockBytes = async (key: CryptoKey, { iv, bytes }: Locked): Promise<Bytes> =>
  new Uint8Array(await subtle().decrypt({ name: 'AES-GCM', iv }, key, bytes))

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const

/** Header as JSON, then the bytes of the files one after another. */
async function write({ id, slip, fields, files }: Content): Promise<Bytes> {
  const parts = await Promise.all(files.map(async ({ file }) => new Uint8Array(await file.arrayBuffer())))
  const names = files.map(({ name, file }, at) => [name, file.name, file.type, parts[at]?.length ?? 0])
  const head = utf8(JSON.stringify({ id, slip, fields, files: names }))
  const length = new Uint8Array(new Uint32Array([head.length]).buffer)
  return joined(length, head, ...parts)
}

function readContent(bytes: Bytes): Content {
  const [length = 0] = new Uint32Array(bytes.slice(0, 4).buffer)
  const head = JSON.parse(new TextDecoder().decode(bytes.slice(4, 4 + length))) as {
    id?: string
    slip?: string
    fields: Content['fields']
    files: readonly (readonly [string, string, string, number])[]
  }
  let at = 4 + length
  const files = head.files.map(([name, fileName, type, size]) => {
    const part = bytes.slice(at, at + size)
    at += size
    return { name, file: new File([part], fileName, { type }) }
  })
  return { id: head.id, slip: head.slip, fields: head.fields, files }
}

/** The keys of one unlocking: gone with the page. `privateKey` only where the server gave its half. */
export type Unlocked = { readonly openKey: CryptoKey; readonly privateKey: CryptoKey | undefined }

export const findDevice = async (): Promise<Device | undefined> => (await database()).get('device', 'one')

async function change(some: Partial<Device>): Promise<void> {
  const db = await database()
  const tx = db.transaction('device', 'readwrite')
  const before = await tx.store.get('one')
  if (before) await tx.store.put({ ...before, ...some }, 'one')
  await tx.done
}

export const noteContact = (at: number): Promise<void> => change({ contactAt: at, wrongPins: 0 })

type Server = {
  readonly id: string
  readonly unitCode: string
  readonly number: number
  readonly half: string
}
type Enrolling = {
  readonly pin: string
  readonly name: string
  readonly owner: string
  /** Tells the server; answers what it says, or nothing when it does not take the device. */
  readonly ask: (shown: { readonly token: string; readonly proof: string }) => Promise<Server | undefined>
}

/** Ghi máy: makes the keys, and keeps of them only what the PIN and the server's half open again. */
export async function enrol({ pin, name, owner, ask }: Enrolling): Promise<Device | undefined> {
  const salt = random(16)
  const bits = await pinBits(pin, salt)
  const token = base64url(random(32))
  const proof = base64url(await (await derive(bits, 'proof')).bits())
  const server = await ask({ token, proof })
  if (!server) return undefined
  const pair = await subtle().generateKey(curve, true, ['deriveBits'])
  const wrapping = await (await derive(joined(bits, fromBase64url(server.half)), 'wrap')).key()
  const device: Device = {
    id: server.id,
    owner,
    name,
    unitCode: server.unitCode,
    number: server.number,
    token,
    salt,
    publicKey: new Uint8Array(await subtle().exportKey('raw', pair.publicKey)),
    wrapped: await lock(wrapping, new Uint8Array(await subtle().exportKey('pkcs8', pair.privateKey))),
    check: await lock(await (await derive(bits, 'open')).key(), utf8('ho-tro')),
    contactAt: Date.now(),
    wrongPins: 0,
    lastSlip: 0,
  }
  await (await database()).put('device', device, 'one')
  return device
}

export type Half =
  | { readonly outcome: 'open'; readonly half: string }
  | { readonly outcome: 'wrong'; readonly left: number }
  | { readonly outcome: 'wiped' }
  /** There is no line, or nobody is signed in. */
  | { readonly outcome: 'away' }

export type Opening =
  | { readonly outcome: 'open'; readonly keys: Unlocked }
  | { readonly outcome: 'wrong'; readonly left: number }
  | { readonly outcome: 'wiped' }

/** Mở máy bằng PIN. Each wrong one is counted before it is tried, here and by the server; after the last everything is gone. */
export async function unlock(
  pin: string,
  { wrongPinsMax, ask }: { readonly wrongPinsMax: number; readonly ask: (proof: string) => Promise<Half> },
): Promise<Opening> {
  const device = await findDevice()
  if (!device) return { outcome: 'wiped' }
  await change({ wrongPins: device.wrongPins + 1 })
  const bits = await pinBits(pin, device.salt)
  const openKey = await (await derive(bits, 'open')).key()
  const isRight = await unlockBytes(openKey, device.check).then(
    () => true,
    () => false,
  )
  const proof = base64url(await (await derive(bits, 'proof')).bits())
  const told = await ask(proof)
  const isOver = told.outcome === 'wiped' || (!isRight && device.wrongPins + 1 >= wrongPinsMax)
  if (isOver) {
    await wipe()
    return { outcome: 'wiped' }
  }
  if (!isRight) {
    const own = wrongPinsMax - device.wrongPins - 1
    return { outcome: 'wrong', left: told.outcome === 'wrong' ? Math.min(own, told.left) : own }
  }
  await change({ wrongPins: 0, ...(told.outcome === 'open' && { contactAt: Date.now() }) })
  if (told.outcome !== 'open') return { outcome: 'open', keys: { openKey, privateKey: undefined } }
  const wrapping = await (await derive(joined(bits, fromBase64url(told.half)), 'wrap')).key()
  const pkcs8 = await unlockBytes(wrapping, device.wrapped)
  const privateKey = await subtle().importKey('pkcs8', pkcs8, curve, false, ['deriveBits'])
  return { outcome: 'open', keys: { openKey, privateKey } }
}

async function sealingKey(privateKey: CryptoKey, publicKey: Bytes, ephemeral: Bytes): Promise<CryptoKey> {
  const other = await subtle().importKey('raw', publicKey, curve, false, [])
  const shared = new Uint8Array(await subtle().deriveBits({ name: 'ECDH', public: other }, privateKey, 256))
  return (await derive(shared, 'seal', ephemeral.slice(0, 32))).key()
}

/** Keeps what is in work. */
export async function keepOpen(keys: Unlocked, page: string, content: Content): Promise<void> {
  const locked = await lock(keys.openKey, await write(content))
  await (await database()).put('open', { page, savedAt: Date.now(), locked })
}

/** What is in work on this page; nothing where there is none. */
export async function findOpen(keys: Unlocked, page: string): Promise<Content | undefined> {
  const kept = await (await database()).get('open', page)
  return kept && readContent(await unlockBytes(keys.openKey, kept.locked))
}

/** Older than so many days it is nobody's business any more. */
export async function forgetOld(days: number): Promise<void> {
  const db = await database()
  const limit = Date.now() - days * 86_400_000
  for (const { page, savedAt } of await db.getAll('open')) if (savedAt < limit) await db.delete('open', page)
}

/**
 * Xong: gives it the next number of the device and seals it; the number, the sealing and the end of what was in work are one act.
 * From here on it opens only with the PIN and the server's half.
 */
export async function seal(
  page: string,
  content: Content,
  slipOf: (device: Device, number: number) => string,
): Promise<{ readonly id: string; readonly slip: string }> {
  const device = await findDevice()
  if (!device) throw new Error('The device is not enrolled')
  const id = content.id ?? crypto.randomUUID()
  const pair = await subtle().generateKey(curve, false, ['deriveBits'])
  const ephemeral = new Uint8Array(await subtle().exportKey('raw', pair.publicKey))
  const key = await sealingKey(pair.privateKey, device.publicKey, ephemeral)
  // The number is drawn last: sealing takes time, and another window may draw one meanwhile.
  for (;;) {
    const before = await findDevice()
    if (!before) throw new Error('The device was wiped')
    const number = before.lastSlip + 1
    const slip = content.slip ?? slipOf(before, number)
    const locked = await lock(key, await write({ ...content, id, slip }))
    const tx = (await database()).transaction(['device', 'open', 'sealed'], 'readwrite')
    const now = await tx.objectStore('device').get('one')
    const isNext = now && (content.slip !== undefined || now.lastSlip + 1 === number)
    if (isNext) {
      const lastSlip = content.slip === undefined ? number : now.lastSlip
      await Promise.all([
        tx.objectStore('device').put({ ...now, lastSlip }, 'one'),
        tx.objectStore('sealed').put({ id, slip, page, sealedAt: Date.now(), ephemeral, locked }),
        tx.objectStore('open').delete(page),
      ])
    }
    await tx.done
    if (!now) throw new Error('The device was wiped')
    if (isNext) return { id, slip }
  }
}

export const listSealed = async (): Promise<readonly Sealed[]> =>
  (await (await database()).getAll('sealed')).toSorted((a, b) => a.sealedAt - b.sealedAt)

/** What is sealed, for whoever has the PIN and the server's half. */
export async function openSealed(privateKey: CryptoKey, { ephemeral, locked }: Sealed): Promise<Content> {
  const key = await sealingKey(privateKey, ephemeral, ephemeral)
  return readContent(await unlockBytes(key, locked))
}

export const forgetSealed = async (id: string): Promise<void> => (await database()).delete('sealed', id)

export async function noteRefused(sealed: Sealed, refused: string): Promise<void> {
  await (await database()).put('sealed', { ...sealed, refused })
}

/** Xóa máy: everything kept, and every page. */
export async function wipe(): Promise<void> {
  const db = await database()
  const tx = db.transaction(['device', 'open', 'sealed'], 'readwrite')
  await Promise.all((['device', 'open', 'sealed'] as const).map((name) => tx.objectStore(name).clear()))
  await tx.done
  await forgetOthers('')
}
