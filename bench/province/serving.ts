/** Web and worker of a province as `npm start` runs them, each with its metrics, and what each part used of the processor. */

import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#kernel/ports.ts'
import type { BenchInstallation } from '../installation.ts'
import { settle } from './province.ts'
import { databaseSeconds, metricsAt, secondsOf, stolenSeconds } from './watching.ts'

/** `others` are machines beside this one, on the same host. */
export const parts = ['web', 'worker', 'database', 'generator', 'others'] as const
export type Parts = Readonly<Record<(typeof parts)[number], number>>
export type Serving = {
  readonly urls: readonly string[]
  readonly web: readonly ChildProcess[]
  readonly worker: ChildProcess
  /** Seconds of processor time so far. */
  used(): Parts
  /** How late the loop of the worst web process was in ms, 99 of 100 times, since this was asked last. */
  loopP99(): Promise<number>
}

/** Starts them and waits until the worker knows the province. `flags` are further arguments of Node. */
export async function serveProvince(
  bench: BenchInstallation,
  webCount: number,
  flags?: string,
): Promise<Serving> {
  const ports: number[] = []
  const serve = async (script: string) => {
    const port = await freePort()
    ports.push(port)
    return bench.serve(script, {
      METRICS_PORT: String(port),
      HOST: '127.0.0.1',
      ...(flags && { NODE_FLAGS: flags }),
    })
  }
  const web: Awaited<ReturnType<typeof serve>>[] = []
  for (let one = 0; one < webCount; one++) web.push(await serve('apps/web.ts'))
  const worker = await serve('apps/worker.ts')
  await settle(bench)
  await comesToRest(worker.process.pid)
  return {
    urls: web.map(({ url }) => url),
    web: web.map(({ process: child }) => child),
    worker: worker.process,
    used() {
      const { user, system } = process.cpuUsage()
      return {
        web: web.reduce((sum, one) => sum + secondsOf(one.process.pid), 0),
        worker: secondsOf(worker.process.pid),
        database: databaseSeconds(bench),
        generator: (user + system) / 1e6,
        others: stolenSeconds(),
      }
    },
    async loopP99() {
      const told = await Promise.all(ports.slice(0, webCount).map(metricsAt))
      return Math.max(
        ...told.map((one) => (one.get('nodejs_eventloop_lag_p99_seconds') ?? Number.NaN) * 1000),
      )
    },
  }
}

const restCores = 0.35
const [restLooks, restLookMs, restMsMax] = [3, 5_000, 5 * 60_000]

/** A worker that just started makes all its rounds of the hour at once; what is measured is an hour like others. */
async function comesToRest(pid: number | undefined): Promise<void> {
  const began = performance.now()
  for (let calm = 0, before = secondsOf(pid); calm < restLooks && performance.now() - began < restMsMax; ) {
    await sleep(restLookMs)
    const used = secondsOf(pid)
    calm = used - before < (restCores * restLookMs) / 1000 ? calm + 1 : 0
    before = used
  }
}

/** Cores that each part kept busy between two moments. */
export const coresOf = (before: Parts, after: Parts, seconds: number): Parts =>
  Object.fromEntries(parts.map((part) => [part, (after[part] - before[part]) / seconds])) as Parts

export const tellCores = (cores: Parts): string =>
  parts.map((part) => `${part} ${cores[part].toFixed(2)}`).join(', ')
