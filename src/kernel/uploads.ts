/**
 * Tải lên từng phần: a file comes in parts, each of them stored before the next is asked for, by any process; a device whose
 * line broke goes on where it stopped. The whole is put together once, and only if its hash is the one that was announced.
 */

import { createHash, createHmac, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Context } from './context.ts'
import { inTransaction, read, sql, type Tx } from './db.ts'
import { defineRefusals, kernelRefusal } from './errors.ts'
import { actorIdOf } from './events.ts'
import type { FileKinds } from './files/examine.ts'
import {
  claimBytes,
  cleanFileName,
  fileRefusal,
  type ReceivedFile,
  receiveFile,
  uploadMegabytesMax,
} from './files.ts'
import { takeQuota } from './quotas.ts'

export const partMegabytesMax = 8
/** What one account, or one address, may have under way or waiting to be used. */
const openMegabytesMax = 1000

const refusal = defineRefusals('uploads', {
  notFound: [
    'notFound',
    'Không tìm thấy tệp đang tải này. Tải lại tệp từ đầu.',
    'There is no such upload. Send the file again.',
  ],
  tooMuch: [
    'tooMany',
    'Đã tải lên quá nhiều tệp chưa dùng đến. Thử lại sau.',
    'Too many files were sent and not used. Try again later.',
  ],
  notWhole: [
    'conflict',
    'Tệp chưa tải lên hết. Gửi tiếp phần còn thiếu.',
    'The file has not come in whole. Send what is missing.',
  ],
  beyondEnd: [
    'invalid',
    'Phần gửi lên dài hơn tệp đã khai. Tải lại tệp từ đầu.',
    'The part reaches beyond the end of the file. Send the file again.',
  ],
  changed: [
    'invalid',
    'Tệp nhận được khác tệp đã khai. Tải lại tệp từ đầu.',
    'What came in is not the file that was announced. Send it again.',
  ],
})

export type UploadState = {
  readonly id: string
  /** How much has come in; the next part begins here. */
  readonly offset: number
  readonly bytes: number
  readonly isWhole: boolean
}

type Row = UploadState & { readonly ownerId: string | null; readonly name: string; readonly sha256: string }

export type Announced = {
  readonly key: string
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

const columns = sql`id, received as "offset", bytes, is_whole as "isWhole", owner_id as "ownerId", name, sha256`

/** Announces a file, or finds how far the same one has come. Throws `uploads.tooMuch`, `kernel.tooLarge`, and what `takeQuota` throws. */
export async function startUpload(context: Context, file: Announced): Promise<UploadState> {
  if (file.bytes > uploadMegabytesMax * 1024 ** 2)
    throw kernelRefusal.tooLarge({ details: { megabytes: uploadMegabytesMax } })
  const ownerId = actorIdOf(context)
  const key = createHash('sha256')
    .update(`${ownerId ?? 'visitor'} ${file.key} ${file.sha256}`)
    .digest('hex')
  const countedFor = ownerId ?? addressMark(context)
  return inTransaction(context, async (tx) => {
    const found = await sql<Row>`select ${columns} from uploads where key = ${key}`.execute(tx)
    if (found.rows[0]) return stateOf(found.rows[0])
    const { rows } = await sql<{ bytes: number }>`
      select coalesce(sum(bytes), 0)::float8 as bytes from uploads where counted_for = ${countedFor}`.execute(
      tx,
    )
    if ((rows[0]?.bytes ?? 0) + file.bytes > openMegabytesMax * 1024 ** 2)
      throw refusal.tooMuch({ details: { seconds: 3600 } })
    await takeQuota(context, { files: 1, megabytes: file.bytes / 1024 ** 2 }, tx)
    await sql`
      insert into uploads (id, key, owner_id, counted_for, name, bytes, sha256, created_at)
      values (${randomUUID()}, ${key}, ${ownerId}, ${countedFor}, ${cleanFileName(file.name)}, ${file.bytes}, ${file.sha256},
        ${context.now})
      on conflict (key) do nothing`.execute(tx)
    const made = await sql<Row>`select ${columns} from uploads where key = ${key}`.execute(tx)
    return stateOf(made.rows[0] as Row)
  })
}

/** Where somebody sends from who has no account: enough to count by, and not to find them by. */
function addressMark({ settings, sender }: Context): string {
  return createHmac('sha256', settings.secretKey).update(`upload ${sender.address}`).digest('hex')
}

const stateOf = ({ id, offset, bytes, isWhole }: Row): UploadState => ({ id, offset, bytes, isWhole })

/** Own uploads, and those of nobody for whoever knows the id. */
async function findUpload(tx: Tx, context: Context, id: string, isLocked = false): Promise<Row> {
  const { rows } = await sql<Row>`
    select ${columns} from uploads where id = ${id} ${isLocked ? sql`for update` : sql``}`.execute(tx)
  const [row] = rows
  if (!row || (row.ownerId !== null && row.ownerId !== actorIdOf(context))) throw refusal.notFound()
  return row
}

/** Throws `uploads.notFound`. */
export const findUploadState = (context: Context, id: string): Promise<UploadState> =>
  read(context, async (tx) => stateOf(await findUpload(tx, context, id)))

/**
 * Writes a stored part down at its place; one that is there already changes nothing. Answers with how far the file has come.
 * Throws `uploads.notFound`, `uploads.beyondEnd`.
 */
export function addPart(
  context: Context,
  { id, offset }: { readonly id: string; readonly offset: number },
  part: ReceivedFile,
): Promise<UploadState> {
  return inTransaction(context, async (tx) => {
    const upload = await findUpload(tx, context, id, true)
    if (upload.isWhole || offset !== upload.offset) return stateOf(upload)
    const received = upload.offset + part.bytes
    if (received > upload.bytes) throw refusal.beyondEnd()
    await claimBytes(tx, context.files, part)
    await sql`insert into upload_parts (upload_id, position, sha256) values (${id}, ${offset}, ${part.sha256})`.execute(
      tx,
    )
    await sql`update uploads set received = ${received} where id = ${id}`.execute(tx)
    return { ...stateOf(upload), offset: received }
  })
}

/** Puts the parts together. Throws `uploads.notFound`, `uploads.notWhole`, and `uploads.changed` after forgetting the parts. */
export async function completeUpload(context: Context, id: string): Promise<UploadState> {
  const { upload, parts } = await read(context, async (tx) => {
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from upload_parts where upload_id = ${id} order by position`.execute(tx)
    return { upload: await findUpload(tx, context, id), parts: rows.map(({ sha256 }) => sha256) }
  })
  if (upload.isWhole) return stateOf(upload)
  if (upload.offset < upload.bytes) throw refusal.notWhole()
  const content = Readable.from(joined(context, parts))
  // Looked at like any other file when a form names it.
  const whole = await receiveFile(
    { ...context.files, scanner: undefined },
    { name: upload.name, content },
    uploadMegabytesMax,
    'anything',
  )
  const isRight = whole.sha256 === upload.sha256
  await inTransaction(context, async (tx) => {
    await findUpload(tx, context, id, true)
    if (isRight) await claimBytes(tx, context.files, whole)
    await sql`delete from upload_parts where upload_id = ${id}`.execute(tx)
    await sql`update uploads set is_whole = ${isRight}, received = ${isRight ? upload.bytes : 0}
      where id = ${id}`.execute(tx)
  })
  if (!isRight) throw refusal.changed()
  return { ...stateOf(upload), isWhole: true }
}

async function* joined({ files }: Context, parts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const sha256 of parts) yield* await files.open(sha256)
}

/**
 * The file of a finished upload, examined as one that came with the form. Used twice it is the same file. Throws
 * `uploads.notFound`, `uploads.notWhole`, and what `receiveFile` throws.
 */
export async function takeUpload(
  context: Context,
  id: string,
  megabytesMax: number,
  kinds: FileKinds | 'anything' | undefined,
): Promise<ReceivedFile> {
  const upload = await read(context, (tx) => findUpload(tx, context, id))
  if (!upload.isWhole) throw refusal.notWhole()
  const content = await context.files.open(upload.sha256).catch(() => {
    throw fileRefusal.lost({ details: { name: upload.name } })
  })
  return receiveFile(context.files, { name: upload.name, content }, megabytesMax, kinds)
}
