/** SQL of sign-ins, links and sessions. */

import type { Platform } from '#kernel/context.ts'
import { callFunction, sql, type Tx } from '#kernel/db.ts'
import type { AssuranceLevel } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'

export type SignIn = {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
  readonly returnTo: string
  /** The level that was asked for, with a fresh proof. */
  readonly level: AssuranceLevel | null
  /** Thiết bị dùng chung. */
  readonly isShared: boolean
}

export async function insertSignIn(
  tx: Tx,
  { state, nonce, codeVerifier, returnTo, level, isShared }: SignIn,
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
      level,
      is_shared: isShared,
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
    .returning([
      'state',
      'nonce',
      'code_verifier as codeVerifier',
      'return_to as returnTo',
      'level',
      'is_shared as isShared',
    ])
    .$castTo<SignIn>()
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

/** Accounts at the provider, by person. */
export async function findAllSubjects(tx: Tx, issuer: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('identity_links')
    .select(['person_id', 'subject'])
    .where('issuer', '=', issuer)
    .execute()
  return new Map(rows.map(({ person_id, subject }) => [person_id, subject]))
}

/** The account of the person at the provider, if any. */
export async function findSubject(tx: Tx, issuer: string, personId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('identity_links')
    .select('subject')
    .where('issuer', '=', issuer)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.subject
}

export async function deleteLinks(tx: Tx, issuer: string, personId: string): Promise<void> {
  await tx
    .deleteFrom('identity_links')
    .where('issuer', '=', issuer)
    .where('person_id', '=', personId)
    .execute()
}

export type NewSession = {
  readonly tokenHash: Buffer
  readonly personId: string
  readonly postId: string | null
  /** In whose place the session acts. */
  readonly mandateId?: string | null
  readonly idToken: string | null
  readonly openedAt: Date
  readonly endsAt: Date
  readonly level: AssuranceLevel
  /** Who vouched for the person at the sign-in: `amr` of the provider, or its issuer. */
  readonly method: string
  readonly provenAt: Date | null
  readonly steppedUpAt: Date | null
  readonly idleMinutes: number
  readonly browser: string
  readonly address: string
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({
      token_hash: session.tokenHash,
      person_id: session.personId,
      post_id: session.postId,
      mandate_id: session.mandateId ?? null,
      id_token: session.idToken,
      opened_at: session.openedAt,
      used_at: session.openedAt,
      ends_at: session.endsAt,
      level: session.level,
      method: session.method,
      proven_at: session.provenAt,
      stepped_up_at: session.steppedUpAt,
      idle_minutes: session.idleMinutes,
      browser: session.browser,
      address: session.address,
    })
    .execute()
}

export type OpenSession = NewSession & { readonly usedAt: Date }

const isAlive = (now: Date) =>
  sql<boolean>`ends_at > ${now} and used_at > ${now}::timestamptz - make_interval(mins => idle_minutes)`

const openSessions = (tx: Tx, now: Date) =>
  tx
    .selectFrom('sessions')
    .select([
      'token_hash as tokenHash',
      'person_id as personId',
      'post_id as postId',
      'mandate_id as mandateId',
      'id_token as idToken',
      'opened_at as openedAt',
      'used_at as usedAt',
      'ends_at as endsAt',
      'level',
      'method',
      'proven_at as provenAt',
      'stepped_up_at as steppedUpAt',
      'idle_minutes as idleMinutes',
      'browser',
      'address',
    ])
    .where(isAlive(now))
    .$castTo<OpenSession>()

export async function findSession(tx: Tx, tokenHash: Buffer, now: Date): Promise<OpenSession | undefined> {
  return openSessions(tx, now).where('token_hash', '=', tokenHash).executeTakeFirst()
}

export async function findSessionsOf(tx: Tx, personId: string, now: Date): Promise<readonly OpenSession[]> {
  return openSessions(tx, now)
    .where('person_id', '=', personId)
    .orderBy('opened_at', 'desc')
    .limit(50)
    .execute()
}

/** Removes sessions of the person that ended by themselves. */
export async function deleteDeadSessions(tx: Tx, personId: string, now: Date): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .where('token_hash', 'in', (query) =>
      query
        .selectFrom('sessions')
        .select('token_hash')
        .where('person_id', '=', personId)
        .where(sql<boolean>`not (${isAlive(now)})`),
    )
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

/** Ends every session of the person. Answers how many were still open. */
export async function deleteSessionsOf(tx: Tx, personId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ open: boolean }>`
    with was as (select token_hash, ${isAlive(now)} as open from sessions where person_id = ${personId})
    delete from sessions s using was where s.person_id = ${personId} and s.token_hash = was.token_hash returning open`.execute(
    tx,
  )
  return rows.filter(({ open }) => open).length
}

/** Officers whose posts are all over and who still have a way in. */
export async function findLeavers(tx: Tx, on: CalendarDate): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from persons where kind = 'officer' and id in (
      select person_id from sessions union select person_id from factors union select person_id from recovery_codes)
      and not exists (select from officer_posts o where o.person_id = persons.id
        and coalesce(o.valid_to, 'infinity') >= ${on}::date)`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Who a session's token stands for, renewed on the way; `null` when the session has ended. One round trip. */
export function findSessionActor<Known>(
  platform: Pick<Platform, 'database'>,
  asked: { hash: string; now: string; today: string },
): Promise<Known | null> {
  return callFunction<Known | null>(platform, 'session_actor', asked)
}

/** Remembers the browser of a person. Answers what was known: this one, others only, or none before. */
export async function keepBrowser(
  tx: Tx,
  personId: string,
  known: { readonly tokenHash: Buffer; readonly browser: string },
  now: Date,
): Promise<'known' | 'new' | 'first'> {
  const { rows } = await sql<{ own: boolean }>`
    select token_hash = ${known.tokenHash} as own from known_browsers where person_id = ${personId}`.execute(
    tx,
  )
  await sql`
    insert into known_browsers (token_hash, person_id, browser, first_seen_at, seen_at)
    values (${known.tokenHash}, ${personId}, ${known.browser}, ${now}, ${now})
    on conflict (person_id, token_hash) do update set seen_at = excluded.seen_at, browser = excluded.browser`.execute(
    tx,
  )
  if (rows.some(({ own }) => own)) return 'known'
  return rows.length > 0 ? 'new' : 'first'
}

/** Whether the person signed in from this browser before. */
export async function isKnownBrowser(tx: Tx, personId: string, tokenHash: Buffer): Promise<boolean> {
  const row = await tx
    .selectFrom('known_browsers')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row !== undefined
}

export async function shortenIdle(tx: Tx, tokenHash: Buffer, minutes: number): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ idle_minutes: minutes })
    .where('token_hash', '=', tokenHash)
    .execute()
}

export async function forgetBrowser(tx: Tx, personId: string, tokenHash: Buffer): Promise<void> {
  await tx
    .deleteFrom('known_browsers')
    .where('person_id', '=', personId)
    .where('token_hash', '=', tokenHash)
    .execute()
}
