/**
 * What a camera writes into a picture beside the picture: place, time, device, owner, a small preview, a second picture behind. It is
 * taken out without drawing the picture anew, so that no letter of a paper loses sharpness; which way is up stays.
 */

import { crc32 } from 'node:zlib'

/** The same bytes where there is nothing to take out; `undefined` for a picture that is built in no known way. */
export function withoutCamera(bytes: Buffer, mediaType: string): Buffer | undefined {
  try {
    const parts =
      mediaType === 'image/jpeg' ? jpeg(bytes) : mediaType === 'image/png' ? png(bytes) : webp(bytes)
    if (!parts) return undefined
    const whole = Buffer.concat(parts)
    return whole.equals(bytes) ? bytes : whole
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined
    throw thrown
  }
}

/** EXIF with the orientation alone; none when the picture stands upright as it is. */
function uprightness(exif: Buffer): Buffer | undefined {
  const orientation = orientationOf(exif)
  if (orientation === undefined || orientation === 1) return undefined
  const tiff = Buffer.from('49492a00080000000100120103000100000000000000000000000000', 'hex')
  tiff.writeUInt16LE(orientation, 18)
  return tiff.subarray(0, 26)
}

/** From a TIFF structure: tag 0x0112 of the first directory. */
function orientationOf(tiff: Buffer): number | undefined {
  if (tiff.length < 14) return undefined
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const u16 = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const directory = u32(4)
  if (directory + 2 > tiff.length) return undefined
  for (let index = 0; index < u16(directory); index++) {
    const at = directory + 2 + index * 12
    if (at + 12 > tiff.length) return undefined
    const value = u16(at + 8)
    if (u16(at) === 0x0112) return value >= 1 && value <= 8 ? value : undefined
  }
  return undefined
}

const exifMark = Buffer.from('Exif\0\0', 'latin1')

/** Kept of the segments before the picture: how it is coded, and its colours. */
function isJpegKept(marker: number, content: Buffer): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  const starts = (text: string) => content.toString('latin1', 0, text.length) === text
  return (
    (marker === 0xe0 && starts('JFIF\0')) ||
    (marker === 0xe2 && starts('ICC_PROFILE\0')) ||
    (marker === 0xee && starts('Adobe'))
  )
}

function jpeg(bytes: Buffer): readonly Buffer[] | undefined {
  const parts: Buffer[] = [bytes.subarray(0, 2)]
  let [at, upright] = [2, undefined as Buffer | undefined]
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at++
      continue
    }
    // What follows the end of the picture is not the picture.
    if (marker === 0xd9) return [...head(parts, upright), bytes.subarray(at, at + 2)]
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    const content = bytes.subarray(at + 4, end)
    if (marker === 0xe1 && content.subarray(0, 6).equals(exifMark))
      upright ??= uprightness(content.subarray(6))
    else if (isJpegKept(marker, content)) parts.push(bytes.subarray(at, end))
    at = end
    if (marker !== 0xda) continue
    const scan = at
    while (at < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at++
    parts.push(bytes.subarray(scan, at))
  }
  return undefined
}

/** Inside a scan, an 0xff is written with a zero behind it, and marks of restart belong to it. */
const isMarker = (code: number) => code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)

/** EXIF stands first but for the head of JFIF, if there is one. */
function head(parts: readonly Buffer[], upright: Buffer | undefined): readonly Buffer[] {
  if (!upright) return parts
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), exifMark, upright])
  segment.writeUInt16BE(segment.length - 2, 2)
  const after = parts[1]?.[1] === 0xe0 ? 2 : 1
  return [...parts.slice(0, after), segment, ...parts.slice(after)]
}

const pngKept = new Set('IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD hIST pHYs'.split(' '))

function png(bytes: Buffer): readonly Buffer[] | undefined {
  const parts: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    const type = bytes.toString('latin1', at + 4, at + 8)
    const upright = type === 'eXIf' ? uprightness(bytes.subarray(at + 8, end - 4)) : undefined
    if (upright) parts.push(pngChunk('eXIf', upright))
    if (pngKept.has(type)) parts.push(bytes.subarray(at, end))
    if (type === 'IEND') return parts
    at = end
  }
  return undefined
}

function pngChunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

const webpKept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const [hasExif, hasXmp] = [0x08, 0x04]

function webp(bytes: Buffer): readonly Buffer[] | undefined {
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  const chunks: Buffer[] = []
  let upright: Buffer | undefined
  for (let at = 12; at + 8 <= end; ) {
    const size = bytes.readUInt32LE(at + 4)
    const next = at + 8 + size + (size % 2)
    if (next > bytes.length + 1) return undefined
    const type = bytes.toString('latin1', at, at + 4)
    const content = bytes.subarray(at + 8, at + 8 + size)
    if (type === 'EXIF')
      upright = uprightness(content.subarray(0, 6).equals(exifMark) ? content.subarray(6) : content)
    if (webpKept.has(type)) chunks.push(Buffer.from(bytes.subarray(at, next)))
    at = next
  }
  const extended = chunks.find((chunk) => chunk.toString('latin1', 0, 4) === 'VP8X')
  if (extended)
    extended.writeUInt8((extended.readUInt8(8) & ~(hasExif | hasXmp)) | (upright ? hasExif : 0), 8)
  if (upright && extended) {
    const start = Buffer.from('EXIF\0\0\0\0', 'latin1')
    start.writeUInt32LE(upright.length, 4)
    chunks.push(start, upright)
  }
  const body = Buffer.concat(chunks)
  const start = Buffer.from(bytes.subarray(0, 12))
  start.writeUInt32LE(body.length + 4, 4)
  return chunks.length > 0 ? [start, body] : undefined
}
