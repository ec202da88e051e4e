import assert from 'node:assert/strict'
import { test } from 'node:test'
import QRCode from 'qrcode'
import sharp from 'sharp'
import { readCardPicture } from './commands.ts'

const scan = '099190000031||Trần Thị Diều|02031990|Nữ|Số 1 Ngọn Gió, Đuôi Diều, Cánh Buồm, Hòn Gió|01072021'

test('the code is read from a picture, also turned, small on a large ground, and from a JPEG', async () => {
  const code = await QRCode.toBuffer(scan, { width: 420 })
  const turned = await sharp(code).rotate(20, { background: '#fff' }).toBuffer()
  const photo = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#d8cbb0' } })
    .composite([{ input: turned, left: 700, top: 400 }])
    .jpeg({ quality: 80 })
    .toBuffer()
  for (const picture of [code, turned, photo])
    assert.equal((await readCardPicture(picture))?.card.identityNumber, '099190000031')
})

test('a picture without the code of a card gives nothing', async () => {
  assert.equal(await readCardPicture(await QRCode.toBuffer('https://example.vn', { width: 300 })), undefined)
  const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  assert.equal(await readCardPicture(blank), undefined)
})
