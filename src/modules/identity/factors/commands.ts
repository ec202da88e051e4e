/** Adding, using and removing factors; a form that waits until its sender has proven who they are. */

import { randomBytes } from 'node:crypto'
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
import { type Factor, type FactorKind, factorLinks, factorsMax, keptMinutes, refusal } from './domain.ts'
import {
  type AssertionOptions,
  assertionOptions,
  type RegistrationOptions,
  registrationOptions,
  takeAssertion,
  takeRegistration,
} from './passkeys/commands.ts'
import { takeRecoveryCode } from './recovery/commands.ts'
import { countCodes, deleteCodes } from './recovery/store.ts'
import * as store from './store.ts'
import { inventedCodeOf, newSealedSecret, type ShownKey, showKey, takeTotp } from './totp/commands.ts'
import { isTotpCode } from './totp/domain.ts'

const notBefore = (now: Date) => new Date(now.getTime() - keptMinutes * 60_000)

/** What a person shows to prove it is them: a code that was typed, or what their device signed. */
export type Shown = { readonly code?: string | undefined; readonly signed?: string | undefined }

/** Nothing but the event is left of a proof that was wrong, so that guessing is seen. */
async function demandTaken(
  context: Context,
  take: (tx: Tx) => Promise<boolean>,
  otherwise: () => Error,
): Promise<void> {
  const isTaken = await inTransaction(context, async (tx) => {
    if (await take(tx)) return true
    const { personId } = officerOf(context.actor)
    const payload = { address: context.sender.address }
    await appendEvent(tx, context, 'factor.refused', { subject: personId, payload })
    return false
  })
  if (!isTaken) throw otherwise()
}

/** Takes a code of an app (of the one named alone) or a recovery code. Throws `identity.wrongCode` or `kernel.tooMany`. */
async function takeCode(context: Context, code: string, id?: string): Promise<void> {
  const { personId } = officerOf(context.actor)
  await countGuess(context, 'totp', personId, await knownDeviceOf(context))
  const given = code.replace(/\s/g, '')
  const take = (tx: Tx) =>
    isTotpCode(given) || id
      ? takeTotp(tx, context, personId, given, id)
      : takeRecoveryCode(tx, context, given)
  await demandTaken(context, take, refusal.wrongCode)
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
    await store.keepForm(tx, { id, personId, challenge: randomBytes(32) }, form, now, notBefore(now))
    return true
  })
  return isKept ? redirect(factorLinks.prove(id)) : undefined
}

export type WaitingForm = {
  readonly factors: readonly Factor[]
  readonly isProven: boolean
  /** What a passkey has to sign, of whoever has one. */
  readonly passkey: AssertionOptions | undefined
  readonly codesLeft: number
  /** The code that counts now, of a factor made up for trying out. */
  readonly inventedCode: string | undefined
}

/** What the page of a waiting form shows. Throws `identity.formGone`. */
export async function viewWaitingForm(context: Context, id: string): Promise<WaitingForm> {
  const { personId } = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const challenge = await store.findFormChallenge(tx, personId, id, notBefore(context.now))
    if (!challenge) throw refusal.formGone()
    const factors = await store.findFactors(tx, personId)
    return {
      factors,
      isProven: factors.length === 0 && hasSteppedUp(context.actor, keptMinutes, context.now),
      passkey: await assertionOptions(tx, context, challenge),
      codesLeft: await countCodes(tx, personId),
      inventedCode: context.settings.development ? await inventedCodeOf(tx, context, personId) : undefined,
    }
  })
}

/**
 * Xác minh: takes the proof and gives back the form to be sent, in a session with a new token.
 * Throws `identity.wrongCode`, `wrongKey`, `proveFirst` or `formGone`; unless it is gone the form still waits.
 */
export async function proveForForm(
  context: Context,
  id: string,
  { code, signed }: Shown,
): Promise<{ readonly form: KeptForm; readonly sessionToken: string }> {
  const { personId } = officerOf(context.actor)
  const { factors, isProven } = await viewWaitingForm(context, id)
  if (factors.length === 0) {
    if (!isProven) throw refusal.proveFirst()
  } else if (signed) await takeSigned(context, id, signed)
  else await takeCode(context, code ?? '')
  return inTransaction(context, async (tx) => {
    const form = await store.takeForm(tx, personId, id, notBefore(context.now))
    if (!form) throw refusal.formGone()
    const sessionToken = await renewSession(tx, context, { steppedUpAt: context.now })
    await appendEvent(tx, context, 'session.steppedUp', { subject: personId, payload: { path: form.path } })
    return { form, sessionToken }
  })
}

/** Takes what a passkey signed for this form. A form is sent once, so what was signed counts once. */
function takeSigned(context: Context, id: string, signed: string): Promise<void> {
  const { personId } = officerOf(context.actor)
  const take = async (tx: Tx) => {
    const challenge = await store.findFormChallenge(tx, personId, id, notBefore(context.now))
    return challenge !== undefined && takeAssertion(tx, context, challenge, signed)
  }
  return demandTaken(context, take, refusal.wrongKey)
}

export type OwnFactors = { readonly factors: readonly Factor[]; readonly codesLeft: number }

/** Yếu tố xác thực of the officer who asks. */
export async function listFactors(context: Context): Promise<OwnFactors> {
  const { personId } = officerOf(context.actor)
  return read(context, async (tx) => ({
    factors: await store.findFactors(tx, personId),
    codesLeft: await countCodes(tx, personId),
  }))
}

/** Begins a factor: it counts once it was shown to work. Throws `identity.tooManyFactors`. */
export async function beginFactor(context: Context, kind: FactorKind, name: string): Promise<string> {
  const { personId } = officerOf(context.actor)
  const id = newId(context.now)
  await inTransaction(context, async (tx) => {
    await store.deleteUnconfirmed(tx, personId)
    if ((await store.findFactors(tx, personId)).length >= factorsMax) throw refusal.tooManyFactors()
    const secret = kind === 'totp' ? newSealedSecret(context) : null
    const challenge = kind === 'passkey' ? randomBytes(32) : null
    await store.insertFactors(tx, [
      { id, personId, kind, name: name.trim(), secret, challenge, addedAt: context.now, confirmedAt: null },
    ])
  })
  return id
}

export type BegunFactor = { readonly name: string } & (
  | ({ readonly kind: 'totp' } & ShownKey)
  | { readonly kind: 'passkey'; readonly options: RegistrationOptions }
)

/** What is needed to finish a factor that was begun, shown until it works. Throws `identity.noSuchFactor`. */
export async function viewBegunFactor(context: Context, id: string): Promise<BegunFactor> {
  const { personId } = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const begun = await store.findBegun(tx, personId, id)
    const key = begun?.kind === 'totp' ? await showKey(tx, context, id) : undefined
    if (begun && key) return { ...begun, kind: 'totp', ...key }
    const options = begun && (await registrationOptions(tx, context, id))
    if (begun && options) return { ...begun, kind: 'passkey', options }
    throw refusal.noSuchFactor()
  })
}

/** The first code, or the first signature, shows that the factor works. Tells the officer. Throws `wrongCode` or `keyNotTaken`. */
export async function confirmFactor(context: Context, id: string, { code, signed }: Shown): Promise<void> {
  const { kind, name } = await viewBegunFactor(context, id)
  if (kind === 'totp') await takeCode(context, code ?? '', id)
  else
    await demandTaken(context, (tx) => takeRegistration(tx, context, id, signed ?? ''), refusal.keyNotTaken)
  await inTransaction(context, async (tx) => {
    const { personId } = officerOf(context.actor)
    await appendEvent(tx, context, 'factor.added', { subject: personId, payload: { name, kind } })
    await tell(tx, context, 'factorAdded', id, name)
  })
}

/** Gỡ yếu tố; recovery codes go with the last one. Throws `identity.noSuchFactor`, also for anyone else's. */
export async function removeFactor(context: Context, id: string): Promise<void> {
  const { personId } = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const name = await store.deleteFactor(tx, personId, id)
    if (name === undefined) throw refusal.noSuchFactor()
    if ((await store.findFactors(tx, personId)).length === 0) await deleteCodes(tx, personId)
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
