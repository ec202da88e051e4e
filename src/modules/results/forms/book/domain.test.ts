import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvTable } from '#kernel/text.ts'
import { calendarDate, parseTypedDay } from '#kernel/types.ts'
import { type BookEntry, bookHeads, bookTable, lineOf, readPeriod } from './domain.ts'

const today = calendarDate('2026-03-20')
const entry: BookEntry = {
  caseId: '00000000-0000-7000-8000-000000000001',
  code: 'Z99.11.01-260302-0007',
  state: 'returned',
  procedureName: 'Cấp giấy phép thả diều',
  applicantName: '=HYPERLINK("http://x.example")',
  address: 'Số 1 đường Ngọn Gió',
  phone: '0990000001',
  competentName: 'Sở Gió',
  receivedAt: new Date('2026-03-02T08:05+07:00'),
  dueAt: new Date('2026-03-05T08:05+07:00'),
  resultAt: new Date('2026-03-06T09:00+07:00'),
  returnedAt: new Date('2026-03-09T09:00+07:00'),
  endedAt: new Date('2026-03-09T09:00+07:00'),
  returnMethod: 'desk',
}

test('days are read as people write them, and days that do not exist are not', () => {
  assert.equal(parseTypedDay(' 1/3/2026'), '2026-03-01')
  assert.equal(parseTypedDay('2026-03-01'), '2026-03-01')
  assert.equal(parseTypedDay('30/2/2026'), undefined)
  assert.equal(parseTypedDay('hôm qua'), undefined)
})

test('without days the book shows this month until today', () =>
  assert.deepEqual(readPeriod(undefined, '', today), { from: '2026-03-01', to: today }))

test('a period ends after it begins and is no longer than a quarter', () => {
  assert.equal(readPeriod('3/3/2026', '2/3/2026', today), 'backwards')
  assert.equal(readPeriod('x', undefined, today), 'notADay')
  assert.equal(readPeriod('1/1/2026', '3/4/2026', today), 'tooLong')
  assert.deepEqual(readPeriod('1/1/2026', '2/4/2026', today), { from: '2026-01-01', to: '2026-04-02' })
})

test('a line has the columns of the form, and says when the result came late', () =>
  assert.deepEqual(lineOf(entry), {
    code: 'Z99.11.01-260302-0007',
    procedure: 'Cấp giấy phép thả diều',
    sets: '01',
    applicant: '=HYPERLINK("http://x.example")',
    contact: 'Số 1 đường Ngọn Gió, 0990000001',
    competent: 'Sở Gió',
    receivedOn: '02/03/2026',
    dueOn: '05/03/2026',
    resultOn: '06/03/2026',
    returnedOn: '09/03/2026',
    method: 'Tại quầy',
    note: 'Quá hạn',
  }))

test('a dossier without a result says why', () => {
  const open = { ...entry, resultAt: null, returnedAt: null, endedAt: null }
  assert.equal(lineOf({ ...open, state: 'supplementing' }).note, 'Yêu cầu bổ sung giấy tờ')
  assert.equal(
    lineOf({ ...open, state: 'withdrawn', endedAt: new Date('2026-03-04T09:00+07:00') }).note,
    'Công dân yêu cầu rút hồ sơ (04/03/2026)',
  )
  assert.equal(lineOf({ ...open, state: 'processing' }).note, '')
})

test('the table has one cell for each head, and no cell that a spreadsheet would run', () => {
  const [heads, row] = bookTable([entry])
  assert.equal(heads, bookHeads)
  assert.equal(row?.length, bookHeads.length)
  assert.ok(csvTable(bookTable([entry])).includes(`"'=HYPERLINK(""http://x.example"")"`))
})
