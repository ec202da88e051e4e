/** SQL of messages on their way out, and of each try through one channel. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Facts } from '../domain.ts'
import type { Channel } from './domain.ts'

export type Outgoing = {
  readonly id: string
  readonly receiverId: string
  readonly key: string
  readonly personId: string | null
  readonly subjectId: string
  readonly kind: string
  readonly facts: Facts
  readonly link: string
  readonly language: 'vi' | 'en'
  readonly phone: string | null
  readonly email: string | null
  readonly channels: readonly Channel[]
  readonly isUrgent: boolean
}

/** Answers whether it was not there before. */
export async function insertOutgoing(tx: Tx, outgoing: Outgoing, now: Date): Promise<boolean> {
  const {
    id,
    receiverId,
    key,
    personId,
    subjectId,
    kind,
    facts,
    link,
    language,
    phone,
    email,
    channels,
    isUrgent,
  } = outgoing
  const { rows } = await sql`
    insert into notification_outgoing (id, receiver_id, key, person_id, subject_id, kind, facts, link, language, phone, email,
      channels, is_urgent, made_at)
    values (${id}, ${receiverId}, ${key}, ${personId}, ${subjectId}, ${kind}, ${JSON.stringify(facts)}::jsonb, ${link},
      ${language}, ${phone}, ${email}, ${[...channels]}, ${isUrgent}, ${now})
    on conflict (receiver_id, key) do nothing returning 1`.execute(tx)
  return rows.length > 0
}

/** Takes the next channel that was not tried; `undefined` when there is none left. */
export async function takeChannel(tx: Tx, outgoingId: string): Promise<Channel | undefined> {
  const { rows } = await sql<{ channel: Channel }>`
    with taken as materialized (
      select channels[1] as channel, channels[2:] as rest from notification_outgoing
      where id = ${outgoingId} and cardinality(channels) > 0 for update)
    update notification_outgoing set channels = taken.rest from taken where id = ${outgoingId}
    returning taken.channel`.execute(tx)
  return rows[0]?.channel
}

type NewAttempt = {
  readonly id: string
  readonly outgoingId: string
  readonly channel: Channel
  readonly deviceId: string | null
  readonly at: Date
  /** The first moment at which it may go out. */
  readonly dueAt: Date
}

export async function insertAttempt(
  tx: Tx,
  { id, outgoingId, channel, deviceId, at, dueAt }: NewAttempt,
): Promise<void> {
  await sql`
    insert into notification_attempts (id, outgoing_id, number, channel, device_id, made_at, due_at)
    select ${id}, ${outgoingId}, coalesce(max(number), 0) + 1, ${channel}, ${deviceId}, ${at}, ${dueAt}
    from notification_attempts where outgoing_id = ${outgoingId}`.execute(tx)
}

/** Whether the message reached the person, or may still do so, by any try. */
export async function hasHope(tx: Tx, outgoingId: string): Promise<boolean> {
  const { rows } = await sql`
    select from notification_attempts where outgoing_id = ${outgoingId} and state <> 'refused' limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

export type Waiting = Outgoing & {
  readonly attemptId: string
  readonly channel: Channel
  readonly deviceId: string | null
}

/** A try with all that it needs, unless its fate is decided; held until the transaction ends. */
export async function findUndecided(
  tx: Tx,
  attemptId: string,
  states: readonly ('waiting' | 'sent')[],
): Promise<Waiting | undefined> {
  const { rows } = await sql<Waiting>`
    select a.id as "attemptId", a.channel, a.device_id as "deviceId", o.id, o.receiver_id as "receiverId", o.key, o.person_id as "personId",
      o.subject_id as "subjectId", o.kind, o.facts, o.link, o.language, o.phone, o.email, o.channels,
      o.is_urgent as "isUrgent"
    from notification_attempts a join notification_outgoing o on o.id = a.outgoing_id
    where a.id = ${attemptId} and a.state = any(${[...states]}) for update of a`.execute(tx)
  return rows[0]
}

export async function markSent(
  tx: Tx,
  attemptId: string,
  {
    provider,
    theirId,
    now,
  }: { readonly provider: string; readonly theirId: string | null; readonly now: Date },
): Promise<void> {
  await sql`update notification_attempts set state = 'sent', provider = ${provider}, their_id = ${theirId}, sent_at = ${now}
    where id = ${attemptId} and state = 'waiting'`.execute(tx)
}

export async function markEnded(
  tx: Tx,
  attemptId: string,
  state: 'delivered' | 'refused',
  problem: string | null,
  now: Date,
): Promise<void> {
  await sql`update notification_attempts set state = ${state}, problem = ${problem?.slice(0, 300) ?? null}, ended_at = ${now}
    where id = ${attemptId} and state in ('waiting', 'sent')`.execute(tx)
}

export type Unknown = {
  readonly attemptId: string
  readonly provider: string
  readonly theirId: string
  readonly asks: number
  readonly sentAt: Date
}

/** What was sent through a channel and of which nothing was heard; the longest unheard of first. */
export async function findUnknown(
  tx: Tx,
  channel: Channel,
  since: Date,
  most: number,
): Promise<readonly Unknown[]> {
  const { rows } = await sql<Unknown>`
    select id as "attemptId", coalesce(provider, channel) as provider, their_id as "theirId", asks, sent_at as "sentAt" from notification_attempts
    where state = 'sent' and channel = ${channel} and sent_at > ${since} and their_id is not null
    order by sent_at limit ${most}`.execute(tx)
  return rows
}

export async function noteAsked(tx: Tx, attemptIds: readonly string[]): Promise<void> {
  await sql`update notification_attempts set asks = asks + 1 where id = any(${[...attemptIds]}::uuid[])`.execute(
    tx,
  )
}

export type Attempt = {
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly facts: Facts
  readonly channel: Channel
  readonly state: 'waiting' | 'sent' | 'delivered' | 'refused'
  readonly phone: string | null
  readonly email: string | null
  readonly madeAt: Date
  readonly sentAt: Date | null
  readonly endedAt: Date | null
}

const attemptColumns = sql`a.id, o.key, o.kind, o.facts, a.channel, a.state, o.phone, o.email, a.made_at as "madeAt",
  a.sent_at as "sentAt", a.ended_at as "endedAt"`

/** Tries of the messages that a person was told under these keys, in their order. */
export async function findAttemptsOf(
  tx: Tx,
  personId: string,
  keys: readonly string[],
): Promise<readonly Attempt[]> {
  const { rows } = await sql<Attempt>`
    select ${attemptColumns} from notification_outgoing o join notification_attempts a on a.outgoing_id = o.id
    where o.receiver_id = ${personId} and o.key = any(${[...keys]}) order by o.made_at, a.number`.execute(tx)
  return rows
}

const attemptsShown = 60

/** Tries of all messages about one thing, the newest message first. */
export async function findAttemptsAbout(tx: Tx, subjectId: string): Promise<readonly Attempt[]> {
  const { rows } = await sql<Attempt>`
    select ${attemptColumns} from notification_outgoing o join notification_attempts a on a.outgoing_id = o.id
    where o.subject_id = ${subjectId} order by o.made_at desc, o.id, a.number limit ${attemptsShown}`.execute(
    tx,
  )
  return rows
}
