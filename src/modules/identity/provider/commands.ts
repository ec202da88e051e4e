/** The provider of identities as we see it: OpenID Connect, authorization code with PKCE S256, state and nonce. */

import * as client from 'openid-client'
import type { Settings } from '#kernel/context.ts'
import { type Claims, refusal } from '../domain.ts'

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
    address.protocol === 'http:' && isNear ? { execute: [client.allowInsecureRequests] } : {},
  )
  discovered.set(key, { configuration, until: now.getTime() + discoveryMinutes * 60_000 })
  configuration.catch(() => discovered.delete(key))
  return configuration
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
): Promise<string> {
  const configuration = await translated(() => configurationOf(settings, now))
  return client.buildAuthorizationUrl(configuration, {
    redirect_uri: `${settings.publicUrl}${callbackPath}`,
    scope: settings.identityProvider.scope,
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    // The made-up provider always shows its list, so that one can go from person to person.
    ...(isDevelopmentProvider(settings) && { prompt: 'login' }),
  }).href
}

export type Proof = { readonly subject: string; readonly claims: Claims; readonly idToken: string | null }

/**
 * Exchanges the answer of the provider for proven claims: signature, issuer, audience, times and nonce of the token
 * are checked, and the claims of the user information endpoint belong to the same subject.
 * Throws `identity.providerSaidNo`, `answerNotTrusted` or `providerUnreachable`.
 */
export async function proveAnswer(
  { settings, now }: Asker,
  answerPath: string,
  { state, nonce, codeVerifier }: Challenge,
): Promise<Proof> {
  return translated(async () => {
    const configuration = await configurationOf(settings, now)
    const tokens = await client.authorizationCodeGrant(
      configuration,
      new URL(answerPath, settings.publicUrl),
      { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier, idTokenExpected: true },
    )
    const proven = tokens.claims()
    if (!proven) throw refusal.answerNotTrusted()
    const more = configuration.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(configuration, tokens.access_token, proven.sub)
      : {}
    return { subject: proven.sub, claims: { ...proven, ...more }, idToken: tokens.id_token ?? null }
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
      throw Object.assign(refusal.providerSaidNo({ details: { reason: cause.error } }), { cause })
    if (cause instanceof TypeError && !('code' in cause && String(cause.code).startsWith('ERR_')))
      throw Object.assign(refusal.providerUnreachable(), { cause })
    if (cause instanceof client.ClientError || cause instanceof client.ResponseBodyError)
      throw Object.assign(isAway(cause) ? refusal.providerUnreachable() : refusal.answerNotTrusted(), {
        cause,
      })
    throw cause
  }
}

const isAway = (error: Error) => 'code' in error && error.code === 'OAUTH_TIMEOUT'
