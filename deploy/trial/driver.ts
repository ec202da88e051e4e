/** Submits all the time and keeps a ledger of what was acknowledged, as one who holds the receipts. */

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

type Target = {
  readonly url: string
  readonly token: string
  readonly bodies: readonly object[]
  readonly clients: number
}
export type Acknowledged = { readonly key: string; readonly code: string; readonly atMs: number }

export type Driver = {
  readonly acknowledged: readonly Acknowledged[]
  /** Tries that gave no receipt; each was made again under the same key. */
  readonly retries: () => number
  /** Answers of a second try under a key that named another dossier. */
  readonly contradictions: () => number
  /** Ends when every submission that was begun has its receipt. */
  stop(): Promise<void>
}

const restMs = 100
const askedAgain = 0.1

/** So many clients, each one submission after another until told to stop. */
export function startDriver({ url, token, bodies, clients }: Target): Driver {
  const acknowledged: Acknowledged[] = []
  let isStopping = false
  let retries = 0
  let contradictions = 0
  const submit = async (key: string, body: string): Promise<string | undefined> => {
    try {
      const answer = await fetch(`${url}/api/v1/dossiers`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          authorization: `Bearer ${token}`,
        },
        signal: AbortSignal.timeout(8_000),
      })
      const receipt = (await answer.json()) as { code?: string }
      return answer.status === 201 ? receipt.code : undefined
    } catch {
      return undefined
    }
  }
  const client = async (number: number) => {
    for (let turn = number; !isStopping; turn += clients) {
      const key = randomUUID()
      const body = JSON.stringify(bodies[turn % bodies.length])
      const code = await insist(key, body)
      acknowledged.push({ key, code, atMs: Date.now() })
      if (Math.random() < askedAgain && (await insist(key, body)) !== code) contradictions += 1
      await sleep(restMs)
    }
  }
  const insist = async (key: string, body: string): Promise<string> => {
    for (let tries = 0; tries < 600; tries++) {
      const code = await submit(key, body)
      if (code) return code
      retries += 1
      await sleep(restMs)
    }
    throw new Error(`No receipt for ${key}`)
  }
  const running = Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  return {
    acknowledged,
    retries: () => retries,
    contradictions: () => contradictions,
    async stop() {
      isStopping = true
      await running
    },
  }
}

/** The longest time without a receipt that ended after the moment, or that lasts still. */
export function longestGap(acknowledged: readonly Acknowledged[], fromMs: number, toMs: number): number {
  const moments = acknowledged.map(({ atMs }) => atMs).filter((at) => at > fromMs && at < toMs)
  const marks = [fromMs, ...moments.toSorted((a, b) => a - b), toMs]
  return Math.max(...marks.slice(1).map((at, index) => at - (marks[index] ?? at)))
}
