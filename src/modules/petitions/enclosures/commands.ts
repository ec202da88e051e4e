/** Tệp gửi kèm: taken in, opened by officers with a look, and by who sent them. Nothing here is for everyone. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { fileRefusal, type ReceivedFile, readReleased, readVerified, recordFile } from '#kernel/files.ts'
import { isId } from '#kernel/ids.ts'
import { recordLook } from '#kernel/looks.ts'
import { storeRedrawn } from '#kernel/pictures.ts'
import { officerOf } from '#kernel/policy.ts'
import { type Earlier, refusal } from '../domain.ts'
import { demandOwn } from '../sending/commands.ts'
import { findInReach } from '../store.ts'
import { enclosureRefusal, filesMax, sideMax } from './domain.ts'
import * as store from './store.ts'

/**
 * Nhận tệp gửi kèm. A photo is drawn anew, so that neither the place that the camera noted nor anything hidden behind the picture
 * is kept; the kernel has looked into a PDF already. Throws `petitions.filesTooMany`.
 */
export async function takeEnclosures(
  { files: kept }: Pick<Context, 'files'>,
  files: readonly ReceivedFile[],
): Promise<readonly ReceivedFile[]> {
  if (files.length > filesMax) throw enclosureRefusal.filesTooMany({ details: { max: filesMax } })
  const taken: ReceivedFile[] = []
  for (const file of files) {
    const isPicture = file.mediaType.startsWith('image/')
    taken.push(isPicture ? (await storeRedrawn(kept, file, { sideMax, jpeg: 82 })).file : file)
  }
  return taken
}

/** Writes rows after those that the draft has. Throws `petitions.filesTooMany`, `files.lost`. */
export async function enclose(
  tx: Tx,
  context: Context,
  draftId: string,
  files: readonly ReceivedFile[],
): Promise<void> {
  const { length } = await store.findEnclosures(tx, { draftId })
  if (length + files.length > filesMax) throw enclosureRefusal.filesTooMany({ details: { max: filesMax } })
  for (const [index, file] of files.entries()) {
    const fileId = await recordFile(tx, context, file, {})
    await store.insertEnclosure(tx, { draftId, position: length + index, fileId })
  }
}

export type OpenedFile = { readonly name: string; readonly mediaType: string; readonly body: Buffer }

/** Mở tệp gửi kèm: for officers in whose reach the petition is, with a look. Throws `petitions.notFound`, `files.notFound`, `scans.quarantined`, `scans.notScanned`. */
export async function openEnclosure(context: Context, code: string, id: string): Promise<OpenedFile> {
  const found = await inTransaction(context, async (tx) => {
    const petition = await findInReach(tx, officerOf(context.actor), code)
    if (!petition) throw refusal.notFound()
    await recordLook(tx, context, { of: [petition.id], what: 'petitionFile', why: 'complaint' })
    return store.findEnclosures(tx, { petitionId: petition.id })
  })
  const { name, mediaType, sha256 } = among(found, id)
  return { name, mediaType, body: await readReleased(context, { sha256, name }) }
}

/** Of one's own petition. Throws `petitions.notFound`, `files.notFound`. */
export async function openOwnEnclosure(context: Context, own: Earlier, id: string): Promise<OpenedFile> {
  const found = await read(context, async (tx) => {
    const petition = await demandOwn(tx, context, own)
    return store.findEnclosures(tx, { petitionId: petition.id })
  })
  return opened(context, found, id)
}

/** For who sent it. Throws `files.notFound`. */
export async function opened(
  { files }: Pick<Context, 'files'>,
  enclosures: readonly store.Enclosure[],
  id: string,
): Promise<OpenedFile> {
  const { name, mediaType, sha256 } = among(enclosures, id)
  return { name, mediaType, body: await readVerified(files, sha256, name) }
}

function among(enclosures: readonly store.Enclosure[], id: string): store.Enclosure {
  const found = isId(id) ? enclosures.find((one) => one.id === id) : undefined
  if (!found) throw fileRefusal.notFound()
  return found
}
