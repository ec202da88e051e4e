/** SQL of refunds. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import { inReach } from '../online/store.ts'

export type Refund = {
  readonly id: string
  readonly transactionId: string
  readonly receiptId: string | null
  readonly reference: string
  readonly code: string | null
  readonly vnd: number
  readonly reason: string
  readonly askedById: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly decidedBy: string | null
  readonly state: 'asked' | 'declined' | 'approved' | 'done'
}

const refunds = sql`
  select f.id, f.transaction_id as "transactionId", t.receipt_id as "receiptId", t.provider_reference as reference, c.code,
    f.amount_vnd as vnd, f.reason, f.asked_by as "askedById", asker.full_name as "askedBy", f.asked_at as "askedAt",
    decider.full_name as "decidedBy", f.state
  from payments_refunds f join payments_transactions t on t.id = f.transaction_id join persons asker on asker.id = f.asked_by
    left join persons decider on decider.id = f.decided_by left join payments_orders o on o.id = t.order_id
    left join cases c on c.id = o.case_id`

/** False when a refund of the payment is on its way. */
export async function insertRefund(
  tx: Tx,
  refund: Pick<Refund, 'id' | 'transactionId' | 'vnd' | 'reason' | 'askedById' | 'askedAt'>,
): Promise<boolean> {
  const { rows } = await sql`
    insert into payments_refunds (id, transaction_id, amount_vnd, reason, asked_by, asked_at)
    values (${refund.id}, ${refund.transactionId}, ${refund.vnd}, ${refund.reason}, ${refund.askedById}, ${refund.askedAt})
    on conflict (transaction_id) where state <> 'declined' do nothing returning id`.execute(tx)
  return rows.length > 0
}

/** The refund, kept from others until the transaction ends. */
export async function findRefundForUpdate(tx: Tx, officer: Officer, id: string): Promise<Refund | undefined> {
  const { rows } =
    await sql<Refund>`${refunds} where f.id = ${id} and ${inReach(officer)} for update of f`.execute(tx)
  return rows[0]
}

export async function findRefunds(tx: Tx, officer: Officer, max: number): Promise<readonly Refund[]> {
  const { rows } = await sql<Refund>`${refunds}
    where ${inReach(officer)} order by (f.state = 'asked') desc, f.asked_at desc limit ${max}`.execute(tx)
  return rows
}

export async function decideRefund(
  tx: Tx,
  {
    id,
    by,
    at,
    state,
  }: { readonly id: string; readonly by: string; readonly at: Date; readonly state: 'approved' | 'declined' },
): Promise<void> {
  await tx
    .updateTable('payments_refunds')
    .set({ state, decided_by: by, decided_at: at })
    .where('id', '=', id)
    .execute()
}

export async function markDone(tx: Tx, id: string, reference: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('payments_refunds')
    .set({ state: 'done', provider_reference: reference, done_at: at })
    .where('id', '=', id)
    .where('state', '=', 'approved')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
