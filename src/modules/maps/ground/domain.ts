/** Nền bản đồ: the shapes of a province on a day, and which of them holds a point. */

import { createHash } from 'node:crypto'
import {
  boxOf,
  type GeoPoint,
  type GridBox,
  type GridPoint,
  isInside,
  lineOf,
  metresToBorder,
  middleOf,
  outlineOf,
  type Ring,
  ringOf,
  ringsAround,
  toGrid,
} from '#kernel/geometry.ts'
import type { Area, Geography, MappedArea, Pack } from '#kernel/packs.ts'
import type { CalendarDate } from '#kernel/types.ts'

export type Shape = {
  readonly code: string
  readonly name: string
  readonly within: string
  readonly rings: readonly Ring[]
  readonly box: GridBox
  /** Where its name is written. */
  readonly middle: GridPoint
}
export type Ground = {
  /** Changes with every shape and name. */
  readonly version: string
  readonly geography: Geography
  readonly province: Shape
  readonly districts: readonly Shape[]
  readonly communes: readonly Shape[]
  /** Borders of each level as lines, each written once. */
  readonly borders: Readonly<Record<'province' | 'district' | 'commune', readonly Ring[]>>
}

/** A place as the law of the day names it. */
export type Place = {
  readonly province: AreaName
  /** As its communes were merged, so near the old border of two districts it may be the other one. */
  readonly district: AreaName | undefined
  readonly commune: AreaName | undefined
  /** Where only the border around several communes is known: one of these. With `commune` it is that one alone. */
  readonly among: readonly AreaName[]
}
export type AreaName = { readonly code: string; readonly name: string }

/** Whether something dated holds on a day. */
export const isInForce = (one: { readonly validFrom: string; readonly validTo?: string }, day: string) =>
  one.validFrom <= day && day <= (one.validTo ?? '9999-12-31')

/** The shapes of a day; before the first one that is known, the first ones. */
function shapesOn({ areas }: Geography, day: string): readonly MappedArea[] {
  const inForce = areas.filter((area) => isInForce(area, day))
  if (inForce.length > 0) return inForce
  const [first] = areas.map(({ validFrom }) => validFrom).toSorted()
  return areas.filter(({ validFrom }) => validFrom === first)
}

const grounds = new WeakMap<Pack, Map<string, Ground>>()

/** Nền bản đồ trong ngày. Made once for all days that are alike. */
export function groundOf(pack: Pack, day: CalendarDate): Ground {
  const made = grounds.get(pack) ?? new Map<string, Ground>()
  grounds.set(pack, made)
  const shapes = shapesOn(pack.geography, day)
  const districts = pack.areas.filter((area) => area.level === 'district' && isInForce(area, day))
  const key = [...shapes, ...districts].map(({ code, validFrom }) => `${code}.${validFrom}`).join(' ')
  const known = made.get(key)
  if (known) return known
  const ground = makeGround(pack, shapes, districts)
  made.set(key, ground)
  return ground
}

function makeGround(pack: Pack, areas: readonly MappedArea[], inForce: readonly Area[]): Ground {
  const { geography, manifest } = pack
  const lines = geography.lines.map(lineOf)
  const around = (members: readonly MappedArea[]) => outlineOf(members.map(({ rings }) => rings))
  const shape = (code: string, name: string, within: string, rings: readonly Ring[]): Shape => ({
    code,
    name,
    within,
    rings,
    box: boxOf(rings.flat()),
    middle: middleOf(rings),
  })
  const communes = areas.map(({ code, name, within, rings }) =>
    shape(
      code,
      name,
      within,
      rings.map((ring) => ringOf(lines, ring) ?? []),
    ),
  )
  const districts = inForce.flatMap(({ code, name }) => {
    const members = areas.filter(({ within }) => within === code)
    return members.length > 0
      ? [shape(code, name, manifest.areaCode, ringsAround(lines, around(members)))]
      : []
  })
  const number = (signed: number) => (signed < 0 ? -1 - signed : signed)
  const outer = new Set(around(areas).map(number))
  const between = new Set(
    inForce.flatMap(({ code }) => around(areas.filter(({ within }) => within === code)).map(number)),
  )
  const used = new Set(areas.flatMap(({ rings }) => rings.flat().map(number)))
  const linesOf = (wanted: (one: number) => boolean) =>
    lines.filter((_line, index) => used.has(index) && wanted(index))
  const content = JSON.stringify([geography, areas, inForce])
  return {
    version: createHash('sha256').update(content).digest('base64url').slice(0, 10),
    geography,
    province: shape(manifest.areaCode, manifest.name.vi, '', ringsAround(lines, around(areas))),
    districts,
    communes,
    borders: {
      province: linesOf((one) => outer.has(one)),
      district: linesOf((one) => !outer.has(one) && between.has(one)),
      commune: linesOf((one) => !outer.has(one) && !between.has(one)),
    },
  }
}

const landRings = new WeakMap<Ground, readonly Ring[]>()

/** Whether a point is neither in the province nor on the coarse land beside it. */
export function isSea(ground: Ground, point: GeoPoint): boolean {
  const beside =
    landRings.get(ground) ??
    ground.geography.land.map((ring) => ring.map(([lon, lat]) => toGrid({ lon, lat })))
  landRings.set(ground, beside)
  const at = toGrid(point)
  return !isInside(beside, at) && !isInside(ground.province.rings, at)
}

/** The name of the sea is written at every zoom: from here on wherever there is room, not at places of the pack. */
export const seaEverywhereFrom = 10

export const seaName = ({ geography }: Ground) => geography.labels.find(({ kind }) => kind === 'sea')?.name

const isInBox = ([west, south, east, north]: GridBox, [x, y]: GridPoint) =>
  x >= west && x <= east && y >= south && y <= north

/** Địa bàn có điểm này, as the law of the day names it; `undefined` at sea and outside of the province. */
export function placeAt(pack: Pack, point: GeoPoint, day: CalendarDate): Place | undefined {
  const at = toGrid(point)
  const shape = groundOf(pack, day).communes.find(({ box, rings }) => isInBox(box, at) && isInside(rings, at))
  return shape && placeOf(pack, shape.code, day)
}

/** The place nearest to a point, and how far: 0 metres inside. For points at sea; outside of the map it means little. */
export function nearestPlace(
  pack: Pack,
  point: GeoPoint,
  day: CalendarDate,
): { readonly place: Place; readonly metres: number } {
  const here = placeAt(pack, point, day)
  if (here) return { place: here, metres: 0 }
  const at = toGrid(point)
  const [nearest] = groundOf(pack, day)
    .communes.map(({ code, rings }) => ({ code, metres: metresToBorder(rings, at) }))
    .toSorted((a, b) => a.metres - b.metres)
  if (!nearest) throw new Error('The map of the pack has no areas')
  return { place: placeOf(pack, nearest.code, day), metres: Math.round(nearest.metres) }
}

/** What a shape of the map stands for on a day: the commune itself, or those that were merged into it. */
export function placeOf(pack: Pack, code: string, day: CalendarDate): Place {
  const inForce = (wanted: string) => pack.areas.find((area) => area.code === wanted && isInForce(area, day))
  const written = shapesOn(pack.geography, day).find((area) => area.code === code)
  const own = inForce(code)
  // Codes came back with another meaning: the commune is the shape's only if it is not older than the shape.
  const isOwn = own !== undefined && written !== undefined && own.validFrom >= written.validFrom
  const former = isOwn ? [] : (written?.formedFrom ?? [code]).flatMap((one) => inForce(one) ?? [])
  const among = (isOwn ? [own] : former).map(nameOf)
  const [only, ...more] = among
  const above = inForce(
    only && more.length === 0 ? (inForce(only.code)?.parent ?? '') : (written?.within ?? ''),
  )
  return {
    province: {
      code: pack.manifest.areaCode,
      name: inForce(pack.manifest.areaCode)?.name ?? pack.manifest.name.vi,
    },
    district: above?.level === 'district' ? nameOf(above) : undefined,
    commune: more.length === 0 ? only : undefined,
    among,
  }
}

const nameOf = ({ code, name }: Area): AreaName => ({ code, name })
