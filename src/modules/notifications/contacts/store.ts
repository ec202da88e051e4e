/** SQL of proved addresses, of codes on their way to them, and of what a person chose. */

import { sql, type Tx } from '#kernel/db.ts'
import type { AddressKind, Channel, Choice, Contact } from '../outside/domain.ts'

export async function findContacts(tx: Tx, personId: string): Promise<readonly Contact[]> {
  const { rows } = await sql<Contact>`
    select kind, address, refused_by as "refusedBy" from notification_contacts where person_id = ${personId}`.execute(
    tx,
  )
  return rows
}

export async function saveContact(
  tx: Tx,
  personId: string,
  kind: AddressKind,
  address: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into notification_contacts (person_id, kind, address, verified_at)
    values (${personId}, ${kind}, ${address}, ${now})
    on conflict (person_id, kind) do update set address = excluded.address, verified_at = excluded.verified_at,
      refused_by = '{}'`.execute(tx)
}

export async function deleteContact(tx: Tx, personId: string, kind: AddressKind): Promise<void> {
  await sql`delete from notification_contacts where person_id = ${personId} and kind = ${kind}`.execute(tx)
}

/** Nobody is at this address any more, this channel says; nothing happens when the person has another one by now. */
export async function markRefused(
  tx: Tx,
  personId: string,
  address: string,
  channel: Channel,
): Promise<void> {
  await sql`update notification_contacts set refused_by = array_append(refused_by, ${channel})
    where person_id = ${personId} and address = ${address} and not ${channel} = any(refused_by)`.execute(tx)
}

export type PendingCode = {
  readonly address: string
  readonly hash: string
  readonly madeAt: Date
  readonly tries: number
}

/** Counts a try and answers the code with the tries before it; of several at once each sees another number. */
export async function tryCode(tx: Tx, personId: string, kind: AddressKind): Promise<PendingCode | undefined> {
  const { rows } = await sql<PendingCode>`
    update notification_codes set tries = tries + 1 where person_id = ${personId} and kind = ${kind}
    returning address, hash, made_at as "madeAt", tries - 1 as tries`.execute(tx)
  return rows[0]
}

export async function findCode(
  tx: Tx,
  personId: string,
  kind: AddressKind,
): Promise<PendingCode | undefined> {
  const { rows } = await sql<PendingCode>`
    select address, hash, made_at as "madeAt", tries from notification_codes
    where person_id = ${personId} and kind = ${kind}`.execute(tx)
  return rows[0]
}

export async function saveCode(
  tx: Tx,
  personId: string,
  kind: AddressKind,
  { address, hash, madeAt }: Omit<PendingCode, 'tries'>,
): Promise<void> {
  await sql`
    insert into notification_codes (person_id, kind, address, hash, made_at)
    values (${personId}, ${kind}, ${address}, ${hash}, ${madeAt})
    on conflict (person_id, kind) do update set address = excluded.address, hash = excluded.hash,
      made_at = excluded.made_at, tries = 0`.execute(tx)
}

export async function deleteCode(tx: Tx, personId: string, kind: AddressKind): Promise<void> {
  await sql`delete from notification_codes where person_id = ${personId} and kind = ${kind}`.execute(tx)
}

export async function findChoice(tx: Tx, personId: string): Promise<Choice | undefined> {
  const { rows } = await sql<Choice>`
    select first, uses_others as "usesOthers", language from notification_choices
    where person_id = ${personId}`.execute(tx)
  return rows[0]
}

export async function saveChoice(tx: Tx, personId: string, choice: Choice, now: Date): Promise<void> {
  const { first, usesOthers, language } = choice
  await sql`
    insert into notification_choices (person_id, first, uses_others, language, chosen_at)
    values (${personId}, ${first}, ${usesOthers}, ${language}, ${now})
    on conflict (person_id) do update set first = excluded.first, uses_others = excluded.uses_others,
      language = excluded.language, chosen_at = excluded.chosen_at`.execute(tx)
}
