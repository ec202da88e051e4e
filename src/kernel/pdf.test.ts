import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { createPdfRenderer, inspectPdf, photosToPdf, qrMatrix, TemplateError } from './pdf.ts'
import { documentSample } from './testing/document-sample.ts'
import type { JsonObject } from './types.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'pdf-'))
after(() => rmSync(folder, { recursive: true }))
const renderer = createPdfRenderer()
const packs = path.join(import.meta.dirname, '../../packs')
const templates = ['demo', 'binh-thuan'].flatMap((pack) =>
  readdirSync(path.join(packs, pack, 'templates')).map((file) => path.join(pack, 'templates', file)),
)
const qr = qrMatrix('https://dichvucong.example.vn/tra-cuu/H11.12-240705-0009')

const render = (template: string, inputs: JsonObject) =>
  renderer.render({
    template,
    inputs,
    title: 'Giấy khai sinh của Gia Hân',
    language: 'vi',
    createdAt: new Date('2024-07-05T03:00:00Z'),
  })

/** What a tool of the operating system says about a file. */
function tool(name: string, args: readonly string[], pdf: Uint8Array): string {
  const file = path.join(folder, 'paper.pdf')
  writeFileSync(file, pdf)
  return execFileSync(
    name,
    args.map((arg) => (arg === 'FILE' ? file : arg)),
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
}
const textOf = (pdf: Uint8Array) => tool('pdftotext', ['FILE', '-'], pdf).replace(/\s+/g, ' ')

test('a birth certificate is clean PDF/A-2a, tagged, with its fonts and its Vietnamese text', async () => {
  const template = readFileSync(path.join(packs, 'binh-thuan/templates/birth-certificate.typ'), 'utf8')
  const pdf = await render(template, { ...documentSample, qr })
  assert.match(tool('qpdf', ['--check', 'FILE'], pdf), /No syntax or stream encoding errors/)
  const information = tool('pdfinfo', ['-meta', 'FILE'], pdf)
  assert.match(information, /<pdfaid:part>2<\/pdfaid:part>/)
  assert.match(information, /<pdfaid:conformance>A<\/pdfaid:conformance>/)
  const about = tool('pdfinfo', ['FILE'], pdf)
  assert.match(about, /Title:\s+Giấy khai sinh của Gia Hân/)
  assert.match(about, /Tagged:\s+yes/)
  assert.match(about, /Pages:\s+1\n/)
  const fonts = tool('pdffonts', ['FILE'], pdf)
  assert.match(fonts, /Tinos-Regular/)
  assert.doesNotMatch(fonts, /\bno\s+(yes|no)\s+(yes|no)\s+\d+/, 'every font is embedded')
  const text = textOf(pdf)
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Họ, chữ đệm, tên: TRẦN NGUYỄN GIA HÂN',
    'Ngày mồng một, tháng bảy, năm hai nghìn không trăm hai mươi tư',
    'Dân tộc: Chăm',
    'Mã tra cứu: H11.12-240705-0009',
  ]) {
    assert.ok(text.includes(words), `${words} is missing from: ${text}`)
  }
})

test('a text goes along inside the file, which is then PDF/A-3a', async () => {
  const pdf = await createPdfRenderer().render({
    template: '#import "/official.typ": *\n#show: official\nMột dòng.',
    inputs: {},
    title: 'Biên nhận',
    language: 'vi',
    createdAt: new Date('2026-03-02T02:00:00Z'),
    attachment: { name: 'bien-nhan.tlog-proof', text: 'lá số một\n', description: 'Biên nhận sổ cái' },
  })
  assert.match(tool('qpdf', ['--check', 'FILE'], pdf), /No syntax or stream encoding errors/)
  assert.match(tool('pdfinfo', ['-meta', 'FILE'], pdf), /<pdfaid:part>3<\/pdfaid:part>/)
  assert.match(tool('qpdf', ['--list-attachments', 'FILE'], pdf), /bien-nhan\.tlog-proof/)
  assert.equal(tool('qpdf', ['--show-attachment=bien-nhan.tlog-proof', 'FILE'], pdf), 'lá số một\n')
})

test('every template sets with all of its fields and with none', async () => {
  assert.ok(templates.length >= 14)
  for (const file of templates) {
    const template = readFileSync(path.join(packs, file), 'utf8')
    const full = textOf(await render(template, { ...documentSample, qr }))
    const empty = textOf(await render(template, {}))
    assert.ok(full.includes('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'), file)
    assert.ok(
      full.replaceAll(' ', '').includes('dichvucong.example.vn/tra-cuu'),
      `${file} shows where it can be checked`,
    )
    assert.match(empty, /\.{8}/, `${file} leaves dotted lines`)
  }
})

test('the answers of a form fill a result under their own flat keys', async () => {
  const template = readFileSync(path.join(packs, 'binh-thuan/templates/birth-certificate.typ'), 'utf8')
  const answers = {
    childName: 'LÊ AN',
    childBirthDate: '15/04/2024',
    motherName: 'LÊ THỊ MỸ',
    registrantIdentityNumber: '060190001234',
  }
  const text = textOf(await render(template, { answers }))
  for (const words of [
    'Họ, chữ đệm, tên: LÊ AN',
    'Ngày mười lăm, tháng tư, năm hai nghìn không trăm hai mươi tư',
    'người mẹ: LÊ THỊ MỸ',
    'Giấy tờ tùy thân: 060190001234',
  ]) {
    assert.ok(text.includes(words), words)
  }
})

test('a foreign reader reads the bars of a dossier code, also on a worn printer', async () => {
  const wasmBinary = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  prepareZXingModule({ overrides: { wasmBinary: wasmBinary.buffer as ArrayBuffer } })
  for (const code of ['Z99.11.01-260302-0007', '000.00.04.G18-240415-00092', 'G09.20-20260609-0092637']) {
    const pdf = await render('#import "/official.typ": *\n#barcode(get("code"))', { code })
    writeFileSync(path.join(folder, 'bars.pdf'), pdf)
    const picture = path.join(folder, 'bars')
    execFileSync('pdftoppm', ['-r', '300', '-png', '-singlefile', path.join(folder, 'bars.pdf'), picture])
    // Grey, spread and grainy, as an old drum leaves it.
    const worn = await sharp(`${picture}.png`).greyscale().blur(1.2).linear(0.55, 70).png().toBuffer()
    const found = await readBarcodes(new Blob([Uint8Array.from(worn)]), { formats: ['Code128'] })
    assert.deepEqual(
      found.map(({ text }) => text),
      [code],
    )
  }
})

test('a text that bars cannot carry is left to the letters', async () => {
  const text = textOf(await render('#import "/official.typ": *\n[#barcode(get("code"))]', { code: 'Hồ sơ' }))
  assert.equal(text.trim(), '[]')
})

test('what a person typed is printed and never run', async () => {
  const typed = '#read("/official.typ") $x$ *đậm* @ref <nhãn> \\ "ngoặc"'
  const text = textOf(await render('#import "/official.typ": *\n#get("name")', { name: typed }))
  assert.ok(text.includes(typed), text)
})

test('a template reads no file of the machine and fetches no package', async () => {
  await assert.rejects(render('#read("/etc/hostname")', {}), TemplateError)
  await assert.rejects(render('#read("../../../package.json")', {}), TemplateError)
  await assert.rejects(render('#import "@preview/cetz:0.2.0": *', {}), TemplateError)
})

test('a broken template names its line', async () => {
  await assert.rejects(render('Dòng một\n\n#khong-co', {}), (error) => {
    assert.ok(error instanceof TemplateError)
    assert.equal(error.line, 3)
    return true
  })
})

test('the same document gives the same bytes', async () => {
  const template = '#import "/official.typ": *\n#show: official\n#letterhead()'
  assert.deepEqual(await render(template, documentSample), await render(template, documentSample))
})

test('an uploaded PDF is proved readable, whichever way its objects are packed', async () => {
  const pdf = await render('#for _ in range(3) [Trang #pagebreak(weak: true)]', {})
  writeFileSync(path.join(folder, 'in.pdf'), pdf)
  const packed = path.join(folder, 'packed.pdf')
  execFileSync('qpdf', ['--object-streams=generate', path.join(folder, 'in.pdf'), packed])
  assert.deepEqual(inspectPdf(pdf), { pages: 3, signatures: 0 })
  assert.deepEqual(inspectPdf(readFileSync(packed)), { pages: 3, signatures: 0 })
  const shifted = Buffer.concat([Buffer.from('%PDF-1.7 junk before the file\n'), pdf])
  assert.deepEqual(inspectPdf(shifted), { pages: 3, signatures: 0 }, 'wrong offsets are looked for')
})

test('a PDF that cannot be read is refused with what to do', async () => {
  const pdf = await render('Trang', {})
  writeFileSync(path.join(folder, 'in.pdf'), pdf)
  const locked = path.join(folder, 'locked.pdf')
  execFileSync('qpdf', ['--encrypt', 'mật', 'khẩu', '256', '--', path.join(folder, 'in.pdf'), locked])
  assert.throws(() => inspectPdf(readFileSync(locked)), { code: 'documents.encryptedPdf' })
  assert.throws(() => inspectPdf(Buffer.from('PK\u0003\u0004 a Word file')), { code: 'documents.notPdf' })
  assert.throws(() => inspectPdf(pdf.subarray(0, pdf.length / 2)), { code: 'documents.damagedPdf' })
  assert.throws(() => inspectPdf(Buffer.from('%PDF-1.7\n')), { code: 'documents.damagedPdf' })
  assert.throws(() => inspectPdf(nested()), { code: 'documents.damagedPdf' })
})

test('a PDF that would fill the memory when unpacked is refused quickly', () => {
  const bomb = deflateSync(Buffer.alloc(200 * 1024 * 1024))
  const head = `%PDF-1.7\n1 0 obj\n<< /Type /XRef /Size 9 /W [1 4 2] /Root 2 0 R /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`
  const file = Buffer.concat([
    Buffer.from(head),
    bomb,
    Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n'),
  ])
  const before = process.memoryUsage().rss
  assert.throws(() => inspectPdf(file), { code: 'documents.damagedPdf' })
  assert.ok(process.memoryUsage().rss - before < 150 * 1024 * 1024)
})

function nested(): Buffer {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  return Buffer.from(`%PDF-1.7\ntrailer << /Root ${deep} >>\nstartxref\n9\n%%EOF\n`)
}

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#d8c9a0' } })

test('photos become one PDF, each page upright and small', async () => {
  const sideways = await photo(3000, 2000).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const flat = await photo(1200, 800).png().toBuffer()
  const pdf = await photosToPdf([sideways, flat])
  assert.deepEqual(inspectPdf(pdf), { pages: 2, signatures: 0 })
  const images = tool('pdfimages', ['-list', 'FILE'], pdf)
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => row.trim().split(/\s+/))
  assert.deepEqual(
    images.map((row) => [row[3], row[4], row[8]]),
    [
      ['1333', '2000', 'jpeg'],
      ['1200', '800', 'jpeg'],
    ],
  )
  assert.match(tool('qpdf', ['--check', 'FILE'], pdf), /No syntax or stream encoding errors/)
})

/** A PNG whose head claims another size: a few bytes that would unpack to gigabytes. */
function claiming(width: number, height: number, png: Buffer): Buffer {
  const copy = Buffer.from(png)
  copy.writeUInt32BE(width, 16)
  copy.writeUInt32BE(height, 20)
  copy.writeUInt32BE(crc32(copy.subarray(12, 29)), 29)
  return copy
}

test('hostile pictures are refused, each with its own reason', async () => {
  const huge = claiming(30_000, 30_000, await photo(1, 1).png().toBuffer())
  await assert.rejects(photosToPdf([huge]), { code: 'documents.photoTooLarge' })
  const whole = await photo(2000, 2000).jpeg().toBuffer()
  await assert.rejects(photosToPdf([whole.subarray(0, whole.length / 2)]), { code: 'documents.damagedPhoto' })
  await assert.rejects(photosToPdf([Buffer.from('MZ a program')]), { code: 'documents.notPhoto' })
  await assert.rejects(photosToPdf([Buffer.alloc(0)]), { code: 'documents.notPhoto' })
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
  await assert.rejects(photosToPdf([drawing]), { code: 'documents.notPhoto' })
  await assert.rejects(photosToPdf([]), { code: 'documents.tooManyPhotos' })
})
