import type { CalendarDate } from '../types.ts'

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const

function digit(value: number): string {
  return digits[value] ?? ''
}

/** The last digit after a ten: mốt from twenty on, tư from twenty on, lăm always. */
function unitAfterTens(tens: number, unit: number): string {
  if (unit === 5) return 'lăm'
  if (tens > 1 && unit === 1) return 'mốt'
  if (tens > 1 && unit === 4) return 'tư'
  return digit(unit)
}

/** Three digits; `padded` where something stands before them ("một nghìn không trăm linh năm"). */
function threeDigits(value: number, padded: boolean): string[] {
  const hundreds = Math.floor(value / 100)
  const tens = Math.floor(value / 10) % 10
  const unit = value % 10
  const read: string[] = []
  if (hundreds > 0 || padded) read.push(digit(hundreds), 'trăm')
  if (tens > 1) read.push(digit(tens), 'mươi')
  if (tens === 1) read.push('mười')
  if (tens === 0 && unit > 0 && read.length > 0) read.push('linh')
  if (unit > 0) read.push(tens > 0 ? unitAfterTens(tens, unit) : digit(unit))
  return read
}

function wordsBelowBillion(value: number, padded: boolean): string[] {
  const groups = [
    { size: 1_000_000, name: 'triệu' },
    { size: 1000, name: 'nghìn' },
    { size: 1, name: '' },
  ]
  const read: string[] = []
  for (const { size, name } of groups) {
    const group = Math.floor(value / size) % 1000
    if (group === 0) continue
    read.push(...threeDigits(group, padded || read.length > 0), ...(name ? [name] : []))
  }
  return read
}

function wordsOf(value: number): string[] {
  if (value < 1_000_000_000) return wordsBelowBillion(value, false)
  return [
    ...wordsOf(Math.floor(value / 1_000_000_000)),
    'tỷ',
    ...wordsBelowBillion(value % 1_000_000_000, true),
  ]
}

/** Số bằng chữ: a whole number from 0 to 2^53 in Vietnamese words. Throws for anything else. */
export function numberInWords(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`No words for the number ${value}`)
  return value === 0 ? 'không' : wordsOf(value).join(' ')
}

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

/** `1234567` is "1.234.567": dots every three digits, a comma before decimals. */
export function figures(value: number): string {
  const [whole = '', decimals] = Math.abs(value).toString().split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  return `${value < 0 ? '-' : ''}${grouped}${decimals ? `,${decimals}` : ''}`
}

/** `YYYY-MM-DD` is "23/11/2026"; a month is "11/2026", a year "2026". */
export function dayInFigures(day: string): string {
  return day.split('-').toReversed().join('/')
}
