/** Loaded into web and worker of a soak, beside their own code: tells what the process holds, after its garbage is collected. */

import { readdirSync } from 'node:fs'

export type Held = {
  readonly heapMb: number
  readonly rssMb: number
  /** What is open for the system: files, connections. */
  readonly descriptors: number
  /** What Node waits for: timers, requests, connections. */
  readonly resources: number
}

process.on('message', (asked) => {
  if (asked !== 'held') return
  // Twice: what the first round only marked as not needed goes with the second.
  for (let round = 0; round < 2; round++) globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  const held: Held = {
    heapMb: heapUsed / 2 ** 20,
    rssMb: rss / 2 ** 20,
    descriptors: readdirSync('/proc/self/fd').length,
    resources: process.getActiveResourcesInfo().length,
  }
  process.send?.({ held })
})
