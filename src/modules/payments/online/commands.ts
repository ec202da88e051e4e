/**
 * Nộp phí trực tuyến: by VietQR into the agency's account, or on the page of the payment platform. What a browser comes back
 * with proves nothing: only what the platform answers to our own signed question makes a receipt.
 */

import { randomBytes } from 'node:crypto'
import { caseStates } from '#kernel/cases.ts'
import { connector, messageKind } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import { appendEvent } from '#kernel/events.ts'
import { failpoint } from '#kernel/failpoints.ts'
import { newId } from '#kernel/ids.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { qrSvg } from '#kernel/pdf.ts'
import { addDays, type CalendarDate, instantAt } from '#kernel/types.ts'
import { type Dossier, dossierRefusal, findDossier, getOwn } from '#modules/dossiers/api.ts'
import { ask, findSystem } from '#modules/exchange/api.ts'
import { findUnit } from '#modules/organisation/api.ts'
import { duesOf, writeReceipt } from '../commands.ts'
import { type DueLine, momentOf, type Receipt, sumOf } from '../domain.ts'
import { paymentLinks } from '../links/domain.ts'
import { markDone } from '../refunds/store.ts'
import { findReceiptsOf, lockDossier } from '../store.ts'
import { vietQr } from '../vietqr/domain.ts'
import { nameOfBank } from '../vietqr/store.ts'
import {
  type Account,
  differencesOf,
  memoIn,
  mismatchOf,
  newMemo,
  type Order,
  operations,
  RefundBody,
  refusal,
  type Told,
  toldOf,
} from './domain.ts'
import * as store from './store.ts'

export const paymentPlatform = connector({
  key: 'payment',
  system: { vi: 'Nền tảng thanh toán trực tuyến', en: 'Payment platform' },
  owner: { vi: 'Văn phòng Chính phủ', en: 'Office of the Government' },
  purpose: 'Thu phí, lệ phí giải quyết thủ tục hành chính',
  article: 'Nghị định 45/2020/NĐ-CP',
  operations,
  messages: {
    refund: messageKind(operations, {
      label: { vi: 'Hoàn trả phí, lệ phí', en: 'Refund' },
      body: RefundBody,
      async deliver({ context, body: { refundId, reference, vnd, reason }, call }) {
        const { MaHoanTra } = await call('Refund', { MaThanhToan: reference, SoTien: vnd, LyDo: reason })
        await inTransaction(context, async (tx) => {
          if (await markDone(tx, refundId, MaHoanTra, context.now))
            await appendEvent(tx, context, 'payment.refunded', {
              subject: refundId,
              payload: { reference, vnd, refund: MaHoanTra },
            })
        })
      },
    }),
  },
})

/**
 * Lệnh thu of one's own dossier: what is due now, under an address that may be given to whoever pays. The same while nothing
 * has changed. Throws `onlinePayments.nothingDue`, `onlinePayments.notPossible`, `dossiers.notFound`.
 */
export async function openOrder(context: Context, code: string): Promise<string> {
  return inTransaction(context, async (tx) => {
    const own = await getOwn(tx, context, code)
    const dossier = await findDossier(tx, { kind: 'system' }, own.code)
    if (!dossier) throw dossierRefusal.notFound()
    await lockDossier(tx, dossier.id)
    const due = await payable(tx, dossier)
    if (due.length === 0) throw refusal.nothingDue()
    const unitId = dossier.receivingUnitId
    if (!(await store.findAccount(tx, unitId)) && !(await isConnected(tx))) throw refusal.notPossible()
    const feeKeys = due.map(({ key }) => key)
    const open = await store.findOrder(tx, { openOf: dossier.id })
    if (open && open.totalVnd === sumOf(due) && open.feeKeys.join() === feeKeys.join()) return open.secret
    const secret = randomBytes(16).toString('base64url')
    await store.insertOrder(tx, {
      id: newId(context.now),
      secret,
      memo: newMemo(),
      caseId: dossier.id,
      unitId,
      moment: momentOf(dossier),
      feeKeys,
      totalVnd: sumOf(due),
      madeAt: context.now,
    })
    failpoint('pay.orderWritten')
    return secret
  })
}

async function payable(tx: Tx, dossier: Dossier): Promise<readonly DueLine[]> {
  if (caseStates[dossier.state].ended) return []
  return (await duesOf(tx, dossier.id, momentOf(dossier))).due
}

const isConnected = async (tx: Tx): Promise<boolean> =>
  (await findSystem(tx, paymentPlatform.key))?.isEnabled === true

export type PayView = {
  readonly order: Order
  readonly lines: readonly DueLine[]
  readonly account: Account | undefined
  /** Tên ngắn của ngân hàng, where its digits are known. */
  readonly bankName: string | undefined
  /** Mã VietQR as `<svg>`. */
  readonly qr: string | undefined
  readonly hasGateway: boolean
  /** In force, of the whole dossier: for whoever has it in their account. */
  readonly receipts: readonly Receipt[]
}

/** Trang nộp phí, for whoever holds its address. Throws `onlinePayments.notFound`. */
export function viewOrder(context: Context, secret: string): Promise<PayView> {
  return read(context, async (tx) => {
    const order = await demandOrder(tx, secret)
    const account = await store.findAccount(tx, order.unitId)
    const { due } = await duesOf(tx, order.caseId, order.moment)
    const { bankBin, number } = account ?? {}
    return {
      order,
      lines: due.filter(({ key }) => order.feeKeys.includes(key)),
      account,
      bankName: nameOfBank(bankBin ?? ''),
      qr:
        bankBin && number
          ? qrSvg(vietQr({ bankBin, account: number, vnd: order.totalVnd, memo: order.memo }))
          : undefined,
      hasGateway: await isConnected(tx),
      receipts: (await findReceiptsOf(tx, order.caseId)).filter(({ voidedAt }) => !voidedAt),
    }
  })
}

async function demandOrder(tx: Tx, secret: string): Promise<Order> {
  const order = await store.findOrder(tx, { secret })
  if (!order) throw refusal.notFound()
  return order
}

/**
 * Sang trang của nền tảng thanh toán: its address for this order, asked for once. Throws `onlinePayments.nothingDue`,
 * `onlinePayments.badAddress`, and what `ask` throws.
 */
export async function gatewayAddress(context: Context, secret: string): Promise<string> {
  const { order, lines } = await viewOrder(context, secret)
  if (order.state !== 'open' || lines.length === 0) throw refusal.nothingDue()
  const system = await read(context, (tx) => findSystem(tx, paymentPlatform.key))
  if (order.gatewayUrl) return order.gatewayUrl
  const invoice = await ask(
    context,
    paymentPlatform,
    'CreateInvoice',
    {
      MaHoSo: order.code,
      MaThamChieu: order.memo,
      SoTien: order.totalVnd,
      KhoanThu: lines.map(({ label, kind = 'fee', vnd }) => ({ Ten: label.vi, Loai: kind, SoTien: vnd })),
      DonViThuHuong: order.unitName,
      DiaChiQuayVe: `${context.settings.publicUrl}${paymentLinks.pay(secret)}?ve=1`,
    },
    { dossierCode: order.code, idempotencyKey: `order/${order.id}` },
  )
  failpoint('pay.invoiceMade')
  // People are only sent where the platform was registered to be.
  if (new URL(invoice.DiaChiThanhToan).hostname !== system?.host) throw refusal.badAddress()
  await inTransaction(context, (tx) =>
    store.saveGateway(tx, order.id, invoice.MaGiaoDich, invoice.DiaChiThanhToan),
  )
  failpoint('pay.gatewayKept')
  return invoice.DiaChiThanhToan
}

/** Ghi một giao dịch: once however often it is told; a receipt when it pays an order to the đồng, else a matter for a person. */
export async function noteTransaction(context: Context, told: Told): Promise<void> {
  const { now: at } = context
  await inTransaction(context, async (tx) => {
    if (!(await store.lockReference(tx, told.reference))) return
    failpoint('pay.referenceLocked')
    const memo = memoIn(told.memo)
    const order = memo ? await store.findOrder(tx, { memo }) : undefined
    if (order) await lockDossier(tx, order.caseId)
    const dossier = order && (await findDossier(tx, { kind: 'system' }, order.code))
    const due = dossier ? await payable(tx, dossier) : []
    const lines = due.filter(({ key }) => order?.feeKeys.includes(key))
    const why = mismatchOf(told, order, lines)
    const receiptId = order && !why ? await settle(tx, context, order, lines, told) : null
    await store.insertTransaction(tx, told, {
      id: newId(at),
      orderId: order?.id ?? null,
      receiptId,
      why: why ?? null,
      at,
    })
    if (why)
      await appendEvent(tx, context, 'payment.unmatched', {
        subject: order?.caseId ?? newId(at),
        payload: { reference: told.reference, vnd: told.vnd, why },
      })
    failpoint('pay.transactionWritten')
  })
  failpoint('pay.noted')
}

async function settle(
  tx: Tx,
  context: Context,
  order: Order,
  due: readonly DueLine[],
  told: Told,
): Promise<string> {
  const unit = await findUnit(tx, order.unitId)
  if (!unit) throw new Error(`The unit ${order.unitId} is not there`)
  await store.markPaid(tx, order.id)
  failpoint('pay.orderMarked')
  return writeReceipt(tx, context, {
    key: `online ${told.reference}`,
    caseId: order.caseId,
    moment: order.moment,
    due,
    means: 'online',
    providerReference: told.reference,
    paperNumber: null,
    unit: { id: unit.id, code: unit.code },
    takenBy: null,
  })
}

const overlapMs = 10 * 60_000
const orderDays = 30

/** Hỏi giao dịch mới: what came in since the last one known, with some minutes that were asked for before. */
export async function askTransactions(
  context: Context,
  from?: Date,
  until: Date = context.now,
): Promise<number> {
  const since = from ?? new Date(((await read(context, store.lastPaidAt)) ?? until).getTime() - overlapMs)
  const { GiaoDich } = await ask(context, paymentPlatform, 'ListTransactions', {
    Tu: since.toISOString(),
    Den: until.toISOString(),
  })
  failpoint('pay.listed')
  for (const one of GiaoDich) await noteTransaction(context, toldOf(one))
  return GiaoDich.length
}

/** As `askTransactions`, when somebody may be waiting; a platform that is away is asked again the next minute. */
export async function askWhenWaiting(context: Context): Promise<void> {
  const since = new Date(context.now.getTime() - orderDays * 86_400_000)
  const isWaiting = await read(
    context,
    async (tx) => (await isConnected(tx)) && (await store.hasOpenOrders(tx, since)),
  )
  if (isWaiting) await askTransactions(context).catch(orElseLater)
}

function orElseLater(thrown: unknown): void {
  if (!(thrown instanceof Refusal)) throw thrown
}

/**
 * Đối soát một ngày to the đồng: what the platform lists beside what we have. What we lack is noted; what it lacks or has
 * otherwise is shown to a person. Throws what `ask` throws.
 */
export async function reconcileDay(context: Context, day: CalendarDate): Promise<store.DayProof> {
  const span = { from: instantAt(day), to: instantAt(addDays(day, 1)) }
  const { GiaoDich } = await ask(context, paymentPlatform, 'ListTransactions', {
    Tu: span.from.toISOString(),
    Den: span.to.toISOString(),
  })
  const theirs = GiaoDich.map(toldOf).filter(({ paidAt }) => paidAt >= span.from && paidAt < span.to)
  for (const told of theirs) await noteTransaction(context, told)
  return inTransaction(context, async (tx) => {
    const ours = await store.findPaidIn(tx, span)
    const proof: store.DayProof = {
      day,
      checkedAt: context.now,
      oursCount: ours.length,
      oursVnd: sumOf(ours),
      theirsCount: theirs.length,
      theirsVnd: sumOf(theirs),
      differences: differencesOf(ours, theirs),
    }
    await store.saveDay(tx, proof)
    if (proof.differences.length > 0)
      await appendEvent(tx, context, 'payment.differencesFound', {
        subject: newId(context.now),
        payload: { day, count: proof.differences.length },
      })
    return proof
  })
}

const daysBack = 7

/** Every day of the last week that was not compared after its end: a night on which the platform was away is made up for. */
async function reconcileLately(context: Context): Promise<void> {
  const { connected, proofs } = await read(context, async (tx) => ({
    connected: await isConnected(tx),
    proofs: await store.findDays(tx, daysBack + 1),
  }))
  if (!connected) return
  const isOver = ({ day, checkedAt }: store.DayProof) => checkedAt >= instantAt(addDays(day, 1))
  const known = new Set(proofs.filter(isOver).map(({ day }) => day))
  for (let back = daysBack; back > 0; back--) {
    const day = addDays(context.today, -back)
    if (!known.has(day)) await reconcileDay(context, day).then(() => undefined, orElseLater)
  }
}

export const schedules: readonly Schedule[] = [
  { name: 'payments.askTransactions', every: 'minute', run: askWhenWaiting },
  {
    name: 'payments.reconcile',
    every: { dayAt: '01:30' },
    run: reconcileLately,
  },
]
