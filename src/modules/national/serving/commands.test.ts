import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import Fastify from 'fastify'
import { inTransaction, read, sql } from '#kernel/db.ts'
import {
  hashOf,
  isSignedBy,
  newSigningKey,
  requestHash,
  type SigningKey,
  signMessage,
} from '#kernel/signed-messages.ts'
import { accepted, platform } from '../../dossiers/testing/acts/commands.ts'
import { ownMember, provinceKey } from '../../exchange/registry/commands.ts'
import { registerClient } from '../../exchange/serving/commands.ts'
import { mountServices } from '../../exchange/serving/routes.ts'
import { answerParts, type CallHead, headersOf, partsOf } from '../../exchange/transport/domain.ts'
import { served } from './commands.ts'

const key = newSigningKey()
const sender = 'VN/GOV/G99/HE-THONG-THU'
const limited = 'VN/GOV/G99/IT-LUOT'
const server = Fastify()
const own = ownMember(platform)
let code = ''

before(async () => {
  await mountServices(served)(server, platform)
  const context = platform.as({ kind: 'system' }, new Date())
  const client = { name: 'Bộ Gió', publicKey: key.publicKey }
  await registerClient(context, {
    ...client,
    member: sender,
    scopes: ['dossiers.state', 'wallet.exchange'],
    callsPerMinute: 10_000,
  })
  await registerClient(context, { ...client, member: limited, scopes: ['dossiers.state'], callsPerMinute: 3 })
})

type Change = Partial<CallHead> & { readonly by?: SigningKey; readonly sentPath?: string }

async function call(path: string, change: Change = {}) {
  const { by = key, sentPath = path, ...more } = change
  const head: CallHead = {
    sender,
    id: randomUUID(),
    time: new Date().toISOString(),
    purpose: 'Giải quyết hồ sơ liên thông',
    article: 'Điều 13 Nghị định 61/2018/NĐ-CP',
    dossierCode: undefined,
    userId: undefined,
    idempotencyKey: undefined,
    ...more,
  }
  const parts = partsOf(head, 'GET', path, '')
  const answer = await server.inject({ url: sentPath, headers: headersOf(head, signMessage(by, parts)) })
  const { headers, body, statusCode: status } = answer
  return { status, body: JSON.parse(body) as Record<string, unknown>, raw: body, headers, parts }
}
const statePath = (subject: string, subsystem = own) =>
  `/x-road/r1/${subsystem}/trang-thai-ho-so/v1?maHoSo=${subject}`

test('the state of a dossier is told, signed, with the hash of the question', async () => {
  code = await accepted()
  const { status, body, raw, headers, parts } = await call(statePath(code))
  assert.deepEqual([status, body.maHoSo, body.trangThai], [200, code, 4])
  const time = String(headers['exchange-time'])
  const signed = answerParts(parts, { sender: own, time, status }, raw)
  assert.ok(isSignedBy(provinceKey(platform).publicKey, signed, String(headers['exchange-signature'])))
  assert.ok(
    !isSignedBy(
      provinceKey(platform).publicKey,
      { ...signed, body: `${raw} ` },
      String(headers['exchange-signature']),
    ),
  )
  assert.equal(headers['x-road-request-hash'], requestHash(parts))
})

test('question and answer stand in the log, with the purpose', async () => {
  const { parts, raw } = await call(statePath(code))
  const context = platform.as({ kind: 'system' }, new Date())
  const { rows } = await read(context, (tx) =>
    sql<{ hash: string; purpose: string }>`
      select a.body_hash as hash, c.purpose
      from exchange_calls c join exchange_answers a on a.call_id = c.id where c.message_id = ${parts.id}`.execute(
      tx,
    ),
  )
  assert.equal(rows[0]?.hash, hashOf(raw))
  assert.equal(rows[0]?.purpose, 'Giải quyết hồ sơ liên thông')
})

test('who is unknown, forges, alters, replays, is late or gives no purpose is refused', async () => {
  const path = statePath(code)
  const refused = async (change: Change, status: number, reason: string) => {
    const answer = await call(path, change)
    assert.deepEqual([answer.status, answer.body.type], [status, `Client.${reason}`])
    assert.equal(answer.headers['x-road-error'], `Client.${reason}`)
  }
  await refused({ sender: 'VN/GOV/G99/LA' }, 401, 'exchangeService.unknownClient')
  await refused({ by: newSigningKey() }, 401, 'exchangeService.badSignature')
  await refused({ sentPath: `${path}0` }, 401, 'exchangeService.badSignature')
  const late = new Date(Date.now() - 6 * 60_000).toISOString()
  await refused({ time: late }, 401, 'exchangeService.stale')
  await refused({ time: 'yesterday' }, 401, 'exchangeService.stale')
  await refused({ purpose: '' }, 422, 'exchangeService.purposeNeeded')
  await refused({ article: '   x ' }, 422, 'exchangeService.purposeNeeded')
  await refused({ id: 'x' }, 422, 'exchangeService.idNeeded')
  const id = randomUUID()
  assert.equal((await call(path, { id })).status, 200)
  await refused({ id }, 409, 'exchangeService.replayed')
})

test('of the same message sent twenty times at once, one is answered', async () => {
  const id = randomUUID()
  const answers = await Promise.all(Array.from({ length: 20 }, () => call(statePath(code), { id })))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  assert.equal(answers.filter(({ status }) => status === 409).length, 19)
})

test('a client gets only what it was granted, and only so many calls a minute', async () => {
  const proof = await call(`/x-road/r1/${own}/kiem-tra-ket-qua/v1?ma=THUTHUTHUTHU`)
  assert.equal(proof.status, 403)
  // Between two full minutes at most twice as many pass.
  const answers = await Promise.all(
    Array.from({ length: 9 }, () => call(statePath(code), { sender: limited })),
  )
  const passed = answers.filter(({ status }) => status === 200).length
  assert.ok(passed >= 3 && passed <= 6, `${passed} passed`)
  const { headers, body } = answers.find(({ status }) => status === 429) ?? {}
  assert.match(String(body?.message), /Đợi \d+ giây/)
  assert.ok(headers)
})

test('the sandbox answers with made-up people and never with real ones', async () => {
  const sandbox = own.replace(/[^/]+$/, 'THU-NGHIEM')
  assert.equal((await call(statePath('H99-THU-0001', sandbox))).body.maTTHC, '9.000001')
  assert.equal((await call(statePath(code, sandbox))).status, 404)
  assert.equal((await call(statePath('H99-THU-0001'))).status, 404)
})

test('a disabled client is a stranger within seconds', async () => {
  const context = platform.as({ kind: 'system' }, new Date())
  await inTransaction(context, (tx) =>
    sql`insert into exchange_clients (member, name, public_key, scopes, calls_per_minute, is_enabled)
      values ('VN/GOV/G99/TAT', 'Tắt', ${key.publicKey}, '{dossiers.state}', 10, false)`.execute(tx),
  )
  assert.equal((await call(statePath(code), { sender: 'VN/GOV/G99/TAT' })).status, 401)
})

test('each service is described from its own declaration', async () => {
  const document = (await server.inject({ url: '/x-road/openapi.json' })).json() as {
    openapi: string
    paths: Record<string, { get: { parameters: { name: string; in: string }[] } }>
  }
  assert.equal(document.openapi, '3.1.0')
  assert.deepEqual(
    Object.keys(document.paths),
    served.map(({ code, version }) => `/${code}/${version}`),
  )
  const names = document.paths['/ket-qua-cua-cong-dan/v1']?.get.parameters.map(({ name }) => name) ?? []
  for (const name of ['soDinhDanh', 'maHoSo', 'X-Road-Client', 'Exchange-Purpose'])
    assert.ok(names.includes(name), name)
})
