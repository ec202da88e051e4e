/** How the moving map looks: our own tiles in the colours of the page, no fonts or pictures from anywhere. */
import type { StyleSpecification } from 'maplibre-gl'

type Layer = { readonly name: string; readonly tiles: string }

/** Colours of the page's theme. */
function colours() {
  const styles = getComputedStyle(document.documentElement)
  const colour = (name: string) => styles.getPropertyValue(`--${name}`).trim()
  return {
    land: colour('map-land'),
    beside: colour('map-beside'),
    water: colour('map-water'),
    border: colour('map-border'),
    label: colour('map-label'),
    mark: colour('accent'),
    onMark: colour('ground'),
  }
}

const font = ['Be Vietnam Pro', 'Noto Sans', 'sans-serif']

/** Names of layers of points begin so, to be shown and hidden by their box. */
export const pointLayers = ({ name }: { readonly name: string }) =>
  [`points-${name}-cluster`, `points-${name}-count`, `points-${name}-one`] as const

export function styleOf(ground: string, layers: readonly Layer[]): StyleSpecification {
  const c = colours()
  const absolute = (address: string) =>
    new URL(address, location.href).href.replaceAll(/%7B|%7D/g, (brace) => decodeURIComponent(brace))
  const border = (level: string, width: number, minzoom = 0) => ({
    id: `border-${level}`,
    type: 'line' as const,
    source: 'ground',
    'source-layer': 'border',
    minzoom,
    filter: ['==', ['get', 'level'], level] as never,
    paint: {
      'line-color': c.border,
      'line-width': width,
      ...(level === 'province' ? {} : { 'line-dasharray': level === 'district' ? [4, 2] : [2, 2] }),
    },
  })
  const name = (level: string, minzoom: number, size: number, maxzoom = 24) => ({
    id: `name-${level}`,
    type: 'symbol' as const,
    source: 'ground',
    'source-layer': 'name',
    minzoom,
    maxzoom,
    filter: ['==', ['get', 'kind'], level] as never,
    layout: {
      'text-field': ['get', 'name'] as never,
      'text-font': font,
      'text-size': size,
      'text-max-width': 8,
      ...(level === 'island'
        ? { 'text-anchor': 'bottom' as const, 'text-offset': [0, -0.4] as [number, number] }
        : {}),
      // The sea and the nation's islands are always named, whatever else wants the room.
      ...(level === 'sea' || level === 'archipelago' || level === 'island'
        ? { 'text-allow-overlap': true, 'text-ignore-placement': false, 'symbol-sort-key': 0 }
        : {}),
    },
    paint: {
      'text-color': c.label,
      'text-halo-color': level === 'district' || level === 'commune' ? c.land : c.water,
      'text-halo-width': 1.5,
    },
  })
  return {
    version: 8,
    sources: {
      ground: { type: 'vector', tiles: [absolute(ground)], maxzoom: 12 },
      ...Object.fromEntries(
        layers.map((layer) => [
          `points-${layer.name}`,
          { type: 'vector' as const, tiles: [absolute(layer.tiles)], maxzoom: 16 },
        ]),
      ),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': c.water } },
      fill('land', 'land', c.beside),
      fill('province', 'province', c.land),
      border('commune', 0.8, 8),
      border('district', 1.2),
      border('province', 2),
      {
        id: 'island-dot',
        type: 'circle',
        source: 'ground',
        'source-layer': 'name',
        filter: ['==', ['get', 'kind'], 'island'],
        paint: { 'circle-radius': 2.5, 'circle-color': c.label },
      },
      name('commune', 9, 13),
      name('district', 7, 15, 10),
      name('island', 4, 13),
      name('archipelago', 0, 14),
      name('sea', 0, 18),
      ...layers.flatMap((layer) => marks(layer.name, c)),
    ],
  }
}

const fill = (id: string, layer: string, colour: string) => ({
  id,
  type: 'fill' as const,
  source: 'ground',
  'source-layer': layer,
  paint: { 'fill-color': colour },
})

function marks(name: string, c: ReturnType<typeof colours>) {
  const [cluster, count, one] = pointLayers({ name })
  const of = { source: `points-${name}`, 'source-layer': 'points' }
  const isMany = ['>', ['get', 'count'], 1] as never
  return [
    {
      id: one,
      type: 'circle' as const,
      ...of,
      filter: ['==', ['get', 'count'], 1] as never,
      paint: {
        'circle-radius': 8,
        'circle-color': c.mark,
        'circle-stroke-color': c.onMark,
        'circle-stroke-width': 2,
      },
    },
    {
      id: cluster,
      type: 'circle' as const,
      ...of,
      filter: isMany,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['log10', ['get', 'count']], 0, 13, 4, 28] as never,
        'circle-color': c.mark,
        'circle-stroke-color': c.onMark,
        'circle-stroke-width': 2,
      },
    },
    {
      id: count,
      type: 'symbol' as const,
      ...of,
      filter: isMany,
      layout: {
        'text-field': ['to-string', ['get', 'count']] as never,
        'text-font': font,
        'text-size': 14,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': c.onMark },
    },
  ]
}
