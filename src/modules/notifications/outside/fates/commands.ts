/** Hỏi tin đã đến chưa: what became of messages that a gateway took, asked of the one that took them. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { ask } from '#modules/exchange/api.ts'
import { connectedChannels, giveUp, smsGateway, zaloAccount } from '../commands.ts'
import { askDays, askMinutes } from '../domain.ts'
import * as store from '../store.ts'

const fatesScanned = 2_000
const fatesAtOnce = 100

/** Asks what became of messages that a gateway took; one that is away is asked again later. */
export async function askFates(context: Context): Promise<void> {
  const since = new Date(context.now.getTime() - askDays * 86_400_000)
  const connected = await read(context, connectedChannels)
  for (const channel of ['zalo', 'sms'] as const) {
    if (!connected.has(channel)) continue
    const unknown = await read(context, (tx) => store.findUnknown(tx, channel, since, fatesScanned))
    const due = unknown
      .filter(({ asks, sentAt }) => sentAt.getTime() + askMinutes(asks) * 60_000 <= context.now.getTime())
      .slice(0, fatesAtOnce)
    for (const [provider, some] of Map.groupBy(due, (one) => one.provider))
      await askOf(context, channel, provider, some)
  }
}
async function askOf(
  context: Context,
  channel: 'zalo' | 'sms',
  system: string,
  due: readonly store.Unknown[],
): Promise<void> {
  const ids = due.map(({ theirId }) => theirId)
  const asking =
    channel === 'sms'
      ? ask(context, smsGateway, 'GetFates', { ids }, { system })
      : ask(context, zaloAccount, 'GetFates', { ids }, { system })
  const answer = await asking.catch((thrown: unknown) => {
    if (thrown instanceof Refusal) return undefined
    throw thrown
  })
  if (!answer) return
  await inTransaction(context, async (tx) => {
    await store.noteAsked(
      tx,
      due.map(({ attemptId }) => attemptId),
    )
    for (const { id, state, reason } of answer.messages) {
      const attemptId = due.find(({ theirId }) => theirId === id)?.attemptId
      if (!attemptId) continue
      if (state === 'received') await store.markEnded(tx, attemptId, 'delivered', null, context.now)
      if (state === 'absent') await giveUp(tx, context, attemptId, reason)
    }
  })
}

export const askFatesEveryMinute: Schedule = {
  name: 'notifications.askFates',
  every: 'minute',
  run: askFates,
}
