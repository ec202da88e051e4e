/** Wrong and hostile requests: each gets a status, a sentence in Vietnamese, and changes nothing. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { test } from 'node:test'
import { issueServiceToken } from '#modules/identity/api.ts'
import { openPortal, signInCitizen } from './portal-under-test.ts'

const portal = await openPortal()
const { url, port, context } = portal
const lan = await signInCitizen(portal, 'Nguyễn Thị Lan', '099158000001')
const { token } = await issueServiceToken(context, { name: 'thử', scopes: ['dossiers.write'] })

type Answer = {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly headers: Headers
}
async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init })
  const type = answer.headers.get('content-type') ?? ''
  return { status: answer.status, type, text: await answer.text(), headers: answer.headers }
}

const asLan = { cookie: lan.cookie }
const asService = { authorization: `Bearer ${token}` }
const submitJson = (body: string, headers: Record<string, string> = {}) =>
  ask('/api/v1/dossiers', {
    method: 'POST',
    headers: {
      ...asService,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...headers,
    },
    body,
  })

/** A refusal that a person or a program can act on: the status, a sentence with marks, the code of the request. */
function assertProblem({ status, type, text }: Answer, ...wanted: readonly number[]): void {
  assert.ok(wanted.includes(status), `${status} ${text}`)
  assert.match(text, /[àáạảãăắằặẳẵâấầậẩẫèéẹẻẽêếềệểễìíịỉĩòóọỏõôốồộổỗơớờợởỡùúụủũưứừựửữỳýỵỷỹđ]/)
  assert.doesNotMatch(text, /\bat (?:file:|Object|async)|node_modules|FST_|SyntaxError|select .* from/i)
  if (type.startsWith('application/problem+json')) {
    const problem = JSON.parse(text) as { title: string; requestId: string; status: number }
    assert.equal(problem.status, status)
    assert.ok(problem.title && problem.requestId)
  } else assert.match(type, /^text\/html; charset=utf-8/)
}

/** Sends bytes as they are: what no client library would send. */
function raw(text: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setTimeout(5_000, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
      socket.end()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

async function isAlive(): Promise<void> {
  assert.equal((await ask('/healthz/ready')).status, 200)
}

test('an address that does not exist is answered as a page, and as problem+json under the API', async () => {
  assertProblem(await ask('/khong-co'), 404)
  const api = await ask('/api/v1/khong-co')
  assertProblem(api, 404)
  assert.match(api.type, /problem\+json/)
})

test('the API speaks English to those who ask for it', async () => {
  const answer = await ask('/api/v1/khong-co', { headers: { 'accept-language': 'en-GB' } })
  assert.match(answer.text, /There is no such page/)
})

test('parameters that nobody declared, twice, or of the wrong shape are refused or left out, never a fault', async () => {
  for (const path of [
    '/thu-tuc?q=a&q=b',
    '/thu-tuc?q[]=a&q[$ne]=1',
    '/thu-tuc?trang=-1',
    '/thu-tuc?trang=99999999999999999999',
    '/thu-tuc?__proto__[x]=1',
    '/thu-tuc?constructor=1',
    `/thu-tuc?q=${'x'.repeat(7000)}`,
    '/tra-cuu?ma[]=1&ma=2',
    '/thu-tuc/1.000001?x=1&x=2',
    '/api/v1/procedures?limit=abc',
    '/api/v1/procedures?limit=1e9',
  ]) {
    const answer = await ask(path)
    assert.ok(answer.status < 500, `${path}: ${answer.status}`)
    if (answer.status >= 400) assertProblem(answer, answer.status)
  }
})

test('broken Unicode in an address is no fault', async () => {
  for (const path of [
    '/thu-tuc?q=%00',
    '/thu-tuc?q=%ED%A0%80',
    '/thu-tuc?q=%C0%AE%C0%AE',
    '/thu-tuc?q=%E2%80%AEabc',
    '/thu-tuc?q=%',
    '/thu-tuc/%ED%A0%80',
    '/thu-tuc/%00',
    '/thu-tuc/%zz',
    '/ho-so/%F0%28%8C%BC',
  ]) {
    const answer = await ask(path)
    assert.ok(answer.status < 500, `${path}: ${answer.status} ${answer.text.slice(0, 300)}`)
    if (answer.status >= 400) assertProblem(answer, answer.status)
    assert.ok(!answer.text.includes('\u202e') && !answer.text.includes('\0'), path)
  }
})

test('a JSON body that is broken, poisoned or a thousand deep is refused as unreadable', async () => {
  for (const body of [
    '{',
    '"text"',
    'null',
    '[]',
    '{"__proto__":{"admin":true}}',
    '{"procedure":"9.000001","answers":{"constructor":{"prototype":{}}}}',
    `{"procedure":"9.000001","answers":{"a":${'['.repeat(1000)}${']'.repeat(1000)}}}`,
    '{"procedure":"9.000001","answers":{"a":"\\ud800"}}',
  ])
    assertProblem(await submitJson(body), 400, 422)
  await isAlive()
})

test('a field that is not in the form, or of the wrong kind, is named', async () => {
  const unknown = await submitJson('{"procedure":"9.000001","answers":{},"papers":[],"admin":true}')
  assertProblem(unknown, 422)
  assert.match(unknown.text, /admin/)
  const wrong = await submitJson(
    '{"procedure":"9.000001","answers":{"kites":"x","from":{"a":1},"flyerName":["y"]}}',
  )
  assertProblem(wrong, 422)
  assert.match(wrong.text, /kites/)
  assertProblem(await submitJson('{"procedure":"9.000001","answers":{"flyerName":"A","isAdmin":true}}'), 422)
})

test('text that looks like SQL is text', async () => {
  for (const text of ["'; drop table persons; --", "1' or '1'='1", '\\x00', '%_%', '${7*7}', '{{7*7}}']) {
    const answer = await ask(`/thu-tuc?q=${encodeURIComponent(text)}`)
    assert.equal(answer.status, 200, text)
    assert.doesNotMatch(answer.text, />49</)
    assert.ok((await ask(`/tra-cuu?ma=${encodeURIComponent(text)}`)).status < 500, text)
  }
  assertProblem(await ask(`/ho-so/${encodeURIComponent("' or 1=1 --")}`, { headers: asLan }), 404)
})

test('a submission without a key or with a huge key is refused clearly', async () => {
  const body = '{"procedure":"9.000001","answers":{}}'
  const keyless = await ask('/api/v1/dossiers', {
    method: 'POST',
    headers: { ...asService, 'content-type': 'application/json' },
    body,
  })
  assertProblem(keyless, 422)
  assert.match(keyless.text, /Idempotency-Key/)
  assertProblem(await submitJson(body, { 'idempotency-key': 'x'.repeat(5000) }), 422)
})

test('a wrong content type is refused, and so is a body that is too large', async () => {
  for (const type of ['text/xml', 'application/x-yaml', 'text/plain', 'multipart/form-data'])
    assertProblem(await submitJson('<x/>', { 'content-type': type }), 400, 415)
  assertProblem(await submitJson(JSON.stringify({ a: 'x'.repeat(2_000_000) })), 413)
  await isAlive()
})

test('a form needs the token of its own session', async () => {
  const post = (body: Record<string, string>, headers: Record<string, string> = {}) =>
    ask('/thu-tuc/9.000001/nop', {
      method: 'POST',
      headers: { ...asLan, ...headers },
      body: new URLSearchParams(body),
    })
  assertProblem(await post({}), 403)
  assertProblem(await post({ _csrf: 'x'.repeat(43) }), 403)
  const other = await signInCitizen(portal, 'Trần Văn Khác', '099058000002')
  assertProblem(await post({ _csrf: other.csrf }), 403)
  const foreign = { origin: 'https://ke-xau.example', 'sec-fetch-site': 'cross-site' }
  assertProblem(await post({ _csrf: lan.csrf }, foreign), 403)
  assert.equal((await post({ _csrf: lan.csrf })).status, 303)
})

test('coming back leads to this site only', async () => {
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'javascript:alert(1)',
    '///evil.example',
    '/%09/evil.example',
  ]) {
    const answer = await ask(`/tuy-chon?language=en&return_to=${encodeURIComponent(elsewhere)}`)
    const to = answer.headers.get('location')
    if (answer.status !== 303) assertProblem(answer, 422)
    else assert.equal(new URL(to ?? '', url).origin, url, elsewhere)
  }
})

test('a line break in a value never makes a header of its own', async () => {
  const answer = await ask('/tuy-chon?return_to=%2Fx%0d%0aset-cookie:%20a=b&language=en')
  assert.doesNotMatch(answer.headers.getSetCookie().join(), /a=b/)
  assert.ok(answer.status < 500)
  const split = await raw('GET /tro-giup HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\r\n b\r\n\r\n')
  assert.match(split, /^HTTP\/1\.1 (?:200|400)/)
})

test('files outside the built ones are not served', async () => {
  for (const path of [
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/assets/..%2f..%2fetc%2fpasswd',
    '/assets/%2fetc%2fpasswd',
    '/assets/....//package.json',
    '/assets/\\..\\package.json',
    '/.git/config',
    '/.env',
    '/package.json',
    '/assets/',
    '/data/secrets.json',
  ]) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    assert.match(answer, /^HTTP\/1\.1 (?:404|400|422)/, path)
    assert.doesNotMatch(answer, /"dependencies"|root:/)
  }
})

test('another method, another version, another host are no way in', async () => {
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    assertProblem(await ask('/thu-tuc/9.000001/nop', { method, headers: asLan }), 404)
  const override = await ask('/dang-xuat', { headers: { ...asLan, 'x-http-method-override': 'POST' } })
  assertProblem(override, 404)
  assert.equal((await ask('/tai-khoan/ban-nhap', { headers: asLan })).status, 200)
  for (const request of [
    'TRACE / HTTP/1.1\r\nHost: x\r\n\r\n',
    'BREW / HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`,
    'POST /api/v1/dossiers HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ])
    assert.match(await raw(request), /^(?:HTTP\/1\.1 4\d\d|$)/)
  const poisoned = await raw('GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
  assert.doesNotMatch(poisoned, /evil\.example/)
  await isAlive()
})

test('five thousand fields are answered at once', async () => {
  const many = new URLSearchParams({ _csrf: lan.csrf })
  for (let at = 0; at < 5000; at++) many.append(`x${at}`, '1')
  const started = performance.now()
  const answer = await ask('/thu-tuc/9.000001/nop', { method: 'POST', headers: asLan, body: many })
  assert.ok(answer.status < 500 && performance.now() - started < 5000, `${answer.status}`)
  const api = await submitJson(JSON.stringify(Object.fromEntries(many)))
  assertProblem(api, 422)
})
