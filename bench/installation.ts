/** What benchmarks share: a durable PostgreSQL of their own in a temporary folder, with the real pack loaded. */

import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Context } from '#kernel/context.ts'
import { type DatabaseUrls, prepareDatabase, withDatabase } from '#kernel/db/roles.ts'
import { loadPack } from '#kernel/install.ts'
import { migrate } from '#kernel/migrations.ts'
import { backgroundContext, openPlatform, readEnvironment } from '#kernel/platform.ts'
import { freePort } from '#kernel/ports.ts'
import { startPostgres } from '#kernel/postgres.ts'
import { modules } from '../src/app.ts'

/** What takes longer to end is ended. */
const partingMs = 8_000
const root = fileURLToPath(new URL('..', import.meta.url))

export type BenchInstallation = {
  readonly context: Context
  readonly urls: DatabaseUrls
  /** The database as its superuser. */
  readonly superuserUrl: string
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  /** Starts a server process of ours and gives its address once it is ready. */
  serve(script: string, env?: NodeJS.ProcessEnv): Promise<{ url: string; process: ChildProcess }>
  stop(): Promise<void>
}

export type BenchOptions = {
  /** Stays when all is over, and is used as it is the next time; a temporary folder unless told. */
  readonly keep?: string | undefined
  /** Further settings of the server. */
  readonly server?: readonly string[]
  /** Where processes of ours write what they print; with the rest unless told. */
  readonly log?: string
}

/** Real durability: fsync and synchronous commit stay on, as in production. */
export async function startInstallation({
  keep,
  server = [],
  log,
}: BenchOptions = {}): Promise<BenchInstallation> {
  const folder = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), 'mot-cua-bench-'))
  mkdirSync(folder, { recursive: true })
  const postgres = await startPostgres(join(folder, 'postgres'), await freePort(), [
    'shared_buffers=1GB',
    'max_wal_size=4GB',
    'max_connections=120',
    ...server,
  ])
  const urls = await prepareDatabase(postgres.adminUrl, 'bench', 'bench-only')
  const env = {
    ...process.env,
    DATABASE_URL: urls.application,
    DATA_DIR: folder,
    SECRET_KEY: 'a key for benchmarks only, 32 characters',
    DEVELOPMENT: 'false',
  }
  const platform = await openPlatform(readEnvironment(env), {
    name: 'bench',
    connectionsMax: 4,
    // Filling takes what it takes; what is measured runs in processes of its own or far below this.
    statementSecondsMax: 300,
  })
  await migrate(urls.owner, platform.database.schema)
  const context = backgroundContext(platform)
  await loadPack(context, modules)
  const children: ChildProcess[] = []
  const out = log ? openSync(join(folder, log), 'a') : ('inherit' as const)
  return {
    context,
    urls,
    superuserUrl: withDatabase(postgres.adminUrl, 'bench'),
    folder,
    env,
    async serve(script, more = {}) {
      const port = await freePort()
      const child = fork(join(root, script), [], {
        env: { ...env, ...more, PORT: String(port) },
        execArgv: ['--import', join(root, 'tools/tsx-hook.mjs'), ...(more.NODE_FLAGS?.split(' ') ?? [])],
        stdio: ['ignore', out, out, 'ipc'],
      })
      children.push(child)
      await new Promise<void>((resolve, reject) => {
        child.once('message', () => resolve())
        child.once('exit', (code) => reject(new Error(`${script} ended with code ${code}`)))
      })
      return { url: `http://127.0.0.1:${port}`, process: child }
    },
    async stop() {
      const running = children.filter(({ exitCode, signalCode }) => exitCode === null && !signalCode)
      const ended = running.map((child) => new Promise((resolve) => child.once('exit', resolve)))
      for (const child of running) child.kill('SIGTERM')
      await Promise.race([Promise.all(ended), sleep(partingMs)])
      for (const child of running) child.kill('SIGKILL')
      await platform.database.close()
      postgres.stop()
      if (!keep) rmSync(folder, { recursive: true, force: true })
    },
  }
}
