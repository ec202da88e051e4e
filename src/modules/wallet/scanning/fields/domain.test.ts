import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PaperKind } from '#kernel/packs.ts'
import {
  type Candidate,
  commonFields,
  groupPages,
  guessPaper,
  likeness,
  proposeFields,
  valueIn,
} from './domain.ts'

const lines = (...texts: string[]) =>
  texts.map((text, index) => ({ text, confidence: 90, at: index / Math.max(texts.length, 1) }))
const motto = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const kind: PaperKind = {
  code: 'giay-phep-tha-dieu',
  name: { vi: 'Giấy phép thả diều', en: 'Kite permit' },
  titles: ['GIẤY PHÉP THẢ DIỀU'],
  fields: [...commonFields],
}
const candidates: Candidate[] = [
  { paperKey: 'giay-phep', name: 'Giấy phép thả diều đã cấp', kind },
  { paperKey: 'cam-ket', name: 'Cam kết gỡ diều khi vướng dây điện', kind: undefined },
]

test('a title is known though letters were read wrongly', () => {
  assert.ok(likeness('GIAY PHÉP THÁ DIEU', 'GIẤY PHÉP THẢ DIỀU') > 0.9)
  const guess = guessPaper(lines(motto, 'Độc lập', 'GIẦY PHÉP THÀ DIÊU', 'Số: 1', 'a', 'b'), candidates)
  assert.deepEqual([guess?.paperKey, guess?.line], ['giay-phep', 'GIẦY PHÉP THÀ DIÊU'])
})

test('the same words inside a sentence, or at the foot, are no title', () => {
  const inside =
    'Căn cứ giấy phép thả diều đã nộp và các giấy tờ khác có liên quan kèm theo hồ sơ này của ông bà'
  assert.equal(guessPaper(lines(motto, inside, 'a', 'b'), candidates), undefined)
  assert.equal(guessPaper(lines('a', 'b', 'c', 'd', 'e', 'GIẤY PHÉP THẢ DIỀU'), candidates), undefined)
})

test('a page without title goes on with the paper before, one with the State’s name begins another', () => {
  const pages = [
    { id: '1', lines: lines(motto, 'GIẤY PHÉP THẢ DIỀU', 'Số: 1', 'x', 'y') },
    { id: '2', lines: lines('tiếp theo trang một', 'chữ ký') },
    { id: '3', lines: lines(motto, 'ĐƠN GÌ KHÔNG RÕ', 'z', 't') },
  ]
  assert.deepEqual(
    groupPages(pages, candidates).map(({ pageIds, guess }) => [pageIds, guess?.paperKey]),
    [
      [['1', '2'], 'giay-phep'],
      [['3'], undefined],
    ],
  )
})

test('fields are read behind the words that name them, or under them', () => {
  const proposals = proposeFields(
    lines(
      'Họ và tên: Nguyễn Thị Mây Giới tính: Nữ',
      'Ngày, tháng, năm sinh: 05/07/1990',
      'Số định danh cá nhân',
      '099 190 001 234',
      'Nơi cấp: Sở Gió và Mây',
      'Hòn Gió, ngày 17 tháng 6 năm 2025',
    ),
    commonFields,
  )
  const found = Object.fromEntries(proposals.map(({ key, value }) => [key, value]))
  assert.deepEqual(
    [found.ownerName, found.birthDate, found.ownerIdentity, found.issuer, found.issuedOn],
    ['Nguyễn Thị Mây', '1990-07-05', '099190001234', 'Sở Gió và Mây', '2025-06-17'],
  )
  assert.equal(proposals[0]?.line, 'Họ và tên: Nguyễn Thị Mây Giới tính: Nữ')
})

test('a value must be what its field holds', () => {
  assert.equal(valueIn('09919000123', 'identityNumber'), undefined)
  assert.equal(valueIn('0991900O1234', 'identityNumber'), '099190001234')
  assert.equal(valueIn('31/02/2025', 'date'), undefined)
  assert.equal(valueIn('31/GP-SGM ngày 3', 'number'), '31/GP-SGM')
  assert.equal(valueIn('Mây', 'fullName'), undefined)
  assert.deepEqual(
    proposeFields(lines('không có gì ở đây'), commonFields).map(({ value }) => value),
    ['', '', '', '', '', ''],
  )
})
