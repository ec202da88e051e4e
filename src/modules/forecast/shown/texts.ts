/** Words of a forecast, for whoever waits. */

import { defineTexts } from '#kernel/text.ts'

export const texts = defineTexts({
  title: { vi: 'Dự kiến bao giờ xong', en: 'When it is likely to be done' },
  between: {
    vi: (from: string, to: string) => `Thường xong từ ${from} đến ${to}`,
    en: (from, to) => `Usually done between ${from} and ${to}`,
  },
  until: { vi: (to: string) => `Thường xong từ nay đến ${to}`, en: (to) => `Usually done by ${to}` },
  on: { vi: (day: string) => `Thường xong trong ${day}`, en: (day) => `Usually done on ${day}` },
  today: { vi: 'Thường xong trong hôm nay', en: 'Usually done today' },
  usual: {
    vi: (days: string) => `Từ lúc tiếp nhận, thường mất ${days}`,
    en: (days) => `From acceptance on it usually takes ${days}`,
  },
  usualHere: {
    vi: (days: string) => `Ở nơi này thường mất ${days}`,
    en: (days) => `Here it usually takes ${days}`,
  },
  usualProvince: {
    vi: (days: string) => `Trong tỉnh thường mất ${days}`,
    en: (days) => `In this province it usually takes ${days}`,
  },
  ofLimit: {
    vi: (limit: string, words: string) =>
      `Trường hợp thời hạn ${limit}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
    en: (limit, words) => `With the limit of ${limit}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
  },
  waiting: {
    vi: (days: string) => `Ông/bà gửi đủ rồi thì thường còn ${days}`,
    en: (days) => `Once you have answered, it usually takes ${days} more`,
  },
  waitingWhy: {
    vi: 'Thời gian chờ ông/bà không tính vào.',
    en: 'The time in which the agency waits for you is not counted.',
  },
  days: {
    vi: (low: number, high: number) => `${low}–${high} ngày làm việc`,
    en: (low, high) => `${low} to ${high} working days`,
  },
  oneDay: {
    vi: (days: number) => (days === 1 ? 'chưa đến 1 ngày làm việc' : `${days} ngày làm việc`),
    en: (days) => (days === 1 ? 'less than 1 working day' : `${days} working days`),
  },
  outgrown: {
    vi: 'Hồ sơ này đã lâu hơn hầu hết hồ sơ cùng loại. Cổng chưa đoán được ngày xong.',
    en: 'This dossier has taken longer than nearly all of its kind. Nobody can tell the day yet.',
  },
  // Căn cứ
  'basis.unit': {
    vi: (cases: string) =>
      `Tính từ ${cases} hồ sơ cùng loại xong gần đây ở cơ quan này, và số hồ sơ đang chờ.`,
    en: (cases) =>
      `From ${cases} dossiers of the kind that this agency finished lately, and those that wait.`,
  },
  'basis.above': {
    vi: (cases: string) =>
      `Cơ quan này còn ít hồ sơ loại này. Tính từ ${cases} hồ sơ xong gần đây ở các nơi cùng cấp lân cận.`,
    en: (cases) => `This agency has few of the kind. From ${cases} dossiers finished lately nearby.`,
  },
  'basis.province': {
    vi: (cases: string) => `Tính từ ${cases} hồ sơ cùng loại xong gần đây trong cả tỉnh.`,
    en: (cases) => `From ${cases} dossiers of the kind finished lately in the whole province.`,
  },
  share: {
    vi: 'Cổng mong đúng ít nhất 8 trong 10 lần.',
    en: 'It is meant to hold 8 times in 10 or more.',
  },
  // Với ngày hẹn
  within: {
    vi: (due: string) => `Ngày hẹn trả theo quy định: ${due}. Dự kiến này không thay ngày hẹn.`,
    en: (due) => `The legal date is ${due}. This forecast does not replace it.`,
  },
  mayBeLate: {
    vi: (due: string) =>
      `Ngày hẹn trả theo quy định là ${due}. Có thể xong muộn hơn ngày đó. Ông/bà vẫn có quyền nhận đúng hẹn.`,
    en: (due) => `The legal date is ${due}. It may be done later. You keep the right to have it in time.`,
  },
  late: {
    vi: (due: string) =>
      `Nói thẳng: hồ sơ này nhiều khả năng muộn hơn ngày hẹn trả ${due}. Ngày hẹn vẫn giữ nguyên, ông/bà có quyền hỏi cơ quan đang giữ.`,
    en: (due) =>
      `Plainly: this dossier will probably be later than its legal date ${due}. The date stands, and you may ask the agency.`,
  },
  lateTitle: { vi: 'Có khả năng trễ hẹn', en: 'It may well be late' },
  given: {
    vi: (from: string, to: string) => `Khi tiếp nhận đã dự kiến: từ ${from} đến ${to}.`,
    en: (from, to) => `At acceptance the forecast was ${from} to ${to}.`,
  },
  givenOn: {
    vi: (day: string) => `Khi tiếp nhận đã dự kiến: trong ${day}.`,
    en: (day) => `At acceptance the forecast was ${day}.`,
  },
  'ended.held': {
    vi: (day: string) => `Xong ngày ${day}: đúng như dự kiến.`,
    en: (day) => `Done on ${day}: as forecast.`,
  },
  'ended.earlier': {
    vi: (day: string) => `Xong ngày ${day}: sớm hơn dự kiến.`,
    en: (day) => `Done on ${day}: earlier than forecast.`,
  },
  'ended.later': {
    vi: (day: string) => `Xong ngày ${day}: muộn hơn dự kiến. Kết quả này được tính vào bảng công khai.`,
    en: (day) => `Done on ${day}: later than forecast. This counts in the public table.`,
  },
  howOften: { vi: 'Dự kiến đúng đến đâu?', en: 'How often do forecasts hold?' },
  // Hình
  received: { vi: 'Tiếp nhận', en: 'Accepted' },
  now: { vi: 'Hôm nay', en: 'Today' },
  due: { vi: 'Ngày hẹn trả', en: 'Legal date' },
  range: { vi: 'Khoảng dự kiến', en: 'Likely range' },
})

const weekdays = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

/** `thứ Ba 3/12`: the year is said where it is another one than now. */
export function dayWords(day: string, language: 'vi' | 'en', today: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const name = weekdays[language][new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
  const short = `${Number(date)}/${Number(month)}`
  return `${name} ${short}${year === today.slice(0, 4) ? '' : `/${year}`}`
}
