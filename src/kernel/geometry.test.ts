import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  boxAround,
  boxOfTile,
  crossingOf,
  type GridPoint,
  isInside,
  lineOf,
  mercator,
  metresBetween,
  metresToBorder,
  middleOf,
  outlineOf,
  polygonsOf,
  type Ring,
  ringOf,
  ringsAround,
  stepsOf,
} from './geometry.ts'

/** The same numbers every time. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const square: Ring = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
  [0, 0],
]
const hole: Ring = [
  [4, 4],
  [6, 4],
  [6, 6],
  [4, 6],
  [4, 4],
]

test('a line is written as steps and read as points', () => {
  assert.deepEqual(stepsOf(square), [0, 0, 10, 0, 0, 10, -10, 0, 0, -10])
  assert.deepEqual(lineOf(stepsOf(square)), square)
})

test('a hole is not inside, and what is on a border is in one of two neighbours', () => {
  assert.equal(isInside([square, hole], [5, 5]), false)
  assert.equal(isInside([square, hole], [2, 5]), true)
  assert.equal(isInside([square], [11, 5]), false)
  const beside: Ring = square.map(([x, y]) => [x + 10, y])
  for (const y of [1, 5, 9]) {
    const holders = [square, beside].filter((ring) => isInside([ring], [10, y]))
    assert.equal(holders.length, 1, `y ${y}`)
  }
})

/** Neighbours with ragged borders: rows of cells whose corners were pushed about. */
function raggedCells(random: () => number, size: number): Ring[] {
  const push = () => Math.floor(random() * 60) - 30
  const corner = Array.from({ length: size + 1 }, (_, row) =>
    Array.from({ length: size + 1 }, (__, column): GridPoint => [column * 100 + push(), row * 100 + push()]),
  )
  return Array.from({ length: size * size }, (_, index) => {
    const [row, column] = [Math.floor(index / size), index % size]
    const at = (down: number, right: number) => corner[row + down]?.[column + right] as GridPoint
    const ring = [at(0, 0), at(0, 1), at(1, 1), at(1, 0), at(0, 0)]
    return index % 2 ? ring : ring.toReversed()
  })
}

test('of neighbours with ragged borders exactly one holds a point, on borders and corners too', () => {
  const random = dice(7)
  for (let round = 0; round < 40; round++) {
    const cells = raggedCells(random, 5)
    const points: GridPoint[] = Array.from({ length: 200 }, () => [
      60 + Math.floor(random() * 380),
      60 + Math.floor(random() * 380),
    ])
    const corners = cells.flat().filter(([x, y]) => x > 50 && x < 450 && y > 50 && y < 450)
    for (const point of [...points, ...corners]) {
      const holders = cells.filter((cell) => isInside([cell], point))
      assert.equal(holders.length, 1, `${point} in round ${round}`)
    }
  }
})

/** Another way to tell: the turns of the line around the point. */
function turnsAround(ring: Ring, [px, py]: GridPoint): number {
  let turned = 0
  for (let index = 1; index < ring.length; index++) {
    const [[ax, ay], [bx, by]] = [ring[index - 1] as GridPoint, ring[index] as GridPoint]
    let angle = Math.atan2(by - py, bx - px) - Math.atan2(ay - py, ax - px)
    if (angle > Math.PI) angle -= 2 * Math.PI
    if (angle < -Math.PI) angle += 2 * Math.PI
    turned += angle
  }
  return Math.round(turned / (2 * Math.PI))
}

test('inside is where the border turns around the point', () => {
  const random = dice(11)
  for (let round = 0; round < 60; round++) {
    const count = 5 + Math.floor(random() * 20)
    const open = Array.from({ length: count }, (_, index): GridPoint => {
      const [angle, far] = [(index / count) * 2 * Math.PI, 100 + random() * 400]
      return [Math.round(far * Math.cos(angle)), Math.round(far * Math.sin(angle))]
    })
    const star: Ring = [...open, open[0] as GridPoint]
    for (let shot = 0; shot < 50; shot++) {
      const point: GridPoint = [Math.floor(random() * 1000) - 500, Math.floor(random() * 1000) - 500]
      if (metresToBorder([star], point) < 2) continue
      assert.equal(isInside([star], point), turnsAround(star, point) !== 0, `${point}`)
    }
  }
})

test('lines become rings, and shapes together lose the border between them', () => {
  const lines = [
    [
      [0, 0],
      [10, 0],
    ] as const,
    [
      [10, 0],
      [10, 10],
    ] as const,
    [
      [10, 10],
      [0, 10],
      [0, 0],
    ] as const,
    [
      [10, 0],
      [20, 0],
      [20, 10],
      [10, 10],
    ] as const,
  ]
  assert.ok(ringOf(lines, [0, 1, 2]))
  assert.equal(ringOf(lines, [0, 2]), undefined, 'does not follow')
  assert.equal(ringOf(lines, [0, 1]), undefined, 'does not come back')
  const outline = outlineOf([[[0, 1, 2]], [[3, -2]]])
  assert.deepEqual(outline.toSorted(), [0, 2, 3])
  const [ring] = ringsAround(lines, outline)
  assert.equal(ring?.length, 7)
  assert.ok(isInside(ringsAround(lines, outline), [15, 5]))
})

test('lines may meet at their ends only', () => {
  assert.equal(crossingOf([square, hole]), undefined)
  const across = [
    [2, -5],
    [2, 5],
  ] as const
  assert.ok(crossingOf([square, across]))
  const touching = [
    [5, 10],
    [5, 20],
  ] as const
  assert.ok(crossingOf([square, touching]), 'an end on the middle of another line')
  const bow = [
    [0, 0],
    [10, 10],
    [10, 0],
    [0, 10],
    [0, 0],
  ] as const
  assert.ok(crossingOf([bow]))
  assert.ok(crossingOf([square, square]), 'the same line twice')
})

test('a hole belongs to the polygon around it', () => {
  const island: Ring = square.map(([x, y]) => [x + 40, y])
  assert.deepEqual(polygonsOf([square, hole, island]), [[square, hole], [island]])
})

test('the name of a shape stands inside it, beside its hole', () => {
  assert.ok(isInside([square, hole], middleOf([square, hole])))
})

test('distances are those of the sphere', () => {
  const [hanoi, phanThiet] = [
    { lon: 105.8342, lat: 21.0278 },
    { lon: 108.1021, lat: 10.9289 },
  ]
  const metres = metresBetween(hanoi, phanThiet)
  assert.ok(Math.abs(metres - 1_148_500) < 6_000, `${metres}`)
  assert.equal(metresBetween(hanoi, hanoi), 0)
  assert.ok(
    Math.abs(
      metresToBorder(
        [
          [
            [0, 0],
            [0, 100_000],
            [0, 0],
          ],
        ],
        [1_000, 50_000],
      ) - 1_112,
    ) < 2,
  )
})

test('tiles and the projection agree', () => {
  const { west, east, north, south } = boxOfTile(3, 6, 3)
  assert.deepEqual([west, east], [90, 135])
  assert.ok(Math.abs(mercator({ lon: west, lat: north }).y * 8 - 3) < 1e-9)
  assert.ok(Math.abs(mercator({ lon: west, lat: south }).y * 8 - 4) < 1e-9)
})

test('distances on the ground: Phan Thiết to Phú Quý, and a box that holds its circle', () => {
  const phanThiet = { lat: 10.9333, lon: 108.1 }
  const phuQuy = { lat: 10.5333, lon: 108.95 }
  // By hand: 44.5 km north-south, 92.9 km east-west.
  assert.ok(Math.abs(metresBetween(phanThiet, phuQuy) - 103_000) < 500, `${metresBetween(phanThiet, phuQuy)}`)
  const { north, east, south, west } = boxAround(phanThiet, 150)
  for (const edge of [
    { ...phanThiet, lat: north },
    { ...phanThiet, lon: east },
  ])
    assert.ok(Math.abs(metresBetween(phanThiet, edge) - 150) < 0.5)
  assert.ok(south < phanThiet.lat && west < phanThiet.lon)
})
