/** A foreign client of Open311: what it sends becomes a report, and every answer obeys the protocol in both forms. */

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import sharp from 'sharp'
import { inTransaction, sql } from '#kernel/db.ts'
import { issueServiceToken } from '#modules/identity/api.ts'
import { openPortal } from '../portal-under-test.ts'
import { type Form, schemas } from './schemas.ts'

const portal = await openPortal()
const base = `${portal.url}/open311/v2`
const grammar = path.join(import.meta.dirname, 'georeport.rng')
const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)

const { token } = await issueServiceToken(portal.context, { name: 'FixMyStreet', scopes: ['feedback.send'] })
const other = await issueServiceToken(portal.context, { name: 'Khóa khác', scopes: ['dossiers.read'] })

/** Throws what xmllint says is wrong. */
function lint(xml: string): void {
  execFileSync('xmllint', ['--noout', '--nonet', '--relaxng', grammar, '-'], { input: xml, stdio: 'pipe' })
}

type Row = Record<string, unknown>
/** Asks in both forms, checks each by its schema, and gives what JSON said. */
async function ask(address: string, query: Record<string, string>, form: Form, status = 200): Promise<Row[]> {
  const search = new URLSearchParams(query)
  const [xml, json] = await Promise.all(
    ['xml', 'json'].map((format) => fetch(`${base}/${address}.${format}?${search}`)),
  )
  assert.ok(xml && json)
  assert.equal(json.status, status, address)
  assert.equal(xml.status, status, address)
  assert.match(xml.headers.get('content-type') ?? '', /^text\/xml; charset=utf-8/)
  lint(await xml.text())
  return obey(await json.json(), form)
}

function obey(value: unknown, form: Form): Row[] {
  const check = ajv.compile(schemas[form])
  assert.ok(check(value), JSON.stringify([check.errors, value], null, 1))
  return [value].flat() as Row[]
}

async function post(format: 'xml' | 'json', fields: Record<string, string>) {
  const reply = await fetch(`${base}/requests.${format}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  })
  return { status: reply.status, text: await reply.text() }
}

const [service] = portal.context.pack.feedback.categories
assert.ok(service)
const hole = {
  api_key: token,
  service_code: service.code,
  lat: '11.65',
  long: '109.65',
  address_string: 'Trước nhà gió số 3',
  description: 'Cối xay gió kêu to suốt đêm <&> không ai ngủ được.',
  first_name: 'Diều',
  last_name: 'Gió Văn',
}

/** As the desk would: everyone may read it from now on. */
async function accept(code: string): Promise<void> {
  await inTransaction(portal.context, (tx) =>
    sql`update feedback_reports set state = 'accepted', accepted_at = now(), public_words = words, public_place = place,
      awaited = 'forward', awaited_since = now(), due_at = now() + interval '1 day' where code = ${code}`.execute(
      tx,
    ),
  )
}

test('what the endpoint is and offers is told in both forms', async () => {
  const [discovery] = await ask('discovery', {}, 'discovery')
  assert.match(JSON.stringify(discovery), /GeoReport_v2/)
  const services = await ask('services', {}, 'services')
  assert.deepEqual(
    services.map((one) => one.service_code),
    portal.context.pack.feedback.categories.map(({ code }) => code),
  )
  await ask(`services/${service.code}`, {}, 'definition')
})

test('a request that is sent becomes a report, and is told once somebody has looked', async () => {
  const sent = await post('json', hole)
  assert.equal(sent.status, 200, sent.text)
  const [receipt] = obey(JSON.parse(sent.text), 'receipt')
  const code = String(receipt?.service_request_id)
  const [refused] = await ask(`requests/${code}`, {}, 'errors', 404)
  assert.equal(refused?.code, 404)
  await accept(code)
  const [told] = await ask(`requests/${code}`, {}, 'requests')
  assert.deepEqual(
    [told?.status, told?.description, told?.address, told?.address_id, told?.lat, told?.long],
    ['open', hole.description, hole.address_string, '99101', 11.65, 109.65],
  )
  assert.doesNotMatch(JSON.stringify(told), /Gió Văn/, 'who sent it is nobody’s business')
  await ask(`tokens/${code}`, {}, 'ticket')
  const listed = await ask('requests', { service_code: service.code, status: 'open' }, 'requests')
  assert.ok(listed.some((one) => one.service_request_id === code))
  assert.deepEqual(await ask('requests', { status: 'closed' }, 'requests'), [])
  const [byCode] = await ask('requests', { service_request_id: `${code},PA-000000-XXXXX` }, 'requests')
  assert.equal(byCode?.service_request_id, code)
  const updates = await ask('servicerequestupdates', { service_request_id: code }, 'updates')
  assert.deepEqual(
    updates.map(({ status }) => status),
    ['open'],
  )
})

test('pictures come with the request; addresses of pictures are not fetched', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#0b5c7a' } })
    .jpeg()
    .toBuffer()
  const body = new FormData()
  for (const [name, value] of Object.entries(hole)) body.append(name, value)
  body.append('media', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'coi-xay.jpg')
  const sent = await fetch(`${base}/requests.json`, { method: 'POST', body })
  const [receipt] = obey(await sent.json(), 'receipt')
  const { rows } = await inTransaction(portal.context, (tx) =>
    sql`select 1 from feedback_photos p join feedback_reports r on r.id = p.report_id
      where r.code = ${String(receipt?.service_request_id)}`.execute(tx),
  )
  assert.equal(rows.length, 1)
  body.set('media', new Blob(['<script>'], { type: 'image/jpeg' }), 'coi-xay.jpg')
  const hostile = await fetch(`${base}/requests.json`, { method: 'POST', body })
  obey(await hostile.json(), 'errors')
  const far = await post('xml', { ...hole, media_url: 'http://169.254.169.254/latest' })
  assert.equal(far.status, 400)
  lint(far.text)
  assert.match(far.text, /media_url/)
})

test('what another system adds to a request is for officers, once, and decides nothing', async () => {
  const sent = await post('json', { ...hole, description: 'Cổng chào nghiêng sau trận gió đêm qua.' })
  const code = String(JSON.parse(sent.text)[0]?.service_request_id)
  await accept(code)
  const add = async (format: 'xml' | 'json', fields: Record<string, string>) => {
    const body = new URLSearchParams(fields)
    const reply = await fetch(`${base}/servicerequestupdates.${format}`, { method: 'POST', body })
    return { status: reply.status, text: await reply.text() }
  }
  const update = {
    api_key: token,
    service_request_id: code,
    description: 'Nay đã đổ hẳn, chắn lối đi.',
    status: 'CLOSED',
  }
  const [json, xml] = [await add('json', update), await add('xml', update)]
  assert.deepEqual([json.status, xml.status], [200, 200], json.text)
  lint(xml.text)
  assert.ok(xml.text.includes(String(JSON.parse(json.text)[0].update_id)))
  const [told] = await ask(`requests/${code}`, {}, 'requests')
  assert.equal(told?.status, 'open')
  const published = await ask('servicerequestupdates', { service_request_id: code }, 'updates')
  assert.doesNotMatch(JSON.stringify(published), /đổ hẳn/)
  for (const [changes, status] of [
    [{ api_key: other.token }, 403],
    [{ service_request_id: 'PA-000000-XXXXX' }, 404],
    [{ description: '' }, 400],
    [{ media_url: 'http://localhost/' }, 400],
  ] as const) {
    const answer = await add('json', { ...update, ...changes })
    assert.equal(answer.status, status, answer.text)
    obey(JSON.parse(answer.text), 'errors')
  }
})

test('XML answers what JSON does when a request is sent', async () => {
  const { status, text } = await post('xml', { ...hole, description: 'Diều mắc dây điện ở ngã ba.' })
  assert.equal(status, 200, text)
  lint(text)
  assert.match(text, /<service_request_id>PA-/)
})

test('a sign that XML has no way to write keeps neither the list nor the feed from going out', async () => {
  const sent = await post('json', { ...hole, description: 'Đèn đường\ufffe tắt cả dãy phố từ tối qua.' })
  const code = String(JSON.parse(sent.text)[0]?.service_request_id)
  await accept(code)
  await ask('requests', { service_request_id: code }, 'requests')
  const feed = await fetch(`${portal.url}/phan-anh/feed.xml`)
  assert.equal(feed.status, 200)
  assert.match(await feed.text(), /Đèn đường tắt cả dãy phố/)
})

const faults: readonly [string, Record<string, string | undefined>, number, RegExp][] = [
  ['without a key', { api_key: undefined }, 403, /feedback\.send/],
  ['with a key that does not exist', { api_key: 'mc_x' }, 403, /api_key/],
  ['with a key of another scope', { api_key: other.token }, 403, /feedback\.send/],
  ['without a service', { service_code: undefined }, 400, /service_code/],
  ['of a service that does not exist', { service_code: 'khong-co' }, 404, /khong-co/],
  ['without a description', { description: undefined }, 400, /description/],
  ['with one coordinate', { long: undefined }, 400, /lat và long/],
  ['with no place at all', { lat: undefined, long: undefined }, 400, /address_id/],
  ['far out at sea', { lat: '14', long: '112' }, 400, /address_id/],
  ['of a commune that does not exist', { address_id: '00001' }, 400, /xã, phường/],
]
for (const [what, changes, status, words] of faults)
  test(`a request ${what} is refused in the protocol's words`, async () => {
    const fields = Object.fromEntries(
      Object.entries({ ...hole, ...changes }).filter(
        (pair): pair is [string, string] => pair[1] !== undefined,
      ),
    )
    for (const format of ['xml', 'json'] as const) {
      const answer = await post(format, fields)
      assert.equal(answer.status, status, answer.text)
      assert.match(answer.text, words)
      if (format === 'xml') lint(answer.text)
      else obey(JSON.parse(answer.text), 'errors')
    }
  })

test('spans are ninety days at most, instants have their zone, and states are the two of the protocol', async () => {
  const day = (text: string) => `${text}T00:00:00Z`
  await ask('requests', { start_date: day('2026-01-01'), end_date: day('2026-03-31') }, 'requests')
  for (const query of [
    { start_date: day('2026-01-01'), end_date: day('2026-04-02') },
    { start_date: day('2026-03-01'), end_date: day('2026-01-01') },
    { start_date: '2026-01-01' },
    { status: 'half-open' },
  ]) {
    const [fault] = await ask('requests', query as Record<string, string>, 'errors', 400)
    assert.equal(fault?.code, 400)
  }
  await ask('requests', { service_code: 'khong-co' }, 'errors', 404)
})

test('a form that does not exist is refused as XML', async () => {
  const reply = await fetch(`${base}/services.csv`)
  assert.equal(reply.status, 404)
  lint(await reply.text())
})

test('at most a thousand are told, the newest first', async () => {
  await inTransaction(portal.context, (tx) =>
    sql`with made as (insert into feedback_reports (code, state, category, urgency, area_code, latitude, longitude, words, place, public_words,
        public_place, received_at, accepted_at, search_text)
      select 'PA-MANY-' || n, 'closed', ${service.code}, ${service.class}, '99101', 11.6 + n / 20000.0, 109.6 + n / 20000.0, 'Nhiều gió quá',
        'Đường ' || n, 'Nhiều gió quá', 'Đường ' || n, now() - n * interval '1 minute', now(), ''
      from generate_series(1, 1100) n
        returning id)
      insert into feedback_acts (report_id, act, at, by_kind) select id, 'send', now(), 'visitor' from made`.execute(
      tx,
    ),
  )
  const many = await ask('requests', { status: 'closed' }, 'requests')
  assert.equal(many.length, 1000)
  assert.equal(many[0]?.service_request_id, 'PA-MANY-1')
})

test('the map shows reports as clusters, all of them and none twice', async () => {
  const { modules } = await import('../../src/app.ts')
  const layer = modules.flatMap(({ mapLayers = [] }) => mapLayers).find(({ name }) => name === 'phan-anh')
  assert.ok(layer)
  const box = { west: 109.5, south: 11.5, east: 110.5, north: 12 }
  const sum = async (west: number, east: number, zoom: number) => {
    const points = await layer.points(portal.context, { box: { ...box, west, east }, zoom })
    return points.reduce((total, { count }) => total + count, 0)
  }
  for (const zoom of [6, 9, 13]) {
    const [all, left, right] = await Promise.all([
      sum(box.west, box.east, zoom),
      sum(box.west, 109.62, zoom),
      sum(109.62, box.east, zoom),
    ])
    assert.equal(left + right, all, `zoom ${zoom}`)
    assert.ok(all >= 1100)
  }
  const clusters = await layer.points(portal.context, { box, zoom: 6 })
  assert.ok(clusters.length < 20 && clusters.some(({ count }) => count > 100))
  const page = await fetch(`${portal.url}/ban-do?lop=phan-anh&x=${randomUUID()}`)
  assert.match(await page.text(), /map-cluster/)
})
