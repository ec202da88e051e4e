import QRCode from 'qrcode'

/** Mã QR as rows of dark (true) and light modules, for `qr()` of `official.typ` to draw. */
export function qrMatrix(text: string): boolean[][] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  return Array.from({ length: modules.size }, (_row, row) =>
    Array.from({ length: modules.size }, (_column, column) => modules.get(row, column) === 1),
  )
}
