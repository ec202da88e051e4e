/** A table as what `sheet.typ` sets: texts ready to print. */

import { qrMatrix } from '../pdf/qr.ts'
import { formatDate, formatDateTime, formatNumber } from '../text.ts'
import type { JsonObject } from '../types.ts'
import { type CalendarDate, parseCalendarDate } from '../types.ts'
import { headGrid } from './head.ts'
import { hasMissing, plain, type Sheet, type SheetCell, type SheetColumn, sheetWords } from './table.ts'

/** The input of `sheet.typ`. */
export function sheetDocument(sheet: Sheet): JsonObject {
  const { columns, language } = sheet
  const { depth, cells } = headGrid(columns)
  return {
    title: sheet.title,
    about: [...sheet.about],
    form: [...(sheet.form ?? [])],
    unit: sheet.unit ?? '',
    columns: columns.map(({ kind, width = 1 }) => ({ kind, width })),
    depth,
    heads: cells.map((cell) => ({ ...cell })),
    isNumbered: sheet.isNumbered ?? false,
    rows: sheet.rows.map(({ cells, kind }) => ({
      kind: kind ?? 'row',
      cells: columns.map((column, index) => cellOf(column, cells[index] ?? null, language)),
    })),
    notes: [...(hasMissing(sheet) ? [sheetWords.missing[language]] : []), ...(sheet.notes ?? [])],
    until: `${sheetWords.completeUntil[language]} ${formatDateTime(sheet.completeUntil, language)}`,
    passportLabel: sheetWords.passport[language],
    passport: sheet.passport,
    qr: qrMatrix(sheet.passport),
  }
}

function cellOf(
  { kind, decimals = 0 }: SheetColumn,
  cell: SheetCell,
  language: Sheet['language'],
): JsonObject {
  const text = plain(cell, (value) => formatNumber(value, language, decimals))
  const day = kind === 'day' ? parseCalendarDate(text) : undefined
  return {
    text: day ? formatDate(day as CalendarDate) : text,
    isMissing: cell === null,
    href: typeof cell === 'object' && cell !== null ? cell.href : '',
  }
}
