/** Phiếu bàn giao and biên lai: what both say, from plain values of whoever keeps hand-overs and money. Pure. */

import { formatDate, formatTime, formatVnd, vndInWords } from '#kernel/text.ts'
import type { CalendarDate, JsonObject } from '#kernel/types.ts'

/** Lần bàn giao: dossiers, or their results, from one unit or shift to another. */
export type HandoverSheet = {
  /** The unit whose head the sheet carries. */
  readonly unitId: string
  readonly from: string
  readonly to: string
  readonly on: CalendarDate
  /** What is handed over and when, such as "Hồ sơ giấy nhận ngày 02/03/2026". */
  readonly about?: string | undefined
  readonly number?: string | undefined
  readonly giver?: string | undefined
  readonly receiver?: string | undefined
  readonly rows: readonly HandoverRow[]
}

export type HandoverRow = {
  readonly code: string
  readonly request: string
  readonly result?: string | undefined
  readonly applicant: string
  readonly address?: string | null | undefined
  readonly hasFee: boolean
  readonly isByPost: boolean
  readonly at?: Date | undefined
  readonly giver?: string | undefined
  readonly receiver?: string | undefined
}

const named = (name: string | undefined): JsonObject => (name ? { name } : {})

export function handoverInputs({ rows, number, about, ...sheet }: HandoverSheet): JsonObject {
  return {
    document: { signedOn: sheet.on, ...(number && { number: `${number}/BG` }) },
    from: sheet.from,
    to: sheet.to,
    ...(about && { about }),
    giver: named(sheet.giver),
    receiver: named(sheet.receiver),
    rows: rows.map((row) => ({
      code: row.code,
      request: row.request,
      result: row.result ?? '',
      applicant: row.applicant,
      address: row.address ?? '',
      fee: row.hasFee,
      post: row.isByPost,
      at: row.at ? `${formatTime(row.at)} ${formatDate(row.at)}` : '',
      giver: row.giver ?? '',
      receiver: row.receiver ?? '',
    })),
  }
}

/** Biên lai thu phí, lệ phí (docs/legal.md#fee-receipt). Empty facts stay as dots, to be filled in by hand. */
export type FeeReceipt = {
  readonly unitId: string
  /** Mẫu số and ký hiệu, as registered with the tax office; số, as drawn from that book. */
  readonly pattern?: string | undefined
  readonly series?: string | undefined
  readonly number?: string | undefined
  readonly taxCode?: string | undefined
  readonly code: string
  readonly payerName: string
  readonly payerAddress?: string | null | undefined
  readonly payerIdentity?: string | null | undefined
  readonly lines: readonly { readonly label: string; readonly vnd: number; readonly legal?: string }[]
  readonly method?: string | undefined
  readonly collectedOn: CalendarDate
  readonly collectedBy?: string | undefined
}

export const feeCopies = [
  'Liên 1: Lưu tại tổ chức thu',
  'Liên 2: Giao cho người nộp',
  'Liên 3: Đối chiếu, quyết toán',
] as const

export function feeReceiptInputs(receipt: FeeReceipt): JsonObject {
  const { lines, pattern, series, number, method } = receipt
  const totalVnd = lines.reduce((sum, { vnd }) => sum + vnd, 0)
  return {
    copies: feeCopies,
    receipt: {
      collectedOn: receipt.collectedOn,
      ...(pattern && { pattern }),
      ...(series && { series }),
      ...(number && { number }),
      ...(method && { method }),
    },
    dossier: {
      code: receipt.code,
      submittedBy: receipt.payerName,
      address: receipt.payerAddress ?? null,
      identityNumber: receipt.payerIdentity ?? null,
    },
    fees: lines.map(({ label, vnd, legal }) => ({
      label,
      amount: formatVnd(vnd),
      ...(legal && { legal }),
    })),
    total: formatVnd(totalVnd),
    totalInWords: vndInWords(totalVnd),
    officer: named(receipt.collectedBy),
  }
}
