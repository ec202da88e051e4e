/** `npm start`: everything on one machine. Own PostgreSQL unless DATABASE_URL is set; web and worker as children. */

import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Refusal } from '#kernel/errors.ts'
import { loadPack, openInstallation, seedOnce } from '#kernel/install.ts'
import { migrate } from '#kernel/migrations.ts'
import { backgroundContext, openPlatform, readEnvironment } from '#kernel/platform.ts'
import type { EmbeddedPostgres } from '#kernel/postgres.ts'
import { modules } from '../src/app.ts'
import { printWelcome } from './welcome.ts'

const hook = fileURLToPath(new URL('../tools/tsx-hook.mjs', import.meta.url))
let postgres: EmbeddedPostgres | undefined
const children: ChildProcess[] = []

async function prepare(): Promise<void> {
  const installation = await openInstallation(process.env, { joinsRunning: false })
  postgres = installation.postgres
  Object.assign(process.env, installation.env)
  const environment = readEnvironment(process.env)
  const platform = await openPlatform(environment, { name: 'mot-cua start', connectionsMax: 4 })
  const done = await migrate(installation.urls.owner, platform.database.schema)
  if (done.length > 0) console.log(`Cơ sở dữ liệu: đã chạy ${done.length} bước nâng cấp.`)
  const context = backgroundContext(platform)
  if (await loadPack(context, modules)) console.log(`Gói tỉnh: đã nạp ${platform.pack.manifest.name.vi}.`)
  if (await seedOnce(context, modules)) console.log('Dữ liệu mẫu: đã tạo người và hồ sơ để dùng thử.')
  await Promise.all([startChild('web'), startChild('worker')])
  await printWelcome(context, environment, modules)
  await platform.database.close()
}

function startChild(name: 'web' | 'worker'): Promise<void> {
  const child = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), [], {
    execArgv: ['--import', hook],
  })
  children.push(child)
  child.once('exit', (code) => {
    if (!isStopping) stop(`${name} ended with code ${code}`)
  })
  return new Promise((resolve) => child.once('message', () => resolve()))
}

let isStopping = false
function stop(reason?: string): void {
  if (isStopping) return
  isStopping = true
  if (reason) console.error(reason)
  const ended = children.map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of children) child.kill('SIGTERM')
  void Promise.race([Promise.all(ended), new Promise((resolve) => setTimeout(resolve, 10_000))]).then(() => {
    postgres?.stop()
    process.exit(reason ? 1 : 0)
  })
}
process.on('SIGINT', () => stop())
process.on('SIGTERM', () => stop())

await prepare().catch((thrown: unknown) => {
  stop(thrown instanceof Error ? thrown.message : String(thrown))
  if (thrown instanceof Refusal) for (const { field, message } of thrown.fields) console.error(`  ${field}: ${message}`)
})
