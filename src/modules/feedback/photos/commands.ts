/** Ảnh phản ánh: taken in without what the camera wrote, covered in part, and only then shown to everyone. */

import sharp from 'sharp'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import {
  fileRefusal,
  type ReceivedFile,
  readReleased,
  readVerified,
  recordFile,
  storeBytes,
} from '#kernel/files.ts'
import { recordLook } from '#kernel/looks.ts'
import { type Redrawn, storeRedrawn } from '#kernel/pictures.ts'
import { officerOf } from '#kernel/policy.ts'
import { demandForOfficer } from '../commands.ts'
import { refusal } from '../domain.ts'
import { findInReach } from '../store.ts'
import { type Rectangle, readCovers } from './domain.ts'
import * as store from './store.ts'

const sideMax = 2000

/**
 * Nhận ảnh: drawn anew, upright, at most 2 000 points wide, so that nothing of the original file is kept: neither the place
 * that the camera noted nor anything hidden behind the picture. Throws `feedback.notAPhoto`, `feedback.photosTooMany`.
 */
export async function takePhotos(
  context: Context,
  files: readonly ReceivedFile[],
  max: number,
): Promise<readonly Redrawn[]> {
  if (files.length > max) throw refusal.photosTooMany({ details: { max } })
  const taken: Redrawn[] = []
  for (const file of files) {
    if (!file.mediaType.startsWith('image/')) throw refusal.notAPhoto({ details: { name: file.name } })
    taken.push(await storeRedrawn(context.files, file, { sideMax, jpeg: 82 }))
  }
  return taken
}

/** Writes the rows of taken pictures, after those that are there. */
export async function keepPhotos(
  tx: Tx,
  context: Context,
  taken: readonly Redrawn[],
  of: {
    readonly reportId: string
    readonly handlingId: string | null
    readonly ownerId?: string | undefined
  },
): Promise<void> {
  const before = (await store.findPhotos(tx, of.reportId)).length
  for (const [index, { file, width, height }] of taken.entries()) {
    const fileId = await recordFile(tx, context, file, { ownerId: of.ownerId })
    const { reportId, handlingId } = of
    await store.insertPhoto(tx, { reportId, handlingId, position: before + index, fileId, width, height })
  }
}

export type OpenedPhoto = { readonly name: string; readonly mediaType: string; readonly body: Buffer }

/** Ảnh gốc, for officers in whose reach the report is, with a look. Throws `feedback.notFound`, `files.notFound`. */
export async function openOriginal(context: Context, code: string, photoId: string): Promise<OpenedPhoto> {
  const photo = await inTransaction(context, async (tx) => {
    const report = await findInReach(tx, officerOf(context.actor), code)
    if (!report) throw refusal.notFound()
    await recordLook(tx, context, { of: [report.id], what: 'report', why: 'complaint' })
    return (await store.findPhotos(tx, report.id)).find(({ id }) => id === photoId)
  })
  if (!photo) throw fileRefusal.notFound()
  const { name, mediaType, sha256 } = photo
  return { name, mediaType, body: await readReleased(context, { sha256, name }) }
}

/**
 * Che mặt người, biển số: parts given by numbers are made coarse beyond recognition in a new picture; with none the picture is
 * found free of them. Throws `feedback.coverWrong`, `feedback.notNow`, `feedback.notYours`, `feedback.notFound`.
 */
export async function clearPhoto(
  context: Context,
  { code, photoId, covers }: { readonly code: string; readonly photoId: string; readonly covers: string },
): Promise<void> {
  const photo = await read(context, async (tx) => {
    const report = await findInReach(tx, officerOf(context.actor), code)
    return report && (await store.findPhotos(tx, report.id)).find(({ id }) => id === photoId)
  })
  if (!photo) throw refusal.notFound()
  const covered = readCovers(covers, photo)
  if (!covered) throw refusal.coverWrong()
  const bytes = await coarse(await readVerified(context.files, photo.sha256, photo.name), covered)
  const file = await storeBytes(context.files, photo.name, bytes)
  await inTransaction(context, async (tx) => {
    await demandForOfficer(tx, context, 'publish', code)
    const fileId = await recordFile(tx, context, file, {})
    const by = officerOf(context.actor).personId
    await store.saveCleared(tx, photoId, { fileId, covered, by, at: context.now })
  })
}

/** Blocks so large that no face and no number is told from another; what they are made of is not in the new picture. */
async function coarse(picture: Buffer, covered: readonly Rectangle[]): Promise<Buffer> {
  const patches = await Promise.all(
    covered.map(async ([left, top, width, height]) => {
      const side = Math.max(1, Math.round(Math.max(width, height) / 4))
      const small = await sharp(picture)
        .extract({ left, top, width, height })
        .resize(Math.max(1, Math.round(width / side)), Math.max(1, Math.round(height / side)), {
          fit: 'fill',
        })
        .png()
        .toBuffer()
      const input = await sharp(small)
        .resize(width, height, { fit: 'fill', kernel: 'nearest' })
        .png()
        .toBuffer()
      return { input, left, top }
    }),
  )
  return sharp(picture).composite(patches).jpeg({ quality: 82 }).toBuffer()
}
