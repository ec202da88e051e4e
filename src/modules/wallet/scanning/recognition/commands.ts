/**
 * Đọc trang giấy: a picture becomes a page that lies flat, then words. Pictures are worked on in the process that runs
 * jobs and nowhere else; letters are recognised by one tesseract worker that is kept warm, offline.
 */

import { createRequire } from 'node:module'
import path from 'node:path'
import sharp from 'sharp'
import {
  evenLight,
  faultsOf,
  findPage,
  isSideways,
  layFlat,
  type PageFault,
  type Point,
  type Quad,
  type Raster,
  skewOf,
} from '#kernel/paper-photos.ts'

/** Long side of the page as it is kept: A4 at 200 dpi, as storage rules ask (docs/legal.md#digitised-copy). */
const longSideMax = 2340
const longSideForLetters = 2200
const analysisSide = 480
const megapixelsMax = 60
const secondsPerPage = 45
/** The recogniser's memory grows with what it has seen; a new one costs two seconds. */
const pagesBeforeRenewal = 60
const idleMinutes = 10

export type CleanPage = {
  /** Colour, flat, upright. */
  readonly jpeg: Buffer
  readonly width: number
  readonly height: number
  readonly faults: readonly PageFault[]
  readonly wasLaidFlat: boolean
  readonly turnedBy: number
  /** Grey with even light, for the recogniser. */
  readonly letters: Buffer
}

const open = (image: Buffer) =>
  sharp(image, { limitInputPixels: megapixelsMax * 1_000_000, failOn: 'error', pages: 1 })

/** Tìm tờ giấy, nắn thẳng, cắt gọn, xét độ rõ. Throws what sharp throws for a picture that cannot be opened. */
export async function straightenPage(image: Buffer): Promise<CleanPage> {
  const { data: upright, info } = await open(image)
    .autoOrient()
    .resize({ width: longSideMax * 1.4, height: longSideMax * 1.4, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .timeout({ seconds: secondsPerPage })
    .toBuffer({ resolveWithObject: true })
  const picture: Raster = { ...sizeOf(info), data: upright }
  const small = await greyOf(picture, analysisSide, 1.2)
  const found = findPage(small)
  const flat = found ? layFlat(picture, scaled(found.quad, picture.width / small.width)) : picture
  const quarter = isSideways(await greyOf(flat, 700)) ? 90 : 0
  const turned = quarter ? await turn(flat, quarter) : flat
  const skew = skewOf(await greyOf(turned, 1000))
  const level = Math.abs(skew) >= 0.2 ? await turn(turned, -skew) : turned
  const longSide = Math.max(level.width, level.height)
  const { data: jpeg, info: kept } = await rawOf(level)
    .resize({ width: longSideMax, height: longSideMax, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toBuffer({ resolveWithObject: true })
  return {
    jpeg,
    width: kept.width,
    height: kept.height,
    faults: faultsOf({ page: await greyOf(level, 1400), longSide, cut: found?.cut ?? 0 }),
    wasLaidFlat: found !== undefined,
    turnedBy: quarter - skew,
    letters: await lettersOf(level),
  }
}

type Info = { readonly width: number; readonly height: number; readonly channels: number }
const sizeOf = ({ width, height, channels }: Info) => ({ width, height, channels })
const rawOf = ({ data, width, height, channels }: Raster) =>
  sharp(data, { raw: { width, height, channels: channels as 1 | 3 } })

async function greyOf(picture: Raster, longSide: number, blur = 0): Promise<Raster> {
  const smaller = rawOf(picture)
    .resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .toColourspace('b-w')
  const { data, info } = await (blur > 0 ? smaller.blur(blur) : smaller)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...sizeOf(info), data }
}

async function turn(picture: Raster, degrees: number): Promise<Raster> {
  const { data, info } = await rawOf(picture)
    .rotate(degrees, { background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { ...sizeOf(info), data }
}

function scaled(quad: Quad, factor: number): Quad {
  const far = ({ x, y }: Point) => ({ x: x * factor, y: y * factor })
  return [far(quad[0]), far(quad[1]), far(quad[2]), far(quad[3])]
}

async function lettersOf(picture: Raster): Promise<Buffer> {
  const { data, info } = await rawOf(picture)
    .resize({ width: longSideForLetters, height: longSideForLetters, fit: 'inside' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const lit = evenLight({ ...sizeOf(info), data })
  return rawOf(lit).png({ compressionLevel: 1 }).toBuffer()
}

export type ReadLine = {
  readonly text: string
  readonly confidence: number /** 0 top, 1 foot. */
  readonly at: number
}
export type ReadPage = { readonly lines: readonly ReadLine[]; readonly confidence: number }

type Recogniser = import('tesseract.js').Worker
type Warm = { readonly worker: Promise<Recogniser>; pages: number }
let warm: Warm | undefined
let resting: NodeJS.Timeout | undefined
/** One page after another: two at once would take twice the memory and no less time. */
let turnOfPages: Promise<unknown> = Promise.resolve()

const language = 'vie'
const dataFolder = () =>
  path.join(path.dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie')), '4.0.0')

function recogniser(): Warm {
  warm ??= { worker: startRecogniser(), pages: 0 }
  return warm
}

async function startRecogniser(): Promise<Recogniser> {
  const { createWorker, OEM } = await import('tesseract.js')
  const worker = await createWorker(language, OEM.LSTM_ONLY, {
    langPath: dataFolder(),
    cacheMethod: 'none',
    gzip: true,
  })
  await worker.setParameters({ user_defined_dpi: '200' })
  return worker
}

/** Ends the recogniser, for a process that stops and for a page that took too long. */
export async function restRecogniser(): Promise<void> {
  const ending = warm
  warm = undefined
  clearTimeout(resting)
  await ending?.worker.then((worker) => worker.terminate()).catch(() => undefined)
}

/** Nhận dạng chữ. Throws when a page takes longer than its time; the next page gets a new recogniser. */
export function readLetters(picture: Buffer): Promise<ReadPage> {
  const reading = turnOfPages.then(() => readNow(picture))
  turnOfPages = reading.catch(() => undefined)
  return reading
}

async function readNow(picture: Buffer): Promise<ReadPage> {
  clearTimeout(resting)
  const now = recogniser()
  const timeUp = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => timeUp.reject(new Error('The page took too long to read')),
    secondsPerPage * 1000,
  )
  try {
    const reading = now.worker.then((worker) => worker.recognize(picture, {}, { blocks: true, text: false }))
    const { data } = await Promise.race([reading, timeUp.promise])
    now.pages += 1
    if (now.pages >= pagesBeforeRenewal) await restRecogniser()
    const { height } = await sharp(picture).metadata()
    return pageOf(data, height)
  } catch (thrown) {
    await restRecogniser()
    throw thrown
  } finally {
    clearTimeout(timer)
    resting = setTimeout(() => void restRecogniser(), idleMinutes * 60_000)
    resting.unref()
  }
}

type Recognised = Awaited<ReturnType<Recogniser['recognize']>>['data']

function pageOf({ blocks, confidence }: Recognised, height: number): ReadPage {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines))
  return {
    confidence,
    lines: lines
      .map(({ text, confidence: sure, bbox }) => ({
        text: text.normalize('NFC').trim(),
        confidence: sure,
        at: bbox.y0 / height,
      }))
      .filter(({ text }) => text !== '')
      .toSorted((a, b) => a.at - b.at),
  }
}

const unsureBelow = 40

/** A page read as it lies; one that makes no sense is tried upside down, and the better reading stands. */
export async function readPage(
  page: CleanPage,
): Promise<{ readonly page: CleanPage; readonly read: ReadPage }> {
  const read = await readLetters(page.letters)
  if (read.confidence >= unsureBelow) return { page, read }
  const letters = await sharp(page.letters).rotate(180).png({ compressionLevel: 1 }).toBuffer()
  const other = await readLetters(letters)
  if (other.confidence <= read.confidence + 10) return { page, read }
  const jpeg = await sharp(page.jpeg).rotate(180).jpeg({ quality: 85 }).toBuffer()
  return { page: { ...page, jpeg, letters, turnedBy: page.turnedBy + 180 }, read: other }
}
