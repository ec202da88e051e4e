/** Trả lời hệ thống của cơ quan khác: known, signed, fresh, allowed, logged; then answered, logged again and signed. */

import { Compile, type Validator } from 'typebox/compile'
import type { ServedService } from '#kernel/connectors.ts'
import type { Context, Platform } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { kernelRefusal, Refusal, toProblem } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { takeLooks } from '#kernel/looks.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { recently } from '#kernel/recent.ts'
import {
  hashOf,
  isFresh,
  isSignedBy,
  requestHash,
  type SignedParts,
  signMessage,
} from '#kernel/signed-messages.ts'
import { keptBody } from '../asking/commands.ts'
import { logAnswer, logCall, type Outcome } from '../log/store.ts'
import { ownMember, provinceKey } from '../registry/commands.ts'
import { checkClient } from '../registry/domain.ts'
import { answerParts, partsOf, readHead } from '../transport/domain.ts'
import { type Client, refusal, sandboxSubsystem } from './domain.ts'
import * as store from './store.ts'

export type Incoming = {
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly query: Readonly<Record<string, unknown>>
  /** Subsystem that was called, and the service. */
  readonly subsystem: string
  readonly code: string
  readonly version: string
}
export type Outgoing = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const clientSeconds = 2

/** Answers one call. Never throws: whatever goes wrong is an answer with its type, signed like any other. */
export async function answerCall(
  platform: Platform,
  services: readonly ServedService[],
  incoming: Incoming,
): Promise<Outgoing> {
  const background = backgroundContext(platform)
  const context: Context = { ...background, looks: { isTold: false, waiting: [] } }
  const head = readHead(incoming.headers)
  const parts = partsOf(head, 'GET', incoming.path, '')
  let callId: string | undefined
  let outcome: Outcome = 'good'
  let status = 200
  let value: object
  try {
    const client = await knownClient(context, head, parts)
    const service = services.find(
      ({ code, version }) => code === incoming.code && version === incoming.version,
    )
    if (!service) throw refusal.noService()
    if (!client.scopes.includes(service.scope))
      throw refusal.scopeNeeded({ details: { scope: service.scope } })
    const input = checkedInput(service, incoming.query)
    callId = await logIncoming(context, client, head, service)
    value = await perform(actingFor(context, client), service, incoming.subsystem, input)
  } catch (thrown) {
    const problem = toProblem(thrown, context.requestId, 'vi')
    outcome = thrown instanceof Refusal ? 'refused' : 'wrong'
    status = problem.status
    const type = `${status < 500 ? 'Client' : 'Server.ServerProxy'}.${problem.code}`
    value = { type, message: problem.detail, detail: problem.requestId }
  }
  const body = JSON.stringify(value)
  const time = context.now.toISOString()
  const sender = ownMember(context)
  const signature = signMessage(provinceKey(context), answerParts(parts, { sender, time, status }, body))
  if (callId)
    await logAnswer(context, {
      callId,
      status,
      outcome,
      body: keptBody(body),
      bodyHash: hashOf(body),
      signature,
      looks: outcome === 'good' ? takeLooks(context) : [],
    })
  return {
    status,
    body,
    headers: {
      'x-road-client': head.sender.slice(0, 200).replace(/[^\w./-]/g, ''),
      'x-road-service': sender,
      'x-road-id': head.id.replace(/[^\w./-]/g, ''),
      'x-road-request-id': context.requestId,
      'x-road-request-hash': requestHash(parts),
      'exchange-time': time,
      'exchange-signature': signature,
      ...(status !== 200 && { 'x-road-error': (value as { type: string }).type }),
    },
  }
}

async function knownClient(
  context: Context,
  head: ReturnType<typeof readHead>,
  parts: SignedParts,
): Promise<Client> {
  const client = await recently(context, `exchange client ${head.sender}`, clientSeconds, () =>
    read(context, (tx) => store.findClient(tx, head.sender)),
  )
  if (!client?.isEnabled) throw refusal.unknownClient()
  if (!isSignedBy(client.publicKey, parts, head.signature)) throw refusal.badSignature()
  if (!isFresh(head.time, context.now)) throw refusal.stale()
  if (!/^[\w.-]{8,100}$/.test(head.id)) throw refusal.idNeeded()
  if (head.purpose.trim().length < 3 || head.article.trim().length < 3) throw refusal.purposeNeeded()
  return client
}

const validators = new WeakMap<ServedService, Validator>()

function checkedInput(service: ServedService, query: Incoming['query']): unknown {
  const validator = validators.get(service) ?? Compile(service.input)
  validators.set(service, validator)
  const value: unknown = validator.Convert({ ...query })
  if (!validator.Check(value)) throw kernelRefusal.invalidInput()
  return value
}

const minuteMs = 60_000

async function logIncoming(
  context: Context,
  client: Client,
  head: ReturnType<typeof readHead>,
  service: ServedService,
): Promise<string> {
  const id = newId(context.now)
  const minute = new Date(Math.floor(context.now.getTime() / minuteMs) * minuteMs)
  const logged = await logCall(context, {
    id,
    direction: 'in',
    partner: client.member,
    operation: `${service.code}/${service.version}`,
    messageId: head.id,
    idempotencyKey: head.idempotencyKey,
    purpose: head.purpose,
    article: head.article,
    dossierCode: head.dossierCode,
    actorKind: 'service',
    actorId: client.id,
    body: null,
    bodyHash: hashOf(''),
    signature: head.signature,
    clientId: client.id,
    minute: minute.toISOString(),
    callsMax: client.callsPerMinute,
  })
  if (logged === 'repeated') throw refusal.replayed()
  if (logged === 'tooMany') {
    const seconds = Math.ceil((minute.getTime() + minuteMs - context.now.getTime()) / 1000)
    throw refusal.tooMany({ details: { seconds: Math.max(1, seconds) } })
  }
  return id
}

const actingFor = (context: Context, { id, name, scopes }: Client): Context => ({
  ...context,
  actor: { kind: 'service', tokenId: id, name, scopes: new Set(scopes), unitId: undefined },
})

async function perform(
  context: Context,
  service: ServedService,
  subsystem: string,
  input: unknown,
): Promise<object> {
  if (subsystem !== sandboxSubsystem) {
    const answer = await service.handle(context, input as never)
    if (service.personal === 'told' && !context.looks.isTold)
      throw new Error(`The service ${service.code} read without a look`)
    return answer
  }
  const sample = service.sandbox(input as never)
  if (!sample) throw refusal.notInSandbox()
  return sample
}

/** Lets an agency's system in, or changes what it may. */
export async function registerClient(
  context: Context,
  given: Omit<Client, 'id' | 'isEnabled'> & { readonly isEnabled?: boolean },
): Promise<void> {
  const client = checkClient({ isEnabled: true, ...given })
  await inTransaction(context, async (tx) => {
    await store.saveClient(tx, client)
    const { member, name, scopes, callsPerMinute, publicKey, isEnabled } = client
    await appendEvent(tx, context, 'exchange.clientRegistered', {
      subject: newId(context.now),
      payload: { member, name, scopes: [...scopes], callsPerMinute, publicKey, isEnabled },
    })
  })
}

export const forgetRates: Schedule = {
  name: 'exchange.forgetRates',
  every: 'hour',
  run: (context) =>
    inTransaction(context, (tx) => store.forgetRates(tx, new Date(context.now.getTime() - 60 * minuteMs))),
}
