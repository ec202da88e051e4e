/** Words of the figures of petitions. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Kiến nghị: các cơ quan trả lời ra sao', en: 'Petitions: how the agencies answer' },
  lead: {
    vi: 'Đếm từ từng kiến nghị, theo ngày nhận, ngày hết hạn và ngày trả lời trong kỳ.',
    en: 'Counted from every petition, by the days of the period on which it was received, due and answered.',
  },
  period: { vi: 'Kỳ', en: 'Period' },
  year: { vi: (year: string) => `Năm ${year}`, en: (year) => `Year ${year}` },
  month: {
    vi: (month: string, year: string) => `Tháng ${month}/${year}`,
    en: (month, year) => `${month}/${year}`,
  },
  units: { vi: 'Theo cơ quan', en: 'By agency' },
  unitTable: { vi: 'Số kiến nghị của từng cơ quan', en: 'Petitions of each agency' },
  kinds: { vi: 'Theo loại việc', en: 'By kind' },
  kindTable: { vi: 'Số kiến nghị về quy định và về cán bộ', en: 'Petitions about rules and about officials' },
  unit: { vi: 'Cơ quan', en: 'Agency' },
  kind: { vi: 'Về việc', en: 'About' },
  received: { vi: 'Đã nhận', en: 'Received' },
  due: { vi: 'Đến hạn', en: 'Due' },
  share: { vi: 'Đúng hạn', en: 'In time' },
  fellLate: { vi: 'Quá hạn trong kỳ', en: 'Became late' },
  answered: { vi: 'Đã công khai', en: 'Published' },
  content: { vi: 'Giải quyết được', en: 'Settled' },
  contentNote: {
    vi: 'Không bị chê, không gửi lại, không quá hạn',
    en: 'Not disliked, not sent again, not late',
  },
  useful: { vi: 'Người đọc thấy có ích', en: 'Useful to readers' },
  none: { vi: 'Chưa có số liệu trong kỳ này. Chọn kỳ khác.', en: 'Nothing in this period. Choose another.' },
  noFigure: { vi: 'Chưa có', en: 'None yet' },
  back: { vi: 'Kiến nghị', en: 'Petitions' },
})
