/** Improves a file input: shows what was chosen, adds to it, makes photos smaller, shows progress. The plain form goes on working. */
import { formatBytes } from '#kernel/text.ts'
import { filesReady, make, pageWords, showPage, startIslands } from '../island-runtime.ts'
import type { Chosen } from '../photo-size.ts'

type Props = {
  readonly megabytesMax: number
  /** Photos are of papers, which must be readable. */
  readonly isPaper?: boolean
}

const words = pageWords({
  vi: {
    tooLarge: (name: string, max: number) => `${name} lớn hơn ${max} MB. Chọn tệp nhỏ hơn hoặc chụp lại.`,
    chosen: 'Tệp đã chọn',
    remove: (name: string) => `Bỏ tệp ${name}`,
    shrunk: 'đã thu nhỏ',
    sending: (percent: number) => `Đang gửi ${percent}%`,
    failed: 'Chưa gửi được. Kiểm tra mạng rồi bấm lại. Tệp đã chọn vẫn còn đây.',
  },
  en: {
    tooLarge: (name: string, max: number) => `${name} is larger than ${max} MB. Choose a smaller file.`,
    chosen: 'Chosen files',
    remove: (name: string) => `Remove file ${name}`,
    shrunk: 'made smaller',
    sending: (percent: number) => `Sending ${percent}%`,
    failed: 'Not sent. Check the network and press again. Your files are still here.',
  },
})

function fileLine(
  { file, isShrunk, doubts = [] }: Chosen,
  megabytesMax: number,
  remove: () => void,
): HTMLLIElement {
  const megabytes = file.size / 1024 ** 2
  const size = formatBytes(file.size, document.documentElement.lang === 'en' ? 'en' : 'vi')
  const note = make('span', { class: 'hint' }, isShrunk ? `${size}, ${words.shrunk}` : size)
  const text = make('div', { class: 'file-words' }, make('span', {}, file.name), note)
  const line = make('li', { class: 'file' }, text)
  if (file.type.startsWith('image/')) {
    const image = make('img', { class: 'file-thumbnail', alt: '', width: '48', height: '48' })
    image.src = URL.createObjectURL(file)
    image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true })
    line.prepend(image)
  }
  if (megabytes > megabytesMax) {
    line.classList.add('file-wrong')
    text.append(make('span', { class: 'error-message' }, words.tooLarge(file.name, megabytesMax)))
  }
  for (const doubt of doubts) text.append(make('strong', { class: 'file-doubt' }, doubt))
  const button = make('button', { class: 'button button-quiet', type: 'button' }, words.remove(file.name))
  button.addEventListener('click', remove)
  line.append(make('div', { class: 'file-actions' }, button))
  return line
}

const isSame = (one: File, other: File) => one.name === other.name && one.size === other.size

/** Sends by XHR, the only way to see how much has gone; then shows what the server answered, as the browser would. */
function sendWithProgress(form: HTMLFormElement, submitter: HTMLElement | null, place: HTMLElement): void {
  const action = submitter?.getAttribute('formaction') ?? form.action
  const bar = make('progress', { class: 'upload-progress', max: '100', value: '0' })
  const label = make('p', { role: 'status' }, words.sending(0))
  place.replaceChildren(bar, label)
  const request = new XMLHttpRequest()
  request.open('POST', action)
  request.upload.addEventListener('progress', (event) => {
    const percent = Math.round((event.loaded / Math.max(event.total, 1)) * 100)
    bar.value = percent
    label.textContent = words.sending(percent)
  })
  request.addEventListener('error', () => {
    place.replaceChildren(make('p', { class: 'error-message', role: 'alert' }, words.failed))
    form.removeAttribute('aria-busy')
  })
  request.addEventListener('load', () => {
    if (request.responseURL && request.responseURL !== new URL(action, location.href).href) {
      location.assign(request.responseURL)
      return
    }
    showPage(request.responseText)
  })
  form.setAttribute('aria-busy', 'true')
  request.send(submitter ? new FormData(form, submitter as HTMLButtonElement) : new FormData(form))
}

/** What makes photos smaller and looks at them comes once there is one, not with every form; without it they stay as they are. */
const prepared = (files: readonly File[], isPaper: boolean): Promise<readonly Chosen[]> =>
  import('../photo-size.ts').then(
    ({ prepare }) => Promise.all(files.map((file) => prepare(file, isPaper))),
    () => files.map((file) => ({ file, isShrunk: false })),
  )

startIslands<Props>('file-picker', (element, { megabytesMax, isPaper = false }) => {
  const input = element.querySelector<HTMLInputElement>('input[type="file"]')
  const form = input?.form
  if (!input || !form) return
  const list = make('ul', { class: 'files', 'aria-label': words.chosen, 'aria-live': 'polite' })
  const place = make('div')
  input.after(list, place)
  input.dataset['prepares'] = ''
  let held: readonly Chosen[] = []
  const hold = (files: readonly Chosen[]) => {
    held = files
    const transfer = new DataTransfer()
    for (const { file } of held) transfer.items.add(file)
    input.files = transfer.files
    list.replaceChildren(
      ...held.map((one) => fileLine(one, megabytesMax, () => hold(held.filter((other) => other !== one)))),
    )
    input.dispatchEvent(new Event(filesReady, { bubbles: true }))
  }
  const take = async () => {
    const chosen = await prepared([...(input.files ?? [])], isPaper)
    const kept = input.multiple || chosen.length === 0 ? held : []
    const added = chosen.filter(({ file }) => !kept.some((one) => isSame(one.file, file)))
    hold([...kept, ...added])
  }
  input.addEventListener('change', () => void take())
  // What was kept on the device may be there already.
  if (input.files?.length) void take()
  form.addEventListener('submit', (event) => {
    // What is kept on the device is sent by whoever keeps it.
    if (event.defaultPrevented || !input.files?.length || form.dataset['keeping'] !== undefined) return
    event.preventDefault()
    if (form.getAttribute('aria-busy') !== 'true') sendWithProgress(form, event.submitter, place)
  })
})
