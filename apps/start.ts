/** `npm start`: everything on one machine. Own PostgreSQL unless DATABASE_URL is set; web and worker as children. */

import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { explain } from '#kernel/errors.ts'
import { claimDataFolder, type Installation, loadPack, openInstallation, seedOnce } from '#kernel/install.ts'
import { migrate } from '#kernel/migrations.ts'
import { backgroundContext, openPlatform, operatorSeconds, readEnvironment } from '#kernel/platform.ts'
import { becomesFree } from '#kernel/ports.ts'
import { modules } from '../src/app.ts'
import { printWelcome } from './welcome.ts'

const hook = fileURLToPath(new URL('../tools/tsx-hook.mjs', import.meta.url))
const restartsMax = 5
const watchMs = 2_000
/** A little longer than each of them takes at most. */
const endingMs = 27_000

let opening: Promise<Installation> | undefined
let restarts = 0
let backupUrl: string | undefined
const settings = Promise.withResolvers<NodeJS.ProcessEnv>()
type ChildName = 'web' | 'worker' | 'simulators' | 'backup'
const children = new Map<ChildName, ChildProcess>()

async function prepare(): Promise<void> {
  claimDataFolder(process.env)
  const port = Number(process.env.PORT ?? 8080)
  if (!(await becomesFree(port)))
    throw new Error(
      `Cổng ${port} đang có chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác: PORT=8090 npm start`,
    )
  // They read their code while the database starts, and wait for their settings.
  const started = [startChild('web'), startChild('worker')]
  opening = openInstallation(process.env)
  const { urls, env } = await opening
  Object.assign(process.env, env)
  const environment = readEnvironment(process.env)
  const platform = await openPlatform(environment, {
    name: 'mot-cua start',
    connectionsMax: 4,
    statementSecondsMax: operatorSeconds,
  })
  const done = await migrate(urls.owner, platform.database.schema)
  if (done.length > 0) console.log(`Cơ sở dữ liệu: đã chạy ${done.length} bước nâng cấp.`)
  const context = backgroundContext(platform)
  if (await loadPack(context, modules)) console.log(`Gói tỉnh: đã nạp ${platform.pack.manifest.name.vi}.`)
  if (await seedOnce(context, modules)) console.log('Dữ liệu mẫu: đã tạo người và hồ sơ để dùng thử.')
  settings.resolve(process.env)
  await Promise.all(started)
  backupUrl = urls.backup
  if (environment.settings.backup && backupUrl) await startChild('backup')
  // Other organisations' systems, made up; an installation in earnest registers the real ones.
  if (environment.settings.development) await startChild('simulators')
  await printWelcome(context, environment, modules)
  await platform.database.close()
  await watchDatabase()
}

/** Starts a child and answers when it is ready. One that ends by itself is started again, a few times. */
function startChild(name: ChildName): Promise<void> {
  const { script, args, execArgv = [] } = programOf(name)
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    execArgv,
    env: { ...process.env, SETTINGS_BY_MESSAGE: 'true', ...metricsOf(name), ...rightsOf(name) },
  })
  children.set(name, child)
  void settings.promise.then((env) => child.connected && child.send(env))
  child.once('exit', (code) => {
    if (isStopping) return
    // People work on while copies are not taken; the page of operations tells.
    if (name === 'backup') return void setTimeout(() => !isStopping && startChild(name), watchMs)
    restarts += 1
    if (restarts > restartsMax) return stop(`Tiến trình ${name} dừng nhiều lần (mã ${code}); xem lỗi ở trên.`)
    console.error(`Tiến trình ${name} đã dừng (mã ${code}); đang chạy lại.`)
    void startChild(name)
  })
  return new Promise((resolve) => child.once('message', () => resolve()))
}

type Program = { readonly script: string; readonly args: string[]; readonly execArgv?: string[] }

/** What people wait for runs as it was built. */
function programOf(name: ChildName): Program {
  if (name === 'web' || name === 'worker') return { script: 'run.mjs', args: [name] }
  const execArgv = ['--import', hook]
  if (name === 'backup') return { script: 'cli.ts', args: ['backup:keep'], execArgv }
  return { script: 'simulators.ts', args: [], execArgv }
}

/** Only the process that copies the database may replicate. */
const rightsOf = (name: ChildName): NodeJS.ProcessEnv =>
  name === 'backup' && backupUrl ? { BACKUP_DATABASE_URL: backupUrl } : {}

/** Each process answers for itself: the worker at the port after that of the web. */
function metricsOf(name: string): NodeJS.ProcessEnv {
  const { METRICS_PORT: port } = process.env
  return port && name === 'worker' ? { METRICS_PORT: String(Number(port) + 1) } : {}
}

/** A database server that was killed is started again; web and worker find it by themselves. */
async function watchDatabase(): Promise<void> {
  const { postgres } = (await opening) ?? {}
  while (postgres && !isStopping) {
    await sleep(watchMs)
    if (!isStopping && (await postgres.revive())) console.error('Cơ sở dữ liệu đã dừng và được chạy lại.')
  }
}

let isStopping = false
function stop(reason?: string): void {
  if (isStopping) return
  isStopping = true
  if (reason) console.error(reason)
  void endAll().finally(() => process.exit(reason ? 1 : 0))
}

async function endAll(): Promise<void> {
  const running = [...children.values()].filter(
    ({ exitCode, signalCode }) => exitCode === null && !signalCode,
  )
  const ended = running.map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of running) child.kill('SIGTERM')
  await Promise.race([Promise.all(ended), sleep(endingMs)])
  const installation = await opening?.catch(() => undefined)
  installation?.postgres?.stop()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop())
await prepare().catch((thrown: unknown) => {
  if (!isStopping) stop(explain(thrown))
})
