/** Bảng số liệu as a file to take away. */

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createPdfRenderer } from './pdf.ts'
import { csvOf, type Sheet, type SheetFormat, sheetDocument, xlsxOf } from './sheets.ts'
import type { Reply } from './web.ts'

const mediaTypes: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}
const template = path.join(import.meta.dirname, 'pdf/sheet.typ')
const renderer = createPdfRenderer()

/** The bytes of a table; PDF is tagged PDF/A-2a. */
export async function writeSheet(sheet: Sheet, format: SheetFormat): Promise<Uint8Array> {
  if (format === 'csv') return Buffer.from(csvOf(sheet))
  if (format === 'xlsx') return xlsxOf(sheet)
  return renderer.render({
    template: await readFile(template, 'utf8'),
    inputs: sheetDocument(sheet),
    title: [sheet.title, ...sheet.about].join(', '),
    language: sheet.language,
    createdAt: sheet.completeUntil,
  })
}

/** The table as an answer; `name` without its ending. */
export async function sheetFile(sheet: Sheet, format: SheetFormat, name: string): Promise<Reply> {
  return {
    kind: 'file',
    name: `${name}.${format}`,
    mediaType: mediaTypes[format],
    body: await writeSheet(sheet, format),
    download: true,
  }
}
