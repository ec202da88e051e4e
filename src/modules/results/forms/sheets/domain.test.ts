import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDate } from '#kernel/types.ts'
import { feeReceiptInputs, handoverInputs } from './domain.ts'

const on = calendarDate('2026-03-02')

test('a fee receipt adds its lines and spells the sum, three copies over', () => {
  const inputs = feeReceiptInputs({
    unitId: '1',
    pattern: '01BLP3-001',
    series: 'AA-26T',
    number: '0000012',
    code: 'Z99.11.01-260302-0007',
    payerName: 'Trần Thị Diều',
    lines: [
      { label: 'Phí gió', vnd: 3000, legal: '7/2021/QĐ-HG' },
      { label: 'Lệ phí diều sáo', vnd: 15_000 },
    ],
    method: 'Tiền mặt',
    collectedOn: on,
    collectedBy: 'Gió Văn Diều',
  })
  assert.deepEqual(inputs.total, '18.000 đồng')
  assert.deepEqual(inputs.totalInWords, 'Mười tám nghìn đồng')
  assert.equal((inputs.copies as readonly string[]).length, 3)
  assert.deepEqual(inputs.fees, [
    { label: 'Phí gió', amount: '3.000 đồng', legal: '7/2021/QĐ-HG' },
    { label: 'Lệ phí diều sáo', amount: '15.000 đồng' },
  ])
})

test('what is not known of a fee receipt stays empty, to be written by hand', () => {
  const { receipt, officer } = feeReceiptInputs({
    unitId: '1',
    code: 'Z99.11.01-260302-0007',
    payerName: 'Trần Thị Diều',
    lines: [],
    collectedOn: on,
  })
  assert.deepEqual(receipt, { collectedOn: on })
  assert.deepEqual(officer, {})
})

test('a hand-over sheet marks fee and post and keeps the order', () => {
  const row = { request: 'Thả diều', applicant: 'Trần Thị Diều', hasFee: true, isByPost: false }
  const inputs = handoverInputs({
    unitId: '1',
    from: 'Quầy Gió Lành',
    to: 'Sở Gió và Mây',
    on,
    number: '03',
    rows: [
      { ...row, code: 'B', at: new Date('2026-03-02T08:05+07:00') },
      { ...row, code: 'A', hasFee: false, isByPost: true },
    ],
  })
  assert.deepEqual(inputs.document, { signedOn: on, number: '03/BG' })
  const rows = inputs.rows as readonly { code: string; fee: boolean; post: boolean; at: string }[]
  assert.deepEqual(
    rows.map(({ code, fee, post, at }) => [code, fee, post, at]),
    [
      ['B', true, false, '08:05 02/03/2026'],
      ['A', false, true, ''],
    ],
  )
})
