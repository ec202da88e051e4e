/** A small corpus of files that are two things at once, or bombs: each refused, and what people send taken. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { examine, UnreadableFile } from './examine.ts'

const drawn = (side = 64) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#0b5c7a' } })
const [jpeg, png, webp] = await Promise.all([
  drawn().jpeg().toBuffer(),
  drawn().png().toBuffer(),
  drawn().webp().toBuffer(),
])
const document = await PDFDocument.create()
document.addPage()
const pdf = Buffer.from(await document.save())
const joined = (...parts: (Buffer | string)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
/** The end of an archive, as every reader of archives looks for it. */
const archive = joined('PK\x03\x04name', 'PK\x05\x06', Buffer.alloc(18))
const withTables = (facts: string, stream: Buffer) =>
  joined(
    `%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 3 0 R>>\nendobj\n2 0 obj\n<<${facts}/Length ${stream.length}>>\nstream\n`,
    stream,
    '\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  )
const zeros = deflateSync(Buffer.alloc(64 * 1024 * 1024))

const hostile: readonly [string, Buffer][] = [
  ['a JPEG with an archive behind it', joined(jpeg, archive)],
  ['a PNG with an archive behind it', joined(png, archive)],
  ['a WebP with a page behind it', joined(webp, '<HTML><body>')],
  ['a JPEG with a script in it', joined(jpeg, '<script>alert(1)</script>')],
  ['a JPEG with PHP in it', joined(jpeg, '<?php system($_GET[0]);')],
  ['a page before a PDF', joined('<html><script>1</script>', pdf)],
  ['a PDF with an archive behind it', joined(pdf, archive)],
  ['a PDF whose objects unpack to 64 MB', withTables('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', zeros)],
  ['a PDF packed twice', withTables('/Type /ObjStm /Filter [/FlateDecode /FlateDecode]', deflateSync(zeros))],
  ['a PDF whose cross references unpack to 64 MB', withTables('/Type/XRef/Size 1/Filter/FlateDecode', zeros)],
]
for (const [what, bytes] of hostile)
  test(`${what} is refused`, () => assert.rejects(examine(bytes, 'papers'), UnreadableFile))

test('what people send is taken: pictures, PDFs with packed objects, a photo with its film behind it', async () => {
  const film = joined(jpeg, Buffer.from('\0\0\0\x18ftypmp42', 'latin1'), Buffer.alloc(2000, 7))
  for (const bytes of [jpeg, png, webp, film, pdf, joined('\r\n', pdf)])
    assert.ok(await examine(bytes, 'papers'))
})
