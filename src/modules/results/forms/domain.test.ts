import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { calendarDate } from '#kernel/types.ts'
import { circular2025From, copiesOf, editionOn, type FormKind, officialForms } from './domain.ts'

const kinds = Object.keys(officialForms) as FormKind[]
const before = calendarDate('2024-03-01')

test('each form has the number and the title that the law gave it on the day of the act', () => {
  const shown = (day: string) =>
    kinds.map((kind) => {
      const { number, title, regulation } = editionOn(kind, calendarDate(day))
      return [kind, number, title, regulation]
    })
  const [old, recent] = ['Thông tư số 01/2018/TT-VPCP', 'Thông tư số 03/2025/TT-VPCP']
  const money = 'Nghị định số 123/2020/NĐ-CP'
  assert.deepEqual(shown('2024-03-01'), [
    ['receipt', '01', 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', old],
    ['supplement', '02', 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', old],
    ['refusal', '03', 'Phiếu từ chối giải quyết hồ sơ', old],
    ['apology', '04', 'Phiếu xin lỗi và hẹn lại ngày trả kết quả', old],
    ['stop', null, 'Thông báo dừng giải quyết hồ sơ', null],
    ['controlSheet', '05', 'Phiếu kiểm soát quá trình giải quyết hồ sơ', old],
    ['followUpBook', '06', 'Sổ theo dõi hồ sơ', old],
    ['handover', null, 'Phiếu bàn giao hồ sơ', null],
    ['feeReceipt', null, 'Biên lai thu phí, lệ phí', money],
  ])
  assert.deepEqual(shown('2026-03-01'), [
    ['receipt', '01', 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', recent],
    ['supplement', '02', 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ', recent],
    ['refusal', '03', 'Phiếu từ chối tiếp nhận giải quyết hồ sơ', recent],
    ['apology', '04', 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết', recent],
    ['stop', '05', 'Thông báo dừng giải quyết hồ sơ', recent],
    ['controlSheet', '06', 'Phiếu kiểm soát quá trình giải quyết hồ sơ', recent],
    ['followUpBook', '07', 'Sổ theo dõi hồ sơ', recent],
    ['handover', null, 'Phiếu bàn giao hồ sơ', null],
    ['feeReceipt', null, 'Biên lai thu phí, lệ phí', money],
  ])
})

test('the new numbers begin on the day of the circular, or on the day that a province names', () => {
  const dayBefore = calendarDate('2025-09-14')
  assert.equal(editionOn('controlSheet', dayBefore).number, '05')
  assert.equal(editionOn('controlSheet', circular2025From).number, '06')
  assert.equal(editionOn('controlSheet', circular2025From, calendarDate('2026-05-06')).number, '05')
  assert.equal(editionOn('controlSheet', before, before).number, '06')
})

test('each form has its template', () => {
  for (const kind of kinds)
    assert.ok(
      existsSync(path.join(import.meta.dirname, 'templates', `${officialForms[kind].template}.typ`)),
      kind,
    )
})

test('a copy says whom it is for', () => {
  assert.deepEqual(copiesOf('both'), ['Liên: Lưu', 'Liên: Giao khách hàng'])
  assert.deepEqual(copiesOf('hand'), ['Liên: Giao khách hàng'])
})
