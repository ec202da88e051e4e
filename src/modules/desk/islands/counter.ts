/**
 * The till in the hand of a fast typist: Enter goes to the next thing that is missing, cards come from a scanner that
 * types, lists are found without marks, and every field is on the server within two seconds. The screen works without it.
 */
import { make, pageWords, startIslands } from '#ui/island-runtime.ts'

const words = pageWords({
  vi: { saving: 'Đang lưu…', lost: 'Chưa lưu được, đang thử lại', camera: 'Mở camera', off: 'Tắt camera' },
  en: {
    saving: 'Saving…',
    lost: 'Not saved yet, trying again',
    camera: 'Open the camera',
    off: 'Close the camera',
  },
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
  const receipt = form.querySelector<HTMLInputElement>('input[name="_receipt"]')
  const wantsReceipt = receipt?.value === '' && form.querySelector('.till-total') !== null && from !== receipt
  const next = later.find((control) => isOpen(form, control)) ?? (wantsReceipt ? receipt : undefined)
  const goal = next ?? form.querySelector<HTMLElement>('button[value="accept"]')
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
  if (formOf() === form) redraw(form, new DOMParser().parseFromString(html, 'text/html'), sent)
  if (isWaiting) {
    isWaiting = false
    saveSoon(0)
  }
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

const framesEveryMs = 400

/** Frames go to the server, which reads the code; no program for it is fetched into the browser. */
function offerCamera(place: HTMLElement): void {
  if (!navigator.mediaDevices?.getUserMedia) return
  const button = make('button', { type: 'button', class: 'button button-secondary' }, words.camera)
  place.append(button)
  let stop: (() => void) | undefined
  button.addEventListener('click', () => {
    if (stop) {
      stop()
      stop = undefined
      button.textContent = words.camera
      return
    }
    button.textContent = words.off
    void watch(place).then((end) => {
      stop = end
      if (!end) button.textContent = words.camera
    })
  })
}

async function watch(place: HTMLElement): Promise<(() => void) | undefined> {
  const stream = await navigator.mediaDevices
    .getUserMedia({ video: { facingMode: 'environment', width: 1280 } })
    .catch(() => undefined)
  if (!stream) return undefined
  const video = make('video', { class: 'till-camera', autoplay: '', playsinline: '', muted: '' })
  video.srcObject = stream
  place.append(video)
  let isOver = false
  const end = () => {
    isOver = true
    for (const track of stream.getTracks()) track.stop()
    video.remove()
  }
  const look = async () => {
    if (isOver) return
    const text = await readFrame(video)
    const field = document.querySelector<HTMLInputElement>('input[name="_card"]')
    if (text && field) {
      end()
      field.value = text
      pressButton('card')
    } else window.setTimeout(() => void look(), framesEveryMs)
  }
  void look()
  return end
}

async function readFrame(video: HTMLVideoElement): Promise<string | undefined> {
  if (video.videoWidth === 0) return undefined
  const canvas = make('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85))
  const token = formOf()?.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value
  if (!picture || !token) return undefined
  const body = new FormData()
  body.set('_csrf', token)
  body.set('file', picture, 'the.jpg')
  const response = await fetch('/lam-viec/quay/doc-the', { method: 'POST', body }).catch(() => undefined)
  return response?.ok ? ((await response.json()) as { text: string }).text : undefined
}

startIslands('counter', (element) => {
  const place = element.querySelector<HTMLElement>('[data-camera]')
  if (place) offerCamera(place)
  focusHere(element)
  element.addEventListener('keydown', (event) => {
    const control = event.target as Control
    if (!control.matches(controlsSelector) || control.form !== formOf()) return
    if (event.key === 'Enter') onEnter(event, control)
    else if (event.key === 'Tab' && !event.shiftKey) onTab(event, control)
    else if (event.key === '?' && control.value === '' && control.type === 'text') {
      event.preventDefault()
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }))
    } else if (control instanceof HTMLSelectElement && onListKey(event, control)) event.preventDefault()
  })
  element.addEventListener('input', (event) => {
    const control = event.target as Control
    if (control.form !== formOf() || control.type === 'file' || /^_(card|q)$/.test(control.name)) return
    if (control instanceof HTMLInputElement) onDatePart(control)
    saveSoon()
  })
})

/** Where the address says the clerk goes on; of a group its first control. */
function focusHere(element: HTMLElement): void {
  const named = location.hash ? document.getElementById(location.hash.slice(1)) : null
  const fallback = element.querySelector<HTMLElement>('#f-_card, .till .button-group a')
  const goal = named ?? fallback
  const inside = goal?.matches(`${controlsSelector}, a, button`)
    ? goal
    : goal?.querySelector<HTMLElement>(controlsSelector)
  inside?.focus()
}
