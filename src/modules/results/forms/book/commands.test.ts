import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from '#kernel/db.ts'
import { calendarDate } from '#kernel/types.ts'
import {
  accepted,
  as,
  later,
  look,
  platform,
  procedure,
  refusedWith,
  sqlAs,
  who,
} from '../../testing/commands.ts'
import { downloadBook, openBook, printBook } from './commands.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'book-'))
after(() => rmSync(folder, { recursive: true }))

const period = { from: calendarDate('2026-03-01'), to: calendarDate('2026-03-31') }
const clerk = () => as('desk-clerk')
/** Two dossiers for all tests, made by the first. */
const codes: string[] = []

test('the book lists what the unit received, in the order of reception', async () => {
  codes.push(await accepted(), await accepted())
  const book = await openBook(clerk(), { period })
  assert.deepEqual(
    book.entries.map(({ code }) => code),
    codes,
  )
  assert.equal(book.total, 2)
  assert.deepEqual(
    book.procedures.map(({ code, count }) => [code, count]),
    [[procedure, 2]],
  )
})

test('other days and other procedures have other lines', async () => {
  const february = { from: calendarDate('2026-02-01'), to: calendarDate('2026-02-28') }
  assert.equal((await openBook(clerk(), { period: february })).total, 0)
  const day = { from: calendarDate('2026-03-02'), to: calendarDate('2026-03-02') }
  assert.equal((await openBook(clerk(), { period: day, procedure })).total, 2)
  assert.equal((await openBook(clerk(), { period: day, procedure: '9.000001' })).total, 0)
})

test('the second page goes on where the first ended', async () => {
  const { entries } = await openBook(clerk(), { period })
  const [first] = entries
  assert.ok(first)
  const rest = await openBook(clerk(), { period, after: first })
  assert.deepEqual(
    rest.entries.map(({ code }) => code),
    codes.slice(1),
  )
})

test('another unit sees its own book only, and cannot ask for this one', async () => {
  const elsewhere = platform.as(who('desk-clerk', 'Z99.12.01'), later)
  assert.equal((await openBook(elsewhere, { period })).total, 0)
  const asked = openBook(elsewhere, { period, unitCode: 'Z99.11.01' })
  await assert.rejects(asked, refusedWith('results.noSuchRegister'))
  const table = downloadBook(elsewhere, { period, unitCode: 'Z99.11.01' })
  await assert.rejects(table, refusedWith('results.noSuchRegister'))
})

test('whoever follows the whole province chooses among its units', async () => {
  const viewer = platform.as(who('provincial-viewer', 'Z99'), later)
  const book = await openBook(viewer, { period, unitCode: 'Z99.11.01' })
  assert.equal(book.total, 2)
  assert.ok(book.units.length > 5)
})

test('whoever stands in a book that was printed or taken away can see by whom', async () => {
  await printBook(clerk(), { period })
  await downloadBook(clerk(), { period })
  const { id } = await look(codes[0] ?? '')
  const looks = (await platform.looksAt(id)).filter(({ why }) => why === 'book')
  for (const way of ['print', 'export'])
    assert.ok(
      looks.some((one) => one.way === way && one.viewerId === who('desk-clerk').personId),
      way,
    )
})

test('a name that a spreadsheet would run is text in the table', async () => {
  const { id } = await look(codes[0] ?? '')
  await sqlAs(
    sql`update dossiers set applicant_name = '=1+1', applicant_phone = '0990000001' where case_id = ${id}`,
  )
  const table = await downloadBook(clerk(), { period })
  assert.ok(table.includes(`,'=1+1,`), table)
})

test('the printed book has every column, its period and its count', async () => {
  const file = path.join(folder, 'book.pdf')
  writeFileSync(file, await printBook(clerk(), { period }))
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
  for (const words of [
    'SỔ THEO DÕI HỒ SƠ',
    'từ ngày 01/03/2026 đến ngày 31/03/2026',
    'TT',
    'Mã hồ sơ',
    'Tên thủ tục hành chính',
    'Số bộ',
    'Tên cá nhân',
    'Địa chỉ',
    'Cơ quan chủ trì',
    'Nhận hồ sơ',
    'Hẹn trả kết quả',
    'Ngày trả',
    'Phương thức nhận',
    'Ký nhận',
    'Ghi chú',
    '02/03/2026',
    'Cộng: 2 hồ sơ',
    'NGƯỜI LẬP SỔ',
    'Mẫu số 06',
  ]) {
    assert.ok(text.includes(words), `${words} is missing from: ${text}`)
  }
})
