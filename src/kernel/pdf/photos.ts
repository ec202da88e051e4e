import { PDFDocument } from 'pdf-lib'
import sharp from 'sharp'
import { Refusal } from '../errors.ts'
import { documentRefusal } from './refusals.ts'

const photosMax = 30
/** A phone takes 12 to 50 megapixels; a picture of 900 would fill the memory when unpacked. */
const megapixelsMax = 60
/** 2 000 pixels over the long side of A4 are some 170 dpi: small print stays readable, a page stays under half a megabyte. */
const longSidePixels = 2000
const marginPoints = 18
const a4 = { width: 595.28, height: 841.89 } as const
const formats = new Set(['jpeg', 'png', 'webp', 'tiff', 'heif'])

/**
 * Turns photos of one paper into one PDF: upright by what the camera recorded, at most 2 000 pixels long, JPEG inside,
 * one A4 page per photo without metadata (a photo tells where it was taken).
 * Throws `documentRefusal`: wrong type, cut short, too large when unpacked, too many.
 */
export async function photosToPdf(images: readonly Buffer[]): Promise<Uint8Array> {
  if (images.length === 0 || images.length > photosMax) {
    throw documentRefusal.tooManyPhotos({ details: { count: photosMax } })
  }
  const pdf = await PDFDocument.create()
  for (const image of images) {
    const { jpeg, width, height } = await straighten(image)
    const sheet = width > height ? { width: a4.height, height: a4.width } : a4
    const page = pdf.addPage([sheet.width, sheet.height])
    const scale = Math.min(
      (sheet.width - 2 * marginPoints) / width,
      (sheet.height - 2 * marginPoints) / height,
    )
    page.drawImage(await pdf.embedJpg(jpeg), {
      x: (sheet.width - width * scale) / 2,
      y: (sheet.height - height * scale) / 2,
      width: width * scale,
      height: height * scale,
    })
  }
  return pdf.save()
}

async function straighten(image: Buffer): Promise<{ jpeg: Buffer; width: number; height: number }> {
  const limits = { limitInputPixels: megapixelsMax * 1_000_000, failOn: 'error', pages: 1 } as const
  try {
    // Limits are checked here by hand, so that a picture too large is told from a broken one.
    const { format, width, height } = await sharp(image, { ...limits, limitInputPixels: false }).metadata()
    if (!formats.has(format)) throw documentRefusal.notPhoto()
    if (width * height > limits.limitInputPixels) {
      throw documentRefusal.photoTooLarge({ details: { megapixels: megapixelsMax } })
    }
    const { data, info } = await sharp(image, limits)
      .autoOrient()
      .resize({ width: longSidePixels, height: longSidePixels, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 78 })
      .timeout({ seconds: 20 })
      .toBuffer({ resolveWithObject: true })
    return { jpeg: data, width: info.width, height: info.height }
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    const unknown =
      cause instanceof Error && /unsupported image format|Input Buffer is empty/i.test(cause.message)
    throw Object.assign(unknown ? documentRefusal.notPhoto() : documentRefusal.damagedPhoto(), { cause })
  }
}
