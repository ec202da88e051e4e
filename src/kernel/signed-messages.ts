/**
 * Signed HTTP messages between systems: a detached JWS (RFC 7515, EdDSA) over method, path, sender, number, time and the hash
 * of the body. Both sides of an exchange, and the simulators, sign and check by this file. Pure.
 */

import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'

export type SigningKey = {
  readonly privateKey: KeyObject
  /** The public half as others register it: 32 bytes in base64url. */
  readonly publicKey: string
}

/** What is signed of a request, and, with the hash of that request, of its answer. */
export type SignedParts = {
  /** Method and path of a request; `answer <status>` of an answer. */
  readonly line: string
  readonly sender: string
  /** Unique; a receiver takes each once. */
  readonly id: string
  readonly time: string
  /** Purpose, article, idempotency key and the like; in an answer the hash of the request. */
  readonly about: string
  readonly body: string
}

/** Older or newer than this is refused: a message that was kept back proves nothing about now. */
export const freshMinutesMax = 5

/** SHA-512 in base64, as X-Road's request hash. */
export const hashOf = (text: string): string => createHash('sha512').update(text).digest('base64')

const canonical = ({ line, sender, id, time, about, body }: SignedParts): string =>
  [line, sender, id, time, about, hashOf(body)].join('\n')

/** The hash by which an answer names its request. */
export const requestHash = (parts: SignedParts): string => hashOf(canonical(parts))

const head = Buffer.from(JSON.stringify({ alg: 'EdDSA' })).toString('base64url')
const signedBytes = (parts: SignedParts): Buffer =>
  Buffer.from(`${head}.${Buffer.from(canonical(parts)).toString('base64url')}`)

/** Signs: `<head>..<signature>`. */
export function signMessage({ privateKey }: SigningKey, parts: SignedParts): string {
  return `${head}..${sign(null, signedBytes(parts), privateKey).toString('base64url')}`
}

const publicKeys = new Map<string, KeyObject>()
const publicKeysMax = 1_000

/** Whether this key signed exactly these parts. What is no signature or no key is simply not right. */
export function isSignedBy(publicKey: string, parts: SignedParts, signature: string): boolean {
  const [given, payload, bytes] = signature.split('.')
  if (given !== head || payload !== '' || !bytes) return false
  try {
    return verify(null, signedBytes(parts), keyOf(publicKey), Buffer.from(bytes, 'base64url'))
  } catch {
    return false
  }
}

function keyOf(publicKey: string): KeyObject {
  const known = publicKeys.get(publicKey)
  if (known) return known
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  if (publicKeys.size >= publicKeysMax) publicKeys.clear()
  publicKeys.set(publicKey, key)
  return key
}

/** Whether the time of a message is near enough to now. */
export function isFresh(time: string, now: Date): boolean {
  return Math.abs(Date.parse(time) - now.getTime()) <= freshMinutesMax * 60_000
}

/** A new key that is kept nowhere. */
export function newSigningKey(): SigningKey {
  return withPublic(generateKeyPairSync('ed25519').privateKey)
}

/** The key with its public half beside it. */
export function withPublic(privateKey: KeyObject): SigningKey {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { privateKey, publicKey: x }
}
