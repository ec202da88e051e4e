import { inflateSync } from 'node:zlib'
import type { PDFDict, PDFDocument, PDFPage, PDFRawStream } from 'pdf-lib'
import sharp, { type Sharp } from 'sharp'

const pixelsMax = 60_000_000
/** A picture smaller than this is a seal or a logo, not a scanned page. */
const sideMin = 500

/**
 * Ảnh quét trong PDF: for each page the one large picture that it consists of, upright; `undefined` for a page that was
 * written rather than scanned, or whose picture is packed in a way that scanners of black and white use (CCITT, JBIG2).
 * Nothing here draws a page: fonts and lines are not pictures.
 */
export async function scannedPages(pdf: Uint8Array): Promise<readonly (Buffer | undefined)[]> {
  const library = await import('pdf-lib')
  const document = await library.PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: false })
  const pages: (Buffer | undefined)[] = []
  for (const page of document.getPages()) pages.push(await pictureOf(library, document, page))
  return pages
}

type Library = typeof import('pdf-lib')

async function pictureOf(
  { PDFName, PDFDict: Dict, PDFRawStream: Raw, PDFNumber }: Library,
  document: PDFDocument,
  page: PDFPage,
): Promise<Buffer | undefined> {
  const objects = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), Dict)
  const number = (dict: PDFDict, name: string) =>
    dict.lookupMaybe(PDFName.of(name), PDFNumber)?.asNumber() ?? 0
  const pictures = (objects?.keys() ?? []).flatMap((key): PDFRawStream[] => {
    const found = document.context.lookup(objects?.get(key))
    return found instanceof Raw && found.dict.get(PDFName.of('Subtype')) === PDFName.of('Image')
      ? [found]
      : []
  })
  const sized = pictures.map((stream) => ({
    stream,
    width: number(stream.dict, 'Width'),
    height: number(stream.dict, 'Height'),
  }))
  const [largest] = sized.toSorted((a, b) => b.width * b.height - a.width * a.height)
  if (!largest || Math.min(largest.width, largest.height) < sideMin) return undefined
  if (largest.width * largest.height > pixelsMax) return undefined
  const { stream, width, height } = largest
  const filter = String(stream.dict.get(PDFName.of('Filter')) ?? '').replace(/[[\]\s]/g, '')
  const turned = page.getRotation().angle
  if (filter === '/DCTDecode') return upright(sharp(stream.contents, { limitInputPixels: pixelsMax }), turned)
  const isPlain = filter === '/FlateDecode' && !stream.dict.has(PDFName.of('DecodeParms'))
  if (!isPlain || number(stream.dict, 'BitsPerComponent') !== 8) return undefined
  const data = inflateSync(stream.contents, { maxOutputLength: pixelsMax * 3 })
  const channels = data.length / (width * height)
  if (channels !== 1 && channels !== 3) return undefined
  return upright(sharp(data, { raw: { width, height, channels } }), turned)
}

function upright(picture: Sharp, degrees: number): Promise<Buffer> {
  return picture.rotate(degrees).jpeg({ quality: 92 }).toBuffer()
}
