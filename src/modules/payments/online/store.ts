/** SQL of orders and of the payments that came in. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Account, DayDifference, Mismatch, Order, Told } from './domain.ts'

const orderColumns = sql`o.id, o.secret, o.memo, o.case_id as "caseId", c.code, d.procedure_name as "procedureName",
  o.unit_id as "unitId", u.name as "unitName", o.moment, o.fee_keys as "feeKeys", o.total_vnd as "totalVnd", o.made_at as "madeAt",
  o.state, o.gateway_id as "gatewayId", o.gateway_url as "gatewayUrl"`
const orderTables = sql`payments_orders o join cases c on c.id = o.case_id join dossiers d on d.case_id = o.case_id
  join units u on u.id = o.unit_id`

type OrderKey = { readonly secret: string } | { readonly memo: string } | { readonly openOf: string }

export async function findOrder(tx: Tx, key: OrderKey): Promise<Order | undefined> {
  const wanted =
    'secret' in key
      ? sql`o.secret = ${key.secret}`
      : 'memo' in key
        ? sql`o.memo = ${key.memo}`
        : sql`o.case_id = ${key.openOf} and o.state = 'open'`
  const { rows } = await sql<Order>`select ${orderColumns} from ${orderTables} where ${wanted}`.execute(tx)
  return rows[0]
}

export type NewOrder = Pick<
  Order,
  'id' | 'secret' | 'memo' | 'caseId' | 'unitId' | 'moment' | 'feeKeys' | 'totalVnd' | 'madeAt'
>

/** The new order takes the place of the one before. */
export async function insertOrder(tx: Tx, order: NewOrder): Promise<void> {
  await tx
    .updateTable('payments_orders')
    .set({ state: 'replaced' })
    .where('case_id', '=', order.caseId)
    .where('state', '=', 'open')
    .execute()
  await tx
    .insertInto('payments_orders')
    .values({
      id: order.id,
      secret: order.secret,
      memo: order.memo,
      case_id: order.caseId,
      unit_id: order.unitId,
      moment: order.moment,
      fee_keys: [...order.feeKeys],
      total_vnd: order.totalVnd,
      made_at: order.madeAt,
    })
    .execute()
}

export async function saveGateway(tx: Tx, orderId: string, id: string, url: string): Promise<void> {
  await tx
    .updateTable('payments_orders')
    .set({ gateway_id: id, gateway_url: url })
    .where('id', '=', orderId)
    .execute()
}

export async function markPaid(tx: Tx, orderId: string): Promise<void> {
  await tx.updateTable('payments_orders').set({ state: 'paid' }).where('id', '=', orderId).execute()
}

/** Where the money of a unit goes: to its own account, to that of the nearest unit above it, or to the province's. */
export async function findAccount(tx: Tx, unitId: string): Promise<Account | undefined> {
  const { rows } = await sql<Account>`
    select a.bank_bin as "bankBin", a.number, a.holder
    from payments_accounts a left join units above on above.id = a.unit_id
    where a.unit_id is null or (select path from units where id = ${unitId}) <@ above.path
    order by nlevel(above.path) desc nulls last limit 1`.execute(tx)
  return rows[0]
}

export async function saveAccount(tx: Tx, unitId: string | null, account: Account, at: Date): Promise<void> {
  const { bankBin, number, holder } = account
  await sql`
    insert into payments_accounts (unit_id, bank_bin, number, holder, set_at)
    values (${unitId}, ${bankBin}, ${number}, ${holder}, ${at})
    on conflict (unit_id) do update set bank_bin = excluded.bank_bin, number = excluded.number,
      holder = excluded.holder, set_at = excluded.set_at`.execute(tx)
}

export async function hasAccounts(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select from payments_accounts limit 1`.execute(tx)
  return rows.length > 0
}

/** False when this payment was told before. Two who tell it at once wait for each other. */
export async function lockReference(tx: Tx, reference: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payment ${reference}`}, 0))`.execute(tx)
  const { rows } = await sql`
    select from payments_transactions where provider_reference = ${reference}`.execute(tx)
  return rows.length === 0
}

export type Noted = {
  readonly id: string
  readonly orderId: string | null
  readonly receiptId: string | null
  readonly why: Mismatch | null
  readonly at: Date
}

export async function insertTransaction(tx: Tx, told: Told, noted: Noted): Promise<void> {
  await tx
    .insertInto('payments_transactions')
    .values({
      id: noted.id,
      provider_reference: told.reference,
      way: told.way,
      memo: told.memo,
      payer: told.payer,
      amount_vnd: told.vnd,
      paid_at: told.paidAt,
      noted_at: noted.at,
      order_id: noted.orderId,
      receipt_id: noted.receiptId,
      why: noted.why,
    })
    .execute()
}

/** From where on to ask: the last payment known, or where there is none, the first order that waits. */
export async function lastPaidAt(tx: Tx): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select coalesce((select max(paid_at) from payments_transactions),
      (select min(made_at) from payments_orders where state = 'open')) as at`.execute(tx)
  return rows[0]?.at ?? undefined
}

export async function hasOpenOrders(tx: Tx, since: Date): Promise<boolean> {
  const { rows } = await sql`
    select from payments_orders where state = 'open' and made_at > ${since} limit 1`.execute(tx)
  return rows.length > 0
}

export type Transaction = Omit<Told, 'vnd'> & {
  readonly id: string
  readonly vnd: number
  readonly why: Mismatch | null
  readonly caseId: string | null
  readonly code: string | null
  readonly receiptNumber: number | null
  /** The receipt was taken back, and the money with it. */
  readonly isVoid: boolean
  readonly refund: 'asked' | 'declined' | 'approved' | 'done' | null
}

const transactions = sql`
  select t.id, t.provider_reference as reference, t.way, t.memo, t.amount_vnd as vnd, t.paid_at as "paidAt", t.payer, t.why,
    o.case_id as "caseId", c.code, r.number as "receiptNumber",
    r.voided_at is not null as "isVoid", (select f.state from payments_refunds f where f.transaction_id = t.id order by f.asked_at desc limit 1) as refund
  from payments_transactions t left join payments_orders o on o.id = t.order_id
    left join payments_receipts r on r.id = t.receipt_id left join cases c on c.id = o.case_id`

/** Payments for dossiers of units in reach; those for nobody are seen by whoever may give them back. */
export const inReach = ({ unitReach, permissions }: Pick<Officer, 'unitReach' | 'permissions'>) =>
  sql<boolean>`case when o.id is null then ${permissions.has('payment.void')}
    else o.unit_id in (select id from units where path ~ ${unitReach}::lquery) end`

/** Payments without a receipt that nobody gave back, the oldest first. */
export async function findUnmatched(tx: Tx, officer: Officer, max: number): Promise<readonly Transaction[]> {
  const { rows } = await sql<Transaction>`${transactions}
    where ${inReach(officer)} and t.why is not null and not exists (
      select from payments_refunds f where f.transaction_id = t.id and f.state = 'done')
    order by t.noted_at limit ${max}`.execute(tx)
  return rows
}

export async function findTransaction(
  tx: Tx,
  officer: Officer,
  id: string,
): Promise<Transaction | undefined> {
  const { rows } = await sql<Transaction>`${transactions} where t.id = ${id} and ${inReach(officer)}`.execute(
    tx,
  )
  return rows[0]
}

export async function findNewest(tx: Tx, officer: Officer, max: number): Promise<readonly Transaction[]> {
  const { rows } =
    await sql<Transaction>`${transactions} where ${inReach(officer)} order by t.paid_at desc limit ${max}`.execute(
      tx,
    )
  return rows
}

type DaySpan = { readonly from: Date; readonly to: Date }

export async function findPaidIn(
  tx: Tx,
  { from, to }: DaySpan,
): Promise<readonly { readonly reference: string; readonly vnd: number }[]> {
  const { rows } = await sql<{ reference: string; vnd: number }>`
    select provider_reference as reference, amount_vnd as vnd from payments_transactions
    where paid_at >= ${from} and paid_at < ${to}`.execute(tx)
  return rows
}

export type DayProof = {
  readonly day: CalendarDate
  readonly checkedAt: Date
  readonly oursCount: number
  readonly oursVnd: number
  readonly theirsCount: number
  readonly theirsVnd: number
  readonly differences: readonly DayDifference[]
}

export async function saveDay(tx: Tx, proof: DayProof): Promise<void> {
  await sql`
    insert into payments_days (day, checked_at, ours_count, ours_vnd, theirs_count, theirs_vnd, differences)
    values (${proof.day}, ${proof.checkedAt}, ${proof.oursCount}, ${proof.oursVnd}, ${proof.theirsCount},
      ${proof.theirsVnd}, ${JSON.stringify(proof.differences)}::jsonb)
    on conflict (day) do update set checked_at = excluded.checked_at, ours_count = excluded.ours_count,
      ours_vnd = excluded.ours_vnd, theirs_count = excluded.theirs_count, theirs_vnd = excluded.theirs_vnd,
      differences = excluded.differences`.execute(tx)
}

export async function findDays(tx: Tx, max: number): Promise<readonly DayProof[]> {
  const { rows } = await sql<DayProof>`
    select day, checked_at as "checkedAt", ours_count as "oursCount", ours_vnd as "oursVnd", theirs_count as "theirsCount",
      theirs_vnd as "theirsVnd", differences from payments_days order by day desc limit ${max}`.execute(tx)
  return rows
}
