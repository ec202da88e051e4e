import assert from 'node:assert/strict'
import { test } from 'node:test'
import Fastify from 'fastify'
import type { Platform } from '#kernel/context.ts'
import { openDatabase } from '#kernel/db.ts'
import { freePort } from '#kernel/ports.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { callbackPath } from '../provider/commands.ts'
import { mountProvider } from './commands.ts'

const fresh = await freshPlatform()
const publicUrl = 'http://localhost:8080'
const { clientId } = fresh.settings.identityProvider
const away = openDatabase({
  url: `postgres://nobody@127.0.0.1:${await freePort()}/none`,
  schema: fresh.database.schema,
})
let isAway = true
const platform: Platform = {
  ...fresh,
  get database() {
    return isAway ? away : fresh.database
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
const ask = (accept: string) =>
  server.inject({
    method: 'GET',
    url: `/dinh-danh/auth?${question}`,
    headers: { host: 'localhost:8080', accept },
  })

test('a provider that could not be made while the database was away is made for the next who asks', async () => {
  isAway = true
  assert.equal(
    (await ask('text/html')).statusCode,
    500,
    'the boundary of the whole server tells it as an outage',
  )
  isAway = false
  assert.equal((await ask('text/html')).statusCode, 303)
})

test('while the database is away the provider says when to come again, under a number that the log has', async () => {
  isAway = true
  for (const accept of ['text/html', 'application/json']) {
    const { statusCode, headers } = await ask(accept)
    assert.deepEqual([statusCode, headers['retry-after']], [503, '5'], accept)
    assert.match(String(headers['x-request-id']), /./)
  }
  assert.match((await ask('text/html')).body, /Tạm thời chưa phục vụ được/)
})

test.after(() => away.close())
