import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { createPdfRenderer, inspectPdf, qrMatrix } from '#kernel/pdf.ts'
import { documentSample } from '#kernel/testing/document-sample.ts'
import type { JsonObject } from '#kernel/types.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'templates-'))
after(() => rmSync(folder, { recursive: true }))
const renderer = createPdfRenderer()
const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.typ'))

const longName =
  'Công ty Trách nhiệm hữu hạn Một thành viên Đầu tư Xây dựng và Thương mại Dịch vụ Nghỉ dưỡng Ưỡn Ẽo Hòn Gió Ngược'

async function render(name: string, inputs: JsonObject) {
  const pdf = await renderer.render({
    template: readFileSync(path.join(import.meta.dirname, name), 'utf8'),
    inputs,
    title: name,
    language: 'vi',
    createdAt: new Date('2024-07-05T03:00:00Z'),
  })
  const file = path.join(folder, 'paper.pdf')
  writeFileSync(file, pdf)
  assert.match(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' }), /No syntax/)
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  return { text, pages: inspectPdf(pdf).pages }
}

test('every form is sound with none of its fields and leaves lines to write on', async () => {
  assert.equal(names.length, 9)
  for (const name of names) {
    const { text, pages } = await render(name, {})
    assert.match(text, /\.{6}/, name)
    assert.equal(pages, 1, `${name} fits on one sheet`)
  }
})

const qr = qrMatrix('https://dichvucong.example.vn/tra-cuu/H11.12-240705-0009')

test('the receipt of a usual dossier is one sheet a copy', async () => {
  const copies = ['Liên: Lưu', 'Liên: Giao khách hàng']
  const { pages, text } = await render('receipt.typ', { ...documentSample, qr, copies })
  assert.equal(pages, 2)
  for (const copy of copies) assert.ok(text.includes(copy))
  assert.equal(text.match(/Trang 1/g)?.length, 2, 'each copy begins with its first page')
})

test('the receipt of a declaration lists what it sets going, and who else is in it', async () => {
  const linked = [
    { name: 'Cấp phép thả diều', code: 'Z99.02-260302-0002', unit: 'Sở Gió và Mây' },
    { name: 'Đặt quầy' },
  ]
  const parties = 'Đồng chủ hồ sơ: Ka Brếu'
  const { text } = await render('receipt.typ', { ...documentSample, qr, linked, parties })
  for (const words of ['Z99.02-260302-0002', 'Đặt quầy', 'cấp khi chuyển', 'Ka Brếu'])
    assert.ok(text.includes(words), words)
})

test('forty papers and a long name go over pages, each with the heads of the table', async () => {
  const papers = Array.from({ length: 40 }, (_one, index) => ({
    name: `Giấy tờ số ${index + 1}`,
    original: 1,
  }))
  const dossier = { ...documentSample.dossier, receivedFrom: longName }
  const { text, pages } = await render('receipt.typ', {
    ...documentSample,
    qr,
    papers,
    dossier,
    copies: [''],
  })
  assert.ok(pages >= 2)
  const listing = text.split('\f').filter((page) => page.includes('Giấy tờ số'))
  assert.ok(listing.length >= 2)
  for (const page of listing) assert.ok(page.includes('Tên giấy tờ'), page)
  for (const { name } of papers) assert.ok(text.includes(name), name)
  assert.ok(text.replace(/\s+/g, ' ').includes(longName))
})

test('a book of many lines repeats its heads and counts them', async () => {
  const row = {
    code: 'H11.12-240705-0009',
    procedure: 'Đăng ký khai sinh',
    sets: '01',
    applicant: longName,
    contact: 'Số 12 đường Trần Hưng Đạo, 0912 000 678',
    competent: 'UBND phường Phú Thủy',
    receivedOn: '05/07/2024',
    dueOn: '08/07/2024',
  }
  const rows = Array.from({ length: 60 }, () => row)
  const { text, pages } = await render('follow-up-book.typ', { ...documentSample, rows })
  assert.ok(pages > 3)
  const listing = text.split('\f').filter((page) => page.includes('08/07/2024'))
  for (const page of listing) assert.ok(page.includes('Ghi chú'), page)
  assert.ok(text.includes('Cộng: 60 hồ sơ'))
})

test('three copies of a fee receipt stand on one sheet, also with long names and two fees', async () => {
  const { pages, text } = await render('fee-receipt.typ', {
    ...documentSample,
    copies: ['Liên 1', 'Liên 2', 'Liên 3'],
    dossier: { ...documentSample.dossier, submittedBy: longName },
    fees: [
      {
        label: 'Phí thẩm định hồ sơ cấp giấy phép thả diều cỡ lớn',
        amount: '150.000 đồng',
        legal: '7/2021/QĐ-HG',
      },
      { label: 'Lệ phí cấp giấy phép', amount: '50.000 đồng' },
    ],
    total: '200.000 đồng',
    totalInWords: 'Hai trăm nghìn đồng',
  })
  assert.equal(pages, 1)
  assert.equal(text.match(/Hai trăm nghìn đồng/g)?.length, 3)
})
