/** Khóa truy cập (WebAuthn): what a device is asked to sign, and checking what it answers. */

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { officerOf } from '#kernel/policy.ts'
import * as store from './store.ts'

export type RegistrationOptions = PublicKeyCredentialCreationOptionsJSON
export type AssertionOptions = PublicKeyCredentialRequestOptionsJSON

/** Loaded at its first use: it is slow to load, and most processes never need it. */
const library = () => import('@simplewebauthn/server')

/** EdDSA, ES256, RS256: what devices of today sign with (COSE numbers). */
const algorithms = [-8, -7, -257]

/** Keys belong to the address that people use; a page at another address gets no answer that we take. */
const placeOf = ({ settings }: Context) => {
  const { origin, hostname } = new URL(settings.publicUrl)
  return { origin, hostname }
}

const known = (passkeys: Awaited<ReturnType<typeof store.findPasskeys>>) =>
  passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] }))

/** What the device is asked to make, for a passkey that was begun; `undefined` where there is none. */
export async function registrationOptions(
  tx: Tx,
  context: Context,
  id: string,
): Promise<RegistrationOptions | undefined> {
  const { personId, name, title } = officerOf(context.actor)
  const challenge = await store.findChallenge(tx, personId, id)
  if (!challenge) return undefined
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: `Một Cửa ${context.pack.manifest.name.vi}`,
    rpID: placeOf(context).hostname,
    userID: new Uint8Array(Buffer.from(personId.replaceAll('-', ''), 'hex')),
    userName: name,
    userDisplayName: `${name} – ${title}`,
    challenge: new Uint8Array(challenge),
    excludeCredentials: known(await store.findPasskeys(tx, personId)),
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
  })
}

/** Keeps the key that the device made. Answers whether it was signed as asked and is nobody's yet. */
export async function takeRegistration(
  tx: Tx,
  context: Context,
  id: string,
  answer: string,
): Promise<boolean> {
  const challenge = await store.findChallenge(tx, officerOf(context.actor).personId, id)
  const response = readAnswer<RegistrationResponseJSON>(answer)
  if (!challenge || !response) return false
  const { origin, hostname } = placeOf(context)
  const { verifyRegistrationResponse } = await library()
  const found = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge.toString('base64url'),
    expectedOrigin: origin,
    expectedRPID: hostname,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => undefined)
  if (!found?.verified) return false
  const { id: credentialId, publicKey, counter, transports = [] } = found.registrationInfo.credential
  return store.insertPasskey(tx, { factorId: id, credentialId, publicKey, counter, transports }, context.now)
}

/** What a device is asked to sign for a waiting form; `undefined` for whoever has no passkey. */
export async function assertionOptions(
  tx: Tx,
  context: Context,
  challenge: Buffer,
): Promise<AssertionOptions | undefined> {
  const passkeys = await store.findPasskeys(tx, officerOf(context.actor).personId)
  if (passkeys.length === 0) return undefined
  const { generateAuthenticationOptions } = await library()
  return generateAuthenticationOptions({
    rpID: placeOf(context).hostname,
    challenge: new Uint8Array(challenge),
    allowCredentials: known(passkeys),
    userVerification: 'required',
  })
}

/** Takes what a device signed. Answers whether a key of this person signed this challenge, here, and counted on. */
export async function takeAssertion(
  tx: Tx,
  context: Context,
  challenge: Buffer,
  answer: string,
): Promise<boolean> {
  const response = readAnswer<AuthenticationResponseJSON>(answer)
  const passkey =
    response && (await store.findPasskeyForUpdate(tx, officerOf(context.actor).personId, response.id))
  if (!passkey) return false
  const { credentialId, publicKey, counter } = passkey
  const { origin, hostname } = placeOf(context)
  const { verifyAuthenticationResponse } = await library()
  const found = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge.toString('base64url'),
    expectedOrigin: origin,
    expectedRPID: hostname,
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!found?.verified) return false
  await store.noteCounter(tx, passkey.factorId, found.authenticationInfo.newCounter, context.now)
  return true
}

/** The device's answer as the page sent it; the library looks at every part of it. */
function readAnswer<Answer extends { readonly id: string }>(text: string): Answer | undefined {
  if (!text.startsWith('{')) return undefined
  try {
    const answer: unknown = JSON.parse(text)
    return typeof (answer as Answer).id === 'string' ? (answer as Answer) : undefined
  } catch {
    return undefined
  }
}
