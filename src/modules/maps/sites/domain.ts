/** Di tích, thắng cảnh as a layer of the map, and how points that lie together become one. */

import type { GeoBox, GeoPoint } from '#kernel/geometry.ts'
import type { MapLayer, MapPoint } from '#kernel/map-layers.ts'
import { cellDegrees } from '#kernel/map-layers.ts'
import { mapLinks } from '../domain.ts'
import { texts } from '../texts.ts'

/** Half open, so that of two tiles exactly one holds a point between them. */
const isIn = ({ west, south, east, north }: GeoBox, { lon, lat }: GeoPoint) =>
  lon >= west && lon < east && lat > south && lat <= north

/** Points of one cell of the zoom as one, in the middle of them. */
export function clustered(points: readonly MapPoint[], zoom: number): readonly MapPoint[] {
  const cell = cellDegrees(zoom)
  if (cell === 0) return points
  const groups = Map.groupBy(points, ({ lon, lat }) => `${Math.floor(lon / cell)} ${Math.floor(lat / cell)}`)
  return [...groups.values()].flatMap((group) => {
    const [first, ...more] = group
    if (!first || more.length === 0) return group
    const mean = (of: (point: MapPoint) => number) =>
      group.reduce((sum, one) => sum + of(one), 0) / group.length
    return { lon: mean(({ lon }) => lon), lat: mean(({ lat }) => lat), count: group.length }
  })
}

export const siteLayer: MapLayer = {
  name: 'di-tich',
  words: { vi: texts.vi.sites, en: texts.en.sites },
  list: mapLinks.sites,
  points: async ({ pack }, { box, zoom }) =>
    clustered(
      (pack.geography.sites ?? [])
        .map(({ name, at: [lon, lat] }) => ({ lon, lat, count: 1, title: name, href: mapLinks.sites }))
        .filter((point) => isIn(box, point)),
      zoom,
    ),
}
