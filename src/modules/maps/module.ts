/** Bản đồ: the province, its sea and islands; which area holds a point; layers of points of every module, with their lists. */

import { defineModule, type Module } from '#kernel/module.ts'
import { areaAt, liveMap, type MapSeen, mapLinks } from './api.ts'
import { routesOver } from './routes.ts'
import { siteLayer } from './sites/domain.ts'
import { texts } from './texts.ts'

/** The commune in which a point lies, or one of those that share its border; for modules that know only the point. */
async function communeAt(
  { pack, today }: MapSeen,
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
): Promise<string | undefined> {
  const place = areaAt(pack, { lat: latitude, lon: longitude }, today)
  return place?.commune?.code ?? place?.among[0]?.code
}

/** What forms that ask for a place are given, by a port: they do not know the map. */
export const places = { areaAt: communeAt, liveMap }

/** Over the layers that these modules declare. */
export function mapsOver(modules: readonly Module[]): Module {
  const layers = [...modules.flatMap(({ mapLayers = [] }) => mapLayers), siteLayer]
  return defineModule({
    name: 'maps',
    dependsOn: [],
    routes: routesOver(layers),
    appTiles: [{ path: mapLinks.map(), label: { vi: 'Bản đồ', en: 'Map' }, icon: 'map', place: 70 }],
    footerLinks: [{ path: mapLinks.map(), label: { vi: texts.vi.title, en: texts.en.title } }],
  })
}
