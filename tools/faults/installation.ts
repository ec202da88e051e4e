/** An installation to try: own PostgreSQL, web and worker processes, simulators, and lines between them that can be broken. */

import { execFileSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Context } from '#kernel/context.ts'
import { prepareDatabase } from '#kernel/db/roles.ts'
import { loadPack } from '#kernel/install.ts'
import { migrate } from '#kernel/migrations.ts'
import { backgroundContext, openPlatform, readEnvironment } from '#kernel/platform.ts'
import { freePort } from '#kernel/ports.ts'
import { runningPort } from '#kernel/postgres.ts'
import { identity } from '#modules/identity/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import type { Simulation } from '../../simulators/framework.ts'
import { runSimulators } from '../../simulators/run.ts'
import { modules } from '../../src/app.ts'
import { prepare } from '../build/prepared.mjs'
import { type Line, openLine } from './line.ts'
import { type Supervised, supervise } from './processes.ts'
import type { LineName } from './schedule.ts'
import * as store from './store.ts'

export type Installation = {
  readonly folder: string
  /** Where people reach it: a line to the web processes in turn. */
  readonly url: string
  /** As the system, straight to the database; `now` is the moment of asking. */
  context(): Context
  readonly web: readonly Supervised[]
  readonly workers: readonly Supervised[]
  /** The folder of the database server. */
  readonly databaseFolder: string
  readonly databasePort: number
  readonly lines: Readonly<Record<LineName, Line>>
  readonly simulation: Simulation
  readonly filesFolder: string
  /** The clock of one of them jumps by so many seconds; 0 is right again. */
  setClock(of: Supervised, seconds: number): void
  /** Why no clock can be moved; nothing when it can. */
  readonly whyNoClock: string | undefined
  /** Why the file store cannot be filled up; nothing when it can. */
  readonly whyNotFilled: string | undefined
  stop(): Promise<void>
}

type Size = { readonly web: number; readonly workers: number; readonly people: number }

const filesMegabytes = 192

/** Starts it on the pack `demo` with people who can sign in, and answers when everything is ready. */
export async function startInstallation(size: Size, chance: () => number): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-faults-'))
  const endings: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })]
  const toldToStop = () => void stop().finally(() => process.exit(1))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, toldToStop)
  const stop = async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, toldToStop)
    for (const end of endings.splice(0).toReversed()) await end()
  }
  try {
    return { ...(await build(folder, size, chance, endings)), stop }
  } catch (thrown) {
    await stop()
    throw thrown
  }
}

async function build(
  folder: string,
  size: Size,
  chance: () => number,
  endings: (() => unknown)[],
): Promise<Omit<Installation, 'stop'>> {
  // What is killed comes back as it was built, as in an installation.
  await prepare()
  const databasePort = await freePort()
  const at = { POSTGRES_FOLDER: join(folder, 'postgres'), POSTGRES_PORT: String(databasePort) }
  const log = join(folder, 'log')
  const base = { ...process.env, HOST: '127.0.0.1' }
  const database = supervise({ script: 'tools/faults/database.ts', env: { ...base, ...at }, log })
  endings.push(() => endDatabase(database, at.POSTGRES_FOLDER))
  const settings = Promise.withResolvers<NodeJS.ProcessEnv>()
  const webPorts = await freePorts(size.web)
  const clocks = new Map<Supervised, string>()
  const start = (script: string, more: NodeJS.ProcessEnv) => {
    const given = settings.promise.then((env) => ({ ...env, ...more }))
    const clock = join(folder, `clock-${clocks.size}`)
    const started = supervise({ script, env: { ...base, ...movedBy(clock) }, settings: given, log })
    clocks.set(started, clock)
    return started
  }
  const web = webPorts.map((port) => start('web', { PORT: String(port) }))
  const workers = Array.from({ length: size.workers }, () => start('worker', {}))
  // Nothing of theirs is needed any more, so that nobody waits for them to finish.
  endings.push(() => Promise.all([...web, ...workers].map((one) => one.stop('SIGKILL'))))
  const { adminUrl } = (await database.ready) as { readonly adminUrl: string }
  const urls = await prepareDatabase(adminUrl, 'mot_cua', 'faults-only')
  const simulatorsPort = await freePort()
  const lines = {
    clients: await openLine(webPorts, chance),
    database: await openLine([databasePort], chance),
    simulators: await openLine([simulatorsPort], chance),
  }
  endings.push(() => Promise.all(Object.values(lines).map((line) => line.stop())))
  const url = `http://localhost:${lines.clients.port}`
  const filesFolder = join(folder, 'files')
  mkdirSync(filesFolder)
  const whyNotFilled = mountSmall(filesFolder)
  if (!whyNotFilled) endings.push(() => execFileSync('umount', ['-l', filesFolder]))
  const shared = {
    ...process.env,
    DATA_DIR: folder,
    FILES_URL: pathToFileURL(filesFolder).href,
    SECRET_KEY: 'a key for broken installations, 32 characters',
    PUBLIC_URL: url,
    PACK: 'demo',
    DEVELOPMENT: 'true',
  }
  const own = { ...shared, DATABASE_URL: urls.application }
  const platform = await openPlatform(readEnvironment(own), { name: 'mot-cua faults', connectionsMax: 4 })
  endings.push(() => platform.database.close())
  await migrate(urls.owner, platform.database.schema)
  const context = () => backgroundContext(platform)
  await loadPack(context(), modules)
  for (const module of [organisation, identity]) await module.seed?.(context())
  await store.inventPeople(context(), size.people)
  const simulation = await runSimulators(context(), simulatorsPort)
  endings.push(() => simulation.stop())
  await store.reachSimulatorsBy(context(), lines.simulators.port)
  const throughLine = new URL(urls.application)
  throughLine.port = String(lines.database.port)
  settings.resolve({ ...shared, DATABASE_URL: throughLine.href })
  await Promise.all([...web, ...workers].map((one) => one.ready))
  const parts = { folder, url, context, web, workers, databasePort, lines }
  const databaseFolder = at.POSTGRES_FOLDER
  const setClock = (of: Supervised, seconds: number) =>
    writeFileSync(clocks.get(of) ?? '', clockWord(seconds))
  const whyNoClock = clockLibrary ? undefined : 'libfaketime is not installed (apt-get install faketime)'
  return { ...parts, databaseFolder, simulation, filesFolder, whyNotFilled, setClock, whyNoClock }
}

/** At once and without a last checkpoint, since nothing of it is kept; its supervisor first, which would start it again. */
async function endDatabase(supervisor: Supervised, folder: string): Promise<void> {
  await supervisor.stop('SIGKILL')
  const postmaster = postmasterOf(folder)
  if (!postmaster) return
  process.kill(postmaster, 'SIGQUIT')
  for (let looks = 0; looks < 100 && runningPort(folder) !== undefined; looks++) await sleep(50)
}

/** Process id of the server that works in this folder, when there is one. */
export function postmasterOf(folder: string): number | undefined {
  if (runningPort(folder) === undefined) return undefined
  return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Debian's `faketime`: moves the clock of one process alone, by a file. */
const [clockLibrary] = globSync('/usr/lib/*/faketime/libfaketime.so.1')
const clockWord = (seconds: number) => `${seconds < 0 ? '' : '+'}${seconds}\n`

/** What a process is started with so that its clock follows a file; how long things take stays what it is. */
function movedBy(clock: string): NodeJS.ProcessEnv {
  if (!clockLibrary) return {}
  writeFileSync(clock, clockWord(0))
  return {
    LD_PRELOAD: clockLibrary,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_CACHE_DURATION: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
}

async function freePorts(count: number): Promise<readonly number[]> {
  const found: number[] = []
  while (found.length < count) {
    const port = await freePort()
    if (!found.includes(port)) found.push(port)
  }
  return found
}

/** A small disk of its own for the files, so that filling it harms nobody else; answers why there is none. */
function mountSmall(folder: string): string | undefined {
  if (process.getuid?.() !== 0) return 'a small disk can be mounted by root only'
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${filesMegabytes}m`, 'tmpfs', folder], {
      stdio: 'ignore',
    })
    return undefined
  } catch {
    return 'this machine lets nobody mount a small disk'
  }
}
