/** Brings an installation up to date: database, schema, pack. Everything here may run again without harm. */

import { createHash, randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from './context.ts'
import { type DatabaseUrls, prepareDatabase } from './db/roles.ts'
import { inTransaction, read, sql } from './db.ts'
import type { Module } from './module.ts'
import { freePort } from './ports.ts'
import { type EmbeddedPostgres, runningPort, startPostgres } from './postgres.ts'

export type LocalSecrets = { readonly secretKey: string; readonly databasePassword: string }

/** The secrets of this machine's own installation, made at the first start and kept readable by its owner only. */
export function localSecrets(dataDir: string): LocalSecrets {
  const path = join(dataDir, 'secrets.json')
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as LocalSecrets
  const make = () => randomBytes(32).toString('base64url')
  const secrets = { secretKey: make(), databasePassword: make() }
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

export type Installation = {
  readonly urls: DatabaseUrls
  /** The server of this machine's own installation; absent when `DATABASE_URL` names another. */
  readonly postgres: EmbeddedPostgres | undefined
  /** What every process of the installation needs in its environment. */
  readonly env: { readonly DATABASE_URL: string; readonly DATA_DIR: string; readonly SECRET_KEY: string }
}

/**
 * Finds the installation's database: the one that `DATABASE_URL` names, or its own PostgreSQL in the data folder,
 * started when it does not run.
 */
export async function openInstallation(env: NodeJS.ProcessEnv): Promise<Installation> {
  const dataDir = dataFolder(env)
  const secrets = localSecrets(dataDir)
  const { postgres, urls } = await databaseOf(env, dataDir, secrets)
  const { SECRET_KEY = secrets.secretKey } = env
  return { urls, postgres, env: { DATABASE_URL: urls.application, DATA_DIR: dataDir, SECRET_KEY } }
}

async function databaseOf(
  env: NodeJS.ProcessEnv,
  dataDir: string,
  secrets: LocalSecrets,
): Promise<Pick<Installation, 'urls' | 'postgres'>> {
  const { DATABASE_URL: application, DATABASE_OWNER_URL: owner, BACKUP_DATABASE_URL: backup } = env
  if (application) return { urls: { application, owner: owner ?? application, backup }, postgres: undefined }
  const folder = join(dataDir, 'postgres')
  const asked = Number(env.POSTGRES_PORT ?? Number(env.PORT ?? 8080) + 1)
  const postgres = await startPostgres(
    folder,
    runningPort(folder) ?? (await freePort(asked)),
    logOptions(env),
  )
  return {
    postgres,
    urls: await prepareDatabase(postgres.adminUrl, 'mot_cua', secrets.databasePassword),
  }
}

/** A second place that is away may not fill this disk with log; a mark at which copies are compared needs the logical level. */
const logOptions = ({ BACKUP_DIR }: NodeJS.ProcessEnv): readonly string[] => [
  'max_slot_wal_keep_size=8GB',
  ...(BACKUP_DIR ? ['wal_level=logical'] : []),
]

function dataFolder(env: NodeJS.ProcessEnv): string {
  const folder = resolve(env.DATA_DIR ?? fileURLToPath(new URL('../../data', import.meta.url)))
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new Error(
      `Không ghi được vào thư mục dữ liệu ${folder}. Đổi chủ thư mục, hoặc chọn thư mục khác: DATA_DIR=/duong/dan npm start`,
      { cause },
    )
  }
  return folder
}

/**
 * Takes the data folder for this process, so that a second `npm start` does not stop the first one's database. Throws
 * when a living process holds it; one that was killed holds nothing.
 */
export function claimDataFolder(env: NodeJS.ProcessEnv): void {
  const folder = dataFolder(env)
  const note = join(folder, 'start.pid')
  const [pid = '', startedAt] = existsSync(note) ? readFileSync(note, 'utf8').split(' ') : []
  if (startedAt && startOf(pid) === startedAt && pid !== String(process.pid))
    throw new Error(
      `Một Cửa đang chạy từ thư mục ${folder} (tiến trình ${pid}). Dừng bản đang chạy trước, hoặc chọn thư mục khác: DATA_DIR=/duong/dan npm start`,
    )
  writeFileSync(note, `${process.pid} ${startOf(String(process.pid)) ?? ''}`)
}

/** When a living process began, in ticks since the machine started: with it a process id is never mistaken. */
function startOf(pid: string): string | undefined {
  try {
    // The name in brackets may hold spaces; the start is the twentieth figure behind it.
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return state === 'Z' ? undefined : rest[18]
  } catch {
    return undefined
  }
}

/** Fills a development installation with made-up people and activity, once. Answers whether it did. */
export async function seedOnce(context: Context, modules: readonly Module[]): Promise<boolean> {
  const { rows } = await read(context, (tx) => sql`select from settings where key = 'seed'`.execute(tx))
  if (!context.settings.development || rows.length > 0) return false
  for (const module of modules) await module.seed?.(context)
  await inTransaction(context, (tx) =>
    sql`insert into settings (key, value) values ('seed', 'true') on conflict do nothing`.execute(tx),
  )
  return true
}

/** Loads the pack into the tables of every module, unless this very pack was loaded before. Answers whether it did. */
export async function loadPack(context: Context, modules: readonly Module[]): Promise<boolean> {
  const fingerprint = packFingerprint(context.pack.folder)
  const { rows } = await read(context, (tx) =>
    sql<{ value: string }>`select value #>> '{}' as value from settings where key = 'pack'`.execute(tx),
  )
  if (rows[0]?.value === fingerprint) return false
  for (const module of modules) await module.loadPack?.(context)
  await inTransaction(context, (tx) =>
    sql`insert into settings (key, value, changed_at) values ('pack', to_jsonb(${fingerprint}::text), now())
        on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at`.execute(tx),
  )
  return true
}

/** Changes when any file of the pack changes. */
function packFingerprint(folder: string): string {
  const hash = createHash('sha256')
  for (const file of globSync('**/*.json', { cwd: folder }).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(folder, file)))
      .update('\0')
  return hash.digest('hex')
}
