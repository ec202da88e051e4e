/** What a table is, whoever writes it. */

import type { Sentence } from '../errors.ts'
import type { Language } from '../text.ts'

export const sheetFormats = ['csv', 'xlsx', 'pdf'] as const
export type SheetFormat = (typeof sheetFormats)[number]

/** `null`: nobody knows it yet, which is not nought: shown hatched. A text may lead to an address. */
export type SheetCell = string | number | null | { readonly text: string; readonly href: string }

export type SheetColumn = {
  readonly label: string
  /** Heads above it, the outermost first; neighbours under the same head are joined. */
  readonly under?: readonly string[]
  /** `day` cells are `2026-03-01`. A text in a column of figures stands as text. */
  readonly kind: 'text' | 'figure' | 'day'
  /** Of figures; none unless told. */
  readonly decimals?: number
  /** Beside the others: 1 unless told, 3 for names. */
  readonly width?: number
}

/** `head` names the rows after it, with its first cell over the whole width; `total` sums them. */
export type SheetRow = { readonly cells: readonly SheetCell[]; readonly kind?: 'head' | 'total' }

/** A column beside what stands in it. */
export type ColumnOf<Row> = SheetColumn & { readonly cell: (row: Row) => SheetCell }

/** Columns with the rows of things, each value where its column stands. */
export const tableOf = <Row>(
  columns: readonly ColumnOf<Row>[],
  rows: readonly Row[],
): Pick<Sheet, 'columns' | 'rows'> => ({
  columns,
  rows: rows.map((row) => ({ cells: columns.map(({ cell }) => cell(row)) })),
})

export type Sheet = {
  readonly title: string
  /** Lines under the title: agency, period. */
  readonly about: readonly string[]
  /** What stands in the corner of an official form: its number and what lays it down. */
  readonly form?: readonly string[]
  /** What the figures are of: “Đơn vị tính: hồ sơ”. */
  readonly unit?: string
  readonly columns: readonly SheetColumn[]
  /** A row under the heads that numbers the columns, as official forms have it. */
  readonly isNumbered?: boolean
  readonly rows: readonly SheetRow[]
  /** Under the table: how it is counted, what is not certain. */
  readonly notes?: readonly string[]
  /** Whole address at which each figure of the table is told. */
  readonly passport: string
  readonly completeUntil: Date
  readonly language: Language
}

/** What every writer says beside the table. */
export const sheetWords = {
  completeUntil: { vi: 'Số liệu đến', en: 'Data up to' },
  passport: { vi: 'Số từ đâu ra', en: 'Where the figures come from' },
  missing: { vi: 'Ô gạch chéo: chưa có số liệu.', en: 'Hatched: no data yet.' },
} as const satisfies Record<string, Sentence>

export const isMissing = (cell: SheetCell | undefined): boolean => cell === null
export const hasMissing = ({ rows }: Sheet): boolean => rows.some(({ cells }) => cells.some(isMissing))

/** A cell as text. */
export function plain(cell: SheetCell, figure: (value: number) => string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return figure(cell)
  return typeof cell === 'string' ? cell : cell.text
}
