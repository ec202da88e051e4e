/** Runs in the browser: a QR code as a picture, without a line. */
import QRCode from 'qrcode'
import { make } from './island-runtime.ts'

const quietZone = 4

/** Mã QR, black on white, as an image of so many pixels. */
export function qrPicture(text: string, alt: string): HTMLImageElement {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * quietZone
  const dots = Array.from({ length: modules.size ** 2 }, (_one, at) => at)
    .filter((at) => modules.data[at])
    .map((at) => `M${(at % modules.size) + quietZone} ${Math.floor(at / modules.size) + quietZone}h1v1h-1z`)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${dots.join('')}"/></svg>`
  return make('img', {
    src: `data:image/svg+xml,${encodeURIComponent(svg)}`,
    alt,
    width: '160',
    height: '160',
  })
}
