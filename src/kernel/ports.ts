/** Ports of this machine. */

import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A port of this machine that nobody listens on: `wanted` when it is free, otherwise any. */
export async function freePort(wanted = 0): Promise<number> {
  return (await tryPort(wanted)) ?? (await tryPort(0)) ?? wanted
}

/** Listens for a moment. Gives the port, or `undefined` when it is taken. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(port, () => {
      const address = probe.address()
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : undefined))
    })
  })
}

/** Waits some seconds for a port: a server that a killed parent left behind needs a moment to end. */
export async function becomesFree(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 40; attempt++) {
    if ((await freePort(port)) === port) return true
    await sleep(250)
  }
  return false
}
