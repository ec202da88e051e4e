/** Spans of requests. */

import type { FastifyInstance } from 'fastify'
import { beginSpan, isTracing } from '../traces.ts'

/** The span of a request begins before everything else and ends when its answer has gone out. */
export function traceRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (!isTracing()) return done()
    const { method } = request
    const route = request.routeOptions.url ?? 'none'
    const { traceparent } = request.headers
    const incoming = typeof traceparent === 'string' ? traceparent : undefined
    const span = beginSpan(
      `${method} ${route}`,
      'server',
      { 'http.request.method': method, 'http.route': route },
      incoming,
    )
    // Also of who went away before they were answered.
    reply.raw.once('close', () => {
      span.tell({ 'http.response.status_code': reply.statusCode })
      span.end(reply.statusCode >= 500 ? { code: String(reply.statusCode) } : undefined)
    })
    return span.run(done)
  })
}
