import { numberInWords } from '../text.ts'
import type { CalendarDate } from '../types.ts'

/** Số tiền bằng chữ, in lower case: `1234567` is "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy đồng". */
export function moneyInWords(vnd: number): string {
  return `${numberInWords(vnd)} đồng`
}

/** Ngày bằng chữ: "ngày hai mươi ba tháng mười một năm hai nghìn không trăm hai mươi sáu". */
export function dateInWords(day: CalendarDate): string {
  const [year, month, date] = day.split('-').map(Number)
  const monthWords = month === 4 ? 'tư' : numberInWords(month ?? 0)
  return `ngày ${numberInWords(date ?? 0)} tháng ${monthWords} năm ${numberInWords(year ?? 0)}`
}

/** `YYYY-MM-DD` is "23/11/2026"; a month is "11/2026", a year "2026". */
export function dayInFigures(day: string): string {
  return day.split('-').toReversed().join('/')
}
