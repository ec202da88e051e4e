/** Loaded into web and worker of a soak, beside their own code: tells what the process holds, after its garbage is collected. */

import { readdirSync, readlinkSync } from 'node:fs'
import { getHeapCodeStatistics } from 'node:v8'

export type Held = {
  /** Without code. */
  readonly heapMb: number
  /** What V8 keeps in the heap of code that came to be used: grows while a process warms up, and no further than the program is large. */
  readonly codeMb: number
  readonly rssMb: number
  /** What is open for the system beside connections: files, pipes. */
  readonly descriptors: number
  /** What Node waits for beside connections: timers, requests. */
  readonly resources: number
  /** Connections: of whoever asks as many as are slow, and those of the database. */
  readonly sockets: number
}

function linkOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`)
  } catch {
    // It was that of the folder itself.
    return ''
  }
}

process.on('message', (asked) => {
  if (asked !== 'held') return
  // Twice: what the first round only marked as not needed goes with the second.
  for (let round = 0; round < 2; round++) globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  const open = readdirSync('/proc/self/fd').map(linkOf).filter(Boolean)
  const sockets = open.filter((link) => link.startsWith('socket:')).length
  const code = getHeapCodeStatistics()
  const codeBytes = code.code_and_metadata_size + code.bytecode_and_metadata_size
  const held: Held = {
    heapMb: (heapUsed - codeBytes) / 2 ** 20,
    codeMb: codeBytes / 2 ** 20,
    rssMb: rss / 2 ** 20,
    descriptors: open.length - sockets,
    resources: process.getActiveResourcesInfo().filter((type) => !type.startsWith('TCP')).length,
    sockets,
  }
  process.send?.({ held })
})
