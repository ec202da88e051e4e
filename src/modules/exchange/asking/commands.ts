/** Hỏi hệ thống khác: one signed call, logged before it is sent and again before its answer is used. */

import type { Static } from 'typebox'
import { Check } from 'typebox/value'
import type { AnyConnector, Connector, Operation, Operations } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { Refusal } from '#kernel/errors.ts'
import { actorIdOf, actorKindOf } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { hashOf, isFresh, isSignedBy, type SignedParts, signMessage } from '#kernel/signed-messages.ts'
import { chooseSystem } from '../choosing/commands.ts'
import { type About, afterFailure, CallFailure, closedBreaker, mayCall, refusal } from '../domain.ts'
import { type LoggedAnswer, logAnswer, logCall } from '../log/store.ts'
import { connectorSecret, ownMember, provinceKey } from '../registry/commands.ts'
import type { System } from '../registry/domain.ts'
import { findSystem } from '../registry/store.ts'
import { post, type Received } from '../transport/commands.ts'
import { answerParts, type CallHead, headersOf, partsOf } from '../transport/domain.ts'
import { sendMail } from '../transport/mail/commands.ts'
import { sendPush } from '../transport/push/commands.ts'
import { claimProbe, findBreaker, findBreakerForUpdate, saveBreaker } from './store.ts'

/** Bodies up to this length are kept in the log; of longer ones the hash. */
const keptCharacters = 64 * 1024
export const keptBody = (body: string): string | null => (body.length <= keptCharacters ? body : null)

const askMs = 5_000
const probeSeconds = 30

/**
 * Tra cứu: asks and waits, a few seconds at most. Never inside a transaction. Throws `exchange.away`, `wrong`, `refused`
 * and `notConnected`, each with a sentence that tells how to go on without the answer.
 */
export async function ask<O extends Operations, K extends keyof O & string>(
  context: Context,
  connector: Connector<O>,
  operation: K,
  input: Static<O[K]['request']>,
  about: About = {},
): Promise<Static<O[K]['answer']>> {
  try {
    return await callOnce(context, connector, operation, input, { ...about, timeoutMs: askMs })
  } catch (thrown) {
    throw thrown instanceof CallFailure ? toRefusal(connector, thrown) : thrown
  }
}

function toRefusal({ system }: Pick<AnyConnector, 'system'>, { failure, message }: CallFailure): Refusal {
  return refusal[failure]({ details: { system: system.vi, reason: message } })
}

type CallOptions = About & { readonly timeoutMs?: number }

/** One call with its breaker. Throws `CallFailure`, and `exchange.notConnected`. */
export async function callOnce<O extends Operations, K extends keyof O & string>(
  context: Context,
  connector: Connector<O>,
  operation: K,
  input: Static<O[K]['request']>,
  options: CallOptions = {},
): Promise<Static<O[K]['answer']>> {
  const key = options.system ?? (await chooseSystem(context, connector as never))
  const system = await read(context, (tx) => findSystem(tx, key))
  if (!system?.isEnabled || system.protocol !== (connector.protocol ?? 'signed'))
    throw refusal.notConnected({ details: { system: connector.system.vi } })
  const declared = connector.operations[operation] as Operation
  if (!Check(declared.request, input))
    throw new Error(`${connector.key}.${operation}: the request is not right`)
  await pass(context, key)
  try {
    const answer = await exchangeOnce(context, connector, operation, system, JSON.stringify(input), options)
    await noteSuccess(context, key)
    return answer as Static<O[K]['answer']>
  } catch (thrown) {
    if (thrown instanceof CallFailure) await noteFailure(context, key, thrown)
    throw thrown
  }
}

/** Lets the call through unless the circuit is open; then one call at a time tries. */
async function pass(context: Context, key: string): Promise<void> {
  const { now } = context
  const breaker = await read(context, (tx) => findBreaker(tx, key))
  if (breaker.openedAt === null) return
  const next = new Date(now.getTime() + probeSeconds * 1000)
  if (mayCall(breaker, now) && (await inTransaction(context, (tx) => claimProbe(tx, key, now, next)))) return
  throw new CallFailure('away', 'the circuit is open', true)
}

async function noteSuccess(context: Context, key: string): Promise<void> {
  const { failures } = await read(context, (tx) => findBreaker(tx, key))
  if (failures > 0)
    await inTransaction(context, async (tx) => {
      await findBreakerForUpdate(tx, key)
      await saveBreaker(tx, key, closedBreaker, null)
    })
}

/** A system that says no is there; the breaker counts only silence and nonsense. */
async function noteFailure(context: Context, key: string, { failure, message }: CallFailure): Promise<void> {
  if (failure === 'refused') return noteSuccess(context, key)
  await inTransaction(context, async (tx) => {
    const breaker = await findBreakerForUpdate(tx, key)
    await saveBreaker(tx, key, afterFailure(breaker, context.now), message.slice(0, 500))
  })
}

async function exchangeOnce(
  context: Context,
  connector: AnyConnector,
  operation: string,
  system: System,
  body: string,
  { timeoutMs, isSecret, callId: id = newId(context.now), ...about }: CallOptions,
): Promise<unknown> {
  const declared = connector.operations[operation] as Operation
  const path = system.pathPrefix + declared.path
  const head: CallHead = {
    sender: ownMember(context),
    id,
    time: context.now.toISOString(),
    purpose: about.purpose ?? connector.purpose,
    article: about.article ?? connector.article,
    dossierCode: about.dossierCode,
    userId: actorIdOf(context) ?? undefined,
    idempotencyKey: about.idempotencyKey,
  }
  const parts = partsOf(head, 'POST', path, body)
  const signature = signMessage(provinceKey(context), parts)
  const { purpose, article, dossierCode, idempotencyKey } = head
  await logCall(context, {
    id,
    direction: 'out',
    partner: system.key,
    operation,
    messageId: id,
    idempotencyKey,
    purpose,
    article,
    dossierCode,
    actorKind: actorKindOf(context),
    actorId: actorIdOf(context),
    body: isSecret || connector.protocol === 'push' ? null : keptBody(body),
    bodyHash: hashOf(body),
    signature,
  })
  const limits = timeoutMs ? { timeoutMs } : {}
  const carried = {
    smtp: () => carryMail(context, system, JSON.parse(body), limits),
    push: () => carryPush(context, system, JSON.parse(body)),
    signed: async () =>
      judge(
        context,
        system,
        parts,
        declared,
        await post(system, path, headersOf(head, signature), body, limits),
      ),
  }
  const judged = await carried[system.protocol]().catch((thrown: unknown): Judged => {
    if (!(thrown instanceof CallFailure)) throw thrown
    return { failure: thrown, answer: { status: null, body: null, bodyHash: null, signature: null } }
  })
  const outcome = judged.failure?.failure ?? 'good'
  await logAnswer(context, { callId: id, outcome, ...judged.answer })
  if (judged.failure) throw judged.failure
  return judged.value
}

async function carryMail(
  context: Context,
  system: System,
  mail: Parameters<typeof sendMail>[2],
  limits: { readonly timeoutMs?: number },
): Promise<Judged> {
  const secret = system.isSimulator ? 'none' : await connectorSecret(context, system.key)
  const value = { response: await sendMail(system, secret, mail, limits) }
  const body = JSON.stringify(value)
  return { value, answer: { status: 250, body: keptBody(body), bodyHash: hashOf(body), signature: null } }
}

async function carryPush(
  context: Context,
  system: System,
  push: Parameters<typeof sendPush>[2],
): Promise<Judged> {
  const status = await sendPush(context, system, push)
  return { value: {}, answer: { status, body: null, bodyHash: null, signature: null } }
}

type Judged = {
  readonly failure?: CallFailure
  readonly value?: unknown
  readonly answer: Omit<LoggedAnswer, 'callId' | 'outcome'>
}

/** Whether an answer may be used: signed by the system, about this request, of now, and as its schema says. */
function judge(
  { now }: Context,
  system: System,
  request: SignedParts,
  { answer: schema }: Operation,
  { status, headers, body }: Received,
): Judged {
  const signature = String(headers['exchange-signature'] ?? '')
  const time = String(headers['exchange-time'] ?? '')
  const answer = { status, body: keptBody(body), bodyHash: hashOf(body), signature: signature || null }
  const failed = (failure: 'away' | 'wrong' | 'refused', reason: string) => ({
    failure: new CallFailure(failure, reason),
    answer,
  })
  if (status >= 500 || status === 429 || status === 408) return failed('away', `status ${status}`)
  const parts = answerParts(request, { sender: system.key, time, status }, body)
  if (!isSignedBy(system.publicKey, parts, signature)) return failed('wrong', 'the signature is not right')
  if (!isFresh(time, now)) return failed('wrong', 'the answer is not of now')
  const value = parseJson(body)
  if (status >= 400) return failed('refused', reasonIn(value) ?? `status ${status}`)
  if (status < 200 || status >= 300) return failed('wrong', `status ${status}`)
  if (value === undefined || !Check(schema, value)) return failed('wrong', 'the answer is not as agreed')
  return { value, answer }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function reasonIn(value: unknown): string | undefined {
  const { message } = (value ?? {}) as { message?: unknown }
  return typeof message === 'string' ? message.slice(0, 300) : undefined
}
