/** What other modules may ask of the map: where a point lies, and maps for their own pages. */

import type { Context } from '#kernel/context.ts'
import { fromGrid, type GeoBox, type GeoPoint, polygonsOf } from '#kernel/geometry.ts'
import type { MapPoint } from '#kernel/map-layers.ts'
import type { LiveMap, MapMark, MapPicture } from '#ui/map.tsx'
import { groundLayer, mapLinks } from './domain.ts'
import { boxOfGrid, pictureOf, projectionOf, widened } from './drawing/domain.ts'
import { groundOf, type Shape } from './ground/domain.ts'

export { mapLinks } from './domain.ts'
export {
  type AreaName,
  nearestPlace as nearestArea,
  type Place,
  placeAt as areaAt,
} from './ground/domain.ts'

/** The sea around a province is part of its picture. */
const margin = 0.06

type MapWish = {
  /** Layers by name; whether they are shown at first is for the page. */
  readonly layers?: readonly string[]
  /** A district, or a shape of the map; the whole province without. */
  readonly around?: Shape | undefined
  readonly areas?: readonly Shape[]
  readonly level?: 'district' | 'commune'
  readonly href?: (code: string) => string
}
export type ReadyMap = {
  readonly picture: MapPicture
  readonly live: LiveMap
  readonly box: GeoBox
  readonly zoom: number
  /** Points of a layer as marks of the picture. */
  marks(points: readonly MapPoint[]): readonly MapMark[]
}

/** What a map depends on. */
export type MapSeen = Pick<Context, 'pack' | 'today' | 'language'>

/** Bản đồ for a page, as the picture and for the script: of the province with its districts unless told. */
export function mapFor({ pack, today, language }: MapSeen, wish: MapWish = {}): ReadyMap {
  const ground = groundOf(pack, today)
  const { box: whole } = pack.geography
  const box = wish.around
    ? widened(boxOfGrid(wish.around.box), margin)
    : { west: whole[0], south: whole[1], east: whole[2], north: whole[3] }
  const level = wish.level ?? (ground.districts.length > 0 ? 'district' : 'commune')
  const areas = wish.areas ?? (level === 'district' ? ground.districts : ground.communes)
  const picture = pictureOf(ground, box, { areas, level, language })
  const projection = projectionOf(box)
  const { href } = wish
  return {
    picture: href
      ? { ...picture, areas: picture.areas.map((area) => ({ ...area, href: href(area.code) })) }
      : picture,
    live: {
      ...liveMap({ pack, today }),
      view: [box.west, box.south, box.east, box.north],
      layers: (wish.layers ?? []).map((name) => ({ name, tiles: mapLinks.tiles(name) })),
    },
    box,
    zoom: projection.zoom,
    marks: (points) =>
      points
        .filter((point) => projection.isIn(point))
        .map(({ count, title, href: page, ...at }) => ({
          ...projection.place(at),
          count,
          title,
          href: page,
        })),
  }
}

/**
 * Đường bao of the province, a district or a commune: its parts as closed rings, without what lies inside them. Nothing for an
 * area that the map does not draw by itself.
 */
export function outlinesOf(
  { pack, today }: Pick<MapSeen, 'pack' | 'today'>,
  code: string,
): readonly (readonly GeoPoint[])[] {
  const { province, districts, communes } = groundOf(pack, today)
  const shape = [province, ...districts, ...communes].find((one) => one.code === code)
  return polygonsOf(shape?.rings ?? []).flatMap(([outer]) => {
    const points = outer?.map(fromGrid) ?? []
    const [first] = points
    const last = points.at(-1)
    if (!first || !last) return []
    return [first.lon === last.lon && first.lat === last.lat ? points : [...points, first]]
  })
}

/** The province as a map that moves, without a picture before it: for forms that ask where. */
export function liveMap({ pack, today }: Pick<MapSeen, 'pack' | 'today'>): LiveMap {
  const { box: view, world } = pack.geography
  return { ground: mapLinks.tiles(groundLayer, groundOf(pack, today).version), world, view, layers: [] }
}

/** The nation's sea with its archipelagos, as a picture beside the map of a province. */
export function seaPicture({ pack, today, language }: MapSeen): MapPicture {
  const [west, south, east, north] = pack.geography.world
  const ground = groundOf(pack, today)
  return pictureOf(ground, { west, south, east, north }, { areas: [], level: 'district', language })
}
