/** Draws invented papers and spoils them as scanners and phones do; for tests and for `bench/scanning.ts`. */

import { readFile } from 'node:fs/promises'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'
import type { SamplePaper } from './domain.ts'

let starting: Promise<NodeCompiler> | undefined

async function startCompiler(): Promise<NodeCompiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const faces = ['400Regular', '700Bold']
  const fontBlobs = await Promise.all(
    faces.map((face) =>
      readFile(new URL(import.meta.resolve(`@expo-google-fonts/tinos/${face}/Tinos_${face}.ttf`))),
    ),
  )
  return NodeCompiler.create({ fontArgs: [{ fontBlobs }] })
}

/** The paper as a clean A4 page of 200 dpi. */
export async function drawPage({ lines }: SamplePaper): Promise<Buffer> {
  starting ??= startCompiler()
  const compiler = await starting
  const [motto = '', freedom = '', title = '', ...body] = lines
  const source = `
#set page("a4", margin: (x: 2.4cm, y: 2.2cm))
#set text(font: "Tinos", size: 13pt, lang: "vi")
#set par(leading: 0.75em, spacing: 1.1em)
#align(center)[*${motto}* \\ *${freedom}*]
#v(1cm)
#align(center, text(size: 17pt)[*${title}*])
#v(0.6cm)
${body.join('\n\n')}
`
  const svg = compiler.plainSvg({ mainFileContent: source })
  return sharp(Buffer.from(svg), { density: 144 })
    .flatten({ background: '#fff' })
    .resize({ width: 1654 })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

/** Quét lệch: turned on the glass of a scanner, with a little grain. */
export async function skewed(page: Buffer, degrees: number): Promise<Buffer> {
  return sharp(await sharp(page).rotate(degrees, { background: '#f4f4f0' }).toBuffer())
    .blur(0.5)
    .jpeg({ quality: 82 })
    .toBuffer()
}

export type Photo = {
  /** How far the corners are moved inwards, as shares of the sides, from the top left clockwise. */
  readonly corners?: readonly (readonly [number, number])[]
  readonly blur?: number
  readonly shadow?: boolean
  readonly ground?: readonly [number, number, number]
  readonly light?: number
  /** A burnt-out spot. */
  readonly glare?: boolean
}

const usualCorners = [
  [0.1, 0.06],
  [0.07, 0.1],
  [0.05, 0.07],
  [0.12, 0.05],
] as const

/** Chụp bằng điện thoại: seen from the side on a wooden table, in uneven light. */
export async function photographed(page: Buffer, photo: Photo = {}): Promise<Buffer> {
  const { data, info } = await sharp(page).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const [width, height] = [Math.round(info.width * 1.12), Math.round(info.height * 1.1)]
  const corners = photo.corners ?? usualCorners
  const at = (index: number): readonly [number, number] => corners[index] ?? [0, 0]
  const quad: Quad = [
    { x: at(0)[0] * width, y: at(0)[1] * height },
    { x: (1 - at(1)[0]) * width, y: at(1)[1] * height },
    { x: (1 - at(2)[0]) * width, y: (1 - at(2)[1]) * height },
    { x: at(3)[0] * width, y: (1 - at(3)[1]) * height },
  ]
  const back = inverse(homography(quad, info.width, info.height))
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = back
  const [red, green, blue] = photo.ground ?? [92, 66, 48]
  const out = Buffer.alloc(width * height * 3)
  let grain = 7
  let to = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const w = g * x + h * y + i
      const [sx, sy] = [(a * x + b * y + c) / w, (d * x + e * y + f) / w]
      const isPage = sx >= 0 && sy >= 0 && sx < info.width - 1 && sy < info.height - 1
      grain = (Math.imul(grain, 1_664_525) + 1_013_904_223) >>> 0
      const noise = (grain / 4_294_967_296 - 0.5) * 14
      let light = (photo.light ?? 0.88) * (1 - 0.12 * (x / width))
      if (photo.shadow !== false && x + y * 0.6 > width * 0.85) light *= 0.62
      const isGlare = photo.glare && Math.hypot(x - width * 0.45, (y - height * 0.35) * 1.2) < width * 0.14
      for (let channel = 0; channel < 3; channel++) {
        const ground = [red, green, blue][channel] ?? 0
        const value = isPage ? mix(data, info.width, sx, sy, channel) : ground + Math.sin(y / 9) * 6
        out[to++] = isGlare && isPage ? 255 : Math.min(255, Math.max(0, value * light + noise))
      }
    }
  return sharp(out, { raw: { width, height, channels: 3 } })
    .blur(photo.blur ?? 0.7)
    .jpeg({ quality: 80 })
    .toBuffer()
}

function mix(data: Buffer, width: number, x: number, y: number, channel: number): number {
  const [left, top] = [Math.trunc(x), Math.trunc(y)]
  const [fx, fy] = [x - left, y - top]
  const at = (column: number, row: number) => data[(row * width + column) * 3 + channel] ?? 255
  return (
    (at(left, top) * (1 - fx) + at(left + 1, top) * fx) * (1 - fy) +
    (at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx) * fy
  )
}

/** The way back of a homography, as nine numbers. */
function inverse(numbers: readonly number[]): number[] {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = numbers
  return [
    e - f * h,
    c * h - b,
    b * f - c * e,
    f * g - d,
    a - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]
}

import { homography, type Quad } from '#kernel/paper-photos.ts'
