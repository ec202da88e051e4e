/** What tests send is kept once each, and judged. */

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { withDatabase } from '#kernel/db/roles.ts'
import { inTransaction, openDatabase, readOnce, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { keepStatements } from '#kernel/testing/statements.ts'
import { judgeSent } from './sent.ts'

const platform = await freshPlatform()
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-sent-'))
const before = process.env.STATEMENTS_FOLDER
after(() => rmSync(folder, { recursive: true, force: true }))

test('every statement of a pool is kept once, and the one that breaks a rule is found', async () => {
  process.env.STATEMENTS_FOLDER = folder
  const database = openDatabase({ url: platform.url, schema: 'demo', connectionsMax: 2 })
  keepStatements(database.pool)
  if (before === undefined) delete process.env.STATEMENTS_FOLDER
  else process.env.STATEMENTS_FOLDER = before
  for (const code of ['a', 'b'])
    await inTransaction({ database }, (tx) => sql`select from units where code = ${code}`.execute(tx))
  await readOnce({ database }, sql<{ name: string }>`select name from events order by position limit 1`)
  await database.close()
  const admin = withDatabase(process.env.TEST_POSTGRES_ADMIN ?? '', new URL(platform.url).pathname.slice(1))
  const { statements, findings } = await judgeSent(folder, admin, 'demo')
  // What time it is, begin and path, the read, commit, the offender.
  assert.equal(statements, 6)
  assert.deepEqual(
    findings.map(({ rule, about }) => `${rule} ${about}`),
    ['identityOrder events.position'],
  )
})

test('without a folder nothing is kept', async () => {
  const database = openDatabase({ url: platform.url, schema: 'demo', connectionsMax: 1 })
  delete process.env.STATEMENTS_FOLDER
  const listeners = database.pool.listenerCount('connect')
  keepStatements(database.pool)
  assert.equal(database.pool.listenerCount('connect'), listeners)
  if (before !== undefined) process.env.STATEMENTS_FOLDER = before
  await database.close()
})
