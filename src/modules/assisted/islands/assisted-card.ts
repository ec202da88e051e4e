/**
 * Đọc thẻ căn cước: name, number and birth date from the code printed on the card, by the phone's own camera and detector, or by a
 * scanner that types. What has neither types as ever.
 */

import { isScan, readCard } from '#kernel/citizen-cards.ts'
import { make, pageWords } from '#ui/island-runtime.ts'

const words = pageWords({
  vi: {
    scan: 'Quét mã QR trên thẻ căn cước',
    stop: 'Dừng quét',
    aim: 'Đưa mã QR trên thẻ vào khung hình.',
    read: 'Đã đọc thẻ. So lại họ tên và số với thẻ.',
    none: 'Chưa đọc được mã. Gõ họ tên và số theo thẻ.',
  },
  en: {
    scan: 'Scan the code on the identity card',
    stop: 'Stop',
    aim: 'Hold the code on the card in the frame.',
    read: 'The card was read. Compare name and number with it.',
    none: 'The code was not read. Type name and number from the card.',
  },
})

/** Browsers that read codes by themselves, as those of Android do. */
type Detector = { detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> }
declare global {
  var BarcodeDetector: (new (wanted: { formats: readonly string[] }) => Detector) | undefined
}

const triesMs = 200
const givesUpMs = 30_000

/** Puts what the card says where the person is asked; `dayOf` is the question of the birth date. Answers whether it was a card. */
function fillFromCard(form: HTMLFormElement, text: string, dayOf: string | undefined): boolean {
  const card = isScan(text) ? readCard(text) : undefined
  if (!card) return false
  const [year = '', month = '', day = ''] = card.birthDate?.split('-') ?? []
  const said: Record<string, string> = { _name: card.name, _identity: card.identityNumber }
  if (dayOf && year)
    Object.assign(said, {
      [`${dayOf}.day`]: String(Number(day)),
      [`${dayOf}.month`]: String(Number(month)),
      [`${dayOf}.year`]: year,
    })
  for (const [name, value] of Object.entries(said)) {
    const control = form.elements.namedItem(name)
    if (control instanceof HTMLInputElement) control.value = value
  }
  form.dispatchEvent(new Event('input'))
  return true
}

/** Lets the form of one person be begun with their card. */
export function readsCards(form: HTMLFormElement, dayOf: string | undefined): void {
  const name = form.elements.namedItem('_name')
  const place = name instanceof HTMLInputElement ? name.closest('.field') : null
  if (!(name instanceof HTMLInputElement) || !place) return
  const state = make('p', { role: 'status', class: 'hint' })
  place.before(state)
  for (const typed of ['_name', '_identity']) {
    const control = form.elements.namedItem(typed)
    // A scanner types the whole code into the field that has the focus.
    if (control instanceof HTMLInputElement)
      control.addEventListener('input', () => {
        if (fillFromCard(form, control.value, dayOf)) state.textContent = words.read
      })
  }
  const made = globalThis.BarcodeDetector
  if (!made || !navigator.mediaDevices) return
  const button = make('button', { type: 'button', class: 'button button-secondary' }, words.scan)
  state.before(button)
  button.addEventListener('click', () => {
    button.hidden = true
    void scan(new made({ formats: ['qr_code'] }), state, (text) => fillFromCard(form, text, dayOf)).then(
      (isRead) => {
        button.hidden = false
        state.replaceChildren(isRead ? words.read : words.none)
        const next = form.elements.namedItem(isRead ? '_phone' : '_name')
        if (next instanceof HTMLInputElement) next.focus()
      },
    )
  })
}

/** Shows what the camera sees until a card was read, the person stops, or it takes too long. */
async function scan(
  detector: Detector,
  place: HTMLElement,
  take: (text: string) => boolean,
): Promise<boolean> {
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { facingMode: 'environment' } })
    .catch(() => undefined)
  if (!stream) return false
  const video = make('video', { class: 'assisted-camera', playsinline: '', muted: '' })
  const stop = make('button', { type: 'button', class: 'button button-quiet' }, words.stop)
  let isOver = false
  stop.addEventListener('click', () => {
    isOver = true
  })
  place.replaceChildren(words.aim, video, stop)
  video.srcObject = stream
  const end = Date.now() + givesUpMs
  try {
    await video.play()
    while (!isOver && Date.now() < end) {
      const codes = await detector.detect(video).catch(() => [])
      if (codes.some(({ rawValue }) => take(rawValue))) return true
      await new Promise((resolve) => setTimeout(resolve, triesMs))
    }
    return false
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}
