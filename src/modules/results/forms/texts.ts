import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  printed: { vi: 'Giấy in', en: 'Printed papers' },
  lead: {
    vi: 'Mẫu theo ngày của việc, dù in vào ngày nào. In hai liên: một liên lưu, một liên giao khách hàng.',
    en: 'Each form is the one in force on the day of the act. Two copies: one is kept, one is handed out.',
  },
  back: { vi: 'Về hồ sơ', en: 'Back to the dossier' },
  form: { vi: 'Phiếu, giấy', en: 'Paper' },
  number: { vi: 'Mẫu', en: 'Form' },
  numbered: {
    vi: (number: string, regulation: string) => `Mẫu số ${number}, ${regulation}`,
    en: (number, regulation) => `No. ${number}, ${regulation}`,
  },
  day: { vi: 'Ngày của việc', en: 'Day of the act' },
  print: { vi: 'In', en: 'Print' },
  both: { vi: 'Cả hai liên', en: 'Both copies' },
  hand: { vi: 'Liên giao khách', en: 'Copy to hand out' },
  keep: { vi: 'Liên lưu', en: 'Copy to keep' },
  one: { vi: 'Mở để in', en: 'Open to print' },
  empty: {
    vi: 'Hồ sơ chưa có giấy nào để in. Tiếp nhận hồ sơ trước.',
    en: 'There is nothing to print yet. Accept the dossier first.',
  },
  followUpBook: { vi: 'Sổ theo dõi', en: 'Follow-up book' },
})
