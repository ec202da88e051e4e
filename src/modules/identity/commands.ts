/** Signing in, sessions and signing out. */

import type { Context, Platform } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { Credentials } from '#kernel/module.ts'
import {
  type Actor,
  type Agent,
  type AssuranceLevel,
  type Citizen,
  type Organisation,
  type Permission,
  type Proof,
  readRepresented,
} from '#kernel/policy.ts'
import { dateOf } from '#kernel/types.ts'
import { sessionCookie } from '#kernel/web/session.ts'
import {
  findOfficerPosts,
  findPerson,
  type OfficerPost,
  type Person,
  recordCitizen,
} from '#modules/organisation/api.ts'
import {
  browserCookie,
  type ClaimedPerson,
  knownBrowserCookie,
  landingPath,
  readClaims,
  refusal,
  safeReturnPath,
  sharedIdleMinutes,
  signInMinutes,
} from './domain.ts'
import {
  authorizationUrl,
  endSessionUrl,
  linkIssuer,
  newChallenge,
  proveAnswer,
} from './provider/commands.ts'
import {
  currentSession,
  endSession,
  greetBrowser,
  hashOf,
  idleMinutesOf,
  newToken,
  openSession,
} from './sessions/commands.ts'
import * as store from './store.ts'
import { findService } from './tokens/commands.ts'

const minutesBefore = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000)

export type Departure = { readonly to: string; readonly browserToken: string }

type Wish = { readonly level?: AssuranceLevel | null; readonly isShared?: boolean }

/** Begins a sign-in: remembers what must come back and says where to send the browser. */
export async function startSignIn(
  context: Context,
  returnTo: string | undefined,
  { level = null, isShared = false }: Wish = {},
): Promise<Departure> {
  const challenge = newChallenge()
  const to = await watched(context, () => authorizationUrl(context, challenge, { level }))
  // One token for all windows of a browser, so that two sign-ins side by side both come home.
  const browserToken = context.cookie(browserCookie) || newToken()
  await inTransaction(context, async (tx) => {
    await store.deleteStaleSignIns(tx, minutesBefore(context.now, signInMinutes))
    const signIn = { ...challenge, returnTo: safeReturnPath(returnTo), level, isShared }
    await store.insertSignIn(tx, signIn, hashOf(browserToken), context.now)
  })
  return { to, browserToken }
}

export type Arrival = {
  readonly sessionToken: string
  readonly to: string
  readonly mustChoosePost: boolean
  /** What the browser keeps to be known again; none on a device that others use too. */
  readonly knownBrowserToken: string | undefined
}

/**
 * Ends a sign-in that this browser began. `answerPath` is the address the provider sent it to, with the query.
 * Throws `identity.signInEnded` for a strange, late or repeated answer, and the refusals of the provider's answer.
 */
export const finishSignIn = (context: Context, state: string, answerPath: string): Promise<Arrival> =>
  watched(context, () => acceptAnswer(context, state, answerPath))

/** A refusal leaves an event of its own, although nothing else is changed: a series of them is an attack. */
async function watched<T>(context: Context, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (thrown) {
    const { address } = context.sender
    const code = thrown instanceof Refusal ? thrown.code : 'kernel.fault'
    const why = thrown instanceof Refusal ? String(thrown.details.why ?? causeOf(thrown)) : causeOf(thrown)
    await inTransaction(context, (tx) =>
      appendEvent(tx, context, 'signIn.refused', {
        subject: newId(context.now),
        payload: { code, why, address },
      }),
    )
    throw thrown
  }
}

/** The short name of a cause, never what a provider wrote. */
function causeOf(thrown: unknown): string {
  const { cause } = thrown as { readonly cause?: { readonly code?: unknown; readonly name?: unknown } }
  return String(cause?.code ?? cause?.name ?? '')
    .replace(/[^\w.-]/g, '')
    .slice(0, 60)
}

async function acceptAnswer(context: Context, state: string, answerPath: string): Promise<Arrival> {
  const { now, settings } = context
  const browserHash = hashOf(context.cookie(browserCookie) ?? '')
  const signIn = await inTransaction(context, (tx) =>
    store.takeSignIn(tx, state, browserHash, minutesBefore(now, signInMinutes)),
  )
  if (!signIn) throw refusal.signInEnded()
  const proof = await proveAnswer(context, answerPath, signIn, signIn)
  const { subject, claims } = proof
  const claimed = readClaims(subject, claims, settings.identityProvider.identityNumberClaim)
  return inTransaction(context, async (tx) => {
    const person = await personOf(tx, context, claimed)
    const posts = person.kind === 'officer' ? await findOfficerPosts(tx, person.id, context.today) : []
    if (person.kind === 'officer' && posts.length === 0) throw refusal.noPost()
    const postId = posts.length === 1 ? (posts[0]?.postId ?? null) : null
    const knownBrowserToken = signIn.isShared ? undefined : context.cookie(knownBrowserCookie) || newToken()
    if (knownBrowserToken) await greetBrowser(tx, context, person, knownBrowserToken)
    const sessionToken = await openSession(tx, context, person.id, postId, proof, signIn)
    return {
      sessionToken,
      knownBrowserToken,
      to: landingPath(person.kind === 'officer' ? 'officer' : 'citizen', signIn.returnTo),
      mustChoosePost: posts.length > 1,
    }
  })
}

/** The person behind the account: by link, or a citizen by identity number. Officers are never made by signing in. */
async function personOf(tx: Tx, context: Context, claimed: ClaimedPerson): Promise<Person> {
  const issuer = linkIssuer(context.settings)
  const linkedId = await store.findLinkedPersonId(tx, issuer, claimed.subject)
  const linked = linkedId === undefined ? undefined : await findPerson(tx, linkedId)
  const { identityNumber, name } = claimed
  const isSame =
    linked === undefined || (linked.kind === 'citizen' && linked.identityNumber === identityNumber)
  if (linked && !isSame) return linked
  if (!identityNumber || !name) {
    if (linked) return linked
    throw refusal.noIdentityNumber()
  }
  const { id, isNew } = await recordCitizen(tx, { ...claimed, identityNumber, name })
  if (!linked) {
    await store.insertLinks(tx, issuer, [{ subject: claimed.subject, personId: id }])
    await appendEvent(tx, context, isNew ? 'person.registered' : 'person.linked', {
      subject: id,
      payload: { issuer },
    })
  }
  const person = await findPerson(tx, id)
  if (!person) throw new Error(`The citizen ${id} vanished`)
  return person
}

export type OwnPosts = { readonly name: string; readonly posts: readonly OfficerPost[] }

/** Posts among which the officer of this browser's session may choose. Throws `identity.signInEnded`. */
export async function listOwnPosts(context: Context): Promise<OwnPosts> {
  return read(context, async (tx) => {
    const session = await currentSession(tx, context)
    const person = await findPerson(tx, session.personId)
    return { name: person?.name ?? '', posts: await findOfficerPosts(tx, session.personId, context.today) }
  })
}

/**
 * Chọn vị trí công tác. Rights rise, so the session gets a new token and the old one is dead.
 * Throws `identity.notYourPost` or `identity.signInEnded`.
 */
export async function choosePost(context: Context, postId: string): Promise<string> {
  return inTransaction(context, async (tx) => {
    const session = await currentSession(tx, context)
    const posts = await findOfficerPosts(tx, session.personId, context.today)
    if (!posts.some((post) => post.postId === postId)) throw refusal.notYourPost()
    if (!(await store.deleteSession(tx, session.tokenHash))) throw refusal.signInEnded()
    const token = newToken()
    await store.insertSession(tx, {
      ...session,
      tokenHash: hashOf(token),
      postId,
      openedAt: context.now,
      idleMinutes: await idleMinutesOf(
        tx,
        context,
        session.personId,
        postId,
        session.idleMinutes === sharedIdleMinutes,
      ),
    })
    await appendEvent(tx, context, 'session.postChosen', {
      subject: session.personId,
      payload: { postId },
    })
    return token
  })
}

/** Đăng xuất: ends this browser's session. Answers where to go on: to the provider's own sign-out, or home. */
export async function signOut(context: Context): Promise<string> {
  const token = context.cookie(sessionCookie)
  if (!token) return '/'
  const ended = await inTransaction(context, (tx) => endSession(tx, context, hashOf(token)))
  return (ended && (await endSessionUrl(context, ended.idToken))) ?? '/'
}

type StoredProof = { readonly proof: { readonly level: AssuranceLevel; readonly steppedUpAt: string | null } }

const readProof = ({ level, steppedUpAt }: StoredProof['proof']): Proof => ({
  level,
  steppedUpAt: steppedUpAt === null ? undefined : new Date(steppedUpAt),
})

/** As the database tells a person: what is not known is `null`. */
type Stored<Person extends { identityNumber: unknown; phone: unknown }> = Omit<
  Person,
  'identityNumber' | 'phone'
> & { readonly identityNumber: string | null; readonly phone: string | null }
type StoredCitizen = Omit<Stored<Citizen>, 'proof' | 'agent' | 'organisation'> &
  StoredProof & { readonly agent?: Stored<Agent>; readonly organisation?: Organisation | null }

type KnownActor =
  | StoredCitizen
  | (Omit<Extract<Actor, { kind: 'officer' }>, 'permissions' | 'represents' | 'proof'> &
      StoredProof & {
        readonly permissions: readonly Permission[]
        readonly represents: Parameters<typeof readRepresented>[0]
      })

/**
 * Who sends a request: a bearer token stands for a system, a session for a person. A request with a bearer token is
 * never taken for the person whose cookie it may also carry.
 */
export async function authenticate(
  platform: Platform,
  { sessionToken, bearerToken }: Credentials,
  now: Date,
): Promise<Actor | undefined> {
  if (bearerToken !== undefined) return findService(platform, bearerToken, now)
  if (sessionToken === undefined) return undefined
  const hash = hashOf(sessionToken).toString('hex')
  const argument = { hash, now: now.toISOString(), today: dateOf(now) }
  const found = await store.findSessionActor<KnownActor>(platform, argument)
  if (!found) return undefined
  const proof = readProof(found.proof)
  if (found.kind === 'officer')
    return {
      ...found,
      proof,
      permissions: new Set(found.permissions),
      represents: readRepresented(found.represents),
    }
  const { agent, organisation, ...owner } = found
  return {
    ...reached(owner),
    proof,
    ...(organisation && { organisation }),
    ...(agent && { agent: reached(agent) }),
  }
}

const reached = <T extends Stored<{ identityNumber: unknown; phone: unknown }>>(person: T) => ({
  ...person,
  identityNumber: person.identityNumber ?? undefined,
  phone: person.phone ?? undefined,
})
