/** One worker process. Any number may run beside each other. */

import { constants, setPriority } from 'node:os'
import { serveMetrics } from '#kernel/metrics.ts'
import { openPlatform, readEnvironment } from '#kernel/platform.ts'
import { settingsOfProcess, stopWhenTold } from '#kernel/process.ts'
import { log } from '#kernel/web/server.ts'
import { startWorker } from '#kernel/worker.ts'
import { modules } from '../src/app.ts'

// Whoever waits at the door comes first, where web and worker share a machine.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
const platform = await openPlatform(readEnvironment(await settingsOfProcess()), {
  name: 'mot-cua worker',
  connectionsMax: 12,
})
const worker = await startWorker(platform, modules)
void worker.broke.then((why) => {
  log.error({ err: why }, 'The queue of jobs broke')
  process.exit(1)
})
stopWhenTold(async () => {
  await worker.stop()
  await platform.database.close()
})
if (process.env.METRICS_PORT) await serveMetrics(Number(process.env.METRICS_PORT))
process.on('unhandledRejection', (reason) => log.error({ err: reason }))
process.send?.('ready')
