/** One worker process. Any number may run beside each other. */

import { openPlatform, readEnvironment } from '#kernel/platform.ts'
import { log } from '#kernel/web/server.ts'
import { startWorker } from '#kernel/worker.ts'
import { modules } from '../src/app.ts'

const platform = await openPlatform(readEnvironment(process.env), {
  name: 'mot-cua worker',
  connectionsMax: 12,
})
const worker = await startWorker(platform, modules)
process.send?.('ready')

async function stop(): Promise<void> {
  await worker.stop()
  await platform.database.close()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
process.on('disconnect', () => void stop())
process.on('unhandledRejection', (reason) => log.error({ err: reason }))
