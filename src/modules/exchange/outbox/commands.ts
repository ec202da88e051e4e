/** Gửi cho hệ thống khác: written with the change it tells, delivered in the order of its stream, once. */

import type { TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import {
  type AnyConnector,
  type Conversation,
  type MessageKind,
  type Operations,
  systemKeys,
} from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import { actorIdOf, appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { type Job, job, orderOf, type Schedule } from '#kernel/jobs.ts'
import type { JsonObject } from '#kernel/types.ts'
import { callOnce } from '../asking/commands.ts'
import { findBreaker } from '../asking/store.ts'
import { candidatesOf, chooseSystem } from '../choosing/commands.ts'
import { type About, afterTry, CallFailure, mayCall, refusal } from '../domain.ts'
import { findSystems } from '../registry/store.ts'
import * as store from './store.ts'

type Deliver = { readonly connector: string }
const deliverFacts = { task: 'exchange.deliver', attemptsMax: 3 } as const
const deliverOrder = orderOf<Deliver>(deliverFacts)

type Sending = {
  readonly kind: string
  /** Messages of one stream arrive in the order in which they were sent. */
  readonly stream: string
  readonly body: JsonObject
} & Omit<About, 'idempotencyKey' | 'system'>

/**
 * Sends a message for certain: it is there exactly when the caller's transaction commits, and waits for as long as the other
 * system is away. Throws for a body that its schema refuses, which is a fault of the caller.
 */
export async function send(
  tx: Tx,
  context: Context,
  connector: AnyConnector,
  { kind, stream, body, purpose, article, dossierCode }: Sending,
): Promise<void> {
  const declared = kindOf(connector, kind)
  if (!Check(declared.body, body))
    throw new Error(`${connector.key}.${kind}: ${firstError(declared.body, body)}`)
  // Before the stream is held: of two who send several messages to one system at once, one waits and neither for the other.
  await deliverOrder.enqueue(tx, { key: connector.key, payload: { connector: connector.key } })
  await store.insertMessage(
    tx,
    {
      id: newId(context.now),
      connector: connector.key,
      stream,
      kind,
      body,
      purpose: purpose ?? connector.purpose,
      article: article ?? connector.article,
      dossierCode: dossierCode ?? null,
    },
    context.now,
    declared.opensAt?.(context) ?? context.now,
  )
}

function kindOf({ key, messages = {} }: AnyConnector, kind: string): MessageKind {
  const declared = messages[kind]
  if (!declared) throw new Error(`${key} has no messages ${kind}`)
  return declared
}

function firstError(schema: TSchema, value: unknown): string {
  const [error] = Errors(schema, value)
  return error ? `${error.instancePath || '/'} ${error.message}` : ''
}

const atOnce = 4
const batch = 40
const leaseSeconds = 120

/**
 * Delivers what is due to one system: some streams beside each other, each in its order. Answers how many messages arrived.
 * Cut off anywhere, it begins anew: what was done already is known by its keys.
 */
export async function deliverDue(context: Context, connector: AnyConnector): Promise<number> {
  const { now } = context
  const until = new Date(now.getTime() + leaseSeconds * 1000)
  const most = await capacity(context, connector)
  if (most === 0) return 0
  const messages = await inTransaction(context, (tx) =>
    store.claimDue(tx, connector.key, { now, until, most }),
  )
  let sent = 0
  const queue = [...messages]
  const lane = async () => {
    for (let message = queue.shift(); message; message = queue.shift())
      if (await deliverOne(context, connector, message)) sent += 1
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return sent
}

/** How many messages may be tried now: none while nobody is there, one when it is the turn of one to be tried. */
async function capacity(context: Context, connector: AnyConnector): Promise<number> {
  const candidates = await candidatesOf(context, connector)
  if (candidates.some(({ breaker }) => breaker.openedAt === null)) return batch
  return candidates.some(({ breaker }) => mayCall(breaker, context.now)) ? 1 : 0
}

/** The system of this try: the one that may have it already, or else the one that answers soonest. */
async function systemOf(context: Context, connector: AnyConnector, message: store.Message): Promise<string> {
  const { triedAt } = message
  if (!connector.others || !triedAt) return chooseSystem(context, connector)
  // Switched off by the operator, it will not be asked any more.
  const isThere = (await candidatesOf(context, connector)).some(({ key }) => key === triedAt)
  return isThere ? triedAt : chooseSystem(context, connector)
}

async function deliverOne(
  context: Context,
  connector: AnyConnector,
  message: store.Message,
): Promise<boolean> {
  const { now } = context
  const system = await systemOf(context, connector, message)
  const breaker = await read(context, (tx) => findBreaker(tx, system))
  const opensAt = kindOf(connector, message.kind).opensAt?.(context) ?? now
  if (opensAt > now) {
    await inTransaction(context, (tx) => store.giveBack(tx, [message.id], opensAt))
    return false
  }
  // The circuit opened while this one waited for its turn: it was not tried.
  if (breaker.openedAt !== null && !mayCall(breaker, now)) {
    await inTransaction(context, (tx) => store.giveBack(tx, [message.id], breaker.probeAt ?? now))
    return false
  }
  try {
    await converse(context, connector, message, system)
  } catch (thrown) {
    if (!(thrown instanceof CallFailure) && !(thrown instanceof Refusal)) throw thrown
    const failure = thrown instanceof CallFailure ? thrown.failure : 'refused'
    const { random } = Math
    const next = afterTry(message, failure, breaker, now, random())
    const isUnsent = thrown instanceof Refusal || thrown.isUnsent
    const triedAt = isUnsent ? message.triedAt : system
    await inTransaction(context, async (tx) => {
      await store.markFailed(tx, message.id, { ...next, triedAt, problem: thrown.message })
      if (next.state === 'parked')
        await appendEvent(tx, context, 'exchange.messageParked', {
          subject: message.id,
          payload: { connector: connector.key, stream: message.stream, problem: thrown.message },
        })
    })
    return false
  }
  await inTransaction(context, async (tx) => {
    await store.markSent(tx, message.id, now)
    // Told of the dossier itself where it is about one: what is counted of it changes.
    await appendEvent(tx, context, 'exchange.messageSent', {
      subject: (message.dossierCode && (await store.findCaseId(tx, message.dossierCode))) || message.id,
      payload: { connector: connector.key, stream: message.stream },
    })
  })
  return true
}

async function converse(
  context: Context,
  connector: AnyConnector,
  message: store.Message,
  system: string,
): Promise<void> {
  const { stream, number, body, purpose, article, dossierCode } = message
  const known = await read(context, (tx) => store.findFacts(tx, connector.key, stream))
  const conversation: Conversation<Operations, TSchema> = {
    context,
    body,
    known,
    system,
    async keep(name, value) {
      await inTransaction(context, (tx) => store.keepFact(tx, connector.key, stream, name, value))
      known[name] = value
    },
    call: (operation, input, name = '') =>
      callOnce(context, connector as never, operation, input, {
        system,
        purpose,
        article,
        dossierCode: dossierCode ?? undefined,
        idempotencyKey: `${stream}/${number}/${operation}/${name}`,
      }),
  }
  await kindOf(connector, message.kind).deliver(conversation as never)
}

/** Sends again what a person mended. Throws `notFound`, `badBody`. */
export async function releaseParked(
  context: Context,
  connectors: readonly AnyConnector[],
  { id, text }: { readonly id: string; readonly text: string | undefined },
): Promise<void> {
  await inTransaction(context, async (tx) => {
    const message = await store.findParked(tx, id)
    const connector = connectors.find(({ key }) => key === message?.connector)
    if (!message || !connector) throw refusal.notFound()
    const body = text?.trim() ? parseBody(text) : message.body
    const { body: schema } = kindOf(connector, message.kind)
    if (!Check(schema, body)) throw refusal.badBody({ details: { reason: firstError(schema, body) } })
    await store.releaseMessage(tx, id, body, context.now)
    await appendEvent(tx, context, 'exchange.messageReleased', {
      subject: id,
      payload: { connector: connector.key, stream: message.stream, isMended: Boolean(text?.trim()) },
    })
    await deliverOrder.enqueue(tx, { key: connector.key, payload: { connector: connector.key } })
  })
}

function parseBody(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text)
    if (value && typeof value === 'object' && !Array.isArray(value)) return value as JsonObject
    throw new SyntaxError('JSON object expected')
  } catch (thrown) {
    throw refusal.badBody({ details: { reason: (thrown as Error).message } })
  }
}

/** Bỏ thông điệp, with the reason; what comes after it in its stream goes on. Throws `notFound`, `reasonNeeded`. */
export async function dropParked(context: Context, id: string, reason: string): Promise<void> {
  if (!reason.trim()) throw refusal.reasonNeeded()
  await inTransaction(context, async (tx) => {
    const message = await store.findParked(tx, id)
    if (!message) throw refusal.notFound()
    await store.dropMessage(tx, id, { at: context.now, by: actorIdOf(context) ?? '', reason: reason.trim() })
    const { connector, stream } = message
    await appendEvent(tx, context, 'exchange.messageDropped', {
      subject: id,
      payload: { connector, stream, reason: reason.trim() },
    })
    await deliverOrder.enqueue(tx, { key: connector, payload: { connector } })
  })
}

/** The job that delivers at once what was just sent, and the schedule that tries again what could not be delivered. */
export function deliveryOf(connectors: readonly AnyConnector[]): { job: Job<Deliver>; schedule: Schedule } {
  const deliver = job<Deliver>({
    ...deliverFacts,
    async run(context, { connector: key }) {
      const connector = connectors.find((one) => one.key === key)
      if (!connector || (await deliverDue(context, connector)) === 0) return
      // More may wait: as a job of its own, so that it begins with a fresh clock.
      await inTransaction(context, (tx) => deliver.enqueue(tx, { key, payload: { connector: key } }))
    },
  })
  return {
    job: deliver,
    schedule: {
      name: 'exchange.deliverAgain',
      every: 'minute',
      async run(context) {
        const systems = await read(context, findSystems)
        const known = new Set(systems.map(({ key }) => key))
        await inTransaction(context, async (tx) => {
          for (const connector of connectors)
            if (systemKeys(connector).some((key) => known.has(key)))
              await deliver.enqueue(tx, { key: connector.key, payload: { connector: connector.key } })
        })
      },
    },
  }
}
