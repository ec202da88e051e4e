/** Looks inside an upload: what it really is, whether it opens, how many pages it has. The name and the sender's claim are not asked. */

import sharp from 'sharp'
import { isPdfAndMore, isPdfBomb, isPictureAndMore } from './hostile.ts'
import { examineSound } from './sound.ts'

export type Examined = {
  readonly mediaType: string
  readonly pages?: number
  /** Of a recording, where it says so. */
  readonly seconds?: number | undefined
}
export type FileKinds = 'papers' | 'papers and sound'

/** The file is of an accepted kind but cannot be used; the message is a Vietnamese clause for the reason. */
export class UnreadableFile extends Error {}

// Every photo is another: to keep what was made of the last ones costs a lock at each step and finds nothing.
sharp.cache(false)

const pixelsMax = 60_000_000
const pagesMax = 500
const doubleWords = 'tệp có lẫn nội dung khác bên trong'

/** What the bytes are, or `undefined` when they are nothing we accept. Throws `UnreadableFile` when they are broken or hostile. */
export async function examine(bytes: Buffer, kinds: FileKinds): Promise<Examined | undefined> {
  const starts = (...codes: number[]) => codes.every((code, index) => bytes[index] === code)
  if (bytes.subarray(0, 1024).includes('%PDF-')) return examinePdf(bytes)
  if (starts(0xff, 0xd8, 0xff)) return examinePicture(bytes, 'image/jpeg')
  if (starts(0x89, 0x50, 0x4e, 0x47)) return examinePicture(bytes, 'image/png')
  if (starts(0x52, 0x49, 0x46, 0x46) && bytes.subarray(8, 12).toString('latin1') === 'WEBP')
    return examinePicture(bytes, 'image/webp')
  return kinds === 'papers and sound' ? examineSound(bytes) : undefined
}

async function examinePdf(bytes: Buffer): Promise<Examined> {
  if (isPdfAndMore(bytes)) throw new UnreadableFile(doubleWords)
  if (await isPdfBomb(bytes)) throw new UnreadableFile('tệp nén quá mức thường')
  // Loaded with the first PDF: it takes a tenth of a second that no start should wait for.
  const { PDFDocument } = await import('pdf-lib')
  const document = await PDFDocument.load(bytes, {
    updateMetadata: false,
    throwOnInvalidObject: false,
  }).catch((cause: unknown) => {
    const locked = cause instanceof Error && /encrypted/i.test(cause.message)
    throw new UnreadableFile(locked ? 'tệp có mật khẩu' : 'tệp bị hỏng hoặc tải lên chưa hết', { cause })
  })
  let pages = 0
  try {
    pages = document.getPageCount()
  } catch (cause) {
    throw new UnreadableFile('tệp bị hỏng hoặc tải lên chưa hết', { cause })
  }
  if (pages === 0) throw new UnreadableFile('tệp không có trang nào')
  if (pages > pagesMax) throw new UnreadableFile(`tệp có ${pages} trang, tối đa ${pagesMax} trang`)
  return { mediaType: 'application/pdf', pages }
}

async function examinePicture(bytes: Buffer, mediaType: string): Promise<Examined> {
  if (isPictureAndMore(bytes)) throw new UnreadableFile(doubleWords)
  // Decoding to a thumbnail reads every row: a cut-off upload is found here and not by the officer.
  await sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'truncated' })
    .resize(32, 32, { fit: 'inside' })
    .raw()
    .toBuffer()
    .catch(async (cause: unknown) => {
      throw new UnreadableFile(await whyUnreadable(bytes), { cause })
    })
  return { mediaType, pages: 1 }
}

async function whyUnreadable(bytes: Buffer): Promise<string> {
  const size = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!size) return 'ảnh bị hỏng'
  const { width, height } = size
  return width * height > pixelsMax
    ? `ảnh quá lớn (${width} × ${height} điểm)`
    : 'ảnh bị hỏng hoặc tải lên chưa hết'
}
