/** Runs in the browser: makes photos as small as the eye and a machine still read them, and says at once which papers cannot be read. */
import {
  faultsOf,
  findPage,
  layFlat,
  type PageFault,
  pageFaultTexts,
  type Quad,
  type Raster,
} from '#kernel/paper-photos.ts'
import { make } from './island-runtime.ts'

/** Long side of a photo; A4 at 170 dots per inch, enough for the eye and for reading by machine. */
const pixelsMax = 2000
/** Long sides at which the paper is looked for and is judged: those that the server works with. */
const searchSide = 480
const judgedSide = 1400

export type Chosen = {
  readonly file: File
  readonly isShrunk: boolean
  /** What is wrong with the paper in the photo, and how to take it better. */
  readonly doubts?: readonly string[]
}

/** The photo, smaller where that saves anything; any other file as it is. `isPaper`: it is said whether it can be read. */
export async function prepare(file: File, isPaper: boolean): Promise<Chosen> {
  const same = { file, isShrunk: false }
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || !('createImageBitmap' in window)) return same
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!bitmap) return same
  const chosen = await shrink(bitmap, file)
  const faults = isPaper ? judge(bitmap) : []
  bitmap.close()
  const language = document.documentElement.lang === 'en' ? 'en' : 'vi'
  return { ...chosen, doubts: faults.map((fault) => pageFaultTexts[fault][language]) }
}

function draw(bitmap: ImageBitmap, longSide: number, filter = 'none'): HTMLCanvasElement {
  const scale = Math.min(1, longSide / Math.max(bitmap.width, bitmap.height))
  const canvas = make('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  const context = canvas.getContext('2d')
  if (!context) return canvas
  context.filter = filter
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

async function shrink(bitmap: ImageBitmap, file: File): Promise<Chosen> {
  const same = { file, isShrunk: false }
  if (Math.max(bitmap.width, bitmap.height) <= pixelsMax) return same
  const canvas = draw(bitmap, pixelsMax)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.86))
  if (!blob || blob.size >= file.size) return same
  const name = file.name.replace(/\.\w+$/, '.jpg')
  return {
    file: new File([blob], name, { type: 'image/jpeg', lastModified: file.lastModified }),
    isShrunk: true,
  }
}

/** Ảnh có đọc được không, as the server would say it (`kernel/paper-photos.ts`). */
function judge(bitmap: ImageBitmap): readonly PageFault[] {
  const small = greyOf(draw(bitmap, searchSide, 'blur(1.2px)'))
  const picture = greyOf(draw(bitmap, judgedSide))
  if (!small || !picture) return []
  const found = findPage(small)
  const original = Math.max(bitmap.width, bitmap.height)
  if (!found) return faultsOf({ page: picture, longSide: original, cut: 0 })
  const page = layFlat(picture, scaled(found.quad, picture.width / small.width))
  const share = Math.max(page.width, page.height) / Math.max(picture.width, picture.height)
  return faultsOf({ page, longSide: original * share, cut: found.cut })
}

function scaled([a, b, c, d]: Quad, factor: number): Quad {
  const far = ({ x, y }: Quad[0]) => ({ x: x * factor, y: y * factor })
  return [far(a), far(b), far(c), far(d)]
}

/** Brightness as the eye has it. */
function greyOf(canvas: HTMLCanvasElement): Raster | undefined {
  const { width, height } = canvas
  const points = canvas.getContext('2d')?.getImageData(0, 0, width, height).data
  if (!points) return undefined
  const data = new Uint8Array(width * height)
  for (let at = 0; at < data.length; at++)
    data[at] =
      0.2126 * (points[at * 4] ?? 0) + 0.7152 * (points[at * 4 + 1] ?? 0) + 0.0722 * (points[at * 4 + 2] ?? 0)
  return { width, height, channels: 1, data }
}
