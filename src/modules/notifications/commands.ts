/** Gửi, xem và đánh dấu đã đọc thông báo. */

import type { Context, Platform } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { actorIdOf } from '#kernel/events.ts'
import type { Schedule } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/policy.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { type NewMessage, notificationLinks, refusal, type Words, wordsOf } from './domain.ts'
import * as store from './store.ts'

const pageSize = 30
const keptDays = 365

/**
 * Báo cho người: written in the caller's transaction, so it is there exactly when the thing it tells has happened. The same
 * key is told to the same person once. Answers how many people were told.
 */
export async function notify(
  tx: Tx,
  { now }: Pick<Context, 'now'>,
  messages: readonly NewMessage[],
): Promise<number> {
  const rows = messages.flatMap(({ notice, to, subjectId, link, facts = {}, key }) =>
    [...new Set(to)].map((personId) => ({
      personId,
      kind: notice.kind,
      subjectId,
      facts,
      link,
      key: key ?? `${notice.kind}:${subjectId}`,
    })),
  )
  return rows.length === 0 ? 0 : store.insertMessages(tx, rows, now)
}

export type ShownMessage = Words & Pick<store.Message, 'id' | 'at' | 'readAt'>
export type MessageList = {
  readonly messages: readonly ShownMessage[]
  readonly next: string | undefined
  readonly hasUnread: boolean
}

export async function viewMessages(context: Context, after?: string): Promise<MessageList> {
  const personId = personOf(context)
  const rows = await read(context, (tx) => store.findMessages(tx, personId, { after, limit: pageSize + 1 }))
  const shown = rows.slice(0, pageSize)
  return {
    messages: shown.map(({ id, at, readAt, kind, facts }) => ({
      id,
      at,
      readAt,
      ...wordsOf(kind, facts, context.language),
    })),
    next: rows.length > pageSize ? shown.at(-1)?.id : undefined,
    hasUnread: shown.some(({ readAt }) => readAt === null),
  }
}

/** Mở một thông báo: it counts as read, and leads to the thing itself. Throws `notifications.notFound`, also for anyone else's. */
export async function openMessage(context: Context, id: string): Promise<string> {
  const personId = personOf(context)
  const link = await inTransaction(context, (tx) => store.markRead(tx, personId, context.now, id))
  if (!link) throw refusal.notFound()
  return link
}

export async function markAllRead(context: Context): Promise<void> {
  const personId = personOf(context)
  await inTransaction(context, (tx) => store.markRead(tx, personId, context.now))
}

function personOf(context: Context): string {
  const id = actorIdOf(context)
  if (!id) throw refusal.notFound()
  return id
}

/** How many wait, beside the bell of every page. */
export async function countsFor(platform: Platform, actor: Actor): Promise<ReadonlyMap<string, number>> {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return new Map()
  return new Map([[notificationLinks.list(actor.kind), await store.countUnread(platform, actor.personId)]])
}

/** A year is enough; what happened stays in the events. */
export const forgetOld: Schedule = {
  name: 'notifications.forgetOld',
  every: { dayAt: '03:10' },
  run: (context) =>
    inTransaction(context, (tx) => store.deleteBefore(tx, instantAt(addDays(context.today, -keptDays)))),
}
