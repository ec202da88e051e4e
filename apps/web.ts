/** One web process. Any number may run beside each other; nothing is kept in it. */

import { openPlatform, readEnvironment } from '#kernel/platform.ts'
import { createServer, log } from '#kernel/web/server.ts'
import { buildAssets } from '#ui/assets.ts'
import { modules } from '../src/app.ts'

const environment = readEnvironment(process.env)
const platform = await openPlatform(environment, { name: 'mot-cua web', connectionsMax: 12 })
const server = await createServer({ platform, modules, assets: await buildAssets() })
await server.listen({ port: environment.port, host: process.env.HOST ?? '0.0.0.0' })
process.send?.('ready')

async function stop(): Promise<void> {
  await server.close()
  await platform.database.close()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('disconnect', () => void stop())
process.on('unhandledRejection', (reason) => log.error({ err: reason }))
