/** Xét ảnh có đọc được không: what is wrong with a picture of a page, each fault one that a person can mend. Pure. */

import type { Raster } from './geometry.ts'

/** What is wrong, and what to do. */
export const pageFaultTexts = {
  blurred: {
    vi: 'Ảnh bị mờ. Giữ máy yên, chạm vào giấy để lấy nét rồi chụp lại.',
    en: 'Blurred. Hold still, tap the paper to focus, and take it again.',
  },
  dark: { vi: 'Ảnh tối. Chụp lại ở nơi sáng hơn.', en: 'Too dark. Take it again in better light.' },
  glare: {
    vi: 'Có vệt lóa che chữ. Nghiêng giấy hoặc tắt đèn nháy rồi chụp lại.',
    en: 'Glare hides the words. Tilt the paper or turn off the flash.',
  },
  cut: {
    vi: 'Mất góc giấy. Chụp lại cho thấy đủ bốn góc.',
    en: 'A corner is missing. Show all four corners.',
  },
  small: { vi: 'Giấy quá nhỏ trong ảnh. Đưa máy lại gần.', en: 'The paper is too small. Move closer.' },
} as const
export type PageFault = keyof typeof pageFaultTexts

/** 1100 points over a page are some 95 dpi; below that the marks over letters run together. */
const longSideMin = 1100
/** Calibrated on pages set by ourselves and blurred step by step (bench/scanning.ts prints the figures). */
const sharpnessMin = 0.3
const darkMedian = 75
const glareShareMax = 0.015

type Judged = {
  /** Grey, laid flat, light as it was. */
  readonly page: Raster
  /** Long side of the page as it was photographed, in points. */
  readonly longSide: number
  /** Corners that lie on the edge of the picture. */
  readonly cut: number
}

/** Everything that is wrong with a page; empty when it can be read. */
export function faultsOf({ page, longSide, cut }: Judged): readonly PageFault[] {
  const { median, white } = lightOf(page)
  const found: readonly (readonly [PageFault, boolean])[] = [
    ['dark', median < darkMedian],
    ['blurred', sharpnessOf(page) < sharpnessMin],
    ['glare', median < 235 && white > glareShareMax],
    ['cut', cut > 0],
    ['small', longSide < longSideMin],
  ]
  return found.flatMap(([fault, isThere]) => (isThere ? [fault] : []))
}

/**
 * Độ nét: how steep the edges of letters are, as the share of their whole height that one step of one point climbs.
 * A sharp edge climbs half of it or more in one step, a blurred one a tenth; the paper's own contrast does not count.
 */
export function sharpnessOf({ width, height, data }: Raster): number {
  const [steps, reach] = [[] as number[], 6]
  for (let y = reach; y < height - reach; y += 2)
    for (let x = reach; x < width - reach; x += 1) {
      const at = y * width + x
      const step = Math.abs((data[at + 1] ?? 0) - (data[at - 1] ?? 0)) / 2
      if (step < 6) continue
      let [low, high] = [255, 0]
      for (let near = at - reach; near <= at + reach; near++) {
        const value = data[near] ?? 0
        if (value < low) low = value
        if (value > high) high = value
      }
      if (high - low > 40) steps.push(step / (high - low))
    }
  if (steps.length < 200) return 1
  steps.sort((a, b) => a - b)
  return steps[Math.floor(steps.length * 0.9)] ?? 1
}

/** The paper's brightness, and the share of it that lies in patches burnt out to white. */
function lightOf({ width, height, data }: Raster): { readonly median: number; readonly white: number } {
  const counts = new Float64Array(256)
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1
  let [sum, median] = [0, 0]
  while (median < 255 && sum + (counts[median] ?? 0) < data.length / 2) sum += counts[median++] ?? 0
  const block = 12
  let [burnt, blocks] = [0, 0]
  for (let y = 0; y + block <= height; y += block)
    for (let x = 0; x + block <= width; x += block) {
      blocks += 1
      let isBurnt = true
      for (let dy = 0; dy < block && isBurnt; dy += 3)
        for (let dx = 0; dx < block && isBurnt; dx += 3)
          isBurnt = (data[(y + dy) * width + x + dx] ?? 0) >= 253
      if (isBurnt) burnt += 1
    }
  return { median, white: blocks === 0 ? 0 : burnt / blocks }
}
