/**
 * The PostgreSQL of a run, in a process of its own: starting it holds up whoever starts it, and clients must not stand still
 * meanwhile. Started again when it dies, as a service manager would; stopped with its parent.
 */

import { setTimeout as sleep } from 'node:timers/promises'
import { startPostgres } from '#kernel/postgres.ts'
import { stopWhenTold } from '#kernel/process.ts'

const { POSTGRES_FOLDER: folder = '', POSTGRES_PORT: port } = process.env
const lookMs = 100
const postgres = await startPostgres(folder, Number(port), ['max_connections=120', 'max_wal_size=2GB'])
let isStopping = false
stopWhenTold(async () => {
  isStopping = true
  postgres.stop()
})
process.send?.({ adminUrl: postgres.adminUrl })
while (!isStopping) {
  await sleep(lookMs)
  if (!isStopping) await postgres.revive().catch((thrown: unknown) => console.error(thrown))
}
