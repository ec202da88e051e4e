/** Giao và nhận hồ sơ giấy: both sides confirm; what is not taken stays at the desk, with the reason. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { refusal } from '../domain.ts'
import { type AtDesk, type Given, type Handover, type NotGiven, verdictsOf } from './domain.ts'
import * as store from './store.ts'

const listMax = 200
const recordsMax = 40

export type HandoverView = {
  readonly atDesk: readonly AtDesk[]
  readonly records: readonly store.HandoverHead[]
}

/** Hồ sơ giấy đang ở quầy, and the records of both sides. */
export function viewHandovers(context: Context): Promise<HandoverView> {
  const officer = officerOf(context.actor)
  const isDesk = officer.permissions.has('desk.receive')
  return inTransaction(context, async (tx) => {
    const atDesk = isDesk ? await store.findAtDesk(tx, officer, listMax) : []
    await recordLook(tx, context, { of: atDesk.map(({ caseId }) => caseId), what: 'list', why: 'desk' })
    return { atDesk, records: await store.findHandovers(tx, officer, recordsMax) }
  })
}

export type GiveOutcome = { readonly given: readonly Given[]; readonly refused: readonly NotGiven[] }

const cannotGo = {
  vi: 'Hồ sơ đã được giao, hoặc không còn ở bước chờ giao. Mở hồ sơ để xem.',
  en: 'Handed over already, or no longer waiting to be. Open the dossier to see.',
}

/**
 * Giao: one record for each unit that gets papers. What cannot go is named with its reason and holds up nothing else.
 * The same press twice makes the same records. Throws `desk.nothingChosen`.
 */
export async function giveOver(context: Context, caseIds: readonly string[]): Promise<GiveOutcome> {
  const officer = officerOf(context.actor)
  const { operationKey: key, now: at } = context
  if (caseIds.length === 0) throw refusal.nothingChosen()
  if (!key) throw kernelRefusal.keyNeeded()
  return inTransaction(context, async (tx) => {
    const before = await store.findByKey(tx, key)
    if (before.length > 0) return { given: before, refused: [] }
    const givable = await store.findGivable(tx, officer, caseIds)
    const given: Given[] = []
    for (const [toUnitId, lines] of Map.groupBy(givable, (one) => one.toUnitId)) {
      const id = newId(at)
      await store.insertHandover(tx, {
        id,
        key,
        officer,
        toUnitId,
        at,
        caseIds: lines.map(({ caseId }) => caseId),
      })
      await appendEvent(tx, context, 'desk.papersGiven', {
        subject: id,
        payload: { toUnit: toUnitId, dossiers: lines.map(({ code }) => code) },
      })
      given.push({ id, toUnitName: lines[0]?.toUnitName ?? '', count: lines.length })
    }
    const going = new Set(givable.map(({ caseId }) => caseId))
    const codes = await store.findCodes(tx, officer, caseIds)
    return {
      given,
      refused: codes.filter(({ caseId }) => !going.has(caseId)).map(({ code }) => ({ code, why: cannotGo })),
    }
  })
}

/** Một lần bàn giao. Throws `desk.unknownHandover` for a third unit. Who looked is told: it names people. */
export function openHandover(context: Context, id: string): Promise<Handover> {
  const officer = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const found = await store.findHandover(tx, officer, id)
    if (!found) throw refusal.unknownHandover()
    await recordLook(tx, context, { of: found.lines.map(({ caseId }) => caseId), what: 'list', why: 'desk' })
    return found
  })
}

export type Receive = {
  readonly id: string
  readonly received: readonly string[]
  readonly reasons: ReadonlyMap<string, string>
}

/**
 * Ký nhận: line by line. Throws `desk.reasonNeeded` where one is not taken without a reason, `desk.sameHand` for the
 * one who gave, `desk.alreadyReceived`, and `desk.unknownHandover` for anyone outside the receiving unit.
 */
export async function receiveHandover(context: Context, { id, received, reasons }: Receive): Promise<void> {
  const officer = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const found = await store.findHandover(tx, officer, id, true)
    if (!found || found.toUnitId !== officer.unitId) throw refusal.unknownHandover()
    if (found.receivedAt) throw refusal.alreadyReceived()
    if (found.givenById === officer.personId) throw refusal.sameHand()
    const verdicts = verdictsOf(found.lines, new Set(received), reasons)
    if (!verdicts) throw refusal.reasonNeeded()
    await store.saveReceipt(tx, { id, officer, at: context.now }, verdicts)
    const refused = verdicts.filter(({ reason }) => reason !== null)
    await appendEvent(tx, context, 'desk.papersReceived', {
      subject: id,
      payload: {
        received: verdicts.length - refused.length,
        refused: refused.map(({ caseId, reason }) => ({
          code: found.lines.find((line) => line.caseId === caseId)?.code ?? '',
          reason: reason ?? '',
        })),
      },
    })
  })
}
