import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { findPaperwork } from '#modules/dossiers/api.ts'
import { statePurpose } from '#modules/dossiers/purpose/commands.ts'
import {
  accepted,
  as,
  citizen,
  later,
  look,
  platform,
  refusedWith,
  system,
  who,
} from '../testing/commands.ts'
import { listForms, renderForm } from './commands.ts'
import { printFeeReceipt, printHandover } from './sheets/commands.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'forms-'))
after(() => rmSync(folder, { recursive: true }))

const tool = (name: string, args: readonly string[]) =>
  execFileSync(name, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

/** What a foreign program reads from the paper, which must be sound. */
function textOf(pdf: Uint8Array): string {
  const file = path.join(folder, `${randomUUID()}.pdf`)
  writeFileSync(file, pdf)
  assert.match(tool('qpdf', ['--check', file]), /No syntax or stream encoding errors/)
  assert.match(tool('pdfinfo', [file]), /Tagged:\s+yes/)
  assert.match(tool('pdfinfo', ['-meta', file]), /<pdfaid:conformance>A</)
  return tool('pdftotext', [file, '-']).replace(/\s+/g, ' ')
}
function contains(text: string, words: readonly string[]): void {
  for (const one of words) assert.ok(text.includes(one), `${one} is missing from: ${text}`)
}

/** One dossier for all tests, made by the first. */
let code = ''
const paperwork = async () => {
  const found = await inTransaction(system(), (tx) => findPaperwork(tx, { actor: { kind: 'system' } }, code))
  assert.ok(found)
  return found
}

/** As the acts tell it. */
async function tell(name: 'dossier.extended' | 'dossier.stopped', payload: Record<string, string>) {
  const { id } = await look(code)
  await inTransaction(as('leader'), (tx) => appendEvent(tx, as('leader'), name, { subject: id, payload }))
}

test('the receipt carries every field of its form, in both copies', async () => {
  code = await accepted()
  await statePurpose(as('desk-clerk'), { code, purpose: 'asked', words: '' })
  const text = textOf(await renderForm(as('desk-clerk'), 'receipt', { code }, 'both'))
  const { applicantName, submitterName, procedureName, papers, lookupSecret } = await paperwork()
  const [, period, serial] = code.split('-')
  contains(text, [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'ỦY BAN NHÂN DÂN PHƯỜNG ĐUÔI DIỀU',
    'BỘ PHẬN MỘT CỬA ĐUÔI DIỀU',
    `Số: ${serial}/TNHS`,
    'Đuôi Diều, ngày 02 tháng 3 năm 2026',
    `Mã hồ sơ: ${code}`,
    `Quyển số: ${period} Số thứ tự: ${serial}`,
    'Liên: Lưu',
    'Liên: Giao khách hàng',
    `Tiếp nhận hồ sơ của: ${applicantName}`,
    `Người nộp hồ sơ: ${submitterName}`,
    'Địa chỉ:',
    'Số điện thoại:',
    'Email:',
    'hộ chiếu:',
    `Nội dung yêu cầu giải quyết: ${procedureName}`,
    'Tờ khai',
    ...papers.map(({ name }) => name),
    '2. Số lượng hồ sơ: 01 (bộ)',
    '3. Thời gian giải quyết hồ sơ theo quy định: ',
    '4. Thời gian nhận hồ sơ: 08 giờ 00 phút, ngày 02/03/2026',
    '5. Thời gian trả kết quả giải quyết hồ sơ: ',
    'Đăng ký nhận kết quả tại: ',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
    `Mã tra cứu: ${lookupSecret}`,
    'Mẫu số 01 · Thông tư số 01/2018/TT-VPCP',
  ])
})

test('a paper that the dossier has not come to is refused, and another agency finds no dossier', async () => {
  await assert.rejects(renderForm(as('officer'), 'stop', { code }), refusedWith('results.noSuchPaper'))
  const elsewhere = platform.as(who('desk-clerk', 'Z99.12.01'), later)
  await assert.rejects(renderForm(elsewhere, 'receipt', { code }), refusedWith('dossiers.notFound'))
  await assert.rejects(listForms(elsewhere, code), refusedWith('dossiers.notFound'))
  const wrong = renderForm(platform.as({ kind: 'visitor' }, later), 'receipt', { code, secret: '????' })
  await assert.rejects(wrong, refusedWith('dossiers.notFound'))
})

test('whoever is not signed in any more is asked to sign in, not told that there is no such dossier', async () => {
  const visitor = platform.as({ kind: 'visitor' }, later)
  await assert.rejects(renderForm(visitor, 'receipt', { code }), refusedWith('kernel.signInNeeded'))
  await assert.rejects(
    renderForm(visitor, 'receipt', { code: 'none' }),
    refusedWith('kernel.signInNeeded'),
    'the answer does not tell which codes there are',
  )
})

test('owner and holder of the secret print it too, and the look of whoever is not the owner is told', async () => {
  const { lookupSecret: secret } = await paperwork()
  await renderForm(platform.as(citizen, later), 'receipt', { code })
  await renderForm(platform.as({ kind: 'visitor' }, later), 'receipt', { code, secret })
  const { caseId } = await paperwork()
  const [seen] = (await platform.looksAt(caseId)).filter(({ viewerKind }) => viewerKind === 'visitor')
  assert.deepEqual([seen?.what, seen?.why, seen?.way], ['form', 'secret', 'print'])
})

test('the control sheet has a row for the reception and says what the rows mean', async () => {
  const text = textOf(await renderForm(as('officer'), 'controlSheet', { code }))
  contains(text, [
    'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ',
    'Cơ quan (bộ phận) giải quyết hồ sơ: Ủy ban nhân dân phường Đuôi Diều',
    'Cơ quan phối hợp giải quyết hồ sơ:',
    'Ngày nhận hồ sơ: 08 giờ 00 phút, ngày 02/03/2026',
    'Ngày, giờ hẹn trả kết quả:',
    '08 giờ 00 phút, ngày 02/03/2026',
    'Người giao',
    'Người nhận',
    'Mẫu số 05 · Thông tư số 01/2018/TT-VPCP',
  ])
  assert.match(text, /Trước hạn|Đúng hạn/)
})

test('apology and notice of stopping are printed as their acts told them', async () => {
  const signed = { signedBy: 'Gió Thị Mạnh', signerTitle: 'Chủ tịch' }
  const [dueBefore, dueAfter] = ['2026-03-16T01:00:00Z', '2026-03-20T01:00:00Z']
  await tell('dossier.extended', { ...signed, reason: 'Chờ đo lại khung diều.', dueBefore, dueAfter })
  contains(textOf(await renderForm(as('officer'), 'apology', { code })), [
    'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
    '/XL',
    'Kính gửi:',
    `mã hồ sơ: ${code}`,
    'Thời gian hẹn trả kết quả: 08 giờ 00 phút, ngày 16/03/2026.',
    'Lý do: Chờ đo lại khung diều.',
    'xin lỗi',
    '08 giờ 00 phút, ngày 20/03/2026',
    'TM. ỦY BAN NHÂN DÂN CHỦ TỊCH',
    'Gió Thị Mạnh',
  ])
  await tell('dossier.stopped', { ...signed, ground: 'Bãi thả đóng cửa', legalBasis: 'Điều 9 Luật Gió' })
  contains(textOf(await renderForm(platform.as(citizen, later), 'stop', { code })), [
    'THÔNG BÁO Dừng giải quyết hồ sơ',
    '/TB-DGQ',
    'với lý do cụ thể như sau: Bãi thả đóng cửa.',
    'Căn cứ: Điều 9 Luật Gió',
    'khiếu nại',
  ])
  const { forms } = await listForms(as('officer'), code)
  assert.deepEqual(
    forms.map(({ kind, edition }) => [kind, edition.number]),
    [
      ['receipt', '01'],
      ['apology', '04'],
      ['stop', null],
      ['controlSheet', '05'],
    ],
  )
})

test('hand-over sheet and fee receipt carry every column and each copy', async () => {
  const clerk = as('desk-clerk')
  const unitId = clerk.actor.kind === 'officer' ? clerk.actor.unitId : ''
  const row = { code, request: 'Thả diều', applicant: 'Trần Thị Diều', hasFee: true, isByPost: true }
  const handover = await printHandover(clerk, {
    unitId,
    from: 'Bộ phận Một cửa Đuôi Diều',
    to: 'Sở Gió và Mây',
    on: clerk.today,
    rows: [
      { ...row, result: 'Giấy phép', address: 'Số 1 đường Ngọn Gió', at: clerk.now, giver: 'Gió Văn Diều' },
    ],
  })
  contains(textOf(handover), [
    'PHIẾU BÀN GIAO HỒ SƠ',
    'Bên giao: Bộ phận Một cửa Đuôi Diều',
    'Bên nhận: Sở Gió và Mây',
    'Mã hồ sơ',
    'Nội dung',
    'Kết quả',
    'Chủ hồ sơ',
    'Địa chỉ',
    'Phí, lệ phí',
    'Trả qua bưu điện',
    'Thả diều',
    'Giấy phép',
    'Trần Thị Diều',
    'Số 1 đường Ngọn Gió',
    '10:00',
    'Gió Văn',
    'Cộng: 1 hồ sơ',
  ])
  const receipt = await printFeeReceipt(clerk, {
    unitId,
    pattern: '01BLP3-001',
    series: 'AA-26T',
    number: '0000012',
    taxCode: '3400000001',
    code,
    payerName: 'Trần Thị Diều',
    payerAddress: 'Số 1 đường Ngọn Gió',
    lines: [{ label: 'Phí gió', vnd: 125_000, legal: '7/2021/QĐ-HG' }],
    method: 'Tiền mặt',
    collectedOn: clerk.today,
    collectedBy: 'Gió Văn Diều',
  })
  contains(textOf(receipt), [
    'BIÊN LAI THU PHÍ, LỆ PHÍ',
    'Liên 1: Lưu tại tổ chức thu',
    'Liên 2: Giao cho người nộp',
    'Liên 3: Đối chiếu, quyết toán',
    'Đơn vị thu: Ủy ban nhân dân phường Đuôi Diều',
    'Mã số thuế: 3400000001',
    'Mẫu số: 01BLP3-001',
    'Ký hiệu: AA-26T',
    'Số: 0000012',
    'Họ tên người nộp: Trần Thị Diều',
    'Địa chỉ: Số 1 đường Ngọn Gió',
    `Mã hồ sơ: ${code}`,
    'Tên loại phí, lệ phí: Phí gió (7/2021/QĐ-HG)',
    'Số tiền: 125.000 đồng',
    'Viết bằng chữ: Một trăm hai mươi lăm nghìn đồng./.',
    'Hình thức thanh toán: Tiền mặt',
    'NGƯỜI THU TIỀN',
  ])
})
