/** SQL of sign-ins, links and sessions. */

import type { Platform } from '#kernel/context.ts'
import { callFunction, sql, type Tx } from '#kernel/db.ts'

export type SignIn = {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly returnTo: string
}

export async function insertSignIn(
  tx: Tx,
  { state, nonce, codeVerifier, returnTo }: SignIn,
  browserHash: Buffer,
  startedAt: Date,
): Promise<void> {
  await tx
    .insertInto('sign_ins')
    .values({
      state,
      browser_hash: browserHash,
      nonce,
      code_verifier: codeVerifier,
      return_to: returnTo,
      started_at: startedAt,
    })
    .execute()
}

/** Takes the sign-in out, so that it is used once, by the browser that began it, in time. */
export async function takeSignIn(
  tx: Tx,
  state: string,
  browserHash: Buffer,
  notBefore: Date,
): Promise<SignIn | undefined> {
  return tx
    .deleteFrom('sign_ins')
    .where('state', '=', state)
    .where('browser_hash', '=', browserHash)
    .where('started_at', '>', notBefore)
    .returning(['state', 'nonce', 'code_verifier as codeVerifier', 'return_to as returnTo'])
    .executeTakeFirst()
}

/** Removes sign-ins that nobody finished. */
export async function deleteStaleSignIns(tx: Tx, notAfter: Date): Promise<void> {
  await tx.deleteFrom('sign_ins').where('started_at', '<=', notAfter).execute()
}

export async function findLinkedPersonId(
  tx: Tx,
  issuer: string,
  subject: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('identity_links')
    .select('person_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.person_id
}

export async function insertLinks(
  tx: Tx,
  issuer: string,
  links: readonly { readonly subject: string; readonly personId: string }[],
): Promise<void> {
  await sql`
    insert into identity_links (issuer, subject, person_id)
    select ${issuer}, subject, "personId"
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as given (subject text, "personId" uuid)
    on conflict do nothing`.execute(tx)
}

export type NewSession = {
  readonly tokenHash: Buffer
  readonly personId: string
  readonly postId: string | null
  readonly idToken: string | null
  readonly openedAt: Date
  readonly endsAt: Date
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      token_hash: session.tokenHash,
      person_id: session.personId,
      post_id: session.postId,
      id_token: session.idToken,
      opened_at: session.openedAt,
      used_at: session.openedAt,
      ends_at: session.endsAt,
    })
    .execute()
}

export type OpenSession = {
  readonly tokenHash: Buffer
  readonly personId: string
  readonly postId: string | null
  readonly idToken: string | null
  readonly openedAt: Date
  readonly usedAt: Date
  readonly endsAt: Date
}

const openSessions = (tx: Tx, now: Date, idleSince: Date) =>
  tx
    .selectFrom('sessions')
    .select([
      'token_hash as tokenHash',
      'person_id as personId',
      'post_id as postId',
      'id_token as idToken',
      'opened_at as openedAt',
      'used_at as usedAt',
      'ends_at as endsAt',
    ])
    .where('ends_at', '>', now)
    .where('used_at', '>', idleSince)

export async function findSession(
  tx: Tx,
  tokenHash: Buffer,
  now: Date,
  idleSince: Date,
): Promise<OpenSession | undefined> {
  return openSessions(tx, now, idleSince).where('token_hash', '=', tokenHash).executeTakeFirst()
}

export async function findSessionsOf(
  tx: Tx,
  personId: string,
  now: Date,
  idleSince: Date,
): Promise<readonly OpenSession[]> {
  return openSessions(tx, now, idleSince)
    .where('person_id', '=', personId)
    .orderBy('opened_at', 'desc')
    .limit(50)
    .execute()
}

/** Removes sessions of the person that ended by themselves. */
export async function deleteDeadSessions(
  tx: Tx,
  personId: string,
  now: Date,
  idleSince: Date,
): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .where((where) => where.or([where('ends_at', '<=', now), where('used_at', '<=', idleSince)]))
    .execute()
}

/** Ends one session, of this person alone when given. Answers what it was, or `undefined` when it was gone. */
export async function deleteSession(
  tx: Tx,
  tokenHash: Buffer,
  personId?: string,
): Promise<{ readonly personId: string; readonly idToken: string | null } | undefined> {
  return tx
    .deleteFrom('sessions')
    .where('token_hash', '=', tokenHash)
    .$if(personId !== undefined, (query) => query.where('person_id', '=', personId ?? ''))
    .returning(['person_id as personId', 'id_token as idToken'])
    .executeTakeFirst()
}

/** Who a session's token stands for, renewed on the way; `null` when the session has ended. One round trip. */
export function findSessionActor<Known>(
  platform: Pick<Platform, 'database'>,
  asked: { hash: string; now: string; today: string; idleMinutes: number },
): Promise<Known | null> {
  return callFunction<Known | null>(platform, 'session_actor', asked)
}
