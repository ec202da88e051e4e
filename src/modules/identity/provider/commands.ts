/** The provider of identities as we see it: OpenID Connect, authorization code with PKCE S256, state and nonce. */

import * as client from 'openid-client'
import type { Settings } from '#kernel/context.ts'
import { Refusal } from '#kernel/errors.ts'
import type { AssuranceLevel } from '#kernel/policy.ts'
import { askOutside } from '#kernel/traces.ts'
import { acrValuesFor, type Claims, faultOf, levelOf, proofSecondsMax, refusal } from '../domain.ts'

/** Path of the provider that a development installation carries itself. */
export const developmentPath = '/dinh-danh'
export const callbackPath = '/dang-nhap/ve'

/** Whether people sign in at the made-up provider of this very installation. */
export function isDevelopmentProvider({ development, publicUrl, identityProvider }: Settings): boolean {
  return development && identityProvider.issuer === `${publicUrl}${developmentPath}`
}

/** Under which name links to the provider are kept. The made-up one keeps its people when the address changes. */
export function linkIssuer(settings: Settings): string {
  return isDevelopmentProvider(settings) ? 'development' : settings.identityProvider.issuer
}

const discoveryMinutes = 60
type Kept = { readonly configuration: Promise<client.Configuration>; readonly until: number }
const discovered = new Map<string, Kept>()

/** What the provider publishes about itself, at most an hour old. */
async function configurationOf(settings: Settings, now: Date): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret } = settings.identityProvider
  const key = `${issuer} ${clientId}`
  const known = discovered.get(key)
  if (known && known.until > now.getTime()) return known.configuration
  const address = new URL(issuer)
  const isNear = address.hostname === 'localhost' || settings.development
  const configuration = client.discovery(
    address,
    clientId,
    undefined,
    client.ClientSecretBasic(clientSecret),
    {
      // By itself the library believes a token for having come over TLS; we check its signature as well.
      execute: [
        client.enableNonRepudiationChecks,
        ...(address.protocol === 'http:' && isNear ? [client.allowInsecureRequests] : []),
      ],
      timeout: settings.identityProvider.timeoutSeconds,
      [client.customFetch]: boundedFetch,
    },
  )
  discovered.set(key, { configuration, until: now.getTime() + discoveryMinutes * 60_000 })
  configuration.catch(() => discovered.delete(key))
  return configuration
}

const answerKilobytesMax = 256

/** An answer is read up to a limit, so that no provider can fill our memory. */
const boundedFetch: client.CustomFetch = async (url, options) => {
  const response = await askOutside(options.method, new URL(url).hostname, (trace) =>
    fetch(url, { ...options, headers: { ...options.headers, ...trace } } as RequestInit),
  )
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > answerKilobytesMax * 1024) throw refusal.answerNotTrusted({ details: { why: 'too large' } })
    chunks.push(chunk)
  }
  const { status, headers } = response
  const isEmpty = [101, 204, 205, 304].includes(status)
  return new Response(isEmpty ? null : Buffer.concat(chunks), { status, headers })
}

type Asker = { readonly settings: Settings; readonly now: Date }
export type Challenge = { readonly state: string; readonly nonce: string; readonly codeVerifier: string }

/** New random state, nonce and verifier of one sign-in. */
export function newChallenge(): Challenge {
  return {
    state: client.randomState(),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
  }
}

/** Where to send the browser. Throws `identity.providerUnreachable`. */
export async function authorizationUrl(
  { settings, now }: Asker,
  { state, nonce, codeVerifier }: Challenge,
  asked: Asked = {},
): Promise<string> {
  const configuration = await translated(() => configurationOf(settings, now))
  return client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${settings.publicUrl}${callbackPath}`,
    scope: settings.identityProvider.scope,
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...(asked.level && {
      acr_values: acrValuesFor(settings.identityProvider.levels, asked.level),
      max_age: '0',
    }),
    // The made-up provider always shows its list, so that one can go from person to person.
    ...(isDevelopmentProvider(settings) && { prompt: 'login' }),
  }).href
}

/** What is asked of the provider beside who it is: a level, and with it a fresh proof. */
export type Asked = { readonly level?: AssuranceLevel | null }

export type Proof = {
  readonly subject: string
  readonly claims: Claims
  readonly idToken: string | null
  readonly level: AssuranceLevel
  /** When the person proved it to the provider, where it says so. */
  readonly provenAt?: Date | undefined
}

/**
 * Exchanges the answer of the provider for proven claims: signature, issuer, audience, times and nonce of the token
 * are checked, and the claims of the user information endpoint belong to the same subject.
 * Throws `identity.providerSaidNo`, `answerNotTrusted` or `providerUnreachable`.
 */
export async function proveAnswer(
  { settings, now }: Asker,
  answerPath: string,
  { state, nonce, codeVerifier }: Challenge,
  asked: Asked = {},
): Promise<Proof> {
  return translated(async () => {
    const configuration = await configurationOf(settings, now)
    const tokens = await client.authorizationCodeGrant(
      configuration,
      new URL(answerPath, settings.publicUrl),
      {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
        ...(asked.level && { maxAge: proofSecondsMax }),
      },
    )
    const proven = tokens.claims()
    const code = new URL(answerPath, settings.publicUrl).searchParams.get('code') ?? ''
    const { clientId } = settings.identityProvider
    const why = proven
      ? faultOf(proven, { accessToken: tokens.access_token, code, clientId, now })
      : 'no ID token'
    if (!proven || why) throw refusal.answerNotTrusted({ details: { why: why ?? '' } })
    const level = levelOf(proven, settings.identityProvider)
    if (asked.level && level < asked.level) throw refusal.levelNotReached({ details: { level: asked.level } })
    const more = configuration.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(configuration, tokens.access_token, proven.sub)
      : {}
    return {
      subject: proven.sub,
      claims: { ...proven, ...more },
      idToken: tokens.id_token ?? null,
      level,
      ...(proven.auth_time !== undefined && { provenAt: new Date(proven.auth_time * 1000) }),
    }
  })
}

/** Where the provider ends its own session too, or `undefined` when it offers nothing of the kind or is away. */
export async function endSessionUrl(
  { settings, now }: Asker,
  idToken: string | null,
): Promise<string | undefined> {
  const configuration = await configurationOf(settings, now).catch(() => undefined)
  if (!configuration?.serverMetadata().end_session_endpoint) return undefined
  return client.buildEndSessionUrl(configuration, {
    post_logout_redirect_uri: `${settings.publicUrl}/`,
    ...(idToken && { id_token_hint: idToken }),
  }).href
}

/** What goes wrong between us and the provider, in our own words; the cause stays for the log. */
async function translated<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    if (cause instanceof client.AuthorizationResponseError)
      throw Object.assign(
        refusal.providerSaidNo({
          details: { reason: /^[a-z_]{1,40}$/.test(cause.error) ? cause.error : '?' },
        }),
        { cause },
      )
    if (cause instanceof Error && cause.cause instanceof Refusal) throw cause.cause
    if (cause instanceof TypeError && !('code' in cause && String(cause.code).startsWith('ERR_')))
      throw Object.assign(refusal.providerUnreachable(), { cause })
    if (cause instanceof client.ClientError || cause instanceof client.ResponseBodyError)
      throw Object.assign(isAway(cause) ? refusal.providerUnreachable() : refusal.answerNotTrusted(), {
        cause,
      })
    throw cause
  }
}

/** It did not answer in time, or says itself that it cannot now. */
const isAway = (error: Error) =>
  ('code' in error && error.code === 'OAUTH_TIMEOUT') ||
  (error instanceof client.ResponseBodyError && error.status >= 500) ||
  (error.cause instanceof Response && error.cause.status >= 500)
