/** Lệnh giữ: asked by one, confirmed by another; ended by two. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { isId, newId } from '#kernel/ids.ts'
import { officerOf } from '#kernel/policy.ts'
import { type Catalogue, reasonMin, refusal } from '../domain.ts'
import { type Hold, type HoldAct, type HoldKind, holdCan, isSecond, maskedNumber } from './domain.ts'
import * as store from './store.ts'

type Ask = { readonly kind: HoldKind | undefined; readonly subject: string; readonly reason: string }

/**
 * Đề nghị giữ: it stops the erasing at once. Gives its id. Throws `retention.kindNeeded`, `retention.reasonNeeded`,
 * `retention.unknownDossier`, `retention.unknownPerson`, `retention.unknownClass`, `retention.heldAlready`.
 */
export async function askHold(context: Context, catalogue: Catalogue, ask: Ask): Promise<string> {
  const { personId: askedBy, title, unitName } = officerOf(context.actor)
  const { kind } = ask
  const reason = ask.reason.trim()
  const typed = ask.subject.replace(kind === 'person' ? /\D/g : /\s/g, '')
  if (!kind) throw refusal.kindNeeded()
  if (reason.length < reasonMin) throw refusal.reasonNeeded()
  const id = newId(context.now)
  await inTransaction(context, async (tx) => {
    const subject =
      kind === 'class'
        ? catalogue.classes.find(({ key }) => key === typed)?.key
        : typed && (await store.findSubject(tx, kind, typed))
    if (!subject) {
      if (kind === 'class') throw refusal.unknownClass()
      throw kind === 'dossier' ? refusal.unknownDossier() : refusal.unknownPerson()
    }
    const label = kind === 'person' ? maskedNumber(typed) : typed
    const askedTitle = `${title}, ${unitName}`
    const hold = { id, kind, subject, label, reason, askedBy, askedTitle, askedAt: context.now }
    if (!(await store.insertHold(tx, hold))) throw refusal.heldAlready()
    await appendEvent(tx, context, 'hold.asked', { subject: id, payload: { kind, reason } })
  })
  return id
}

/** Throws `retention.notFound`. */
export async function openHold(context: Context, id: string): Promise<Hold> {
  const found = isId(id) ? await read(context, (tx) => store.findHold(tx, id)) : undefined
  if (!found) throw refusal.notFound()
  return found
}

type Act = { readonly id: string; readonly act: HoldAct; readonly reason: string }

const told = {
  confirm: 'hold.confirmed',
  askEnd: 'hold.endAsked',
  keepOn: 'hold.kept',
  end: 'hold.ended',
} as const

/**
 * Xác nhận, đề nghị thôi giữ, giữ tiếp, thôi giữ. Throws `retention.notFound`, `retention.changedMeanwhile`,
 * `retention.secondPerson`, `retention.reasonNeeded`.
 */
export async function actOnHold(context: Context, { id, act, reason: given }: Act): Promise<void> {
  const officer = officerOf(context.actor)
  const by = { personId: officer.personId, title: `${officer.title}, ${officer.unitName}`, at: context.now }
  const reason = given.trim()
  await inTransaction(context, async (tx) => {
    const hold = isId(id) ? await store.findHold(tx, id, true) : undefined
    if (!hold) throw refusal.notFound()
    if (!holdCan(act, hold)) throw refusal.changedMeanwhile()
    if (!isSecond(act, hold, by.personId)) throw refusal.secondPerson()
    if (act === 'askEnd' && reason.length < reasonMin) throw refusal.reasonNeeded()
    if (act === 'confirm') await store.confirmHold(tx, id, by)
    if (act === 'askEnd') await store.askEnd(tx, id, by, reason)
    if (act === 'keepOn') await store.keepOn(tx, id)
    if (act === 'end') await store.endHold(tx, id, by)
    await appendEvent(tx, context, told[act], { subject: id, payload: { ...(reason && { reason }) } })
  })
}
