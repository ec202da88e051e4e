import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type EdxmlMessage,
  type EdxmlStatus,
  readEdxml,
  readEdxmlStatus,
  writeEdxml,
  writeEdxmlStatus,
} from './edxml.ts'

const blank = { inCharge: '', address: '', email: '', telephone: '', fax: '', website: '' }
const windOffice = { ...blank, organId: '000.01.02.Z99', name: 'Sở Gió & Mây', email: 'gio@hon-gio.example' }
const island = {
  ...blank,
  organId: '000.00.00.Z99',
  name: 'Ủy ban nhân dân tỉnh Hòn Gió',
  inCharge: 'Chính phủ',
}
const staff = { department: 'Văn phòng', name: 'Gió Văn Diều', email: '', mobile: '0990000001' }
const message: EdxmlMessage = {
  documentId: '000.01.02.Z99,2026/03/02,12/SGM-TH',
  from: windOffice,
  to: [island, { ...island, organId: '000.00.01.Z99' }],
  code: { number: '12', notation: 'SGM-TH' },
  promulgation: { place: 'Hòn Gió', on: '2026-03-02' },
  documentType: { type: '3', name: 'Công văn' },
  subject: 'V/v thả diều <ban đêm> & "đèn"',
  content: '',
  signer: { competence: 'KT', position: 'Phó Giám đốc', name: 'Trần Thị Mây' },
  dueOn: '2026-03-20',
  toPlaces: ['Như trên', 'Lưu: VT'],
  priority: 1,
  pages: 2,
  responseFor: [{ organId: '000.00.00.Z99', code: '7/UBND', on: '2026-02-20', documentId: 'X' }],
  steering: 1,
  trace: [{ organId: '000.01.02.Z99', at: '2026-03-02T08:00:00+07:00' }],
  business: { kind: 'new', reason: '', documentId: '', hasPaper: false, staff },
  attachments: [
    {
      contentId: 'van-ban.pdf@1',
      contentType: 'application/pdf',
      name: 'Công văn 12.pdf',
      description: '',
      content: Buffer.from('%PDF-1.7').toString('base64'),
    },
  ],
}
const status: EdxmlStatus = {
  responseFor: {
    organId: '000.01.02.Z99',
    code: '12/SGM-TH',
    on: '2026-03-02',
    documentId: message.documentId,
  },
  from: island,
  statusCode: '02',
  description: 'Gửi nhầm nơi nhận',
  at: '2026-03-02T09:00:00+07:00',
  staff,
}

test('a message is read as it was built, recalls and replacements too', () => {
  assert.deepEqual(readEdxml(writeEdxml(message)), message)
  for (const kind of ['recall', 'update', 'replace'] as const) {
    const business = { ...message.business, kind, reason: 'Sai ngày', documentId: message.documentId }
    const later = { ...message, business, dueOn: null, attachments: [] }
    assert.deepEqual(readEdxml(writeEdxml(later)), later)
  }
})

test('a status is read as it was built, and only those of the axis are', () => {
  assert.deepEqual(readEdxmlStatus(writeEdxmlStatus(status)), status)
  const unknown = writeEdxmlStatus(status).replace('>02<', '>99<')
  assert.throws(() => readEdxmlStatus(unknown), { code: 'edxml.wrong' })
})

test('names count, prefixes and order do not; what a sender adds is passed over', () => {
  const written = writeEdxml(message)
  const other = written
    .replaceAll('edXML:', 'x:')
    .replace('xmlns:edXML=', 'xmlns:x=')
    .replace(/(<x:Subject>.*?<\/x:Subject>)(.*?)(<\/x:MessageHeader>)/, '$2$1$3')
    .replace('<x:MessageHeader>', '<x:MessageHeader><x:Them>gì đó</x:Them>')
    .replace('JVBERi0x', 'JVBE\n  Ri0x')
  assert.deepEqual(readEdxml(other), message)
})

test('what is wrong is named by its place', () => {
  const written = writeEdxml(message)
  const wrong: readonly (readonly [RegExp, string, RegExp])[] = [
    [/2026-03-02<\/edXML:PromulgationDate/, 'hôm qua</edXML:PromulgationDate', /promulgation\/on/],
    [/Priority>1</, 'Priority>7<', /priority/],
    [/Priority>1</, 'Priority>1.5<', /priority/],
    [/BussinessDocType>0</, 'BussinessDocType>9<', /business\/kind/],
    [
      /OrganId>000\.01\.02\.Z99<\/edXML:OrganId><edXML:OrganName/,
      'OrganId>../../x</edXML:OrganId><edXML:OrganName',
      /from\/organId/,
    ],
    [/Công văn 12\.pdf/, '../../etc/passwd', /attachments\/0\/name/],
    [/application\/pdf/, 'text/html; x', /contentType/],
    [/JVBERi0x/, 'không phải base64', /attachments\/0\/content/],
    [/<edXML:Subject>[^<]*<\/edXML:Subject>/, '', /subject/],
  ]
  for (const [found, instead, place] of wrong) {
    const changed = written.replace(found, instead)
    assert.notEqual(changed, written, String(found))
    assert.throws(
      () => readEdxml(changed),
      ({ code, message: words }: { code: string; message: string }) =>
        code === 'edxml.wrong' && place.test(words),
      String(found),
    )
  }
  assert.throws(() => writeEdxml({ ...message, to: [] }), { code: 'edxml.wrong' })
})

test('the list of attachments and the files agree, or nothing is taken', () => {
  const written = writeEdxml(message)
  const [file = ''] = /<edXML:Attachment>.*<\/edXML:Attachment>/.exec(written) ?? []
  const [line = ''] = /<edXML:Reference>.*<\/edXML:Reference>/.exec(written) ?? []
  const hostile = [
    written.replace(file, ''),
    written.replace(line, ''),
    written.replace(file, file + file),
    written.replace(line, line + line),
    written.replace(file, file + file.replaceAll('van-ban.pdf@1', 'them.exe')),
  ]
  for (const text of hostile) assert.throws(() => readEdxml(text), { code: 'edxml.attachments' })
})

test('hostile documents are refused before they are understood', () => {
  const written = writeEdxml(message)
  const [head = '', ...rest] = written.split('\n')
  const body = rest.join('\n')
  const bomb = `${head}<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]>${body.replace('Hòn Gió', '&c;')}`
  assert.throws(() => readEdxml(bomb), { code: 'xml.forbidden' })
  const outside = `${head}<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>${body.replace('Hòn Gió', '&f;')}`
  assert.throws(() => readEdxml(outside), { code: 'xml.forbidden' })
  assert.throws(() => readEdxml(body.slice(0, -20)), { code: 'xml.broken' })
  assert.throws(() => readEdxml('<html/>'), { code: 'edxml.notEdxml' })
  assert.throws(() => readEdxml('<edXML/>'), { code: 'edxml.wrong' })
  assert.throws(() => readEdxml(`<edXML>${'<a>'.repeat(100)}`), { code: 'xml.tooMuch' })
  assert.throws(
    () =>
      readEdxml(
        body.replace('<edXML:ToPlaces>', `<edXML:ToPlaces>${'<edXML:Place>x</edXML:Place>'.repeat(600)}`),
      ),
    {
      code: 'edxml.wrong',
    },
  )
})
