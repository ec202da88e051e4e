/** Choosing many lines: all at once, and how many are chosen is said. The ticks work without it. */
import { make, pageWords, startIslands } from '#ui/island-runtime.ts'

const words = pageWords({
  vi: { chosen: (count: number) => `Đã chọn ${count}` },
  en: { chosen: (count: number) => `${count} chosen` },
})

startIslands<{ all: string }>('selection', (element, { all }) => {
  const ticks = [...element.querySelectorAll<HTMLInputElement>('td input[type="checkbox"]')]
  if (ticks.length === 0) return
  const every = make(
    'button',
    { type: 'button', class: 'button button-secondary', accesskey: 'a' },
    make('span', {}, all),
    make('kbd', { 'aria-hidden': 'true' }, 'Alt A'),
  )
  const told = make('output', { class: 'hint' })
  const tell = () => {
    told.textContent = words.chosen(ticks.filter(({ checked }) => checked).length)
  }
  every.addEventListener('click', () => {
    const isAll = ticks.every(({ checked }) => checked)
    for (const tick of ticks) tick.checked = !isAll
    tell()
  })
  element.addEventListener('change', tell)
  element.prepend(make('div', { class: 'button-group' }, every, told))
  tell()
})
