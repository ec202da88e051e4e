/** Đối soát: what we believe beside what the other system says, every night; what a resend can mend is sent again. */

import type { AnyConnector, Call, Operations } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { callOnce } from '../asking/commands.ts'
import { CallFailure } from '../domain.ts'
import { findSystems } from '../registry/store.ts'
import * as store from './store.ts'

const streamsAtOnce = 100

export type Reconciled = { readonly compared: number; readonly found: number; readonly mended: number }

/** Compares every stream with nothing on its way. Throws `CallFailure` when the other system is away. */
export async function reconcile(context: Context, connector: AnyConnector): Promise<Reconciled> {
  const { now } = context
  const { compare } = connector
  let done: Reconciled = { compared: 0, found: 0, mended: 0 }
  if (!compare) return done
  const call: Call<Operations> = (operation, input) => callOnce(context, connector as never, operation, input)
  let after = ''
  for (;;) {
    const beliefs = await read(context, (tx) => store.findBeliefs(tx, connector.key, after, streamsAtOnce))
    const differences = beliefs.length > 0 ? await compare(context, beliefs, call as never) : []
    const streams = beliefs.map(({ stream }) => stream)
    const { found, mended } = await inTransaction(context, async (tx) => {
      const added = await store.noteDifferences(tx, connector.key, differences, now)
      const agreed = await store.endAgreed(tx, connector.key, streams, differences, now)
      for (const stream of new Set(differences.map((one) => one.stream)))
        await store.resendLast(tx, connector.key, stream, newId(now), now)
      return { found: added, mended: agreed }
    })
    done = {
      compared: done.compared + beliefs.length,
      found: done.found + found,
      mended: done.mended + mended,
    }
    after = streams.at(-1) ?? ''
    if (beliefs.length < streamsAtOnce) break
  }
  await inTransaction(context, async (tx) => {
    await store.insertReconciliation(tx, { connector: connector.key, startedAt: now, ...done })
    // A mend is an alarm: something had gone wrong that nobody saw.
    if (done.found + done.mended > 0)
      await appendEvent(tx, context, 'exchange.differencesFound', {
        subject: newId(now),
        payload: { connector: connector.key, ...done },
      })
  })
  return done
}

/** Every night; a system that is away then is compared the next night. */
export const reconcileNightly = (connectors: readonly AnyConnector[]): Schedule => ({
  name: 'exchange.reconcile',
  every: { dayAt: '02:30' },
  minutesMax: 60,
  async run(context) {
    const systems = await read(context, findSystems)
    for (const { key, isEnabled } of systems) {
      const connector = connectors.find((one) => one.key === key)
      if (!connector || !isEnabled) continue
      await reconcile(context, connector).catch((thrown: unknown) => {
        if (!(thrown instanceof CallFailure)) throw thrown
      })
    }
  },
})
