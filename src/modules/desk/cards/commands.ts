/** Đọc mã QR từ ảnh thẻ: pictures of a camera or of a file, read on the server. */

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { type Card, readCard } from '#kernel/citizen-cards.ts'

let ready: Promise<void> | undefined

/** The program that reads codes comes with the package; left alone it would be fetched from elsewhere. */
function prepare(): Promise<void> {
  ready ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then(
    async (bytes) => {
      const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
      await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
    },
  )
  return ready
}

const edgeMax = 2400

/** The first code in the picture that is a citizen card's. */
export async function readCardPicture(
  picture: Uint8Array,
): Promise<{ card: Card; text: string } | undefined> {
  await prepare()
  const { data, info } = await sharp(picture, { limitInputPixels: 60_000_000 })
    .rotate()
    .resize(edgeMax, edgeMax, { fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = { data: new Uint8ClampedArray(data), width: info.width, height: info.height }
  const found = await readBarcodes(pixels as ImageData, { formats: ['QRCode'], tryHarder: true })
  for (const { text } of found) {
    const card = readCard(text)
    if (card) return { card, text }
  }
  return undefined
}
