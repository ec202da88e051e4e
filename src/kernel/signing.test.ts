import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createSign, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import {
  appendRevision,
  createPdfRenderer,
  inspectPdf,
  isDictionary,
  openPdf,
  type PdfValue,
  pagesOf,
  pdfText,
} from './pdf.ts'
import { createDevelopmentAuthority, type Signer, signPdf, verifyPdfSignatures } from './signing.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'signing-'))
after(() => rmSync(folder, { recursive: true }))

const keys = path.join(folder, 'authority')
const authority = await createDevelopmentAuthority(keys)
const stranger = await createDevelopmentAuthority(path.join(folder, 'stranger'))
const roots = [authority.rootCertificate]
const agency = 'Ủy ban nhân dân phường Phú Thủy'
const anh = await authority.issueCertificate({
  key: 'officer-1',
  name: 'Nguyễn Văn Ánh',
  title: 'Chủ tịch',
  organisation: agency,
})
const seal = await authority.issueCertificate({
  key: 'seal-1',
  name: agency,
  organisation: 'Tỉnh Bình Thuận',
})

const at = new Date()
const signature = { reason: 'Ký ban hành', location: 'Phan Thiết', name: 'Nguyễn Văn Ánh', at }
const sealing = { ...signature, reason: 'Đóng dấu', name: agency }
const plain = await createPdfRenderer().render({
  template:
    '#import "/official.typ": *\n#show: official\n#letterhead()\n#document-name("Quyết định")\nSố tiền: 1.000.000 đồng',
  inputs: { agency: { name: agency, place: 'Phan Thiết' } },
  title: 'Quyết định',
  language: 'vi',
  createdAt: at,
})
const signed = await signPdf(plain, anh, signature)
const sealed = await signPdf(signed, seal, sealing)

const trust = path.join(folder, 'trust')
execFileSync('mkdir', [trust])
execFileSync('certutil', ['-N', '-d', trust, '--empty-password'])
writeFileSync(path.join(folder, 'root.der'), authority.rootCertificate)
execFileSync('certutil', [
  '-A',
  '-d',
  trust,
  '-n',
  'root',
  '-t',
  'CT,C,C',
  '-i',
  path.join(folder, 'root.der'),
])

function written(pdf: Uint8Array): string {
  const file = path.join(folder, 'paper.pdf')
  writeFileSync(file, pdf)
  return file
}
const pdfsig = (pdf: Uint8Array) =>
  execFileSync('pdfsig', ['-nssdir', trust, written(pdf)], { encoding: 'utf8' })
const count = (text: string, words: string) => text.split(words).length - 1

/** A copy with one byte changed after `text`. */
function flipped(pdf: Uint8Array, text: string): Buffer {
  const copy = Buffer.from(pdf)
  const index = copy.indexOf(text, 0, 'latin1') + text.length
  copy[index] = (copy[index] ?? 0) ^ 1
  return copy
}

test('a signed paper is valid and trusted for a tool we did not write, under the Vietnamese name', () => {
  const report = pdfsig(signed)
  assert.match(report, /Signer Certificate Common Name: Nguyễn Văn Ánh/)
  assert.match(report, /Signature Type: ETSI.CAdES.detached/)
  assert.match(report, /Total document signed/)
  assert.match(report, /Signature is Valid/)
  assert.match(report, /Certificate is Trusted/)
})

test('our own check says the same, with name, agency, reason and time', async () => {
  const [report, ...more] = await verifyPdfSignatures(signed, roots)
  assert.deepEqual(more, [])
  assert.deepEqual(report, {
    field: 'Signature1',
    signer: 'Nguyễn Văn Ánh',
    organisation: agency,
    reason: 'Ký ban hành',
    location: 'Phan Thiết',
    signedAt: new Date(Math.floor(at.getTime() / 1000) * 1000),
    coversWholeDocument: true,
    laterChanges: 'none',
    digestMatches: true,
    signatureMatches: true,
    trusted: true,
    valid: true,
  })
})

test("the agency's seal follows the person's signature and both stay valid", async () => {
  const report = pdfsig(sealed)
  assert.equal(count(report, 'Signature is Valid'), 2)
  assert.equal(count(report, 'Certificate is Trusted'), 2)
  const reports = await verifyPdfSignatures(sealed, roots)
  assert.deepEqual(
    reports.map(({ signer, valid, laterChanges, coversWholeDocument }) => [
      signer,
      valid,
      laterChanges,
      coversWholeDocument,
    ]),
    [
      ['Nguyễn Văn Ánh', true, 'signatures', false],
      [agency, true, 'none', true],
    ],
  )
})

test('a signed paper stays a clean, tagged PDF/A with the same words', () => {
  assert.deepEqual(inspectPdf(sealed), { pages: 1, signatures: 2 })
  assert.deepEqual(
    sealed.subarray(0, plain.length),
    Buffer.from(plain),
    'not one byte before the signature moved',
  )
  const file = written(sealed)
  assert.match(
    execFileSync('qpdf', ['--check', file], { encoding: 'utf8' }),
    /No syntax or stream encoding errors/,
  )
  const about = execFileSync('pdfinfo', ['-meta', file], { encoding: 'utf8' })
  assert.match(about, /<pdfaid:part>2<\/pdfaid:part>[\s\S]*<pdfaid:conformance>A</)
  assert.match(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }), /Số tiền: 1\.000\.000 đồng/)
})

test('files with packed cross references are signed twice as well', async () => {
  const packed = path.join(folder, 'packed.pdf')
  execFileSync('qpdf', ['--object-streams=generate', written(plain), packed])
  const pdf = await signPdf(await signPdf(readFileSync(packed), anh, signature), seal, sealing)
  assert.equal(count(pdfsig(pdf), 'Signature is Valid'), 2)
  assert.deepEqual(
    (await verifyPdfSignatures(pdf, roots)).map(({ valid }) => valid),
    [true, true],
  )
  assert.match(execFileSync('qpdf', ['--check', written(pdf)], { encoding: 'utf8' }), /No syntax or stream/)
})

test('one flipped byte is found by pdfsig and by our check', async () => {
  const forged = flipped(signed, 'stream\n')
  assert.match(pdfsig(forged), /Digest Mismatch/)
  const [report] = await verifyPdfSignatures(forged, roots)
  assert.equal(report?.digestMatches, false)
  assert.equal(report?.valid, false)
  const sealedForged = await verifyPdfSignatures(flipped(sealed, 'stream\n'), roots)
  assert.deepEqual(
    sealedForged.map(({ valid }) => valid),
    [false, false],
  )
})

test('bytes appended after the signature are found', async () => {
  const [report] = await verifyPdfSignatures(Buffer.concat([signed, Buffer.from('\n% thêm vào')]), roots)
  assert.equal(report?.laterChanges, 'document')
  assert.equal(report?.valid, false)
})

/** The attack behind most forged PDFs: a revision that changes what the pages show, every signed byte untouched. */
function withChangedPage(pdf: Uint8Array): Buffer {
  const file = openPdf(pdf)
  const [page] = pagesOf(file, 10)
  assert.ok(page)
  const content: PdfValue = { kind: 'stream', dictionary: new Map(), raw: Buffer.from('0 0 m 99 99 l S') }
  return appendRevision(
    file,
    new Map<number, PdfValue>([
      [file.size, content],
      [
        page.reference.number,
        new Map([...page.dictionary, ['Contents', { kind: 'reference', number: file.size, generation: 0 }]]),
      ],
    ]),
  )
}

test('a later revision that changes a page is found, even when someone signs it afterwards', async () => {
  const changed = withChangedPage(sealed)
  assert.deepEqual(
    (await verifyPdfSignatures(changed, roots)).map(({ valid }) => valid),
    [false, false],
  )
  const again = await verifyPdfSignatures(await signPdf(changed, seal, sealing), roots)
  assert.deepEqual(
    again.map(({ valid, laterChanges }) => [valid, laterChanges]),
    [
      [false, 'document'],
      [false, 'document'],
      [true, 'none'],
    ],
  )
})

test('a later revision that changes the catalogue or an old signature is found', async () => {
  const file = openPdf(signed)
  const root = file.trailer.get('Root')
  const catalogue = file.resolve(root)
  assert.ok(isDictionary(catalogue) && typeof root === 'object' && root !== null && 'number' in root)
  const forged = appendRevision(
    file,
    new Map([[root.number, new Map([...catalogue, ['OpenAction', pdfText('x')]])]]),
  )
  const [first] = await verifyPdfSignatures(await signPdf(forged, seal, sealing), roots)
  assert.equal(first?.valid, false)
})

test('a hole in the signed range larger than the signature is no signature', async () => {
  const text = Buffer.from(signed).toString('latin1')
  const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]/.exec(text)
  assert.ok(range)
  const [whole, before, behind, rest] = range
  const wider = `/ByteRange [0 ${Number(before) - 5} ${behind} ${rest}`.padEnd(whole.length - 1)
  const [report] = await verifyPdfSignatures(Buffer.from(text.replace(whole, `${wider}]`), 'latin1'), roots)
  assert.equal(report?.digestMatches, false)
  assert.equal(report?.valid, false)
})

test('a certificate of another authority, or one that had run out, is not trusted', async () => {
  const other = await stranger.issueCertificate({ key: 'x', name: 'Nguyễn Văn Ánh', organisation: agency })
  const [foreign] = await verifyPdfSignatures(await signPdf(plain, other, signature), roots)
  assert.deepEqual([foreign?.signatureMatches, foreign?.trusted, foreign?.valid], [true, false, false])
  const old = await authority.issueCertificate({
    key: 'old',
    name: 'Trần Thị Cũ',
    organisation: agency,
    days: -10,
  })
  const [expired] = await verifyPdfSignatures(await signPdf(plain, old, signature), roots)
  assert.deepEqual([expired?.signatureMatches, expired?.trusted, expired?.valid], [true, false, false])
  const then = new Date(at.getTime() - 15 * 86_400_000)
  const [inTime] = await verifyPdfSignatures(await signPdf(plain, old, { ...signature, at: then }), roots)
  assert.equal(inTime?.valid, true)
})

test('a signature made with a key that is not the one of the certificate is found', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const impostor = {
    ...anh,
    sign: async (bytes: Uint8Array) => createSign('sha256').update(bytes).sign(privateKey),
  }
  const [report] = await verifyPdfSignatures(await signPdf(plain, impostor, signature), roots)
  assert.deepEqual([report?.digestMatches, report?.signatureMatches, report?.valid], [true, false, false])
})

test('a signer with an elliptic-curve key, as tokens have, signs as validly', async () => {
  const [key, certificate] = [path.join(folder, 'ec.key'), path.join(folder, 'ec.der')]
  const subject = '/C=VN/O=Sở Tư pháp/CN=Đặng Thị Ngọc'
  const request = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-utf8',
    '-days',
    '9',
  ]
  execFileSync(
    'openssl',
    [...request, '-subj', subject, '-keyout', key, '-outform', 'DER', '-out', certificate],
    { stdio: 'ignore' },
  )
  const ngoc: Signer = {
    certificates: [readFileSync(certificate)],
    subject: 'Đặng Thị Ngọc',
    algorithm: 'ECDSA-SHA256',
    sign: async (bytes) => createSign('sha256').update(bytes).sign(readFileSync(key)),
  }
  const pdf = await signPdf(plain, ngoc, { ...signature, name: 'Đặng Thị Ngọc' })
  assert.match(pdfsig(pdf), /Signature is Valid/)
  const [report] = await verifyPdfSignatures(pdf, roots)
  assert.deepEqual(
    [report?.signer, report?.signatureMatches, report?.trusted],
    ['Đặng Thị Ngọc', true, false],
  )
})

test('an officer keeps one certificate, and its key is for the owner of the folder alone', async () => {
  const again = await (await createDevelopmentAuthority(keys)).issueCertificate({
    key: 'officer-1',
    name: 'Khác',
    organisation: 'Khác',
  })
  assert.deepEqual(again.certificates, anh.certificates)
  const files = readdirSync(keys)
  assert.ok(files.length >= 3)
  assert.deepEqual(
    files.filter((file) => (statSync(path.join(keys, file)).mode & 0o777) !== 0o600),
    [],
  )
})

test('two processes that start at once share one authority', async () => {
  const shared = path.join(folder, 'shared')
  const [a, b] = await Promise.all([createDevelopmentAuthority(shared), createDevelopmentAuthority(shared)])
  assert.deepEqual(a.rootCertificate, b.rootCertificate)
})

test('an unsigned paper has no signatures, and a damaged or locked one cannot be signed', async () => {
  assert.deepEqual(await verifyPdfSignatures(plain, roots), [])
  await assert.rejects(signPdf(plain.subarray(0, 3000), anh, signature), { code: 'documents.damagedPdf' })
  await assert.rejects(verifyPdfSignatures(plain.subarray(0, 3000), roots), { code: 'documents.damagedPdf' })
  const locked = path.join(folder, 'locked.pdf')
  execFileSync('qpdf', ['--encrypt', '', 'owner', '256', '--', written(plain), locked])
  await assert.rejects(signPdf(readFileSync(locked), anh, signature), { code: 'documents.encryptedPdf' })
})
