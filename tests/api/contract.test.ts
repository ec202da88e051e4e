import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import { declaredProblems } from '#kernel/errors.ts'
import { apiEndpoints } from '#kernel/openapi.ts'
import { allows } from '#kernel/policy.ts'
import { citizen, officer } from '#kernel/testing/people.ts'
import { modules } from '../../src/app.ts'
import { newValidator, type Operation, openInstallation, picture } from './installation.ts'

const { server, description, call, token } = await openInstallation(new Date('2026-03-02T08:00+07:00'))
const operations: readonly Operation[] = Object.values(description.paths).flatMap((path) =>
  Object.values(path),
)
const writer = await token(['dossiers.write'])

test('the description is valid OpenAPI 3.1 in the eyes of a foreign validator', async () => {
  assert.ok(operations.length >= 14, `${operations.length} operations`)
  const validator = new Validator()
  const { valid, errors } = await validator.validate({ ...description })
  assert.ok(valid, JSON.stringify(errors))
  assert.equal(validator.version, '3.1')
  const { info: _left, ...broken } = description as unknown as Record<string, unknown>
  assert.equal((await validator.validate(broken)).valid, false)
})

test('every call of every module is described, by a name of its own, in both languages', () => {
  assert.equal(operations.length, apiEndpoints(modules).length)
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
  const tags = new Set(description.tags.map(({ name }) => name))
  for (const { operationId, summary, description: words, tags: own } of operations) {
    assert.match(operationId, /^(get|post|put|delete)[A-Z]\w+$/)
    assert.match(summary, /\S \/ \S/, operationId)
    assert.match(words, /\S\n\n\S/, operationId)
    assert.ok(own.length === 1 && tags.has(own[0] ?? ''), operationId)
  }
})

test('every example is what its schema says', () => {
  const ajv = newValidator()
  for (const { operationId, parameters = [], requestBody, responses } of operations) {
    const check = (schema: object, example: unknown) =>
      assert.ok(
        ajv.validate(schema, example),
        `${operationId}: ${ajv.errorsText()} ${JSON.stringify(example)}`,
      )
    for (const { schema, example, required, name } of parameters) {
      assert.ok(!required || example !== undefined, `${operationId} ${name} has no example`)
      if (example !== undefined) check(schema, example)
    }
    const body = requestBody?.content['application/json']
    if (body) check(body.schema, body.example)
    for (const { content } of Object.values(responses))
      for (const { schema, example } of Object.values(content ?? {})) check(schema, example)
  }
})

test('a file is described as a part of multipart/form-data', () => {
  const uploads = operations.filter(({ requestBody }) => requestBody?.content['multipart/form-data'])
  assert.deepEqual(uploads.map(({ operationId }) => operationId).sort(), [
    'postDraftsIdPapersKey',
    'postFiles',
  ])
})

test('unknown fields are refused by name, in whatever language is asked for', async () => {
  for (const { access, input } of apiEndpoints(modules)) {
    assert.equal((input as { additionalProperties?: boolean }).additionalProperties, false)
    assert.ok(access === 'public' || 'scope' in (access as object) || 'either' in (access as object))
  }
  const headers = { 'idempotency-key': 'contract-0001', 'accept-language': 'fr, en;q=0.8, vi;q=0.3' }
  const body = { procedure: '9.000002', answers: {}, colour: 'red' }
  const { status, body: problem } = await call('POST /dossiers', { token: writer, headers, body })
  assert.equal(status, 422)
  assert.deepEqual(problem.errors, [{ field: 'colour', message: 'There is no such field.' }])
  const again = await call('GET /procedures?colour=red')
  assert.deepEqual(again.body.errors, [{ field: 'colour', message: 'Không có mục mang tên này.' }])
  assert.equal(again.headers['content-language'], 'vi')
})

test('without a token, and with one that lacks the scope, it is said what is needed', async () => {
  const nobody = await call('GET /drafts')
  assert.deepEqual([nobody.status, nobody.body.code], [401, 'kernel.tokenNeeded'])
  assert.equal(nobody.headers['www-authenticate'], 'Bearer')
  assert.equal((await call('GET /drafts', { token: 'mc_unknown' })).status, 401)
  const reader = await token(['dossiers.read'])
  const { status, body } = await call('GET /drafts', { token: reader })
  assert.equal(status, 403)
  assert.match(body.detail, /dossiers\.write/)
})

test('only tokens write: a browser’s session cannot be made to act', () => {
  const sending = apiEndpoints(modules).filter(({ method }) => method !== 'GET')
  // A sum that anyone may have done changes nothing, so it asks for no token.
  const open = sending.filter(({ access }) => access === 'public').map(({ path }) => path)
  assert.deepEqual(open, ['/api/v1/deadlines'])
  const writing = sending.filter(({ access }) => access !== 'public')
  assert.ok(writing.length >= 8)
  for (const { access, method, path } of writing)
    for (const actor of [citizen(), officer({ permissions: new Set(['dossier.view']) })])
      assert.equal(allows(access, actor), false, `${method} ${path}`)
})

test('what cannot be read is told apart from what is wrong', async () => {
  const broken = await call('POST /drafts', { token: writer, body: '{"procedure": ' })
  assert.deepEqual([broken.status, broken.body.code], [400, 'kernel.unreadableRequest'])
  const strange = { 'content-type': 'application/xml' }
  const xml = await call('POST /drafts', { token: writer, body: '<a/>', headers: strange })
  assert.deepEqual([xml.status, xml.body.code], [415, 'kernel.unsupportedContent'])
  const without = await call('POST /dossiers', {
    token: writer,
    body: { procedure: '9.000002', answers: {} },
  })
  assert.deepEqual([without.status, without.body.code], [422, 'kernel.keyNeeded'])
})

test('a file is taken once it is one picture or PDF in its place', async () => {
  const bytes = await picture()
  const taken = await call('POST /files', { token: writer, file: { name: 'anh.jpg', bytes } })
  assert.deepEqual([taken.status, taken.body.mediaType], [201, 'image/jpeg'])
  const words = { name: 'thu.txt', bytes: Buffer.from('chữ') }
  const text = await call('POST /files', { token: writer, file: words })
  assert.deepEqual([text.status, text.body.code], [415, 'files.wrongType'])
  const elsewhere = { name: 'anh.jpg', bytes, field: 'photo' }
  assert.equal((await call('POST /files', { token: writer, file: elsewhere })).body.code, 'kernel.fileNeeded')
  assert.equal((await call('POST /files', { token: writer })).body.code, 'kernel.fileNeeded')
})

test('a token with a limit of writes is told when to come back; one without is never counted', async () => {
  const slow = await token(['dossiers.write'], { writesPerMinute: 2 })
  const body = { procedure: '9.000002' }
  assert.equal((await call('POST /drafts', { token: slow, body })).status, 201)
  assert.equal((await call('POST /drafts', { token: slow, body })).status, 201)
  const { status, headers } = await call('POST /drafts', { token: slow, body })
  assert.equal(status, 429)
  assert.equal(headers['retry-after'], '60')
  assert.equal((await call('GET /drafts', { token: slow })).status, 200, 'reading goes on')
  await assert.rejects(token(['dossiers.write'], { writesPerMinute: 0 }), { code: 'identity.wrongRate' })
})

test('every code has a page that says what it means and what to do', async () => {
  const codes = [...declaredProblems().keys()]
  assert.ok(codes.length > 60, `${codes.length} codes`)
  const list = await server.inject({ method: 'GET', url: '/api/problems' })
  for (const code of codes) {
    assert.ok(list.body.includes(`href="/api/problems/${code}"`), code)
    const { statusCode, body } = await server.inject({ method: 'GET', url: `/api/problems/${code}` })
    assert.equal(statusCode, 200, code)
    assert.match(body, /Phần mềm nên làm gì/)
  }
  const english = { 'accept-language': 'en' }
  const page = await server.inject({ method: 'GET', url: '/api/problems/kernel.tooMany', headers: english })
  assert.match(page.body, /What software should do/)
  assert.equal((await server.inject({ method: 'GET', url: '/api/problems/no.such' })).statusCode, 404)
})

test('the guide stands at /api in both languages, with every call and its scope', async () => {
  const vietnamese = await server.inject({ method: 'GET', url: '/api' })
  assert.match(vietnamese.body, /Gửi lại không sợ trùng/)
  assert.doesNotMatch(vietnamese.body, /Send again without fear/)
  for (const path of Object.keys(description.paths)) assert.ok(vietnamese.body.includes(path), path)
  const english = await server.inject({ method: 'GET', url: '/api', headers: { 'accept-language': 'en' } })
  assert.match(english.body, /Send again without fear/)
  assert.match(english.body, /dossiers\.handle/)
})
