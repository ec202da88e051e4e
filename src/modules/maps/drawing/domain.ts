/** The ground as a picture: Web Mercator, fitted to a box, with names that do not run into each other. */

import { fromGrid, type GeoBox, type GeoPoint, gridPerDegree, mercator, type Ring } from '#kernel/geometry.ts'
import type { Language } from '#kernel/text.ts'
import { type Ground, isSea, type Shape, seaName } from '../ground/domain.ts'

export type LabelKind = 'sea' | 'archipelago' | 'island' | 'region' | 'district' | 'commune'
export type PlacedLabel = {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly kind: LabelKind
  /** Too much for a narrow screen. */
  readonly isWide: boolean
  /** A dot stands beside it. */
  readonly isDotted: boolean
  /** Which end of the name stands at the place, so that it stays inside of the picture. */
  readonly anchor: 'start' | 'middle' | 'end'
}
export type Picture = {
  readonly width: number
  readonly height: number
  readonly land: string
  readonly province: string
  readonly areas: readonly { readonly code: string; readonly name: string; readonly path: string }[]
  readonly borders: Readonly<Record<'province' | 'district' | 'commune', string>>
  readonly labels: readonly PlacedLabel[]
}
export type Projection = {
  readonly width: number
  readonly height: number
  /** Zoom of a usual map of the same scale. */
  readonly zoom: number
  place(point: GeoPoint): { readonly x: number; readonly y: number }
  isIn(point: GeoPoint): boolean
}

const pictureWidth = 1000
/** Pixels of a wide screen, to know which names belong to the scale. */
const shownWidth = 900

export const boxOfGrid = ([west, south, east, north]: readonly [number, number, number, number]): GeoBox => {
  const { lon, lat } = fromGrid([west, south])
  const corner = fromGrid([east, north])
  return { west: lon, south: lat, east: corner.lon, north: corner.lat }
}

/** The box with `share` of its size added on every side. */
export function widened({ west, south, east, north }: GeoBox, share: number): GeoBox {
  const [x, y] = [(east - west) * share, (north - south) * share]
  return { west: west - x, south: south - y, east: east + x, north: north + y }
}

export function projectionOf(box: GeoBox): Projection {
  const northWest = mercator({ lon: box.west, lat: box.north })
  const southEast = mercator({ lon: box.east, lat: box.south })
  const scale = pictureWidth / (southEast.x - northWest.x)
  return {
    width: pictureWidth,
    height: Math.round((southEast.y - northWest.y) * scale),
    zoom: Math.floor(Math.log2(shownWidth / (southEast.x - northWest.x) / 512)),
    place(point) {
      const { x, y } = mercator(point)
      return { x: rounded((x - northWest.x) * scale), y: rounded((y - northWest.y) * scale) }
    },
    isIn: ({ lon, lat }) => lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north,
  }
}

const rounded = (value: number) => Math.round(value * 10) / 10

/** Points a picture cannot tell apart are left out. */
function pathOf(projection: Projection, rings: readonly Ring[], isClosed: boolean): string {
  return rings
    .map((ring) => {
      const parts: string[] = []
      let [lastX, lastY] = [Number.NaN, Number.NaN]
      ring.forEach((point, index) => {
        const { x, y } = projection.place(fromGrid(point))
        const isEnd = index === 0 || index === ring.length - 1
        if (!isEnd && Math.hypot(x - lastX, y - lastY) < 1.5) return
        parts.push(`${index === 0 ? 'M' : 'L'}${x} ${y}`)
        lastX = x
        lastY = y
      })
      return `${parts.join('')}${isClosed ? 'Z' : ''}`
    })
    .join('')
}

type Wished = Omit<PlacedLabel, 'isWide'> & { readonly isNeeded: boolean }

/** The picture of a box. `level` is the level of the areas that are drawn to be pressed. */
export function pictureOf(
  ground: Ground,
  box: GeoBox,
  { areas, level, language }: { areas: readonly Shape[]; level: 'district' | 'commune'; language: Language },
): Picture {
  const projection = projectionOf(box)
  const path = (rings: readonly Ring[]) => pathOf(projection, rings, true)
  const line = (rings: readonly Ring[]) => pathOf(projection, rings, false)
  const toRing = (points: readonly (readonly number[])[]): Ring =>
    points.map(([lon = 0, lat = 0]) => [lon * gridPerDegree, lat * gridPerDegree])
  return {
    width: projection.width,
    height: projection.height,
    land: path(ground.geography.land.map(toRing)),
    province: path(ground.province.rings),
    areas: areas.map(({ code, name, rings }) => ({ code, name, path: path(rings) })),
    borders: {
      province: line(ground.borders.province),
      district: line(ground.borders.district),
      commune: line(ground.borders.commune),
    },
    labels: placed(projection, [
      ...namesOf(ground, projection, box, language),
      ...areas.flatMap((shape): Wished[] => {
        const at = fromGrid(shape.middle)
        if (!projection.isIn(at)) return []
        return [
          {
            ...projection.place(at),
            text: shape.name,
            kind: level,
            isNeeded: false,
            isDotted: false,
            anchor: 'middle',
          },
        ]
      }),
    ]),
  }
}

/** Names of sea and islands in the picture at its scale; these are never left out, and no sea is without its name. */
function namesOf(ground: Ground, projection: Projection, box: GeoBox, language: Language): Wished[] {
  const { zoom } = projection
  const named = ground.geography.labels.flatMap(({ name, kind, at: [lon, lat], zoomFrom, zoomTo = 99 }) => {
    if (!projection.isIn({ lon, lat }) || zoom < zoomFrom || zoom > zoomTo) return []
    return [nameAt(projection, { lon, lat }, name[language], kind)]
  })
  const sea = seaName(ground)
  if (!sea || named.some(({ kind }) => kind === 'sea')) return named
  const spot = widestSea(ground, box)
  return spot ? [...named, nameAt(projection, spot, sea[language], 'sea')] : named
}

function nameAt(projection: Projection, point: GeoPoint, text: string, kind: LabelKind): Wished {
  const isDotted = kind === 'island'
  const { x, y } = projection.place(point)
  const share = x / projection.width
  if (isDotted) return { x, y, text, kind, isNeeded: true, isDotted, anchor: share > 0.7 ? 'end' : 'start' }
  // A name near the edge ends there.
  const anchor = share > 0.6 ? 'end' : share < 0.25 ? 'start' : 'middle'
  const inside = { start: Math.max(x - 120, 12), middle: x, end: Math.min(x + 220, projection.width - 12) }[
    anchor
  ]
  return { x: rounded(inside), y, text, kind, isNeeded: true, isDotted, anchor }
}

/** The middle of the longest stretch of sea from west to east, where there is room for a name. */
function widestSea(ground: Ground, { west, south, east, north }: GeoBox): GeoPoint | undefined {
  const [columns, rows, fewest] = [24, 12, 6]
  let best: { readonly from: number; readonly length: number; readonly row: number } | undefined
  for (let row = 1; row < rows; row++) {
    const isWater = (column: number) => isSea(ground, pointOf(column, row))
    let length = 0
    for (let column = 1; column <= columns; column++) {
      length = column < columns && isWater(column) ? length + 1 : 0
      if (length >= fewest && length > (best?.length ?? 0)) best = { from: column - length + 1, length, row }
    }
  }
  return best && pointOf(best.from + (best.length - 1) / 2, best.row)

  function pointOf(column: number, row: number): GeoPoint {
    return { lon: west + ((east - west) * column) / columns, lat: north - ((north - south) * row) / rows }
  }
}

/** Height of a letter in the picture on a phone and on a wide screen, as `map.css` has it. */
const letterHeights = { narrow: 42, wide: 18 } as const
/** How wide a letter is on the average, as a share of its height. */
const letterShare = 0.56

/** First come, first placed: a name that would run into an earlier one is left out, on narrow screens sooner. */
function placed(projection: Projection, wished: readonly Wished[]): PlacedLabel[] {
  const fit = (height: number) => {
    const taken: { west: number; east: number; north: number; south: number }[] = []
    return new Set(
      wished.filter(({ x, y, text, isNeeded, anchor }) => {
        const long = Math.max(...text.split(/ (?=\()/).map((line) => line.length)) * height * letterShare
        const west = { start: x, middle: x - long / 2, end: x - long }[anchor]
        const own = { west, east: west + long, north: y - height * 0.8, south: y + height * 0.6 }
        const isFree = taken.every(
          (one) =>
            own.east < one.west || own.west > one.east || own.south < one.north || own.north > one.south,
        )
        const isWhole = own.west >= 0 && own.east <= projection.width
        if (!isNeeded && !(isFree && isWhole)) return false
        taken.push(own)
        return true
      }),
    )
  }
  const [narrow, wide] = [fit(letterHeights.narrow), fit(letterHeights.wide)]
  return wished.flatMap((one) => {
    if (!wide.has(one) && !narrow.has(one)) return []
    const { isNeeded: _, ...label } = one
    return [{ ...label, isWide: !narrow.has(one) }]
  })
}
