/** What the pages of the map show: places with their agencies, and points of the layers that were asked for. */

import type { Context } from '#kernel/context.ts'
import type { MapLayer } from '#kernel/map-layers.ts'
import { sharedly } from '#kernel/recent.ts'
import { type MapSeen, mapFor, type ReadyMap } from './api.ts'
import { mapLinks, refusal } from './domain.ts'
import { type Ground, groundOf, isInForce, placeOf, type Shape } from './ground/domain.ts'
import { pointSeconds } from './tiles/commands.ts'

export type PlaceEntry = { readonly code: string; readonly name: string; readonly communes: number }
/** Where papers are received in an area. */
export type Agency = {
  readonly area: string
  readonly desk: string | undefined
  readonly address: string | undefined
  readonly phone: string | undefined
}

const inOrder = new Intl.Collator('vi').compare
const byName = (a: { readonly name: string }, b: { readonly name: string }) => inOrder(a.name, b.name)

/** Districts, and what belongs to the province without one. */
export function placesOf({ pack, today }: MapSeen): readonly PlaceEntry[] {
  const ground = groundOf(pack, today)
  const count = (code: string) =>
    pack.areas.filter((area) => area.parent === code && isInForce(area, today)).length
  const known = new Set(ground.districts.map(({ code }) => code))
  return [
    ...ground.districts.map(({ code, name }) => ({ code, name, communes: count(code) })).toSorted(byName),
    ...ground.communes
      .filter(({ within }) => !known.has(within))
      .map(({ code, name }) => ({ code, name, communes: 1 }))
      .toSorted(byName),
  ]
}

function agenciesOf({ pack, today }: MapSeen, code: string): readonly Agency[] {
  return placeOf(pack, code, today).among.map(({ code: area, name }) => {
    const unit = pack.units.find(
      (one) => one.area === area && one.kind === 'commune' && isInForce(one, today),
    )
    return { area: name, desk: unit?.desk ?? unit?.name, address: unit?.address, phone: unit?.phone }
  })
}

/** A district or a commune of the map. Throws `maps.noSuchPlace`. */
export function placeOn(context: MapSeen, code: string) {
  const { pack, today } = context
  const ground = groundOf(pack, today)
  const shape = [...ground.districts, ...ground.communes].find((one) => one.code === code)
  if (!shape) throw refusal.noSuchPlace({ details: { code } })
  const members = membersOf(ground, shape)
  const rows = members
    .map((one) => ({ code: one.code, name: one.name, agencies: agenciesOf(context, one.code) }))
    .toSorted(byName)
  return {
    name: shape.name,
    rows,
    isMerged: rows.some(({ agencies }) => agencies.length > 1),
    map: mapFor(context, { around: shape, areas: members, level: 'commune', href: (one) => `#noi-${one}` }),
  }
}

const membersOf = (ground: Ground, shape: Shape) =>
  ground.communes.includes(shape) ? [shape] : ground.communes.filter(({ within }) => within === shape.code)

/** The province with the layers that were chosen; names of layers that do not exist are left out. */
export async function provinceMap(context: Context, layers: readonly MapLayer[], wished: readonly string[]) {
  const chosen = layers.filter(({ name }) => wished.includes(name))
  const map: ReadyMap = mapFor(context, {
    layers: layers.map(({ name }) => name),
    href: (code) => mapLinks.place(code),
  })
  const { box, zoom } = map
  const points = await Promise.all(
    chosen.map((layer) =>
      sharedly(context, `map ${layer.name} picture`, { freshSeconds: pointSeconds }, () =>
        layer.points(context, { box, zoom }),
      ),
    ),
  )
  return { map, chosen: chosen.map(({ name }) => name), marks: map.marks(points.flat()) }
}
