/**
 * Puts a map that moves in place of the picture, once the picture comes into view: MapLibre from our own addresses, with
 * buttons and keys for all that a hand can do. In a form it has no picture, comes when it is asked for, and sets a pin.
 */
import { make, startIslands } from '../island-runtime.ts'
import { readDegrees, writtenDegrees } from './map/degrees.ts'
import type { MovingProps } from './map/moving.ts'
import { offerMyPlace, type PlaceProps } from './map/my-place.ts'
import { mapWords as words } from './map/words.ts'

type Network = { readonly saveData?: boolean; readonly effectiveType?: string }

/** A slow or dear line: the map's 300 kB come only when they are asked for. */
function isThin(): boolean {
  const { saveData, effectiveType = '4g' } = (navigator as { connection?: Network }).connection ?? {}
  return saveData === true || effectiveType !== '4g'
}

/** A map, or the place where one stands: one island, since on a slow line each is a file to wait for. */
startIslands<MovingProps | PlaceProps>('map', (element, props) =>
  'ground' in props ? offerMap(element, props) : offerMyPlace(element, props),
)

function offerMap(element: HTMLElement, props: MovingProps): void {
  const picture = element.querySelector('svg, .map-place')
  if (!picture) return
  const state = make('p', { class: 'map-state', role: 'status' })
  const open = async () => {
    state.textContent = words.opening
    picture.after(state)
    try {
      const { startMap } = await import('./map/moving.ts')
      state.textContent = ''
      await startMap({
        frame: make('div', { class: 'map-frame' }),
        state,
        element,
        props,
        picture,
        words,
        degrees: { readDegrees, writtenDegrees },
      })
    } catch {
      // An old device without WebGL, or the line broke: the picture stays.
      state.textContent = words.noMap
    }
  }
  if (props.latitude !== undefined || isThin()) {
    const label = props.latitude === undefined ? words.open : words.pick
    const button = make('button', { type: 'button', class: 'button button-secondary' }, label)
    button.addEventListener('click', () => {
      button.remove()
      void open()
    })
    picture.after(button)
    return
  }
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    seen.disconnect()
    void open()
  })
  seen.observe(picture)
}
