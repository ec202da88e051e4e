/** Opens what outlives a request: database, files, pack, calendar. The environment is read here and in `apps`, nowhere else. */

import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { answersFolder, keysFolder, masterName, notesFolder, openSecondStore } from './backup.ts'
import { unitCalendars } from './calendar.ts'
import { openCalendars, tablesOf } from './calendars.ts'
import type { BackupSettings, Context, Platform, Settings } from './context.ts'
import { openReplica } from './db/replica.ts'
import { openDatabase } from './db.ts'
import { armFailpoint } from './failpoints.ts'
import { type FileStore, openFileStore, openSealing, withSecondCopy } from './files.ts'
import { type Pack, readPack, readPackOnce } from './packs.ts'
import type { Actor, AssuranceLevel } from './policy.ts'
import { openScanner } from './scanner.ts'
import { startTraces } from './traces.ts'
import { dateOf } from './types.ts'
import { pageContextOf } from './web/page-context.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What an installation sets through the environment; everything has a default for development. */
export type Environment = {
  readonly port: number
  readonly dataDir: string
  readonly databaseUrl: string
  /** Of a copy of the database, for pages of everyone; and how many seconds it may be behind. */
  readonly databaseReadUrl?: string | undefined
  readonly readLagSecondsMax?: number
  readonly filesUrl: string
  /** Where keys of stored files lie, apart from files and database; and the file of the key they are wrapped with. */
  readonly keysDir?: string
  readonly masterKeyFile?: string | undefined
  /** Of clamd, which looks for malware in what people send; without one nobody looks. */
  readonly scannerUrl?: string | undefined
  readonly packFolder: string
  /** What was made ready for the version of the code that runs (`apps/run.mjs`). */
  readonly builtDir?: string | undefined
  /** Of a collector of traces, and how many of 1 are told; without one nothing is traced. */
  readonly tracesUrl?: string | undefined
  readonly tracesShare?: number
  /** Where this process is to die, for tests of what happens then. */
  readonly failpoint?: string | undefined
  readonly settings: Settings
}

/** Reads the environment of a process. Throws a sentence that says what to set. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const port = Number(env.PORT ?? 8080)
  const dataDir = resolve(env.DATA_DIR ?? join(root, 'data'))
  const { DATABASE_URL: databaseUrl, SECRET_KEY: secretKey } = env
  if (!databaseUrl) throw new Error('DATABASE_URL is not set. `npm start` sets it for its own PostgreSQL.')
  if (!secretKey || secretKey.length < 32)
    throw new Error('SECRET_KEY must be set to at least 32 characters of random text.')
  const publicUrl = (env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, '')
  return {
    port,
    dataDir,
    databaseUrl,
    databaseReadUrl: env.DATABASE_READ_URL || undefined,
    readLagSecondsMax: Number(env.DATABASE_READ_LAG_SECONDS ?? 5),
    filesUrl: env.FILES_URL ?? pathToFileURL(join(dataDir, 'files')).href,
    keysDir: resolve(env.KEYS_DIR ?? join(dataDir, keysFolder)),
    masterKeyFile: env.MASTER_KEY_FILE || undefined,
    scannerUrl: env.CLAMD_URL,
    packFolder: join(root, 'packs', env.PACK ?? 'binh-thuan'),
    builtDir: env.BUILT_DIR,
    tracesUrl: env.TRACES_URL || undefined,
    tracesShare: Number(env.TRACES_SHARE ?? 1),
    failpoint: env.FAILPOINT,
    settings: {
      publicUrl,
      secretKey,
      dataDir,
      development: env.DEVELOPMENT !== 'false',
      backup: readBackup(env),
      shedsLoad: env.SHED_LOAD !== 'false',
      unprovenHoursMax: readHours(env.LEDGER_HOURS_MAX ?? '4'),
      trustedProxies: (env.TRUSTED_PROXIES ?? '').split(/[\s,]+/).filter(Boolean),
      timestampUrl: env.TIMESTAMP_URL ?? '',
      identityProvider: {
        issuer: env.OIDC_ISSUER ?? `${publicUrl}/dinh-danh`,
        clientId: env.OIDC_CLIENT_ID ?? 'mot-cua',
        clientSecret: env.OIDC_CLIENT_SECRET ?? secretKey,
        scope: env.OIDC_SCOPE ?? 'openid profile email phone address',
        identityNumberClaim: env.OIDC_IDENTITY_NUMBER_CLAIM ?? 'identity_number',
        levelClaim: env.OIDC_LEVEL_CLAIM ?? 'acr',
        levels: env.OIDC_LEVELS ? readLevels(env.OIDC_LEVELS) : statedLevels,
        timeoutSeconds: Number(env.OIDC_TIMEOUT_SECONDS ?? 10),
      },
    },
  }
}

/** What is no number would never be reached, and nothing would be stopped. */
function readHours(text: string): number {
  const hours = Number(text)
  if (text.trim() === '' || !(hours >= 0))
    throw new Error('LEDGER_HOURS_MAX must be a number of hours, 0 or more.')
  return hours
}

function readBackup(env: NodeJS.ProcessEnv): BackupSettings | undefined {
  const { BACKUP_DIR, BACKUP_KEEP = '7', BACKUP_PASSPHRASE_FILE, BACKUP_DATABASE_URL } = env
  if (!BACKUP_DIR) return undefined
  const keep = Number(BACKUP_KEEP)
  if (!Number.isInteger(keep) || keep < 2) throw new Error('BACKUP_KEEP must be a whole number, 2 or more.')
  return {
    folder: resolve(BACKUP_DIR),
    databaseUrl: BACKUP_DATABASE_URL,
    passphraseFile: BACKUP_PASSPHRASE_FILE,
    keep,
  }
}

/** Levels as the national provider numbers its accounts. */
export const statedLevels = { '1': 1, '2': 2, '3': 3 } as const

/** `value=level` with spaces between. Throws a sentence that says what to set. */
export function readLevels(text: string): Record<string, AssuranceLevel> {
  const pairs = text
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [, value = '', level] = /^(.+)=([123])$/.exec(pair) ?? []
      if (!level) throw new Error(`OIDC_LEVELS: "${pair}" must be a value, "=" and 1, 2 or 3.`)
      return [value, Number(level) as AssuranceLevel] as const
    })
  return Object.fromEntries(pairs)
}

/** Statements of an operator's command, of an installation and its upgrade may read all there is. */
export const operatorSeconds = 60 * 60

/** Opens the platform for one process. */
export async function openPlatform(
  { databaseUrl, databaseReadUrl, readLagSecondsMax = 5, ...environment }: Omit<Environment, 'port'>,
  process: { name: string; connectionsMax?: number; statementSecondsMax?: number },
): Promise<Platform> {
  const { dataDir, packFolder, builtDir, tracesUrl, tracesShare = 1, failpoint, settings } = environment
  if (tracesUrl) startTraces({ url: tracesUrl, service: process.name, share: tracesShare })
  if (failpoint && settings.development) armFailpoint(failpoint)
  const pack = await (builtDir ? readPackOnce(packFolder, join(builtDir, 'packs')) : readPack(packFolder))
  mkdirSync(dataDir, { recursive: true })
  const files = await openStore(environment)
  const { answerKeys } = files
  const database = openDatabase({ url: databaseUrl, schema: pack.manifest.schema, answerKeys, ...process })
  const calendars = openCalendars(database, pack)
  return {
    database,
    ...(databaseReadUrl && {
      replica: openReplica({
        url: databaseReadUrl,
        leader: database,
        name: `${process.name} reads`,
        lagSecondsMax: readLagSecondsMax,
      }),
    }),
    files,
    pack,
    calendars,
    get calendar() {
      return calendars.current().of()
    },
    settings,
  }
}

async function openStore({
  filesUrl,
  dataDir,
  keysDir = join(dataDir, keysFolder),
  masterKeyFile = join(keysDir, masterName),
  scannerUrl,
  settings: { backup },
}: Omit<Environment, 'port' | 'databaseUrl'>): Promise<FileStore> {
  const sealing = await openSealing(join(keysDir, 'files'), masterKeyFile)
  const scanner = scannerUrl ? openScanner(scannerUrl) : undefined
  const answerKeys = await openSealing(join(keysDir, answersFolder), masterKeyFile)
  const incoming = join(dataDir, 'incoming')
  const store = await openFileStore(filesUrl, { incoming, scanner, sealing, answerKeys })
  return backup
    ? withSecondCopy(store, () => openSecondStore(backup.folder, sealing), notesFolder(dataDir))
    : store
}

/** The province's working calendar as a pack declares it, without what was announced since. */
export const calendarOf = (pack: Pack) => unitCalendars(tablesOf(pack), []).of()

/** A context outside any request: the worker, a command line, the loading of a pack. */
export function backgroundContext(
  platform: Platform,
  actor: Actor = { kind: 'system' },
  now: Date = platform.database.clock.now(),
): Context {
  const language = 'vi'
  const choices = { language, theme: undefined, textSize: 'normal', density: undefined } as const
  return {
    ...platform,
    actor,
    now,
    today: dateOf(now),
    language,
    requestId: randomUUID(),
    looks: { isTold: false },
    operationKey: undefined,
    cookie: () => undefined,
    sender: { address: '', browser: '' },
    page: pageContextOf(
      { platform, modules: [], assets: new Map() },
      { ...choices, actor, path: '/', csrfToken: '', savesData: false },
    ),
  }
}
