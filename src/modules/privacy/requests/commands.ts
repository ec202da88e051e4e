/** Hỏi về dữ liệu của mình, and the answer. */

import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId } from '#kernel/ids.ts'
import { lookWhats, lookWhys, recordLook } from '#kernel/looks.ts'
import { citizenOf, officerOf } from '#kernel/policy.ts'
import { formatDateTime } from '#kernel/text.ts'
import { notify } from '#modules/notifications/api.ts'
import { getOwnLook, type KeepsOf, type OwnLook } from '../looks/commands.ts'
import { texts as lookTexts } from '../looks/texts.ts'
import {
  datesFor,
  notices,
  type Outcome,
  type RequestKind,
  refusal,
  requestCode,
  wordsMin,
} from './domain.ts'
import { privacyLinks } from './links/domain.ts'
import * as store from './store.ts'

/** The look that a person asks about. Throws `privacy.notFound`. */
export const openAsk = (context: Context, keeps: KeepsOf, lookId: string): Promise<OwnLook> =>
  read(context, (tx) => getOwnLook(tx, context, keeps, lookId))

type Ask = { readonly kind: RequestKind; readonly words: string; readonly lookId?: string }

/**
 * Gửi yêu cầu: the clock of its kind begins. The same form sent twice is one request. Gives its id. Throws
 * `privacy.wordsNeeded`, and `privacy.notFound` for somebody else's look.
 */
export async function askAboutData(
  context: Context,
  keeps: KeepsOf,
  { kind, words, lookId }: Ask,
): Promise<string> {
  const said = words.trim()
  if (said.length < wordsMin) throw refusal.wordsNeeded()
  return inTransaction(context, async (tx) => {
    const look = lookId === undefined ? undefined : await getOwnLook(tx, context, keeps, lookId)
    return (await beginRequest(tx, context, { kind, words: said, look })).id
  })
}

type Begin = {
  readonly kind: RequestKind
  readonly words: string
  /** What is asked about, in words for whoever answers. */
  readonly about?: string
  readonly look?: OwnLook | undefined
  /** The consent whose withdrawal it carries out; one request for each. */
  readonly aboutId?: string
}

type Asker = { readonly personId: string; readonly name: string }

/** As `askAboutData`, in the caller's transaction. Gives its id and the code by which people speak of it. */
export const beginRequest = (tx: Tx, context: Context, begin: Begin) =>
  beginRequestFor(tx, context, citizenOf(context.actor), begin)

/** As `beginRequest`, for whoever it is about. */
export async function beginRequestFor(
  tx: Tx,
  context: Context,
  { personId, name: personName }: Asker,
  { kind, words, about, look, aboutId }: Begin,
): Promise<{ readonly id: string; readonly code: string; readonly dueAt: Date }> {
  const dates = datesFor(kind, calendarFor(context), context.now)
  const { id, number, isNew } = await store.insertRequest(tx, {
    kind,
    personId,
    personName,
    lookId: look?.id ?? null,
    lookWords: look ? inWords(look) : (about ?? null),
    words,
    askedAt: context.now,
    ...dates,
    unitId: look?.unitId ?? null,
    operationKey: aboutId ? `about ${aboutId}` : (context.operationKey ?? null),
    aboutId: aboutId ?? null,
  })
  if (isNew)
    await appendEvent(tx, context, 'dataRequest.made', { subject: id, payload: { kind, look: look?.id } })
  return { id, code: requestCode(number), dueAt: dates.dueAt }
}

/** The look as the person saw it, for whoever has to explain it. */
function inWords({ title, unitName, lastAt, times, what, why, words, things }: OwnLook): string {
  const t = lookTexts.vi
  return [
    [title, unitName].filter(Boolean).join(', ') || t.system,
    `${formatDateTime(lastAt, 'vi')} (${times} lần)`,
    lookWhats[what].vi,
    [lookWhys[why].vi, words].filter(Boolean).join(': '),
    things.map(({ name, code }) => (code ? `${name.vi} (${code})` : name.vi)).join(', '),
  ].join('. ')
}

/** Yêu cầu của tôi, the newest first. */
export function viewOwnRequests(context: Context): Promise<readonly store.DataRequest[]> {
  const { personId } = citizenOf(context.actor)
  return read(context, (tx) => store.findOwnRequests(tx, personId))
}

/** Throws `privacy.notFound`, also for anyone else's. */
export async function openOwnRequest(context: Context, id: string): Promise<store.DataRequest> {
  const { personId } = citizenOf(context.actor)
  const found = isId(id) ? await read(context, (tx) => store.findOwnRequest(tx, personId, id)) : undefined
  if (!found) throw refusal.notFound()
  return found
}

/** Yêu cầu phải trả lời, the most urgent first. */
export function viewRequests(context: Context): Promise<readonly store.DataRequest[]> {
  return inTransaction(context, async (tx) => {
    const found = await store.findRequests(tx, officerOf(context.actor))
    await recordLook(tx, context, { of: found.map(({ personId }) => personId), what: 'list', why: 'request' })
    return found
  })
}

/** Throws `privacy.notFound` out of reach. */
export function openRequest(context: Context, id: string): Promise<store.DataRequest> {
  return inTransaction(context, async (tx) => {
    const found = isId(id) ? await store.findRequest(tx, officerOf(context.actor), id) : undefined
    if (!found) throw refusal.notFound()
    await recordLook(tx, context, { of: [found.personId], what: 'person', why: 'request' })
    return found
  })
}

type Answer = { readonly id: string; readonly outcome: Outcome; readonly answer: string }

/**
 * Trả lời: the person is told. Throws `privacy.answerNeeded`, `privacy.answered`, `privacy.notFound`, and `privacy.ownAct` for
 * the one whose look is asked about.
 */
export async function answerRequest(context: Context, { id, outcome, answer }: Answer): Promise<void> {
  const by = officerOf(context.actor)
  const said = answer.trim()
  if (said.length < wordsMin) throw refusal.answerNeeded()
  await inTransaction(context, async (tx) => {
    const found = isId(id) ? await store.findRequest(tx, by, id) : undefined
    if (!found) throw refusal.notFound()
    if (found.viewerId === by.personId) throw refusal.ownAct()
    if (!(await store.saveAnswer(tx, id, { outcome, answer: said, by, at: context.now })))
      throw refusal.answered()
    await appendEvent(tx, context, 'dataRequest.answered', {
      subject: id,
      payload: { outcome, isLate: context.now > found.dueAt },
    })
    const facts = { code: requestCode(found.number) }
    const link = privacyLinks.request(id)
    await notify(tx, context, [
      { notice: notices.answered, to: [found.personId], subjectId: id, link, facts },
    ])
  })
}
