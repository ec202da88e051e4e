import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { combine } from './combine.ts'
import type { Platform } from './context.ts'
import { openDatabase, read, sql } from './db.ts'
import { kernelRefusal } from './errors.ts'
import { defineModule } from './module.ts'
import { outageOf } from './outages.ts'
import { freePort } from './ports.ts'
import { freshPlatform } from './testing/database.ts'
import { createServer } from './web/server.ts'
import { endpoint, json } from './web.ts'

const broken = (message: string, code?: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), code && { code })

test('what is broken for a moment is told apart from a fault, and a full disk from a cut line', () => {
  const seen = [
    broken('connect ECONNREFUSED 127.0.0.1:1', 'ECONNREFUSED'),
    broken('the database system is starting up', '57P03'),
    broken('Connection terminated unexpectedly'),
    broken('Query read timeout'),
    broken('wrapped', undefined, broken('read ECONNRESET', 'ECONNRESET')),
    broken('ENOSPC: no space left on device, write', 'ENOSPC'),
    broken('could not extend file', '53100'),
    broken('duplicate key', '23505'),
    new TypeError('x is not a function'),
    kernelRefusal.staleForm(),
  ]
  assert.deepEqual(
    seen.map((thrown) => outageOf(thrown)?.code),
    [
      ...Array(5).fill('kernel.unavailable'),
      'kernel.noRoom',
      'kernel.noRoom',
      undefined,
      undefined,
      undefined,
    ],
  )
})

test('while the database is away people get a page and programs a problem, both with when to come again', async () => {
  const fresh = await freshPlatform()
  const away = openDatabase({ url: `postgres://nobody@127.0.0.1:${await freePort()}/none`, schema: 'demo' })
  const platform: Platform = { ...fresh, database: away, calendar: fresh.calendar }
  const asks = defineModule({
    name: 'asks',
    dependsOn: [],
    authenticate: async (_platform, { sessionToken }) =>
      sessionToken ? read(platform, async () => undefined) : undefined,
    routes: [
      endpoint({
        method: 'GET',
        path: '/hoi',
        access: 'public',
        input: Type.Object({}),
        handle: (context) => read(context, async (tx) => json((await sql`select 1`.execute(tx)).rows)),
      }),
    ],
  })
  const server = await createServer({ platform, modules: [asks], assets: new Map(), quiet: true })
  const ask = (headers: Record<string, string>) => server.inject({ url: '/hoi', headers })
  const page = await ask({ accept: 'text/html,*/*', cookie: 'phien=somebody' })
  assert.deepEqual([page.statusCode, page.headers['retry-after']], [503, '5'])
  assert.match(page.body, /<h1>Tạm thời chưa phục vụ được<\/h1>.*những gì đã lưu vẫn còn/)
  assert.match(String(page.headers['content-security-policy']), /default-src/)
  const program = await ask({ accept: 'application/json' })
  assert.deepEqual([program.statusCode, program.json<{ code: string }>().code], [503, 'kernel.unavailable'])
  for (const { body } of [page, program]) assert.doesNotMatch(body, /ECONNREFUSED|node_modules|127\.0\.0\.1/)
  await server.close()
  await away.close()
})

test('a joint call to a database that is away is made once and fails for all', async () => {
  let calls = 0
  const send = combine(async (items: readonly string[]) => {
    calls += 1
    if (calls === 1) return items
    throw broken('Connection terminated unexpectedly')
  })
  const first = send('first')
  const outcomes = await Promise.allSettled([first, ...['a', 'b', 'c'].map(send)])
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected', 'rejected'],
  )
  assert.equal(calls, 2)
})
