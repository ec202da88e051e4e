/** Adding, using and removing factors; a form that waits until its sender has proven who they are. */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import QRCode from 'qrcode'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { hasSteppedUp, officerOf } from '#kernel/policy.ts'
import { countGuess } from '#kernel/web/limits.ts'
import { type KeptForm, type Reply, redirect, type StepUp } from '#kernel/web.ts'
import { notify } from '#modules/notifications/api.ts'
import { notices } from '../domain.ts'
import { knownDeviceOf, renewSession } from '../sessions/commands.ts'
import {
  type Factor,
  factorLinks,
  factorsMax,
  keptMinutes,
  openSteps,
  refusal,
  stepOf,
  stepSeconds,
} from './domain.ts'
import * as store from './store.ts'

const notBefore = (now: Date) => new Date(now.getTime() - keptMinutes * 60_000)

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

/** Takes a code of any of the person's factors, or of the one named. Throws `identity.wrongCode` or `kernel.tooMany`. */
async function takeCode(context: Context, code: string, id?: string): Promise<void> {
  const { personId } = officerOf(context.actor)
  await countGuess(context, 'totp', personId, await knownDeviceOf(context))
  const given = code.replace(/\s/g, '')
  const isTaken = await inTransaction(context, async (tx) => {
    for (const factor of await store.findSecretsForUpdate(tx, personId, id)) {
      const step = stepGiven(context, factor, given)
      if (step === undefined) continue
      await store.noteUse(tx, factor.id, step, context.now)
      return true
    }
    await appendEvent(tx, context, 'factor.refused', {
      subject: personId,
      payload: { address: context.sender.address },
    })
    return false
  })
  if (!isTaken) throw refusal.wrongCode()
}

/** Asks for a proof before a form is acted on. Whoever has no factor passes where the pack allows it. */
export async function holdForm(context: Context, form: KeptForm, asked: StepUp): Promise<Reply | undefined> {
  const { actor, now, pack } = context
  if (actor.kind !== 'officer') return undefined
  const { personId } = actor
  const isExempt = !asked.always && pack.manifest.stepUp !== 'everyone'
  const id = newId(now)
  const isKept = await inTransaction(context, async (tx) => {
    if (isExempt && (await store.findFactors(tx, personId)).length === 0) return false
    await store.keepForm(tx, id, personId, form, now, notBefore(now))
    return true
  })
  return isKept ? redirect(factorLinks.prove(id)) : undefined
}

export type WaitingForm = {
  readonly factors: readonly Factor[]
  readonly isProven: boolean
  /** The code that counts now, of a factor made up for trying out. */
  readonly inventedCode: string | undefined
}

/** What the page of a waiting form shows. Throws `identity.formGone`. */
export async function viewWaitingForm(context: Context, id: string): Promise<WaitingForm> {
  const { personId } = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    if (!(await store.hasKeptForm(tx, personId, id, notBefore(context.now)))) throw refusal.formGone()
    const factors = await store.findFactors(tx, personId)
    return {
      factors,
      isProven: factors.length === 0 && hasSteppedUp(context.actor, keptMinutes, context.now),
      inventedCode: context.settings.development ? await inventedCodeOf(tx, context, personId) : undefined,
    }
  })
}

/**
 * Xác minh: takes the code and gives back the form to be sent, in a session with a new token.
 * Throws `identity.wrongCode`, `proveFirst` or `formGone`; the form then still waits.
 */
export async function proveForForm(
  context: Context,
  id: string,
  code: string | undefined,
): Promise<{ readonly form: KeptForm; readonly sessionToken: string }> {
  const { personId } = officerOf(context.actor)
  const { factors, isProven } = await viewWaitingForm(context, id)
  if (factors.length > 0) await takeCode(context, code ?? '')
  else if (!isProven) throw refusal.proveFirst()
  return inTransaction(context, async (tx) => {
    const form = await store.takeForm(tx, personId, id, notBefore(context.now))
    if (!form) throw refusal.formGone()
    const sessionToken = await renewSession(tx, context, { steppedUpAt: context.now })
    await appendEvent(tx, context, 'session.steppedUp', { subject: personId, payload: { path: form.path } })
    return { form, sessionToken }
  })
}

/** Yếu tố xác thực of the officer who asks. */
export const listFactors = (context: Context): Promise<readonly Factor[]> =>
  read(context, (tx) => store.findFactors(tx, officerOf(context.actor).personId))

/** Begins a factor: it counts once its first code was shown. Throws `identity.tooManyFactors`. */
export async function beginFactor(context: Context, name: string): Promise<string> {
  const { personId } = officerOf(context.actor)
  const id = newId(context.now)
  await inTransaction(context, async (tx) => {
    await store.deleteUnconfirmed(tx, personId)
    if ((await store.findFactors(tx, personId)).length >= factorsMax) throw refusal.tooManyFactors()
    const secret = seal(context, randomBytes(20))
    await store.insertFactors(tx, [
      { id, personId, name: name.trim(), secret, addedAt: context.now, confirmedAt: null },
    ])
  })
  return id
}

export type BegunFactor = { readonly name: string; readonly key: string; readonly picture: string }

/** The key of a factor that was begun, shown until it works and never after. Throws `identity.noSuchFactor`. */
export async function viewBegunFactor(context: Context, id: string): Promise<BegunFactor> {
  const { personId, name: officer } = officerOf(context.actor)
  const [factor] = await inTransaction(context, (tx) => store.findSecretsForUpdate(tx, personId, id))
  if (!factor || factor.confirmedAt) throw refusal.noSuchFactor()
  const secret = unseal(context, factor.secret)
  const issuer = `Một Cửa ${context.pack.manifest.name.vi}`
  const address = new TOTP({ issuer, label: officer, secret, period: stepSeconds }).toString()
  const key = secret.base32.match(/.{1,4}/g)?.join(' ') ?? ''
  return { name: factor.name, key, picture: await QRCode.toDataURL(address, { margin: 2, width: 240 }) }
}

/** The first code shows that the factor works. Tells the officer. Throws as `takeCode`. */
export async function confirmFactor(context: Context, id: string, code: string): Promise<void> {
  await viewBegunFactor(context, id)
  await takeCode(context, code, id)
  await inTransaction(context, async (tx) => {
    const { personId } = officerOf(context.actor)
    const name = (await store.findFactors(tx, personId)).find((one) => one.id === id)?.name ?? ''
    await appendEvent(tx, context, 'factor.added', { subject: personId, payload: { name } })
    await tell(tx, context, 'factorAdded', id, name)
  })
}

/** Gỡ yếu tố. Throws `identity.noSuchFactor`, also for anyone else's. */
export async function removeFactor(context: Context, id: string): Promise<void> {
  const { personId } = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const name = await store.deleteFactor(tx, personId, id)
    if (name === undefined) throw refusal.noSuchFactor()
    await appendEvent(tx, context, 'factor.removed', { subject: personId, payload: { name } })
    await tell(tx, context, 'factorRemoved', id, name)
  })
}

async function tell(
  tx: Tx,
  context: Context,
  what: 'factorAdded' | 'factorRemoved',
  id: string,
  name: string,
) {
  const { personId } = officerOf(context.actor)
  const facts = { name, at: context.now.toISOString() }
  await notify(tx, context, [
    { notice: notices[what], to: [personId], subjectId: id, link: factorLinks.list, facts },
  ])
}

/** The same for every leader of a made-up population, printed by `npm start`. */
export const inventedKey = 'MOTCUATHUNGHIEMMOTCUATHU'
const inventedSecret = Secret.fromBase32(inventedKey)

/** Gives made-up officers a factor whose key everybody knows. Development only. */
export async function inventFactors(tx: Tx, context: Context, personIds: readonly string[]): Promise<void> {
  const at = context.now
  await store.insertFactors(
    tx,
    personIds.map((personId) => ({
      id: newId(at),
      personId,
      name: 'Ứng dụng mã thử nghiệm',
      secret: seal(context, inventedSecret.bytes),
      addedAt: at,
      confirmedAt: at,
    })),
  )
}

async function inventedCodeOf(tx: Tx, context: Context, personId: string): Promise<string | undefined> {
  const factors = await store.findSecretsForUpdate(tx, personId)
  const invented = factors.find(({ secret }) => unseal(context, secret).base32 === inventedKey)
  if (!invented) return undefined
  const step = openSteps(context.now, invented.lastStep).find((one) => one >= stepOf(context.now))
  return step === undefined ? undefined : codeAt(inventedSecret, step)
}
