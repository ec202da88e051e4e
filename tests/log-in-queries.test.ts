/** What a log-in costs each page: at most two more questions to the database, whoever is signed in. */

import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { createServer } from '#kernel/web/server.ts'
import { buildAssets } from '#ui/assets.ts'
import { modules } from '../src/app.ts'
import { openSession } from './portal-under-test.ts'

const demo = new URL('../packs/demo', import.meta.url).pathname
const platform = await freshPlatform(demo, 'http://localhost:8080', modules)
const server = await createServer({ platform, modules, assets: await buildAssets(), quiet: true })
after(() => server.close())
const context = backgroundContext(platform)
for (const { name, seed } of modules) if (name === 'organisation') await seed?.(context)

/** Counts what is asked of the database; what only opens and ends a transaction asks nothing. */
let asked: string[] = []
const { query } = pg.Client.prototype
pg.Client.prototype.query = function counted(this: pg.Client, ...given: unknown[]) {
  const [first] = given as [string | { readonly text: string }]
  const text = typeof first === 'string' ? first : (first?.text ?? '')
  if (!/^\s*(begin|start|commit|rollback|set |select set_config)/i.test(text)) asked.push(text)
  return Reflect.apply(query, this, given)
} as typeof query
after(() => {
  pg.Client.prototype.query = query
})

async function questions(path: string, cookie: string | undefined): Promise<string[]> {
  asked = []
  const headers = cookie === undefined ? {} : { cookie }
  const { statusCode } = await server.inject({ method: 'GET', url: path, headers })
  assert.equal(statusCode, 200, path)
  return asked
}

const mai = citizen()
await savePerson(platform, mai)
const officer = await read(context, async (tx) => {
  const { rows } = await sql<{ post: string; person: string }>`
    select id as post, person_id as person from posts order by id limit 1`.execute(tx)
  return rows[0]
})
assert.ok(officer)
const sessions = {
  citizen: (await openSession(context, mai.personId, null)).cookie,
  officer: (await openSession(context, officer.person, officer.post)).cookie,
}
await inTransaction(context, (tx) => sql`select 1`.execute(tx))

for (const path of ['/', '/tro-giup', '/tra-cuu', '/thu-tuc/9.000001'])
  for (const [who, cookie] of Object.entries(sessions))
    test(`${path} asks at most two more for a signed-in ${who}`, async () => {
      for (const one of [undefined, cookie]) await questions(path, one)
      const [without, within] = [await questions(path, undefined), await questions(path, cookie)]
      assert.ok(within.length > without.length, 'the count sees the log-in')
      assert.ok(within.length - without.length <= 2, within.join('\n'))
    })
