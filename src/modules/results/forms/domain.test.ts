import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Paperwork } from '#modules/dossiers/api.ts'
import { formInputs, hasForm, limitInWords, momentInWords } from './domain.ts'

const paperwork: Paperwork = {
  caseId: '0',
  code: 'Z99.11.01-260302-0007',
  state: 'processing',
  procedureCode: '9.000001',
  procedureVersion: 1,
  procedureName: 'Cấp giấy phép thả diều',
  channel: 'online',
  applicantId: null,
  applicantKind: 'citizen',
  applicantName: 'Trần Thị Diều',
  applicantIdentity: '099190000001',
  applicantPhone: null,
  applicantEmail: null,
  applicantAddress: 'Số 1 đường Ngọn Gió',
  submitterName: 'Ưng Ỡm Ờ',
  returnMethod: 'post',
  feeVnd: 3000,
  lookupSecret: 'K7QX',
  openedAt: new Date('2026-03-02T08:00+07:00'),
  receivedAt: new Date('2026-03-02T08:05+07:00'),
  dueAt: new Date('2026-03-05T08:05+07:00'),
  clock: [
    {
      kind: 'accepted',
      at: '2026-03-02T08:00+07:00',
      policy: { countFrom: 'hourExact', cutOffMinutes: null },
      limit: { amount: 3, unit: 'workingDay' },
    },
  ],
  competentUnitId: '1',
  receivingUnitId: '1',
  receivedBy: 'Gió Văn Diều',
  papers: [
    { name: 'Ảnh diều', copyKind: 2 },
    { name: 'Giấy phép cũ', copyKind: 1 },
  ],
  supplement: null,
  refusal: null,
}

test('the receipt says when it was received, when it is due, where the result goes and what was given', () => {
  const { document, dossier, papers } = formInputs('receipt', paperwork)
  assert.deepEqual(document, { number: '0007/TNHS', signedOn: '2026-03-02', serial: '0007' })
  const { receivedAt, dueAt, limit, resultBy, feeVnd } = dossier as { readonly [key: string]: string }
  assert.deepEqual(
    [receivedAt, dueAt, limit, resultBy, feeVnd],
    [
      '08 giờ 05 phút, ngày 02/03/2026',
      '08 giờ 05 phút, ngày 05/03/2026',
      '03 ngày làm việc',
      'Dịch vụ bưu chính, tại địa chỉ trên',
      '3.000 đồng',
    ],
  )
  assert.deepEqual(papers, [
    { name: 'Tờ khai', electronic: 1 },
    { name: 'Ảnh diều', electronic: 1 },
    { name: 'Giấy phép cũ', copied: 1 },
  ])
})

test('a dossier has only the papers that it came to', () => {
  assert.ok(hasForm('receipt', paperwork))
  assert.ok(!hasForm('supplement', paperwork))
  assert.ok(!hasForm('refusal', paperwork))
  assert.ok(!hasForm('receipt', { ...paperwork, receivedAt: null }))
})

test('a refusal names ground and provision, a supplement each fault', () => {
  const refusal = { ground: 'Diều quá to', legalBasis: 'Điều 3', at: '2026-03-02T01:00:00Z' }
  const refused = formInputs('refusal', { ...paperwork, refusal })
  assert.deepEqual(refused.reasons, [{ text: 'Diều quá to', ground: 'Điều 3' }])
  const fault = { target: 'paper', key: 'anh', label: 'Ảnh diều', reason: 'Mờ' } as const
  const supplement = {
    number: 1,
    reason: '',
    faults: [fault],
    askedAt: '2026-03-02T01:00:00Z',
    askedBy: 'Gió',
  }
  const asked = formInputs('supplement', { ...paperwork, supplement })
  assert.deepEqual(asked.faults, [{ text: 'Ảnh diều: Mờ' }])
})

test('times and limits read as people write them', () => {
  assert.equal(momentInWords(new Date('2026-11-23T17:30:00Z')), '00 giờ 30 phút, ngày 24/11/2026')
  assert.equal(limitInWords({ amount: 0, unit: 'day' }), 'Trong ngày làm việc')
  assert.equal(limitInWords({ amount: 4, unit: 'hour' }), '04 giờ làm việc')
  assert.equal(limitInWords(undefined), undefined)
})
