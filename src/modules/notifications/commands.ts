/** Gửi, xem và đánh dấu đã đọc thông báo. */

import type { Context, Platform } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { type Actor, accountIdOf } from '#kernel/policy.ts'
import { type NewMessage, notificationLinks, refusal, type Words, wordsOf } from './domain.ts'
import { sendOutside } from './outside/commands.ts'
import { type Attempt, findAttemptsOf } from './outside/store.ts'
import * as store from './store.ts'

const pageSize = 30

/**
 * Báo cho người: written in the caller's transaction, so it is there exactly when the thing it tells has happened. The same
 * key is told to the same person once. What may leave the account is put on its way in the same transaction. Answers how many
 * people were told in their account.
 */
export async function notify(tx: Tx, context: Context, messages: readonly NewMessage[]): Promise<number> {
  const keyed = messages.map((message) => ({
    ...message,
    to: [...new Set(message.to)],
    facts: message.facts ?? {},
    key: message.key ?? `${message.notice.kind}:${message.subjectId}`,
  }))
  const rows = keyed.flatMap(({ notice, to, subjectId, link, facts, key }) =>
    to.map((personId) => ({ personId, kind: notice.kind, subjectId, facts, link, key })),
  )
  const written = rows.length === 0 ? [] : await store.insertMessages(tx, rows, context.now)
  for (const { notice, to, subjectId, facts, key, outside } of keyed) {
    if (!outside || !notice.short) continue
    const told = to.filter((id) => written.some((one) => one.personId === id && one.key === key))
    for (const personId of to.length === 0 ? [null] : told)
      await sendOutside(tx, context, { kind: notice.kind, personId, subjectId, facts, key, ...outside })
  }
  return written.length
}

export type ShownMessage = Words &
  Pick<store.Message, 'id' | 'at' | 'readAt'> & { readonly attempts: readonly Attempt[] }
export type MessageList = {
  readonly messages: readonly ShownMessage[]
  readonly next: string | undefined
  readonly hasUnread: boolean
}

export async function viewMessages(context: Context, after?: string): Promise<MessageList> {
  const personId = personOf(context)
  const { rows, attempts } = await read(context, async (tx) => {
    const found = await store.findMessages(tx, personId, { after, limit: pageSize + 1 })
    return {
      rows: found,
      attempts: await findAttemptsOf(
        tx,
        personId,
        found.map(({ key }) => key),
      ),
    }
  })
  const shown = rows.slice(0, pageSize)
  return {
    messages: shown.map(({ id, at, readAt, kind, facts, key }) => ({
      id,
      at,
      readAt,
      attempts: attempts.filter((one) => one.key === key),
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
  const id = accountIdOf(context.actor)
  if (!id) throw refusal.notFound()
  return id
}

/** How many wait, beside the bell of every page. */
export async function countsFor(platform: Platform, actor: Actor): Promise<ReadonlyMap<string, number>> {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return new Map()
  return new Map([[notificationLinks.list(actor.kind), await store.countUnread(platform, actor.personId)]])
}
