import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  csvCell,
  csvTable,
  defineTexts,
  formatBytes,
  formatDate,
  formatDateTime,
  formatNumber,
  formatPercent,
  formatVnd,
  numberInWords,
  searchKey,
  slugify,
  textsFor,
  unfilledPart,
  vndInWords,
  withoutMarks,
} from './text.ts'
import { calendarDate } from './types.ts'

test('words come in the language of the page, with their values', () => {
  const bundle = defineTexts({
    title: { vi: 'Hồ sơ', en: 'Dossier' },
    left: { vi: (days: number) => `Còn ${days} ngày`, en: (days) => `${days} days left` },
  })
  assert.equal(textsFor(bundle, 'vi').title, 'Hồ sơ')
  assert.equal(textsFor(bundle, 'en').left(3), '3 days left')
  // @ts-expect-error A text without its English does not compile.
  defineTexts({ title: { vi: 'Hồ sơ' } })
  // @ts-expect-error Both languages speak of the same values.
  defineTexts({ left: { vi: (days: number) => `${days}`, en: (days: string) => days } })
})

test('numbers, money and shares are written as in Vietnam', () => {
  assert.equal(formatNumber(1_234_567.8), '1.234.567,8')
  assert.equal(formatNumber(1_234_567.8, 'en'), '1,234,567.8')
  assert.equal(formatVnd(50_000), '50.000 đồng')
  assert.equal(formatPercent(0.9567), '95,7%')
  assert.equal(formatPercent(1), '100,0%')
  assert.equal(formatBytes(1536), '1,5 KB')
  assert.equal(formatBytes(0), '0 B')
})

test('days and times are those of the province, whatever clock the machine has', () => {
  assert.equal(formatDate(calendarDate('2026-11-23')), '23/11/2026')
  assert.equal(formatDate(new Date('2026-11-22T17:00:00Z')), '23/11/2026')
  assert.equal(formatDateTime(new Date('2026-11-23T07:05:00Z')), '14:05 ngày 23/11/2026')
})

test('search compares without marks, whichever way the marks are stored', () => {
  assert.equal(withoutMarks('Đặng Thị Ưởng'), 'Dang Thi Uong')
  assert.equal(searchKey('  Nguyễn  Văn-A '.normalize('NFD')), 'nguyen van a')
  assert.equal(slugify('Đăng ký khai sinh (lại)'), 'dang-ky-khai-sinh-lai')
})

test('numbers are read out as Vietnamese says them', () => {
  const said: readonly (readonly [number, string])[] = [
    [0, 'không'],
    [5, 'năm'],
    [10, 'mười'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [25, 'hai mươi lăm'],
    [101, 'một trăm lẻ một'],
    [110, 'một trăm mười'],
    [1_000, 'một nghìn'],
    [1_005, 'một nghìn không trăm lẻ năm'],
    [2_000_000, 'hai triệu'],
    [1_234_567, 'một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy'],
    [3_000_050_000, 'ba tỷ không trăm năm mươi nghìn'],
  ]
  for (const [value, words] of said) assert.equal(numberInWords(value), words)
  assert.equal(vndInWords(50_000), 'Năm mươi nghìn đồng')
  assert.throws(() => numberInWords(1.5), RangeError)
})

test('what a spreadsheet would run as a formula stays text', () => {
  for (const text of ['=1+1', '+84', '-1', '@SUM(A1)', '\t=1'])
    assert.ok(csvCell(text).replace(/^"/, '').startsWith("'"), text)
  assert.equal(csvCell('Trần Thị Diều'), 'Trần Thị Diều')
  assert.equal(csvCell('Nước mắm "Cồn Cát", loại 1'), '"Nước mắm ""Cồn Cát"", loại 1"')
})

test('a table begins with the mark of UTF-8 and ends each line as spreadsheets want it', () =>
  assert.equal(csvTable([['Số'], ['01']]), '\uFEFFSố\r\n01\r\n'))

test('what a template left to be filled in is found, and ordinary words are not', () => {
  const left = {
    'Kết quả: [ghi việc đã xác minh].': '[ghi việc đã xác minh]',
    'Kính gửi {tên}': '{tên}',
    'Kính gửi {{name}},': '{{name}',
    'Biện pháp: … Xin lỗi': '…',
    'Biện pháp: ...': '...',
    'Từ ngày (…) đến nay': '(…)',
    'Số: ______': '______',
    'Ngày ........': '........',
  }
  for (const [text, part] of Object.entries(left)) assert.equal(unfilledPart(text), part, text)
  const whole = [
    'Giấy khai sinh, hộ khẩu, v.v… đều không cần nữa.',
    'Theo điểm [1] của Nghị định (đã sửa năm 2020).',
    'Xin lỗi ông/bà... Cơ quan đã sửa.',
  ]
  for (const text of whole) assert.equal(unfilledPart(text), undefined, text)
})
