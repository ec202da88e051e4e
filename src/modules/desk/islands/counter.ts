/**
 * The till in the hand of a fast typist: Enter goes to the next thing that is missing, cards come from a scanner that
 * types, lists are found without marks, and every field is on the server within two seconds. The screen works without it.
 */
import { make, pageWords, startIslands } from '#ui/island-runtime.ts'
import { trusted } from '#ui/trusted.ts'

const words = pageWords({
  vi: { saving: 'Đang lưu…', lost: 'Chưa lưu được, đang thử lại' },
  en: { saving: 'Saving…', lost: 'Not saved yet, trying again' },
})

const saveAfterMs = 800
const retryAfterMs = 1500
const typeaheadMs = 900
const columnsOfScan = 6

let timer = 0
let isSaving = false
let isWaiting = false

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const controlsSelector = 'input:not([type="hidden"]):not([tabindex="-1"]), select, textarea'

const formOf = () => document.querySelector<HTMLFormElement>('#till-form')
const plain = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()

function pressButton(value: string): void {
  const form = formOf()
  const button = form?.querySelector<HTMLButtonElement>(`button[name="act"][value="${value}"]`)
  if (form && button) form.requestSubmit(button)
}

/** Controls that can be reached now, in order; of a group of radios only the one that Tab would reach. */
function reachable(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>(controlsSelector)].filter((control) => {
    if (control.disabled || control.getClientRects().length === 0) return false
    if (control.type !== 'radio') return true
    const group = [
      ...form.querySelectorAll<HTMLInputElement>(`input[type="radio"][name="${CSS.escape(control.name)}"]`),
    ]
    return control === (group.find(({ checked }) => checked) ?? group[0])
  })
}

/** Whether the control still wants an answer. */
function isOpen(form: HTMLFormElement, control: Control): boolean {
  if (control.name.startsWith('_card') || control.name === '_q') return false
  if (control.type === 'file') return false
  if (control.type === 'radio') {
    const isAsked = control.closest('fieldset')?.querySelector('.optional') === null
    return isAsked && form.querySelector(`input[name="${CSS.escape(control.name)}"]:checked`) === null
  }
  if (control instanceof HTMLInputElement && control.type === 'checkbox')
    return !control.checked && control.closest('fieldset') === null
  const isDatePart = control.closest('.date-parts') !== null
  const isOptional = control.closest('fieldset, .field')?.querySelector('.optional') !== null
  return (control.required || isDatePart) && !isOptional && control.value.trim() === ''
}

/** On to the next thing that is missing, from here down and then from the top; at last to "accept". */
function goOn(from: Control): void {
  const form = formOf()
  if (!form) return
  const all = reachable(form)
  const at = all.indexOf(from)
  const later = [...all.slice(at + 1), ...all.slice(0, Math.max(0, at))]
  const goal =
    later.find((control) => isOpen(form, control)) ??
    form.querySelector<HTMLElement>('button[value="accept"]')
  goal?.focus()
  if (goal instanceof HTMLInputElement && goal.type === 'text') goal.select()
}

function goOnFromTop(): void {
  const form = formOf()
  const top = form?.querySelector<Control>('.till-main input:not([type="hidden"])')
  if (form && top && isOpen(form, top)) top.focus()
  else if (top) goOn(top)
}

function onEnter(event: KeyboardEvent, control: Control): void {
  if (control instanceof HTMLTextAreaElement && !event.ctrlKey) return
  if (control.type === 'file') return
  event.preventDefault()
  if (control.name === '_card' && control.value.trim() !== '') return pressButton('card')
  if (control.name === '_q' && control.value.trim() !== '') return pressButton('search')
  goOn(control)
  if (timer !== 0 || isSaving) saveSoon(0)
}

/** A scanner may end with Tab: the text then is a card all the same. */
function onTab(event: KeyboardEvent, control: Control): void {
  if (control.name !== '_card' || control.value.split('|').length < columnsOfScan) return
  event.preventDefault()
  pressButton('card')
}

/** Typing in a list finds words anywhere in a line, with or without marks. */
const typed = { text: '', at: 0 }
function onListKey(event: KeyboardEvent, list: HTMLSelectElement): boolean {
  if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey) return false
  typed.text = event.timeStamp - typed.at > typeaheadMs ? event.key : typed.text + event.key
  typed.at = event.timeStamp
  const wanted = plain(typed.text).trim()
  const lines = [...list.options].map((option) => ` ${plain(option.text)}`)
  const start = lines.findIndex((line) => line.endsWith(` ${wanted}`))
  const found = start >= 0 ? start : lines.findIndex((line) => line.includes(` ${wanted}`))
  if (wanted === '' || found < 0) return wanted !== ''
  list.selectedIndex = found
  list.dispatchEvent(new Event('input', { bubbles: true }))
  return true
}

const listOf = (input: Control) => document.getElementById(`${input.id}-list`) as HTMLDataListElement | null

/** The first line that begins with what is typed, marks or not; of an empty field the first of all. */
function suggestionFor(input: Control): string | undefined {
  const lines = [...(listOf(input)?.options ?? [])].map(({ value }) => value)
  const wanted = plain(input.value.trim())
  return lines.find((line) => plain(line).startsWith(wanted) && line !== input.value)
}

/**
 * What may be meant stands under the field and is taken with the arrow down. It never stands in the field by itself:
 * programs that type Vietnamese delete and write anew, and would eat it.
 */
function suggest(input: Control): void {
  input.removeAttribute('list')
  const shown = input.parentElement?.querySelector('.till-suggest')
  const text = document.activeElement === input ? suggestionFor(input) : undefined
  if (!text) {
    shown?.remove()
    return
  }
  const words = `↓ ${text}`
  if (shown) shown.textContent = words
  else input.after(make('output', { class: 'till-suggest', for: input.id }, words))
}

function takeSuggestion(input: Control): boolean {
  const text = suggestionFor(input)
  if (!text) return false
  input.value = text
  input.dispatchEvent(new Event('input', { bubbles: true }))
  return true
}

/** A full part of a day leads to the next part. */
function onDatePart(input: HTMLInputElement): void {
  if (!input.closest('.date-parts') || input.value.length < input.maxLength || !/^\d+$/.test(input.value))
    return
  const parts = [...(input.closest('.date-parts')?.querySelectorAll('input') ?? [])]
  const next = parts[parts.indexOf(input) + 1]
  if (next?.value === '') next.focus()
}

function saveSoon(after = saveAfterMs): void {
  clearTimeout(timer)
  timer = window.setTimeout(() => {
    timer = 0
    void save()
  }, after)
}

function tell(text: string): void {
  const output = document.querySelector('#till-saved')
  if (output) output.textContent = text
}

/** What the form says now, without files: they go when the form is sent. */
function said(form: HTMLFormElement): FormData {
  const all = new FormData(form)
  const files = [...all.entries()].filter(([, value]) => value instanceof File)
  for (const [name] of files) all.delete(name)
  all.delete('_card')
  all.delete('_q')
  all.set('act', 'save')
  return all
}

async function save(): Promise<void> {
  const form = formOf()
  if (!form) return
  if (isSaving) {
    isWaiting = true
    return
  }
  isSaving = true
  tell(words.saving)
  const sent = said(form)
  const response = await fetch(form.action, { method: 'POST', body: sent }).catch(() => undefined)
  const html = response?.ok ? await response.text() : undefined
  isSaving = false
  if (html === undefined) {
    tell(words.lost)
    saveSoon(retryAfterMs)
    return
  }
  const answer = new DOMParser().parseFromString(trusted.createHTML(html), 'text/html')
  if (formOf() === form) redraw(form, answer, sent)
  redrawStack(answer)
  if (isWaiting) {
    isWaiting = false
    saveSoon(0)
  }
}

const lookEveryMs = 2000

/** What is being read on the glass: shown as it goes on, unless files were just chosen there. */
function redrawStack(answer: Document): void {
  const stack = document.querySelector('#till-scan')
  const fresh = answer.querySelector<HTMLElement>('#till-scan')
  if (!stack || !fresh || stack.contains(document.activeElement)) return watchStack()
  stack.replaceWith(fresh)
  watchStack()
}

function watchStack(): void {
  if (document.querySelector('#till-scan[data-running]') && timer === 0) saveSoon(lookEveryMs)
}

const valuesOf = (form: HTMLFormElement) =>
  JSON.stringify([...said(form).entries()].filter(([name]) => !name.startsWith('request')))
const namesOf = (form: HTMLFormElement) =>
  [...form.querySelectorAll<Control>(controlsSelector)].map(({ name, id }) => `${name} ${id}`).join()

/** What the answers changed is drawn anew; what was typed meanwhile, the place and the selection stay. */
function redraw(form: HTMLFormElement, answer: Document, sent: FormData): void {
  const fresh = answer.querySelector<HTMLFormElement>('#till-form')
  const saved = answer.querySelector('#till-saved')?.textContent
  if (saved) tell(saved)
  if (!fresh) return
  const isTyping =
    valuesOf(form) !== JSON.stringify([...sent.entries()].filter(([name]) => !name.startsWith('request')))
  if (isTyping) {
    saveSoon(0)
    return
  }
  const main = form.querySelector('.till-main')
  const freshMain = fresh.querySelector('.till-main')
  if (!main || !freshMain) return
  if (namesOf(form) === namesOf(fresh)) {
    const fee = form.querySelector('#till-fee')
    const freshFee = fresh.querySelector('#till-fee')
    if (fee && freshFee) fee.replaceWith(freshFee)
    return
  }
  const active = document.activeElement as HTMLInputElement | null
  const place = active && main.contains(active) ? placeOf(active) : undefined
  const opened = [...main.querySelectorAll('details')].map(({ open }) => open)
  const files = keepFiles(main)
  main.replaceWith(freshMain)
  for (const [at, details] of [...freshMain.querySelectorAll('details')].entries())
    details.open = opened[at] ?? false
  for (const [name, list] of files) {
    const input = freshMain.querySelector<HTMLInputElement>(`input[type="file"][name="${CSS.escape(name)}"]`)
    if (input) input.files = list
  }
  if (place) focusAgain(place)
  // What was the last thing before may have brought up another question.
  if (active instanceof HTMLButtonElement && active.value === 'accept') goOnFromTop()
}

function keepFiles(main: Element): Map<string, FileList> {
  const inputs = [...main.querySelectorAll<HTMLInputElement>('input[type="file"]')]
  return new Map(
    inputs.flatMap(({ name, files }) => (files && files.length > 0 ? [[name, files] as const] : [])),
  )
}

/** How an element is found again in a screen drawn anew: by its id, else by its name and value. */
const placeOf = ({ id, name, value }: HTMLInputElement): string =>
  id ? `#${CSS.escape(id)}` : `[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`

function focusAgain(place: string): void {
  const control = formOf()?.querySelector<HTMLInputElement>(place)
  // What was filled in meanwhile is no longer asked.
  if (!control || control.getClientRects().length === 0) {
    goOnFromTop()
    return
  }
  control.focus()
  if (control.type === 'text') control.setSelectionRange(control.value.length, control.value.length)
}

startIslands('counter', (element) => {
  focusHere(element)
  watchStack()
  element.addEventListener('keydown', (event) => {
    const control = event.target as Control
    if (!control.matches(controlsSelector) || control.form !== formOf()) return
    if (event.key === 'ArrowDown' && listOf(control) && takeSuggestion(control)) event.preventDefault()
    else if (event.key === 'Enter') onEnter(event, control)
    else if (event.key === 'Tab' && !event.shiftKey) onTab(event, control)
    else if (event.key === '?' && control.value === '' && control.type === 'text') {
      event.preventDefault()
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))
    } else if (control instanceof HTMLSelectElement && onListKey(event, control)) event.preventDefault()
  })
  element.addEventListener('change', (event) => {
    const { name, files } = event.target as HTMLInputElement
    if (name === '_stack' && files && files.length > 0) pressButton('scan')
  })
  element.addEventListener('input', (event) => {
    const control = event.target as Control
    if (control.form !== formOf() || control.type === 'file' || /^_(card|q)$/.test(control.name)) return
    if (control instanceof HTMLInputElement) onDatePart(control)
    if (listOf(control)) suggest(control)
    saveSoon()
  })
  for (const name of ['focusin', 'focusout'])
    element.addEventListener(name, (event) => {
      const control = event.target as Control
      // The focus is where it goes only after the event.
      if (control.id && listOf(control)) window.setTimeout(() => suggest(control))
    })
})

/** Where the address says the clerk goes on; of a group its first control. */
function focusHere(element: HTMLElement): void {
  const named = location.hash ? document.getElementById(location.hash.slice(1)) : null
  const fallback = element.querySelector<HTMLElement>('#f-_card, .till .button-group a')
  const goal = named ?? fallback
  const inside = goal?.matches(`${controlsSelector}, a, button`)
    ? goal
    : goal?.querySelector<HTMLElement>(`${controlsSelector}, button`)
  inside?.focus()
}
