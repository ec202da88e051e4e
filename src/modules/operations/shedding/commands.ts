/** Looks at the pressure of this process and answers what can wait before any work is done on it. */

import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '#kernel/context.ts'
import { requestsShed } from '#kernel/metrics.ts'
import type { Sheddable } from '#kernel/service-levels.ts'
import { textsFor } from '#kernel/text.ts'
import { securityHeaders } from '#kernel/web/headers.ts'
import type { Endpoint } from '#kernel/web.ts'
import { texts } from '../texts.ts'
import { comeAgainSeconds, Gate, type Pressure, SavingPace, Shedding, Turnstile } from './domain.ts'

const lookMs = 100
/** Addresses that say how the platform is must answer while it is not well. */
const neverShed = /^\/(healthz\/|trang-thai$)/

/** What a request is to somebody who must wait; `undefined` is never told to wait. */
export function kindOf(method: string, url: string, endpoint: Endpoint | undefined): Sheddable | undefined {
  if (!endpoint || neverShed.test(url)) return undefined
  if (endpoint.sheds) return endpoint.sheds
  const isWork = endpoint.journey && endpoint.journey !== 'lookUp'
  return method === 'GET' && !isWork ? 'reading' : undefined
}

/** Puts the gate before every request of this server. `given` stands in for the process in tests. */
export function shedUnderPressure(server: FastifyInstance, platform: Platform, given?: () => Pressure): void {
  const [shedding, gate, saving, turnstile] = [new Shedding(), new Gate(), new SavingPace(), new Turnstile()]
  const pressure = given ?? pressureOf(platform, saving, turnstile)
  const looking = setInterval(() => {
    const now = pressure()
    shedding.look(now)
    gate.look(now, performance.now(), (kind) => shedding.lets(kind))
  }, lookMs).unref()
  server.addHook('onClose', async () => clearInterval(looking))
  server.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const { url = '', config } = request.routeOptions
    const kind = kindOf(request.method, url, config.endpoint)
    if (!kind) return
    if (shedding.lets(kind) && (await isLetIn(gate, kind, request, reply))) return
    requestsShed.inc({ kind })
    await comeAgain(platform, request, reply, comeAgainSeconds(Math.max(1, shedding.level), Math.random()))
  })
  letSave(server, saving, turnstile)
  // Its answer is made: how long its line takes to carry it away holds up nobody.
  server.addHook('onSend', async (request) => leavings.get(request)?.())
}

/** What to do once when a request that was let in is done. */
const leavings = new WeakMap<FastifyRequest, () => void>()

/** A request leaves once, whether its answer is made, nobody waits for it any more, or it took too long. */
function once(leave: () => void): () => void {
  let isIn = true
  return () => {
    if (isIn) leave()
    isIn = false
  }
}

/** Waits for the turn of a request; answers `false`, mostly at once, when that would take too long. */
async function isLetIn(
  gate: Gate,
  kind: Sheddable,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const turn = Promise.withResolvers<boolean>()
  gate.enter(kind, performance.now(), turn.resolve)
  if (!(await turn.promise)) return false
  const leave = once(() => gate.leave(performance.now()))
  leavings.set(request, leave)
  reply.raw.once('close', leave)
  // Nobody waits any more for what would be done now.
  if (reply.raw.destroyed) {
    leave()
    reply.hijack()
  }
  return true
}

/** The late loop of the last look, who waits for the database, and how long those took who saved just now. */
function pressureOf({ database }: Platform, saving: SavingPace, turnstile: Turnstile): () => Pressure {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  return () => {
    const loopMs = delay.mean / 1e6 - 10
    delay.reset()
    const now = performance.now()
    return {
      loopMs: Number.isFinite(loopMs) ? loopMs : 0,
      poolWaiting: database.pool.waitingCount,
      savingMs: Math.max(saving.medianMs(now), turnstile.waitedMs(now)),
    }
  }
}

/** Has those who save go in one after another, and notes how long each took, waiting included. */
function letSave(server: FastifyInstance, saving: SavingPace, turnstile: Turnstile): void {
  server.addHook('preValidation', async (request, reply) => {
    const { url = '', config } = request.routeOptions
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    // What comes with files is read by its command, over a line that may be slow; it says nothing of us.
    if (isRead || kindOf(request.method, url, config.endpoint) || hasFiles(request)) return
    const from = performance.now()
    await turnstile.enter(from)
    const leave = once(() => turnstile.leave())
    const late = setTimeout(leave, Turnstile.atWorkMsMax)
    leavings.set(request, () => {
      clearTimeout(late)
      leave()
      saving.done(performance.now() - from, performance.now())
    })
    reply.raw.once('close', leave)
    if (reply.raw.destroyed) leave()
  })
}

const hasFiles = ({ headers }: FastifyRequest) => headers['content-type']?.startsWith('multipart/') ?? false

/** A page, or a problem of the API, that needs neither database nor session. */
async function comeAgain(
  { settings }: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  seconds: number,
): Promise<void> {
  const isApi = request.url.startsWith('/api/')
  const language = String(request.headers['accept-language'] ?? '').startsWith('en') ? 'en' : 'vi'
  const t = textsFor(texts, language)
  reply
    .headers(securityHeaders(settings, isApi ? 'thing' : 'page'))
    .code(503)
    .header('retry-after', seconds)
    .header('cache-control', 'no-store')
  if (isApi)
    return void reply.type('application/problem+json; charset=utf-8').send({
      type: 'about:blank',
      status: 503,
      code: 'operations.busy',
      title: t.busy,
      detail: t.busyLead(seconds),
    })
  reply.type('text/html; charset=utf-8').send(`<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="${seconds}"><title>${t.busy}</title>
<body><main><h1>${t.busy}</h1><p>${t.busyLead(seconds)}</p><p><a href="">${t.again}</a></p></main></body></html>`)
}
