/** The map as pages and as tiles. Open to everyone; nothing of a person is on it. */

import { Type } from 'typebox'
import type { MapLayer } from '#kernel/map-layers.ts'
import { textsFor } from '#kernel/text.ts'
import { type Endpoint, endpoint, page } from '#kernel/web.ts'
import { seaPicture } from './api.ts'
import { placeOn, placesOf, provinceMap } from './commands.ts'
import { groundLayer, mapLinks, refusal } from './domain.ts'
import { groundOf } from './ground/domain.ts'
import { PlacePage, ProvincePage, SitesPage } from './pages.tsx'
import { texts } from './texts.ts'
import { groundTile, pointSeconds, pointTile } from './tiles/commands.ts'

const Whole = (maximum: number) => Type.Integer({ minimum: 0, maximum })
const immutableSeconds = 31_536_000

/** Over the layers of points that modules declare. */
export const routesOver = (layers: readonly MapLayer[]): readonly Endpoint[] => [
  endpoint({
    method: 'GET',
    path: '/ban-do',
    access: 'public',
    mayLag: true,
    input: Type.Object({
      lop: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
    }),
    async handle(context, { lop = [] }) {
      const t = textsFor(texts, context.language)
      const { name } = context.pack.manifest
      const map = await provinceMap(context, layers, [lop].flat())
      const sea = seaPicture(context)
      const places = placesOf(context)
      const title = t.titleOf(name[context.language])
      return page(
        context,
        { title },
        ProvincePage({ name: name[context.language], places, layers, sea, ...map }),
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/ban-do/noi/:code',
    access: 'public',
    mayLag: true,
    input: Type.Object({ code: Type.String({ maxLength: 10 }) }),
    async handle(context, { code }) {
      const t = textsFor(texts, context.language)
      const place = placeOn(context, code)
      return page(context, { title: t.titleOf(place.name) }, PlacePage({ ...place, parent: t.title }))
    },
  }),
  endpoint({
    method: 'GET',
    path: mapLinks.sites,
    access: 'public',
    mayLag: true,
    input: Type.Object({}),
    async handle(context) {
      const { pack, language } = context
      const names = new Map(pack.areas.map(({ code, name }) => [code, name]))
      const rows = (pack.geography.sites ?? []).map(({ name, kind, within }) => ({
        name,
        kind,
        where: names.get(within) ?? '',
      }))
      return page(context, { title: textsFor(texts, language).sites }, SitesPage({ rows }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/ban-do/o/:layer/:z/:x/:y',
    access: 'public',
    mayLag: true,
    input: Type.Object({
      layer: Type.String({ maxLength: 40 }),
      z: Whole(24),
      x: Whole(2 ** 24),
      y: Whole(2 ** 24),
      v: Type.Optional(Type.String({ maxLength: 20 })),
    }),
    async handle(context, { layer: name, z: zoom, x: column, y: row, v }) {
      const address = { zoom, column, row }
      const tile = {
        kind: 'file',
        name: `${row}.mvt`,
        mediaType: 'application/vnd.mapbox-vector-tile',
      } as const
      if (name === groundLayer) {
        const isOfToday = v === groundOf(context.pack, context.today).version
        const publicSeconds = isOfToday ? immutableSeconds : pointSeconds
        return { ...tile, body: groundTile(context, address), publicSeconds }
      }
      const layer = layers.find((one) => one.name === name)
      if (!layer) throw refusal.noSuchLayer({ details: { layer: name } })
      return { ...tile, body: await pointTile(context, layer, address), publicSeconds: pointSeconds }
    },
  }),
]
