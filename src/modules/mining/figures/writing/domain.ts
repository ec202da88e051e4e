/** How values are written: in the language of a page, in a file for spreadsheets, and for systems. Pure. */

import { csvTable, formatNumber, formatPercent, type Language, textsFor } from '#kernel/text.ts'
import type { Sheet, Value, ValueKind } from '../domain.ts'
import { texts } from '../texts.ts'

const notTold = '–'

/** As people read it. */
export function valueInWords(value: Value, kind: ValueKind, language: Language): string {
  if (value === null) return notTold
  if (typeof value === 'string') return value
  if (typeof value === 'object') return textsFor(texts, language).few(value.below)
  return kind === 'share'
    ? formatPercent(value, language)
    : formatNumber(value, language, kind === 'points' ? 2 : 1)
}

/** A table as a file; figures keep the comma of Vietnamese spreadsheets. */
export function sheetFile({ columns, rows }: Sheet, language: Language): string {
  const t = textsFor(texts, language)
  return csvTable([
    columns.map(({ key }) => String(t[key])),
    ...rows.map((row) => row.map((value, at) => valueInWords(value, columns[at]?.kind ?? 'text', language))),
  ])
}

/** Objects by the names of the columns. What is too few is the text `<5`. */
export const sheetForSystems = ({ columns, rows }: Sheet) =>
  rows.map((row) =>
    Object.fromEntries(columns.map(({ key }, at) => [key, forSystems(row[at] ?? null)] as const)),
  )

export const forSystems = (value: Value): string | number | null =>
  value !== null && typeof value === 'object' ? `<${value.below}` : value

/** A stretch of working time in the unit that reads best. */
export function spanInWords(minutes: number, minutesPerDay: number, language: Language): string {
  const t = textsFor(texts, language)
  if (minutes < 60) return t.minutes(formatNumber(minutes, language, 0))
  if (minutes < 2 * minutesPerDay) return t.inHours(formatNumber(minutes / 60, language, 1))
  return t.inDays(formatNumber(minutes / minutesPerDay, language, 1))
}
