/**
 * Draws over a picture what is to be covered before everyone sees it: by hand, pen or keys. The lines of numbers in the field
 * say the same, and are what is sent.
 */
import { make, pageWords, startIslands } from '#ui/island-runtime.ts'
import { coversMax, type Rectangle, readCovers, writeCovers } from '../photos/domain.ts'

type Props = { readonly field: string; readonly width: number; readonly height: number }
type Point = { readonly x: number; readonly y: number }

const words = pageWords({
  vi: {
    open: 'Vẽ vùng che trên ảnh',
    title: 'Vẽ vùng cần che',
    how: 'Kéo trên ảnh, hoặc bấm vào chỗ cần che. Chọn một vùng rồi dùng phím mũi tên để dời, Shift và mũi tên để đổi cỡ, Delete để xóa.',
    add: 'Thêm vùng',
    remove: 'Xóa vùng đang chọn',
    close: 'Xong',
    part: (number: number, [left, top, width, height]: Rectangle) =>
      `Vùng ${number}: trái ${left}, trên ${top}, rộng ${width}, cao ${height}`,
    count: (count: number) => `${count} vùng cần che.`,
    most: (max: number) => `Mỗi ảnh tối đa ${max} vùng. Gộp các vùng gần nhau.`,
  },
  en: {
    open: 'Draw on the picture',
    title: 'Draw what is to be covered',
    how: 'Drag over the picture, or press where to cover. Choose a part, then arrows move it, Shift and arrows size it, Delete removes it.',
    add: 'Add a part',
    remove: 'Remove the chosen part',
    close: 'Done',
    part: (number, [left, top, width, height]) =>
      `Part ${number}: left ${left}, top ${top}, width ${width}, height ${height}`,
    count: (count) => `${count} parts to cover.`,
    most: (max) => `At most ${max} parts for a picture. Put those close together into one.`,
  },
})

/** A part of a press without dragging: a tenth of the picture. */
const pressedShare = 10
const keySteps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

startIslands<Props>('photo-covers', (element, { field, width, height }) => {
  const input = element.querySelector<HTMLTextAreaElement>(`textarea[name="${field}"]`)
  const image = element.querySelector('img')
  if (!input || !image || typeof HTMLDialogElement === 'undefined') return
  const step = Math.max(1, Math.round(Math.max(width, height) / 100))
  const within = (value: number, least: number, most: number) =>
    Math.round(Math.min(most, Math.max(least, value)))
  let parts: Rectangle[] = []
  let chosen = -1

  const state = make('p', { class: 'hint', role: 'status' })
  const canvas = make('canvas', { width: String(width), height: String(height), 'aria-hidden': 'true' })
  const frame = make('div', { class: 'cover-frame' }, canvas)
  const title = make('h2', { id: `ve-${field}` }, words.title)
  const act = (label: string, kind: string, run: () => void) => {
    const button = make('button', { type: 'button', class: `button button-${kind}` }, label)
    button.addEventListener('click', run)
    return button
  }
  const dialog = make(
    'dialog',
    { class: 'cover-dialog', 'aria-labelledby': title.id },
    title,
    make('p', { class: 'hint' }, words.how),
    frame,
    state,
    make(
      'div',
      { class: 'button-group' },
      act(words.close, 'primary', () => dialog.close()),
      act(words.add, 'secondary', () => addAround({ x: width / 2, y: height / 2 })),
      act(words.remove, 'secondary', () => remove(chosen)),
    ),
  )
  const opener = act(words.open, 'secondary', open)
  input.closest('form')?.before(opener)

  function open(): void {
    parts = [...(readCovers(input?.value ?? '', { width, height }) ?? [])]
    chosen = -1
    // What the page shows already: asking for the original again would be written down as another look.
    if (image) canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
    document.body.append(dialog)
    show()
    dialog.showModal()
  }

  function lay({ style }: HTMLElement, [left, top, wide, high]: Rectangle): void {
    Object.assign(style, {
      left: `${(100 * left) / width}%`,
      top: `${(100 * top) / height}%`,
      width: `${(100 * wide) / width}%`,
      height: `${(100 * high) / height}%`,
    })
  }

  /** Draws the parts anew; the chosen one keeps the focus. */
  function show(): void {
    for (const old of frame.querySelectorAll('button')) old.remove()
    parts.forEach((part, index) => {
      const button = make('button', {
        type: 'button',
        class: 'cover-part',
        'aria-label': words.part(index + 1, part),
      })
      button.setAttribute('aria-pressed', String(index === chosen))
      lay(button, part)
      button.addEventListener('focus', () => choose(index))
      button.addEventListener('keydown', (event) => press(event, index))
      frame.append(button)
    })
    if (chosen >= 0) frame.querySelectorAll('button')[chosen]?.focus()
    if (input) input.value = writeCovers(parts)
    state.textContent = words.count(parts.length)
  }

  function choose(index: number): void {
    chosen = index
    frame
      .querySelectorAll('button')
      .forEach((button, at) => button.setAttribute('aria-pressed', String(at === index)))
  }

  function add(part: Rectangle): void {
    if (parts.length >= coversMax) {
      state.textContent = words.most(coversMax)
      return
    }
    chosen = parts.push(part) - 1
    show()
  }

  function addAround({ x, y }: Point): void {
    const [wide, high] = [Math.ceil(width / pressedShare), Math.ceil(height / pressedShare)]
    add([within(x - wide / 2, 0, width - wide), within(y - high / 2, 0, height - high), wide, high])
  }

  function remove(index: number): void {
    if (!parts[index]) return
    parts.splice(index, 1)
    chosen = Math.min(index, parts.length - 1)
    show()
  }

  function press(event: KeyboardEvent, index: number): void {
    const part = parts[index]
    const way = keySteps[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      remove(index)
    }
    if (!part || !way) return
    event.preventDefault()
    const [left, top, wide, high] = part
    parts[index] = event.shiftKey
      ? [
          left,
          top,
          within(wide + way.x * step, 1, width - left),
          within(high + way.y * step, 1, height - top),
        ]
      : [
          within(left + way.x * step, 0, width - wide),
          within(top + way.y * step, 0, height - high),
          wide,
          high,
        ]
    show()
  }

  const pointAt = ({ clientX, clientY }: PointerEvent): Point => {
    const box = canvas.getBoundingClientRect()
    return {
      x: within(((clientX - box.left) / box.width) * width, 0, width),
      y: within(((clientY - box.top) / box.height) * height, 0, height),
    }
  }
  canvas.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    canvas.setPointerCapture(event.pointerId)
    const from = pointAt(event)
    const drawn = make('span', { class: 'cover-part' })
    frame.append(drawn)
    const spanned = ({ x, y }: Point): Rectangle => [
      Math.min(from.x, x),
      Math.min(from.y, y),
      Math.abs(x - from.x),
      Math.abs(y - from.y),
    ]
    const follow = (moved: PointerEvent) => lay(drawn, spanned(pointAt(moved)))
    const end = (last: PointerEvent) => {
      drawn.remove()
      canvas.removeEventListener('pointermove', follow)
      const part = spanned(pointAt(last))
      if (part[2] < step || part[3] < step) addAround(from)
      else add(part)
    }
    canvas.addEventListener('pointermove', follow)
    canvas.addEventListener('pointerup', end, { once: true })
  })
  dialog.addEventListener('close', () => {
    dialog.remove()
    opener.focus()
  })
})
