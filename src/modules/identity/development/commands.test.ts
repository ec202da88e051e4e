import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import type { Platform } from '#kernel/context.ts'
import { openDatabase } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { freePort } from '#kernel/ports.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { organisation } from '#modules/organisation/module.ts'
import { callbackPath } from '../provider/commands.ts'
import { chooseModel, listModels, mountProvider } from './commands.ts'

const fresh = await freshPlatform()
const publicUrl = 'http://localhost:8080'
const { clientId } = fresh.settings.identityProvider
const away = openDatabase({
  url: `postgres://nobody@127.0.0.1:${await freePort()}/none`,
  schema: fresh.database.schema,
})
/** So often it is still there. */
let timesThere = 0
let asked = 0
const platform: Platform = {
  ...fresh,
  get database() {
    asked += 1
    return asked > timesThere ? away : fresh.database
  },
  settings: {
    ...fresh.settings,
    publicUrl,
    development: true,
    identityProvider: { ...fresh.settings.identityProvider, issuer: `${publicUrl}/dinh-danh` },
  },
}
const server = Fastify()
await mountProvider(server, platform)

const question = new URLSearchParams({
  client_id: clientId,
  redirect_uri: `${publicUrl}${callbackPath}`,
  response_type: 'code',
  scope: 'openid',
  code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  code_challenge_method: 'S256',
})
const ask = (accept: string) => {
  asked = 0
  return server.inject({
    method: 'GET',
    url: `/dinh-danh/auth?${question}`,
    headers: { host: 'localhost:8080', accept },
  })
}

test('a provider that could not be made while the database was away is made for the next who asks', async () => {
  timesThere = 0
  assert.equal(
    (await ask('text/html')).statusCode,
    500,
    'the boundary of the whole server tells it as an outage',
  )
  timesThere = Number.POSITIVE_INFINITY
  assert.equal((await ask('text/html')).statusCode, 303)
})

test('while the database is away the provider says when to come again, under a number that the log has', async () => {
  timesThere = 0
  for (const accept of ['text/html', 'application/json']) {
    const { statusCode, headers } = await ask(accept)
    assert.deepEqual([statusCode, headers['retry-after']], [503, '5'], accept)
    assert.match(String(headers['x-request-id']), /./)
  }
  assert.match((await ask('text/html')).body, /Tạm thời chưa phục vụ được/)
})

test('it says so too when the database goes away at any moment of a sign-in', async () => {
  const context = backgroundContext(fresh)
  await organisation.seed?.(context)
  const login = (await listModels(context))[0]?.login ?? ''
  const statuses: number[] = []
  for (let times = 0; statuses.at(-1) !== 303 && times < 50; times++) {
    timesThere = Number.POSITIVE_INFINITY
    const page = await ask('text/html')
    const to = await chooseModel(context, String(page.headers.location).split('/').at(-1) ?? '', login)
    const cookie = page.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    asked = 0
    timesThere = times
    const { statusCode, headers } = await server.inject({
      url: new URL(to).pathname,
      headers: { host: 'localhost:8080', accept: 'text/html', cookie },
    })
    statuses.push(statusCode)
    if (statusCode === 303) continue
    assert.deepEqual([statusCode, headers['retry-after']], [503, '5'], `there ${times} times`)
    assert.match(String(headers['x-request-id']), /./)
  }
  assert.ok(statuses.length >= 5 && statuses.at(-1) === 303, statuses.join(' '))
})

test.after(() => away.close())
