/** One web process. Any number may run beside each other; nothing is kept in it. */

import { constants, setPriority } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { serveMetrics } from '#kernel/metrics.ts'
import { openPlatform, readEnvironment } from '#kernel/platform.ts'
import { settingsOfProcess, stopWhenTold } from '#kernel/process.ts'
import { openDoors } from '#kernel/web/doors.ts'
import { createServer, log } from '#kernel/web/server.ts'
import { readAssets } from '#ui/built-assets.ts'
import { modules } from '../src/app.ts'

const partingMs = 900
const environment = readEnvironment(await settingsOfProcess())
const platform = await openPlatform(environment, { name: 'mot-cua web', connectionsMax: 12 })
const { builtDir } = environment
const assets = builtDir
  ? await readAssets(`${builtDir}/assets`)
  : await (await import('#ui/assets.ts')).buildAssets()
const server = await createServer({ platform, modules, assets })
comeFirst()
await openDoors(server, { port: environment.port, host: process.env.HOST ?? '0.0.0.0' })
stopWhenTold(async () => {
  // `/healthz/ready` says no from now on. Whoever hands out requests asks a few times a second; until then they still come.
  await sleep(partingMs)
  // A connection on which the last answer just went out would be kept for the next request.
  const idle = setInterval(() => server.server.closeIdleConnections(), partingMs)
  await server.close()
  clearInterval(idle)
  await platform.replica?.close()
  await platform.database.close()
})
if (process.env.METRICS_PORT) await serveMetrics(Number(process.env.METRICS_PORT))
process.on('unhandledRejection', (reason) => log.error({ err: reason }))
process.send?.('ready')

/**
 * The loop that everybody's answer comes from goes before those who work for one of them, where they share a machine and the system
 * allows it (`LimitNICE` of the unit). What waits for a core behind the database is also the word that one is to come again.
 */
function comeFirst(): void {
  try {
    setPriority(constants.priority.PRIORITY_ABOVE_NORMAL)
  } catch {
    // Then as everyone else.
  }
}
