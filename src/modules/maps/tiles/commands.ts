/** Vector tiles (MVT): the ground cut once and kept, points from their module's query and kept for a moment. */

import GeoJSONVT from 'geojson-vt'
import vtpbf from 'vt-pbf'
import type { Context } from '#kernel/context.ts'
import { boxOfTile, fromGrid, mercator, polygonsOf, type Ring } from '#kernel/geometry.ts'
import type { MapLayer } from '#kernel/map-layers.ts'
import { sharedly } from '#kernel/recent.ts'
import type { Language } from '#kernel/text.ts'
import type { MapSeen } from '../api.ts'
import { refusal, zoomMost } from '../domain.ts'
import { type Ground, groundOf, isSea, type Shape, seaEverywhereFrom, seaName } from '../ground/domain.ts'

export type TileAddress = { readonly zoom: number; readonly column: number; readonly row: number }

const extent = 4096
/** How old points may be, and from when on they are loaded anew behind the back of whoever asks. */
export const pointSeconds = 15
const freshSeconds = 10
const keptTilesMax = 1_000

type Cut = {
  readonly layers: ReadonlyMap<string, GeoJSONVT>
  readonly tiles: Map<string, Uint8Array>
}
const cuts = new WeakMap<Ground, Map<Language, Cut>>()

const positions = (ring: Ring) =>
  ring.map((point) => {
    const { lon, lat } = fromGrid(point)
    return [lon, lat]
  })
const polygon = ({ code, name, rings }: Shape) => ({
  type: 'Feature' as const,
  properties: { code, name },
  geometry: {
    type: 'MultiPolygon' as const,
    coordinates: polygonsOf(rings).map((polygon) => polygon.map(positions)),
  },
})

function cutGround(ground: Ground, language: Language): Cut {
  const known = cuts.get(ground)?.get(language)
  if (known) return known
  const collection = (features: readonly object[]) =>
    new GeoJSONVT({ type: 'FeatureCollection', features } as never, {
      maxZoom: zoomMost.ground,
      indexMaxZoom: 4,
      extent,
      tolerance: 3,
      buffer: 64,
    })
  const point = (at: readonly number[], properties: object) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates: at },
  })
  const ofShapes = (shapes: readonly Shape[], kind: string) =>
    shapes.map(({ middle, name }) => {
      const { lon, lat } = fromGrid(middle)
      return point([lon, lat], { name, kind, from: 0, to: 99 })
    })
  const { geography, borders } = ground
  const cut: Cut = {
    layers: new Map([
      [
        'land',
        collection(
          geography.land.map((ring) => ({
            type: 'Feature',
            properties: {},
            geometry: { type: 'Polygon', coordinates: [ring] },
          })),
        ),
      ],
      ['province', collection([polygon(ground.province)])],
      ['district', collection(ground.districts.map(polygon))],
      ['commune', collection(ground.communes.map(polygon))],
      [
        'border',
        collection(
          (['province', 'district', 'commune'] as const).map((level) => ({
            type: 'Feature',
            properties: { level },
            geometry: { type: 'MultiLineString', coordinates: borders[level].map(positions) },
          })),
        ),
      ],
      [
        'name',
        collection([
          ...geography.labels.map(({ name, kind, at, zoomFrom, zoomTo = 99 }) =>
            point(at, { name: name[language], kind, from: zoomFrom, to: zoomTo }),
          ),
          ...ofShapes(ground.districts, 'district'),
          ...ofShapes(ground.communes, 'commune'),
        ]),
      ],
    ]),
    tiles: new Map(),
  }
  const byLanguage = cuts.get(ground) ?? new Map<Language, Cut>()
  cuts.set(ground, byLanguage.set(language, cut))
  return cut
}

function checked({ zoom, column, row }: TileAddress, most: number): void {
  const size = 2 ** zoom
  if (zoom > most || column >= size || row >= size) throw refusal.noSuchTile()
}

/** A tile of the ground: land, province, districts, communes, borders, names. Throws `maps.noSuchTile`. */
export function groundTile({ pack, today, language }: MapSeen, address: TileAddress): Uint8Array {
  checked(address, zoomMost.ground)
  const { zoom, column, row } = address
  const ground = groundOf(pack, today)
  const cut = cutGround(ground, language)
  const key = `${zoom}/${column}/${row}`
  const known = cut.tiles.get(key)
  if (known) return known
  const layers: Record<string, object> = {}
  for (const [name, index] of cut.layers) {
    const tile = index.getTile(zoom, column, row)
    if (!tile) continue
    // The last zoom stands for all that are closer.
    const isShown = ({ tags }: { tags?: Record<string, unknown> | null }) =>
      Number(tags?.from ?? 0) <= (zoom === zoomMost.ground ? 99 : zoom) && zoom <= Number(tags?.to ?? 99)
    layers[name] = name === 'name' ? { ...tile, features: tile.features.filter(isShown) } : tile
  }
  const names = layers.name as { features: object[] } | undefined
  const sea = seaIn(ground, address, language)
  if (sea) layers.name = { features: [...(names?.features ?? []), sea] }
  const bytes = vtpbf.fromGeojsonVt(layers as never, { version: 2, extent })
  if (cut.tiles.size >= keptTilesMax) cut.tiles.clear()
  cut.tiles.set(key, bytes)
  return bytes
}

/** The name of the sea in the middle of a tile that is all sea, so that it is never without its name. */
function seaIn(ground: Ground, { zoom, column, row }: TileAddress, language: Language) {
  const name = seaName(ground)
  if (zoom < seaEverywhereFrom || !name) return undefined
  const { west, south, east, north } = boxOfTile(zoom, column, row)
  const [lon, lat] = [(west + east) / 2, (south + north) / 2]
  const around = [-0.4, 0, 0.4].flatMap((x) =>
    [-0.2, 0.2].map((y) => ({ lon: lon + x * (east - west), lat: lat + y * (north - south) })),
  )
  if (!around.every((point) => isSea(ground, point))) return undefined
  const middle = [[extent / 2, extent / 2]]
  return { type: 1, geometry: middle, tags: { name: name[language], kind: 'sea', from: 0, to: 99 } }
}

/** A tile of a layer of points, at most `pointSeconds` old. Throws `maps.noSuchTile`. */
export async function pointTile(
  context: Context,
  layer: MapLayer,
  address: TileAddress,
): Promise<Uint8Array> {
  checked(address, zoomMost.points)
  const { zoom, column, row } = address
  const key = `map ${layer.name} ${zoom}/${column}/${row}`
  return sharedly(context, key, { freshSeconds, keptSeconds: pointSeconds }, async () => {
    const points = await layer.points(context, { box: boxOfTile(zoom, column, row), zoom })
    const size = 2 ** zoom
    const features = points.map(({ lon, lat, count, title, href }) => {
      const { x, y } = mercator({ lon, lat })
      return {
        type: 1,
        geometry: [[Math.round((x * size - column) * extent), Math.round((y * size - row) * extent)]],
        tags: { count, ...(title && { title }), ...(href && { href }) },
      }
    })
    return vtpbf.fromGeojsonVt({ points: { features } } as never, { version: 2, extent })
  })
}
