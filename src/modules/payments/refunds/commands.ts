/** Hoàn trả: asked for by one person, decided by another, then carried out by the platform for certain. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { officerOf } from '#kernel/policy.ts'
import { send } from '#modules/exchange/api.ts'
import { paymentPlatform } from '../online/commands.ts'
import { refusal } from '../online/domain.ts'
import { findTransaction } from '../online/store.ts'
import { voidReceipt } from '../store.ts'
import * as store from './store.ts'

/**
 * Đề nghị hoàn trả of a whole payment. Throws `reasonNeeded`, `refundAsked`, `receiptVoid`, `notFound`
 * of `onlinePayments`.
 */
export async function askRefund(context: Context, transactionId: string, given: string): Promise<void> {
  const reason = given.trim()
  if (!reason) throw refusal.reasonNeeded()
  const officer = officerOf(context.actor)
  await inTransaction(context, async (tx) => {
    const transaction = await findTransaction(tx, officer, transactionId)
    if (!transaction) throw refusal.notFound()
    const { refund, isVoid } = transaction
    if (refund !== null && refund !== 'declined') throw refusal.refundAsked()
    if (isVoid) throw refusal.receiptVoid()
    const id = newId(context.now)
    const isNew = await store.insertRefund(tx, {
      id,
      transactionId,
      vnd: transaction.vnd,
      reason,
      askedById: officer.personId,
      askedAt: context.now,
    })
    if (!isNew) throw refusal.refundAsked()
    await appendEvent(tx, context, 'payment.refundAsked', {
      subject: id,
      payload: { reference: transaction.reference, vnd: transaction.vnd, reason },
    })
  })
}

/**
 * Duyệt hoặc không duyệt, by somebody else. Approved, the receipt is void, its lines are due again, and the platform is told
 * until it has given the money back. Throws `ownRefund`, `receiptVoid`, `notFound` of
 * `onlinePayments`.
 */
export async function decideRefund(context: Context, id: string, isApproved: boolean): Promise<void> {
  const officer = officerOf(context.actor)
  const { personId: by } = officer
  const { now: at } = context
  await inTransaction(context, async (tx) => {
    const refund = await store.findRefundForUpdate(tx, officer, id)
    if (refund?.state !== 'asked') throw refusal.notFound()
    if (refund.askedById === by) throw refusal.ownRefund()
    const { reference, vnd, reason, receiptId, code } = refund
    await store.decideRefund(tx, { id, by, at, state: isApproved ? 'approved' : 'declined' })
    await appendEvent(tx, context, isApproved ? 'payment.refundApproved' : 'payment.refundDeclined', {
      subject: id,
      payload: { reference, vnd },
    })
    if (!isApproved) return
    if (receiptId && !(await voidReceipt(tx, { id: receiptId, by, reason, at }))) throw refusal.receiptVoid()
    await send(tx, context, paymentPlatform, {
      kind: 'refund',
      stream: reference,
      dossierCode: code ?? undefined,
      body: { refundId: id, reference, vnd, reason },
    })
  })
}
