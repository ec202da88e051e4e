import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Nhập số liệu chỉ tiêu', en: 'Enter figures' },
  lead: {
    vi: 'Chỉ nhập những số chưa có hệ thống nào của tỉnh đếm. Ô để trống thì giữ số cũ. Số mới thay số cũ, số cũ vẫn được lưu.',
    en: 'Only figures that no system of the province counts. What is left empty stays as it was. A new figure replaces the old one, which is kept.',
  },
  period: { vi: 'Kỳ', en: 'Period' },
  source: { vi: 'Lấy từ đâu', en: 'Where they come from' },
  sourceHint: {
    vi: 'Ví dụ: Báo cáo số 12/BC-UBND ngày 05/04/2026.',
    en: 'For example: Report 12/BC-UBND of 05/04/2026.',
  },
  now: {
    vi: (value: string, source: string) => `Đang là ${value}, theo ${source}`,
    en: (value, source) => `Now ${value}, by ${source}`,
  },
  save: { vi: 'Lưu số liệu', en: 'Save figures' },
  saved: { vi: 'Đã lưu', en: 'Saved' },
  savedLead: {
    vi: (count: string) => `${count} số đã vào điểm của kỳ này.`,
    en: (count) => `${count} figures are in the score of the period.`,
  },
  seeScore: { vi: 'Xem điểm của cơ quan', en: 'See the score' },
  wrong: { vi: 'Chưa lưu số nào', en: 'Nothing was saved' },
})
