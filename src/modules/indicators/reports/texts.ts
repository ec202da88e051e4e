import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Biểu báo cáo', en: 'Report tables' },
  lead: {
    vi: 'Biểu lập từ chính hồ sơ, mỗi số mở được đến từng hồ sơ. Kiểm tra rồi tải về để gửi.',
    en: 'Made from the dossiers themselves; each figure opens to its dossiers. Check, then download to send.',
  },
  form: { vi: 'Biểu', en: 'Form' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  period: { vi: 'Kỳ', en: 'Period' },
  reportKinds: { vi: 'Kỳ báo cáo (từ ngày 15)', en: 'Report periods (from the 15th)' },
  calendarKinds: { vi: 'Kỳ theo lịch', en: 'Calendar periods' },
  total: { vi: 'Tổng số', en: 'Total' },
  otherField: { vi: 'Lĩnh vực khác', en: 'Other field' },
  noReason: { vi: 'Chưa ghi nguyên nhân', en: 'No reason named yet' },
  province: { vi: 'Cấp tỉnh', en: 'Province' },
  district: { vi: 'Cấp huyện', en: 'District' },
  commune: { vi: 'Cấp xã', en: 'Commune' },
  order: { vi: 'TT', en: 'No.' },
  unit: { vi: 'Đơn vị tính: số hồ sơ', en: 'In dossiers' },
  days: {
    vi: (from: string, to: string) => `từ ngày ${from} đến ngày ${to}`,
    en: (from: string, to: string) => `from ${from} to ${to}`,
  },
  files: { vi: 'Tải biểu', en: 'Download the form' },
  running: {
    vi: 'Kỳ này chưa hết: số đếm đến hôm nay.',
    en: 'The period still runs: counted up to today.',
  },
  notes: { vi: 'Cách lập', en: 'How it is made' },
  formula: { vi: 'Cột tính thế nào', en: 'How each column is counted' },
  column: { vi: 'Cột', en: 'Column' },
  formulaHead: { vi: 'Công thức', en: 'Formula' },
  rowsOf: {
    vi: (row: string, column: string) => `${row}, ${column.toLowerCase()}`,
    en: (row: string, column: string) => `${row}, ${column.toLowerCase()}`,
  },
  rowsLead: {
    vi: 'Từng hồ sơ làm nên số này, trong các cơ quan bạn được xem.',
    en: 'The dossiers behind this figure, of the agencies you may see.',
  },
  explain: { vi: 'Ghi nguyên nhân cho hồ sơ quá hạn', en: 'Name the reasons of late dossiers' },
  reason: { vi: 'Nguyên nhân', en: 'Reason' },
  nothing: { vi: 'Không có hồ sơ nào.', en: 'No dossiers.' },
  noForms: {
    vi: 'Gói dữ liệu của tỉnh chưa có biểu nào cho kỳ này. Chọn kỳ khác.',
    en: 'The pack of the province has no form for this period. Choose another.',
  },
})
