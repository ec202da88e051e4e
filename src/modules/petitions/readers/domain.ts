/** Ý kiến người đọc: whether a published answer helped. Pure. */

import type { Sentence } from '#kernel/errors.ts'
import { defineRefusals } from '#kernel/errors.ts'
import { defineTexts } from '#kernel/text.ts'

export const verdicts = {
  useful: { vi: 'Có ích', en: 'Useful' },
  unclear: { vi: 'Chưa rõ', en: 'Not clear' },
} as const satisfies Record<string, Sentence>
export type Verdict = keyof typeof verdicts
export const verdictKeys = Object.keys(verdicts) as [Verdict, ...Verdict[]]

export type Found = Readonly<Record<Verdict, number>>

export const texts = defineTexts({
  title: { vi: 'Câu trả lời này có ích không?', en: 'Was this answer useful?' },
  hint: {
    vi: 'Mỗi người tính một lần trong ngày. Không ghi lại người chọn là ai.',
    en: 'One a day counts. Nobody keeps who chose.',
  },
  counted: {
    vi: (useful: string, unclear: string) => `${useful} người thấy có ích, ${unclear} người thấy chưa rõ.`,
    en: (useful, unclear) => `${useful} found it useful, ${unclear} did not find it clear.`,
  },
  thanks: { vi: 'Cảm ơn, ý kiến đã được tính.', en: 'Thank you, it was counted.' },
  before: {
    vi: 'Hôm nay ý kiến từ thiết bị này đã được tính.',
    en: 'One from this device counts today already.',
  },
  office: { vi: 'Người đọc', en: 'Readers' },
})

export const readerRefusal = defineRefusals('petitions', {
  verdictNeeded: ['invalid', 'Chọn “Có ích” hoặc “Chưa rõ”.', 'Choose “Useful” or “Not clear”.'],
})
