/** Real EXIF as phones write it: place, time and device go, the picture and which way is up stay. */

import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { readVerified, receiveFile } from '../files.ts'
import { freshPlatform } from '../testing/database.ts'
import { withoutCamera } from './camera.ts'

const { files } = await freshPlatform()
const kinds = ['jpeg', 'png', 'webp'] as const
type Kind = (typeof kinds)[number]

/** A page with a dark corner, as a phone held sideways takes it. */
async function photo(kind: Kind, orientation: number): Promise<Buffer> {
  const corner = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#000' } })
    .png()
    .toBuffer()
  return sharp({ create: { width: 120, height: 80, channels: 3, background: '#fff' } })
    .composite([{ input: corner, left: 0, top: 0 }])
    .withMetadata({ orientation })
    .withExifMerge({
      IFD0: { Make: 'Dieu', Model: 'Sao-5', Artist: 'Nguyen Thi Gio', ImageDescription: 'nha toi' },
      IFD2: { DateTimeOriginal: '2026:03:12 08:15:00', BodySerialNumber: 'SN-0601' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '10/1 56/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '108/1 6/1 0/1',
      },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><!-- 10.93,108.1 --></x:xmpmeta>')
    .toFormat(kind, { quality: 90 })
    .toBuffer()
}
const send = async (bytes: Buffer, name = 'giấy') => {
  const file = await receiveFile(files, { name, content: Readable.from([bytes]) })
  return { file, kept: await readVerified(files, file.sha256, name) }
}
const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer()
const upright = (bytes: Buffer) => sharp(bytes).rotate().raw().toBuffer()
const secrets = ['Dieu', 'Sao-5', 'Nguyen Thi Gio', 'nha toi', '2026:03:12', 'SN-0601', '10.93', 'xmpmeta']

for (const kind of kinds)
  for (const orientation of [1, 6])
    test(`a ${kind} of a phone turned ${orientation}: nothing of the camera is kept, every point and which way is up are`, async () => {
      const sent = await photo(kind, orientation)
      const before = await sharp(sent).metadata()
      assert.ok(
        secrets.every((secret) => before.exif?.includes(secret) || before.xmp?.includes(secret)),
        'the camera wrote something',
      )
      const { kept, file } = await send(sent)
      for (const secret of secrets) assert.ok(!kept.includes(secret), secret)
      const after = await sharp(kept).metadata()
      assert.deepEqual([after.format, after.width, after.height, after.xmp], [kind, 120, 80, undefined])
      assert.equal(after.orientation ?? 1, orientation)
      assert.ok((after.exif?.length ?? 0) < 40)
      assert.deepEqual(await pixels(kept), await pixels(sent))
      assert.deepEqual(await upright(kept), await upright(sent))
      // Sent again, or what its owner got back is sent: the same file.
      assert.equal((await send(sent)).file.sha256, file.sha256)
      assert.equal((await send(kept)).file.sha256, file.sha256)
    })

test('colours stay; comments, a second picture behind the first and its place do not', async () => {
  const first = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#0b5c7a' } })
    .withIccProfile('p3')
    .jpeg({ progressive: true })
    .toBuffer()
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 14]), Buffer.from('nhà Nguyễn')]).subarray(0, 16)
  const sent = Buffer.concat([first.subarray(0, 2), comment, first.subarray(2), await photo('jpeg', 1)])
  const { kept } = await send(sent)
  for (const secret of [...secrets, 'nhà']) assert.ok(!kept.includes(secret), secret)
  assert.ok((await sharp(kept).metadata()).icc)
  assert.deepEqual(await pixels(kept), await pixels(first))
  assert.ok(kept.length <= first.length)
})

test('a picture without any of it, and every PDF, is kept to the byte', async () => {
  for (const kind of kinds) {
    const plain = await sharp({ create: { width: 60, height: 40, channels: 4, background: '#0b5c7a80' } })
      .toFormat(kind)
      .toBuffer()
    assert.deepEqual((await send(plain)).kept, plain)
  }
  const document = await PDFDocument.create()
  document.setAuthor('Nguyễn Thị Gió')
  const page = document.addPage([200, 200])
  page.drawImage(await document.embedJpg(await photo('jpeg', 6)))
  const pdf = Buffer.from(await document.save())
  assert.deepEqual((await send(pdf)).kept, pdf)
})

test('whatever is cut or bent is left to be drawn anew, and never taken for clean', async () => {
  for (const kind of kinds) {
    const sent = await photo(kind, 6)
    for (let at = 12; at < sent.length; at += 7) {
      const cut = withoutCamera(sent.subarray(0, at), `image/${kind}`)
      for (const secret of secrets) assert.ok(!cut?.includes(secret), `${kind} cut at ${at}`)
    }
  }
})
