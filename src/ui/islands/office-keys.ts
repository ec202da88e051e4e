/** Keys of the office: J and K walk a list, Enter opens, X chooses, / searches, ? shows them. */
import { make, pageWords, startIslands } from '../island-runtime.ts'

const words = pageWords({
  vi: {
    title: 'Phím tắt',
    close: 'Đóng',
    off: 'Tắt phím tắt một chữ trên máy này',
    keys: [
      ['J, ↓', 'Dòng sau'],
      ['K, ↑', 'Dòng trước'],
      ['Enter', 'Mở dòng đang chọn'],
      ['X', 'Đánh dấu dòng đang chọn'],
      ['/', 'Đến ô tìm kiếm'],
      ['?', 'Hiện bảng này'],
    ],
  },
  en: {
    title: 'Keyboard shortcuts',
    close: 'Close',
    off: 'Turn off one-letter shortcuts on this device',
    keys: [
      ['J, ↓', 'Next row'],
      ['K, ↑', 'Previous row'],
      ['Enter', 'Open the current row'],
      ['X', 'Tick the current row'],
      ['/', 'Go to search'],
      ['?', 'Show this list'],
    ],
  },
})

/** WCAG 2.1.4: one-letter keys disturb people who dictate, so they can be turned off. */
const offKey = 'office-keys-off'

function rowLinks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('table[data-list] tbody tr')].flatMap((row) => {
    const link = row.querySelector<HTMLElement>('th a, td a')
    return link ? [link] : []
  })
}

function walk(step: 1 | -1): boolean {
  const links = rowLinks()
  if (links.length === 0) return false
  const row = document.activeElement?.closest('tr')
  const at = links.findIndex((link) => link.closest('tr') === row)
  const next = links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]
  next?.focus()
  return true
}

function tick(): boolean {
  const box = document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('input[type="checkbox"]')
  box?.click()
  return box !== undefined && box !== null
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('input[type="search"]')
  field?.focus()
  return field !== null
}

/** What a key of the page is called: the words of its button or link, or the label of its field. */
function wordsOf(element: HTMLElement): string {
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : element.querySelector('span')
  return (label ?? element).textContent?.trim() ?? ''
}

/** Browsers differ in how they reach `accesskey`; with Alt it works in all of them, once. */
function pressAccessKey({ key, ctrlKey, metaKey, defaultPrevented }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || defaultPrevented || !/^[a-z0-9]$/i.test(key)) return false
  const element = document.querySelector<HTMLElement>(`[accesskey="${key.toLowerCase()}"]`)
  if (!element) return false
  element.focus()
  if (element.matches('button, a')) element.click()
  return true
}

function buildHelp(): HTMLDialogElement {
  const off = make('input', { type: 'checkbox', id: offKey })
  off.checked = localStorage.getItem(offKey) === 'yes'
  off.addEventListener('change', () => localStorage.setItem(offKey, off.checked ? 'yes' : 'no'))
  const close = make(
    'button',
    { class: 'button button-secondary', type: 'button', autofocus: '' },
    words.close,
  )
  const facts = words.keys.flatMap(([key = '', meaning = '']) => [
    make('dt', {}, make('kbd', {}, key)),
    make('dd', {}, meaning),
  ])
  for (const element of document.querySelectorAll<HTMLElement>('[accesskey]'))
    facts.push(
      make('dt', {}, make('kbd', {}, `Alt+${element.accessKey.toUpperCase()}`)),
      make('dd', {}, wordsOf(element)),
    )
  const title = make('h2', { id: 'shortcuts-title' }, words.title)
  const choice = make('div', { class: 'choice' }, off, make('label', { for: offKey }, words.off))
  const dialog = make('dialog', { class: 'shortcuts', 'aria-labelledby': 'shortcuts-title' }, title)
  dialog.append(make('dl', {}, ...facts), choice, close)
  close.addEventListener('click', () => dialog.close())
  document.body.append(dialog)
  return dialog
}

startIslands('office-keys', () => {
  let help: HTMLDialogElement | undefined
  const showHelp = () => {
    // The keys of a page change with what stands on it.
    if (!help?.open) {
      help?.remove()
      help = buildHelp()
    }
    if (!help.open) help.showModal()
    return true
  }
  const acts: Record<string, () => boolean> = {
    j: () => walk(1),
    k: () => walk(-1),
    x: tick,
    '/': focusSearch,
    '?': showHelp,
  }
  document.addEventListener('keydown', (event) => {
    if (event.altKey && !help?.open && pressAccessKey(event)) event.preventDefault()
    if (event.ctrlKey || event.metaKey || event.altKey || help?.open) return
    const target = event.target as HTMLElement
    if (target.isContentEditable || target.matches('input:not([type="checkbox"]), textarea, select')) return
    const isInList = target.closest('table[data-list]') !== null
    const isOff = localStorage.getItem(offKey) === 'yes' && event.key !== '?'
    const arrows: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 }
    const step = arrows[event.key]
    const isDone =
      step && isInList ? walk(step) : isOff ? false : (acts[event.key.toLowerCase()]?.() ?? false)
    if (isDone) event.preventDefault()
  })
})
