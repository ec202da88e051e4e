/** The HTTP server: turns declared endpoints into routes. Nothing about a module is known here. */

import { randomUUID } from 'node:crypto'
import cookies from '@fastify/cookie'
import forms from '@fastify/formbody'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { pino } from 'pino'
import type { Context, Platform, Settings } from '../context.ts'
import { kernelRefusal, Refusal, toProblem } from '../errors.ts'
import { uploadMegabytesMax } from '../files.ts'
import { settleLooks, tellActedFor } from '../looks.ts'
import type { Credentials, Module } from '../module.ts'
import { openApiDocument } from '../openapi.ts'
import { outageOf } from '../outages.ts'
import type { PageAlert } from '../page.tsx'
import { type Actor, hasSteppedUp, mayInPlace } from '../policy.ts'
import { dateOf } from '../types.ts'
import { type Cookie, type Endpoint, type Reply, toldBy } from '../web.ts'
import { answerFromCopy, demandMayLag } from './copies.ts'
import { securityHeaders, shownAs, takeReports } from './headers.ts'
import { answerOutage } from './outage.ts'
import { type Assets, pageContextOf } from './page-context.ts'
import { isApi, isBearer, placeOf, type RequestParts, readRequest } from './request.ts'
import { isKept, partOf, sendText } from './sending.ts'
import {
  choiceCookie,
  cookieName,
  formToken,
  preferredLanguage,
  readChoices,
  sessionCookie,
} from './session.ts'
import { traceRequests } from './tracing.ts'
import { takeTurn } from './turns.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What was declared, for whoever observes requests from the side. */
    readonly endpoint?: Endpoint
  }
}

type ServerOptions = {
  readonly platform: Platform
  readonly modules: readonly Module[]
  readonly assets: Assets
  readonly now?: () => Date
  readonly quiet?: boolean
}

export const log = pino({ name: 'mot-cua', redact: ['req.headers.cookie', 'req.headers.authorization'] })

/** Builds the server; the caller listens. Every route of every module is there, and `/assets`. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: 1024 * 1024,
    genReqId: () => randomUUID(),
    trustProxy: ['loopback', ...(options.platform.settings.trustedProxies ?? [])],
    requestTimeout: 120_000,
    forceCloseConnections: 'idle',
    // What was sent before the sender heard that this process ends is answered like everything else.
    return503OnClosing: false,
    logger: false,
    // What is wrong before a route is found, such as an address that is no text.
    frameworkErrors: (thrown, request, reply) =>
      void answerProblem(options, request, reply as FastifyReply, httpRefusal(thrown)),
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  })
  traceRequests(server)
  server.removeContentTypeParser('text/plain')
  takeReports(server)
  await server.register(cookies)
  await server.register(forms, { bodyLimit: 1024 * 1024 })
  await server.register(multipart, {
    // `receiveFile` counts for itself and names the file that is too large.
    throwFileSizeLimit: false,
    limits: {
      fileSize: uploadMegabytesMax * 1024 * 1024 + 1,
      files: 20,
      fields: 400,
      fieldSize: 100_000,
      parts: 420,
    },
  })
  // Before anything that is mounted: a route keeps the handlers that stand when it is loaded.
  server.setNotFoundHandler((request, reply) =>
    answerProblem(options, request, reply, kernelRefusal.noSuchPage()),
  )
  server.setErrorHandler((thrown, request, reply) =>
    answerProblem(options, request, reply, httpRefusal(thrown)),
  )
  // Of every answer, also of what is mounted and of what goes wrong; pages and files say more of themselves.
  const base = { ...securityHeaders(options.platform.settings), 'cache-control': 'no-store' }
  server.addHook('onRequest', async (_request, reply) => void reply.headers(base))
  serveAssets(server, options)
  for (const { routes = [] } of options.modules) for (const route of routes) addRoute(server, options, route)
  for (const { mount } of options.modules) await mount?.(server, options.platform)
  describeApi(server, options)
  return server
}

/** Faults that Fastify finds before a handler runs, as our own refusals. */
function httpRefusal(thrown: unknown): unknown {
  const status = (thrown as { statusCode?: number }).statusCode
  if (thrown instanceof Refusal || status === undefined || status >= 500) return thrown
  if (status === 415) return kernelRefusal.unsupportedContent()
  if (status === 413) return kernelRefusal.tooLarge({ details: { megabytes: uploadMegabytesMax } })
  return kernelRefusal.unreadableRequest()
}

function describeApi(server: FastifyInstance, { modules, platform }: ServerOptions): void {
  const { name } = platform.pack.manifest
  const document = JSON.stringify(openApiDocument(modules, name.vi, platform.settings.publicUrl))
  server.get('/api/v1/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').header('access-control-allow-origin', '*').send(document),
  )
}

function serveAssets(server: FastifyInstance, { assets, platform: { settings } }: ServerOptions): void {
  const byUrl = new Map([...assets.values()].map((asset) => [asset.url, asset]))
  server.get('/assets/*', (request, reply) => {
    const asset = byUrl.get(request.url.split('?')[0] ?? '')
    if (!asset) return reply.code(404).send()
    const accepted = String(request.headers['accept-encoding'] ?? '')
    reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding')
    reply.headers(securityHeaders(settings, shownAs(asset.contentType))).type(asset.contentType)
    if (asset.brotli && accepted.includes('br'))
      return reply.header('content-encoding', 'br').send(asset.brotli)
    if (asset.gzip && accepted.includes('gzip'))
      return reply.header('content-encoding', 'gzip').send(asset.gzip)
    return reply.send(asset.bytes)
  })
}

function addRoute(server: FastifyInstance, options: ServerOptions, route: Endpoint): void {
  demandMayLag(route)
  server.route({
    method: route.method,
    url: route.path,
    config: { endpoint: route },
    handler: async (request, reply) => {
      if (route.method === 'GET' && route.access === 'public') await takeTurn()
      const asked = await contextOf(options, request)
      const context = route.access === 'public' ? withoutEndedMandate(asked) : asked
      const parts = await readRequest(route, request, context)
      const held = await holdForProof(options, route, request, parts)
      if (held) return send(reply, request, context, held)
      const result = await answerFromCopy(route, parts, (of) => answer(route, of))
      demandLook(route, context, result)
      if (route.access !== 'public' && !leads(result)) await tellActedFor(context)
      await settleLooks(context)
      return send(reply, request, context, result)
    },
  })
}

/** A second proof is asked after everything else was checked, so that nobody proves for a form that is wrong anyway. */
async function holdForProof(
  { modules }: ServerOptions,
  { stepUp }: Endpoint,
  request: FastifyRequest,
  { context, form }: RequestParts,
): Promise<Reply | undefined> {
  if (!stepUp || hasSteppedUp(context.actor, stepUp.withinMinutes, context.now)) return undefined
  const ask = modules.find((module) => module.stepUp)?.stepUp
  // The key goes along: the form sent twice still does one thing.
  const fields = context.operationKey ? { ...form.fields, request_id: context.operationKey } : form.fields
  return ask?.(context, { path: request.url, fields }, stepUp)
}

/** Sends a kept form through the whole way of a request again, access and input checked anew. */
async function resend(
  reply: FastifyReply,
  request: FastifyRequest,
  { settings }: Context,
  { form, session }: Extract<Reply, { kind: 'resend' }>,
) {
  const { _csrf, ...fields } = form.fields
  const body = new URLSearchParams({ _csrf: formToken(settings.secretKey, session.value) })
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  const answered = await request.server.inject({
    method: 'POST',
    url: form.path,
    remoteAddress: request.ip,
    cookies: {
      ...(request.cookies as Record<string, string>),
      [cookieName(settings, session.name)]: session.value,
    },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': String(request.headers['user-agent'] ?? ''),
    },
    payload: body.toString(),
  })
  setCookies(reply, settings, [session])
  const { location, 'content-type': type = 'text/html; charset=utf-8' } = answered.headers
  if (location) return reply.redirect(String(location), 303)
  const policy = answered.headers['content-security-policy']
  if (policy) reply.header('content-security-policy', policy)
  return reply.code(answered.statusCode).type(String(type)).send(answered.body)
}

function setCookies(reply: FastifyReply, settings: Settings, cookiesToSet: readonly Cookie[]): void {
  for (const { name, value, maxAgeSeconds, readable } of cookiesToSet)
    reply.setCookie(cookieName(settings, name, readable), value, {
      path: '/',
      httpOnly: !readable,
      sameSite: 'lax',
      secure: settings.publicUrl.startsWith('https:'),
      ...(value === '' ? { maxAge: 0 } : maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
    })
}

async function answer(route: Endpoint, { context, input, form }: RequestParts): Promise<Reply> {
  if (!route.refused) return route.handle(context, input, form)
  try {
    return await route.handle(context, input, form)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    return route.refused(context, toProblem(thrown, context.requestId, context.language), input, form)
  }
}

/** What somebody reads of others leaves only after it was written down, or not at all. */
function demandLook(route: Endpoint, { looks }: Pick<Context, 'looks'>, result: Reply): void {
  if (leads(result) || looks.isTold || toldBy(route) === 'none') return
  throw new Error(
    `${route.method} ${route.path} read without a look: call recordLook, or declare personal: 'none'`,
  )
}

/** The answer tells nothing itself and leads on. */
const leads = ({ kind }: Reply) => kind === 'redirect' || kind === 'resend'

/** Whose mandate has ended sees what everybody sees, and is nobody until they go back to themselves. */
function withoutEndedMandate(context: Context): Context {
  const { actor } = context
  const isEnded = actor.kind === 'citizen' && actor.agent?.mandate.isInForce === false
  return isEnded ? { ...context, actor: { kind: 'visitor' } } : context
}

/** Who asks, when, in which language: everything the endpoint may know. */
async function contextOf(options: ServerOptions, request: FastifyRequest): Promise<Context> {
  const { platform } = options
  const now = options.now?.() ?? platform.database.clock.now()
  // A calendar some seconds older is better than no page; one that cannot be read is told by what needs the database.
  await platform.calendars.refresh().catch(() => undefined)
  const choices = readChoices(request.cookies[choiceCookie])
  const sessionToken = request.cookies[cookieName(platform.settings, sessionCookie)]
  const credentials: Credentials = {
    sessionToken,
    bearerToken: isBearer(request) ? String(request.headers.authorization).slice(7) : undefined,
  }
  const actor = await findActor(options, credentials, now)
  const accepted = request.headers['accept-language']
  // Software says its language with every call; a person who chose one keeps it.
  const asksByHeader = isApi(request) || (request.url.startsWith('/api') && !request.cookies[choiceCookie])
  const language = asksByHeader ? preferredLanguage(accepted) : choices.language
  const page = pageContextOf(options, {
    ...choices,
    language,
    actor,
    path: request.url,
    csrfToken: formToken(platform.settings.secretKey, sessionToken),
    savesData: request.headers['save-data'] === 'on',
    counts: request.method === 'GET' && !isApi(request) ? await countsOf(options, actor) : new Map(),
  })
  const visit = {
    ...platform,
    actor,
    now,
    today: dateOf(now),
    language,
    requestId: String(request.id),
    looks: { isTold: false, waiting: [] },
    operationKey: undefined,
    cookie: (name: string) => request.cookies[cookieName(platform.settings, name)],
    sender: { address: request.ip, browser: String(request.headers['user-agent'] ?? '').slice(0, 300) },
  }
  const asksForPage = request.method === 'GET' && !isApi(request) && actor.kind !== 'officer'
  return { ...visit, page: { ...page, alerts: asksForPage ? await alertsFor(options, visit) : [] } }
}

/** What the modules warn of. A page without it is better than no page. */
async function alertsFor(
  { modules }: ServerOptions,
  visit: Omit<Context, 'page'>,
): Promise<readonly PageAlert[]> {
  const all = await Promise.all(modules.map(({ alerts }) => alerts?.(visit) ?? [])).catch(() => [])
  return all.flat()
}

/** What the modules count beside links, for someone who is signed in. */
async function countsOf(
  { modules, platform }: ServerOptions,
  actor: Actor,
): Promise<ReadonlyMap<string, number>> {
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') return new Map()
  if (actor.kind === 'citizen' && !mayInPlace(actor, 'look')) return new Map()
  const all = await Promise.all(modules.map(({ counts }) => counts?.(platform, actor) ?? []))
  return new Map(all.flatMap((counted) => [...counted]))
}

async function findActor(
  { modules, platform }: ServerOptions,
  credentials: Credentials,
  now: Date,
): Promise<Actor> {
  if (credentials.sessionToken || credentials.bearerToken)
    for (const { authenticate } of modules) {
      const actor = await authenticate?.(platform, credentials, now)
      if (actor) return actor
    }
  return { kind: 'visitor' }
}

async function send(reply: FastifyReply, request: FastifyRequest, context: Context, result: Reply) {
  reply.header('x-request-id', context.requestId)
  reply.header('cache-control', context.actor.kind === 'visitor' ? 'no-cache' : 'private, no-store')
  switch (result.kind) {
    case 'page':
      reply.headers(securityHeaders(context.settings, result.mayBeFramed ? 'framed' : 'page'))
      // A device that keeps pages forgets those of one person when another comes.
      reply.header('x-page-owner', context.page.owner ?? '')
      return sendText(reply.code(result.status).type('text/html; charset=utf-8'), request, result.html)
    case 'redirect':
      // Whoever signs out leaves nothing behind that the browser kept by itself; what the app keeps, its own script forgets.
      if (result.cookies?.some(({ name, value }) => name === sessionCookie && value === ''))
        reply.header('clear-site-data', '"cache"')
      setCookies(reply, context.settings, result.cookies ?? [])
      // A script that sends for a person asks where they would be led, and whether what it sent was taken.
      if (request.headers['x-outbox'])
        return reply
          .type('application/json; charset=utf-8')
          .send(JSON.stringify({ to: result.to, isDone: !result.isElsewhere }))
      return reply.redirect(result.to, 303)
    case 'resend':
      return resend(reply, request, context, result)
    case 'json':
      reply.headers({ ...result.headers }).code(result.status)
      if (!result.headers?.['content-type']) reply.type('application/json; charset=utf-8')
      return sendText(reply, request, JSON.stringify(result.value))
    case 'file': {
      reply.headers(securityHeaders(context.settings, shownAs(result.mediaType)))
      const way = result.download ? 'attachment' : 'inline'
      reply.header('content-disposition', `${way}; filename*=UTF-8''${encodeURIComponent(result.name)}`)
      if (isKept(reply, request, result)) return reply.code(304).send()
      const part = partOf(reply, request, result)
      if (result.status) reply.code(result.status)
      return reply.type(result.mediaType).send(part ?? result.body)
    }
  }
}

/** The one boundary where whatever was thrown becomes a reply. */
async function answerProblem(
  options: ServerOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  thrown: unknown,
): Promise<FastifyReply> {
  if (!(thrown instanceof Refusal) && !options.quiet)
    log.error({ requestId: request.id, path: request.routeOptions.url, err: thrown })
  const outage = outageOf(thrown)
  if (outage) return answerOutage(options.platform, request, reply, outage)
  const context = await contextOf(options, request).then(withoutEndedMandate, () => undefined)
  const language = context?.language ?? 'vi'
  const problem = toProblem(thrown, String(request.id), language)
  const retry = thrown instanceof Refusal ? thrown.details.seconds : undefined
  if (typeof retry === 'number' || problem.status === 503) reply.header('retry-after', retry ?? 30)
  const wantsPage = context && !isApi(request)
  if (!wantsPage) {
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
    return reply
      .code(problem.status)
      .type('application/problem+json; charset=utf-8')
      .header('content-language', language)
      .header('vary', 'accept-language')
      .header('x-request-id', problem.requestId)
      .send(JSON.stringify(problem))
  }
  if (problem.status === 401 && request.method === 'GET')
    return reply.redirect(`/dang-nhap?tiep=${encodeURIComponent(request.url)}`, 303)
  const here = encodeURIComponent(placeOf(request))
  if (thrown instanceof Refusal && thrown.code === 'kernel.levelTooLow')
    return reply.redirect(`/muc-xac-thuc/${thrown.details.level}?tiep=${here}`, 303)
  // What has to be said first is asked where the refusal says, and the person goes on from there.
  if (thrown instanceof Refusal && typeof thrown.details.askedAt === 'string')
    return reply.redirect(`${thrown.details.askedAt}?tiep=${here}`, 303)
  const show = options.modules.find(({ problemPage }) => problemPage)?.problemPage
  if (!show) return reply.code(problem.status).type('text/plain; charset=utf-8').send(problem.detail)
  return send(reply, request, context, show(context, problem))
}
