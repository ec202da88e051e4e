/** The map itself: loaded only where one is looked at. */
import type { LngLatLike, Map as MapLibre, MapMouseEvent, Marker } from 'maplibre-gl'
import { make } from '../../island-runtime.ts'
import { pointLayers, styleOf } from './drawing.ts'
import { mapWords as words } from './words.ts'

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
}

const zoomMost = 17
const pannedPixels = 160

/** Puts the map in place of the picture. Throws where the device cannot draw one. */
export async function startMap({ frame, state, element, props, picture }: Parts): Promise<void> {
  const { world, view, layers } = props
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
  if (props.latitude && props.longitude)
    pinOn(map, new library.Marker({ color: accentOf(element) }), { frame, state, element, props })
  else openPoints(map, layers, state)
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
function openPoints(map: MapLibre, layers: MovingProps['layers'], state: HTMLElement): void {
  for (const layer of layers) {
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

/** A pin by a press, from the middle of the map by a button, or where the person stands. */
function pinOn(
  map: MapLibre,
  pin: Marker,
  { frame, state, element, props }: Pick<Parts, 'frame' | 'state' | 'element' | 'props'>,
): void {
  const input = (name: string | undefined) => element.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  const [north, east] = [input(props.latitude), input(props.longitude)]
  if (!north || !east) return
  const put = (at: LngLatLike, isTold = true) => {
    pin.setLngLat(at).addTo(map)
    const { lat, lng } = pin.getLngLat()
    north.value = lat.toFixed(6)
    east.value = lng.toFixed(6)
    east.dispatchEvent(new Event('change', { bubbles: true }))
    if (isTold) state.textContent = words.pinned(north.value, east.value)
  }
  const act = (label: string, run: () => void) => {
    const button = make('button', { type: 'button', class: 'button button-secondary' }, label)
    button.addEventListener('click', run)
    return button
  }
  const acts = make('div', { class: 'button-group' })
  acts.append(act(words.pin, () => put(map.getCenter())))
  if ('geolocation' in navigator) acts.append(act(words.here, standHere))
  acts.append(
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
  if (north.value && east.value) {
    put([Number(east.value), Number(north.value)], false)
    map.jumpTo({ center: [Number(east.value), Number(north.value)], zoom: 13 })
  }

  function standHere(): void {
    state.textContent = words.asking
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const at: [number, number] = [coords.longitude, coords.latitude]
        map.jumpTo({ center: at, zoom: 15 })
        put(at)
      },
      () => {
        state.textContent = words.failed
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  }
}
