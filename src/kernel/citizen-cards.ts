/** Thẻ căn cước: what the printed code says, whatever scanner or camera it came through. Pure. */

import { type CalendarDate, parseCalendarDate } from './types.ts'

export type Card = {
  readonly identityNumber: string
  readonly oldNumber: string | null
  readonly name: string
  readonly birthDate: CalendarDate | null
  readonly gender: 'male' | 'female' | null
  /** As printed, in one line. */
  readonly address: string
  readonly issuedOn: CalendarDate | null
}

type Column = keyof Card

/** What may stand in each column. An old number is left empty where there was none. */
const shapes: Readonly<Record<Column, RegExp>> = {
  identityNumber: /^\d{12}$/,
  oldNumber: /^(\d{9}|\d{12})?$/,
  name: /^\p{L}[\p{L}\p{M}' ’.-]+$/u,
  birthDate: /^(\d{8}|\d{2}[/.-]\d{2}[/.-]\d{4}|\d{4})$/,
  gender: /^(nam|nữ|nu|male|female)?$/i,
  address: /\p{L}/u,
  issuedOn: /^(\d{8}|\d{2}[/.-]\d{2}[/.-]\d{4})?$/,
}

/**
 * Cách xếp cột, the usual one first. Cards since July 2024 add columns behind (parents, household): they are not read.
 * Some readers leave out the old number or the day of issue.
 */
const layouts: readonly (readonly Column[])[] = [
  ['identityNumber', 'oldNumber', 'name', 'birthDate', 'gender', 'address', 'issuedOn'],
  ['identityNumber', 'name', 'birthDate', 'gender', 'address', 'issuedOn'],
  ['identityNumber', 'oldNumber', 'name', 'birthDate', 'gender', 'address'],
]

const separator = '|'
/** Signs that scanners put before what they read (ISO/IEC 15424), such as `]Q1`. */
const scannerPrefix = /^\](Q|d|C)\d/

/** Whether text typed into a field is a scan rather than a number typed by hand. */
export const isScan = (text: string): boolean => text.split(separator).length >= 6

/** Đọc mã QR in trên thẻ; `undefined` when no layout fits. */
export function readCard(scanned: string): Card | undefined {
  const text = scanned
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .replace(scannerPrefix, '')
  const cells = text.split(separator).map((cell) => cell.trim().replace(/\s+/g, ' '))
  const layout = layouts.find(
    (columns) =>
      cells.length >= columns.length && columns.every((column, at) => shapes[column].test(cells[at] ?? '')),
  )
  if (!layout) return undefined
  const cell = (column: Column) => cells[layout.indexOf(column)] ?? ''
  return {
    identityNumber: cell('identityNumber'),
    oldNumber: cell('oldNumber') || null,
    name: asWritten(cell('name')),
    birthDate: dayOf(cell('birthDate')),
    gender: genderOf(cell('gender')),
    address: cell('address'),
    issuedOn: dayOf(cell('issuedOn')),
  }
}

/** Older cards print names in capitals; forms write them as people do. */
function asWritten(name: string): string {
  if (name !== name.toLocaleUpperCase('vi')) return name
  return name.toLocaleLowerCase('vi').replace(/(^|[\s-])\p{L}/gu, (start) => start.toLocaleUpperCase('vi'))
}

function dayOf(text: string): CalendarDate | null {
  const digits = text.replace(/\D/g, '')
  if (digits.length !== 8) return null
  return parseCalendarDate(`${digits.slice(4)}-${digits.slice(2, 4)}-${digits.slice(0, 2)}`) ?? null
}

function genderOf(text: string): Card['gender'] {
  if (/^(nam|male)$/i.test(text)) return 'male'
  return text === '' ? null : 'female'
}
