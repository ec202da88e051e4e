/** Soạn kiến nghị: kept as it was typed with its files, looked at once more, then sent. */

import { randomBytes } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import type { ReceivedFile } from '#kernel/files.ts'
import { secretOf } from '#kernel/follow-codes.ts'
import { isId } from '#kernel/ids.ts'
import { nothingOfOthers } from '#kernel/looks.ts'
import { type About, type Draft, type Earlier, refusal } from '../domain.ts'
import { enclose } from '../enclosures/commands.ts'
import { type Enclosure, findEnclosures, handOverEnclosures, removeEnclosure } from '../enclosures/store.ts'
import { insertSent, readPetition, type Sent } from '../sending/commands.ts'
import type { Typed } from '../sending/domain.ts'
import { findMadeBy, findPetition } from '../store.ts'
import * as store from './store.ts'

export type OpenDraft = store.Kept & { readonly files: readonly Enclosure[] }

/** What an address says of a draft; `undefined` when it says none. */
export function readKey(key: string | undefined): Draft | undefined {
  const [id = '', secret = ''] = (key ?? '').split('.')
  return isId(id) && secret ? { id, secret } : undefined
}

type Keep = {
  readonly about: About
  readonly typed: Typed
  readonly earlier?: Earlier | undefined
  readonly files: readonly ReceivedFile[]
  /** The one that the form goes on with. */
  readonly draft?: Draft | undefined
  /** Taken out again. */
  readonly removedId?: string | undefined
}

/** Giữ bản đang soạn: the form as it is, right or wrong. The same form sent twice is one. Throws `petitions.filesTooMany`. */
export function keepDraft(context: Context, keep: Keep): Promise<OpenDraft> {
  nothingOfOthers(context)
  const { about, typed, earlier, files, removedId } = keep
  return inTransaction(context, async (tx) => {
    const going = keep.draft && (await store.findDraft(tx, keep.draft, true))
    if (going) await store.saveTyped(tx, going.id, typed, context.now)
    const draft =
      going ??
      (await store.insertDraft(tx, {
        about,
        typed,
        earlier: earlier ?? null,
        secret: secretOf(randomBytes(8)),
        operationKey: context.operationKey ?? null,
        at: context.now,
      }))
    if (removedId && isId(removedId)) await removeEnclosure(tx, draft.id, removedId)
    await enclose(tx, context, draft.id, files)
    return demandDraft(tx, draft)
  })
}

/** Throws `petitions.draftGone`. */
async function demandDraft(tx: Tx, draft: Draft): Promise<OpenDraft> {
  const kept = await store.findDraft(tx, draft)
  if (!kept) throw refusal.draftGone()
  return { ...kept, files: await findEnclosures(tx, { draftId: kept.id }) }
}

export const findKept = (context: Context, draft: Draft): Promise<OpenDraft | undefined> =>
  read(context, async (tx) => ((await store.findDraft(tx, draft)) ? demandDraft(tx, draft) : undefined))

/** The petition that this draft became. */
export const findSent = (context: Context, draft: Draft): Promise<Sent | undefined> =>
  read(context, (tx) => madeOf(tx, draft))

async function madeOf(tx: Tx, { id, secret }: Draft): Promise<Sent | undefined> {
  const made = await findMadeBy(tx, id)
  return made?.secret === secret ? made : undefined
}

/** Gửi bản đã xem lại. Twice is once. Throws `petitions.draftGone`, and the first thing that is wrong with what was typed. */
export function sendDraft(context: Context, draft: Draft): Promise<Sent> {
  nothingOfOthers(context)
  return inTransaction(context, async (tx) => {
    const kept = await store.findDraft(tx, draft, true)
    if (!kept) {
      const made = await madeOf(tx, draft)
      if (!made) throw refusal.draftGone()
      return made
    }
    const found = readPetition(context, kept.about, kept.typed)
    if ('wrong' in found) throw found.wrong[0]?.refusal ?? refusal.draftGone()
    const { id, secret } = kept
    const earlier = kept.earlier ?? undefined
    const sent = await insertSent(tx, { ...context, operationKey: id }, found.meant, { earlier, secret })
    const petition = await findPetition(tx, sent.code)
    if (petition) await handOverEnclosures(tx, id, petition.id)
    await store.removeDraft(tx, id)
    return sent
  })
}
