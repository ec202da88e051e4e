import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Nguyên nhân quá hạn', en: 'Reasons of lateness' },
  lead: {
    vi: 'Ghi vì sao từng hồ sơ quá hạn. Biểu báo cáo cộng lại theo nguyên nhân. Chưa rõ thì để trống.',
    en: 'Say why each dossier was late. The report adds them up by reason. Leave empty what is not known.',
  },
  reason: { vi: 'Nguyên nhân', en: 'Reason' },
  choose: { vi: 'Chưa ghi', en: 'None yet' },
  words: { vi: 'Ghi chú', en: 'Note' },
  lateOn: { vi: (day: string) => `tính ngày ${day}`, en: (day: string) => `counted on ${day}` },
  save: { vi: 'Lưu nguyên nhân', en: 'Save reasons' },
  saved: { vi: 'Đã lưu', en: 'Saved' },
  savedLead: {
    vi: (count: string) => `${count} hồ sơ có nguyên nhân mới.`,
    en: (count: string) => `${count} dossiers have a new reason.`,
  },
  wrong: { vi: 'Chưa lưu nguyên nhân nào', en: 'No reason was saved' },
  count: {
    vi: (named: string, total: string) => `${named}/${total} hồ sơ quá hạn đã ghi nguyên nhân.`,
    en: (named: string, total: string) => `${named} of ${total} late dossiers have a reason.`,
  },
  more: {
    vi: (count: string) => `Đang hiện ${count} hồ sơ. Lưu rồi thì các hồ sơ chưa ghi tiếp theo hiện ra.`,
    en: (count: string) => `Showing ${count}. Once saved, the next without a reason come up.`,
  },
  none: { vi: 'Không có hồ sơ nào quá hạn trong kỳ.', en: 'No dossier is late in the period.' },
  seeReport: { vi: 'Xem biểu nguyên nhân', en: 'See the report' },
})
