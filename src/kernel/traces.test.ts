import assert from 'node:assert/strict'
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { Type } from 'typebox'
import { inTransaction, read, readOnce, sql } from './db.ts'
import { defineModule } from './module.ts'
import { freshPlatform } from './testing/database.ts'
import { parentOf } from './traces/parent.ts'
import { operationOf, withoutValues } from './traces/statements.ts'
import { askOutside, inSpan, isTracing, startTraces } from './traces.ts'
import { createServer } from './web/server.ts'
import { endpoint, json } from './web.ts'

type Told = {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, string> }[]
  readonly status: { readonly code?: number }
}

/** A collector, and another system, that keep what they are sent. */
async function listen(
  answer: number,
): Promise<{ url: string; bodies: string[]; headers: IncomingHttpHeaders[] }> {
  const bodies: string[] = []
  const headers: IncomingHttpHeaders[] = []
  const server = createHttpServer((request, response) => {
    headers.push(request.headers)
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      bodies.push(body)
      response.writeHead(answer).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  after(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`, bodies, headers }
}
const spansIn = (bodies: readonly string[]): readonly Told[] =>
  bodies.flatMap((body) =>
    (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Told[] }[] }[] }).resourceSpans.flatMap(
      ({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans),
    ),
  )
const fact = ({ attributes }: Told, key: string) =>
  Object.values(attributes.find((one) => one.key === key)?.value ?? {})[0]

/** What of a person could be told: each of these is typed, stored, asked for or thrown below. */
const canary = [
  'Hoàng Yến Phượng',
  '099190123456',
  '0990123456',
  'phuong@example.vn',
  '198.51.100.7',
  'bi-mat-cua-phien',
]
const [name, identity, phone, mail, address, session] = canary as [
  string,
  string,
  string,
  string,
  string,
  string,
]

const platform = await freshPlatform()
const other = await listen(200)
const place = defineModule({
  name: 'place',
  dependsOn: [],
  routes: [
    endpoint({
      method: 'POST',
      path: '/nguoi/:identity',
      access: 'public',
      input: Type.Object({ identity: Type.String(), q: Type.Optional(Type.String()), phone: Type.String() }),
      async handle(context, input) {
        await inTransaction(context, async (tx) => {
          await sql`insert into persons (id, kind, full_name, identity_number, phone, email)
            values (gen_random_uuid(), 'citizen', ${name}, ${input.identity}, ${input.phone}, ${mail})`.execute(
            tx,
          )
          // Written into the text, as nobody should.
          await sql`select ${sql.raw(`'${name}'`)}, ${sql.raw(identity.slice(1))}`.execute(tx)
        })
        await readOnce(context, sql<{ one: number }>`select 1 as one where ${input.phone} = ${phone}`)
        await askOutside('POST', '127.0.0.1', (headers) =>
          fetch(other.url, { method: 'POST', body: name, headers: { ...headers } }),
        )
        return json({ isDone: true })
      },
    }),
    endpoint({
      method: 'GET',
      path: '/hong/:identity',
      access: 'public',
      input: Type.Object({ identity: Type.String() }),
      async handle(context, input) {
        await read(context, (tx) => sql`select ${input.identity}::int / 0`.execute(tx))
        throw new Error(`${name} không có`)
      },
    }),
  ],
})
const server = await createServer({ platform, modules: [place], assets: new Map(), quiet: true })
await server.listen({ port: 0, host: '127.0.0.1' })
after(() => server.close())
const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
const headers = { 'x-forwarded-for': address, authorization: `Bearer ${session}` }
const post = (more: object = {}) =>
  fetch(`${url}/nguoi/${identity}?q=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { ...headers, 'user-agent': name.normalize('NFD').replace(/[^ -~]/g, ''), ...more },
    body: new URLSearchParams({ phone }),
  })
const incoming = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00'

test('a request, its statements and what it asks of others are one trace, and it goes on with that of whoever asked', async () => {
  const collector = await listen(200)
  const stop = startTraces({ url: collector.url, service: 'mot-cua web', share: 1 })
  assert.equal((await post({ traceparent: incoming })).status, 200)
  await inSpan('job place.tell', 'consumer', { 'mot_cua.work': 'place.tell' }, async () => {
    await read(platform.as({ kind: 'system' }, new Date()), (tx) => sql`select 2 as two`.execute(tx))
  })
  await inSpan('reaction place.follow', 'consumer', {}, async (span) => span.drop())
  await stop()
  assert.equal(isTracing(), false)
  const spans = spansIn(collector.bodies)
  const [request] = spans.filter(({ kind }) => kind === 2)
  assert.ok(request)
  assert.equal(request.name, 'POST /nguoi/:identity')
  assert.equal(request.parentSpanId, 'b7ad6b7169203331')
  assert.equal(fact(request, 'http.response.status_code'), '200')
  assert.ok(BigInt(request.endTimeUnixNano) > BigInt(request.startTimeUnixNano))
  const inside = spans.filter(({ parentSpanId }) => parentSpanId === request.spanId)
  assert.ok(inside.every(({ traceId }) => traceId === '0af7651916cd43dd8448eb211c80319c'))
  assert.deepEqual(
    ['begin', 'insert', 'select', 'commit', 'POST 127.0.0.1'].filter(
      (one) => !inside.some((span) => span.name === one),
    ),
    [],
  )
  assert.match(
    String(fact(inside.find(({ name: own }) => own === 'insert') as Told, 'db.query.text')),
    /^insert into persons .* values \(gen_random_uuid\(\), \?, \$1, \$2, \$3, \$4\)$/,
  )
  const outside = inside.find(({ name: own }) => own === 'POST 127.0.0.1')
  assert.equal(other.headers.at(-1)?.traceparent, `00-${request.traceId}-${outside?.spanId}-01`)
  const job = spans.find(({ name: own }) => own === 'job place.tell')
  assert.ok(spans.some(({ parentSpanId, name: own }) => parentSpanId === job?.spanId && own === 'select'))
  assert.ok(!spans.some(({ name: own }) => own.startsWith('reaction')), 'what found nothing is not told')
})

test('nothing of a person is told, whatever they typed and whatever went wrong', async () => {
  const collector = await listen(200)
  const stop = startTraces({ url: collector.url, service: 'mot-cua web', share: 1 })
  assert.equal((await post()).status, 500, 'the number is taken: the fault names it')
  assert.equal((await fetch(`${url}/hong/${identity}`, { headers })).status, 500)
  await fetch(`${url}/${identity}/${phone}`, { headers })
  await stop()
  const spans = spansIn(collector.bodies)
  assert.ok(spans.length > 8, `${spans.length} spans`)
  assert.ok(spans.some((span) => fact(span, 'error.type') === '23505' && span.status.code === 2))
  const all = collector.bodies.join('\n')
  assert.ok(all.includes('persons'), 'the search sees what is told')
  for (const word of [...canary, identity.slice(1), encodeURIComponent(name), 'Phượng'])
    assert.ok(!all.includes(word), word)
})

test('off, nothing is told and no header goes out; a share of the traces is told, the same by every process', async () => {
  const sent = other.headers.length
  await sql`delete from persons where identity_number = ${identity}`.execute(platform.database.kysely)
  assert.equal((await post({ traceparent: incoming })).status, 200)
  assert.equal(other.headers.length, sent + 1)
  assert.equal(other.headers.at(-1)?.traceparent, undefined)
  const collector = await listen(200)
  const stop = startTraces({ url: collector.url, service: 'mot-cua web', share: 0.25 })
  for (let turn = 0; turn < 400; turn++) await inSpan(`job ${turn}`, 'consumer', {}, async () => undefined)
  await stop()
  const many = spansIn(collector.bodies).length
  assert.ok(many > 50 && many < 160, `${many} of 400`)
})

test('a collector that is away or refuses keeps nobody waiting', async () => {
  for (const where of ['http://127.0.0.1:9/v1/traces', (await listen(500)).url]) {
    const stop = startTraces({ url: where, service: 'mot-cua web', share: 1 })
    await inSpan('job', 'consumer', {}, async () => undefined)
    await stop()
  }
})

test('a wrong traceparent is none', () => {
  assert.deepEqual(parentOf(incoming), {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    spanId: 'b7ad6b7169203331',
  })
  for (const wrong of [
    '',
    'x',
    `${incoming}-y`,
    incoming.replace('00-', 'ff-'),
    incoming.toUpperCase(),
    `00-${'0'.repeat(32)}-b7ad6b7169203331-00`,
  ])
    assert.equal(parentOf(wrong), undefined, wrong)
  assert.ok(parentOf(incoming.replace('00-', '01-').concat('-more')), 'later versions may say more')
})

test('a statement is told without its values', () => {
  assert.equal(
    withoutValues(
      "select a1 from t /* ai */ where n = 12.5 and s = 'O''Đông' -- x\n and b = e'\\'' and p = $1 and d = $$x$$",
    ),
    'select a1 from t where n = ? and s = ? and b = ? and p = $1 and d = ?',
  )
  assert.deepEqual(
    [operationOf('(SELECT 1)'), operationOf(' with x as'), operationOf('?')],
    ['select', 'with', 'statement'],
  )
})
