/** Small types and pure helpers that every layer shares. */

declare const brand: unique symbol
/** Text or number that was checked once and carries the proof in its type. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** Ends a `switch` over a closed union: a new member does not compile until it is decided. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }
export type JsonObject = { readonly [key: string]: JsonValue }

/** A day in the province, `YYYY-MM-DD`. */
export type CalendarDate = Brand<string, 'CalendarDate'>

/** Reads `YYYY-MM-DD`; returns `undefined` for a day that does not exist (30 February). */
export function parseCalendarDate(text: string): CalendarDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
    ? (text as CalendarDate)
    : undefined
}

/** The day of three numbers as people type them: `1`, `3`, `2026`; `undefined` where there is no such day. */
export const dayOfParts = (day = '', month = '', year = ''): CalendarDate | undefined =>
  parseCalendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)

/** `1/3/2026`, `01-03-2026`, `01.03.2026` or `2026-03-01`. */
export function parseTypedDay(text: string): CalendarDate | undefined {
  const [typed, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? []
  return typed ? dayOfParts(day, month, year) : parseCalendarDate(text.trim())
}

/** As `parseCalendarDate`, for literals and stored values that are known to be days. Throws otherwise. */
export function calendarDate(text: string): CalendarDate {
  const date = parseCalendarDate(text)
  if (!date) throw new Error(`Not a calendar date: ${text}`)
  return date
}

/** Vietnam keeps UTC+7 all year; there is no summer time to consider. */
export const provinceOffsetMinutes = 7 * 60

/** The day in the province at an instant. */
export function dateOf(instant: Date): CalendarDate {
  return new Date(instant.getTime() + provinceOffsetMinutes * 60_000)
    .toISOString()
    .slice(0, 10) as CalendarDate
}

/** The instant at which `minutes` after midnight strikes in the province on `day`. */
export function instantAt(day: CalendarDate, minutes = 0): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + (minutes - provinceOffsetMinutes) * 60_000)
}

/** `2026-11-28T18:30:00+07:00`: to the second, in the province's own time, as CAP and Open311 want it. */
export const provinceTime = (moment: Date): string => {
  const local = new Date(moment.getTime() + provinceOffsetMinutes * 60_000).toISOString().slice(0, 19)
  return `${local}+07:00`
}

/** `day` plus `count` calendar days (negative goes back). */
export function addDays(day: CalendarDate, count: number): CalendarDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000)
    .toISOString()
    .slice(0, 10) as CalendarDate
}

/** Whether the text is a path of this site. Browsers drop tabs and line breaks and take `\\` for `/`: none may stand in it. */
export function isOwnPath(text: string | undefined): text is string {
  return text !== undefined && text.length <= 500 && /^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(text)
}

/** Nguồn gốc of bytes that nobody uploaded: taken from this entry of the wallet. */
export type FileOrigin = {
  readonly entry: string
  /** A clerk has just made the copy from the paper, or the paper was there before. */
  readonly act: 'digitised' | 'reused'
  readonly title: string
  /** Who vouches for it. */
  readonly source: string
  readonly isNational: boolean
  readonly resultCode: string | null
  readonly validUntil: string | null
}
