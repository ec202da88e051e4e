/** `npm run tables`: writes the types of all tables from a freshly migrated database. A test fails when they are stale. */

import { readFileSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { startTestServer } from '#kernel/testing/server.ts'
import { describeTables } from '#kernel/testing/tables.ts'

const target = 'src/kernel/db/tables.ts'
const server = await startTestServer()
try {
  const client = new pg.Client(server.templateUrl)
  await client.connect()
  const text = await describeTables(client, server.schema)
  await client.end()
  if (readFileSync(target, 'utf8') !== text) writeFileSync(target, text)
  console.log(`${target}: ${text.split('\n').length} lines`)
} finally {
  await server.stop()
}
