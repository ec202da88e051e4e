/** What is answered while something is broken for a moment. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '../context.ts'
import { type Refusal, toProblem } from '../errors.ts'
import { outagePage } from '../outages.ts'
import { securityHeaders } from './headers.ts'
import { isApi } from './request.ts'
import { choiceCookie, preferredLanguage, readChoices } from './session.ts'

/** Without asking for anything: what would say who asks may be what is away. */
export function answerOutage(
  { settings }: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  outage: Refusal,
): FastifyReply {
  const language = isApi(request)
    ? preferredLanguage(request.headers['accept-language'])
    : readChoices(request.cookies?.[choiceCookie]).language
  const problem = toProblem(outage, String(request.id), language)
  const wantsPage = String(request.headers.accept ?? '').includes('text/html')
  reply.headers(securityHeaders(settings, wantsPage ? 'page' : 'thing')).code(problem.status)
  reply.header('retry-after', outage.details.seconds).header('cache-control', 'no-store')
  reply.header('x-request-id', problem.requestId).header('content-language', language)
  if (wantsPage) return reply.type('text/html; charset=utf-8').send(outagePage(outage, language))
  return reply.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem))
}
