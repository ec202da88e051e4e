import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  cases: { vi: 'Hồ sơ', en: 'Cases' },
  finished: { vi: 'Có kết quả', en: 'With a result' },
  unfinished: { vi: 'Chưa xong', en: 'Unfinished' },
  half: { vi: 'Một nửa xong trong', en: 'Half are done within' },
  most: { vi: 'Chín phần mười xong trong', en: 'Nine in ten are done within' },
  days: { vi: 'ngày', en: 'days' },
  calendarDays: {
    vi: 'Ngày theo lịch, từ sự kiện đầu đến kết quả',
    en: 'Calendar days from the first event to the result',
  },
  onTime: { vi: 'Đúng hạn', en: 'On time' },
  howCounted: {
    vi: (counted: string) =>
      `Trên ${counted} hồ sơ đã có kết quả và tính được hạn: thời hạn của thủ tục theo lịch làm việc của tỉnh, không tính lúc chờ bổ sung hay nộp tiền.`,
    en: (counted) =>
      `Of ${counted} cases with a result and a date: the limits of the procedure by the province's calendar, without the time waited for the applicant.`,
  },
  late: { vi: 'Trễ hạn', en: 'Late' },
  all: { vi: 'Tất cả', en: 'All' },
  steps: { vi: 'Thời gian từng bước', en: 'Time of each step' },
  stepsLead: {
    vi: 'Giờ làm việc trung bình. Chờ chỉ biết được khi tệp ghi lúc bắt đầu; nếu không, cả quãng là làm.',
    en: 'Mean office hours. Waiting is known only where the log tells when work began; else all of it is work.',
  },
  step: { vi: 'Bước', en: 'Step' },
  waiting: { vi: 'Chờ', en: 'Waiting' },
  working: { vi: 'Làm', en: 'Work' },
  hours: { vi: (hours: string) => `${hours} giờ`, en: (hours) => `${hours} h` },
  variants: { vi: 'Đường đi thường gặp nhất', en: 'Most common paths' },
  path: { vi: 'Đường đi', en: 'Path' },
  share: { vi: 'Tỷ lệ', en: 'Share' },
  foreignCase: { vi: 'Mã ở hệ thống cũ', en: 'Code there' },
  code: { vi: 'Mã hồ sơ', en: 'Code' },
  began: { vi: 'Bắt đầu', en: 'Began' },
  took: { vi: 'Mất', en: 'Took' },
  due: { vi: 'Hạn', en: 'Due' },
  verdict: { vi: 'So với hạn', en: 'Against the date' },
  unknown: { vi: 'Không tính được', en: 'Not known' },
  none: { vi: 'Không có hồ sơ nào như vậy.', en: 'There are no such cases.' },
  back: { vi: 'Kết quả nhập', en: 'The import' },
})
