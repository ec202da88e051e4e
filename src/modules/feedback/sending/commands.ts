/** Gửi phản ánh: kept first, compared with what is known, then sent, or joined to what somebody else sent. */

import { randomBytes } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import type { ReceivedFile } from '#kernel/files.ts'
import { dayCode, secretOf, typedSecret } from '#kernel/follow-codes.ts'
import { boxAround, type GeoPoint, metresBetween } from '#kernel/geometry.ts'
import { newId } from '#kernel/ids.ts'
import { nothingOfOthers } from '#kernel/looks.ts'
import type { Redrawn } from '#kernel/pictures.ts'
import { takeQuota } from '#kernel/quotas.ts'
import { searchKey } from '#kernel/text.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { demandState, perform } from '../commands.ts'
import { codeKind, mayBeDone, type Point, type ReportState, refusal, stateKeys } from '../domain.ts'
import { keepPhotos } from '../photos/commands.ts'
import { findPhotos, type Photo } from '../photos/store.ts'
import * as reports from '../store.ts'
import { keepVoice } from '../voices/commands.ts'
import { findVoice } from '../voices/store.ts'
import { type Meant, readTyped, type Typed } from './domain.ts'
import * as store from './store.ts'

/** The commune in which a point lies, by its code; of whoever knows the borders. */
export type AreaAt = (context: Context, point: Point) => Promise<string | undefined>

/** What comes with the words: pictures, and what was said. */
export type Enclosed = { readonly photos?: readonly Redrawn[]; readonly voice?: ReceivedFile | undefined }

/** Reads what was typed against the pack of today. Without borders the commune has to be chosen. */
export function readReport(
  context: Context,
  typed: Typed,
  { areaAt, hasVoice }: { readonly areaAt?: AreaAt | undefined; readonly hasVoice?: boolean } = {},
) {
  const { area } = formLookups(context)
  const isArea = (code: string) => area(code)?.level === 'commune'
  return readTyped(typed, {
    feedback: context.pack.feedback,
    isArea,
    mayLocate: areaAt !== undefined,
    hasVoice,
  })
}

export type Started = { readonly code: string; readonly secret: string }

/**
 * Giữ phản ánh chưa gửi, with its pictures: it is nobody's business until it is sent. The same form sent twice is one. Throws
 * `feedback.areaNeeded` where a point lies in no commune that is known.
 */
export async function startReport(
  context: Context,
  meant: Meant,
  enclosed: Enclosed,
  areaAt?: AreaAt,
): Promise<Started> {
  nothingOfOthers(context)
  const area = await areaOf(context, meant, areaAt)
  return inTransaction(context, (tx) => insertStarted(tx, context, { ...meant, area }, enclosed))
}

/** Gửi phản ánh at once, without the page on which a person compares: for systems, and for what waited on a device. Throws what `startReport` throws. */
export async function createReport(
  context: Context,
  meant: Meant,
  enclosed: Enclosed,
  areaAt?: AreaAt,
): Promise<Started> {
  nothingOfOthers(context)
  const area = await areaOf(context, meant, areaAt)
  return inTransaction(context, async (tx) => {
    const started = await insertStarted(tx, context, { ...meant, area }, enclosed)
    const report = await reports.lockReport(tx, started.code)
    if (report?.state === 'draft') await sendStarted(tx, context, report)
    return started
  })
}

/** The commune that was chosen, or in which the point lies. Throws `feedback.areaNeeded`. */
async function areaOf(context: Context, { area, point }: Meant, areaAt: AreaAt | undefined): Promise<string> {
  const code = area || (point && (await areaAt?.(context, point)))
  if (!code) throw refusal.areaNeeded()
  return code
}

async function insertStarted(
  tx: Tx,
  context: Context,
  meant: Meant,
  { photos = [], voice }: Enclosed,
): Promise<Started> {
  const { actor, now, pack } = context
  const category = pack.feedback.categories.find(({ code }) => code === meant.category)
  if (!category) throw refusal.categoryNeeded()
  const [code, secret] = [dayCode(codeKind, context.today, randomBytes(5)), secretOf(randomBytes(8))]
  const id = newId(now)
  const isNew = await reports.insertDraft(tx, {
    id,
    code,
    operationKey: context.operationKey ?? null,
    category: category.code,
    urgency: category.class,
    areaCode: meant.area,
    latitude: meant.point?.latitude ?? null,
    longitude: meant.point?.longitude ?? null,
    words: meant.words,
    place: meant.place,
    receivedAt: now,
    searchText: '',
  })
  if (!isNew && context.operationKey) {
    const before = await reports.findMadeBy(tx, context.operationKey)
    if (before) return before
  }
  await takeQuota(context, { reports: 1 }, tx)
  const account = actor.kind === 'citizen' && !actor.agent && !meant.isUnnamed ? actor : undefined
  await keepPhotos(tx, context, photos, { reportId: id, handlingId: null, ownerId: account?.personId })
  await reports.insertReporter(tx, {
    reportId: id,
    role: 'sender',
    personId: account?.personId ?? null,
    name: meant.name ?? account?.name ?? null,
    phone: meant.phone ?? account?.phone ?? null,
    secret,
    at: now,
    operationKey: null,
  })
  if (voice) await keepVoice(tx, context, voice, { reportId: id, ownerId: account?.personId })
  return { code, secret }
}

type Own = { readonly code: string; readonly secret?: string | undefined; readonly isLocked?: boolean }

/** The sender's own report, by account or by the follow-up code, perhaps locked; nobody else's. */
export async function findOwn(
  tx: Tx,
  { actor }: Context,
  { code, secret, isLocked }: Own,
): Promise<reports.Report | undefined> {
  const report = isLocked ? await reports.lockReport(tx, code) : await reports.findReport(tx, code)
  const sender = report && (await reports.findSender(tx, report.id))
  if (!sender) return undefined
  const isOwn = actor.kind === 'citizen' && !actor.agent && sender.personId === actor.personId
  const knowsIt = secret !== undefined && sender.secret !== null && typedSecret(secret) === sender.secret
  return isOwn || knowsIt ? report : undefined
}

/** Throws `feedback.notFound`. */
export async function demandOwn(tx: Tx, context: Context, own: Own): Promise<reports.Report> {
  const report = await findOwn(tx, context, own)
  if (!report) throw refusal.notFound()
  return report
}

const joinable: readonly ReportState[] = stateKeys.filter((state) => mayBeDone('join', state))
const likeMax = 5

export type Near = store.Like & { readonly metres: number | undefined }
export type Checked = {
  readonly report: reports.Report
  readonly photos: readonly Photo[]
  readonly hasVoice: boolean
  readonly near: readonly Near[]
}

/** Xem lại trước khi gửi, with what others sent of the same. Throws `feedback.notFound`, `feedback.notNow` once it is sent. */
export function checkReport(context: Context, code: string, secret: string): Promise<Checked> {
  return read(context, async (tx) => {
    const report = await demandOwn(tx, context, { code, secret })
    demandState(context, 'send', report)
    return {
      report,
      photos: await findPhotos(tx, report.id),
      hasVoice: (await findVoice(tx, report.id)) !== undefined,
      near: await nearTo(tx, context, report),
    }
  })
}

/** Phản ánh có thể trùng: of the category, within the metres and days of the pack, the nearest first. */
export async function nearTo(
  tx: Tx,
  { pack, today }: Context,
  report: reports.Report,
): Promise<readonly Near[]> {
  const { metres, days } = pack.feedback.near
  const point = pointOf(report)
  const found = await store.findLike(tx, {
    notId: report.id,
    category: report.category,
    areaCode: report.areaCode,
    box: point && boxAround(point, metres),
    since: instantAt(addDays(today, -days)),
    states: joinable,
    max: 50,
  })
  return found
    .map((one) => {
      const other = pointOf(one)
      return { ...one, metres: point && other ? metresBetween(point, other) : undefined }
    })
    .filter((one) => (one.metres ?? 0) <= metres)
    .toSorted((a, b) => (a.metres ?? metres) - (b.metres ?? metres))
    .slice(0, likeMax)
}

const pointOf = ({
  latitude,
  longitude,
}: Pick<reports.Report, 'latitude' | 'longitude'>): GeoPoint | undefined =>
  latitude === null || longitude === null ? undefined : { lat: latitude, lon: longitude }

/** Gửi: the clock of acceptance begins. Throws `feedback.notFound`, `feedback.notNow` when it was sent before. */
export async function sendReport(context: Context, code: string, secret: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    const report = await demandOwn(tx, context, { code, secret, isLocked: true })
    demandState(context, 'send', report)
    await sendStarted(tx, context, report)
  })
}

async function sendStarted(tx: Tx, context: Context, report: reports.Report): Promise<void> {
  const searchText = searchKey(`${categoryName(context, report.category)} ${report.place} ${report.words}`)
  await perform(tx, context, 'send', report, {
    change: { receivedAt: context.now, searchText },
    payload: { category: report.category },
  })
}

const categoryName = ({ pack }: Context, code: string): string =>
  pack.feedback.categories.find((one) => one.code === code)?.name.vi ?? code

/**
 * Tôi cũng gặp: counted once for an account, and once for a form. Throws `feedback.notFound`, `feedback.notNow`,
 * `feedback.joinedBefore`.
 */
export async function joinReport(context: Context, code: string): Promise<void> {
  const { actor, now } = context
  const account = actor.kind === 'citizen' && !actor.agent ? actor : undefined
  await inTransaction(context, async (tx) => {
    const report = await reports.lockReport(tx, code)
    if (!report || report.state === 'draft') throw refusal.notFound()
    demandState(context, 'join', report)
    const isNew = await reports.insertReporter(tx, {
      reportId: report.id,
      role: 'joined',
      personId: account?.personId ?? null,
      name: account?.name ?? null,
      phone: null,
      secret: null,
      at: now,
      operationKey: context.operationKey ?? null,
    })
    if (!isNew) throw refusal.joinedBefore()
    await reports.countJoined(tx, report.id)
    await perform(tx, context, 'join', report)
  })
}

/**
 * Bổ sung lời, by another system: officers read it, the public does not. The same words are added once. Throws
 * `feedback.notFound`, `feedback.notNow`.
 */
export function remarkReport(
  context: Context,
  { code, words }: { readonly code: string; readonly words: string },
): Promise<{ readonly id: string; readonly at: Date }> {
  return inTransaction(context, async (tx) => {
    const report = await reports.lockReport(tx, code)
    if (!report || report.state === 'draft') throw refusal.notFound()
    const before = await store.findRemark(tx, report.id, words)
    if (before) return before
    demandState(context, 'remark', report)
    await perform(tx, context, 'remark', report, { words })
    const made = await store.findRemark(tx, report.id, words)
    if (!made) throw new Error(`The remark on ${code} is not there`)
    return made
  })
}
