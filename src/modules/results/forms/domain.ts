/** Mẫu 01, 02, 03 of the one-stop mechanism: what each says of a dossier (docs/legal.md#official-forms). Pure. */

import type { TimeLimit } from '#kernel/calendar.ts'
import { formatDate, formatNumber, formatTime, formatVnd } from '#kernel/text.ts'
import { dateOf, type JsonObject } from '#kernel/types.ts'
import { type Paperwork, promisedLimit } from '#modules/dossiers/api.ts'

export type FormKind = 'receipt' | 'supplement' | 'refusal'

export const formTitles: Record<FormKind, string> = {
  receipt: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  supplement: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  refusal: 'Phiếu từ chối tiếp nhận hồ sơ',
}

/** Whether the dossier has come so far that it has this paper. */
export function hasForm(kind: FormKind, { receivedAt, supplement, refusal }: Paperwork): boolean {
  if (kind === 'receipt') return receivedAt !== null
  return kind === 'supplement' ? supplement !== null : refusal !== null
}

/** `08 giờ 15 phút, ngày 15/7/2024`, on the province's clock. */
export function momentInWords(at: Date): string {
  const [hour, minute] = formatTime(at).split(':')
  return `${hour} giờ ${minute} phút, ngày ${formatDate(at)}`
}

const unitWords = { hour: 'giờ làm việc', workingDay: 'ngày làm việc', day: 'ngày', month: 'tháng' } as const

/** Thời hạn in words: `05 ngày làm việc`; a limit of nothing means the same day. */
export function limitInWords(limit: TimeLimit | undefined): string | undefined {
  if (!limit) return undefined
  if (limit.amount === 0) return 'Trong ngày làm việc'
  const amount = Number.isInteger(limit.amount)
    ? String(limit.amount).padStart(2, '0')
    : formatNumber(limit.amount)
  return `${amount} ${unitWords[limit.unit]}`
}

const returnWords = {
  online: 'Tài khoản trên cổng và kho dữ liệu cá nhân',
  desk: 'Bộ phận Tiếp nhận và Trả kết quả',
  post: 'Dịch vụ bưu chính, tại địa chỉ trên',
} as const

/** Number of the paper: the last part of the dossier's code, which the agency counts by the day. */
const serialOf = (code: string) => code.split('-').at(-1) ?? ''

function dossierFacts(paperwork: Paperwork): JsonObject {
  return {
    code: paperwork.code,
    receivedFrom: paperwork.applicantName,
    submittedBy: paperwork.submitterName,
    address: paperwork.applicantAddress,
    phone: paperwork.applicantPhone,
    email: paperwork.applicantEmail,
    identityNumber: paperwork.applicantIdentity,
    request: paperwork.procedureName,
    sets: '01',
  }
}

/** What the template of the form reads, beside agency and verification. */
export function formInputs(kind: FormKind, paperwork: Paperwork): JsonObject {
  switch (kind) {
    case 'receipt':
      return receiptInputs(paperwork)
    case 'supplement':
      return supplementInputs(paperwork)
    case 'refusal':
      return refusalInputs(paperwork)
  }
}

function receiptInputs(paperwork: Paperwork): JsonObject {
  const { code, receivedAt, dueAt, clock, feeVnd, receivedBy, papers, returnMethod } = paperwork
  return {
    document: {
      number: `${serialOf(code)}/TNHS`,
      signedOn: dateOf(receivedAt ?? paperwork.openedAt),
      serial: serialOf(code),
    },
    dossier: {
      ...dossierFacts(paperwork),
      limit: limitInWords(promisedLimit(clock)) ?? null,
      receivedAt: receivedAt ? momentInWords(receivedAt) : null,
      dueAt: dueAt ? momentInWords(dueAt) : null,
      resultBy: returnWords[returnMethod],
      feeVnd: feeVnd > 0 ? formatVnd(feeVnd) : 'Không thu',
    },
    papers: [
      { name: 'Tờ khai', electronic: 1 },
      ...papers.map(({ name, copyKind }) => ({
        name,
        ...(copyKind === 0 && { original: 1 }),
        ...(copyKind === 1 && { copied: 1 }),
        ...(copyKind === 2 && { electronic: 1 }),
      })),
    ],
    officer: receivedBy ? { name: receivedBy } : {},
  }
}

function supplementInputs(paperwork: Paperwork): JsonObject {
  const { supplement } = paperwork
  if (!supplement) return { dossier: dossierFacts(paperwork) }
  return {
    document: {
      number: `${serialOf(paperwork.code)}/HDHS`,
      signedOn: dateOf(new Date(supplement.askedAt)),
    },
    dossier: dossierFacts(paperwork),
    faults: supplement.faults.map(({ label, reason }) => ({ text: `${label}: ${reason}` })),
    reason: supplement.reason,
    contact: { name: supplement.askedBy },
    officer: { name: supplement.askedBy },
  }
}

function refusalInputs(paperwork: Paperwork): JsonObject {
  const { refusal, receivedBy } = paperwork
  if (!refusal) return { dossier: dossierFacts(paperwork) }
  return {
    document: {
      number: `${serialOf(paperwork.code)}/TCTN`,
      signedOn: dateOf(new Date(refusal.at)),
      name: formTitles.refusal,
    },
    dossier: dossierFacts(paperwork),
    stage: 'tiếp nhận',
    reasons: [{ text: refusal.ground, ground: refusal.legalBasis }],
    officer: receivedBy ? { name: receivedBy } : {},
  }
}
