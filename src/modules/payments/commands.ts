/** Thu phí, lệ phí, hủy biên lai, in biên lai, xem sổ. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { failpoint } from '#kernel/failpoints.ts'
import { newId } from '#kernel/ids.ts'
import { type LookWay, recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { textsFor } from '#kernel/text.ts'
import {
  addDays,
  type CalendarDate,
  dateOf,
  dayOfParts,
  instantAt,
  parseCalendarDate,
} from '#kernel/types.ts'
import { dossierRefusal, findDossier, getOwn } from '#modules/dossiers/api.ts'
import { printFeeReceipt } from '#modules/results/api.ts'
import {
  type DeskMeans,
  type DueLine,
  dueLines,
  type Moment,
  momentOf,
  numberWords,
  type Receipt,
  refusal,
  sumOf,
  type Totals,
  totalsOf,
} from './domain.ts'
import * as store from './store.ts'
import { texts } from './texts.ts'

export type Dues = {
  readonly moment: Moment
  readonly due: readonly DueLine[]
  readonly later: readonly DueLine[]
}

/** Khoản còn phải thu of a dossier at this moment. */
export async function duesOf(tx: Tx, caseId: string, moment: Moment): Promise<Dues> {
  const { feeLines } = await store.getPayer(tx, caseId)
  return { moment, ...dueLines(feeLines, await store.findTakenKeys(tx, caseId), moment) }
}

export type Payment = {
  readonly means: DeskMeans
  /** For cash the number of a receipt written by hand, if any; else what the bank calls the payment. */
  readonly reference: string
}

/** Throws `payments.referenceNeeded`: money that is not cash is found again by its reference only. */
export function demandReference({ means, reference }: Payment): void {
  if (means !== 'cash' && reference.trim() === '') throw refusal.referenceNeeded()
}

/**
 * Thu: takes what is due at the moment and makes one receipt of it, within the caller's transaction; `undefined` when
 * nothing is due. The same key gives the same receipt. Throws `payments.referenceNeeded` and `payments.numberUsed`.
 */
export async function takePayment(
  tx: Tx,
  context: Context,
  {
    key,
    caseId,
    moment,
    payment,
  }: {
    readonly key: string
    readonly caseId: string
    readonly moment: Moment
    readonly payment: Payment
  },
): Promise<Receipt | undefined> {
  const officer = officerOf(context.actor)
  demandReference(payment)
  await store.lockDossier(tx, caseId)
  const before = await store.findByKey(tx, key)
  if (before) return before
  const { due } = await duesOf(tx, caseId, moment)
  if (due.length === 0) return undefined
  const { means } = payment
  const reference = payment.reference.trim().slice(0, 60) || null
  const paperNumber = means === 'cash' ? reference : null
  if (paperNumber && (await store.findByPaper(tx, officer.unitId, paperNumber))) throw refusal.numberUsed()
  const id = await writeReceipt(tx, context, {
    key,
    caseId,
    moment,
    due,
    means,
    providerReference: means === 'cash' ? null : reference,
    paperNumber,
    unit: { id: officer.unitId, code: officer.unitCode },
    takenBy: officer.personId,
  })
  return store.findReceipt(tx, officer, id)
}

type Written = Pick<
  store.NewReceipt,
  'key' | 'moment' | 'means' | 'providerReference' | 'paperNumber' | 'unit' | 'takenBy'
> & {
  readonly caseId: string
  readonly due: readonly DueLine[]
}

/** Lập biên lai of lines that are due, in the book of the unit. Answers its id. */
export async function writeReceipt(
  tx: Tx,
  context: Context,
  { caseId, due, ...written }: Written,
): Promise<string> {
  const id = newId(context.now)
  const totalVnd = sumOf(due)
  await store.insertReceipt(tx, {
    ...written,
    id,
    year: Number(context.today.slice(0, 4)),
    payer: await store.getPayer(tx, caseId),
    lines: due.map(({ key, label, kind = 'fee', vnd, legal }) => ({
      key,
      label: label.vi,
      kind,
      vnd,
      legal,
    })),
    totalVnd,
    at: context.now,
  })
  failpoint('pay.receiptWritten')
  const { moment, means } = written
  await appendEvent(tx, context, 'payment.taken', {
    subject: caseId,
    unitId: written.unit.id,
    payload: { receipt: id, moment, means, totalVnd },
  })
  failpoint('pay.eventTold')
  return id
}

export type DossierFees = Dues & {
  readonly code: string
  readonly caseId: string
  readonly receipts: readonly Receipt[]
}

/** Phí, lệ phí of one dossier that the officer may see: what is due, what was taken. Throws `dossiers.notFound`. */
export function viewFees(context: Context, code: string): Promise<DossierFees> {
  return inTransaction(context, async (tx) => {
    const dossier = await findDossier(tx, context.actor, code)
    if (!dossier) throw dossierRefusal.notFound()
    const { id: caseId } = dossier
    await recordLook(tx, context, { of: [caseId], what: 'dossier', why: 'desk' })
    return {
      ...(await duesOf(tx, caseId, momentOf(dossier))),
      code: dossier.code,
      caseId,
      receipts: await store.findReceiptsOf(tx, caseId),
    }
  })
}

/** Thu phí của một hồ sơ by itself, such as with a supplement. Throws `payments.nothingDue`, `dossiers.notFound`. */
export function takeFees(context: Context, code: string, payment: Payment): Promise<Receipt> {
  return inTransaction(context, async (tx) => {
    const dossier = await findDossier(tx, context.actor, code)
    if (!dossier) throw dossierRefusal.notFound()
    const key = `fees ${context.operationKey ?? newId(context.now)}`
    const taken = await takePayment(tx, context, {
      key,
      caseId: dossier.id,
      moment: momentOf(dossier),
      payment,
    })
    if (!taken) throw refusal.nothingDue()
    return taken
  })
}

/** A receipt of the own unit's book. Throws `payments.notFound`. */
export async function getReceipt(context: Context, id: string): Promise<Receipt> {
  return inTransaction(context, async (tx) => {
    const found = await store.findReceipt(tx, officerOf(context.actor), id)
    if (!found) throw refusal.notFound()
    await recordLook(tx, context, { of: [found.caseId], what: 'form', why: 'desk' })
    return found
  })
}

/**
 * Hủy biên lai, by somebody else than who took the money; it keeps its number, and its lines are due again. Throws
 * `payments.ownReceipt`, `payments.alreadyVoid`, `payments.reasonNeeded`, `payments.notFound`.
 */
export function voidReceipt(context: Context, id: string, givenReason: string): Promise<void> {
  const officer = officerOf(context.actor)
  const reason = givenReason.trim()
  return inTransaction(context, async (tx) => {
    const receipt = await store.findReceipt(tx, officer, id)
    if (!receipt) throw refusal.notFound()
    if (receipt.voidedAt) throw refusal.alreadyVoid()
    if (receipt.takenById === officer.personId) throw refusal.ownReceipt()
    if (!reason) throw refusal.reasonNeeded()
    if (!(await store.voidReceipt(tx, { id, by: officer.personId, reason, at: context.now })))
      throw refusal.alreadyVoid()
    await appendEvent(tx, context, 'payment.voided', {
      subject: receipt.caseId,
      payload: { receipt: id, reason, totalVnd: receipt.totalVnd },
    })
  })
}

/** Biên lai in its three copies. A void one is not printed any more. Throws `payments.alreadyVoid`, `payments.notFound`. */
export async function printReceipt(context: Context, id: string): Promise<Uint8Array> {
  const receipt = await getReceipt(context, id)
  if (receipt.voidedAt) throw refusal.alreadyVoid()
  await inTransaction(context, (tx) =>
    appendEvent(tx, context, 'payment.printed', { subject: receipt.caseId, payload: { receipt: id } }),
  )
  return render(context, receipt)
}

/** Biên lai of one's own dossier. Throws `payments.notFound`, `dossiers.notFound`. */
export async function printOwnReceipt(context: Context, code: string, id: string): Promise<Uint8Array> {
  const receipt = (await ownReceipts(context, code)).find((one) => one.id === id)
  if (!receipt) throw refusal.notFound()
  return render(context, receipt)
}

/** Receipts in force of one's own dossier. Throws `dossiers.notFound`. */
export const ownReceipts = (context: Context, code: string): Promise<readonly Receipt[]> =>
  read(context, async (tx) => {
    const own = await getOwn(tx, context, code)
    return (await store.findReceiptsOf(tx, own.id)).filter(({ voidedAt }) => !voidedAt)
  })

function render(context: Context, receipt: Receipt): Promise<Uint8Array> {
  const t = textsFor(texts, 'vi')
  return printFeeReceipt(context, {
    unitId: receipt.unitId,
    number: receipt.paperNumber ?? numberWords(receipt),
    code: receipt.code,
    payerName: receipt.payerName,
    payerAddress: receipt.payerAddress,
    payerIdentity: receipt.payerIdentity,
    lines: receipt.lines,
    method: t[receipt.means],
    collectedOn: dateOf(receipt.takenAt),
    ...(receipt.takenBy && { collectedBy: receipt.takenBy }),
  })
}

const rowsMax = 20_000

export type Book = {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly receipts: readonly Receipt[]
  readonly totals: Totals
  readonly byTaker: readonly { readonly name: string; readonly totals: Totals }[]
}

const spanOf = (from: CalendarDate, to: CalendarDate) => ({
  from: instantAt(from),
  to: instantAt(addDays(to, 1)),
})

/** Sổ thu phí, lệ phí of the own unit from one day to another, both within. */
export async function viewBook(
  context: Context,
  from: CalendarDate,
  to: CalendarDate,
  way: LookWay = 'screen',
): Promise<Book> {
  const { unitId } = officerOf(context.actor)
  const span = spanOf(from, to)
  const receipts = await inTransaction(context, async (tx) => {
    const found = await store.findBook(tx, unitId, span, rowsMax)
    await recordLook(tx, context, { of: found.map(({ caseId }) => caseId), what: 'list', why: 'book', way })
    return found
  })
  const takers = Map.groupBy(receipts, ({ takenBy }) => takenBy ?? '')
  return {
    from,
    to,
    receipts,
    totals: totalsOf(receipts, span),
    byTaker: [...takers].map(([name, own]) => ({ name, totals: totalsOf(own, span) })),
  }
}

/** What a unit took on one day, for whoever closes it. */
export async function totalsOfDay(tx: Tx, unitId: string, day: CalendarDate): Promise<Totals> {
  const span = spanOf(day, day)
  return totalsOf(await store.findBook(tx, unitId, span, rowsMax), span)
}

/** `02/03/2026` as people type it, or as addresses have it. */
export function dayTyped(text: string | undefined): CalendarDate | undefined {
  const [typed, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text ?? '') ?? []
  return typed ? dayOfParts(day, month, year) : parseCalendarDate(text ?? '')
}
