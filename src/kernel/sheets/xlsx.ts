/**
 * A workbook of one sheet (ECMA-376, Office Open XML). Texts are inline strings, so that nothing in them is ever a formula;
 * figures are figures, days are days; the heads stay in sight and are repeated on each printed page.
 */

import { formatDateTime } from '../text.ts'
import { headGrid } from './head.ts'
import {
  hasMissing,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  type SheetRow,
  sheetWords,
} from './table.ts'
import { zipOf } from './zip.ts'

type Style = {
  readonly font?: 'bold' | 'title' | 'link' | 'note'
  readonly fill?: 'head' | 'hatch'
  readonly border?: true
  readonly format?: 'days' | number
  readonly align?: 'center' | 'right'
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** What XML has no place for: control characters, and halves of a letter. */
const strange =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const escaped = (text: string): string =>
  text
    .replaceAll(strange, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

function columnName(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** Days since 30 December 1899, as spreadsheets count them. */
const serialOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569

/** Names of sheets are short and know no `[]:*?/\`. */
const sheetName = (title: string): string =>
  title
    .replaceAll(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || 'Sheet'

/** The file's bytes: the same table makes the same bytes. */
export function xlsxOf(sheet: Sheet): Uint8Array {
  const book = writeRows(sheet)
  const { fonts, fills, borders, formats, cells } = book.styles
  const name = sheetName(sheet.title)
  return zipOf([
    {
      name: '[Content_Types].xml',
      text: `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      text: `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    },
    {
      name: 'docProps/core.xml',
      text: `${xml}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(sheet.title)}</dc:title><dc:language>${sheet.language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${sheet.completeUntil.toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${escaped(name)}'!$${book.headFrom}:$${book.headTo}</definedName></definedNames></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      text: `${xml}<styleSheet xmlns="${main}">${formats}${fonts}${fills}${borders}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${cells()}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    },
    { name: 'xl/worksheets/sheet1.xml', text: book.sheet },
    {
      name: 'xl/worksheets/_rels/sheet1.xml.rels',
      text: `${xml}<Relationships xmlns="${packages}/relationships">${book.links
        .map(
          ({ href }, index) =>
            `<Relationship Id="rId${index + 1}" Type="${office}/hyperlink" Target="${escaped(href)}" TargetMode="External"/>`,
        )
        .join('')}</Relationships>`,
    },
  ])
}

type Link = { readonly cell: string; readonly href: string }

function writeRows(sheet: Sheet) {
  const styles = createStyles()
  const rows: string[] = []
  const merged: string[] = []
  const links: Link[] = []
  const last = columnName(sheet.columns.length - 1)
  const put = (cells: readonly string[], height?: number) =>
    rows.push(
      `<row r="${rows.length + 1}"${height ? ` ht="${height}" customHeight="1"` : ''}>${cells.join('')}</row>`,
    )
  const cellAt = (column: number, value: SheetCell, style: Style) => {
    const place = `${columnName(column)}${rows.length + 1}`
    if (typeof value === 'object' && value !== null) links.push({ cell: place, href: value.href })
    return cellText(place, value, styles.of(style), style)
  }
  const line = (value: SheetCell, style: Style) => {
    const cell = cellAt(0, value, style)
    if (sheet.columns.length > 1) merged.push(`A${rows.length + 1}:${last}${rows.length + 1}`)
    put([cell])
  }
  const passport = { text: `${sheetWords.passport[sheet.language]}: ${sheet.passport}`, href: sheet.passport }
  if (sheet.form) line(sheet.form.join(', '), { font: 'note' })
  line(sheet.title, { font: 'title' })
  if (sheet.about.length > 0) line(sheet.about.join(', '), {})
  const until = formatDateTime(sheet.completeUntil, sheet.language)
  const told = [`${sheetWords.completeUntil[sheet.language]} ${until}`, ...(sheet.unit ? [sheet.unit] : [])]
  line(told.join('. '), { font: 'note' })
  line(passport, { font: 'link' })
  const headFrom = rows.length + 1
  putHeads(sheet, put, cellAt, merged, () => rows.length + 1)
  const headTo = rows.length
  for (const row of sheet.rows) putRow(sheet, row, put, cellAt, merged, () => rows.length + 1)
  put([])
  for (const note of [
    ...(hasMissing(sheet) ? [sheetWords.missing[sheet.language]] : []),
    ...(sheet.notes ?? []),
  ])
    line(note, { font: 'note' })
  const widths = sheet.columns.map(({ width = 1 }, index) => {
    const wide = Math.round(11 * width)
    return `<col min="${index + 1}" max="${index + 1}" width="${wide}" customWidth="1"/>`
  })
  return {
    styles,
    links,
    headFrom,
    headTo,
    sheet: `${xml}<worksheet xmlns="${main}" xmlns:r="${office}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0" showGridLines="0"><pane ySplit="${headTo}" topLeftCell="A${headTo + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${rows.join('')}</sheetData>${merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.map((area) => `<mergeCell ref="${area}"/>`).join('')}</mergeCells>` : ''}<hyperlinks>${links.map(({ cell }, index) => `<hyperlink ref="${cell}" r:id="rId${index + 1}"/>`).join('')}</hyperlinks><pageSetup paperSize="9" orientation="${sheet.columns.length > 6 ? 'landscape' : 'portrait'}" fitToHeight="0"/></worksheet>`,
  }
}

type Put = (cells: readonly string[], height?: number) => void
type CellAt = (column: number, value: SheetCell, style: Style) => string

function putHeads(
  { columns, isNumbered }: Sheet,
  put: Put,
  cellAt: CellAt,
  merged: string[],
  at: () => number,
) {
  const { depth, cells } = headGrid(columns)
  const first = at()
  const style: Style = { font: 'bold', fill: 'head', border: true, align: 'center' }
  for (const { row, column, rowSpan, columnSpan } of cells)
    if (rowSpan > 1 || columnSpan > 1)
      merged.push(
        `${columnName(column)}${first + row}:${columnName(column + columnSpan - 1)}${first + row + rowSpan - 1}`,
      )
  for (let row = 0; row < depth; row++) {
    const own = new Map(cells.filter((cell) => cell.row === row).map((cell) => [cell.column, cell.label]))
    // Every cell of a joined area carries its edge.
    put(
      columns.map((_column, index) => cellAt(index, own.get(index) ?? '', style)),
      depth === 1 || row === depth - 1 ? 32 : undefined,
    )
  }
  if (isNumbered) put(columns.map((_column, index) => cellAt(index, index + 1, { ...style, font: 'note' })))
}

function putRow(
  { columns }: Sheet,
  row: SheetRow,
  put: Put,
  cellAt: CellAt,
  merged: string[],
  at: () => number,
) {
  const isHead = row.kind === 'head'
  if (isHead && columns.length > 1) merged.push(`A${at()}:${columnName(columns.length - 1)}${at()}`)
  put(
    columns.map((column, index) =>
      cellAt(
        index,
        isHead && index > 0 ? '' : (row.cells[index] ?? null),
        styleOf(column, row, row.cells[index] ?? null),
      ),
    ),
  )
}

function styleOf({ kind, decimals = 0 }: SheetColumn, row: SheetRow, cell: SheetCell): Style {
  const isHead = row.kind === 'head'
  const isLink = typeof cell === 'object' && cell !== null
  return {
    border: true,
    ...(row.kind && { font: 'bold' as const }),
    ...(isLink && { font: 'link' as const }),
    ...(isHead && { fill: 'head' as const }),
    ...(!isHead && cell === null && { fill: 'hatch' as const }),
    ...(kind === 'figure' && !isHead && { align: 'right' as const }),
    ...(typeof cell === 'number' && { format: decimals }),
    ...(kind === 'day' && cell !== null && cell !== '' && !isHead && { format: 'days' as const }),
  }
}

function cellText(place: string, value: SheetCell, style: number, { format }: Style): string {
  if (value === null || value === '') return `<c r="${place}" s="${style}"/>`
  if (typeof value === 'number') return `<c r="${place}" s="${style}"><v>${value}</v></c>`
  const text = typeof value === 'string' ? value : value.text
  if (format === 'days') return `<c r="${place}" s="${style}"><v>${serialOf(text)}</v></c>`
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

const fontKinds = ['plain', 'bold', 'title', 'link', 'note'] as const
const fillKinds = ['plain', 'gray', 'head', 'hatch'] as const
const face = '<name val="Times New Roman"/><family val="1"/>'

/** Collects the styles that are used; each gets its number once. */
function createStyles() {
  const known = new Map<string, number>([['{}', 0]])
  const written = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']
  const formats = ['dd/mm/yyyy', '#,##0', '#,##0.0', '#,##0.00']
  return {
    fonts: `<fonts count="${fontKinds.length}"><font><sz val="11"/>${face}</font><font><b/><sz val="11"/>${face}</font><font><b/><sz val="14"/>${face}</font><font><u/><sz val="11"/><color rgb="FF0B5C7A"/>${face}</font><font><i/><sz val="10"/><color rgb="FF4A5B66"/>${face}</font></fonts>`,
    fills: `<fills count="${fillKinds.length}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF3ECE0"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="lightUp"><fgColor rgb="FF5F6F7A"/><bgColor indexed="65"/></patternFill></fill></fills>`,
    borders: `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map((side) => `<${side} style="thin"><color rgb="FF5F6F7A"/></${side}>`).join('')}<diagonal/></border></borders>`,
    formats: `<numFmts count="${formats.length}">${formats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`).join('')}</numFmts>`,
    cells: () => `<cellXfs count="${written.length}">${written.join('')}</cellXfs>`,
    of(style: Style): number {
      const key = JSON.stringify(style)
      const found = known.get(key)
      if (found !== undefined) return found
      const { font = 'plain', fill = 'plain', border, format, align } = style
      const number = format === 'days' ? 164 : format === undefined ? 0 : 165 + Math.min(2, format)
      const alignment = `<alignment vertical="${align === 'center' ? 'center' : 'top'}"${align ? ` horizontal="${align}"` : ''}${border ? ' wrapText="1"' : ''}/>`
      written.push(
        `<xf numFmtId="${number}" fontId="${fontKinds.indexOf(font)}" fillId="${fillKinds.indexOf(fill)}" borderId="${border ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`,
      )
      known.set(key, written.length - 1)
      return written.length - 1
    },
  }
}
