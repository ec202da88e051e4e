/** Thẻ căn cước: what the printed code says, whatever scanner or camera it came through. Pure. */

import type { Area } from '#kernel/packs.ts'
import { searchKey } from '#kernel/text.ts'
import { type CalendarDate, parseCalendarDate } from '#kernel/types.ts'

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

export type ReadAddress = {
  readonly province: string
  readonly district?: string
  readonly commune: string
  readonly line?: string
}

const kindWords = /^(tinh|thanh pho|thi xa|quan|huyen|phuong|xa|thi tran|dac khu|tp|tx|h|p|x|tt) /

/** A name as it is compared: `P. Mũi Né`, `Phường Mũi Né` and `Mũi Né` are one. */
const plain = (name: string): string => searchKey(name).replace(kindWords, '')

/**
 * Nơi cư trú in one line as province, district, commune and the rest, when the commune lies in this province and its
 * name leaves no doubt. The areas are those that hold today.
 */
export function readAddress(text: string, province: string, areas: readonly Area[]): ReadAddress | undefined {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const own = areas.find(({ code }) => code === province)
  if (!own || plain(parts.at(-1) ?? '') !== plain(own.name)) return undefined
  const named = (level: Area['level'], part: string) =>
    areas.filter((area) => area.level === level && plain(area.name) === plain(part))
  for (let at = parts.length - 2; at >= 0; at -= 1) {
    const around = parts.slice(at + 1).map(plain)
    const found = named('commune', parts[at] ?? '')
    const above = found.filter(({ parent }) => {
      const district = areas.find(({ code }) => code === parent)
      return district && around.includes(plain(district.name))
    })
    const [commune] = above.length === 1 ? above : found.length === 1 ? found : []
    if (!commune) continue
    const district = areas.find(({ code, level }) => code === commune.parent && level === 'district')
    const line = parts.slice(0, at).join(', ')
    return {
      province,
      ...(district && { district: district.code }),
      commune: commune.code,
      ...(line && { line }),
    }
  }
  return undefined
}

export type Fact = 'name' | 'birthDate' | 'gender'
export const comparedFacts: readonly Fact[] = ['name', 'birthDate', 'gender']
type Known = { readonly [K in Fact]: string | null }
export type Difference = { readonly fact: Fact; readonly card: string; readonly record: string }

/** Chỗ thẻ khác hồ sơ đang lưu. What one of them does not say is no difference. */
export function differencesOf(card: Known, record: Known): readonly Difference[] {
  return comparedFacts.flatMap((fact) => {
    const [said, kept] = [card[fact], record[fact]]
    if (!said || !kept || said.normalize('NFC') === kept.normalize('NFC')) return []
    return [{ fact, card: said, record: kept }]
  })
}
