/** Borders of the communes of 2025 as lines that neighbours share, simplified once, so that no gap opens between them. */
import {
  crossingOf,
  type GridPoint,
  gridPerDegree,
  isInside,
  middleOf,
  type Ring,
  stepsOf,
  toGrid,
} from '../../src/kernel/geometry.ts'
import type { Geography, MappedArea } from '../../src/kernel/packs.ts'
import type { Cells } from './places.ts'
import { labels, land, world } from './sea.ts'
import { plain } from './words.ts'

type Feature = {
  readonly properties: Readonly<Record<string, string>>
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly [number, number])[][] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly [number, number])[][][] }
}
export type FeatureCollection = { readonly features: readonly Feature[] }
export type GeographyTables = {
  readonly communes: FeatureCollection
  readonly districts: FeatureCollection
  /** Old commune → new commune; columns as in the source. */
  readonly mapping: readonly Cells[]
  readonly sites: readonly Cells[]
}

const since = '2025-07-01'
/** Wards of Phan Thiết that ended half a year before and are in no row of the mapping; all lay in the middle of the city. */
const endedBefore: Readonly<Record<string, readonly string[]>> = { '22945': ['22939', '22942', '22948'] }
/** How far a simplified border may leave the true one. */
const metresOff = 30
const metresPerStep = 111_320 / gridPerDegree

const ringsOf = ({ geometry }: Feature): Ring[] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
    .flat()
    .map((ring) => ring.map(([lon, lat]) => toGrid({ lon, lat })))

const key = ([x, y]: GridPoint) => `${x} ${y}`

/** Points at which more than two lines meet. */
function nodesOf(rings: readonly Ring[]): ReadonlySet<string> {
  const beside = new Map<string, Set<string>>()
  for (const ring of rings)
    for (let index = 1; index < ring.length; index++) {
      const [a, b] = [key(ring[index - 1] as GridPoint), key(ring[index] as GridPoint)]
      for (const [from, to] of [[a, b] as const, [b, a] as const])
        beside.set(from, (beside.get(from) ?? new Set()).add(to))
    }
  return new Set([...beside].flatMap(([point, others]) => (others.size > 2 ? [point] : [])))
}

/** A ring cut at the nodes; one without any is one line that comes back. */
function cut(ring: Ring, nodes: ReadonlySet<string>): (readonly GridPoint[])[] {
  const open = ring.slice(0, -1)
  const first = open.findIndex((point) => nodes.has(key(point)))
  const start =
    first < 0 ? open.indexOf(open.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])[0] ?? [0, 0]) : first
  const turned = [...open.slice(start), ...open.slice(0, start + 1)]
  const pieces: GridPoint[][] = [[]]
  turned.forEach((point, index) => {
    pieces.at(-1)?.push(point)
    if (index > 0 && index < turned.length - 1 && nodes.has(key(point))) pieces.push([point])
  })
  return pieces
}

/** Without the points that lie nearer than `metres` to the line between those that stay (Douglas and Peucker). */
function simplify(line: readonly GridPoint[], metres: number): readonly GridPoint[] {
  const kept = new Set([0, line.length - 1])
  const waiting: (readonly [number, number])[] = [[0, line.length - 1]]
  const isRing = line.length > 3 && key(line[0] as GridPoint) === key(line.at(-1) as GridPoint)
  for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
    const [from, to] = pair
    const { at, far } = farthest(line, from, to)
    // A ring keeps three corners at least.
    if (at === undefined || (far <= metres && !(isRing && kept.size < 4))) continue
    kept.add(at)
    waiting.push([from, at], [at, to])
  }
  return line.filter((_point, index) => kept.has(index))
}

function farthest(line: readonly GridPoint[], from: number, to: number) {
  const [a, b] = [line[from] as GridPoint, line[to] as GridPoint]
  const length = Math.hypot(b[0] - a[0], b[1] - a[1])
  let at: number | undefined
  let far = -1
  for (let index = from + 1; index < to; index++) {
    const [x, y] = line[index] as GridPoint
    const off =
      length === 0
        ? Math.hypot(x - a[0], y - a[1])
        : Math.abs((b[0] - a[0]) * (a[1] - y) - (a[0] - x) * (b[1] - a[1])) / length
    if (off > far) {
      at = index
      far = off
    }
  }
  return { at, far: far * metresPerStep }
}

/** Lines simplified as far as they may be without crossing: where two would, both stay closer to the truth. */
function simplified(lines: readonly (readonly GridPoint[])[]): readonly (readonly GridPoint[])[] {
  const metres = lines.map(() => metresOff)
  for (let round = 0; round < 200; round++) {
    const now = lines.map((line, index) => simplify(line, metres[index] ?? 0))
    const crossing = crossingOf(now)
    if (!crossing) return now
    const near = ([x, y]: GridPoint) => Math.hypot(x - crossing[0], y - crossing[1]) < 300
    now.forEach((line, index) => {
      if (line.some(near)) metres[index] = (metres[index] ?? 0) / 2
    })
  }
  throw new Error('Các đường vẫn cắt nhau sau 200 lần giảm mức đơn giản hóa.')
}

/** The map of the province in the form of `geography.json`. */
export function geographyOf({ communes, districts, mapping, sites }: GeographyTables) {
  const features = communes.features.toSorted((a, b) => Number(a.properties.code) - Number(b.properties.code))
  const nodes = nodesOf(features.flatMap(ringsOf))
  const numbers = new Map<string, number>()
  const lines: (readonly GridPoint[])[] = []
  const numberOf = (line: readonly GridPoint[]): number => {
    const [forwards, backwards] = [line.map(key).join(), line.toReversed().map(key).join()]
    const known = numbers.get(forwards)
    if (known !== undefined) return known
    numbers.set(forwards, lines.length)
    if (backwards !== forwards) numbers.set(backwards, -1 - lines.length)
    return lines.push(line) - 1
  }
  const districtRings = districts.features.map((one) => ({
    code: one.properties.district_code ?? '',
    rings: ringsOf(one),
  }))
  const areas = features.map((feature): MappedArea => {
    const { code = '', name = '' } = feature.properties
    const rings = ringsOf(feature)
    const within = districtRings.find((one) => isInside(one.rings, middleOf(rings)))?.code
    if (!within) throw new Error(`${name} không nằm trong huyện nào.`)
    const formedFrom = mapping
      .filter((row) => row.new_commune_code === code)
      .map((row) => row.old_commune_code ?? '')
    return {
      code,
      name: plain(name),
      within,
      validFrom: since,
      formedFrom: [...new Set([...formedFrom, ...(endedBefore[code] ?? [])])].sort(),
      rings: rings.map((ring) => cut(ring, nodes).map(numberOf)),
    }
  })
  return {
    box: [107.38, 10.4, 109.05, 11.6],
    world,
    labels: [...labels],
    sites: sites.map(({ name = '', category = '', lon, lat, district_code: within = '' }) => ({
      name: plain(name),
      kind: plain(category),
      at: [Number(lon), Number(lat)],
      within,
    })),
    land,
    areas,
    lines: simplified(lines).map(stepsOf),
  } satisfies Omit<Geography, '$schema' | 'source'>
}
