/** Thu phí, lệ phí: what is due, when it is to be taken, and the receipt that proves it (docs/legal.md#fee-receipt). Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { FeeLine } from '#modules/services/api.ts'

/** Hình thức thanh toán. `online` is paid by the payer alone, without an officer. */
export const allMeans = ['cash', 'card', 'transfer', 'online'] as const
export type Means = (typeof allMeans)[number]
export const deskMeans = ['cash', 'card', 'transfer'] as const satisfies readonly Means[]
export type DeskMeans = (typeof deskMeans)[number]

/** Thu lúc nào: with the dossier, with its supplement, or against the result. */
export const moments = ['intake', 'supplement', 'return'] as const
export type Moment = (typeof moments)[number]

const momentsOf = { onReceipt: 'intake', onSupplement: 'supplement', onReturn: 'return' } as const
const asMoment = ({ collect = 'onReceipt' }: FeeLine): Moment => momentsOf[collect]

export type DueLine = FeeLine & { readonly moment: Moment }

/** Khoản còn phải thu of a dossier, those of which it is time by now and those that come later. */
export function dueLines(
  lines: readonly FeeLine[],
  taken: ReadonlySet<string>,
  now: Moment,
): { readonly due: readonly DueLine[]; readonly later: readonly DueLine[] } {
  const open = lines.filter(({ key }) => !taken.has(key)).map((line) => ({ ...line, moment: asMoment(line) }))
  const isDue = ({ moment }: DueLine) => moments.indexOf(moment) <= moments.indexOf(now)
  return { due: open.filter(isDue), later: open.filter((line) => !isDue(line)) }
}

/** At which moment a dossier stands. */
export function momentOf({
  state,
  supplementCount,
}: {
  readonly state: string
  readonly supplementCount: number
}): Moment {
  if (state === 'done' || state === 'returned') return 'return'
  return supplementCount > 0 ? 'supplement' : 'intake'
}

export const sumOf = (lines: readonly { readonly vnd: number }[]): number =>
  lines.reduce((sum, { vnd }) => sum + vnd, 0)

export type ReceiptLine = {
  readonly key: string
  readonly label: string
  readonly kind: 'fee' | 'charge'
  readonly vnd: number
  readonly legal: string
}

/** Biên lai as the book has it. */
export type Receipt = {
  readonly id: string
  readonly unitId: string
  readonly year: number
  readonly number: number
  readonly caseId: string
  readonly code: string
  readonly moment: Moment
  readonly means: Means
  readonly providerReference: string | null
  readonly paperNumber: string | null
  readonly payerName: string
  readonly payerIdentity: string | null
  readonly payerAddress: string | null
  readonly totalVnd: number
  readonly takenById: string | null
  readonly takenBy: string | null
  readonly takenAt: Date
  readonly voidedBy: string | null
  readonly voidedAt: Date | null
  readonly voidReason: string | null
  readonly lines: readonly ReceiptLine[]
}

/** Số biên lai: seven digits. */
export const numberWords = ({ number }: Pick<Receipt, 'number'>): string => String(number).padStart(7, '0')

export type Totals = {
  readonly receipts: number
  readonly voided: number
  /** What was taken less what was given back by voiding, whenever it had been taken. */
  readonly byMeans: Readonly<Record<Means, number>>
  readonly byKind: Readonly<Record<ReceiptLine['kind'], number>>
  readonly totalVnd: number
}

export const emptyTotals: Totals = {
  receipts: 0,
  voided: 0,
  byMeans: { cash: 0, card: 0, transfer: 0, online: 0 },
  byKind: { fee: 0, charge: 0 },
  totalVnd: 0,
}

type Span = { readonly from: Date; readonly to: Date }
const isIn = ({ from, to }: Span, at: Date | null) => at !== null && at >= from && at < to

/**
 * Cộng sổ of a span: a receipt taken in it counts, one voided in it counts against it. So a receipt voided on a later
 * day leaves the day on which it was taken as it was closed, and the money given back is missing on the later one.
 */
export function totalsOf(receipts: readonly Receipt[], span: Span): Totals {
  return receipts.reduce((totals, receipt) => {
    const [isTaken, isVoided] = [isIn(span, receipt.takenAt), isIn(span, receipt.voidedAt)]
    const sign = Number(isTaken) - Number(isVoided)
    const kindSum = (kind: ReceiptLine['kind']) => sumOf(receipt.lines.filter((line) => line.kind === kind))
    return {
      receipts: totals.receipts + Number(isTaken),
      voided: totals.voided + Number(isVoided),
      byMeans: {
        ...totals.byMeans,
        [receipt.means]: totals.byMeans[receipt.means] + sign * receipt.totalVnd,
      },
      byKind: {
        fee: totals.byKind.fee + sign * kindSum('fee'),
        charge: totals.byKind.charge + sign * kindSum('charge'),
      },
      totalVnd: totals.totalVnd + sign * receipt.totalVnd,
    }
  }, emptyTotals)
}

export const refusal = defineRefusals('payments', {
  notFound: [
    'notFound',
    'Không có biên lai này trong sổ của cơ quan ông/bà.',
    'There is no such receipt in the book of your unit.',
  ],
  nothingDue: [
    'conflict',
    'Hồ sơ này không còn khoản nào phải thu lúc này. Xem các biên lai đã lập.',
    'Nothing is due for this dossier now. See the receipts made.',
  ],
  referenceNeeded: [
    'invalid',
    'Ghi mã giao dịch in trên phiếu của máy thẻ hoặc trong tin báo của ngân hàng.',
    'Give the reference on the slip of the card terminal or in the message of the bank.',
  ],
  numberUsed: [
    'conflict',
    'Số biên lai giấy này đã ghi cho hồ sơ khác. Kiểm tra lại số.',
    'This paper receipt stands for another dossier already. Check its number.',
  ],
  alreadyVoid: ['conflict', 'Biên lai này đã hủy.', 'This receipt is void already.'],
  ownReceipt: [
    'conflict',
    'Người thu không tự hủy biên lai. Nhờ người có quyền hủy biên lai của cơ quan.',
    'Who took the money cannot void the receipt. Ask somebody else with that right.',
  ],
  reasonNeeded: ['invalid', 'Ghi lý do hủy biên lai.', 'Give the reason for voiding the receipt.'],
})
