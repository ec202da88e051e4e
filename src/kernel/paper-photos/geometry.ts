/**
 * Tìm tờ giấy trong ảnh: where the page lies, how far it is turned, and what it looks like laid flat. Pure arithmetic on
 * grey or coloured points. What it cannot do: a page that is curled or folded stays so, a page on a ground as bright as
 * itself is taken whole, and only four straight edges are straightened.
 */

/** Points row by row, `channels` numbers each. */
export type Raster = {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}
export type Point = { readonly x: number; readonly y: number }
/** Corners from the top left clockwise. */
export type Quad = readonly [Point, Point, Point, Point]

/** The largest bright patch as a list of positions in `data`; letters in it are holes and do not matter. */
function largestPatch({ width, height, data }: Raster, threshold: number): Int32Array {
  const seen = new Uint8Array(data.length)
  const stack = new Int32Array(data.length)
  let largest = new Int32Array(0)
  for (let start = 0; start < data.length; start++) {
    if (seen[start] || (data[start] ?? 0) <= threshold) continue
    let [top, from] = [0, 0]
    stack[top++] = start
    seen[start] = 1
    while (from < top) {
      const at = stack[from++] ?? 0
      const x = at % width
      const next = [
        x > 0 ? at - 1 : -1,
        x < width - 1 ? at + 1 : -1,
        at >= width ? at - width : -1,
        at < width * (height - 1) ? at + width : -1,
      ]
      for (const near of next) {
        if (near < 0 || seen[near] || (data[near] ?? 0) <= threshold) continue
        seen[near] = 1
        stack[top++] = near
      }
    }
    if (top > largest.length) largest = stack.slice(0, top)
  }
  return largest
}

const areaOf = (quad: readonly Point[]): number =>
  Math.abs(
    quad.reduce((sum, { x, y }, index) => {
      const next = quad[(index + 1) % quad.length] ?? { x, y }
      return sum + x * next.y - next.x * y
    }, 0),
  ) / 2

/** Share of the picture below which a bright patch is no page. */
const pageShareMin = 0.2
const fullShare = 0.97
const thresholds = Array.from({ length: 16 }, (_, index) => 40 + index * 12)

/**
 * The four corners of the page in a small grey picture; `undefined` when the page fills the picture, as scans do, or
 * when nothing looks like a sheet with four straight edges. `cut` counts the corners that lie on the picture's edge.
 * One threshold would take a shadow across the page for its edge, so many are tried; the sheet stands that is large
 * and has an edge on each side.
 */
export function findPage(picture: Raster): { readonly quad: Quad; readonly cut: number } | undefined {
  const { width, height, data } = picture
  let [best, bestWorth] = [undefined as Quad | undefined, 0]
  for (const threshold of thresholds) {
    const patch = largestPatch(picture, threshold)
    const share = patch.length / data.length
    if (share < pageShareMin) break
    if (share > fullShare) continue
    const quad = cornersOf(patch, width)
    const area = areaOf(quad)
    // Letters are holes, so a page covers less than its outline; much less means that the outline is not a sheet.
    const isSheet = patch.length > area * 0.82 && patch.length < area * 1.06 && isSquarish(quad)
    if (!isSheet || area > width * height * fullShare) continue
    const worth = area * edgeOf(picture, quad)
    if (worth > bestWorth) [best, bestWorth] = [quad, worth]
  }
  if (!best) return undefined
  const margin = Math.max(2, Math.round(Math.min(width, height) * 0.008))
  const cut = best.filter(
    ({ x, y }) => x < margin || y < margin || x > width - 1 - margin || y > height - 1 - margin,
  ).length
  return { quad: best, cut }
}

const samplesPerSide = 40
const clearStep = 30
/** A side on the picture's edge may be a page that was cut off, or no page at all. */
const borderWorth = 0.35

/** How clearly paper ends on all four sides, from 0 to 1: brightness just inside against just outside. */
function edgeOf({ width, height, data }: Raster, quad: Quad): number {
  const middle = { x: 0, y: 0 }
  for (const { x, y } of quad) {
    middle.x += x / 4
    middle.y += y / 4
  }
  return quad.reduce((worth, from, index) => {
    const to = quad[(index + 1) % 4] as Point
    const steps: number[] = []
    for (let sample = 1; sample < samplesPerSide; sample++) {
      const share = sample / samplesPerSide
      const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share]
      const far = Math.hypot(middle.x - x, middle.y - y)
      const [dx, dy] = [((middle.x - x) / far) * 5, ((middle.y - y) / far) * 5]
      const [ox, oy] = [Math.round(x - dx), Math.round(y - dy)]
      if (ox < 0 || oy < 0 || ox >= width || oy >= height) continue
      const inside = data[Math.round(y + dy) * width + Math.round(x + dx)] ?? 0
      steps.push(inside - (data[oy * width + ox] ?? 0))
    }
    if (steps.length < samplesPerSide / 2) return worth * borderWorth
    steps.sort((a, b) => a - b)
    const usual = steps[Math.floor(steps.length * 0.3)] ?? 0
    return worth * Math.min(1, Math.max(0, usual / clearStep))
  }, 1)
}

const cornerDegrees = { min: 60, max: 120 } as const

/** Whether all four corners are near enough to right angles to be a sheet seen from the side. */
function isSquarish(quad: Quad): boolean {
  return quad.every((corner, index) => {
    const [before, after] = [quad[(index + 3) % 4] as Point, quad[(index + 1) % 4] as Point]
    const turn =
      Math.atan2(before.y - corner.y, before.x - corner.x) -
      Math.atan2(after.y - corner.y, after.x - corner.x)
    const degrees = Math.abs((((turn * 180) / Math.PI + 540) % 360) - 180)
    return degrees >= cornerDegrees.min && degrees <= cornerDegrees.max
  })
}

/** Corners as the points farthest along both diagonals; right for a sheet turned by less than some 30 degrees. */
function cornersOf(patch: Int32Array, width: number): Quad {
  const far = (weigh: (x: number, y: number) => number): Point => {
    let [best, at] = [Number.NEGATIVE_INFINITY, 0]
    for (const place of patch) {
      const value = weigh(place % width, Math.floor(place / width))
      if (value > best) [best, at] = [value, place]
    }
    return { x: at % width, y: Math.floor(at / width) }
  }
  return [far((x, y) => -x - y), far((x, y) => x - y), far((x, y) => x + y), far((x, y) => y - x)]
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

/** The rectangle that a page with these corners fills when laid flat. */
export function flatSize([a, b, c, d]: Quad): { readonly width: number; readonly height: number } {
  return {
    width: Math.max(1, Math.round(Math.max(distance(a, b), distance(d, c)))),
    height: Math.max(1, Math.round(Math.max(distance(a, d), distance(b, c)))),
  }
}

/** Eight numbers that carry a point of the flat rectangle to its place in the picture. */
export function homography(quad: Quad, width: number, height: number): readonly number[] {
  const from: Quad = [
    { x: 0, y: 0 },
    { x: width, y: 0 },
    { x: width, y: height },
    { x: 0, y: height },
  ]
  const rows = from.flatMap(({ x, y }, index) => {
    const to = quad[index] as Point
    return [
      [x, y, 1, 0, 0, 0, -x * to.x, -y * to.x, to.x],
      [0, 0, 0, x, y, 1, -x * to.y, -y * to.y, to.y],
    ]
  })
  return solve(rows)
}

/** Gauss with the largest pivot; the last column is the right side. */
function solve(rows: number[][]): readonly number[] {
  const size = rows.length
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let row = column + 1; row < size; row++)
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row
    if (Math.abs(at(pivot, column)) < 1e-12) throw new Error('Four corners on one line')
    const [one, other] = [rows[column] as number[], rows[pivot] as number[]]
    rows[column] = other
    rows[pivot] = one
    for (let row = 0; row < size; row++) {
      if (row === column) continue
      const factor = at(row, column) / at(column, column)
      const line = rows[row] as number[]
      for (let place = column; place <= size; place++)
        line[place] = (line[place] ?? 0) - factor * at(column, place)
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1))
}

/** Nắn phẳng: the page inside `quad` as a rectangle, each point mixed from its four neighbours. */
export function layFlat(picture: Raster, quad: Quad): Raster {
  const { width, height } = flatSize(quad)
  const { channels, data, width: sourceWidth, height: sourceHeight } = picture
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = homography(quad, width, height)
  const out = new Uint8Array(width * height * channels)
  let to = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const w = g * x + h * y + 1
      const sx = Math.min(Math.max((a * x + b * y + c) / w, 0), sourceWidth - 1.001)
      const sy = Math.min(Math.max((d * x + e * y + f) / w, 0), sourceHeight - 1.001)
      const [left, top] = [Math.trunc(sx), Math.trunc(sy)]
      const [fx, fy] = [sx - left, sy - top]
      const from = (top * sourceWidth + left) * channels
      const below = from + sourceWidth * channels
      for (let channel = 0; channel < channels; channel++) {
        const upper = (data[from + channel] ?? 0) * (1 - fx) + (data[from + channels + channel] ?? 0) * fx
        const lower = (data[below + channel] ?? 0) * (1 - fx) + (data[below + channels + channel] ?? 0) * fx
        out[to++] = upper * (1 - fy) + lower * fy + 0.5
      }
    }
  return { width, height, channels, data: out }
}

const anglesMax = 12
const inkMax = 60_000

/** Dark points of a grey picture as they differ from what surrounds them, thinned to at most some ten thousands. */
function inkOf({ width, height, data }: Raster): { readonly xs: Float32Array; readonly ys: Float32Array } {
  const found: number[] = []
  // The outermost band is left out: shadows and table edges lie there, not letters.
  const band = Math.round(Math.min(width, height) * 0.02)
  for (let y = band + 2; y < height - band - 2; y++)
    for (let x = band + 2; x < width - band - 2; x++) {
      const at = y * width + x
      const around = ((data[at - 2 * width] ?? 0) + (data[at + 2 * width] ?? 0)) / 2
      if (around - (data[at] ?? 0) > 24) found.push(at)
    }
  const every = Math.max(1, Math.ceil(found.length / inkMax))
  const kept = found.filter((_, index) => index % every === 0)
  return {
    xs: Float32Array.from(kept, (at) => at % width),
    ys: Float32Array.from(kept, (at) => Math.floor(at / width)),
  }
}

/**
 * Độ nghiêng of the lines in degrees, clockwise positive, within ±12: the angle at which lines of letters and the white
 * between them differ most. 0 where there is too little ink to tell.
 */
export function skewOf(picture: Raster): number {
  const { xs, ys } = inkOf(picture)
  if (xs.length < 200) return 0
  const sharpness = (degrees: number): number => {
    const slope = Math.tan((degrees * Math.PI) / 180)
    const rows = new Float64Array(picture.height + 2 * picture.width + 2)
    for (let index = 0; index < xs.length; index++) {
      const row = Math.round((ys[index] ?? 0) - (xs[index] ?? 0) * slope) + picture.width
      rows[row] = (rows[row] ?? 0) + 1
    }
    let sum = 0
    for (let row = 1; row < rows.length; row++) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2
    return sum
  }
  const best = (from: number, to: number, step: number): number => {
    let [value, angle] = [-1, 0]
    for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
      const now = sharpness(degrees)
      if (now > value) [value, angle] = [now, degrees]
    }
    return angle
  }
  const coarse = best(-anglesMax, anglesMax, 0.5)
  const fine = best(coarse - 0.5, coarse + 0.5, 0.1)
  // Lines must stand out against the worst angle, or what was found is chance.
  if (sharpness(fine) < sharpness(fine > 0 ? fine - 6 : fine + 6) * 1.15) return 0
  return Math.round(fine * 10) / 10
}

/** Whether lines run up and down instead of across: the picture was taken sideways. */
export function isSideways({ width, height, data }: Raster): boolean {
  const turned = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) turned[x * height + (height - 1 - y)] = data[y * width + x] ?? 0
  const across = lineContrast({ width, height, channels: 1, data })
  const along = lineContrast({ width: height, height: width, channels: 1, data: turned })
  return along > across * 1.6
}

/** How unevenly ink lies over the rows, per point of ink. */
function lineContrast(picture: Raster): number {
  const { ys } = inkOf(picture)
  if (ys.length < 200) return 0
  const rows = new Float64Array(picture.height)
  for (const y of ys) rows[y] = (rows[y] ?? 0) + 1
  const mean = ys.length / picture.height
  return rows.reduce((sum, value) => sum + (value - mean) ** 2, 0) / picture.height / mean ** 2
}

/**
 * Khử bóng: divides each point by how bright the paper is there, so that a shadow across the page goes and ink stays.
 * The paper's brightness is the brightest point of each block of 16 points, smoothed over its neighbours.
 */
export function evenLight({ width, height, data }: Raster): Raster {
  const block = 24
  const [columns, rows] = [Math.ceil(width / block), Math.ceil(height / block)]
  const bright = new Float64Array(columns * rows)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = Math.trunc(y / block) * columns + Math.trunc(x / block)
      bright[at] = Math.max(bright[at] ?? 0, data[y * width + x] ?? 0)
    }
  const smooth = smoothed(smoothed(bright, columns, rows), columns, rows)
  const out = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const paper = between(smooth, columns, rows, x / block - 0.5, y / block - 0.5)
      out[y * width + x] = Math.min(255, ((data[y * width + x] ?? 0) * 250) / Math.max(paper, 24))
    }
  return { width, height, channels: 1, data: out }
}

function smoothed(values: Float64Array, columns: number, rows: number): Float64Array {
  const out = new Float64Array(values.length)
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      let [sum, count] = [0, 0]
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const [nx, ny] = [x + dx, y + dy]
          if (nx < 0 || ny < 0 || nx >= columns || ny >= rows) continue
          sum += values[ny * columns + nx] ?? 0
          count += 1
        }
      out[y * columns + x] = sum / count
    }
  return out
}

function between(values: Float64Array, columns: number, rows: number, x: number, y: number): number {
  const [cx, cy] = [Math.min(Math.max(x, 0), columns - 1), Math.min(Math.max(y, 0), rows - 1)]
  const [left, top] = [Math.trunc(cx), Math.trunc(cy)]
  const [right, below] = [Math.min(left + 1, columns - 1), Math.min(top + 1, rows - 1)]
  const [fx, fy] = [cx - left, cy - top]
  const at = (column: number, row: number) => values[row * columns + column] ?? 0
  return (
    (at(left, top) * (1 - fx) + at(right, top) * fx) * (1 - fy) +
    (at(left, below) * (1 - fx) + at(right, below) * fx) * fy
  )
}
