/** Words of the figures of field reports. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: {
    vi: 'Phản ánh hiện trường: các đơn vị xử lý ra sao',
    en: 'Field reports: how the units handle them',
  },
  lead: {
    vi: 'Đếm từ từng phản ánh, theo ngày nhận, ngày trả lời và ngày đánh giá trong kỳ.',
    en: 'Counted from every report, by the days of the period on which it was taken, answered and rated.',
  },
  period: { vi: 'Kỳ', en: 'Period' },
  year: { vi: (year: string) => `Năm ${year}`, en: (year) => `Year ${year}` },
  month: {
    vi: (month: string, year: string) => `Tháng ${month}/${year}`,
    en: (month, year) => `${month}/${year}`,
  },
  indicators: { vi: 'Chỉ tiêu toàn tỉnh', en: 'Indicators of the province' },
  indicatorTable: { vi: 'Chỉ tiêu về phản ánh hiện trường', en: 'Indicators of field reports' },
  indicator: { vi: 'Chỉ tiêu', en: 'Indicator' },
  value: { vi: 'Kết quả', en: 'Figure' },
  indicatorsNote: {
    vi: 'Bấm vào một chỉ tiêu để xem số đó tính từ đâu.',
    en: 'Each leads to what its figure is made of.',
  },
  units: { vi: 'Theo đơn vị', en: 'By unit' },
  unitTable: { vi: 'Số phản ánh của từng đơn vị', en: 'Reports of each unit' },
  categories: { vi: 'Theo lĩnh vực', en: 'By category' },
  categoryTable: { vi: 'Số phản ánh của từng lĩnh vực', en: 'Reports of each category' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  category: { vi: 'Lĩnh vực', en: 'Category' },
  received: { vi: 'Đã nhận', en: 'Taken' },
  inTime: { vi: 'Trả lời đúng hạn', en: 'Answered in time' },
  late: { vi: 'Trả lời trễ', en: 'Answered late' },
  fellLate: { vi: 'Quá hạn trong kỳ', en: 'Became late' },
  share: { vi: 'Đúng hạn', en: 'In time' },
  rated: { vi: 'Lượt đánh giá', en: 'Ratings' },
  happy: { vi: 'Hài lòng, chấp nhận', en: 'Satisfied or acceptable' },
  none: { vi: 'Chưa có số liệu trong kỳ này. Chọn kỳ khác.', en: 'Nothing in this period. Choose another.' },
  noFigure: { vi: 'Chưa có', en: 'None yet' },
  back: { vi: 'Các phản ánh', en: 'All reports' },
})
