/**
 * Máy của thành viên: enrolled by name, in touch within days, wiped on order. The key that opens what is sealed on the device comes
 * from the PIN and from a half that only the server has, given to a signed-in member whose device shows its secret and whose PIN is
 * right. docs/assisted.md
 */

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId, newId } from '#kernel/ids.ts'
import { citizenOf } from '#kernel/policy.ts'
import { noHelp, refusal } from '../domain.ts'
import { demandHelper } from '../teams/commands.ts'
import * as store from './store.ts'

const devicesMax = 3
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const isSecret = (text: string) => /^[\w-]{43}$/.test(text)

/** Compared in constant time. */
function fits(text: string, sha256: string): boolean {
  return timingSafeEqual(Buffer.from(hash(text)), Buffer.from(sha256))
}

export type Enrolled = {
  readonly id: string
  readonly unitCode: string
  readonly number: number
  /** The server's half of the key, in base64url. */
  readonly half: string
}

type Enrolling = {
  readonly team: string | undefined
  readonly name: string
  /** What the device shows of itself from now on, and what it derives from the PIN; both are kept as hashes. */
  readonly token: string
  readonly proof: string
}

/**
 * Ghi máy. Throws `assisted.notAMember`, `assisted.deviceNameNeeded`, `assisted.deviceUnsound`, `assisted.tooManyDevices`. The PIN
 * itself never leaves the device.
 */
export async function enrolDevice(context: Context, typed: Enrolling): Promise<Enrolled> {
  const name = typed.name.trim().replace(/\s+/g, ' ').slice(0, 60)
  if (name.length < 2) throw refusal.deviceNameNeeded()
  if (!isSecret(typed.token) || !isSecret(typed.proof)) throw refusal.deviceUnsound()
  return inTransaction(context, async (tx) => {
    const { personId, teams } = await demandHelper(tx, context)
    const team = teams.find(({ id }) => id === typed.team) ?? teams[0]
    const own = await store.findDevicesOf(tx, { personId })
    if (own.filter(({ state }) => state === 'active').length >= devicesMax) throw refusal.tooManyDevices()
    const id = newId(context.now)
    const half = randomBytes(32).toString('base64url')
    const number = await store.nextNumber(tx, team.unitId)
    if (number > 99) throw refusal.tooManyDevices()
    await store.insertDevice(tx, {
      id,
      memberId: team.memberId,
      unitId: team.unitId,
      number,
      name,
      tokenSha256: hash(typed.token),
      proofSha256: hash(typed.proof),
      serverHalf: half,
      at: context.now,
    })
    await appendEvent(tx, context, 'assisted.deviceEnrolled', {
      subject: id,
      unitId: team.unitId,
      payload: { team: team.id, member: team.memberId, number },
    })
    return { id, unitCode: team.unitCode, number, half }
  })
}

type Shown = { readonly id: string; readonly token: string }

/** The member's own device, shown to be itself. Throws `assisted.notFound` for any other. */
async function demandDevice(tx: Tx, context: Context, { id, token }: Shown): Promise<store.HeldDevice> {
  const { personId, agent } = citizenOf(context.actor)
  const device = isId(id) && !agent ? await store.findDeviceForUpdate(tx, personId, id) : undefined
  if (!device || !fits(token, device.tokenSha256)) throw refusal.notFound()
  return device
}

export type Answer =
  | { readonly outcome: 'open'; readonly half: string }
  | { readonly outcome: 'wrong'; readonly left: number }
  | { readonly outcome: 'wiped' }

/**
 * Xin nửa khóa: with a wrong PIN there is none, and after so many the device is wiped. A wrong PIN is an answer and no refusal, so that
 * it is counted. Throws `assisted.notAMember`, `assisted.notFound`.
 */
export function releaseHalf(
  context: Context,
  { proof, ...shown }: Shown & { readonly proof: string },
): Promise<Answer> {
  const { wrongPinsMax } = context.pack.assisted ?? noHelp
  return inTransaction(context, async (tx) => {
    const { personId } = await demandHelper(tx, context)
    const device = await demandDevice(tx, context, shown)
    if (device.state !== 'active' || device.serverHalf === null) return { outcome: 'wiped' }
    if (fits(proof, device.proofSha256)) {
      if (device.wrongPins > 0) await store.setWrongPins(tx, device.id, 0)
      await store.noteContact(tx, device.id, { at: context.now, lastSlip: 0 })
      return { outcome: 'open', half: device.serverHalf }
    }
    const wrong = device.wrongPins + 1
    await store.setWrongPins(tx, device.id, wrong)
    if (wrong < wrongPinsMax) return { outcome: 'wrong', left: wrongPinsMax - wrong }
    await store.wipeDevicesOf(
      tx,
      { deviceId: device.id },
      { by: personId, at: context.now, reason: `Sai mã PIN ${wrongPinsMax} lần` },
    )
    await appendEvent(tx, context, 'assisted.wipeOrdered', {
      subject: device.id,
      unitId: device.unitId,
      payload: { wrongPins: wrong },
    })
    return { outcome: 'wiped' }
  })
}

type Telling = Shown & {
  readonly lastSlip: number
  /** Everything on the device is forgotten. */
  readonly isWiped: boolean
}

/** Liên lạc: what the device must know of itself. Also of somebody who is a member no more, so that it learns of its wiping. */
export function contactDevice(
  context: Context,
  { lastSlip, isWiped, ...shown }: Telling,
): Promise<{ readonly state: 'active' | 'wipe' }> {
  return inTransaction(context, async (tx) => {
    const device = await demandDevice(tx, context, shown)
    if (device.state === 'active') {
      await store.noteContact(tx, device.id, { at: context.now, lastSlip })
      return { state: 'active' }
    }
    if (isWiped && device.state === 'wiping') {
      await store.markWiped(tx, device.id, context.now)
      await appendEvent(tx, context, 'assisted.deviceWiped', { subject: device.id, unitId: device.unitId })
    }
    return { state: 'wipe' }
  })
}

/** Bỏ máy: by its member, from any device. Throws `assisted.notFound`. */
export async function giveUpDevice(context: Context, id: string): Promise<void> {
  const { personId } = citizenOf(context.actor)
  await inTransaction(context, async (tx) => {
    const device = isId(id) ? await store.findDeviceForUpdate(tx, personId, id) : undefined
    if (!device) throw refusal.notFound()
    if (device.state !== 'active') return
    await store.wipeDevicesOf(
      tx,
      { deviceId: id },
      { by: personId, at: context.now, reason: 'Thành viên bỏ máy' },
    )
    await appendEvent(tx, context, 'assisted.wipeOrdered', { subject: id, unitId: device.unitId })
  })
}

/** The member's device on which a slip was given; its slips arrive also after it was ordered to be wiped. Throws `assisted.notFound`. */
export const deviceOfSlip = demandDevice
