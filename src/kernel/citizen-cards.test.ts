import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isScan, readCard } from './citizen-cards.ts'

const usual =
  '099190000001|123456789|Trần Thị Diều|02031990|Nữ|Số 1 Ngọn Gió, Đuôi Diều, Cánh Buồm, Hòn Gió|01072021'
const expected = {
  identityNumber: '099190000001',
  oldNumber: '123456789',
  name: 'Trần Thị Diều',
  birthDate: '1990-03-02',
  gender: 'female',
  address: 'Số 1 Ngọn Gió, Đuôi Diều, Cánh Buồm, Hòn Gió',
  issuedOn: '2021-07-01',
}

test('the printed code of a citizen card is read', () => assert.deepEqual(readCard(usual), expected))

test('scanners and cards vary, the person stays the same', () => {
  for (const [what, text] of [
    ['decomposed letters', usual.normalize('NFD')],
    ['a line end', `${usual}\r\n`],
    ['a tab', `${usual}\t`],
    ['a separator at the end', `${usual}|`],
    ['several separators at the end', `${usual}||||`],
    ['the sign of the scanner before it', `]Q1${usual}`],
    ['a byte order mark', `\ufeff${usual}`],
    ['eleven columns of a newer card', `${usual}|Trần Văn Gió|099060000001|Lã Thị Mây|`],
    ['spaces around', usual.replaceAll('|', ' | ')],
    ['slashes in days', usual.replace('02031990', '02/03/1990').replace('01072021', '01/07/2021')],
    ['capitals', usual.replace('Trần Thị Diều', 'TRẦN THỊ DIỀU')],
  ] as const)
    assert.deepEqual(readCard(text), expected, what)
})

test('six columns: without the old number, or without the day of issue', () => {
  const noOld = usual.replace('123456789|', '')
  assert.deepEqual(readCard(noOld), { ...expected, oldNumber: null })
  assert.deepEqual(readCard(usual.replace('|01072021', '')), { ...expected, issuedOn: null })
  assert.deepEqual(readCard(usual.replace('|123456789|', '||')), { ...expected, oldNumber: null })
})

test('a day of which only the year is known, or that does not exist, is left open', () => {
  assert.equal(readCard(usual.replace('02031990', '1990'))?.birthDate, null)
  assert.equal(readCard(usual.replace('02031990', '31021990'))?.birthDate, null)
})

test('what is no card is not read as one', () => {
  for (const text of [
    '',
    '099190000001',
    'https://example.vn/|||||',
    usual.replace('099190000001', '99190000001'),
  ])
    assert.equal(readCard(text), undefined, text)
  assert.ok(isScan(usual) && !isScan('099190000001'))
})
