/** A provider of identities that lies in every way we know: nobody is signed in, and each lie leaves an event. */

import assert from 'node:assert/strict'
import { createHash, createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer as createHttpServer, type ServerResponse } from 'node:http'
import { after, test } from 'node:test'
import type { Platform } from '#kernel/context.ts'
import { read, sql } from '#kernel/db.ts'
import { freePort } from '#kernel/ports.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { createServer } from '#kernel/web/server.ts'
import { organisation } from '#modules/organisation/module.ts'
import { portalOver } from '#modules/portal/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { identity } from '../module.ts'

type Json = Record<string, unknown>
type Lie = {
  readonly claims?: (honest: Json) => Json
  readonly header?: Json
  /** Who signs: our published key unless told. */
  readonly signs?: 'nobody' | 'stranger' | 'public key as secret'
  readonly token?: (response: ServerResponse) => void
  readonly discovery?: (honest: Json) => Json
  readonly redirectsDiscovery?: boolean
  readonly subject?: string
  /** Changes the address the browser comes back to. */
  readonly answer?: (url: URL) => void
  readonly asks?: string
}

const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
const encode = (value: string | Buffer) => Buffer.from(value).toString('base64url')

let lie: Lie = {}
let asked = new URLSearchParams()
let issuer = ''

/** Each lie comes from a provider of its own address, so that nothing of the one before is remembered. */
async function openProvider(): Promise<string> {
  const provider = createHttpServer((request, response) => {
    const at = new URL(request.url ?? '/', issuer)
    response.setHeader('content-type', 'application/json')
    if (at.pathname.startsWith('/.well-known')) {
      if (lie.redirectsDiscovery) return response.writeHead(302, { location: '/elsewhere' }).end()
      const honest = {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/keys`,
        authorization_response_iss_parameter_supported: true,
        id_token_signing_alg_values_supported: ['RS256'],
      }
      return response.end(JSON.stringify(lie.discovery?.(honest) ?? honest))
    }
    if (at.pathname === '/keys')
      return response.end(
        JSON.stringify({
          keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }],
        }),
      )
    if (at.pathname === '/me')
      return response.end(
        JSON.stringify({
          sub: lie.subject ?? 'may',
          name: 'Nguyễn Thị Mây',
          identity_number: '099190000001',
        }),
      )
    if (lie.token) return lie.token(response)
    return response.end(
      JSON.stringify({ access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: idToken() }),
    )
  })
  await new Promise<void>((resolve) => provider.listen(0, 'localhost', resolve))
  provider.unref()
  const address = provider.address()
  return `http://localhost:${typeof address === 'object' ? address?.port : 0}`
}

const seconds = () => Math.floor(Date.now() / 1000)
const half = (text: string) =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

function idToken(): string {
  const honest = {
    iss: issuer,
    aud: 'mot-cua',
    sub: 'may',
    exp: seconds() + 300,
    iat: seconds(),
    auth_time: seconds(),
    nonce: asked.get('nonce'),
    acr: asked.get('acr_values')?.split(' ')[0] ?? '2',
    at_hash: half('access'),
  }
  const { alg = 'RS256', ...header } = lie.header ?? {}
  const body = [{ alg, kid: 'own', ...header }, lie.claims?.(honest) ?? honest]
    .map((part) => encode(JSON.stringify(part)))
    .join('.')
  if (lie.signs === 'nobody') return `${body}.`
  if (lie.signs === 'public key as secret') {
    const secret = own.publicKey.export({ format: 'pem', type: 'spki' })
    return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
  }
  const { privateKey } = lie.signs === 'stranger' ? stranger : own
  return `${body}.${encode(sign('sha256', Buffer.from(body), privateKey))}`
}

const fresh = await freshPlatform()
const publicUrl = `http://localhost:${await freePort()}`
const identityProvider = { ...fresh.settings.identityProvider, timeoutSeconds: 1 }
const settings = { ...fresh.settings, publicUrl, identityProvider }
const platform: Platform = {
  ...fresh,
  get settings() {
    return { ...settings, identityProvider: { ...identityProvider, issuer } }
  },
}
issuer = await openProvider()
// Reads the settings at each request, so that every lie meets its own provider.
const server = await createServer({
  platform: Object.create(platform, {
    settings: { get: () => platform.settings, enumerable: true },
    ...Object.fromEntries(
      (['database', 'files', 'pack', 'calendar', 'calendars'] as const).map((key) => [
        key,
        { get: () => fresh[key], enumerable: true },
      ]),
    ),
  }) as Platform,
  modules: [organisation, identity, portalOver([])],
  assets: await buildAssets(),
  quiet: true,
})
after(() => server.close())

const refusals = async () =>
  (
    await read(fresh, (tx) =>
      sql<{ count: number }>`select count(*)::int as count from events where name = 'signIn.refused'`.execute(
        tx,
      ),
    )
  ).rows[0]?.count ?? 0

type Answer = { readonly status: number; readonly text: string; readonly signedIn: boolean }

/** A whole sign-in under one lie. */
async function signIn(
  told: Lie,
  keep: { cookie?: string; again?: boolean; otherBrowser?: boolean } = {},
): Promise<Answer> {
  lie = told
  issuer = await openProvider()
  const began = await server.inject({ url: `/dang-nhap${told.asks ?? ''}` })
  if (began.statusCode !== 303) return { status: began.statusCode, text: began.body, signedIn: false }
  asked = new URL(String(began.headers.location)).searchParams
  const back = new URL(`/dang-nhap/ve?code=${randomUUID()}&state=${asked.get('state')}`, publicUrl)
  back.searchParams.set('iss', issuer)
  told.answer?.(back)
  const cookies = keep.otherBrowser
    ? {}
    : Object.fromEntries(began.cookies.map(({ name, value }) => [name, value]))
  const come = () => server.inject({ url: back.pathname + back.search, cookies })
  let reply = await come()
  if (keep.again) reply = await come()
  return {
    status: reply.statusCode,
    text: reply.body,
    signedIn: reply.cookies.some(({ name, value }) => name === 'phien' && value),
  }
}

test('the same provider, honest, signs in', async () => {
  assert.deepEqual(await signIn({}).then(({ status, signedIn }) => ({ status, signedIn })), {
    status: 303,
    signedIn: true,
  })
  assert.equal((await signIn({ asks: '?muc=2' })).signedIn, true)
})

const changed = (change: Json): Lie => ({ claims: (honest) => ({ ...honest, ...change }) })
const without = (name: string): Lie => ({
  claims: (honest) => Object.fromEntries(Object.entries(honest).filter(([key]) => key !== name)),
})

const lies: Record<string, Lie> = {
  'alg none': { header: { alg: 'none' }, signs: 'nobody' },
  'no signature under RS256': { signs: 'nobody' },
  'HS256 with the public key': { header: { alg: 'HS256' }, signs: 'public key as secret' },
  'a key that is not in the JWKS': { signs: 'stranger' },
  'a kid that nobody published': { header: { kid: 'other' } },
  'a kid that walks the disk': { header: { kid: '../../../../dev/null' }, signs: 'stranger' },
  'another audience': changed({ aud: 'someone-else' }),
  'several audiences and no azp': changed({ aud: ['mot-cua', 'someone-else'] }),
  'azp of another client': changed({ aud: ['mot-cua', 'someone-else'], azp: 'someone-else' }),
  'azp of another client beside one audience': changed({ azp: 'someone-else' }),
  'another issuer in the token': changed({ iss: 'https://elsewhere.example' }),
  'no nonce': without('nonce'),
  'nonce of another sign-in': changed({ nonce: 'x'.repeat(43) }),
  expired: changed({ exp: seconds() - 3600 }),
  'never expires': without('exp'),
  'not yet valid': changed({ nbf: seconds() + 3600 }),
  'issued tomorrow': changed({ iat: seconds() + 86_400 }),
  'issued at no time': without('iat'),
  'no subject': without('sub'),
  'an empty subject': changed({ sub: '' }),
  'at_hash of another token': changed({ at_hash: half('another') }),
  'c_hash of another code': changed({ c_hash: half('another') }),
  'proven tomorrow': changed({ auth_time: seconds() + 86_400 }),
  'a lower level than asked': { ...changed({ acr: '1' }), asks: '?muc=2' },
  'a level that is not stated though asked': { ...without('acr'), asks: '?muc=2' },
  'a level nobody knows': { ...changed({ acr: 'urn:best' }), asks: '?muc=3' },
  'an old proof though a fresh one was asked': {
    ...changed({ auth_time: seconds() - 7200 }),
    asks: '?muc=2',
  },
  'no time of proof though asked': { ...without('auth_time'), asks: '?muc=2' },
  'user information of somebody else': { subject: 'another' },
  'mixed-up issuer of the answer': {
    answer: (url) => url.searchParams.set('iss', 'https://elsewhere.example'),
  },
  'no issuer of the answer though promised': { answer: (url) => url.searchParams.delete('iss') },
  'a state nobody began': { answer: (url) => url.searchParams.set('state', 'x'.repeat(43)) },
  'two codes': { answer: (url) => url.searchParams.append('code', 'another') },
  'an error with a script': {
    answer(url) {
      url.searchParams.delete('code')
      url.searchParams.set('error', 'access_denied')
      url.searchParams.set('error_description', '<script>alert(1)</script>')
    },
  },
  'an error that is a script': {
    answer(url) {
      url.searchParams.delete('code')
      url.searchParams.set('error', '<img src=x onerror=alert(1)>')
    },
  },
  'a code that was used before, or PKCE that does not fit': {
    token: (response) => response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant' })),
  },
  'no ID token': {
    token: (response) => response.end(JSON.stringify({ access_token: 'access', token_type: 'Bearer' })),
  },
  'a page instead of tokens': { token: (response) => response.end('<html>') },
  'a huge answer': { token: (response) => response.end(JSON.stringify({ id_token: 'x'.repeat(2_000_000) })) },
  'an answer that never comes': { token: () => undefined },
}

test('there are at least 25 of them', () => assert.ok(Object.keys(lies).length >= 25))

for (const [name, told] of Object.entries(lies))
  test(`refused and logged: ${name}`, async () => {
    const before = await refusals()
    const { status, text, signedIn } = await signIn(told)
    assert.equal(signedIn, false)
    assert.ok([403, 410, 422, 503].includes(status), `${status}: ${text.slice(0, 300)}`)
    assert.match(text, /đăng nhập|Đăng nhập/)
    assert.doesNotMatch(text, /<script>alert|<img src=x/)
    assert.equal(await refusals(), before + 1)
  })

test('refused and logged: an answer that comes twice, or in another browser', async () => {
  const before = await refusals()
  assert.equal((await signIn({}, { again: true })).status, 410)
  assert.equal((await signIn({}, { otherBrowser: true })).status, 410)
  assert.equal(await refusals(), before + 2)
})

test('refused before anybody leaves: discovery that leads elsewhere or names another', async () => {
  for (const told of [
    { redirectsDiscovery: true },
    { discovery: (honest: Json) => ({ ...honest, issuer: 'https://elsewhere.example' }) },
  ]) {
    const before = await refusals()
    const { status, text } = await signIn(told)
    assert.ok([403, 503].includes(status), `${status}`)
    assert.match(text, /nơi cấp định danh/)
    assert.equal(await refusals(), before + 1)
  }
})
