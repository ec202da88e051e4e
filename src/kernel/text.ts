/** Languages of the screens; numbers, money, dates and words as the province writes them. */
import { type CalendarDate, dateOf, provinceOffsetMinutes } from './types.ts'

export type Language = 'vi' | 'en'
export const languages: readonly Language[] = ['vi', 'en']

type Phrase = string | ((...values: never[]) => string)
type Widened<P> = P extends string ? string : P
export type Texts<T> = { readonly [K in keyof T]: Widened<T[K]> }
export type TextBundle<T> = { readonly [L in Language]: Texts<T> }

/**
 * Declares the words of a screen, both languages side by side, so that a missing translation does not compile.
 * An entry is a text or a function of the values it speaks of: `left: { vi: (days: number) => …, en: … }`.
 */
export function defineTexts<T extends Record<string, Phrase>>(
  entries: {
    readonly [K in keyof T]: { readonly vi: T[K]; readonly en: NoInfer<Widened<T[K]>> }
  },
): TextBundle<T> {
  const pick = (language: Language) =>
    Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, entry[language]])) as Texts<T>
  return { vi: pick('vi'), en: pick('en') }
}

/** The words of a bundle in one language. */
export function textsFor<T>(bundle: TextBundle<T>, language: Language): Texts<T> {
  return bundle[language]
}

const localeOf: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }
const numberFormats = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${options.style ?? ''} ${options.minimumFractionDigits ?? 0} ${options.maximumFractionDigits ?? 0}`
  const known = numberFormats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(localeOf[language], options)
  numberFormats.set(key, made)
  return made
}

/** `1234567.8` → `1.234.567,8`; at most `decimalsMax` decimals (3). */
export function formatNumber(value: number, language: Language = 'vi', decimalsMax = 3): string {
  // Most numbers of a list are small counts, and these read alike everywhere.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value)
  return numberFormat(language, { maximumFractionDigits: decimalsMax }).format(value)
}

/** Tiền đồng: `50000` → `50.000 đồng`. */
export function formatVnd(amountVnd: number, language: Language = 'vi'): string {
  const figure = formatNumber(amountVnd, language, 0)
  return language === 'vi' ? `${figure} đồng` : `VND ${figure}`
}

/** A share from 0 to 1 with one decimal: `0.9567` → `95,7%`. */
export function formatPercent(share: number, language: Language = 'vi'): string {
  return numberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share)
}

/** `23/11/2026`, of a calendar day or of an instant as the province's clock shows it. */
export function formatDate(day: CalendarDate | Date): string {
  const [year, month, date] = (typeof day === 'string' ? day : dateOf(day)).split('-')
  return `${date}/${month}/${year}`
}

/** `14:05`, on the province's clock. */
export function formatTime(instant: Date): string {
  return new Date(instant.getTime() + provinceOffsetMinutes * 60_000).toISOString().slice(11, 16)
}

/** `14:05 ngày 23/11/2026`, on the province's clock. */
export function formatDateTime(instant: Date, language: Language = 'vi'): string {
  return `${formatTime(instant)} ${language === 'vi' ? 'ngày' : 'on'} ${formatDate(instant)}`
}

const byteUnits = ['B', 'KB', 'MB', 'GB'] as const

/** `1536` → `1,5 KB`. */
export function formatBytes(bytes: number, language: Language = 'vi'): string {
  const power = Math.min(byteUnits.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)))
  return `${formatNumber(bytes / 1024 ** power, language, power === 0 ? 0 : 1)} ${byteUnits[power]}`
}

const shortMax = 160

/** The first words, at most so many letters, ended at a word. */
export function shorten(words: string): string {
  if (words.length <= shortMax) return words
  return `${words.slice(0, words.lastIndexOf(' ', shortMax) || shortMax)}…`
}

/** Không dấu: `Đặng Thị Ưởng` → `Dang Thi Uong`. Letters keep their case. */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D')
}

/** The form in which words are compared in a search: no marks, lower case, letters and digits with single spaces. */
export function searchKey(text: string): string {
  return withoutMarks(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** `Đăng ký khai sinh` → `dang-ky-khai-sinh`, for addresses. */
export function slugify(text: string): string {
  return searchKey(text).replace(/[^a-z0-9]+/g, '-')
}

const digitWords = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const groupWords = ['', 'nghìn', 'triệu'] as const

function threeDigitsInWords(value: number, isLeading: boolean): string {
  const hundreds = Math.floor(value / 100)
  const tens = Math.floor((value % 100) / 10)
  const units = value % 10
  const words: string[] = []
  if (hundreds > 0 || !isLeading) words.push(`${digitWords[hundreds]} trăm`)
  if (tens === 0 && units > 0 && words.length > 0) words.push('lẻ')
  if (tens === 1) words.push('mười')
  if (tens > 1) words.push(`${digitWords[tens]} mươi`)
  if (units > 0) words.push(unitWord(units, tens))
  return words.join(' ')
}

function unitWord(units: number, tens: number): string {
  if (units === 1 && tens > 1) return 'mốt'
  if (units === 4 && tens > 1) return 'tư'
  if (units === 5 && tens > 0) return 'lăm'
  return digitWords[units] ?? ''
}

function belowBillionInWords(value: number, isLeading: boolean): string {
  const groups = [value % 1000, Math.floor(value / 1000) % 1000, Math.floor(value / 1_000_000)]
  const words: string[] = []
  for (let power = 2; power >= 0; power -= 1) {
    const group = groups[power] ?? 0
    if (group === 0) continue
    words.push(threeDigitsInWords(group, isLeading && words.length === 0))
    if (groupWords[power]) words.push(groupWords[power] ?? '')
  }
  return words.join(' ')
}

/** Đọc số: `125000` → `một trăm hai mươi lăm nghìn`. Whole numbers from 0 below 10^15; throws `RangeError` otherwise. */
export function numberInWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 1e15) throw new RangeError(`Cannot spell ${value}`)
  if (value === 0) return 'không'
  const billions = Math.floor(value / 1e9)
  const rest = value % 1e9
  const words: string[] = []
  if (billions > 0) words.push(`${belowBillionInWords(billions, true)} tỷ`)
  if (rest > 0) words.push(belowBillionInWords(rest, billions === 0))
  return words.join(' ')
}

/** Số tiền bằng chữ: `50000` → `Năm mươi nghìn đồng`. */
export function vndInWords(amountVnd: number): string {
  const words = numberInWords(amountVnd)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng`
}

/** A cell that a spreadsheet would run as a formula, wide signs and blanks before it included, is given as text (RFC 4180). */
export function csvCell(text: string): string {
  const safe = /^(?:\s*[=+@＝＋－＠]|[-\t\r\n])/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table for spreadsheets; begins with the mark by which spreadsheets know UTF-8. */
export const csvTable = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`

/**
 * Chỗ chưa điền: the first part of a text that a template left to be filled in, as it stands there: `[ghi việc đã làm]`, `{tên}`,
 * `(…)`, `: …`, lines to write on. A number in brackets is a note.
 */
export function unfilledPart(text: string): string | undefined {
  const found =
    /\[(?!\d{1,3}\])[^\]\n]{0,200}\]|\{[^}\n]{0,200}\}|\(\s*(?:…|\.{3,})\s*\)|:[ \t]*(?:…|\.{3,})|_{3,}|\.{4,}|…{2,}/.exec(
      text,
    )
  return found?.[0].replace(/^:\s*/, '')
}
