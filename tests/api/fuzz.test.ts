import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Call, chancesFrom, type Operation, openInstallation, picture } from './installation.ts'

const { call, token, description } = await openInstallation(new Date('2026-03-02T08:00+07:00'))
const chance = chancesFrom(20_260_302)
const between = (low: number, high: number) => low + Math.floor(chance() * (high - low + 1))
const pick = <T>(list: readonly T[]): T => list[between(0, list.length - 1)] as T
const rounds = 600

const scopes = ['dossiers.write', 'dossiers.read', 'dossiers.handle']
const tokens = [await token(scopes, { unitCode: 'Z99.11.01' }), await token(scopes), 'mc_unknown', undefined]
const file = { name: 'anh.jpg', bytes: await picture() }
const draft = (await call('POST /drafts', { token: tokens[0], body: { procedure: '9.000001' } })).body
const stored = (await call('POST /files', { token: tokens[0], file })).body

/** Things that programs send by mistake and people on purpose. */
const oddities: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  2 ** 31,
  0.1,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202eabc',
  "'; drop table dossiers; --",
  '<script>',
  '../../etc/passwd',
  '9.000001',
  '9.000002',
  draft.id,
  stored.id,
  'a'.repeat(5000),
  '2026-02-30',
  '2026-03-02T25:00:00Z',
  [],
  {},
  [[[[[[]]]]]],
  { $ne: null },
  { constructor: { prototype: 1 } },
  { toString: 'x', length: -1 },
]

function anything(depth = 0): unknown {
  if (depth > 3 || chance() < 0.6) return pick(oddities)
  if (chance() < 0.5) return Array.from({ length: between(0, 4) }, () => anything(depth + 1))
  return Object.fromEntries(Array.from({ length: between(0, 4) }, () => [anyKey(), anything(depth + 1)]))
}
const keys = [
  'flyerName',
  'kites',
  'field',
  'pictures',
  'hours',
  'from',
  'truth',
  'toString',
  '__proto__',
  'é',
  '0',
]
const anyKey = () => pick(keys)

type Body = Readonly<Record<string, unknown>>

/** The example of a body with some of it spoilt. */
function spoilt(example: unknown): unknown {
  if (chance() < 0.1) return anything()
  const body: Record<string, unknown> = { ...(example as Body) }
  for (const key of Object.keys(body)) {
    if (chance() < 0.3) body[key] = anything()
    else if (chance() < 0.1) delete body[key]
  }
  if ('answers' in body && chance() < 0.7)
    body.answers = Object.fromEntries(Array.from({ length: between(0, 6) }, () => [anyKey(), anything(1)]))
  if ('procedure' in body && chance() < 0.7) body.procedure = pick(['9.000001', '9.000002', '9.000101'])
  if (chance() < 0.15) body[pick(['colour', '_csrf', 'request_id', 'id', 'code'])] = anything()
  return body
}

function anyCall(path: string, method: string, { parameters = [], requestBody }: Operation) {
  const inPath = path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const known = name === 'id' ? draft.id : name === 'key' ? 'anh-dieu' : '9.000001'
    return encodeURIComponent(
      chance() < 0.6 ? known : String(pick(['x', 'NaN', '%', "' or 1=1", stored.id, 'ế'])),
    )
  })
  const query = new URLSearchParams()
  for (const { name, in: place } of parameters)
    if (place === 'query' && chance() < 0.6) query.set(name, textOf(pick(oddities)))
  if (chance() < 0.1) query.set(anyKey(), 'x')
  const parts: Call = {
    token: chance() < 0.8 ? tokens[0] : pick(tokens),
    headers: chance() < 0.8 ? { 'idempotency-key': `fuzz-${between(1, 60)}-0000` } : {},
    ...(requestBody?.content['multipart/form-data']
      ? anyUpload()
      : requestBody && { body: spoilt(requestBody.content['application/json']?.example) }),
  }
  const address = `${inPath.replace('/api/v1', '')}${query.size > 0 ? `?${query}` : ''}` as `/${string}`
  return { target: `${method.toUpperCase()} ${address}` as const, parts }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value))

function anyUpload(): Call {
  const bytes = Buffer.from(Array.from({ length: between(0, 300) }, () => between(0, 255)))
  const spoiltPicture = Buffer.concat([file.bytes.subarray(0, between(4, file.bytes.length)), bytes])
  const name = pick(['a.jpg', '', '../../x.pdf', 'ế'.repeat(300), 'a\u0000b.png', '.'])
  const field = pick(['file', 'file', 'file', 'other', '__proto__'])
  return pick<Call>([
    { file: { name, field, bytes } },
    { file: { name, field, bytes: spoiltPicture } },
    { file },
    { body: anything() },
    {},
  ])
}

test(`${rounds} spoilt calls are answered as the description says, and never by a fault`, async () => {
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const seen = new Map<number, number>()
  const tried = new Set<string>()
  for (let round = 0; round < rounds; round += 1) {
    const { path, method, operation } = operations[round % operations.length] ?? pick(operations)
    const { target, parts } = anyCall(path, method, operation)
    const { status } = await call(target, parts)
    seen.set(status, (seen.get(status) ?? 0) + 1)
    if (status < 300) tried.add(operation.operationId)
  }
  const refused = [...seen].filter(([status]) => status >= 400).reduce((sum, [, count]) => sum + count, 0)
  assert.ok(refused > rounds / 2, JSON.stringify([...seen]))
  assert.ok(tried.size >= 5, `only ${[...tried]} ever went well: the calls are too wild to reach the rules`)
  for (const status of [200, 201, 400, 401, 404, 415, 422])
    assert.ok(seen.has(status), `${status} never came`)
})
