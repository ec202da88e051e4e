import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Cách tính thời hạn', en: 'How deadlines are counted' },
  lead: {
    vi: 'Nhập thời hạn và lúc nhận hồ sơ. Trang này cho biết ngày hẹn trả và vì sao, từng ngày một.',
    en: 'Enter the limit and when the papers arrived. This page tells the due date and why, day by day.',
  },
  amount: { vi: 'Thời hạn', en: 'Limit' },
  amountHint: {
    vi: 'Ví dụ 5. Ghi 0 nếu phải trả trong ngày.',
    en: 'For example 5. Write 0 for “within the day”.',
  },
  unit: { vi: 'Đơn vị tính', en: 'Unit' },
  workingDay: { vi: 'Ngày làm việc', en: 'Working days' },
  day: { vi: 'Ngày (kể cả ngày nghỉ)', en: 'Calendar days' },
  hour: { vi: 'Giờ làm việc', en: 'Working hours' },
  month: { vi: 'Tháng', en: 'Months' },
  channel: { vi: 'Cách nộp', en: 'How it is filed' },
  direct: { vi: 'Tại bộ phận một cửa hoặc qua bưu điện', en: 'At a desk or by post' },
  online: { vi: 'Trực tuyến', en: 'Online' },
  onlineHint: {
    vi: 'Cơ quan phải trả lời trong 8 giờ làm việc.',
    en: 'The agency must answer within 8 working hours.',
  },
  received: { vi: 'Lúc nhận hồ sơ', en: 'When it arrived' },
  momentHint: { vi: 'Ví dụ 04/03/2026 10:00', en: 'For example 04/03/2026 10:00' },
  from: { vi: 'Tính từ', en: 'Counted from' },
  hourExact: { vi: 'Giờ nhận hồ sơ', en: 'The hour of arrival' },
  nextDay: {
    vi: 'Ngày hôm sau, đến hết giờ làm việc ngày cuối',
    en: 'The day after, until closing of the last day',
  },
  evening: {
    vi: 'Nhận sau 15:00 thì tính từ ngày làm việc tiếp theo',
    en: 'After 15:00 counts from the next working day',
  },
  waits: { vi: 'Thời gian chờ không tính vào hạn', en: 'Waiting that does not count' },
  supplementFrom: { vi: 'Yêu cầu bổ sung giấy tờ lúc', en: 'More papers asked for at' },
  supplementTo: { vi: 'Nhận đủ giấy tờ bổ sung lúc', en: 'Papers complete at' },
  dutyFrom: { vi: 'Yêu cầu nộp thuế, phí lúc', en: 'Payment asked for at' },
  dutyTo: { vi: 'Nộp xong lúc', en: 'Paid at' },
  waitHint: { vi: 'Để trống nếu còn đang chờ.', en: 'Leave empty while it goes on.' },
  count: { vi: 'Tính hạn', en: 'Count' },
  dueAt: { vi: (at: string): string => `Hẹn trả lúc ${at}`, en: (at: string): string => `Due at ${at}` },
  standing: {
    vi: 'Đang tạm dừng: ngày hẹn sẽ lùi theo thời gian chờ',
    en: 'The clock stands: the date will move by the time waited',
  },
  wrong: { vi: 'Chưa tính được', en: 'Not counted yet' },
  result: { vi: 'Kết quả', en: 'Result' },
  rules: { vi: 'Quy tắc chung', en: 'The rules in short' },
  rule1: {
    vi: 'Một ngày làm việc là 8 giờ làm việc. Thứ Bảy, Chủ nhật và ngày lễ không tính.',
    en: 'One working day is 8 office hours. Saturdays, Sundays and public holidays do not count.',
  },
  rule2: {
    vi: 'Nhận ngoài giờ làm việc thì tính từ đầu giờ làm việc tiếp theo.',
    en: 'What arrives outside office hours counts from the next opening.',
  },
  rule3: {
    vi: 'Hạn theo ngày lịch rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo.',
    en: 'A limit in calendar days that ends on a day off moves to the next working day.',
  },
  rule4: {
    vi: 'Thời gian chờ người nộp bổ sung giấy tờ hoặc nộp tiền không tính vào hạn.',
    en: 'Time spent waiting for the applicant’s papers or payment does not count.',
  },
})
