/**
 * Gathers calls that arrive while an earlier one is on its way and sends them as one. Many writers then cost one round
 * trip, one commit and one turn at a busy row, instead of a queue.
 */

import { isOutage } from './outages.ts'

type Waiting<Item, Answer> = {
  readonly item: Item
  resolve(answer: Answer): void
  reject(reason: unknown): void
}

/**
 * Makes a function that sends its items through `send`, at most `itemsMax` at a time, one call at a time. `send` answers
 * in the order of the items. When a joint call fails, each item is sent alone, so that one bad item harms no other; when the
 * database is away, all fail at once.
 */
export function combine<Item, Answer>(
  send: (items: readonly Item[]) => Promise<readonly Answer[]>,
  itemsMax = 64,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = []
  let isSending = false

  async function sendAll(): Promise<void> {
    isSending = true
    while (waiting.length > 0) await settle(waiting.splice(0, itemsMax))
    isSending = false
  }

  async function settle(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await send(batch.map(({ item }) => item))
      if (answers.length !== batch.length)
        throw new Error('A combined call answered for another number of items')
      batch.forEach((one, index) => one.resolve(answers[index] as Answer))
    } catch (reason) {
      // Nobody is helped by asking a database that is away for each of them in turn.
      if (batch.length === 1 || isOutage(reason)) for (const one of batch) one.reject(reason)
      else for (const one of batch) await settle([one])
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!isSending) void sendAll()
    })
}
