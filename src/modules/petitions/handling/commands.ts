/** Xử lý kiến nghị: each act of the table that officers do. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import type { OtherPath } from '#kernel/packs.ts'
import { officerOf } from '#kernel/policy.ts'
import { searchKey, unfilledPart } from '#kernel/text.ts'
import { notify } from '#modules/notifications/api.ts'
import { findUnit, findUnitByCode, type Unit } from '#modules/organisation/api.ts'
import { demandForOfficer, perform, tell } from '../commands.ts'
import { paths, petitionLinks, reasonMin, refusal, wordsMin } from '../domain.ts'
import { notices } from '../notices/domain.ts'
import * as store from '../store.ts'
import { demandSeparate, findOfficial, handlersOf } from './separation/commands.ts'

type Of = { readonly code: string }
type Because = Of & { readonly words: string }

/** Words that somebody has to give. Throws `what` when they are too short. */
function demandWords(words: string, what: () => Error, least = reasonMin): string {
  const said = words.trim()
  if (said.length < least) throw what()
  return said
}

/** An answer, with nothing of a template left to be filled in. Throws `petitions.answerNeeded`, `petitions.unfilled`. */
function demandAnswer(words: string): string {
  const answer = demandWords(words, refusal.answerNeeded, wordsMin)
  const part = unfilledPart(answer)
  if (part !== undefined) throw refusal.unfilled({ details: { part } })
  return answer
}

type About = Pick<store.Petition, 'id' | 'code'>

/** Tells the sender, where they have an account. */
export async function tellSender(
  tx: Tx,
  context: Context,
  { id, code }: About,
  notice: (typeof notices)[keyof typeof notices],
): Promise<void> {
  const sender = await store.findSender(tx, id)
  if (!sender?.personId) return
  const key = `${notice.kind}:${id}:${context.now.toISOString()}`
  const link = petitionLinks.show(code)
  await notify(tx, context, [{ notice, to: [sender.personId], subjectId: id, link, facts: { code }, key }])
}

async function tellHandlers(
  tx: Tx,
  context: Context,
  { id, code }: About,
  unit: Unit,
  officialId: string | null,
): Promise<void> {
  const to = await handlersOf(tx, context, unit.id, officialId)
  const key = `${notices.given.kind}:${id}:${context.now.toISOString()}`
  const link = petitionLinks.work(code)
  await notify(tx, context, [{ notice: notices.given, to, subjectId: id, link, facts: { code }, key }])
}

type Accept = Of & {
  readonly unitCode: string
  /** Of a petition about rules; empty where none is named. */
  readonly procedureCode: string
  /** Of a petition about staff: the agency, and the official as far as the desk knows. */
  readonly accusedCode: string
  readonly officialName: string
  readonly words: string
}

/**
 * Tiếp nhận và giao xử lý: who is it about, and who may have it. The limit of handling begins with the first time. Throws
 * `petitions.unitNeeded`, `petitions.procedureUnknown`, `petitions.accusedNeeded`, `petitions.accusedUnit`,
 * `petitions.nobodyThere`.
 */
export async function acceptPetition(context: Context, typed: Accept): Promise<void> {
  const { code, unitCode, accusedCode, words } = typed
  await inTransaction(context, async (tx) => {
    const to = await findUnitByCode(tx, unitCode, context.today)
    if (!to) throw refusal.unitNeeded()
    const petition = await demandForOfficer(tx, context, 'accept', code)
    const accused =
      petition.about === 'staff' ? await findUnitByCode(tx, accusedCode, context.today) : undefined
    if (petition.about === 'staff' && !accused) throw refusal.accusedNeeded()
    const officialName = typed.officialName.trim() || null
    const official =
      accused && officialName ? await findOfficial(tx, context, accused, officialName) : undefined
    const officialId = official?.personId ?? null
    await demandSeparate(tx, context, { to, accused, officialId })
    const what = accused
      ? {
          accused_unit_id: accused.id,
          official_name: officialName,
          official_key: officialName && searchKey(officialName),
          official_id: officialId,
        }
      : { procedure_code: knownProcedure(context, typed.procedureCode) }
    await perform(tx, context, 'accept', petition, {
      change: what,
      unit: to,
      words: words.trim() || null,
      dueAt: petition.handleDueAt,
    })
    const now = await store.findPetition(tx, code)
    if (now?.dueAt && !petition.handleDueAt)
      await store.saveChange(tx, petition.id, { handle_due_at: now.dueAt })
    await tellSender(tx, context, petition, notices.accepted)
    await tellHandlers(tx, context, petition, to, officialId)
  })
}

/** Throws `petitions.procedureUnknown`. */
export function knownProcedure({ pack }: Pick<Context, 'pack'>, typed: string): string | null {
  const wanted = typed.trim()
  if (!wanted) return null
  if (!pack.catalogue.some(({ code }) => code === wanted)) throw refusal.procedureUnknown()
  return wanted
}

/** Giao cơ quan khác: what is left of the limit goes along. Throws as `acceptPetition`, and `petitions.sameUnit`. */
export async function reassignPetition(
  context: Context,
  { code, unitCode, words }: Because & { readonly unitCode: string },
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const to = await findUnitByCode(tx, unitCode, context.today)
    if (!to) throw refusal.unitNeeded()
    const petition = await demandForOfficer(tx, context, 'reassign', code)
    if (petition.unitId === to.id) throw refusal.sameUnit()
    const { officialId, accusedUnitId } = petition
    const accused = accusedUnitId ? await findUnit(tx, accusedUnitId) : undefined
    await demandSeparate(tx, context, { to, accused, officialId })
    await perform(tx, context, 'reassign', petition, { unit: to, words: words.trim() || null })
    await tellHandlers(tx, context, petition, to, officialId)
  })
}

/** Yêu cầu người gửi bổ sung, saying what is missing. Throws `petitions.reasonNeeded`. */
export async function askForMore(context: Context, { code, words }: Because): Promise<void> {
  const reason = demandWords(words, refusal.reasonNeeded)
  await inTransaction(context, async (tx) => {
    const petition = await demandForOfficer(tx, context, 'askMore', code)
    await perform(tx, context, 'askMore', petition, { words: reason })
    await tellSender(tx, context, petition, notices.askedMore)
  })
}

/** Không xử lý, with its ground, which says what to do instead. Throws `petitions.groundNeeded`. */
export async function rejectPetition(
  context: Context,
  { code, ground }: Of & { readonly ground: string },
): Promise<void> {
  if (!context.pack.petitions.grounds.some((one) => one.code === ground)) throw refusal.groundNeeded()
  await inTransaction(context, async (tx) => {
    const petition = await demandForOfficer(tx, context, 'reject', code)
    await perform(tx, context, 'reject', petition, { change: { ground }, payload: { ground } })
    await tellSender(tx, context, petition, notices.ended)
  })
}

/** Chuyển cơ quan có thẩm quyền ngoài tỉnh, which answers by itself. Throws `petitions.elsewhereNeeded`. */
export async function forwardPetition(
  context: Context,
  { code, agency, words }: Because & { readonly agency: string },
): Promise<void> {
  const elsewhere = agency.trim()
  if (elsewhere.length < 3) throw refusal.elsewhereNeeded()
  await inTransaction(context, async (tx) => {
    const petition = await demandForOfficer(tx, context, 'forward', code)
    await perform(tx, context, 'forward', petition, { change: { elsewhere }, words: words.trim() || null })
    await tellSender(tx, context, petition, notices.ended)
  })
}

/**
 * Hướng dẫn khiếu nại, tố cáo: it is no petition; the sender is told where to go, and nothing of it is published. Throws
 * `petitions.pathNeeded`, `petitions.reasonNeeded`.
 */
export async function leadAway(
  context: Context,
  { code, path: wanted, words }: Because & { readonly path: string },
): Promise<void> {
  const path: OtherPath | undefined = paths.find((one) => one === wanted)
  if (!path) throw refusal.pathNeeded()
  const reason = demandWords(words, refusal.reasonNeeded)
  await inTransaction(context, async (tx) => {
    const petition = await demandForOfficer(tx, context, 'leadAway', code)
    await perform(tx, context, 'leadAway', petition, { change: { path }, words: reason, payload: { path } })
    await tellSender(tx, context, petition, notices.ended)
  })
}

/** Nhận xử lý. */
export const takePetition = (context: Context, { code }: Of): Promise<void> =>
  inTransaction(context, async (tx) => {
    await perform(tx, context, 'take', await demandForOfficer(tx, context, 'take', code))
  })

/** Trả lại vì không thuộc thẩm quyền: it is the desk's again. Throws `petitions.reasonNeeded`. */
export async function giveBackPetition(context: Context, { code, words }: Because): Promise<void> {
  const reason = demandWords(words, refusal.reasonNeeded)
  await inTransaction(context, async (tx) => {
    const petition = await demandForOfficer(tx, context, 'giveBack', code)
    const desk = await deskUnit(tx, context)
    await perform(tx, context, 'giveBack', petition, { unit: desk, words: reason })
  })
}

/** Nơi tiếp nhận: the province's own agency. */
export async function deskUnit(tx: Tx, { pack, today }: Pick<Context, 'pack' | 'today'>): Promise<Unit> {
  const desk = await findUnitByCode(tx, pack.manifest.agencyCode, today)
  if (!desk) throw new Error(`There is no agency ${pack.manifest.agencyCode}`)
  return desk
}

/** Trả lời. Throws `petitions.answerNeeded`, `petitions.unfilled`. */
export async function answerPetition(context: Context, { code, words }: Because): Promise<void> {
  const answer = demandAnswer(words)
  const by = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const petition = await demandForOfficer(tx, context, 'answer', code)
    await perform(tx, context, 'answer', petition, {
      change: {
        answer,
        answered_by: by.personId,
        answered_title: `${by.title}, ${by.unitName}`,
        answered_at: context.now,
      },
    })
  })
}

/** Yêu cầu trả lời lại: the limit of handling goes on as it stood. Throws `petitions.reasonNeeded`. */
export async function sendBackAnswer(context: Context, { code, words }: Because): Promise<void> {
  const reason = demandWords(words, refusal.reasonNeeded)
  await inTransaction(context, async (tx) => {
    const petition = await demandForOfficer(tx, context, 'sendBack', code)
    await perform(tx, context, 'sendBack', petition, {
      change: { answer: null, answered_by: null, answered_title: null, answered_at: null },
      words: reason,
      dueAt: petition.handleDueAt,
    })
  })
}

type Publish = Of & { readonly title: string; readonly words: string; readonly answer: string }

/**
 * Công khai: the second look, by another than who answered, in words without personal data. Throws `petitions.ownAnswer`,
 * `petitions.titleNeeded`, `petitions.wordsNeeded`, `petitions.answerNeeded`, `petitions.unfilled`.
 */
export async function publishAnswer(context: Context, typed: Publish): Promise<void> {
  const title = demandWords(typed.title, refusal.titleNeeded)
  const words = demandWords(typed.words, refusal.wordsNeeded, wordsMin)
  const answer = demandAnswer(typed.answer)
  await inTransaction(context, async (tx) => {
    const petition = await demandForOfficer(tx, context, 'publish', typed.code)
    if (petition.answeredBy === officerOf(context.actor).personId) throw refusal.ownAnswer()
    await perform(tx, context, 'publish', petition, {
      change: {
        public_title: title,
        public_words: words,
        public_answer: answer,
        published_at: context.now,
        search_text: searchKey(`${title} ${words} ${answer}`),
      },
    })
    await tellSender(tx, context, petition, notices.published)
  })
}

/** Gửi lặp lại: it says that an earlier one was not settled, which counts against that answer. Throws `petitions.earlierUnknown`. */
export async function linkPetition(
  context: Context,
  { code, earlier }: Of & { readonly earlier: string },
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const petition = await demandForOfficer(tx, context, 'link', code)
    const before = await store.findInReach(tx, officerOf(context.actor), earlier.trim().toUpperCase())
    if (!before || before.id === petition.id || before.receivedAt >= petition.receivedAt)
      throw refusal.earlierUnknown()
    await perform(tx, context, 'link', petition, { change: { repeats: before.id } })
    await tell(tx, context, before, 'repeated', before.unitId)
  })
}
