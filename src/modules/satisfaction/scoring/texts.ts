/** Words of scoring and verifying. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  score: { vi: 'Tự chấm', en: 'Own score' },
  scoreLead: {
    vi: 'Ghi số liệu và căn cứ, máy cho điểm theo ngưỡng của cấp mình. Chấm lại được cho đến khi cấp trên thẩm định.',
    en: 'Enter the figures and what they rest on; points follow by the thresholds of your level. It may be scored anew until the level above has verified it.',
  },
  verify: { vi: 'Thẩm định', en: 'Verify' },
  verifyLead: {
    vi: 'Xem số cơ quan đã ghi, sửa số nào đã kiểm tra thấy khác, rồi ghi căn cứ. Cả hai cột được giữ.',
    en: 'Look at what the agency told, correct what was found to differ, and say what it rests on. Both columns are kept.',
  },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  nobody: { vi: 'Không có cơ quan nào bên dưới', en: 'There is no agency below' },
  nobodyLead: {
    vi: 'Cơ quan của ông/bà không đứng trên cơ quan nào được đánh giá, nên không có gì để thẩm định.',
    en: 'Your agency stands above none that is judged, so there is nothing to verify.',
  },
  noOwn: {
    vi: 'Đơn vị của ông/bà không được đánh giá riêng. Việc tự chấm do cơ quan chủ quản làm.',
    en: 'Your unit is not judged by itself. The agency that it belongs to scores.',
  },
  running: {
    vi: (from: string) => `Kỳ này chưa hết. Chấm được từ ngày ${from}.`,
    en: (from: string) => `The period still runs. It can be scored from ${from} on.`,
  },
  ground: { vi: 'Căn cứ', en: 'What it rests on' },
  groundHint: {
    vi: 'Ví dụ: Báo cáo số 12/BC-UBND ngày 05/04/2026; biên bản kiểm tra.',
    en: 'For example: Report 12/BC-UBND of 05/04/2026; the minutes of an inspection.',
  },
  levels: { vi: 'Cách cho điểm', en: 'How points are given' },
  pointsOf: {
    vi: (points: number, words: string) => `${points} điểm: ${words}`,
    en: (points: number, words: string) => `${points} points: ${words}`,
  },
  yes: { vi: 'Có', en: 'Yes' },
  no: { vi: 'Không', en: 'No' },
  known: {
    vi: (value: string) => `Hệ thống có: ${value}. Sửa nếu khác.`,
    en: (value: string) => `The platform holds ${value}. Correct it where it differs.`,
  },
  save: { vi: 'Lưu điểm tự chấm', en: 'Save own score' },
  saveVerified: { vi: 'Lưu điểm thẩm định', en: 'Save verified score' },
  saved: {
    vi: (number: string, points: string) => `Đã lưu. Tiêu chí ${number} được ${points} điểm.`,
    en: (number: string, points: string) => `Saved. Criterion ${number} brings ${points} points.`,
  },
  selfNow: {
    vi: (points: string, by: string, at: string) => `Tự chấm ${points} điểm, ${by}, ${at}`,
    en: (points: string, by: string, at: string) => `Own score ${points}, ${by}, ${at}`,
  },
  verifiedNow: {
    vi: (points: string, by: string, at: string) => `Thẩm định ${points} điểm, ${by}, ${at}`,
    en: (points: string, by: string, at: string) => `Verified ${points}, ${by}, ${at}`,
  },
  notYet: { vi: 'Chưa chấm', en: 'Not scored yet' },
  waits: { vi: 'Cơ quan chưa tự chấm', en: 'The agency has not scored yet' },
  toVerify: { vi: 'Chờ thẩm định', en: 'Waits to be verified' },
  done: { vi: 'Đã thẩm định', en: 'Verified' },
  scored: { vi: 'Đã tự chấm', en: 'Scored' },
  report: { vi: 'Xem BM02 của cơ quan', en: 'See BM02 of the agency' },
  complaints: { vi: 'Phàn nàn về thái độ', en: 'Complaints about attitude' },
  complaintsLead: {
    vi: 'Phàn nàn của người nêu tên, ở các cơ quan bên dưới. Chỉ khi xác minh là sai thì tiêu chí 7 mới không trừ điểm.',
    en: 'Complaints of people who gave their name, in agencies below. Only one that was found to be false takes no points.',
  },
  noComplaints: { vi: 'Không có phàn nàn nào chờ xác minh.', en: 'No complaint waits.' },
  wrote: { vi: 'Người dân viết', en: 'What was written' },
  wroteNothing: { vi: 'Không viết gì thêm.', en: 'Nothing was added.' },
  refute: { vi: 'Xác minh là sai', en: 'Found to be false' },
  refuteGround: { vi: 'Đã xác minh thế nào', en: 'How it was found' },
})
