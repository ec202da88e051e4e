import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarDate } from '#kernel/types.ts'
import type { Paperwork, PrintedStep } from '#modules/dossiers/api.ts'
import { actOf, type DossierForm, editionOn } from '../domain.ts'
import { formInputs, handoversOf, limitInWords, momentInWords, standing } from './domain.ts'

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
  extension: null,
  stop: null,
  duty: null,
  certification: null,
  steps: [],
}
const around = { hasFinancialStep: false, decidingUnit: 'Sở Gió và Mây' }
const inputsOf = (kind: DossierForm, changes: Partial<Paperwork> = {}, more = {}) =>
  formInputs(kind, { ...paperwork, ...changes }, editionOn(kind, calendarDate('2026-03-02')), {
    ...around,
    ...more,
  })

test('the receipt says when it was received, when it is due, where the result goes and what was given', () => {
  const { document, dossier, papers } = inputsOf('receipt')
  assert.deepEqual(document, {
    number: '0007/TNHS',
    signedOn: '2026-03-02',
    book: '260302',
    serial: '0007',
  })
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
  const kinds = ['receipt', 'supplement', 'refusal', 'apology', 'stop', 'controlSheet'] as const
  const has = (changes: Partial<Paperwork>) =>
    kinds.filter((kind) => actOf(kind, { ...paperwork, ...changes }) !== null)
  assert.deepEqual(has({}), ['receipt', 'controlSheet'])
  assert.deepEqual(has({ receivedAt: null }), [])
  assert.deepEqual(has({ stop }), ['receipt', 'stop', 'controlSheet'])
  assert.deepEqual(has({ extension }), ['receipt', 'apology', 'controlSheet'])
})

const stop = {
  at: '2026-03-03T02:00:00Z',
  ground: 'Gió đổi chiều, bãi thả đóng cửa. ',
  legalBasis: 'Điều 9 Luật Gió',
  signedBy: 'Gió Thị Mạnh',
  signerTitle: 'Phó Giám đốc',
}
const extension = {
  ...stop,
  reason: 'Chờ đo lại khung diều.',
  legalBasis: null,
  dueBefore: '2026-03-05T01:05:00Z',
  dueAfter: '2026-03-09T01:05:00Z',
}

test('an apology tells the day first promised, the new day and who signs for whom', () => {
  const inputs = inputsOf('apology', { extension, dueAt: new Date(extension.dueAfter) })
  const { dossier, reason, newDueAt, signer, document } = inputs as Record<string, Record<string, string>>
  assert.equal(document?.number, '0007/XL')
  assert.equal(dossier?.dueAt, '08 giờ 05 phút, ngày 05/03/2026')
  assert.equal(newDueAt, '08 giờ 05 phút, ngày 09/03/2026')
  assert.equal(reason, 'Chờ đo lại khung diều')
  assert.deepEqual(signer, { capacity: 'KT. Giám đốc', title: 'Phó Giám đốc', name: 'Gió Thị Mạnh' })
})

test('a notice of stopping names its ground and provision without doubling the full stop', () => {
  const { reason, legalBasis, document } = inputsOf('stop', { stop }) as Record<string, unknown>
  assert.deepEqual([reason, legalBasis], ['Gió đổi chiều, bãi thả đóng cửa', 'Điều 9 Luật Gió'])
  assert.deepEqual((document as Record<string, unknown>).signedOn, '2026-03-03')
})

test('a second stage stands on the receipt only where something is paid on the way', () => {
  assert.equal(inputsOf('receipt').secondStage, undefined)
  const open = inputsOf('receipt', {}, { hasFinancialStep: true })
  assert.deepEqual(open.secondStage, { expected: true, receivedAt: null, dueAt: null })
  const duty = { fulfilledAt: '2026-03-04T02:00:00Z' }
  const paid = inputsOf('receipt', { duty }, { hasFinancialStep: true })
  assert.deepEqual(paid.secondStage, {
    expected: true,
    receivedAt: '09 giờ 00 phút, ngày 04/03/2026',
    dueAt: '08 giờ 05 phút, ngày 05/03/2026',
  })
})

test('the receipt of a certification counts pages and copies', () =>
  assert.deepEqual(inputsOf('receipt', { certification: { pages: 4, sheets: 3 } }).certification, {
    pages: 4,
    sheets: 3,
  }))

const step = (number: number, startedAt: string, endedAt: string | null, more = {}): PrintedStep => ({
  number,
  name: `Bước ${number}`,
  unitName: `Phòng ${number}`,
  holderName: `Người ${number}`,
  representedName: null,
  startedAt,
  endedAt,
  dueAt: null,
  outcome: 'done',
  note: null,
  ...more,
})

test('the control sheet has a row for each hand-over: who gave, who got, when, and whether in time', () => {
  const rows = handoversOf([
    step(1, '2026-03-02T01:00:00Z', '2026-03-02T01:30:00Z', { dueAt: '2026-03-02T05:00:00Z' }),
    step(2, '2026-03-02T01:30:00Z', '2026-03-04T02:00:00Z', {
      dueAt: '2026-03-03T02:00:00Z',
      outcome: 'handedBack',
      note: 'Thiếu khung',
    }),
    step(3, '2026-03-04T02:00:00Z', null),
  ])
  assert.deepEqual(rows, [
    {
      from: 'Phòng 1',
      to: 'Phòng 2',
      at: '08 giờ 30 phút, ngày 02/03/2026',
      giver: 'Người 1',
      receiver: 'Người 2',
      result: 'Đúng hạn',
      note: 'Bước 1',
    },
    {
      from: 'Phòng 2',
      to: 'Phòng 3',
      at: '09 giờ 00 phút, ngày 04/03/2026',
      giver: 'Người 2',
      receiver: 'Người 3',
      result: 'Quá hạn',
      note: 'Bước 2: Trả lại bước trước: Thiếu khung',
    },
  ])
})

test('the control sheet names who did a step in whose place', () => {
  const [row] = handoversOf([
    step(1, '2026-03-02T01:00:00Z', '2026-03-02T01:30:00Z', { representedName: 'Bà Sóng' }),
    step(2, '2026-03-02T01:30:00Z', null),
  ]) as readonly { giver: string; receiver: string }[]
  assert.deepEqual([row?.giver, row?.receiver], ['Người 1 thay Bà Sóng', 'Người 2'])
})

test('work side by side is handed to each, and given on when the last is done', () => {
  const rows = handoversOf([
    step(1, '2026-03-02T01:00:00Z', '2026-03-02T02:00:00Z'),
    step(2, '2026-03-02T02:00:00Z', '2026-03-02T03:00:00Z'),
    step(3, '2026-03-02T02:00:00Z', '2026-03-02T04:00:00Z'),
    step(4, '2026-03-02T04:00:00Z', null),
  ]) as readonly { from: string; to: string }[]
  assert.deepEqual(
    rows.map(({ from, to }) => `${from} → ${to}`),
    ['Phòng 1 → Phòng 2', 'Phòng 1 → Phòng 3', 'Phòng 2 → Phòng 4', 'Phòng 3 → Phòng 4'],
  )
})

test('early is a day before, in time the same day, late a minute after', () => {
  const due = new Date('2026-03-05T03:00:00Z')
  assert.equal(standing(new Date('2026-03-04T16:59:00Z'), due), 'Trước hạn')
  assert.equal(standing(due, due), 'Đúng hạn')
  assert.equal(standing(new Date('2026-03-05T03:01:00Z'), due), 'Quá hạn')
  assert.equal(standing(due, null), undefined)
})

test('a refusal names ground and provision, a supplement each fault', () => {
  const refusal = { ground: 'Diều quá to', legalBasis: 'Điều 3', at: '2026-03-02T01:00:00Z' }
  const refused = inputsOf('refusal', { refusal })
  assert.deepEqual(refused.reasons, [{ text: 'Diều quá to', ground: 'Điều 3' }])
  const fault = { target: 'paper', key: 'anh', label: 'Ảnh diều', reason: 'Mờ' } as const
  const supplement = {
    number: 1,
    reason: '',
    faults: [fault],
    askedAt: '2026-03-02T01:00:00Z',
    askedBy: 'Gió',
  }
  const asked = inputsOf('supplement', { supplement })
  assert.deepEqual(asked.faults, [{ text: 'Ảnh diều: Mờ' }])
})

test('times and limits read as people write them', () => {
  assert.equal(momentInWords(new Date('2026-11-23T17:30:00Z')), '00 giờ 30 phút, ngày 24/11/2026')
  assert.equal(limitInWords({ amount: 0, unit: 'day' }), 'Trong ngày làm việc')
  assert.equal(limitInWords({ amount: 4, unit: 'hour' }), '04 giờ làm việc')
  assert.equal(limitInWords(undefined), undefined)
})
