/** Fills two fields with the coordinates of where the person stands, when asked to. */
import { make, pageWords } from '../../island-runtime.ts'
import { writtenDegrees } from './degrees.ts'

export type PlaceProps = { readonly latitude: string; readonly longitude: string }

const words = pageWords({
  vi: {
    ask: 'Lấy vị trí đang đứng',
    asking: 'Đang xác định vị trí…',
    found: (metres: number) => `Đã lấy vị trí, sai số khoảng ${metres} mét.`,
    failed: 'Chưa lấy được vị trí. Ra chỗ thoáng rồi bấm lại, hoặc tự điền.',
  },
  en: {
    ask: 'Use where I stand',
    asking: 'Finding the place…',
    found: (metres: number) => `Found, to within some ${metres} metres.`,
    failed: 'Not found. Go into the open and press again, or type it in.',
  },
})

export function offerMyPlace(element: HTMLElement, { latitude, longitude }: PlaceProps): void {
  const field = (name: string) => element.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  const [north, east] = [field(latitude), field(longitude)]
  if (!north || !east || !('geolocation' in navigator)) return
  const button = make('button', { class: 'button button-secondary', type: 'button' }, words.ask)
  const state = make('p', { class: 'hint', role: 'status' })
  const fields = north.closest('.point-fields') ?? north.closest('.field')
  fields?.before(make('div', { class: 'my-place' }, button, state))
  button.addEventListener('click', () => {
    state.textContent = words.asking
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        north.value = writtenDegrees(coords.latitude)
        east.value = writtenDegrees(coords.longitude)
        state.textContent = words.found(Math.ceil(coords.accuracy))
        east.dispatchEvent(new Event('input', { bubbles: true }))
      },
      () => {
        state.textContent = words.failed
      },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  })
}
