/** The map itself: loaded only where one is looked at. */
import type { LngLatLike, Map as MapLibre, MapMouseEvent, Marker } from 'maplibre-gl'
import { make } from '../../island-runtime.ts'
import { trustLibrary } from '../../trusted.ts'
import type { readDegrees as Read, writtenDegrees as Written } from './degrees.ts'
import { pointLayers, styleOf } from './drawing.ts'
import type { mapWords } from './words.ts'

export type MovingProps = {
  readonly ground: string
  readonly world: readonly [number, number, number, number]
  readonly view: readonly [number, number, number, number]
  readonly layers: readonly { readonly name: string; readonly tiles: string }[]
  /** Address of MapLibre, and of its worker. */
  readonly library: string
  readonly worker: string
  readonly latitude?: string
  readonly longitude?: string
}
type Parts = {
  readonly frame: HTMLElement
  readonly state: HTMLElement
  readonly element: HTMLElement
  readonly props: MovingProps
  readonly picture: Element
  /** What the page has already: asked for again, it would cost a request. */
  readonly words: typeof mapWords
  readonly degrees: { readonly readDegrees: typeof Read; readonly writtenDegrees: typeof Written }
}

const zoomMost = 17
const pannedPixels = 160

/** Puts the map in place of the picture. Throws where the device cannot draw one. */
export async function startMap(parts: Parts): Promise<void> {
  const { frame, state, element, props, picture, words } = parts
  const { world, view, layers } = props
  trustLibrary()
  const library = (await import(props.library)) as typeof import('maplibre-gl')
  library.setWorkerUrl(new URL(props.worker, location.href).href)
  picture.replaceWith(frame)
  const canvas = make('div', { class: 'map-canvas' })
  frame.append(canvas)
  const [west, south, east, north] = view
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  let map: MapLibre
  try {
    map = new library.Map({
      container: canvas,
      style: styleOf(props.ground, layers),
      bounds: [west, south, east, north],
      maxBounds: [...world] as [number, number, number, number],
      maxZoom: zoomMost,
      attributionControl: false,
      cooperativeGestures: true,
      dragRotate: false,
      pitchWithRotate: false,
      fadeDuration: 0,
      locale: {
        'Map.Title': words.map,
        'CooperativeGesturesHandler.WindowsHelpText': words.gestureDesktop,
        'CooperativeGesturesHandler.MacHelpText': words.gestureMac,
        'CooperativeGesturesHandler.MobileHelpText': words.gestureMobile,
      },
    })
  } catch (error) {
    frame.replaceWith(picture)
    throw error
  }
  map.touchZoomRotate.disableRotation()
  const motion = { duration: isStill ? 0 : 120 }
  const button = (label: string, sign: string, act: () => void) => {
    const made = make(
      'button',
      { type: 'button', class: 'map-button', 'aria-label': label, title: label },
      sign,
    )
    made.addEventListener('click', act)
    return made
  }
  frame.append(
    make(
      'div',
      { class: 'map-controls', role: 'group', 'aria-label': words.controls },
      button(words.zoomIn, '+', () => map.zoomIn(motion)),
      button(words.zoomOut, '−', () => map.zoomOut(motion)),
      button(words.north, '↑', () => map.panBy([0, -pannedPixels], motion)),
      button(words.south, '↓', () => map.panBy([0, pannedPixels], motion)),
      button(words.west, '←', () => map.panBy([-pannedPixels, 0], motion)),
      button(words.east, '→', () => map.panBy([pannedPixels, 0], motion)),
      button(words.whole, '⛶', () => map.fitBounds([west, south, east, north], motion)),
    ),
  )
  element.append(state)
  if (props.latitude && props.longitude) pinOn(map, new library.Marker({ color: accentOf(element) }), parts)
  else openPoints(map, parts)
  chooseLayers(map, layers)
  await map.once('load')
  element.dataset.ready = ''
}

const accentOf = (element: Element) => getComputedStyle(element).getPropertyValue('--accent').trim()

/** Ticks of the form of layers show and hide at once; the form itself works without. */
function chooseLayers(map: MapLibre, layers: MovingProps['layers']): void {
  for (const layer of layers) {
    const box = document.querySelector<HTMLInputElement>(`input[name="lop"][value="${layer.name}"]`)
    if (!box) continue
    const show = () => {
      for (const id of pointLayers(layer))
        map.setLayoutProperty(id, 'visibility', box.checked ? 'visible' : 'none')
    }
    box.addEventListener('change', show)
    map.once('load', show)
  }
}

/** A cluster comes closer; one thing says its name and leads to its page. */
function openPoints(map: MapLibre, { props, state, words }: Parts): void {
  for (const layer of props.layers) {
    const [cluster, , one] = pointLayers(layer)
    map.on('click', cluster, ({ lngLat, features }) => {
      state.textContent = words.cluster(Number(features?.[0]?.properties.count ?? 0))
      map.easeTo({ center: lngLat, zoom: Math.min(zoomMost, map.getZoom() + 2), duration: 0 })
    })
    map.on('click', one, ({ features }) => {
      const { title = '', href = '' } = features?.[0]?.properties ?? {}
      state.replaceChildren(String(title), ' ')
      if (href) state.append(make('a', { href: String(href) }, words.see))
    })
    for (const id of [cluster, one]) {
      map.on('mouseenter', id, () => (map.getCanvas().style.cursor = 'pointer'))
      map.on('mouseleave', id, () => (map.getCanvas().style.cursor = ''))
    }
  }
}

/** A pin by a press or from the middle of the map by a button; it goes with the two fields of the form, whoever fills them. */
function pinOn(map: MapLibre, pin: Marker, parts: Parts): void {
  const { frame, state, element, props, words, degrees } = parts
  const { readDegrees, writtenDegrees } = degrees
  const input = (name: string | undefined) =>
    element.closest('form')?.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  const [north, east] = [input(props.latitude), input(props.longitude)]
  if (!north || !east) return
  const put = (at: LngLatLike) => {
    pin.setLngLat(at).addTo(map)
    const { lat, lng } = pin.getLngLat()
    north.value = writtenDegrees(lat)
    east.value = writtenDegrees(lng)
    east.dispatchEvent(new Event('change', { bubbles: true }))
    state.textContent = words.pinned(north.value, east.value)
  }
  const follow = () => {
    const [lat, lon] = [readDegrees(north.value), readDegrees(east.value)]
    if (lat === undefined || lon === undefined) return void pin.remove()
    pin.setLngLat([lon, lat]).addTo(map)
    map.jumpTo({ center: [lon, lat], zoom: Math.max(13, map.getZoom()) })
  }
  const act = (label: string, run: () => void) => {
    const button = make('button', { type: 'button', class: 'button button-secondary' }, label)
    button.addEventListener('click', run)
    return button
  }
  const acts = make('div', { class: 'button-group' })
  acts.append(
    act(words.pin, () => put(map.getCenter())),
    act(words.unpin, () => {
      pin.remove()
      north.value = ''
      east.value = ''
      state.textContent = words.unpinned
    }),
  )
  frame.after(acts)
  state.textContent = words.howToPin
  map.on('click', ({ lngLat }: MapMouseEvent) => put(lngLat))
  for (const field of [north, east]) field.addEventListener('input', follow)
  follow()
}
