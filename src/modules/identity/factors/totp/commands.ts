/** Codes of an app: making and showing the key, and taking a code once. */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import QRCode from 'qrcode'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import { officerOf } from '#kernel/policy.ts'
import { insertFactors } from '../store.ts'
import { openSteps, stepOf, stepSeconds } from './domain.ts'
import * as store from './store.ts'

/** Secrets are sealed, so that a copy of the database alone proves nothing. */
const keyOf = ({ settings }: Pick<Context, 'settings'>) =>
  Buffer.from(hkdfSync('sha256', settings.secretKey, '', 'factors', 32))

function seal(context: Pick<Context, 'settings'>, secret: Uint8Array): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(context), iv)
  return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
}

function unseal(context: Pick<Context, 'settings'>, sealed: Buffer): Secret {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(context), sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(-16))
  const bytes = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
  return new Secret({ buffer: new Uint8Array(bytes).buffer })
}

/** A new secret, sealed. */
export const newSealedSecret = (context: Pick<Context, 'settings'>): Buffer => seal(context, randomBytes(20))

const codeAt = (secret: Secret, step: number) =>
  new TOTP({ secret, period: stepSeconds }).generate({ timestamp: step * stepSeconds * 1000 })

function isCode(secret: Secret, step: number, given: string): boolean {
  const [one, other] = [Buffer.from(codeAt(secret, step)), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** The step whose code was given, of a factor; none when it fits nowhere. Every open step is compared. */
function stepGiven(context: Context, factor: store.Secret, given: string): number | undefined {
  const secret = unseal(context, factor.secret)
  return openSteps(context.now, factor.lastStep)
    .filter((step) => isCode(secret, step, given))
    .at(-1)
}

/** Takes a code of any of the person's apps, or of the one named. Answers whether it fitted. */
export async function takeTotp(
  tx: Tx,
  context: Context,
  personId: string,
  given: string,
  id?: string,
): Promise<boolean> {
  for (const factor of await store.findSecretsForUpdate(tx, personId, id)) {
    const step = stepGiven(context, factor, given)
    if (step === undefined) continue
    await store.noteStep(tx, factor.id, step, context.now)
    return true
  }
  return false
}

export type ShownKey = { readonly key: string; readonly picture: string }

/** The key of an app that was begun, shown until it works and never after; `undefined` where there is none. */
export async function showKey(tx: Tx, context: Context, id: string): Promise<ShownKey | undefined> {
  const { personId, name: officer } = officerOf(context.actor)
  const [factor] = await store.findSecretsForUpdate(tx, personId, id)
  if (!factor || factor.confirmedAt) return undefined
  const secret = unseal(context, factor.secret)
  const issuer = `Một Cửa ${context.pack.manifest.name.vi}`
  const address = new TOTP({ issuer, label: officer, secret, period: stepSeconds }).toString()
  const key = secret.base32.match(/.{1,4}/g)?.join(' ') ?? ''
  return { key, picture: await QRCode.toDataURL(address, { margin: 2, width: 240 }) }
}

/** The same for every leader of a made-up population, printed by `npm start`. */
export const inventedKey = 'MOTCUATHUNGHIEMMOTCUATHU'
const inventedSecret = Secret.fromBase32(inventedKey)

/** Gives made-up officers a factor whose key everybody knows. Development only. */
export async function inventFactors(tx: Tx, context: Context, personIds: readonly string[]): Promise<void> {
  const at = context.now
  await insertFactors(
    tx,
    personIds.map((personId) => ({
      id: newId(at),
      personId,
      kind: 'totp',
      name: 'Ứng dụng mã thử nghiệm',
      secret: seal(context, inventedSecret.bytes),
      challenge: null,
      addedAt: at,
      confirmedAt: at,
    })),
  )
}

/** The code that counts now, of a factor made up for trying out. */
export async function inventedCodeOf(
  tx: Tx,
  context: Context,
  personId: string,
): Promise<string | undefined> {
  const factors = await store.findSecretsForUpdate(tx, personId)
  const invented = factors.find(({ secret }) => unseal(context, secret).base32 === inventedKey)
  if (!invented) return undefined
  const step = openSteps(context.now, invented.lastStep).find((one) => one >= stepOf(context.now))
  return step === undefined ? undefined : codeAt(inventedSecret, step)
}
