/** A place to sign with a finger or a pen: what is drawn becomes a path as SVG writes it. */

import { make, pageWords } from '#ui/island-runtime.ts'

const words = pageWords({
  vi: { label: 'Ký vào khung này bằng ngón tay', again: 'Ký lại' },
  en: { label: 'Sign here with a finger', again: 'Sign again' },
})

const svgNamespace = 'http://www.w3.org/2000/svg'

export type Pad = { readonly set: (path: string) => void }

/** Puts the frame into `place`; the path stands in a field of the form called `_signature`. */
export function signaturePad(place: HTMLElement, onDrawn: () => void): Pad {
  const field = make('input', { type: 'hidden', name: '_signature' })
  const frame = document.createElementNS(svgNamespace, 'svg')
  frame.setAttribute('class', 'assisted-pad')
  frame.setAttribute('role', 'img')
  frame.setAttribute('aria-label', words.label)
  const ink = document.createElementNS(svgNamespace, 'path')
  for (const [name, value] of Object.entries({ fill: 'none', stroke: '#14232b', 'stroke-width': '2.5' }))
    ink.setAttribute(name, value)
  frame.append(ink)
  const again = make('button', { type: 'button', class: 'button button-quiet' }, words.again)
  place.replaceChildren(make('p', { class: 'label' }, words.label), frame, again, field)

  let path = ''
  const set = (drawn: string) => {
    path = drawn
    field.value = drawn
    ink.setAttribute('d', drawn)
  }
  const point = (event: PointerEvent) => {
    const box = frame.getBoundingClientRect()
    const at = (value: number) => Math.max(0, value).toFixed(1)
    return `${at(event.clientX - box.left)} ${at(event.clientY - box.top)}`
  }
  let isDown = false
  frame.addEventListener('pointerdown', (event) => {
    isDown = true
    frame.setPointerCapture(event.pointerId)
    set(`${path}${path ? ' ' : ''}M${point(event)} L${point(event)}`)
  })
  frame.addEventListener('pointermove', (event) => {
    if (isDown && path.length < 19_900) set(`${path} L${point(event)}`)
  })
  frame.addEventListener('pointerup', () => {
    isDown = false
    onDrawn()
  })
  again.addEventListener('click', () => {
    set('')
    onDrawn()
  })
  return { set }
}
