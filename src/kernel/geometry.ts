/**
 * Places and shapes on the map, in WGS 84. Shapes are whole numbers of `gridPerDegree` (about 1.1 m), so that what lies
 * left or right of a border is decided exactly, and two areas that share a border never both hold a point of it.
 */

export type GeoPoint = { readonly lon: number; readonly lat: number }
export type GeoBox = {
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}
/** `[x, y]` on the grid. */
export type GridPoint = readonly [number, number]
/** Closed: the last point is the first one again. */
export type Ring = readonly GridPoint[]
export type GridBox = readonly [west: number, south: number, east: number, north: number]

export const gridPerDegree = 100_000
const earthRadiusMetres = 6_371_008.8

export const toGrid = ({ lon, lat }: GeoPoint): GridPoint => [
  Math.round(lon * gridPerDegree),
  Math.round(lat * gridPerDegree),
]
export const fromGrid = ([x, y]: GridPoint): GeoPoint => ({ lon: x / gridPerDegree, lat: y / gridPerDegree })

/** A line as it is written: the first point, then the step to each next one. */
export function lineOf(steps: readonly number[]): GridPoint[] {
  const points: GridPoint[] = []
  let [x, y] = [0, 0]
  for (let index = 0; index + 1 < steps.length; index += 2) {
    x += steps[index] ?? 0
    y += steps[index + 1] ?? 0
    points.push([x, y])
  }
  return points
}

export function stepsOf(line: readonly GridPoint[]): number[] {
  return line.flatMap(([x, y], index) => {
    const [beforeX, beforeY] = line[index - 1] ?? [0, 0]
    return [x - beforeX, y - beforeY]
  })
}

const same = (a: GridPoint | undefined, b: GridPoint | undefined) => a?.[0] === b?.[0] && a?.[1] === b?.[1]

/** Line `index` forwards, or line `-1 - index` backwards. */
function directed(lines: readonly (readonly GridPoint[])[], signed: number): readonly GridPoint[] {
  const line = lines[signed < 0 ? -1 - signed : signed] ?? []
  return signed < 0 ? line.toReversed() : line
}

/** The ring along signed lines; `undefined` when they do not follow each other or do not come back. */
export function ringOf(
  lines: readonly (readonly GridPoint[])[],
  signed: readonly number[],
): Ring | undefined {
  const points: GridPoint[] = []
  for (const one of signed) {
    const line = directed(lines, one)
    if (line.length < 2 || (points.length > 0 && !same(points.at(-1), line[0]))) return undefined
    points.push(...(points.length > 0 ? line.slice(1) : line))
  }
  return points.length >= 4 && same(points[0], points.at(-1)) ? points : undefined
}

/** Signed lines around several shapes together: what two of them share falls away. */
export function outlineOf(shapes: readonly (readonly (readonly number[])[])[]): number[] {
  const once = new Set<number>()
  for (const signed of shapes.flat(2)) if (!once.delete(-1 - signed)) once.add(signed)
  return [...once]
}

/** Signed lines put one after another until they close. Lines that never close are left out. */
export function ringsAround(
  lines: readonly (readonly GridPoint[])[],
  signed: readonly number[],
): readonly Ring[] {
  const key = (point: GridPoint | undefined) => String(point)
  const starting = Map.groupBy(signed, (one) => key(directed(lines, one)[0]))
  const rings: Ring[] = []
  for (const first of signed) {
    const chain: number[] = []
    let next: number | undefined = take(starting, key(directed(lines, first)[0]), first)
    while (next !== undefined) {
      chain.push(next)
      next = take(starting, key(directed(lines, next).at(-1)))
    }
    const ring = ringOf(lines, chain)
    if (ring) rings.push(ring)
  }
  return rings
}

function take(from: Map<string, number[]>, key: string, wanted?: number): number | undefined {
  const waiting = from.get(key) ?? []
  const at = wanted === undefined ? 0 : waiting.indexOf(wanted)
  return at < 0 ? undefined : waiting.splice(at, 1)[0]
}

export function boxOf(points: readonly GridPoint[]): GridBox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    if (x < west) west = x
    if (x > east) east = x
    if (y < south) south = y
    if (y > north) north = y
  }
  return [west, south, east, north]
}

/** Whether a point of the grid is inside: holes count, and of two shapes along a border exactly one holds its points. */
export function isInside(rings: readonly Ring[], [x, y]: GridPoint): boolean {
  let inside = false
  for (const ring of rings)
    for (let index = 1; index < ring.length; index++) {
      const [a, b] = [ring[index - 1] as GridPoint, ring[index] as GridPoint]
      if (a[1] > y === b[1] > y) continue
      // Always from the lower end, so that both neighbours of a border compute the same whole numbers.
      const [low, high] = a[1] < b[1] ? [a, b] : [b, a]
      if ((x - low[0]) * (high[1] - low[1]) < (y - low[1]) * (high[0] - low[0])) inside = !inside
    }
  return inside
}

const radians = (degrees: number) => (degrees * Math.PI) / 180

const isBoxIn = (own: GridBox, other: GridBox) =>
  own[0] >= other[0] && own[1] >= other[1] && own[2] <= other[2] && own[3] <= other[3]

/** Rings as polygons: each outer ring with the holes in it. */
export function polygonsOf(rings: readonly Ring[]): readonly (readonly Ring[])[] {
  const around = (ring: Ring) => {
    const middle = middleOf([ring])
    const own = boxOf(ring)
    return rings.filter((other) => other !== ring && isBoxIn(own, boxOf(other)) && isInside([other], middle))
  }
  const outer = rings.filter((ring) => around(ring).length % 2 === 0)
  return outer.map((ring) => [
    ring,
    ...rings.filter((hole) => !outer.includes(hole) && around(hole).includes(ring)),
  ])
}

/** Khoảng cách, in metres on the sphere: within half a percent of the ellipsoid. */
export function metresBetween(a: GeoPoint, b: GeoPoint): number {
  const [south, north] = [radians(a.lat), radians(b.lat)]
  const [half, halfAcross] = [Math.sin((north - south) / 2), Math.sin(radians(b.lon - a.lon) / 2)]
  const chord = half * half + Math.cos(south) * Math.cos(north) * halfAcross * halfAcross
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** A box around a point that holds everything within so many metres, for a first look. */
export function boxAround({ lon, lat }: GeoPoint, metres: number): GeoBox {
  const north = (metres / earthRadiusMetres) * (180 / Math.PI)
  const east = north / Math.max(0.01, Math.cos(radians(lat)))
  return { south: lat - north, north: lat + north, west: lon - east, east: lon + east }
}

/** Metres from a point to the nearest border; flat over so short a way, which is exact enough within 300 km. */
export function metresToBorder(rings: readonly Ring[], point: GridPoint): number {
  const perStep = (earthRadiusMetres * Math.PI) / 180 / gridPerDegree
  const across = Math.cos(radians(point[1] / gridPerDegree))
  let nearest = Infinity
  for (const ring of rings)
    for (let index = 1; index < ring.length; index++) {
      const [a, b] = [ring[index - 1] as GridPoint, ring[index] as GridPoint]
      const [toX, toY] = [(b[0] - a[0]) * across, b[1] - a[1]]
      const [fromX, fromY] = [(point[0] - a[0]) * across, point[1] - a[1]]
      const length = toX * toX + toY * toY
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, (fromX * toX + fromY * toY) / length))
      const [missX, missY] = [fromX - along * toX, fromY - along * toY]
      nearest = Math.min(nearest, missX * missX + missY * missY)
    }
  return Math.sqrt(nearest) * perStep
}

/** Where two shapes' lines meet other than at a point that both name: pairs of points, one of each line. */
export function crossingOf(lines: readonly (readonly GridPoint[])[]): GridPoint | undefined {
  const cell = 2_000
  const cells = new Map<number, (readonly [GridPoint, GridPoint])[]>()
  for (const line of lines)
    for (let index = 1; index < line.length; index++) {
      const segment = [line[index - 1] as GridPoint, line[index] as GridPoint] as const
      const [west, south, east, north] = boxOf(segment).map((side) => Math.floor(side / cell)) as [
        number,
        number,
        number,
        number,
      ]
      for (let x = west; x <= east; x++)
        for (let y = south; y <= north; y++) {
          const place = x * 100_000 + y
          const known = cells.get(place) ?? []
          for (const other of known) {
            const point = meetingOf(segment, other)
            if (point) return point
          }
          known.push(segment)
          cells.set(place, known)
        }
    }
  return undefined
}

type Segment = readonly [GridPoint, GridPoint]
const side = (a: GridPoint, b: GridPoint, p: GridPoint) =>
  Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]))
const isBetween = (a: GridPoint, b: GridPoint, p: GridPoint) =>
  Math.min(a[0], b[0]) <= p[0] &&
  p[0] <= Math.max(a[0], b[0]) &&
  Math.min(a[1], b[1]) <= p[1] &&
  p[1] <= Math.max(a[1], b[1])

/** A point at which two segments meet although it is not an end of both. */
function meetingOf([a, b]: Segment, [c, d]: Segment): GridPoint | undefined {
  const isShared = (p: GridPoint) => (same(p, a) || same(p, b)) && (same(p, c) || same(p, d))
  if (isShared(a) && isShared(b)) return same(a, b) ? undefined : a
  for (const p of [a, b]) if (!isShared(p) && side(c, d, p) === 0 && isBetween(c, d, p)) return p
  for (const p of [c, d]) if (!isShared(p) && side(a, b, p) === 0 && isBetween(a, b, p)) return p
  const crosses = side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  return crosses ? a : undefined
}

/** A point inside of the shape, near its middle, for a name. */
export function middleOf(rings: readonly Ring[]): GridPoint {
  const areaOf = (ring: Ring) =>
    ring.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = ring[index + 1] ?? [x, y]
      return sum + x * nextY - nextX * y
    }, 0)
  const [largest = []] = rings.toSorted((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))
  const [west, south, east, north] = boxOf(largest)
  const level = [1, 2, 3, 4, 5, 6, 7].map((eighth) => Math.round(south + ((north - south) * eighth) / 8))
  const inside = level.flatMap((y) =>
    spansAt(rings, y)
      .filter(([from, to]) => from >= west && to <= east)
      .map(([from, to]) => ({ from, to, y })),
  )
  // The widest stretch takes a name best; the middle of the shape breaks near ties.
  const middleY = (south + north) / 2
  const [best] = inside.toSorted(
    (a, b) => b.to - b.from - Math.abs(b.y - middleY) / 2 - (a.to - a.from - Math.abs(a.y - middleY) / 2),
  )
  return best ? [Math.round((best.from + best.to) / 2), best.y] : (largest[0] ?? [0, 0])
}

/** Stretches of the level `y` that are inside, from west to east. */
function spansAt(rings: readonly Ring[], y: number): (readonly [number, number])[] {
  const cuts: number[] = []
  for (const ring of rings)
    for (let index = 1; index < ring.length; index++) {
      const [[ax, ay], [bx, by]] = [ring[index - 1] as GridPoint, ring[index] as GridPoint]
      if (ay > y !== by > y) cuts.push(ax + ((y - ay) * (bx - ax)) / (by - ay))
    }
  cuts.sort((a, b) => a - b)
  return cuts.flatMap((from, index) => {
    const to = cuts[index + 1]
    return index % 2 === 0 && to !== undefined ? [[from, to] as const] : []
  })
}

/** Web Mercator: the world as a square from 0 to 1, north and west at 0. */
export function mercator({ lon, lat }: GeoPoint): { readonly x: number; readonly y: number } {
  const sine = Math.sin(radians(lat))
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) }
}

/** The box of a tile of the usual scheme: zoom 0 is the world in one tile. */
export function boxOfTile(zoom: number, column: number, row: number): GeoBox {
  const size = 2 ** zoom
  const latitude = (y: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI
  return {
    west: (column / size) * 360 - 180,
    east: ((column + 1) / size) * 360 - 180,
    north: latitude(row),
    south: latitude(row + 1),
  }
}
