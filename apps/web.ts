/** One web process. Any number may run beside each other; nothing is kept in it. */

import { serveMetrics } from '#kernel/metrics.ts'
import { openPlatform, readEnvironment } from '#kernel/platform.ts'
import { settingsOfProcess, stopWhenTold } from '#kernel/process.ts'
import { createServer, log } from '#kernel/web/server.ts'
import { buildAssets } from '#ui/assets.ts'
import { modules } from '../src/app.ts'

const environment = readEnvironment(await settingsOfProcess())
const platform = await openPlatform(environment, { name: 'mot-cua web', connectionsMax: 12 })
const server = await createServer({ platform, modules, assets: await buildAssets() })
await server.listen({ port: environment.port, host: process.env.HOST ?? '0.0.0.0' })
stopWhenTold(async () => {
  await server.close()
  await platform.replica?.close()
  await platform.database.close()
})
if (process.env.METRICS_PORT) await serveMetrics(Number(process.env.METRICS_PORT))
process.on('unhandledRejection', (reason) => log.error({ err: reason }))
process.send?.('ready')
