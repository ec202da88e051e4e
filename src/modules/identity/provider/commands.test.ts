import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import type { Settings } from '#kernel/context.ts'
import { freePort } from '#kernel/ports.ts'
import {
  authorizationUrl,
  endSessionUrl,
  isDevelopmentProvider,
  linkIssuer,
  newChallenge,
} from './commands.ts'

const port = await freePort()
const issuer = `http://localhost:${port}`
const now = new Date('2026-03-02T05:00:00Z')

/** What an outside provider publishes; it answers nothing else. */
const provider = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(
    JSON.stringify({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      end_session_endpoint: `${issuer}/end`,
    }),
  )
})
await new Promise<void>((resolve) => provider.listen(port, 'localhost', resolve))
after(() => provider.close())

const settings = (at: string, development = false): Settings => ({
  publicUrl: 'https://dichvucong.example',
  secretKey: 'x'.repeat(32),
  dataDir: '/nowhere',
  development,
  shedsLoad: false,
  unprovenHoursMax: 0,
  timestampUrl: '',
  identityProvider: {
    issuer: at,
    clientId: 'mot-cua',
    clientSecret: 'secret',
    scope: 'openid profile',
    identityNumberClaim: 'identity_number',
    levelClaim: 'acr',
    levels: {},
    timeoutSeconds: 10,
  },
})

test('the browser is sent with PKCE, state, nonce and the exact way back', async () => {
  const challenge = newChallenge()
  const url = new URL(await authorizationUrl({ settings: settings(issuer), now }, challenge))
  const sent = Object.fromEntries(url.searchParams)
  assert.equal(url.origin + url.pathname, `${issuer}/auth`)
  assert.equal(sent.redirect_uri, 'https://dichvucong.example/dang-nhap/ve')
  assert.deepEqual([sent.state, sent.nonce], [challenge.state, challenge.nonce])
  assert.equal(sent.code_challenge_method, 'S256')
  assert.notEqual(sent.code_challenge, challenge.codeVerifier)
  assert.equal(sent.prompt, undefined)
})

test('signing out goes on at a provider that offers it', async () => {
  const url = new URL((await endSessionUrl({ settings: settings(issuer), now }, 'token')) ?? '')
  assert.equal(url.origin + url.pathname, `${issuer}/end`)
  assert.equal(url.searchParams.get('id_token_hint'), 'token')
  assert.equal(url.searchParams.get('post_logout_redirect_uri'), 'https://dichvucong.example/')
})

test('a provider that is away stops signing in with a sentence, and signing out not at all', async () => {
  const away = { settings: settings(`http://localhost:${await freePort()}`), now }
  await assert.rejects(authorizationUrl(away, newChallenge()), { code: 'identity.providerUnreachable' })
  assert.equal(await endSessionUrl(away, null), undefined)
})

test('a provider that says it is another is not believed', async () => {
  const posing = { settings: settings(`${issuer}/other`), now }
  await assert.rejects(authorizationUrl(posing, newChallenge()), { code: 'identity.answerNotTrusted' })
})

test('plain http is refused for a real provider that is not this machine', async () => {
  const plain = { settings: settings('http://dinh-danh.example'), now }
  await assert.rejects(authorizationUrl(plain, newChallenge()))
})

test('the made-up provider exists in development only, and its links survive another address', () => {
  const own = settings('https://dichvucong.example/dinh-danh', true)
  assert.equal(isDevelopmentProvider(own), true)
  assert.equal(linkIssuer(own), 'development')
  assert.equal(isDevelopmentProvider({ ...own, development: false }), false)
  assert.equal(isDevelopmentProvider(settings(issuer, true)), false)
  assert.equal(linkIssuer(settings(issuer, true)), issuer)
})
