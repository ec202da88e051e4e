/**
 * Systems of other organisations, made up, for development and tests: they check signatures, sign their answers, and misbehave
 * on command. Production never loads this folder: nothing under `src` may import it.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  isFresh,
  isSignedBy,
  type SignedParts,
  type SigningKey,
  signMessage,
} from '#kernel/signed-messages.ts'
import { answerParts, partsOf, readHead } from '#modules/exchange/api.ts'

/** What a simulated system answers: `value`, or a refusal with its reason. */
export type SimulatedAnswer = { readonly value: object } | { readonly refused: string }
export type Operation = (input: never, now: Date) => SimulatedAnswer

export type Simulator = {
  readonly key: string
  /** By path, such as `/GetToken`. */
  readonly operations: Readonly<Record<string, Operation>>
}

/**
 * `down`: the line is cut. `slow`: no answer for a while. `wrong`: an honest refusal. `garbage`: signed, and not as agreed.
 * `unsigned`: right, and signed by nobody. `doubled`: done twice. `reordered`: done again after what comes next.
 * `lost`: done, and the answer never arrives.
 */
export const faultKinds = [
  'down',
  'slow',
  'wrong',
  'garbage',
  'unsigned',
  'doubled',
  'reordered',
  'lost',
] as const
export type Fault = {
  readonly kind: (typeof faultKinds)[number]
  /** Which of how many requests, from 0 to 1; all unless told. */
  readonly share?: number
  readonly from?: Date
  readonly until?: Date
}

type Options = {
  readonly simulators: readonly Simulator[]
  readonly keyOf: (simulator: string) => SigningKey
  /** Public key of the province; without it anyone may call. */
  readonly callerKey: string
  readonly now?: () => Date
  readonly port?: number
  readonly slowMs?: number
  /** Systems of other protocols, told to misbehave at the same place. */
  readonly others?: Readonly<Record<string, Misbehaving>>
  /** Pages for whoever develops, by path. */
  readonly pages?: Readonly<Record<string, () => string>>
  /** In [0, 1): which requests a fault with a share hits. */
  readonly chance?: () => number
}

type Misbehaving = { set(fault: Fault | undefined): void }

export type Simulation = {
  readonly port: number
  readonly server: Server
  set(simulator: string, fault: Fault | undefined): void
  /** Requests that reached it whole, by simulator and path. */
  readonly seen: ReadonlyMap<string, number>
  stop(): Promise<void>
}

const megabytesMax = 60

/** Starts all simulators behind one port of this machine: `/<key>/<operation>`. */
export async function startSimulators(options: Options): Promise<Simulation> {
  const { simulators, port = 0, others = {}, pages = {} } = options
  const systems = new Map(simulators.map((one) => [one.key, new System(one, options)]))
  const seen = new Map<string, number>()
  const server = createServer((request, response) => {
    const [, key = '', ...rest] = (request.url ?? '').split('/')
    if (key === 'dieu-khien')
      return void control((name) => systems.get(name) ?? others[name], request, response)
    const shown = pages[key]
    if (shown)
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(shown())
    const system = systems.get(key)
    if (!system) return void response.writeHead(404).end()
    seen.set(`${key}/${rest.join('/')}`, (seen.get(`${key}/${rest.join('/')}`) ?? 0) + 1)
    system.serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    server,
    seen,
    set: (key, fault) => (systems.get(key) ?? others[key])?.set(fault),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}

/** `{"he-thong": "portal", "loi": "down"}`: that system misbehaves until it is told to be well, without `loi`. */
async function control(
  find: (name: string) => Misbehaving | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const order = JSON.parse(await textOf(request)) as { 'he-thong'?: string; loi?: string }
  const system = find(order['he-thong'] ?? '')
  const kind = faultKinds.find((one) => one === order.loi)
  if (!system || (order.loi && !kind)) return void response.writeHead(422).end()
  system.set(kind ? { kind } : undefined)
  response.writeHead(204).end()
}

class System {
  readonly #simulator: Simulator
  readonly #options: Options
  readonly #answers = new Map<string, SimulatedAnswer>()
  readonly #later: (() => void)[] = []
  #fault: Fault | undefined
  constructor(simulator: Simulator, options: Options) {
    this.#simulator = simulator
    this.#options = options
  }

  set(fault: Fault | undefined): void {
    this.#fault = fault
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { now = () => new Date(), slowMs = 30_000, callerKey } = this.#options
    const fault = this.#faultAt(now())
    if (fault === 'down') return void request.destroy()
    const body = await textOf(request)
    const head = readHead(request.headers)
    const parts = partsOf(head, request.method ?? '', request.url ?? '', body)
    const answer = (status: number, value: object) => this.#answer(response, parts, { status, value, fault })
    if (!isSignedBy(callerKey, parts, head.signature) || !isFresh(head.time, now()))
      return answer(401, { message: 'Chữ ký không đúng' })
    if (!head.purpose || !head.article) return answer(400, { message: 'Thiếu mục đích hoặc căn cứ' })
    if (fault === 'slow') await sleep(slowMs)
    if (fault === 'wrong') return answer(422, { message: 'Dữ liệu không hợp lệ' })
    if (fault === 'garbage') return answer(200, { rác: '🗑'.repeat(20) })
    const path = `/${(request.url ?? '').split('/').slice(2).join('/')}`
    const perform = () => this.#perform(path, JSON.parse(body), head.idempotencyKey)
    const done = perform()
    for (const again of this.#later.splice(0)) again()
    if (fault === 'doubled') perform()
    if (fault === 'reordered') this.#later.push(perform)
    if (fault === 'lost') return void response.destroy()
    if (!done) return answer(404, { message: 'Không có dịch vụ này' })
    return 'refused' in done ? answer(422, { message: done.refused }) : answer(200, done.value)
  }

  /** The same key does one thing, and is told the same answer. */
  #perform(path: string, input: unknown, key: string | undefined): SimulatedAnswer | undefined {
    const known = key ? this.#answers.get(key) : undefined
    if (known) return known
    const { now = () => new Date() } = this.#options
    const answer = this.#simulator.operations[path]?.(input as never, now())
    if (answer && key && 'value' in answer) this.#answers.set(key, answer)
    return answer
  }

  #faultAt(now: Date): Fault['kind'] | undefined {
    const fault = this.#fault
    if (!fault || (fault.from && now < fault.from) || (fault.until && now >= fault.until)) return undefined
    const { chance = Math.random } = this.#options
    return fault.share === undefined || chance() < fault.share ? fault.kind : undefined
  }

  #answer(
    response: ServerResponse,
    request: SignedParts,
    { status, value, fault }: { status: number; value: object; fault: Fault['kind'] | undefined },
  ): void {
    const { keyOf, now = () => new Date() } = this.#options
    const { key } = this.#simulator
    const body = JSON.stringify(value)
    const time = now().toISOString()
    const signature = signMessage(keyOf(key), answerParts(request, { sender: key, time, status }, body))
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'exchange-time': time,
      ...(fault !== 'unsigned' && { 'exchange-signature': signature }),
    })
    response.end(body)
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > megabytesMax * 1024 * 1024) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
