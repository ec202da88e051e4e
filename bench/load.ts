/** Closed-loop load on an address of this machine: so many connections for so many seconds, then it stops by itself. */

import { randomUUID } from 'node:crypto'
import autocannon from 'autocannon'

export type Load = {
  readonly url: string
  readonly token?: string
  readonly connections: number
  readonly seconds: number
  /** Bodies taken in turn. */
  readonly bodies: readonly object[]
}
export type Figures = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number }

/** Sends submissions, each under its own key. Throws when any answer is not 201. */
export async function submitUnderLoad({ url, token, connections, seconds, bodies }: Load): Promise<Figures> {
  if (!url.startsWith('http://127.0.0.1:')) throw new Error('Load goes to this machine only')
  const texts = bodies.map((body) => JSON.stringify(body))
  let next = 0
  const result = await autocannon({
    url: `${url}/api/v1/dossiers`,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => ({
          ...request,
          body: texts[next++ % texts.length] ?? '',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
            ...(token && { authorization: `Bearer ${token}` }),
          },
        }),
      },
    ],
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were not 201, ${result.errors} failed`)
  return {
    perSecond: result['2xx'] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  }
}

/** The middle one of several figures. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
