/** Máy đánh giá: enrolled by an officer, claimed by one device, and what people do at it. */

import { randomUUID } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { officerOf } from '#kernel/policy.ts'
import { addDays, dateOf } from '#kernel/types.ts'
import { countAttempt } from '#kernel/web/limits.ts'
import { dossierCan, findRateable, type Rateable } from '#modules/dossiers/api.ts'
import { receivingDesk } from '#modules/organisation/api.ts'
import { setNow } from '../asking/commands.ts'
import { refusal } from '../domain.ts'
import { ensureInvitation } from '../inviting/commands.ts'
import { findInvitation } from '../inviting/store.ts'
import { claimHours, isKeyOf, kioskCookie, readTyped, type Typed } from './domain.ts'
import * as store from './store.ts'

/** Guesses at one device: a person makes about ten requests, and nobody guesses eight digits so. */
const triesAtNumbers = { name: 'kiosk-number', max: 200, seconds: 600 } as const
/** Codes of dossiers are counted up, so that they can be guessed: few of them are taken. */
const triesAtCodes = { name: 'kiosk-code', max: 10, seconds: 600 } as const

/** Đăng ký máy for the officer's own unit. Throws `satisfaction.nameNeeded`. */
export async function enrolKiosk(context: Context, name: string): Promise<string> {
  const officer = officerOf(context.actor)
  const plain = name.trim().replace(/\s+/g, ' ')
  if (plain.length < 2 || plain.length > 80) throw refusal.nameNeeded()
  const id = randomUUID()
  await inTransaction(context, async (tx) => {
    await store.insertKiosk(tx, {
      id,
      unitId: officer.unitId,
      name: plain,
      by: officer.personId,
      at: context.now,
    })
    await appendEvent(tx, context, 'satisfaction.kioskEnrolled', { subject: id, payload: { name: plain } })
  })
  return id
}

/** Thôi dùng máy: from its next page on it takes nothing. Throws `satisfaction.unknownKiosk` for other agencies' too. */
export async function endKiosk(context: Context, id: string): Promise<void> {
  const { unitId } = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    if (!(await store.endKiosk(tx, id, unitId, context.now))) throw refusal.unknownKiosk()
    await appendEvent(tx, context, 'satisfaction.kioskEnded', { subject: id })
  })
}

/** Devices of the officer's unit. */
export const listKiosks = (context: Context) =>
  read(context, (tx) => store.findKiosks(tx, officerOf(context.actor).unitId))

export type KioskHere = { readonly kiosk: store.Kiosk; readonly deskName: string }

type Claim = { readonly id: string; readonly key: string }

/** A device that may still be claimed. Throws `satisfaction.unknownKiosk` for a wrong, used or old address alike. */
export async function openClaim(context: Context, { id, key }: Claim): Promise<KioskHere> {
  const { settings, now } = context
  if (!isKeyOf(settings.secretKey, 'claim', id, key)) throw refusal.unknownKiosk()
  return read(context, async (tx) => {
    const kiosk = await store.findKiosk(tx, id)
    const isOpen =
      kiosk &&
      !kiosk.claimedAt &&
      !kiosk.endedAt &&
      now.getTime() - kiosk.enrolledAt.getTime() < claimHours * 3_600_000
    if (!isOpen) throw refusal.unknownKiosk()
    return { kiosk, deskName: (await receivingDesk(tx, context, kiosk.unitId))?.name ?? '' }
  })
}

/** Makes the device that asks the enrolled one, once. */
export async function claimKiosk(context: Context, claim: Claim): Promise<void> {
  await openClaim(context, claim)
  await inTransaction(context, async (tx) => {
    if (!(await store.claimKiosk(tx, claim.id, context.now))) throw refusal.unknownKiosk()
    await appendEvent(tx, context, 'satisfaction.kioskClaimed', { subject: claim.id })
  })
}

/** The device that asks, by its cookie; `undefined` for every other. */
export async function findKioskHere(context: Context): Promise<KioskHere | undefined> {
  const [id = '', key = ''] = (context.cookie(kioskCookie) ?? '').split('.')
  if (!/^[0-9a-f-]{36}$/.test(id) || !isKeyOf(context.settings.secretKey, 'device', id, key)) return undefined
  return read(context, async (tx) => {
    const kiosk = await store.findKiosk(tx, id)
    if (!kiosk || kiosk.endedAt) return undefined
    const desk = await receivingDesk(tx, context, kiosk.unitId)
    return { kiosk, deskName: desk?.name ?? '' }
  })
}

export type AtKiosk = KioskHere & {
  readonly dossier: Rateable
  /** Of the slip: stands for the dossier from page to page. */
  readonly number: string
}

/**
 * The dossier that was typed or scanned, if its result was given here in the last days. Throws `satisfaction.notEnrolled`,
 * `satisfaction.unknownNumber` for everything that is not so, `satisfaction.alreadyRated`, and `kernel.tooMany`.
 */
export async function openAtKiosk(context: Context, text: string): Promise<AtKiosk> {
  const here = await findKioskHere(context)
  if (!here) throw refusal.notEnrolled()
  const typed = readTyped(text)
  if (!typed) throw refusal.unknownNumber()
  const visitor: Context = { ...context, actor: { kind: 'visitor' } }
  await countAttempt(visitor, typed.by === 'code' ? triesAtCodes : triesAtNumbers, here.kiosk.id)
  return inTransaction(context, async (tx) => {
    const dossier = await findTyped(tx, typed)
    if (!dossier || !isRecent(context, dossier) || !dossierCan('rate', dossier)) throw refusal.unknownNumber()
    const desk = await receivingDesk(tx, context, dossier.receivingUnitId)
    if (desk?.name !== here.deskName) throw refusal.unknownNumber()
    if (dossier.isRated) throw refusal.alreadyRated()
    const { number } = await ensureInvitation(tx, context, dossier.id)
    return { ...here, dossier, number }
  })
}

async function findTyped(tx: Tx, typed: Typed): Promise<Rateable | undefined> {
  if (typed.by === 'code') return findRateable(tx, typed)
  const invitation = await findInvitation(tx, typed)
  return invitation && findRateable(tx, { id: invitation.caseId })
}

/** A result that lies ready is not handed over yet; whoever holds its slip has it in hand. */
function isRecent(context: Context, { endedAt }: Rateable): boolean {
  return endedAt === null || addDays(dateOf(endedAt), setNow(context).kioskDays) >= context.today
}
