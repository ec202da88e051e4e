import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { buildAssets } from '#ui/assets.ts'
import { modules } from '../../../app.ts'
import { pagesOf, readReport } from './domain.ts'
import { findBlocked } from './store.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const now = new Date('2026-04-20T09:00:00+07:00')
const { publicUrl } = platform.settings
const secure = { ...platform, settings: { ...platform.settings, publicUrl: 'https://mot-cua.example' } }
const assets = await buildAssets()
const serverOf = (one: typeof secure) =>
  createServer({ platform: one, modules, assets, now: () => now, quiet: true })
const [server, overTls] = [await serverOf(platform), await serverOf(secure)]
after(() => Promise.all([server.close(), overTls.close()]))

const pageOf = pagesOf(['/ho-so/:code', '/ho-so/moi', '/thu-tuc'])
const old = (more: object) => ({
  'csp-report': {
    'document-uri': `${publicUrl}/ho-so/Z99-0001?ma=BIMAT`,
    'violated-directive': 'script-src-elem',
    'blocked-uri': 'inline',
    ...more,
  },
})
const found = () => read(platform.as({ kind: 'system' }, now), (tx) => findBlocked(tx, '2026-04-01' as never))

test('a report keeps three words of closed lists, and nothing that a page or a person wrote', () => {
  const said = (more: object) => readReport(old(more), publicUrl, pageOf)
  assert.deepEqual(said({}), { directive: 'script-src-elem', blocked: 'inline', page: '/ho-so/:code' })
  assert.deepEqual(said({ 'document-uri': `${publicUrl}/ho-so/moi` })?.page, '/ho-so/moi')
  assert.equal(said({ 'document-uri': `${publicUrl}/Nguyễn Thị Lan` })?.page, 'other')
  assert.equal(said({ 'blocked-uri': 'https://ke-xau.example/?so=099158000001' })?.blocked, 'elsewhere')
  assert.equal(said({ 'blocked-uri': `${publicUrl}/x.js` })?.blocked, 'self')
  assert.equal(said({ 'blocked-uri': 'data:text/html,x' })?.blocked, 'data')
  assert.equal(said({ 'violated-directive': 'Nguyễn Thị Lan' })?.directive, 'other')
})

test('what is no report, of another site, or of an extension of the browser is not counted', () => {
  for (const none of [
    null,
    7,
    'x',
    {},
    { 'csp-report': null },
    { 'csp-report': 'x' },
    { type: 'deprecation', body: old({})['csp-report'] },
    old({ 'document-uri': 'https://ke-xau.example/ho-so/1' }),
    old({ 'document-uri': 5 }),
    old({ 'source-file': 'chrome-extension://abc/x.js' }),
  ])
    assert.equal(readReport(none, publicUrl, pageOf), undefined, JSON.stringify(none))
})

test('both forms of report are counted, also of somebody who is signed in, and shown to the operator by day', async () => {
  const post = (type: string, payload: string, cookie = '') =>
    server.inject({
      method: 'POST',
      url: '/bao-cao-trinh-duyet',
      headers: { 'content-type': type, cookie, 'sec-fetch-site': 'same-origin' },
      payload,
    })
  const body = {
    documentURL: `${publicUrl}/thu-tuc`,
    effectiveDirective: 'img-src',
    blockedURL: 'https://a.example/',
  }
  const list = JSON.stringify([
    { type: 'csp-violation', body },
    { type: 'csp-violation', body },
  ])
  assert.equal((await post('application/reports+json', list, 'phien=mot-phien')).body, '{"counted":2}')
  assert.equal((await post('application/csp-report', JSON.stringify(old({})))).body, '{"counted":1}')
  for (const broken of ['', '{', '"x"', `[${'{},'.repeat(60)}{}]`])
    assert.ok((await post('application/reports+json', broken)).statusCode < 500, broken)
  assert.deepEqual(
    (await found()).map(({ directive, blocked, page, times }) => [directive, blocked, page, times]),
    [
      ['img-src', 'elsewhere', '/thu-tuc', 2],
      ['script-src-elem', 'inline', '/ho-so/:code', 1],
    ],
  )
})

test('a flood of reports is stopped, and another site cannot send any', async () => {
  const send = (headers: Record<string, string>) =>
    server.inject({
      method: 'POST',
      url: '/bao-cao-trinh-duyet',
      headers: { 'content-type': 'application/csp-report', ...headers },
      payload: JSON.stringify(old({})),
    })
  assert.equal((await send({ 'sec-fetch-site': 'cross-site' })).statusCode, 403)
  const statuses: number[] = []
  for (let times = 0; times < 70; times++) statuses.push((await send({})).statusCode)
  assert.equal(statuses.at(-1), 429)
})

test('over TLS cookies are bound to this host and browsers are told to stay with TLS; without it neither', async () => {
  const cookieOf = async (one: typeof server, url: string) =>
    String((await one.inject({ url })).headers['set-cookie'])
  const told = async (one: typeof server) =>
    (await one.inject({ url: '/khong-co' })).headers['strict-transport-security']
  assert.equal(await told(overTls), 'max-age=31536000; includeSubDomains')
  assert.equal(await told(server), undefined)
  assert.match(await cookieOf(overTls, '/canh-bao/noi-o'), /^__Host-noi-o=.*Path=\/; HttpOnly; Secure/)
  assert.match(await cookieOf(server, '/canh-bao/noi-o'), /^noi-o=/)
  const choice = await cookieOf(overTls, '/tuy-chon?language=en&return_to=%2F')
  assert.match(choice, /^tuy-chon=.*Secure/)
  assert.doesNotMatch(choice, /HttpOnly/)
})

test('over TLS a session that a neighbour laid down under the plain name opens nothing', async () => {
  const token = 'mot-phien-cua-ai-do'
  const hash = createHash('sha256').update(token).digest()
  const until = new Date(now.getTime() + 3_600_000)
  await inTransaction(platform.as({ kind: 'system' }, now), async (tx) => {
    const { rows } = await sql<{ id: string }>`
      insert into persons (id, kind, full_name) values (uuidv7(), 'citizen', 'Lã Vô Can') returning id`.execute(
      tx,
    )
    await sql`insert into sessions (token_hash, person_id, opened_at, used_at, ends_at, level)
      values (${hash}, ${rows[0]?.id}, ${now}, ${now}, ${until}, 2)`.execute(tx)
  })
  const opens = async (cookie: string) =>
    (await overTls.inject({ url: '/tai-khoan/phien', headers: { cookie } })).statusCode
  assert.equal(await opens(`__Host-phien=${token}`), 200)
  assert.equal(await opens(`phien=${token}`), 303)
})
