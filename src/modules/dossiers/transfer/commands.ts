/**
 * Chuyển hồ sơ đến cơ quan có thẩm quyền, và trả lại. Three places are kept apart: where it was handed in stays as it is
 * once the dossier was accepted there; the competent agency changes; before acceptance the new desk receives it, and the
 * first one was only of help (docs/legal.md#transfer). The clock goes on as it stood.
 */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { findUnit, findUnitByCode, receivingDesk, type Unit } from '#modules/organisation/api.ts'
import { handlingUnit } from '../api.ts'
import { refusal } from '../domain.ts'
import { demandAnyWork } from '../proposals/commands.ts'
import { type AtHand, actingIn, demandWork, officersFor, type Seen, save } from '../steps/commands.ts'
import { beginWork, change, type Dossier, endWork, startMove, tell } from '../steps/domain.ts'
import { arrivalOf, arrivalRecord, isAlone, maySendBack } from './domain.ts'
import * as store from './store.ts'

export type Transfer = Seen & {
  /** Code of the agency; left out it follows from the field and the place in the answers. */
  readonly to?: string | undefined
  readonly reason: string
}

/** Chuyển đi. Throws `reasonNeeded`, `othersOpen`, `noCompetentUnit`, `sameUnit`. */
export async function transferDossier(
  context: Context,
  { to, reason: given, ...seen }: Transfer,
): Promise<Dossier> {
  const reason = given.trim()
  if (!reason) throw refusal.reasonNeeded()
  return inTransaction(context, async (tx) => {
    const at = await demandAnyWork(context, seen, 'transfer', tx)
    const target = to
      ? await findUnitByCode(tx, to, context.today)
      : await handlingUnit(context, at.definition, at.dossier.answers)
    if (!target) throw refusal.noCompetentUnit()
    if (target.id === at.dossier.competentUnitId) throw refusal.sameUnit()
    return moveTo(tx, context, at, { target, reason, isSentBack: false })
  })
}

/** Trả lại nơi chuyển: once in the life of a dossier. Throws `reasonNeeded`, `othersOpen`, `notSendable`. */
export async function sendBackDossier(
  context: Context,
  { reason: given, ...seen }: Seen & { readonly reason: string },
): Promise<Dossier> {
  const reason = given.trim()
  if (!reason) throw refusal.reasonNeeded()
  return inTransaction(context, async (tx) => {
    const at = await demandWork(context, seen, 'sendBack', tx)
    const arrival = arrivalOf(at.work)
    if (!arrival || !maySendBack(at.dossier, at.work)) throw refusal.notSendable()
    const target = await findUnit(tx, arrival.fromUnitId)
    if (!target) throw new Error(`The unit ${arrival.fromUnitId} of a dossier is not there`)
    return moveTo(tx, context, at, { target, reason, isSentBack: true })
  })
}

type Going = { readonly target: Unit; readonly reason: string; readonly isSentBack: boolean }

/** The same step begins anew at the other agency; nobody holds it until somebody there takes it. */
async function moveTo(
  tx: Tx,
  context: Context,
  { dossier, definition, work }: AtHand,
  { target, reason, isSentBack }: Going,
): Promise<Dossier> {
  if (!isAlone(dossier)) throw refusal.othersOpen()
  const step = definition.steps.find(({ key }) => key === work.key)
  if (!step) throw new Error(`The definition of ${dossier.code} has no step ${work.key}`)
  const from = await findUnit(tx, dossier.competentUnitId)
  if (!from) throw new Error(`The unit ${dossier.competentUnitId} of a dossier is not there`)
  const isReceived = dossier.receivedAt !== null
  const desk = isReceived ? undefined : await receivingDesk(tx, context, target.id)
  const units = {
    competentUnitId: target.id,
    receivingUnitId: desk?.unit.id ?? (isReceived ? dossier.receivingUnitId : target.id),
  }
  const unit = work.type === 'receive' ? (desk?.unit ?? target) : target
  const officers = await officersFor(tx, context, unit.id, step)
  const acting = actingIn(context)
  const outcome = isSentBack ? 'sentBack' : 'transferred'
  const ended = endWork(change(startMove(dossier), units), acting, work.number, { outcome, note: reason })
  const arrival = { fromUnitId: from.id, fromUnitName: from.name, reason, isSentBack }
  const holderId = officers.length === 1 ? (officers[0]?.personId ?? null) : null
  const begun = beginWork(ended, acting, [{ step, unit, holderId, record: arrivalRecord(arrival) }])
  const told = tell(
    begun,
    isSentBack ? 'dossier.sentBack' : 'dossier.transferred',
    { step: step.key, from: from.code, to: target.code, fromName: from.name, toName: target.name, reason },
    target.id,
  )
  return save(context, told, { tx, beside: (own) => store.saveUnits(own, dossier.id, units) })
}
