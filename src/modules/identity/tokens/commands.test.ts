import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen } from '#kernel/testing/people.ts'
import { organisation } from '#modules/organisation/module.ts'
import { authenticate } from '../commands.ts'
import { createServiceToken, findService, revokeServiceToken } from './commands.ts'

const platform = await freshPlatform()
const noon = new Date('2026-03-02T05:00:00Z')
const context = platform.as({ kind: 'system' }, noon)
await organisation.loadPack?.(context)
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000)
const order = { name: 'Cổng quốc gia', scopes: ['dossiers.write', 'dossiers.read'], unitCode: 'Z99' }

test('a token stands for its system with its scopes and unit', async () => {
  const { token, id } = await createServiceToken(context, order)
  const actor = await findService(platform, token, noon)
  assert.equal(actor?.tokenId, id)
  assert.deepEqual(actor?.scopes, new Set(order.scopes))
  assert.ok(actor?.unitId)
  assert.ok((await platform.eventNames()).includes('serviceToken.created'))
})

test('the token itself is kept nowhere', async () => {
  const { token } = await createServiceToken(context, order)
  const { rows } = await read(context, (tx) =>
    sql<{ text: string }>`select service_tokens::text || coalesce(e.payload::text, '') as text
      from service_tokens left join events e on e.subject_id = service_tokens.id`.execute(tx),
  )
  assert.ok(rows.length > 0 && rows.every(({ text }) => !text.includes(token)))
})

test('two tokens made at once differ', async () => {
  const [one, two] = await Promise.all([
    createServiceToken(context, order),
    createServiceToken(context, order),
  ])
  assert.notEqual(one.token, two.token)
  assert.notEqual(one.id, two.id)
})

test('a token without name or scope, or of a strange unit, is refused', async () => {
  const refused = (change: object, code: string) =>
    assert.rejects(createServiceToken(context, { ...order, ...change }), { code })
  await refused({ name: ' ' }, 'identity.tokenNeedsName')
  await refused({ scopes: [] }, 'identity.tokenNeedsScope')
  await refused({ scopes: ['everything'] }, 'identity.tokenNeedsScope')
  await refused({ unitCode: 'Z99.04' }, 'identity.noSuchUnit')
})

test('a stranger’s token stands for nobody', async () => {
  assert.equal(await findService(platform, 'mc_unknown', noon), undefined)
})

test('a revoked token is dead within a second, and is revoked once', async () => {
  const { token, id } = await createServiceToken(context, order)
  assert.ok(await findService(platform, token, noon))
  await revokeServiceToken(context, id)
  assert.equal(await findService(platform, token, later(1)), undefined)
  await assert.rejects(revokeServiceToken(context, id), { code: 'identity.noSuchToken' })
  await assert.rejects(revokeServiceToken(context, 'no id'), { code: 'identity.noSuchToken' })
})

test('a token ends when it was said to', async () => {
  const { token } = await createServiceToken(context, { ...order, endsAt: later(3600) })
  assert.ok(await findService(platform, token, later(3598)))
  assert.equal(await findService(platform, token, later(3600)), undefined)
})

test('a request with a bearer token is never taken for a person', async () => {
  const person = citizen()
  const credentials = { sessionToken: person.personId, bearerToken: 'mc_unknown' }
  assert.equal(await authenticate(platform, credentials, noon), undefined)
  const { token } = await createServiceToken(context, order)
  const actor = await authenticate(platform, { ...credentials, bearerToken: token }, noon)
  assert.equal(actor?.kind, 'service')
})
