/** A fresh database for a test file: a copy of the migrated template, dropped when the file ends. */

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pg from 'pg'
import { openCalendars } from '../calendars.ts'
import type { Context, Platform, Settings } from '../context.ts'
import { withDatabase } from '../db/roles.ts'
import { openDatabase, sql } from '../db.ts'
import { type FileStore, openFileStore, openSealing } from '../files.ts'
import type { Module } from '../module.ts'
import { readPack } from '../packs.ts'
import { backgroundContext, statedLevels } from '../platform.ts'
import type { Actor } from '../policy.ts'
import { migrated, startTestServer, type TestServer, testSchema } from './server.ts'
import { keepStatements } from './statements.ts'

/** Addresses of the server that `tests/run.ts` started; a single test file run by hand starts its own. */
async function testServer(): Promise<{ adminUrl: string; password: string }> {
  const { TEST_POSTGRES_ADMIN: adminUrl, TEST_POSTGRES_PASSWORD: password } = process.env
  if (adminUrl && password) return { adminUrl, password }
  const server = await startTestServer()
  Object.assign(process.env, {
    TEST_POSTGRES_ADMIN: server.adminUrl,
    TEST_POSTGRES_PASSWORD: server.password,
  })
  ownServer = server
  return server
}

let ownServer: TestServer | undefined
let openPlatforms = 0

export type TestPlatform = Platform & {
  /** A context in which this actor acts at this moment; `at` is an ISO instant or a `Date`. */
  as(actor: Actor, at: string | Date): Context
  /** Names of the events written so far, in order. */
  eventNames(): Promise<string[]>
  /** Who looked at a case, a paper or a person, the first look first. */
  looksAt(subjectId: string): Promise<SeenLook[]>
  /** Address of the database as the application's role, for a server under test. */
  readonly url: string
  /** Ends what uses the database before it is dropped; the last one given ends first. */
  beforeClose(end: () => Promise<void>): void
}

export type SeenLook = {
  readonly viewerKind: string
  readonly viewerId: string | null
  readonly what: string
  readonly why: string
  readonly way: string
  readonly times: number
}

const demoFolder = fileURLToPath(new URL('../../../packs/demo', import.meta.url))

/** The store of a test in its folder, sealed as a real one. */
export async function openTestStore(folder: string): Promise<FileStore> {
  const keys = `${folder}-keys`
  return openFileStore(pathToFileURL(folder).href, {
    sealing: await openSealing(join(keys, 'files'), join(keys, 'master.key')),
    answerKeys: await openSealing(join(keys, 'answers'), join(keys, 'master.key')),
  })
}

/** Copies the template and opens a platform on it with the pack `demo` (or another folder); empty unless `modules` are given. */
export async function freshPlatform(
  packFolder = demoFolder,
  publicUrl = 'http://localhost:8080',
  modules: readonly Module[] = [],
): Promise<TestPlatform> {
  const { adminUrl, password } = await testServer()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-files-'))
  const pack = await readPack(packFolder)
  const files = await openTestStore(folder)
  const open = (of: string): Opened => {
    const address = new URL(withDatabase(adminUrl, of))
    Object.assign(address, { username: 'mot_cua_app', password })
    const database = openDatabase({
      url: address.href,
      schema: testSchema,
      connectionsMax: 8,
      answerKeys: files.answerKeys,
    })
    keepStatements(database.pool)
    const calendars = openCalendars(database, pack)
    const settings = testSettings(folder, publicUrl)
    const platform: Platform = {
      database,
      files,
      pack,
      calendars,
      get calendar() {
        return calendars.current().of()
      },
      settings,
    }
    return { platform, url: address.href }
  }
  const template =
    modules.length > 0 ? await loadedTemplate(admin, basename(packFolder), open, modules) : migrated
  await admin.query(`create database "${name}" template "${template}"`)
  const { platform, url } = open(name)
  openPlatforms += 1
  const endings: (() => Promise<void>)[] = []
  after(async () => {
    for (const end of endings.toReversed()) await end()
    await platform.database.close()
    await admin.query(`drop database "${name}" with (force)`)
    await admin.end()
    for (const one of [folder, `${folder}-keys`]) rmSync(one, { recursive: true, force: true })
    openPlatforms -= 1
    if (openPlatforms === 0) await ownServer?.stop()
  })
  return {
    ...platform,
    url,
    beforeClose: (end) => void endings.push(end),
    as: (actor, at) => backgroundContext(platform, actor, new Date(at)),
    async eventNames() {
      const { rows } = await platform.database.kysely
        .transaction()
        .execute((tx) => sql<{ name: string }>`select name from events order by txid, position`.execute(tx))
      return rows.map((row) => row.name)
    },
    async looksAt(subjectId) {
      const { rows } = await platform.database.kysely.transaction().execute((tx) =>
        sql<SeenLook>`select viewer_kind as "viewerKind", viewer_id as "viewerId", what, why, way, times from looks
          where subjects @> array[${subjectId}::uuid] order by first_at, id`.execute(tx),
      )
      return rows
    },
  }
}

type Opened = { readonly platform: Platform; readonly url: string }

/** Makes, once for a run of tests, the template with the pack of this name loaded; other test files wait for it and copy it. */
async function loadedTemplate(
  admin: pg.Client,
  pack: string,
  open: (name: string) => Opened,
  modules: readonly Module[],
): Promise<string> {
  const name = `template_with_${pack}`
  await admin.query('select pg_advisory_lock(hashtext($1))', [name])
  try {
    const { rows } = await admin.query('select from pg_database where datname = $1', [name])
    if (rows.length > 0) return name
    const unfinished = `${name}_${randomUUID().slice(0, 8)}`
    await admin.query(`create database "${unfinished}" template "${migrated}"`)
    const { platform } = open(unfinished)
    const context = backgroundContext(platform)
    for (const { loadPack } of modules) await loadPack?.(context)
    await platform.database.close()
    await admin.query(`alter database "${unfinished}" rename to "${name}"`)
    return name
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', [name])
  }
}

function testSettings(dataDir: string, publicUrl: string): Settings {
  return {
    publicUrl,
    secretKey: 'a key for tests only, 32 characters or more',
    dataDir: join(dataDir, 'private'),
    development: true,
    // Tests share their machine with browsers, and a late loop there is no crowd.
    shedsLoad: false,
    unprovenHoursMax: 0,
    timestampUrl: '',
    identityProvider: {
      issuer: `${publicUrl}/dinh-danh`,
      clientId: 'mot-cua',
      clientSecret: 'a secret for tests only',
      scope: 'openid profile email phone address',
      identityNumberClaim: 'identity_number',
      levelClaim: 'acr',
      levels: statedLevels,
      timeoutSeconds: 10,
    },
  }
}
