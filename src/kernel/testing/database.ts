/** A fresh database for a test file: a copy of the migrated template, dropped when the file ends. */

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import pg from 'pg'
import { openCalendars } from '../calendars.ts'
import type { Context, Platform, Settings } from '../context.ts'
import { withDatabase } from '../db/roles.ts'
import { openDatabase, sql } from '../db.ts'
import { openFileStore } from '../files.ts'
import { readPack } from '../packs.ts'
import { backgroundContext, statedLevels } from '../platform.ts'
import type { Actor } from '../policy.ts'
import { startTestServer, type TestServer, testSchema } from './server.ts'

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
  /** Address of the database as the application's role, for a server under test. */
  readonly url: string
  /** Ends what uses the database before it is dropped; the last one given ends first. */
  beforeClose(end: () => Promise<void>): void
}

const demoFolder = fileURLToPath(new URL('../../../packs/demo', import.meta.url))

/** Copies the template and opens a platform on it with the pack `demo` (or another folder). */
export async function freshPlatform(
  packFolder = demoFolder,
  publicUrl = 'http://localhost:8080',
): Promise<TestPlatform> {
  const { adminUrl, password } = await testServer()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  await admin.query(`create database "${name}" template template_of_tests`)
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-files-'))
  const address = new URL(withDatabase(adminUrl, name))
  Object.assign(address, { username: 'mot_cua_app', password })
  const pack = await readPack(packFolder)
  const database = openDatabase({ url: address.href, schema: testSchema, connectionsMax: 8 })
  const calendars = openCalendars(database, pack)
  const platform: Platform = {
    database,
    files: await openFileStore(pathToFileURL(folder).href),
    pack,
    calendars,
    get calendar() {
      return calendars.current().of()
    },
    settings: testSettings(folder, publicUrl),
  }
  openPlatforms += 1
  const endings: (() => Promise<void>)[] = []
  after(async () => {
    for (const end of endings.toReversed()) await end()
    await platform.database.close()
    await admin.query(`drop database "${name}" with (force)`)
    await admin.end()
    rmSync(folder, { recursive: true, force: true })
    openPlatforms -= 1
    if (openPlatforms === 0) await ownServer?.stop()
  })
  return {
    ...platform,
    url: address.href,
    beforeClose: (end) => void endings.push(end),
    as: (actor, at) => backgroundContext(platform, actor, new Date(at)),
    async eventNames() {
      const { rows } = await platform.database.kysely
        .transaction()
        .execute((tx) => sql<{ name: string }>`select name from events order by position`.execute(tx))
      return rows.map((row) => row.name)
    },
  }
}

function testSettings(dataDir: string, publicUrl: string): Settings {
  return {
    publicUrl,
    secretKey: 'a key for tests only, 32 characters or more',
    dataDir: join(dataDir, 'private'),
    development: true,
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
