/** Lỗi theo dòng: what is wrong and what to do about it, in a sentence. Pure. */

import { csvTable } from '#kernel/text.ts'
import type { Fault, FaultKind, Report } from '../domain.ts'

type Words = { readonly vi: (value: string) => string; readonly en: (value: string) => string }

const sentences: Readonly<Record<FaultKind, Words>> = {
  cells: {
    vi: () => 'số ô khác số cột. Kiểm tra dấu phân cách và dấu ngoặc kép của dòng này.',
    en: () => 'has another number of cells than there are columns. See its separators and quotation marks.',
  },
  noCase: { vi: () => 'thiếu mã hồ sơ.', en: () => 'has no case.' },
  noActivity: { vi: () => 'thiếu tên hoạt động.', en: () => 'has no activity.' },
  noTime: { vi: () => 'thiếu thời điểm.', en: () => 'has no time.' },
  time: {
    vi: (value) => `“${value}” không phải thời điểm. Ghi như 25/12/2025 14:30 hoặc 2025-12-25T14:30:00.`,
    en: (value) => `“${value}” is no time. Write 25/12/2025 14:30 or 2025-12-25T14:30:00.`,
  },
  future: { vi: (value) => `“${value}” ở tương lai.`, en: (value) => `“${value}” lies in the future.` },
  fee: {
    vi: (value) => `“${value}” không phải số tiền đồng.`,
    en: (value) => `“${value}” is no amount in đồng.`,
  },
  channel: {
    vi: (value) => `không rõ cách nộp “${value}”. Ghi: trực tiếp, trực tuyến hoặc bưu chính.`,
    en: (value) => `“${value}” is no known channel. Write direct, online or post.`,
  },
  applicantKind: {
    vi: (value) => `không rõ loại chủ hồ sơ “${value}”. Ghi: cá nhân, tổ chức hoặc hộ gia đình.`,
    en: (value) => `“${value}” is no known kind of applicant. Write citizen, enterprise or household.`,
  },
}

export function faultText({ kind, value }: Fault, language: 'vi' | 'en'): string {
  return sentences[kind][language](value)
}

export function faultSentence(fault: Fault, language: 'vi' | 'en'): string {
  return `${language === 'vi' ? 'Dòng' : 'Line'} ${fault.line}: ${faultText(fault, language)}`
}

/** The list to download; what a cell of the log begins with is never run by a spreadsheet. */
export function faultsTable({ faults }: Report): string {
  return csvTable([
    ['Dòng', 'Giá trị', 'Cần sửa'],
    ...faults.map((fault) => [String(fault.line), fault.value, faultText(fault, 'vi')]),
  ])
}
