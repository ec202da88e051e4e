import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  kicker: { vi: 'Chất lượng phục vụ', en: 'Quality of service' },
  outOf: { vi: (most: string) => `trên ${most} điểm`, en: (most: string) => `out of ${most}` },
  span: {
    vi: (from: string, to: string) => `Từ ${from} đến ${to}`,
    en: (from: string, to: string) => `From ${from} to ${to}`,
  },
  see: { vi: 'Xem từng chỉ tiêu và số từ đâu ra', en: 'See each indicator and where it comes from' },
  title: { vi: 'Đặt điểm này lên trang khác', en: 'Show this score on another site' },
  lead: {
    vi: 'Chép một trong hai đoạn dưới vào trang của bạn. Số tự cập nhật theo kỳ đã hết gần nhất.',
    en: 'Copy one of these into your site. The figure follows the last period that ended.',
  },
  frame: { vi: 'Khung có số và diễn biến', en: 'A frame with figure and trend' },
  picture: { vi: 'Hình, có nền sáng và nền tối', en: 'A picture, on light and on dark ground' },
  alt: {
    vi: (unit: string) => `Điểm chất lượng phục vụ của ${unit}`,
    en: (unit: string) => `Score of the quality of service of ${unit}`,
  },
  preview: { vi: 'Xem thử khung', en: 'Look at the frame' },
})
