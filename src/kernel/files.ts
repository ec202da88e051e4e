/**
 * Tệp: streamed to disk, kept once by content, limited in size and kind, and read back before anyone is told that they
 * were received. A folder is the first store; S3 speaks the same four verbs.
 */

import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { Context } from './context.ts'
import { read, sql, type Tx } from './db.ts'
import { defineRefusals } from './errors.ts'
import { failpoint } from './failpoints.ts'
import { withoutCamera } from './files/camera.ts'
import { type Examined, examine, type FileKinds, UnreadableFile } from './files/examine.ts'
import { openFolderStore } from './files/folder.ts'
import { writeIncoming } from './files/incoming.ts'
import { SealBroken, type Sealing } from './files/keys.ts'
import { openS3Store } from './files/s3.ts'
import { sealedStore } from './files/sealed.ts'
import type { Scanner } from './scanner.ts'
import { demandClean, forgetScans, noteScan, type ScanState, scanIncoming } from './scans.ts'
import type { CalendarDate, FileOrigin } from './types.ts'

export { openSealing, type Sealing } from './files/keys.ts'
export { withSecondCopy } from './files/second.ts'

export const uploadMegabytesMax = 20

export type StoredBytes = { readonly sha256: string; readonly bytes: number }

/** Where bytes live. Keys are their SHA-256 in hexadecimal, so a name can never point outside. */
export type FileStore = {
  /**
   * Takes a finished local file into the store; the file is gone afterwards. Storing the same bytes twice is harmless. What
   * is sealed does not hash to its name; `content` is what the file holds, where it is at hand.
   */
  take(
    path: string,
    stored: StoredBytes & { readonly isSealed?: boolean; readonly content?: Buffer | undefined },
  ): Promise<void>
  has(sha256: string): Promise<boolean>
  open(sha256: string): Promise<Readable>
  /** Removes the bytes for good. Removing what is not there is harmless. */
  remove(sha256: string): Promise<void>
  /** Everything stored, and when it last came in. */
  list(): AsyncIterable<{ readonly sha256: string; readonly storedAt: Date }>
  /** Takes bytes back from the second copy, where there is one. Answers whether it had them, and they are right. */
  mend?(sha256: string): Promise<boolean>
  /** Seals bytes that lie there as they are, where the store seals. Answers whether they did. */
  seal?(sha256: string): Promise<boolean>
  /** A folder on the same machine for uploads on their way in. */
  readonly incoming: string
  /** Looks for malware in what people send, where one is set. */
  readonly scanner?: Scanner | undefined
  /** The keys under which bytes lie at rest; without them they lie as they are. */
  readonly sealing?: Sealing | undefined
  /** The keys of what people say about health (`sealed-answers.ts`), under the same master key. */
  readonly answerKeys?: Sealing | undefined
}

export const fileRefusal = defineRefusals('files', {
  empty: [
    'invalid',
    'Tệp “{name}” không có nội dung. Chọn lại tệp.',
    'The file “{name}” is empty. Choose it again.',
  ],
  wrongType: [
    'unsupportedType',
    'Tệp “{name}” không phải ảnh (JPG, PNG, WebP) hay PDF. Chụp ảnh giấy tờ hoặc lưu thành PDF rồi chọn lại.',
    'The file “{name}” is neither a picture (JPG, PNG, WebP) nor a PDF. Photograph the paper or save it as PDF.',
  ],
  wrongKind: [
    'unsupportedType',
    'Tệp “{name}” không phải ảnh (JPG, PNG, WebP), PDF hay bản ghi âm (MP3, M4A, OGG, WebM). Chọn tệp khác.',
    'The file “{name}” is neither a picture (JPG, PNG, WebP), a PDF nor a recording (MP3, M4A, OGG, WebM). Choose another.',
  ],
  unreadable: [
    'invalid',
    'Không mở được tệp “{name}”: {reason}. Chụp hoặc lưu lại tệp rồi chọn lại.',
    'The file “{name}” cannot be opened: {reason}. Make it again and choose it once more.',
  ],
  lost: [
    'unavailable',
    'Chưa đọc lại được tệp “{name}” trong kho lưu trữ. Hồ sơ chưa được nộp; thử lại sau ít phút.',
    'The file “{name}” cannot be read back from the store. Nothing was submitted; try again in a few minutes.',
  ],
  ended: [
    'notFound',
    'Tệp “{name}” đã được xóa vĩnh viễn, không còn ai mở được.',
    'The file “{name}” was erased for good; nobody can open it any more.',
  ],
  shut: [
    'unavailable',
    'Chưa mở được tệp “{name}” vì khóa mã hóa chưa sẵn sàng. Tệp vẫn còn; thử lại sau ít phút.',
    'The file “{name}” cannot be opened yet: its key is not at hand. Nothing is lost; try again in a few minutes.',
  ],
  notFound: ['notFound', 'Không tìm thấy tệp này.', 'There is no such file.'],
  revoked: [
    'conflict',
    '“{title}” trong kho giấy tờ vừa hết giá trị (bị thu hồi hoặc đã có bản mới). Bỏ giấy này ra, chọn bản mới hoặc tải tệp lên.',
    '“{title}” in the wallet no longer counts: it was withdrawn or replaced. Take it out, choose the new one or upload.',
  ],
  expired: [
    'conflict',
    '“{title}” trong kho giấy tờ đã hết hạn. Bỏ giấy này ra và nộp bản còn hạn.',
    '“{title}” in the wallet has expired. Take it out and hand in one that is in force.',
  ],
})

/** Opens the store that `FILES_URL` names: `file:///folder` or `s3://key:secret@host/bucket`. */
export async function openFileStore(
  url: string,
  {
    incoming,
    scanner,
    sealing,
    answerKeys,
  }: Partial<Pick<FileStore, 'incoming' | 'scanner' | 'sealing' | 'answerKeys'>> = {},
): Promise<FileStore> {
  const store = { ...(await openStore(url, incoming)), scanner, answerKeys }
  return sealing ? sealedStore(store, sealing) : store
}

async function openStore(url: string, incoming: string | undefined): Promise<FileStore> {
  const address = new URL(url)
  if (address.protocol === 'file:') return openFolderStore(fileURLToPath(address))
  if (/^s3s?:$/.test(address.protocol)) {
    if (!incoming) throw new Error('An S3 store needs a local folder for uploads on their way in')
    await mkdir(incoming, { recursive: true, mode: 0o700 })
    return openS3Store(address, incoming)
  }
  throw new Error(`FILES_URL must begin with file:// or s3://, not ${address.protocol}`)
}

/** Removes what was on its way in when its process died, unless it came in since `before`. Answers how many there were. */
export async function forgetHalfFiles(store: FileStore, before: Date): Promise<number> {
  let removed = 0
  for (const name of await readdir(store.incoming)) {
    const path = join(store.incoming, name)
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile() || found.mtime >= before) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

export type IncomingFile = { readonly name: string; readonly content: Readable }
export type ReceivedFile = StoredBytes &
  Examined & {
    readonly name: string
    /** What is not said counts as waiting. */
    readonly scan?: ScanState
  }

/** Streams one upload in, examines it and stores it. Nothing stays behind when it is refused. */
export async function receiveFile(
  store: FileStore,
  { name: givenName, content }: IncomingFile,
  megabytesMax = uploadMegabytesMax,
  kinds: FileKinds | 'anything' = 'papers',
): Promise<ReceivedFile> {
  const name = cleanFileName(givenName)
  const path = join(store.incoming, randomUUID())
  try {
    const flush = !store.sealing
    const sent = await writeIncoming(path, content, { megabytesMax, flush })
    if (sent.bytes === 0) throw fileRefusal.empty({ details: { name } })
    const { cleaned, ...examined } =
      kinds === 'anything'
        ? { mediaType: 'application/octet-stream', cleaned: undefined }
        : await examineFile(sent.content ?? (await readFile(path)), name, kinds)
    // From here on this is the file: its hash, what the scanner sees, what its sender gets back.
    if (cleaned) await unlink(path)
    const whole = cleaned
      ? await writeIncoming(path, Readable.from([cleaned]), { megabytesMax: 2 * megabytesMax, flush })
      : sent
    const stored = { sha256: whole.sha256, bytes: whole.bytes }
    const scan = await scanIncoming(store, path, { name, sha256: stored.sha256 })
    failpoint('upload.written')
    await store.take(path, whole)
    failpoint('upload.stored')
    return { ...stored, ...examined, name, ...(scan && { scan }) }
  } catch (thrown) {
    await rm(path, { force: true })
    throw thrown
  }
}

/** Stores bytes that the platform made itself: a rendered document, photos joined to one PDF. */
export async function storeBytes(store: FileStore, name: string, bytes: Uint8Array): Promise<ReceivedFile> {
  const stored = await receiveFile(
    { ...store, scanner: undefined },
    { name, content: Readable.from([bytes]) },
    60,
  )
  return { ...stored, scan: 'made' }
}

/** Stores bytes that were put together from what people sent, as they sent it. */
export function storeJoined(store: FileStore, name: string, bytes: Uint8Array): Promise<ReceivedFile> {
  return receiveFile(store, { name, content: Readable.from([bytes]) }, 60)
}

/** What a file is; and, of a picture that says more than it shows, the picture alone (docs/legal.md#personal-data). */
async function examineFile(
  bytes: Buffer,
  name: string,
  kinds: FileKinds,
): Promise<Examined & { readonly cleaned: Buffer | undefined }> {
  try {
    const examined = await examine(bytes, kinds)
    if (!examined) throw fileRefusal[kinds === 'papers' ? 'wrongType' : 'wrongKind']({ details: { name } })
    if (!examined.mediaType.startsWith('image/')) return { ...examined, cleaned: undefined }
    // Whatever is built in no known way is drawn anew, which leaves everything else behind.
    const cleaned =
      withoutCamera(bytes, examined.mediaType) ??
      (await sharp(bytes, { limitInputPixels: 60_000_000 }).rotate().toBuffer())
    return { ...examined, cleaned: cleaned === bytes ? undefined : cleaned }
  } catch (thrown) {
    if (thrown instanceof UnreadableFile)
      throw fileRefusal.unreadable({ details: { name, reason: thrown.message } })
    throw thrown
  }
}

/** A name to show, never a path to open: no folders, no control or direction characters, at most 200 letters. */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim()
  return plain.slice(0, 200) || 'tep'
}

type Owner = { readonly ownerId?: string | undefined; readonly unitId?: string | undefined }

/**
 * Writes the row of a received file and returns its id. `ownerId` is the person whose file it is. Bytes that nothing named may
 * be removed at any moment: from here on they are not. Throws `files.lost` when they just were.
 */
export async function recordFile(
  tx: Tx,
  context: Context,
  file: ReceivedFile,
  owner: Owner,
  origin?: FileOrigin,
): Promise<string> {
  await claimBytes(tx, context.files, file)
  const row = await tx
    .insertInto('files')
    .values({
      sha256: file.sha256,
      name: file.name,
      media_type: file.mediaType,
      bytes: file.bytes,
      pages: file.pages ?? null,
      owner_id: owner.ownerId ?? null,
      unit_id: owner.unitId ?? null,
      created_at: context.now,
      origin: origin ? JSON.stringify(origin) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (context.files.scanner && file.scan !== 'made') await noteScan(tx, context, file)
  failpoint('upload.recorded')
  return row.id
}

/** From here to the end of the transaction, which names them, stored bytes are not removed. Throws `files.lost` when they just were. */
export async function claimBytes(
  tx: Tx,
  store: FileStore,
  { sha256, name }: Pick<ReceivedFile, 'sha256' | 'name'>,
): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${bytesLock(sha256)})`.execute(tx)
  if (!(await store.has(sha256))) throw fileRefusal.lost({ details: { name } })
}

const bytesLock = (sha256: string) => sql`hashtextextended(${sha256}, 0)`

/** Removes stored bytes unless `isNamed` finds, in the transaction that shuts out whoever records them, that a row names them. */
export async function removeBytes(
  tx: Tx,
  store: FileStore,
  sha256: string,
  isNamed: () => Promise<boolean>,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${bytesLock(sha256)})`.execute(tx)
  if (await isNamed()) return false
  await forgetScans(tx, [sha256])
  await store.remove(sha256)
  return true
}

/** Files taken from an entry that no longer counts: whoever would hand one in is told (`provenance`). */
export async function revokeFilesOf(tx: Tx, entryId: string, at: Date): Promise<void> {
  await sql`update files set revoked_at = ${at} where origin->>'entry' = ${entryId} and revoked_at is null`.execute(
    tx,
  )
}

type Provenance = { readonly origin: unknown; readonly revokedAt: Date | null }

/** Throws when the paper behind a file was revoked, replaced or has expired since it was taken from the wallet. */
export function proveInForce(files: readonly Provenance[], today: CalendarDate): void {
  for (const { origin, revokedAt } of files) {
    const from = origin as FileOrigin | null
    if (!from) continue
    if (revokedAt) throw fileRefusal.revoked({ details: { title: from.title } })
    if (from.validUntil && from.validUntil < today)
      throw fileRefusal.expired({ details: { title: from.title } })
  }
}

/** Proves that all bytes are in the store. Called before "submitted" is said; throws naming the first that is not. */
export async function proveReadable(
  store: FileStore,
  files: readonly { readonly sha256: string; readonly name: string }[],
): Promise<void> {
  const found = await Promise.all(files.map(({ sha256 }) => store.has(sha256)))
  const missing = files.find((_, index) => !found[index])
  if (missing) throw fileRefusal.lost({ details: { name: missing.name } })
}

/**
 * Reads a whole stored file and checks its hash on the way: wrong bytes are never served. What is lost or wrong is taken back
 * from the second copy at once, where there is one.
 */
export async function readVerified(store: FileStore, sha256: string, name: string): Promise<Buffer> {
  try {
    return await readRight(store, sha256, name)
  } catch (thrown) {
    if (!(await store.mend?.(sha256).catch(() => false))) throw thrown
    return readRight(store, sha256, name)
  }
}

const told = { gone: 'ended', shut: 'shut', spoiled: 'lost' } as const

async function readRight(store: FileStore, sha256: string, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of await store.open(sha256)) chunks.push(chunk as Buffer)
  } catch (cause) {
    const why = cause instanceof SealBroken ? told[cause.is] : 'lost'
    throw Object.assign(fileRefusal[why]({ details: { name } }), { cause })
  }
  const bytes = Buffer.concat(chunks)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw fileRefusal.lost({ details: { name } })
  return bytes
}

/**
 * The bytes of a file for somebody who did not send it: another person, another system, everyone. Throws `scans.quarantined`,
 * and `scans.notScanned` while nobody knows.
 */
export async function readReleased(
  context: Context,
  file: { readonly sha256: string; readonly name: string },
): Promise<Buffer> {
  await read(context, (tx) => demandClean(tx, file))
  return readVerified(context.files, file.sha256, file.name)
}

/** Ảnh nhỏ of a stored picture: JPEG, 96 points square, upright, without what the camera wrote into it. */
export function thumbnail(picture: Buffer): Promise<Buffer> {
  return sharp(picture, { limitInputPixels: 60_000_000 })
    .rotate()
    .resize(96, 96, { fit: 'cover' })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 70 })
    .toBuffer()
}
