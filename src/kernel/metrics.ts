/** Số đo: what each process counts of itself for Prometheus, on a port of its own that only this machine reaches. */

import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

const registry = new Registry()
collectDefaultMetrics({ register: registry })

/** Seconds of each request, by the pattern of its route: never by what somebody typed. */
export const requestSeconds = new Histogram({
  name: 'mot_cua_http_request_seconds',
  help: 'Seconds of each answered request',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.01, 0.03, 0.1, 0.3, 0.8, 2, 5, 15],
  registers: [registry],
})

/** Requests that were told to come again because too many came at once. */
export const requestsShed = new Counter({
  name: 'mot_cua_http_requests_shed_total',
  help: 'Requests answered 503 before any work was done',
  labelNames: ['kind'],
  registers: [registry],
})

/** Pages of everyone that a copy of the database answered, or that the leader did because the copy could not. */
export const replicaReads = new Counter({
  name: 'mot_cua_replica_reads_total',
  help: 'Requests sent to a copy of the database',
  labelNames: ['outcome'],
  registers: [registry],
})

/** Spans that a collector of traces did not take. */
export const tracesLost = new Counter({
  name: 'mot_cua_traces_lost_total',
  help: 'Spans that did not reach the collector of traces',
  registers: [registry],
})

/** Seconds of each piece of work of a worker: reactions and folds that found something, jobs, recurring tasks. */
export const workSeconds = new Histogram({
  name: 'mot_cua_work_seconds',
  help: 'Seconds of each piece of background work',
  labelNames: ['kind', 'name', 'outcome'],
  buckets: [0.01, 0.1, 0.5, 2, 10, 60, 600],
  registers: [registry],
})

/** Times one piece of background work; what it throws is thrown on. */
export async function timeWork<T>(
  kind: 'reaction' | 'job' | 'schedule',
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  try {
    const done = await work()
    workSeconds.observe({ kind, name, outcome: 'done' }, seconds())
    return done
  } catch (thrown) {
    workSeconds.observe({ kind, name, outcome: 'failed' }, seconds())
    throw thrown
  }
}

/** All figures of this process as text of the Prometheus exposition format. */
export const metricsText = (): Promise<string> => registry.metrics()

/** Answers `/metrics` on this machine alone. It needs no database, so that it tells most when that is away. */
export async function serveMetrics(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end()
    void metricsText().then((text) =>
      response.writeHead(200, { 'content-type': registry.contentType }).end(text),
    )
  })
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve()),
  )
  return server.unref()
}
