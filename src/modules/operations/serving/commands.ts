/** Counts every request of a journey where it was answered, and brings the sums to the database every few seconds. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Platform } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { requestSeconds } from '#kernel/metrics.ts'
import { type Journey, journeys } from '#kernel/service-levels.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { deleteBlockedBefore } from '../blocked/store.ts'
import * as store from './store.ts'

const flushMs = 10_000
/** Longer than the 28 days that are promised, so that a month can be looked back upon. */
const keptDays = 92
const minuteMs = 60_000

/** What one process counted and did not bring yet. A process that is killed loses seconds of counts, and no more. */
export class Tallies {
  #waiting = new Map<string, { journey: Journey; minute: Date; total: number; good: number }>()

  /** Counts one answered request; `ms` is how long it took. What the person did wrong is served well all the same. */
  count(journey: Journey, status: number, ms: number, at: Date): void {
    const minute = new Date(Math.floor(at.getTime() / minuteMs) * minuteMs)
    const key = `${journey} ${minute.getTime()}`
    const tally = this.#waiting.get(key) ?? { journey, minute, total: 0, good: 0 }
    tally.total += 1
    if (status < 500 && ms <= journeys[journey].goodWithinMs) tally.good += 1
    this.#waiting.set(key, tally)
  }

  /** Brings what waits. While the database is away it goes on waiting. */
  async flush(platform: Platform): Promise<void> {
    if (this.#waiting.size === 0) return
    const taken = this.#waiting
    this.#waiting = new Map()
    try {
      await inTransaction(platform, (tx) => store.addTallies(tx, [...taken.values()]))
    } catch {
      for (const [key, tally] of taken) {
        const since = this.#waiting.get(key)
        this.#waiting.set(
          key,
          since ? { ...tally, total: tally.total + since.total, good: tally.good + since.good } : tally,
        )
      }
    }
  }
}

/** Observes every request of this server. */
export function observe(server: FastifyInstance, platform: Platform): void {
  const tallies = new Tallies()
  server.addHook('onResponse', async (request: FastifyRequest, reply: FastifyReply) => {
    const { url = 'none', config } = request.routeOptions
    const labels = { method: request.method, route: url, status: String(reply.statusCode) }
    requestSeconds.observe(labels, reply.elapsedTime / 1000)
    const journey = config.endpoint?.journey
    if (journey) tallies.count(journey, reply.statusCode, reply.elapsedTime, platform.database.clock.now())
  })
  const flushing = setInterval(() => void tallies.flush(platform), flushMs).unref()
  server.addHook('onClose', async () => {
    clearInterval(flushing)
    await tallies.flush(platform)
  })
}

export const forgetMinutes: Schedule = {
  name: 'operations.forgetMinutes',
  every: { dayAt: '03:40' },
  run: (context) =>
    inTransaction(context, async (tx) => {
      const firstKept = addDays(context.today, -keptDays)
      await store.deleteBefore(tx, instantAt(firstKept, 0))
      await deleteBlockedBefore(tx, firstKept)
    }),
}
