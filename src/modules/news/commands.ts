/** Viết, gửi duyệt, duyệt, trả lại, đính chính, rút: the same for articles, guides and warnings. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId, newId } from '#kernel/ids.ts'
import { type Capacity, capacitiesOf, officerOf, type Permission } from '#kernel/policy.ts'
import { slugify } from '#kernel/text.ts'
import { findUnit } from '#modules/organisation/api.ts'
import { demandAreas } from './areas/commands.ts'
import {
  type Draft,
  isWriter,
  type Piece,
  type PieceAct,
  type PieceKind,
  pieceCan,
  refusal,
  type Written,
} from './domain.ts'
import * as store from './store.ts'

export const writing: readonly Permission[] = ['news.write']
export const deciding: readonly Permission[] = ['news.approve']
export const working: readonly Permission[] = ['news.write', 'news.approve', 'news.express']

/** As themselves first, then in place of those who are away, as far as one of these permissions is held. */
function capacitiesWith(context: Context, permissions: readonly Permission[]): readonly Capacity[] {
  return capacitiesOf(officerOf(context.actor)).filter((one) =>
    permissions.some((permission) => one.permissions.has(permission)),
  )
}

/** Patterns of the units whose pieces the officer works on with one of these permissions. */
export const reachesOf = (context: Context, permissions: readonly Permission[]): readonly string[] =>
  capacitiesWith(context, permissions).map(({ unitReach }) => unitReach)

const listMax = 200

export function listWork<Content>(context: Context, kind: PieceKind): Promise<readonly Written<Content>[]> {
  return read(context, (tx) => store.findOfOffice<Content>(tx, kind, reachesOf(context, working), listMax))
}

export type Work<Content = unknown> = {
  readonly piece: Written<Content>
  readonly versions: readonly Written<Content>['version'][]
}

/** A piece with all its versions. Throws `news.notFound`, also for those of other agencies. */
export function openWork<Content>(context: Context, kind: PieceKind, id: string): Promise<Work<Content>> {
  return read(context, async (tx) => {
    const piece = await store.findWork<Content>(tx, { id, kind }, reachesOf(context, working))
    if (!piece) throw refusal.notFound()
    return { piece, versions: await store.findVersions<Content>(tx, id) }
  })
}

export type NewPiece = {
  readonly kind: PieceKind
  /** Words from which the address is made; a warning has its id. */
  readonly title?: string
  readonly refersTo?: string
}

/** Soạn mới. Throws `news.wrongArea`, `news.unknownArea`. The same form sent twice makes one. */
export async function startPiece(context: Context, start: NewPiece, draft: Draft): Promise<string> {
  const officer = officerOf(context.actor)
  const [capacity] = capacitiesWith(context, writing)
  const unit = capacity?.inPlaceOf ?? officer
  const areas = demandAreas(context, unit.unitCode, draft.areas)
  return inTransaction(context, (tx) =>
    writeFirst(tx, context, { ...start, unitId: unit.unitId }, { ...draft, areas }, [officer.personId]),
  )
}

/** Writes piece and first version for whoever the caller answers for: an officer, or a system that brought it in. */
export async function writeFirst(
  tx: Tx,
  context: Context,
  { kind, title, refersTo, unitId }: NewPiece & Pick<Piece, 'unitId'>,
  draft: Draft,
  writers: readonly string[],
): Promise<string> {
  const { operationKey, now } = context
  const id = operationKey && isId(operationKey) ? operationKey : newId(now)
  const slug = title ? `${slugify(title).slice(0, 80).replace(/-+$/, '')}-${id.slice(-6)}` : id
  const isNew = await store.insertPiece(tx, { id, kind, slug, unitId, refersTo: refersTo ?? null }, now)
  if (!isNew) return id
  await store.insertVersion(tx, { pieceId: id, number: 1, reason: null }, draft, writers, now)
  await appendEvent(tx, context, `${kind}.drafted`, {
    subject: id,
    unitId,
    payload: { areas: [...draft.areas], refersTo },
  })
  return id
}

export type Named = { readonly kind: PieceKind; readonly id: string }

/** Loads under lock, decides, lets the act write, tells. Throws `news.notFound`, `news.notNow`. */
export function act(
  context: Context,
  named: Named,
  wanted: { readonly act: PieceAct; readonly permissions: readonly Permission[] },
  write: (tx: Tx, piece: Written) => Promise<{ readonly event: string; readonly payload?: object }>,
): Promise<void> {
  return inTransaction(context, async (tx) => {
    const piece = await store.findWork(tx, named, reachesOf(context, wanted.permissions), true)
    if (!piece) throw refusal.notFound()
    if (!pieceCan(wanted.act, piece)) throw refusal.notNow()
    const { event, payload = {} } = await write(tx, piece)
    await appendEvent(tx, context, `${named.kind}.${event}`, {
      subject: piece.id,
      unitId: piece.unitId,
      payload: { version: piece.version.number, ...payload },
    })
  })
}

/** Sửa bản đang soạn. Throws `news.changedMeanwhile` where somebody saved since it was opened, and what `startPiece` throws. */
export function savePiece(
  context: Context,
  named: Named & { readonly revision: number },
  draft: Draft,
): Promise<void> {
  return act(context, named, { act: 'save', permissions: writing }, async (tx, piece) => {
    if (piece.version.revision !== named.revision) throw refusal.changedMeanwhile()
    const areas = await demandAreasOf(tx, context, piece, draft.areas)
    await store.updateDraft(tx, piece.id, { ...draft, areas }, personOf(context), context.now)
    return { event: 'changed' }
  })
}

const personOf = ({ actor }: Context) => officerOf(actor).personId

/** By the agency of the piece, whoever of it writes. */
async function demandAreasOf(tx: Tx, context: Context, { unitId }: Piece, codes: readonly string[]) {
  const unit = await findUnit(tx, unitId)
  return demandAreas(context, unit?.code ?? '', codes)
}

/** Gửi duyệt. */
export function submitPiece(context: Context, named: Named): Promise<void> {
  return act(context, named, { act: 'submit', permissions: writing }, async (tx, piece) => {
    demandTold(context, piece)
    await store.markSubmitted(tx, piece.id, context.now)
    return { event: 'submitted' }
  })
}

/** Rút về để sửa, before anybody decided. */
export function takeBackPiece(context: Context, named: Named): Promise<void> {
  return act(context, named, { act: 'takeBack', permissions: writing }, async (tx, piece) => {
    await store.markDraft(tx, piece.id, null)
    return { event: 'takenBack' }
  })
}

/** Trả lại người viết. Throws `news.reasonNeeded`. */
export async function sendBackPiece(context: Context, named: Named, words: string): Promise<void> {
  const note = demandReason(words)
  await act(context, named, { act: 'sendBack', permissions: deciding }, async (tx, piece) => {
    await store.markDraft(tx, piece.id, note)
    return { event: 'sentBack', payload: { note } }
  })
}

/** Duyệt và đăng, from a moment on. Throws `news.ownApproval`: whoever wrote in it does not approve it. */
export function approvePiece(context: Context, named: Named, fromAt?: Date): Promise<void> {
  return act(context, named, { act: 'approve', permissions: deciding }, async (tx, piece) => {
    if (isWriter(piece.version, personOf(context))) throw refusal.ownApproval()
    return publish(tx, context, piece, { fromAt, isExpress: false })
  })
}

type Publishing = { readonly fromAt?: Date | undefined; readonly isExpress: boolean }

/** What is approved begins at its moment, never in the past. */
export async function publish(tx: Tx, context: Context, piece: Written, { fromAt, isExpress }: Publishing) {
  const { now } = context
  demandTold(context, piece)
  const wanted = fromAt ?? piece.version.fromAt ?? now
  const begins = wanted > now ? wanted : now
  await store.markApproved(tx, piece.id, { by: personOf(context), at: now, fromAt: begins, isExpress })
  return { event: 'approved', payload: { fromAt: begins.toISOString(), isExpress } }
}

/** A warning is for some areas and ends after now. */
function demandTold({ now }: Context, { kind, version }: Written): void {
  if (kind !== 'alert') return
  if (version.areas.length === 0) throw refusal.areasNeeded()
  if (!version.untilAt || version.untilAt <= now) throw refusal.overAlready()
}

/** Đính chính: a new version to write in; what is published stands until the new one is approved. Throws `news.reasonNeeded`. */
export async function correctPiece(context: Context, named: Named, words: string): Promise<void> {
  const reason = demandReason(words)
  await act(context, named, { act: 'correct', permissions: writing }, async (tx, piece) => {
    const { number, content, areas, files } = piece.version
    const draft = { content: content as object, areas, files }
    await store.insertVersion(
      tx,
      { pieceId: piece.id, number: number + 1, reason },
      draft,
      [personOf(context)],
      context.now,
    )
    return { event: 'reopened', payload: { reason } }
  })
}

/** Rút bài: it is gone for everyone, and its address says why. Throws `news.reasonNeeded`. */
export async function withdrawPiece(context: Context, named: Named, words: string): Promise<void> {
  const reason = demandReason(words)
  await act(context, named, { act: 'end', permissions: deciding }, async (tx, piece) => {
    await store.markEnded(tx, piece.id, { by: personOf(context), at: context.now, reason })
    return { event: 'withdrawn', payload: { reason } }
  })
}

export function demandReason(words: string): string {
  const reason = words.trim()
  if (reason.length < 3) throw refusal.reasonNeeded()
  return reason
}
