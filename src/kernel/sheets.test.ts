import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { writeSheet } from './sheet-files.ts'
import { csvOf, headGrid, type Sheet, xlsxOf } from './sheets.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sheets-'))
after(() => rmSync(folder, { recursive: true }))

const sheet: Sheet = {
  title: 'Tình hình giải quyết thủ tục: “Ỷ Ỹ” [quý]',
  about: ['Ủy ban nhân dân xã Ỷ Ỹ', 'Quý I/2026'],
  form: ['Biểu số 1', '01/2020/TT-VPCP'],
  unit: 'Đơn vị tính: hồ sơ',
  columns: [
    { label: 'Lĩnh vực', kind: 'text', width: 3 },
    { label: 'Tổng số', under: ['Tiếp nhận'], kind: 'figure' },
    { label: 'Trực tuyến', under: ['Tiếp nhận', 'Trong kỳ'], kind: 'figure' },
    { label: 'Trực tiếp', under: ['Tiếp nhận', 'Trong kỳ'], kind: 'figure' },
    { label: 'Tỷ lệ', kind: 'figure', decimals: 2 },
    { label: 'Ngày', kind: 'day' },
    { label: 'Hộ chiếu', kind: 'text' },
  ],
  isNumbered: true,
  rows: [
    { kind: 'head', cells: ['Cấp xã'] },
    {
      cells: [
        '=HYPERLINK("http://x.example")',
        1234567,
        3,
        null,
        83.98,
        '2026-03-01',
        { text: 'xem', href: 'https://mot-cua.example/so?a=1&b="2"' },
      ],
    },
    { cells: ['Gió <&> \u0007mây', 0, 0, 0, 'không phát sinh', '', ''] },
    { kind: 'total', cells: ['Tổng', 1234567, 3, 4, 100, '', ''] },
  ],
  notes: ['Cách đếm.'],
  passport: 'https://mot-cua.example/chat-luong/H1?ky=month%3A2026-03-01',
  completeUntil: new Date('2026-03-31T10:00:00Z'),
  language: 'vi',
}

test('heads in as many rows as they need, joined where they are one', () => {
  const { depth, cells } = headGrid(sheet.columns)
  assert.equal(depth, 3)
  const of = (label: string) => cells.find((cell) => cell.label === label)
  assert.deepEqual(of('Tiếp nhận'), { label: 'Tiếp nhận', row: 0, column: 1, rowSpan: 1, columnSpan: 3 })
  assert.deepEqual(of('Tổng số'), { label: 'Tổng số', row: 1, column: 1, rowSpan: 2, columnSpan: 1 })
  assert.deepEqual(of('Trong kỳ'), { label: 'Trong kỳ', row: 1, column: 2, rowSpan: 1, columnSpan: 2 })
  assert.equal(of('Lĩnh vực')?.rowSpan, 3)
})

test('CSV is for programs: one line of heads, no formula, nothing where nothing is known', () => {
  const [heads, first] = csvOf(sheet).split('\r\n')
  assert.match(heads ?? '', /^\uFEFFLĩnh vực,Tiếp nhận – Tổng số,Tiếp nhận – Trong kỳ – Trực tuyến,/)
  assert.equal(first, `"'=HYPERLINK(""http://x.example"")",1234567,3,,83.98,2026-03-01,xem`)
})

/** openpyxl, which knows nothing of us. */
const reader = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.active
print(json.dumps({
  'name': sheet.title, 'freeze': sheet.freeze_panes, 'titles': sheet.print_title_rows,
  'merged': sorted(str(area) for area in sheet.merged_cells.ranges),
  'landscape': sheet.page_setup.orientation,
  'cells': [[{'value': str(cell.value) if hasattr(cell.value, 'year') else cell.value, 'type': cell.data_type,
    'format': cell.number_format, 'date': cell.is_date, 'link': cell.hyperlink.target if cell.hyperlink else None,
    'fill': cell.fill.patternType, 'bold': bool(cell.font.b)} for cell in row if not isinstance(cell, openpyxl.cell.cell.MergedCell)]
    for row in sheet.iter_rows()],
}))`

type Read = {
  readonly name: string
  readonly freeze: string
  readonly titles: string
  readonly merged: readonly string[]
  readonly landscape: string
  readonly cells: readonly (readonly {
    readonly value: unknown
    readonly type: string
    readonly format: string
    readonly date: boolean
    readonly link: string | null
    readonly fill: string | null
    readonly bold: boolean
  }[])[]
}

test('a foreign reader finds figures as figures, days as days, links, and texts that are no formula', () => {
  const file = path.join(folder, 'sheet.xlsx')
  writeFileSync(file, xlsxOf(sheet))
  const read: Read = JSON.parse(execFileSync('/usr/bin/python3', ['-c', reader, file], { encoding: 'utf8' }))
  assert.equal(read.name, 'Tình hình giải quyết thủ tục  “')
  assert.equal(read.landscape, 'landscape')
  // Form, title, about, until, passport; three rows of heads and their numbers.
  assert.equal(read.freeze, 'A10')
  assert.equal(read.titles, '$6:$9')
  assert.ok(read.merged.includes('B6:D6') && read.merged.includes('A6:A8') && read.merged.includes('C7:D7'))
  const line = (at: number) => read.cells[at - 1] ?? []
  assert.equal(line(2)[0]?.value, sheet.title)
  assert.match(String(line(4)[0]?.value), /^Số liệu đến 17:00 ngày 31\/03\/2026\. Đơn vị tính: hồ sơ$/)
  assert.equal(line(5)[0]?.link, sheet.passport)
  const [field, total, online, direct, share, day, link] = line(11)
  assert.deepEqual([field?.value, field?.type], ['=HYPERLINK("http://x.example")', 's'])
  assert.deepEqual([total?.value, total?.type, total?.format], [1234567, 'n', '#,##0'])
  assert.equal(online?.value, 3)
  assert.deepEqual([direct?.value, direct?.fill], [null, 'lightUp'])
  assert.deepEqual([share?.value, share?.format], [83.98, '#,##0.00'])
  assert.deepEqual([day?.value, day?.date], ['2026-03-01 00:00:00', true])
  assert.equal(link?.link, 'https://mot-cua.example/so?a=1&b="2"')
  assert.equal(line(12)[0]?.value, 'Gió <&> mây')
  assert.deepEqual([line(12)[1]?.value, line(12)[4]?.value], [0, 'không phát sinh'])
  assert.equal(line(13)[1]?.bold, true)
  assert.equal(line(15)[0]?.value, 'Ô gạch chéo: chưa có số liệu.')
})

test('no text of any person becomes a formula: for a foreign reader of the workbook, and in the CSV', () => {
  const starts = [
    '=1+1',
    '+1',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    "'=1",
    ' =1',
    '=cmd|"/c calc"!A1',
    '";=1',
  ]
  const hostile: Sheet = {
    ...sheet,
    title: '=1+1',
    about: ['@SUM(1)'],
    rows: starts.map((start) => ({ cells: [start, 1, 1, 1, 1, '2026-03-01', start] })),
    notes: ['=1+1'],
  }
  const file = path.join(folder, 'hostile.xlsx')
  writeFileSync(file, xlsxOf(hostile))
  const read: Read = JSON.parse(execFileSync('/usr/bin/python3', ['-c', reader, file], { encoding: 'utf8' }))
  const cells = read.cells.flat().filter((cell) => cell?.value !== null && cell !== undefined)
  assert.ok(cells.length > starts.length * 5)
  assert.deepEqual(
    cells.filter(({ type }) => type === 'f'),
    [],
  )
  for (const start of ['=1+1', '+1', '-1+2', '@SUM(A1)'])
    assert.ok(
      cells.some(({ value, type }) => value === start && type === 's'),
      start,
    )
  const lines = csvOf(hostile).split('\r\n').slice(1)
  for (const [index, start] of starts.entries())
    if (/^[=+\-@\t\r\n]/.test(start)) assert.match(lines[index] ?? '', /^"?'/, JSON.stringify(start))
})

test('the same table makes the same bytes', () => assert.deepEqual(xlsxOf(sheet), xlsxOf(sheet)))

test('PDF is clean PDF/A-2a, tagged, with every figure as people write it', async () => {
  const file = path.join(folder, 'sheet.pdf')
  writeFileSync(file, await writeSheet(sheet, 'pdf'))
  const run = (name: string, ...args: string[]) => execFileSync(name, args, { encoding: 'utf8' })
  assert.match(run('qpdf', '--check', file), /No syntax or stream encoding errors/)
  const about = run('pdfinfo', file)
  assert.match(about, /Tagged:\s+yes/)
  assert.match(run('pdfinfo', '-meta', file), /<pdfaid:part>2<[\s\S]*<pdfaid:conformance>A</)
  const text = run('pdftotext', '-layout', file, '-').replace(/\s+/g, ' ')
  for (const words of [
    'Ỷ Ỹ',
    '1.234.567',
    '83,98',
    '01/03/2026',
    'Số liệu đến 17:00 ngày 31/03/2026',
    'Gió <&>',
  ])
    assert.ok(text.includes(words), `${words} is missing from ${text}`)
})
