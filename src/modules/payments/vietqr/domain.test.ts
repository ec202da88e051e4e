import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import QRCode from 'qrcode'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { crc16, vietQr } from './domain.ts'

const transfer = { bankBin: '970403', account: '0011012345678', vnd: 180_000, memo: 'MC7K2M9P4XQ3' }

/** Nested fields as a reader of EMVCo codes sees them. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (let at = 0; at < text.length; ) {
    const length = Number(text.slice(at + 2, at + 4))
    fields.set(text.slice(at, at + 2), text.slice(at + 4, at + 4 + length))
    at += 4 + length
  }
  return fields
}

test('the checksum is that of the standard, on its published check value and on a published code', () => {
  assert.equal(crc16('123456789'), '29B1')
  const published =
    '00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA530370454061800005802VN62340107NPS68690819thanh toan don hang6304'
  assert.equal(crc16(published), '2E2E')
})

/** The decoder comes with its package; left alone it would be fetched from elsewhere. */
const decoder = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
const wasmBinary = new Uint8Array(readFileSync(decoder)).buffer
await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })

test('a foreign decoder reads the picture, and each field is where banks look for it', async () => {
  const png = await QRCode.toBuffer(vietQr(transfer), { errorCorrectionLevel: 'M', scale: 4, margin: 4 })
  const [found] = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] })
  assert.ok(found)
  const fields = fieldsOf(found.text)
  const merchant = fieldsOf(fields.get('38') ?? '')
  const beneficiary = fieldsOf(merchant.get('01') ?? '')
  assert.deepEqual(
    [fields.get('54'), fields.get('53'), fieldsOf(fields.get('62') ?? '').get('08')],
    ['180000', '704', transfer.memo],
  )
  assert.deepEqual([...beneficiary.values()], [transfer.bankBin, transfer.account])
  assert.equal(merchant.get('02'), 'QRIBFTTA')
  assert.equal(fields.get('63'), crc16(found.text.slice(0, -4)))
})

test('what no bank would read is not made', () => {
  for (const wrong of [{ bankBin: '97' }, { account: 'số 1' }, { vnd: 0.5 }, { memo: 'Nộp phí' }])
    assert.throws(() => vietQr({ ...transfer, ...wrong }))
})
