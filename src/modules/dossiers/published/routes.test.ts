import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import type { Static } from 'typebox'
import { Value } from 'typebox/value'
import { read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { exampleAnswers } from '#kernel/forms.ts'
import type { Module } from '#kernel/module.ts'
import type { Actor, Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, service } from '#kernel/testing/people.ts'
import type { JsonObject } from '#kernel/types.ts'
import { createServer } from '#kernel/web/server.ts'
import { formLookups, officerAt } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { portalOver } from '#modules/portal/module.ts'
import { getProcedure, papersFor } from '#modules/services/api.ts'
import { services } from '#modules/services/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { dossiers } from '../module.ts'
import { keepFile, submitDossier } from '../submission/commands.ts'
import { DossierList, PublishedDossier } from './domain.ts'

const monday = '2026-03-02T08:00+07:00'
const tuesday = '2026-03-03T09:00+07:00'
const procedure = '9.000002'
const platform = await freshPlatform()
const owner = citizen({ name: 'Trần Thị Diều' })
const stranger = citizen({ name: 'Lê Văn Lạ', identityNumber: '099190000002' })
const sender = service(['dossiers.write', 'dossiers.read'])
const actors = new Map<string, Actor>([
  ['owner', owner],
  ['stranger', stranger],
  ['sender', sender],
  ['other', service(['dossiers.read'])],
])
const people: Module = {
  name: 'people',
  dependsOn: [],
  authenticate: async (_platform, { sessionToken, bearerToken }) =>
    actors.get(bearerToken ?? sessionToken ?? ''),
}
const server = await createServer({
  platform,
  modules: [people, services, dossiers, portalOver([])],
  assets: await buildAssets(),
  now: () => new Date(tuesday),
  quiet: true,
})
after(() => server.close())

let clerk: Officer
before(async () => {
  const context = platform.as({ kind: 'system' }, monday)
  for (const module of [organisation, services]) await module.loadPack?.(context)
  await organisation.seed?.(context)
  const posts = await read(context, async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select p.id from posts p join units u on u.id = p.unit_id where u.code = 'Z99.11.01'`.execute(tx)
    return Promise.all(rows.map(({ id }) => officerAt(tx, id, context.today)))
  })
  const who = (role: string) => {
    const found = posts.find((one) => one?.roles.includes(role))
    assert.ok(found, role)
    return found
  }
  clerk = who('desk-clerk')
  actors.set('handler', service(['dossiers.handle'], { unitId: clerk.unitId }))
  actors.set('homeless', service(['dossiers.handle']))
  const elsewhere = await read(context, async (tx) => {
    const { rows } = await sql<{ id: string }>`select id from units where code = 'Z99.12.01'`.execute(tx)
    return rows[0]?.id
  })
  actors.set('neighbour', service(['dossiers.handle'], { unitId: elsewhere }))
})

let seed = 7
const chance = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 4_294_967_296
}
async function newFile(context: ReturnType<typeof platform.as>) {
  const document = await PDFDocument.create()
  document.addPage([200 + chance() * 100, 200])
  return keepFile(context, await storeBytes(platform.files, 'giay.pdf', await document.save()))
}

type Made = { readonly code: string; readonly lookupSecret: string; readonly answers: JsonObject }
async function submitted(by: Actor = owner): Promise<Made> {
  const context = platform.as(by, monday)
  const { form, papers } = await read(context, (tx) => getProcedure(tx, procedure, context.today))
  const fileId = await newFile(context)
  const lists = { ...formLookups(context), communes: ['99101'], units: ['Z99.02'], files: [fileId] }
  const answers = exampleAnswers(form, chance, lists)
  const required = papersFor({ papers }, answers).filter((one) => one.required)
  const { code, lookupSecret } = await submitDossier(context, {
    key: randomUUID(),
    procedure,
    answers,
    papers: required.map(({ paper }) => ({ key: paper.key, fileId })),
    channel: 'online',
    returnMethod: 'online',
  })
  return { code, lookupSecret, answers }
}

async function call(url: string, token?: string, payload?: object, headers: Record<string, string> = {}) {
  const { statusCode: status, body } = await server.inject({
    method: payload ? 'POST' : 'GET',
    url,
    headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
    ...(payload && { payload }),
  })
  return { status, body: JSON.parse(body) as JsonObject }
}
const one = (code: string, token?: string) => call(`/api/v1/dossiers/${code}`, token)
const move = (code: string, token: string, payload: object, headers = {}) =>
  call(`/api/v1/dossiers/${code}/transitions`, token, payload, headers)
const eventsOf = async (code: string) =>
  read(platform.as({ kind: 'system' }, monday), async (tx) => {
    const { rows } = await sql<{ name: string; actor_kind: string }>`
      select e.name, e.actor_kind from events e join cases c on c.id = e.subject_id where c.code = ${code}
      order by e.txid, e.position`.execute(tx)
    return rows.map(({ name, actor_kind: kind }) => `${kind} ${name}`)
  })

test('a system reads what it submitted, in the shape that is published', async () => {
  const { code } = await submitted(sender)
  const { status, body } = await one(code, 'sender')
  assert.equal(status, 200)
  assert.ok(Value.Check(PublishedDossier, body), JSON.stringify([...Value.Errors(PublishedDossier, body)]))
  assert.deepEqual(body.state, { key: 'registered', code: 1, vi: 'Mới đăng ký', en: 'Submitted' })
  assert.equal(body.resultUrl, null)
  assert.deepEqual(await eventsOf(code), ['service dossier.submitted'])
})

test('a person reads the own ones; other tokens, people and visitors find none', async () => {
  const { code } = await submitted()
  assert.equal((await one(code, 'owner')).status, 200)
  for (const token of ['stranger', 'sender', 'other', 'neighbour', 'homeless'])
    assert.equal((await one(code, token)).status, 404, token)
  assert.equal((await one(code)).status, 401)
  const refused = await call('/api/v1/dossiers/nothing', 'other', undefined, { 'accept-language': 'en' })
  assert.deepEqual([refused.body.code, refused.body.status], ['dossiers.notFound', 404])
  assert.match(String(refused.body.detail), /No such dossier/)
})

test('the list goes on from page to page without gap or repeat', async () => {
  for (let round = 0; round < 5; round += 1) await submitted(sender)
  const codes: unknown[] = []
  let after = ''
  do {
    const { body } = await call(`/api/v1/dossiers?limit=2${after && `&after=${after}`}`, 'sender')
    assert.ok(Value.Check(DossierList, body))
    codes.push(...(body.items as readonly JsonObject[]).map((item) => item.code))
    after = typeof body.next === 'string' ? body.next : ''
  } while (after)
  assert.equal(codes.length, 6)
  assert.equal(new Set(codes).size, 6)
  const empty = await call('/api/v1/dossiers?group=co-ket-qua', 'sender')
  assert.deepEqual(empty.body, { items: [], next: null })
})

test('a system of the unit accepts under the rules of officers, and the events say service', async () => {
  const { code } = await submitted()
  const before = await one(code, 'handler')
  const { version } = before.body
  assert.equal((await move(code, 'neighbour', { transition: 'accept', version })).status, 404)
  assert.equal((await move(code, 'homeless', { transition: 'accept', version })).status, 403)
  assert.equal((await move(code, 'sender', { transition: 'accept', version })).status, 403)
  const done = await move(code, 'handler', { transition: 'accept', version })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  assert.equal((done.body.state as JsonObject).code, 4)
  const again = await move(code, 'handler', { transition: 'accept', version })
  assert.deepEqual([again.status, again.body.code], [409, 'dossiers.changedMeanwhile'])
  const told = await eventsOf(code)
  assert.ok(told.includes('service dossier.accepted'))
  assert.ok(told.every((line) => !line.startsWith('officer')))
  const held = await move(code, 'handler', { transition: 'forward', version: done.body.version })
  assert.deepEqual([held.status, held.body.code], [403, 'dossiers.notYours'], 'a person holds it now')
})

test('a deadline is explained stretch by stretch, each with its rule and in the language asked for', async () => {
  const { code } = await submitted()
  const { version } = (await one(code, 'handler')).body
  await move(code, 'handler', { transition: 'accept', version })
  const { body } = await one(code, 'handler')
  assert.ok(Value.Check(PublishedDossier, body), JSON.stringify([...Value.Errors(PublishedDossier, body)]))
  const { spans, dueAt, receivedAt, moves } = body as Static<typeof PublishedDossier>
  const counted = spans.filter(({ counts, phase }) => counts && phase === 'appointment')
  assert.equal(
    counted.reduce((sum, { minutes }) => sum + minutes, 0),
    2 * 480,
    'two working days',
  )
  assert.ok(spans.some(({ counts, reason }) => !counts && reason === 'night'))
  assert.ok(
    spans.every(({ endAt }, index) => spans[index + 1] === undefined || spans[index + 1]?.startAt === endAt),
  )
  assert.ok(spans.every(({ rule, text }) => /^docs\/legal\.md#[a-z-]+$/.test(rule) && text.length > 5))
  assert.deepEqual(
    [spans.find(({ phase }) => phase === 'appointment')?.startAt, spans.at(-1)?.endAt],
    [receivedAt, dueAt],
  )
  assert.deepEqual(moves, [])
  const english = await call(`/api/v1/dossiers/${code}`, 'handler', undefined, { 'accept-language': 'en' })
  const told = (english.body as Static<typeof PublishedDossier>).spans[0]?.text ?? ''
  assert.notEqual(told, spans[0]?.text)
  assert.doesNotMatch(told, /[ạảấầẩậắằẳặẹẻẽếềểễệ]/)
})

test('a refusal without its ground and a request without faults are refused in both languages', async () => {
  const { code } = await submitted()
  const { version } = (await one(code, 'handler')).body
  const ground = await move(code, 'handler', { transition: 'refuseReception', version })
  assert.deepEqual([ground.status, ground.body.code], [422, 'dossiers.groundNeeded'])
  const faults = await move(
    code,
    'handler',
    { transition: 'requestSupplement', version },
    { 'accept-language': 'en' },
  )
  assert.equal(faults.body.code, 'dossiers.faultsNeeded')
  assert.match(String(faults.body.detail), /^Choose at least one/)
  const fault = { target: 'field', key: 'phone', reason: 'Không gọi được' }
  const asked = await move(code, 'handler', {
    transition: 'requestSupplement',
    version,
    faults: [fault],
    reason: '',
  })
  assert.equal((asked.body.state as JsonObject).key, 'supplementing')
  const { supplements } = (await one(code, 'handler')).body
  assert.deepEqual((supplements as readonly JsonObject[])[0]?.answeredAt, null)
  assert.equal((await move(code, 'handler', { transition: 'sign', version })).status, 422)
})

test('a system proposes and passes on, but what the head signs stays with people', async () => {
  const { code } = await submitted()
  const accepted = await move(code, 'handler', {
    transition: 'accept',
    version: (await one(code, 'handler')).body.version,
  })
  const { version } = accepted.body
  const held = await move(code, 'handler', { transition: 'propose', version, reason: 'Chờ gió' })
  assert.deepEqual([held.status, held.body.code], [422, 'dossiers.proposalNeeded'])
  const stop = { transition: 'propose', proposal: 'stop', version, reason: 'Chờ gió', legalBasis: 'Điều 9' }
  const notHeld = await move(code, 'handler', stop)
  assert.deepEqual([notHeld.status, notHeld.body.code], [403, 'dossiers.notYours'], 'a person holds the step')
  assert.equal((await move(code, 'handler', { transition: 'stop', version })).status, 422)
  const requester = {
    name: 'Trần Thị Diều',
    identity: 'B1234567',
    capacity: 'authorised',
    authority: 'Giấy 12',
  }
  const withdrawn = await move(code, 'handler', {
    transition: 'withdrawAtDesk',
    version,
    reason: 'Bán diều rồi',
    requester,
  })
  assert.equal((withdrawn.body.state as JsonObject).key, 'withdrawn', JSON.stringify(withdrawn.body))
})

test('a system of the desk passes on what was handed in at the wrong place', async () => {
  const { code } = await submitted()
  const { version } = (await one(code, 'handler')).body
  const passed = await move(code, 'handler', {
    transition: 'transfer',
    version,
    to: 'Z99.12.01',
    reason: 'Xã khác',
  })
  assert.equal(passed.status, 200, JSON.stringify(passed.body))
  assert.equal((await one(code, 'handler')).status, 404, 'it is the other desk’s now')
})
