/** Ảnh và bản ghi âm: kept made small and plain; shown only with what shows them. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { FieldError } from '#kernel/errors.ts'
import { type ReceivedFile, readReleased, recordFile } from '#kernel/files.ts'
import { storeRedrawn } from '#kernel/pictures.ts'
import { officerOf } from '#kernel/policy.ts'
import type { FormBody } from '#kernel/web.ts'
import { reachesOf, working } from '../commands.ts'
import { refusal } from '../domain.ts'
import * as store from '../store.ts'

export type KeptPictures = {
  /** Ids of files by the field they came in. */
  readonly uploaded: ReadonlyMap<string, string>
  readonly errors: readonly FieldError[]
}

/** Pictures of a form, each made anew, so that neither places nor anything hidden in them goes out. */
export async function keepPictures(
  context: Context,
  { uploads, refusedUploads }: Pick<FormBody, 'uploads' | 'refusedUploads'>,
): Promise<KeptPictures> {
  const uploaded = new Map<string, string>()
  const errors = refusedUploads.map(({ field, problem }) => ({ field, message: problem.detail }))
  for (const { field, file } of uploads) {
    if (file.mediaType.startsWith('image/')) uploaded.set(field, await keepPicture(context, file))
    else errors.push({ field, message: refusal.notAPicture().sentence[context.language] })
  }
  return { uploaded, errors }
}

/** Ảnh. Answers the id of the file. */
export async function keepPicture(
  context: Context,
  file: Pick<ReceivedFile, 'sha256' | 'name'>,
): Promise<string> {
  const { file: made } = await storeRedrawn(context.files, file, { sideMax: 960, webp: 50 })
  return inTransaction(context, (tx) => recordFile(tx, context, made, { unitId: unitIdOf(context) }))
}

const unitIdOf = ({ actor }: Context) => (actor.kind === 'officer' ? actor.unitId : undefined)

/** Bản ghi âm. Throws `news.notARecording`. */
export async function keepRecording(context: Context, file: ReceivedFile): Promise<string> {
  officerOf(context.actor)
  if (!file.mediaType.startsWith('audio/')) throw refusal.notARecording()
  return inTransaction(context, (tx) => recordFile(tx, context, file, { unitId: unitIdOf(context) }))
}

export type OpenFile = store.ShownFile & { readonly body: Buffer }

/** A file of what everyone may read, or of what the officer writes. Throws `news.notFound`. */
export async function openFile(context: Context, id: string): Promise<OpenFile> {
  const reaches = context.actor.kind === 'officer' ? reachesOf(context, working) : []
  const file = await read(context, (tx) => store.findFile(tx, id, context.now, reaches))
  if (!file) throw refusal.notFound()
  return { ...file, body: await readReleased(context, file) }
}
