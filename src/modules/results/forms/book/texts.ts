import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  book: { vi: 'Sổ theo dõi hồ sơ', en: 'Follow-up book' },
  menu: { vi: 'Sổ theo dõi', en: 'Follow-up book' },
  lead: {
    vi: 'Hồ sơ đã tiếp nhận, xếp theo thời gian nhận. Mỗi lần mở sổ đều được ghi lại.',
    en: 'Dossiers received, in the order of reception. Every look at the book is recorded.',
  },
  from: { vi: 'Nhận từ ngày', en: 'Received from' },
  to: { vi: 'Đến ngày', en: 'Until' },
  dayHint: { vi: 'Ví dụ 1/3/2026', en: 'For example 1/3/2026' },
  unit: { vi: 'Cơ quan', en: 'Agency' },
  procedure: { vi: 'Thủ tục', en: 'Procedure' },
  anyProcedure: { vi: 'Mọi thủ tục', en: 'Any procedure' },
  procedureChoice: {
    vi: (name: string, count: number) => `${name} (${count})`,
    en: (name, count) => `${name} (${count})`,
  },
  notADay: {
    vi: 'Ngày chưa đúng. Ghi ngày, tháng, năm, ví dụ 1/3/2026.',
    en: 'This is not a day. Write day, month and year, such as 1/3/2026.',
  },
  backwards: {
    vi: 'Ngày đầu sau ngày cuối. Đổi lại một trong hai ngày.',
    en: 'The first day comes after the last. Change one of them.',
  },
  tooLong: {
    vi: 'Mỗi lần mở nhiều nhất 92 ngày. Chọn khoảng ngắn hơn.',
    en: 'At most 92 days at once. Choose a shorter period.',
  },
  code: { vi: 'Mã hồ sơ', en: 'Dossier' },
  applicant: { vi: 'Cá nhân, tổ chức', en: 'Applicant' },
  received: { vi: 'Nhận', en: 'Received' },
  due: { vi: 'Hẹn trả', en: 'Due' },
  result: { vi: 'Có kết quả', en: 'Result' },
  returned: { vi: 'Đã trả', en: 'Returned' },
  note: { vi: 'Ghi chú', en: 'Note' },
  empty: {
    vi: 'Không có hồ sơ nào được nhận trong những ngày này. Chọn khoảng ngày khác.',
    en: 'No dossier was received on these days. Choose others.',
  },
  print: { vi: 'In sổ (PDF)', en: 'Print (PDF)' },
  download: { vi: 'Tải bảng (CSV)', en: 'Download (CSV)' },
  shown: {
    vi: (count: number, total: string) => `${count} dòng trên tổng số ${total} hồ sơ`,
    en: (count, total) => `${count} of ${total} dossiers`,
  },
})
