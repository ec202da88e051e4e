/** One PostgreSQL for a run of tests, with a migrated template database that each test file copies. */

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareDatabase } from '../db/roles.ts'
import { migrate } from '../migrations.ts'
import { freePort } from '../ports.ts'
import { startPostgres } from '../postgres.ts'

export const testSchema = 'demo'
/** Name of the template with every table and no row. */
export const migrated = 'template_of_tests'

export type TestServer = {
  readonly adminUrl: string
  /** Password of the owner's and the application's role. */
  readonly password: string
  readonly templateUrl: string
  readonly schema: string
  stop(): Promise<void>
}

/** Starts the server in a temporary folder and migrates the template. Durability is off: tests lose nothing. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-test-'))
  const relaxed = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
  const server = await startPostgres(join(folder, 'postgres'), await freePort(), relaxed)
  const password = randomUUID()
  const urls = await prepareDatabase(server.adminUrl, migrated, password)
  await migrate(urls.owner, testSchema)
  return {
    adminUrl: server.adminUrl,
    password,
    templateUrl: urls.owner,
    schema: testSchema,
    async stop() {
      server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
