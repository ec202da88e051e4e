/** SQL of messages. A person sees only the own ones. */

import type { Platform } from '#kernel/context.ts'
import { callFunction, sql, type Tx } from '#kernel/db.ts'
import type { Facts } from './domain.ts'

export type NewRow = {
  readonly personId: string
  readonly kind: string
  readonly subjectId: string
  readonly facts: Facts
  readonly link: string
  readonly key: string
}

/** Writes what was not told yet, and answers it; a person who is in no table any more is left out. */
export async function insertMessages(
  tx: Tx,
  rows: readonly NewRow[],
  at: Date,
): Promise<readonly { readonly personId: string; readonly key: string }[]> {
  const written = await sql<{ personId: string; key: string }>`
    insert into notifications (person_id, kind, subject_id, facts, link, key, at)
    select given."personId", given.kind, given."subjectId", given.facts, given.link, given.key, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given ("personId" uuid, kind text, "subjectId" uuid,
      facts jsonb, link text, key text) join persons on persons.id = given."personId"
    on conflict (person_id, key) do nothing returning person_id as "personId", key`.execute(tx)
  return written.rows
}

export type Message = {
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly facts: Facts
  readonly link: string
  readonly at: Date
  readonly readAt: Date | null
}

/** Newest first; `after` is the last one of the page before. */
export async function findMessages(
  tx: Tx,
  personId: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Message[]> {
  const { rows } = await sql<Message>`
    select id, kind, key, facts, link, at, read_at as "readAt" from notifications
    where person_id = ${personId} and ${
      after
        ? sql`(at, id) < (select at, id from notifications where id = ${after} and person_id = ${personId})`
        : sql`true`
    }
    order by at desc, id desc limit ${limit}`.execute(tx)
  return rows
}

/** Marks one message read, or all of them; answers where the one leads. */
export async function markRead(tx: Tx, personId: string, at: Date, id?: string): Promise<string | undefined> {
  await sql`
    update notifications set read_at = ${at}
    where person_id = ${personId} and read_at is null and ${id ? sql`id = ${id}` : sql`true`}`.execute(tx)
  if (!id) return undefined
  const row = await tx
    .selectFrom('notifications')
    .select('link')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row?.link
}

export function countUnread(platform: Pick<Platform, 'database'>, personId: string): Promise<number> {
  return callFunction<number>(platform, 'unread_notifications', { personId })
}
