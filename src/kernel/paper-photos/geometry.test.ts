import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  evenLight,
  findPage,
  flatSize,
  homography,
  layFlat,
  type Quad,
  type Raster,
  skewOf,
} from './geometry.ts'

const grey = (width: number, height: number, at: (x: number, y: number) => number): Raster => ({
  width,
  height,
  channels: 1,
  data: Uint8Array.from({ length: width * height }, (_, place) =>
    at(place % width, Math.floor(place / width)),
  ),
})

/** A sheet on a dark table, its corners given clockwise from the top left. */
function sheet(quad: Quad, shadeFrom = Number.POSITIVE_INFINITY): Raster {
  const isInside = (x: number, y: number) =>
    quad.every((from, index) => {
      const to = quad[(index + 1) % 4] ?? from
      return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) >= 0
    })
  return grey(300, 400, (x, y) => (isInside(x, y) ? 230 : 60) * (x > shadeFrom ? 0.6 : 1))
}

const seen: Quad = [
  { x: 40, y: 30 },
  { x: 250, y: 55 },
  { x: 268, y: 370 },
  { x: 25, y: 350 },
]

const near = (found: Quad | undefined, wanted: Quad) => {
  assert.ok(found)
  for (const [index, { x, y }] of wanted.entries())
    assert.ok(
      Math.hypot((found[index]?.x ?? 0) - x, (found[index]?.y ?? 0) - y) < 6,
      `corner ${index}: ${JSON.stringify(found[index])}`,
    )
}

test('a sheet seen from the side is found by its four corners', () => {
  const found = findPage(sheet(seen))
  near(found?.quad, seen)
  assert.equal(found?.cut, 0)
})

test('a shadow across the page is not taken for its edge', () => near(findPage(sheet(seen, 150))?.quad, seen))

test('a sheet that leaves the picture has corners on its edge', () => {
  const cut = findPage(sheet([{ x: 40, y: -20 }, { x: 250, y: -10 }, seen[2], seen[3]]))
  assert.equal(cut?.cut, 2)
})

test('a page that fills the picture is no sheet on a table', () => {
  assert.equal(findPage(grey(300, 400, () => 235)), undefined)
})

test('something bright with no straight edges is no sheet', () => {
  assert.equal(findPage(grey(300, 400, (x, y) => (Math.hypot(x - 150, y - 200) < 120 ? 230 : 40))), undefined)
})

test('the homography carries the corners of the flat page to the corners in the picture', () => {
  const { width, height } = flatSize(seen)
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = homography(seen, width, height)
  const flat = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const
  for (const [index, [x, y]] of flat.entries()) {
    const w = g * x + h * y + 1
    assert.ok(Math.abs((a * x + b * y + c) / w - (seen[index]?.x ?? 0)) < 1e-6)
    assert.ok(Math.abs((d * x + e * y + f) / w - (seen[index]?.y ?? 0)) < 1e-6)
  }
})

test('laid flat, the sheet fills its rectangle', () => {
  const flat = layFlat(sheet(seen), seen)
  const dark = flat.data.filter((value) => value < 150).length / flat.data.length
  assert.ok(dark < 0.02, `${dark} of the flat page is table`)
})

for (const degrees of [-9, -3.4, 0.6, 5, 8])
  test(`lines turned by ${degrees}° are found to be`, () => {
    const slope = Math.tan((degrees * Math.PI) / 180)
    const lines = grey(600, 600, (x, y) => {
      const row = y - (x - 300) * slope
      return ((row % 40) + 40) % 40 < 6 && x > 60 && x < 540 && (x * 7) % 11 < 6 ? 20 : 240
    })
    assert.ok(Math.abs(skewOf(lines) - degrees) <= 0.3, `${skewOf(lines)}`)
  })

test('a page without lines is not turned', () => assert.equal(skewOf(grey(400, 400, () => 240)), 0))

test('a shadow is taken off and ink stays', () => {
  const shaded = grey(240, 240, (x, y) => (y % 30 < 4 && x % 9 < 5 ? 30 : 220) * (x > 120 ? 0.5 : 1))
  const { data, width } = evenLight(shaded)
  const paperIn = (x: number) => data[15 * width + x] ?? 0
  assert.ok(Math.abs(paperIn(40) - paperIn(205)) < 25, `${paperIn(40)} and ${paperIn(205)}`)
  assert.ok((data[1 * width + 207] ?? 0) < 90, 'ink in the shadow is dark')
})
