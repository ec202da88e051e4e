/** Xử lý phản ánh: each act of the table that officers do. */

import { randomBytes } from 'node:crypto'
import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import type { ReceivedFile } from '#kernel/files.ts'
import { dayCode } from '#kernel/follow-codes.ts'
import { newId } from '#kernel/ids.ts'
import { officerOf } from '#kernel/policy.ts'
import { searchKey, unfilledPart } from '#kernel/text.ts'
import { notify } from '#modules/notifications/api.ts'
import { chiefsOf, competentUnit, findUnitByCode } from '#modules/organisation/api.ts'
import { demandForOfficer, perform } from '../commands.ts'
import {
  codeKind,
  extendedEnd,
  mayBeDone,
  type ReportAct,
  refusal,
  reportLinks,
  wordsMin,
} from '../domain.ts'
import { categoryOf, classOf, notices } from '../notices/domain.ts'
import { keepPhotos, takePhotos } from '../photos/commands.ts'
import { copyPhotos, findPhotos } from '../photos/store.ts'
import * as store from '../store.ts'

type Of = { readonly code: string }

/** Words that somebody has to give. Throws `what` when they are too short. */
function demandWords(words: string, what: () => Error): string {
  const said = words.trim()
  if (said.length < wordsMin) throw what()
  return said
}

/** Tells those with an account who sent the report or met the same. */
export async function tellFollowers(
  tx: Tx,
  context: Context,
  report: Pick<store.Report, 'id' | 'code'>,
  notice: (typeof notices)[keyof typeof notices],
): Promise<void> {
  const to = await store.findFollowers(tx, report.id)
  if (to.length === 0) return
  const key = `${notice.kind}:${report.id}:${context.now.toISOString()}`
  const link = reportLinks.show(report.code)
  await notify(tx, context, [{ notice, to, subjectId: report.id, link, facts: { code: report.code }, key }])
}

/** Cơ quan có thẩm quyền, proposed by category and place. `undefined` when the pack knows none there. */
export function proposedUnit(
  context: Context,
  { category, areaCode }: Pick<store.Report, 'category' | 'areaCode'>,
) {
  const handledBy = categoryOf(context, category)?.handledBy
  if (!handledBy) return undefined
  const competence =
    'unit' in handledBy ? { level: 'province' as const, unit: handledBy.unit } : { level: handledBy.level }
  return competentUnit(context, { competence, fieldCode: '', areaCode })
}

type Accept = Of & {
  readonly category: string
  readonly urgency: string
  /** What everyone may read: without names, numbers and other things of persons. */
  readonly publicWords: string
  readonly publicPlace: string
}

/** Tiếp nhận, phân loại: from now on everyone may read it. Throws `feedback.categoryNeeded`, `feedback.urgencyNeeded`. */
export async function acceptReport(
  context: Context,
  { code, category, urgency, publicWords, publicPlace }: Accept,
): Promise<void> {
  const found = categoryOf(context, category)
  if (!found) throw refusal.categoryNeeded()
  if (!classOf(context, urgency)) throw refusal.urgencyNeeded()
  const words = demandWords(publicWords, refusal.wordsNeeded)
  const place = publicPlace.trim()
  await inTransaction(context, async (tx) => {
    const report = await demandForOfficer(tx, context, 'accept', code)
    const searchText = searchKey(`${found.name.vi} ${place} ${words}`)
    await perform(tx, context, 'accept', report, {
      change: {
        category,
        urgency,
        publicWords: words,
        publicPlace: place,
        searchText,
        acceptedAt: context.now,
      },
      payload: { urgency },
    })
    await tellFollowers(tx, context, report, notices.accepted)
  })
}

/** Từ chối, with its ground, which says where to go instead. Throws `feedback.groundNeeded`. */
export async function rejectReport(
  context: Context,
  { code, ground }: Of & { readonly ground: string },
): Promise<void> {
  const known = context.pack.feedback.grounds.find((one) => one.code === ground)
  if (!known) throw refusal.groundNeeded()
  await inTransaction(context, async (tx) => {
    const report = await demandForOfficer(tx, context, 'reject', code)
    await perform(tx, context, 'reject', report, {
      change: { ground, closedAt: context.now },
      payload: { ground },
    })
    await tellFollowers(tx, context, report, notices.rejected)
  })
}

type Forward = Of & { readonly unitCode: string; readonly words: string }

/**
 * Chuyển đơn vị có thẩm quyền, first or once more to another. The unit’s officers are told. Throws `feedback.unitNeeded`,
 * `feedback.sameUnit`.
 */
export async function forwardReport(
  context: Context,
  act: Extract<ReportAct, 'forward' | 'reassign'>,
  { code, unitCode, words }: Forward,
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const unit = await findUnitByCode(tx, unitCode, context.today)
    if (!unit) throw refusal.unitNeeded()
    const report = await demandForOfficer(tx, context, act, code)
    if (act === 'reassign' && report.unitId === unit.id) throw refusal.sameUnit()
    if (act === 'reassign' && report.handlingId)
      await store.saveHandling(tx, report.handlingId, { ended_at: context.now })
    const handlingId = await store.insertHandling(tx, report.id, unit.id, context.now)
    await perform(tx, context, act, report, { change: { handlingId }, unit, words: words.trim() || null })
    const officers = await chiefsOf(tx, unit.id, context.today, 'feedback.process')
    const key = `${notices.given.kind}:${handlingId}`
    const [link, facts] = [reportLinks.work(code), { code }]
    const to = officers.map(({ personId }) => personId)
    if (to.length > 0)
      await notify(tx, context, [{ notice: notices.given, to, subjectId: report.id, link, facts, key }])
  })
}

/** Nhận xử lý: the limit of its class begins. */
export async function takeReport(context: Context, { code }: Of): Promise<void> {
  await inTransaction(context, async (tx) => {
    const report = await demandForOfficer(tx, context, 'take', code)
    await perform(tx, context, 'take', report)
    const taken = await store.findReport(tx, code)
    if (report.handlingId && taken?.dueAt)
      await store.saveHandling(tx, report.handlingId, { taken_at: context.now, due_at: taken.dueAt })
  })
}

/** Trả lại vì không thuộc thẩm quyền. Throws `feedback.reasonNeeded`. */
export async function giveBackReport(
  context: Context,
  { code, words }: Of & { readonly words: string },
): Promise<void> {
  const reason = demandWords(words, refusal.reasonNeeded)
  await inTransaction(context, async (tx) => {
    const report = await demandForOfficer(tx, context, 'giveBack', code)
    if (report.handlingId) await store.saveHandling(tx, report.handlingId, { ended_at: context.now })
    const unit = report.unitId && report.unitCode ? { id: report.unitId, code: report.unitCode } : undefined
    await perform(tx, context, 'giveBack', report, {
      change: { handlingId: null },
      words: reason,
      ...(unit && { unit }),
    })
  })
}

/** Gia hạn, once for each handling, with the reason that everyone reads. Throws `feedback.extendedBefore`, `feedback.reasonNeeded`. */
export async function extendReport(
  context: Context,
  { code, words }: Of & { readonly words: string },
): Promise<void> {
  const reason = demandWords(words, refusal.reasonNeeded)
  await inTransaction(context, async (tx) => {
    const report = await demandForOfficer(tx, context, 'extend', code)
    if (report.extendedAt) throw refusal.extendedBefore()
    const extension = classOf(context, report.urgency)?.extension
    if (!report.handlingId || !report.dueAt || !report.awaitedSince || !extension)
      throw refusal.urgencyNeeded()
    const dueAt = extendedEnd(calendarFor(context, report.unitCode), extension, report.dueAt, context.now)
    await store.saveHandling(tx, report.handlingId, { due_at: dueAt, extended_at: context.now })
    await perform(tx, context, 'extend', report, {
      change: { awaits: { what: 'handle', since: report.awaitedSince, dueAt } },
      words: reason,
    })
    await tellFollowers(tx, context, report, notices.extended)
  })
}

type Answer = Of & { readonly words: string; readonly files: readonly ReceivedFile[] }

/** Trả lời, with pictures of what was done. Throws `feedback.answerNeeded` and the refusals of pictures. */
export async function answerReport(context: Context, { code, words, files }: Answer): Promise<void> {
  const answer = demandWords(words, refusal.answerNeeded)
  const part = unfilledPart(answer)
  if (part !== undefined) throw refusal.unfilled({ details: { part } })
  const taken = await takePhotos(context, files, context.pack.feedback.photosMax)
  const by = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const report = await demandForOfficer(tx, context, 'answer', code)
    if (!report.handlingId) throw refusal.notYours()
    await store.saveHandling(tx, report.handlingId, {
      answer,
      answered_by: by.personId,
      answered_title: `${by.title}, ${by.unitName}`,
      answered_at: context.now,
    })
    await keepPhotos(tx, context, taken, { reportId: report.id, handlingId: report.handlingId })
    await perform(tx, context, 'answer', report)
  })
}

/** Yêu cầu trả lời lại: the unit’s limit goes on as it stood. Throws `feedback.reasonNeeded`. */
export async function sendBackReport(
  context: Context,
  { code, words }: Of & { readonly words: string },
): Promise<void> {
  const reason = demandWords(words, refusal.reasonNeeded)
  await inTransaction(context, async (tx) => {
    const report = await demandForOfficer(tx, context, 'sendBack', code)
    if (!report.handlingId || !report.handleDueAt) throw refusal.notYours()
    await store.saveHandling(tx, report.handlingId, {
      answer: null,
      answered_by: null,
      answered_title: null,
      answered_at: null,
    })
    await perform(tx, context, 'sendBack', report, { words: reason, dueAt: report.handleDueAt })
  })
}

/**
 * Công khai: the second look, by another than who answered, after every picture was seen to. Those who follow it are told.
 * Throws `feedback.ownAnswer`, `feedback.photosUnseen`.
 */
export async function publishReport(context: Context, { code }: Of): Promise<void> {
  await inTransaction(context, async (tx) => {
    const report = await demandForOfficer(tx, context, 'publish', code)
    if (report.answeredBy === officerOf(context.actor).personId) throw refusal.ownAnswer()
    const photos = await findPhotos(tx, report.id)
    if (photos.some(({ publicSha256 }) => publicSha256 === null)) throw refusal.photosUnseen()
    if (report.handlingId) await store.saveHandling(tx, report.handlingId, { published_at: context.now })
    await perform(tx, context, 'publish', report, { change: { publishedAt: context.now } })
    await tellFollowers(tx, context, report, notices.published)
  })
}

/** Gộp: who sent it and who met the same go with the other report. Throws `feedback.intoItself`. */
export async function mergeReport(
  context: Context,
  { code, into }: Of & { readonly into: string },
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const wanted = into.trim().toUpperCase()
    // Locked in the order of their codes, so that two who merge crosswise wait for each other and not for ever.
    const other = wanted > code ? undefined : await store.lockReport(tx, wanted)
    const report = await demandForOfficer(tx, context, 'merge', code)
    const target = other ?? (await store.lockReport(tx, wanted))
    if (!target || target.id === report.id || !mayBeDone('join', target.state)) throw refusal.intoItself()
    await store.moveReporters(tx, report.id, target.id)
    await store.countJoined(tx, target.id)
    if (report.handlingId) await store.saveHandling(tx, report.handlingId, { ended_at: context.now })
    await perform(tx, context, 'merge', report, {
      change: { mergedIntoId: target.id, closedAt: context.now },
      payload: { into: target.code },
    })
    await tellFollowers(tx, context, report, notices.merged)
  })
}

type Split = Of & { readonly category: string; readonly words: string }

/**
 * Tách: what is a second matter becomes a report of its own, with the same place, sender and pictures, new to be accepted.
 * Gives its code. Throws `feedback.categoryNeeded`, `feedback.wordsNeeded`.
 */
export async function splitReport(context: Context, { code, category, words }: Split): Promise<string> {
  const found = categoryOf(context, category)
  if (!found) throw refusal.categoryNeeded()
  const said = demandWords(words, refusal.wordsNeeded)
  return inTransaction(context, async (tx) => {
    const report = await demandForOfficer(tx, context, 'split', code)
    const second = dayCode(codeKind, context.today, randomBytes(5))
    const id = newId(context.now)
    const { areaCode, latitude, longitude, place } = report
    await store.insertDraft(tx, {
      id,
      code: second,
      operationKey: null,
      category,
      urgency: found.class,
      areaCode,
      latitude,
      longitude,
      words: said,
      place,
      receivedAt: context.now,
      searchText: searchKey(`${found.name.vi} ${place} ${said}`),
      splitFromId: report.id,
    })
    await store.copySender(tx, report.id, id)
    await copyPhotos(tx, report.id, id)
    await perform(tx, context, 'split', report, { payload: { second } })
    const made = await store.findReport(tx, second)
    if (made) await perform(tx, context, 'send', made, { payload: { category } })
    return second
  })
}
