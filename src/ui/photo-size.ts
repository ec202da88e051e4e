/** Runs in the browser: makes photos as small as the eye and a machine still read them. */
import { make } from './island-runtime.ts'

/** Long side of a photo; A4 at 170 dots per inch, enough for the eye and for reading by machine. */
const pixelsMax = 2000

export type Chosen = { readonly file: File; readonly isShrunk: boolean }

/** The photo, smaller where that saves anything; any other file as it is. */
export async function shrink(file: File): Promise<Chosen> {
  const same = { file, isShrunk: false }
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || !('createImageBitmap' in window)) return same
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!bitmap) return same
  const scale = pixelsMax / Math.max(bitmap.width, bitmap.height)
  if (scale >= 1) return same
  const canvas = make('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.86))
  if (!blob || blob.size >= file.size) return same
  const name = file.name.replace(/\.\w+$/, '.jpg')
  return {
    file: new File([blob], name, { type: 'image/jpeg', lastModified: file.lastModified }),
    isShrunk: true,
  }
}
