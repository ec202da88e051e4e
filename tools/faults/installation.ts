/** An installation to try: own PostgreSQL, web and worker processes, simulators, and lines between them that can be broken. */

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Context } from '#kernel/context.ts'
import { prepareDatabase } from '#kernel/db/roles.ts'
import { loadPack } from '#kernel/install.ts'
import { migrate } from '#kernel/migrations.ts'
import { backgroundContext, openPlatform, readEnvironment } from '#kernel/platform.ts'
import { freePort } from '#kernel/ports.ts'
import type { Simulation } from '../../simulators/framework.ts'
import { runSimulators } from '../../simulators/run.ts'
import { modules } from '../../src/app.ts'
import { type Line, openLine } from './line.ts'
import { listens, type Supervised, supervise } from './processes.ts'
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
  readonly database: Supervised
  readonly databasePort: number
  /** The superuser's address, for the process ids of single backends. */
  readonly adminUrl: string
  readonly lines: Readonly<Record<LineName, Line>>
  readonly simulation: Simulation
  readonly filesFolder: string
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
  const stop = async () => {
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
  const databasePort = await freePort()
  const at = { POSTGRES_FOLDER: join(folder, 'postgres'), POSTGRES_PORT: String(databasePort) }
  const log = join(folder, 'log')
  const database = supervise('database', 'tools/faults/database.ts', { ...process.env, ...at }, log)
  endings.push(() => database.stop())
  const { adminUrl } = (await database.ready) as { readonly adminUrl: string }
  const urls = await prepareDatabase(adminUrl, 'mot_cua', 'faults-only')
  const webPorts = await freePorts(size.web)
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
    HOST: '127.0.0.1',
    PACK: 'demo',
    DEVELOPMENT: 'true',
  }
  const own = { ...shared, DATABASE_URL: urls.application }
  const platform = await openPlatform(readEnvironment(own), { name: 'mot-cua faults', connectionsMax: 4 })
  endings.push(() => platform.database.close())
  await migrate(urls.owner, platform.database.schema)
  const context = () => backgroundContext(platform)
  await loadPack(context(), modules)
  await store.inventPeople(context(), size.people)
  const simulation = await runSimulators(context(), simulatorsPort)
  endings.push(() => simulation.stop())
  await store.reachSimulatorsBy(context(), lines.simulators.port)
  const throughLine = new URL(urls.application)
  throughLine.port = String(lines.database.port)
  const env = { ...shared, DATABASE_URL: throughLine.href }
  const start = (name: string, script: string, port: number) => {
    const one = supervise(name, script, { ...env, PORT: String(port) }, log)
    endings.push(() => one.stop())
    return one
  }
  const web = webPorts.map((port, index) => start(`web ${index}`, 'apps/web.ts', port))
  const workers = Array.from({ length: size.workers }, (_, index) =>
    start(`worker ${index}`, 'apps/worker.ts', 0),
  )
  await Promise.all([...web, ...workers].map((one) => one.ready))
  await listens(lines.clients.port, 5_000)
  const parts = { folder, url, context, web, workers, database, databasePort, adminUrl, lines }
  return { ...parts, simulation, filesFolder, whyNotFilled }
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
