import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Lịch nghỉ', en: 'Working calendar' },
  lead: {
    vi: (year: number): string =>
      `Ngày làm việc và ngày nghỉ năm ${year}. Thông báo mới có hiệu lực ngay, hạn của hồ sơ đang mở được tính lại.`,
    en: (year: number): string =>
      `Working days and days off of ${year}. An announcement holds at once; open dossiers are counted again.`,
  },
  year: { vi: 'Năm', en: 'Year' },
  ofUnit: { vi: 'Lịch của', en: 'Calendar of' },
  wholeProvince: { vi: 'Toàn tỉnh', en: 'The whole province' },
  show: { vi: 'Xem', en: 'Show' },
  months: {
    vi: '1 2 3 4 5 6 7 8 9 10 11 12',
    en: 'January February March April May June July August September October November December',
  },
  month: { vi: (name: string): string => `Tháng ${name}`, en: (name: string): string => name },
  weekdays: { vi: 'T2 T3 T4 T5 T6 T7 CN', en: 'Mo Tu We Th Fr Sa Su' },
  work: { vi: 'làm việc', en: 'working day' },
  weekend: { vi: 'nghỉ hằng tuần', en: 'weekly rest' },
  dayOff: { vi: 'ngày nghỉ', en: 'day off' },
  halfDay: { vi: 'làm nửa ngày', en: 'half day' },
  makeUpDay: { vi: 'ngày làm bù', en: 'make-up day' },
  closure: { vi: 'đơn vị đóng cửa', en: 'office closed' },
  unsure: { vi: 'chưa đối chiếu thông báo chính thức', en: 'not yet confirmed by the official notice' },
  key: { vi: 'Chú giải', en: 'Key' },
  namedDays: { vi: 'Các ngày có tên', en: 'Named days' },
  listed: { vi: (what: string): string => `Bảng: ${what}`, en: (what: string): string => `Table: ${what}` },
  day: { vi: 'Ngày', en: 'Day' },
  kind: { vi: 'Loại', en: 'Kind' },
  name: { vi: 'Tên, lý do', en: 'Name, reason' },
  nameHint: {
    vi: 'Ví dụ: Bão số 9. Người dân thấy dòng này.',
    en: 'For example: Storm no. 9. Citizens see it.',
  },
  announcements: { vi: 'Thông báo đã công bố', en: 'Announcements' },
  noAnnouncement: { vi: 'Chưa có thông báo nào cho năm này.', en: 'None for this year yet.' },
  basis: { vi: 'Căn cứ', en: 'Legal basis' },
  basisHint: {
    vi: 'Số, ngày, cơ quan ban hành. Ví dụ: Công điện 12/CĐ-UBND ngày 05/03/2026.',
    en: 'Number, date, who issued it.',
  },
  standing: { vi: 'Hiệu lực', en: 'In force' },
  inForce: { vi: 'đang có hiệu lực', en: 'in force' },
  wasWithdrawn: {
    vi: (why: string): string => `đã rút: ${why}`,
    en: (why: string): string => `withdrawn: ${why}`,
  },
  announce: { vi: 'Công bố', en: 'Announce' },
  announceTitle: {
    vi: 'Công bố ngày nghỉ, ngày làm bù, đóng cửa',
    en: 'Announce a day off, make-up day or closure',
  },
  from: { vi: 'Từ ngày', en: 'First day' },
  to: { vi: 'Đến hết ngày', en: 'Last day' },
  toHint: { vi: 'Để trống nếu chỉ một ngày.', en: 'Leave empty for one day.' },
  hours: { vi: 'Giờ làm việc của ngày đó', en: 'Office hours of the day' },
  hoursHint: {
    vi: 'Chỉ cho ngày làm bù và nửa ngày. Ví dụ: 07:00-11:30, 13:30-17:00.',
    en: 'Only for a make-up day or a half day. For example: 07:00-11:30, 13:30-17:00.',
  },
  notSure: { vi: 'Chưa có văn bản chính thức, sẽ đối chiếu sau', en: 'Not official yet, to be confirmed' },
  preview: { vi: 'Xem trước', en: 'Preview' },
  previewTitle: { vi: 'Xem trước trước khi công bố', en: 'Before it is announced' },
  withdrawTitle: { vi: 'Rút thông báo', en: 'Withdraw the announcement' },
  withdraw: { vi: 'Rút', en: 'Withdraw' },
  withdrawalBasis: { vi: 'Căn cứ rút', en: 'Legal basis of the withdrawal' },
  confirm: { vi: 'Công bố và tính lại hạn', en: 'Announce and count again' },
  confirmWithdrawal: { vi: 'Rút và tính lại hạn', en: 'Withdraw and count again' },
  back: { vi: 'Quay lại lịch', en: 'Back to the calendar' },
  change: { vi: 'Sửa', en: 'Change' },
  noChange: { vi: 'Không hồ sơ đang mở nào đổi hạn.', en: 'No open dossier moves.' },
  moved: {
    vi: (count: string): string => `${count} hồ sơ đang mở đổi hạn`,
    en: (count: string): string => `${count} open dossiers move`,
  },
  laterEarlier: {
    vi: (later: string, earlier: string): string => `${later} hồ sơ lùi hạn, ${earlier} hồ sơ sớm hơn.`,
    en: (later: string, earlier: string): string => `${later} later, ${earlier} earlier.`,
  },
  lookedAt: {
    vi: (looked: string, open: string): string =>
      `Mới xem ${looked} trong ${open} hồ sơ có thể bị ảnh hưởng; con số đầy đủ có sau khi tính lại.`,
    en: (looked: string, open: string): string =>
      `Looked at ${looked} of ${open} that may be touched; the full figure comes with the recount.`,
  },
  allLookedAt: {
    vi: (open: string): string => `Đã xem cả ${open} hồ sơ có thể bị ảnh hưởng.`,
    en: (open: string): string => `All ${open} that may be touched were looked at.`,
  },
  firstDue: { vi: 'Hạn sớm nhất', en: 'First due' },
  lastDue: { vi: 'Hạn muộn nhất', en: 'Last due' },
  moves: {
    vi: (before: string, after: string): string => `${before} → ${after}`,
    en: (before: string, after: string): string => `${before} → ${after}`,
  },
  done: {
    vi: 'Đã công bố. Hạn của hồ sơ đang mở đang được tính lại.',
    en: 'Announced. Open dossiers are being counted again.',
  },
  doneWithdrawn: {
    vi: 'Đã rút. Hạn của hồ sơ đang mở đang được tính lại.',
    en: 'Withdrawn. Open dossiers are being counted again.',
  },
  progress: { vi: 'Xem tiến độ tính lại', en: 'See the progress' },
  wrong: { vi: 'Chưa công bố được', en: 'Not announced' },
  ends: {
    vi: (on: string): string =>
      `Lịch làm việc chỉ có đến ${on}: còn dưới 12 tháng. Bổ sung lịch năm sau vào gói tỉnh, nếu không hồ sơ có hạn dài sẽ không nhận được.`,
    en: (on: string): string =>
      `The calendar ends on ${on}, in less than 12 months. Add the next year to the pack, or dossiers with long limits cannot be accepted.`,
  },
})
