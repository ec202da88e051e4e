/** Opening, renewing, seeing and ending sessions. */

import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import type { Actor } from '#kernel/policy.ts'
import { sessionCookie } from '#kernel/web/session.ts'
import type { Cookie } from '#kernel/web.ts'
import { notify } from '#modules/notifications/api.ts'
import { maySign, type Person } from '#modules/organisation/api.ts'
import {
  browserWords,
  idleMinutes,
  knownBrowserCookie,
  notices,
  refusal,
  sessionCookieOf,
  sessionHours,
  sharedIdleMinutes,
  signatoryIdleMinutes,
} from '../domain.ts'
import { findFactors } from '../factors/store.ts'
import type { Proof } from '../provider/commands.ts'
import * as store from '../store.ts'

export const newToken = (): string => randomBytes(32).toString('base64url')
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
const idOfBrowser = (context: Context) => hashOf(context.cookie(knownBrowserCookie) ?? '')

/** Remembers the browser, and tells the owner of the account when it is a new one beside others. */
export async function greetBrowser(tx: Tx, context: Context, person: Person, token: string): Promise<void> {
  const browser = browserWords(context.sender.browser)
  const what = await store.keepBrowser(tx, person.id, { tokenHash: hashOf(token), browser }, context.now)
  if (what !== 'new') return
  await notify(tx, context, [
    {
      notice: notices.newBrowser,
      to: [person.id],
      subjectId: person.id,
      link: '/tai-khoan/phien',
      facts: { browser, at: context.now.toISOString() },
      key: `identity.newBrowser ${hashOf(token).toString('hex')}`,
    },
  ])
  await appendEvent(tx, context, 'browser.firstSeen', { subject: person.id, payload: { browser } })
}

/** Minutes of idleness: less on a device that others use too, and for whoever signs for an agency. */
export async function idleMinutesOf(
  tx: Tx,
  context: Context,
  personId: string,
  postId: string | null,
  isShared: boolean,
) {
  if (isShared) return sharedIdleMinutes
  return postId !== null && (await maySign(tx, personId, postId, context.today))
    ? signatoryIdleMinutes
    : idleMinutes
}

/** Opens a session for whoever the provider vouched for. Answers its token, which is kept nowhere. */
export async function openSession(
  tx: Tx,
  context: Context,
  personId: string,
  postId: string | null,
  { idToken, level, provenAt, claims }: Proof,
  { isShared, level: asked }: Pick<store.SignIn, 'isShared' | 'level'>,
): Promise<string> {
  const { now, sender } = context
  const token = newToken()
  const before = context.cookie(sessionCookie)
  // Whoever proves more on the way goes on where they were: also in the place of another.
  const going = asked !== null && before ? await store.findSession(tx, hashOf(before), now) : undefined
  await store.deleteDeadSessions(tx, personId, now)
  await store.insertSession(tx, {
    tokenHash: hashOf(token),
    personId,
    postId,
    mandateId: going?.personId === personId ? (going.mandateId ?? null) : null,
    idToken,
    level,
    method: [claims.amr ?? []].flat().join(' ').slice(0, 60),
    provenAt: provenAt ?? null,
    // A fresh proof at the provider stands for the second one only while there is no factor to give it with.
    steppedUpAt: asked === null || (await findFactors(tx, personId)).length > 0 ? null : now,
    idleMinutes: await idleMinutesOf(tx, context, personId, postId, isShared),
    browser: browserWords(sender.browser),
    address: sender.address,
    openedAt: now,
    endsAt: new Date(now.getTime() + sessionHours * 3_600_000),
  })
  await appendEvent(tx, context, 'session.opened', { subject: personId, payload: { postId, level } })
  return token
}

/** The session of this browser. Throws `identity.signInEnded`. */
export async function currentSession(tx: Tx, context: Context): Promise<store.OpenSession> {
  const token = context.cookie(sessionCookie)
  const session = token && (await store.findSession(tx, hashOf(token), context.now))
  if (!session) throw refusal.signInEnded()
  return session
}

/** Ends one session, of this person alone when given. Answers what it was. */
export async function endSession(tx: Tx, context: Context, tokenHash: Buffer, personId?: string) {
  const ended = await store.deleteSession(tx, tokenHash, personId)
  if (ended) await appendEvent(tx, context, 'session.ended', { subject: ended.personId })
  return ended
}

/** The same session under a new token, after the person proved more or acts for another. Throws `identity.signInEnded`. */
export async function renewSession(
  tx: Tx,
  context: Context,
  change: Partial<Pick<store.NewSession, 'steppedUpAt' | 'mandateId'>>,
): Promise<string> {
  const session = await currentSession(tx, context)
  if (!(await store.deleteSession(tx, session.tokenHash))) throw refusal.signInEnded()
  const token = newToken()
  await store.insertSession(tx, { ...session, ...change, tokenHash: hashOf(token) })
  return token
}

/**
 * Làm thay, or trở lại là chính mình (`null`): the session goes on under a new token, so that a page opened before cannot
 * be sent in the place of another by mistake. Answers the cookie. Throws `identity.signInEnded`.
 */
export const actInPlace = async (tx: Tx, context: Context, mandateId: string | null): Promise<Cookie> =>
  sessionCookieOf(await renewSession(tx, context, { mandateId }))

/** Names this device when its owner signed in from it before; `undefined` for a stranger's. */
export async function knownDeviceOf(context: Context): Promise<string | undefined> {
  const id = idOfBrowser(context)
  const isKnown = await read(context, (tx) => store.isKnownBrowser(tx, personIdOf(context.actor), id))
  return isKnown ? id.toString('hex').slice(0, 16) : undefined
}

export type OwnSession = {
  /** Names the session without being able to open it. */
  readonly id: string
  readonly isThisOne: boolean
  readonly openedAt: Date
  readonly usedAt: Date
  readonly browser: string
  readonly address: string
  readonly isShared: boolean
}

/** Các phiên đang mở of a person. */
export async function sessionsOf(tx: Tx, context: Context, personId: string): Promise<readonly OwnSession[]> {
  const own = hashOf(context.cookie(sessionCookie) ?? '')
  const sessions = await store.findSessionsOf(tx, personId, context.now)
  return sessions.map(({ tokenHash, openedAt, usedAt, browser, address, idleMinutes: minutes }) => ({
    id: tokenHash.toString('hex'),
    isThisOne: tokenHash.equals(own),
    openedAt,
    usedAt,
    browser,
    address,
    isShared: minutes === sharedIdleMinutes,
  }))
}

/** Các phiên đang mở of the person who asks. */
export const listOwnSessions = (context: Context): Promise<readonly OwnSession[]> =>
  read(context, (tx) => sessionsOf(tx, context, personIdOf(context.actor)))

/** Thiết bị dùng chung: this browser's session ends soon without use, and the browser is not kept in mind. */
export async function shareThisDevice(context: Context): Promise<void> {
  await inTransaction(context, async (tx) => {
    const session = await currentSession(tx, context)
    await store.shortenIdle(tx, session.tokenHash, sharedIdleMinutes)
    await store.forgetBrowser(tx, session.personId, idOfBrowser(context))
    await appendEvent(tx, context, 'session.shared', { subject: session.personId })
  })
}

/** Ends a session of one's own, on whatever device. Throws `identity.noSuchSession`, also for anyone else's. */
export async function endOwnSession(context: Context, id: string): Promise<void> {
  const personId = personIdOf(context.actor)
  await inTransaction(context, async (tx) => {
    if (!(await endSession(tx, context, Buffer.from(id, 'hex'), personId))) throw refusal.noSuchSession()
  })
}

function personIdOf(actor: Actor): string {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') throw refusal.signInEnded()
  return actor.personId
}
