/** Bức tranh kết nối: how each system does, what waits, what needs a person, what differs. */

import { type AnyConnector, systemKeys } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { recordLook } from '#kernel/looks.ts'
import { allows } from '#kernel/policy.ts'
import { findBreakers } from '../asking/store.ts'
import { type Breaker, CallFailure, closedBreaker, refusal } from '../domain.ts'
import { findHours, findLog, type HourOfCalls, type LogLine } from '../log/store.ts'
import { findCasesOf, findParkedMessages, findQueues, type Message, type QueueOf } from '../outbox/store.ts'
import { reconcile } from '../reconciling/commands.ts'
import {
  findLastReconciliations,
  findOpenDifferences,
  type LastReconciliation,
  type OpenDifference,
} from '../reconciling/store.ts'
import type { System } from '../registry/domain.ts'
import { findSystems } from '../registry/store.ts'

export type SystemView = {
  readonly connector: AnyConnector
  /** Of a connector that several systems answer for, which of them this is. */
  readonly key: string
  readonly system: System | undefined
  readonly breaker: Breaker
  readonly queue: QueueOf | undefined
  readonly hours: readonly HourOfCalls[]
  readonly reconciled: LastReconciliation | undefined
}
export type Overview = {
  readonly systems: readonly SystemView[]
  readonly parked: readonly Message[]
  readonly differences: readonly OpenDifference[]
  readonly log: readonly LogLine[]
  readonly dossierCode: string | undefined
  readonly mayManage: boolean
}

/** Reading the log of one dossier is told: it says which data of whom was asked for. */
export async function viewOverview(
  context: Context,
  connectors: readonly AnyConnector[],
  dossierCode: string | undefined,
): Promise<Overview> {
  if (dossierCode)
    await inTransaction(context, (tx) =>
      appendEvent(tx, context, 'exchange.logViewed', {
        subject: newId(context.now),
        payload: { dossierCode },
      }),
    )
  return read(context, async (tx) => {
    const systems = await findSystems(tx)
    const breakers = await findBreakers(tx)
    const queues = await findQueues(tx)
    const hours = await findHours(tx)
    const reconciled = await findLastReconciliations(tx)
    return {
      systems: connectors.flatMap((connector) =>
        systemKeys(connector).map((key) => ({
          connector,
          key,
          system: systems.find((one) => one.key === key),
          breaker: breakers.get(key) ?? closedBreaker,
          queue: queues.find((one) => one.connector === key),
          hours: hours.filter(({ partner }) => partner === key),
          reconciled: reconciled.find((one) => one.connector === key),
        })),
      ),
      parked: await findParkedMessages(tx),
      differences: await findOpenDifferences(tx),
      log: await findLog(tx, dossierCode),
      dossierCode,
      mayManage: allows({ permission: 'exchange.manage' }, context.actor),
    }
  })
}

/** Opens a parked message with what it says. Throws `exchange.notFound`. */
export async function viewParked(context: Context, id: string): Promise<Message> {
  return inTransaction(context, async (tx) => {
    const message = (await findParkedMessages(tx)).find((one) => one.id === id)
    if (!message) throw refusal.notFound()
    await appendEvent(tx, context, 'exchange.messageViewed', {
      subject: id,
      payload: { connector: message.connector, stream: message.stream },
    })
    const of = await findCasesOf(tx, message.stream)
    await recordLook(tx, context, { of, what: 'dossier', why: 'operation' })
    return message
  })
}

/** Throws `exchange.away` and the like in words, and `notFound` for what is no connector. */
export async function reconcileNow(
  context: Context,
  connectors: readonly AnyConnector[],
  key: string,
): Promise<void> {
  const connector = connectors.find((one) => one.key === key)
  if (!connector) throw refusal.notFound()
  try {
    await reconcile(context, connector)
  } catch (thrown) {
    if (!(thrown instanceof CallFailure)) throw thrown
    throw refusal[thrown.failure]({ details: { system: connector.system.vi, reason: thrown.message } })
  }
}
