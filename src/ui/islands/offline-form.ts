/**
 * Keeps a form on the device while it is filled in, photos included, and sends it once when there is a line. Without this
 * script the form is sent like any other.
 */
import { registerApp, workerStands } from '../app-registration.ts'
import { make, pageWords, showPage, startIslands } from '../island-runtime.ts'
import { findKept, forget, type KeptForm, keep, keptBy, type Sent, send } from '../kept-forms.ts'
import { keepAhead, keepAssets } from '../kept-pages.ts'
import { shrink } from '../photo-size.ts'

type Props = {
  /** Who fills it in: what another person left on this device is not shown. */
  readonly owner: string
  readonly title: string
  /** Pages to keep besides this one: the forms that a list leads to. */
  readonly pages?: readonly string[]
}

const words = pageWords({
  vi: {
    keptAt: (time: string) => `Đã lưu trên máy này lúc ${time}. Chưa gửi.`,
    waiting: 'Chưa gửi – chờ mạng. Có thể đóng trang; khi có mạng, mở lại trang này là tự gửi.',
    sending: 'Đang gửi…',
    signedOut: 'Phiên đăng nhập đã hết. Đăng nhập lại để gửi; nội dung vẫn còn trên máy này.',
    signIn: 'Đăng nhập lại',
    notKept: 'Máy này không còn chỗ để lưu. Gửi ngay khi có mạng, hoặc xóa bớt ảnh trên máy.',
    photos: 'Ảnh đã chụp',
    remove: (name: string) => `Bỏ ảnh ${name}`,
    elsewhere: (count: number) => `${count} biên bản khác trên máy này chưa gửi:`,
  },
  en: {
    keptAt: (time: string) => `Kept on this device at ${time}. Not sent yet.`,
    waiting: 'Not sent: waiting for a line. You may close the page; open it again with a line and it goes.',
    sending: 'Sending…',
    signedOut: 'Your session has ended. Sign in again to send; everything is still on this device.',
    signIn: 'Sign in again',
    notKept: 'This device has no room left. Send as soon as there is a line, or delete some photos.',
    photos: 'Photos taken',
    remove: (name: string) => `Remove photo ${name}`,
    elsewhere: (count: number) => `${count} more reports on this device have not been sent:`,
  },
})

const saveDelayMs = 400
/** A line that has just come back may need a moment; where there is none, asking often only empties the battery. */
const firstRetryMs = 1_000
const mostRetryMs = 20_000

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement
const isTechnical = (name: string) => name === '' || name === '_csrf' || name === 'request_id'

/** What the controls hold, files apart. */
function fieldsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && !isTechnical(name) ? [[name, value]] : [],
  )
}

function fill(form: HTMLFormElement, fields: KeptForm['fields']): void {
  const values = new Map(fields)
  for (const control of form.querySelectorAll<Control>('input, textarea, select')) {
    if (isTechnical(control.name) || control.type === 'hidden' || control.type === 'file') continue
    const value = values.get(control.name)
    if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type))
      control.checked = fields.some(([name, one]) => name === control.name && one === control.value)
    else if (value !== undefined) control.value = value
  }
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })
}

/** The photos kept so far, each with a way to take it out. */
function photoLines(form: KeptForm, remove: (index: number) => void): HTMLElement[] {
  return form.files.map(({ file }, index) => {
    const image = make('img', { class: 'file-thumbnail', alt: '', width: '48', height: '48' })
    image.src = URL.createObjectURL(file)
    image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true })
    const button = make('button', { class: 'button button-quiet', type: 'button' }, words.remove(file.name))
    button.addEventListener('click', () => remove(index))
    const text = make('div', { class: 'file-words' }, make('span', {}, file.name))
    return make('li', { class: 'file' }, image, text, make('div', { class: 'file-actions' }, button))
  })
}

/** Has the device keep this page, what it is made of, and the pages it leads to. */
async function keepPages({ pages = [] }: Props): Promise<void> {
  if (!('serviceWorker' in navigator) || !navigator.onLine) return
  if (document.documentElement.dataset['savedAt']) return
  await registerApp()
  await workerStands()
  for (const address of [location.pathname, ...pages]) await keepAhead(address)
  // Fonts and pictures of this page are known once it has them; the rest is named by what needs it.
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  await keepAssets(loaded.filter((path) => path.startsWith('/assets/')))
  document.documentElement.dataset['kept'] = 'yes'
}

async function start(element: HTMLElement, props: Props): Promise<void> {
  const { owner, title } = props
  void keepPages(props).catch(() => undefined)
  const form = element.querySelector<HTMLFormElement>('form[data-kept]')
  if (!form) return
  const page = location.pathname
  const key = `${owner} ${page}`
  const status = make('div', { class: 'kept-state', role: 'status' })
  const photos = make('ul', { class: 'files', 'aria-label': words.photos })
  form.append(status)
  const input = form.querySelector<HTMLInputElement>('input[type="file"]')
  input?.closest('.field')?.after(photos)
  const fresh = form.querySelector<HTMLInputElement>('input[name="request_id"]')?.value ?? crypto.randomUUID()
  const empty = {
    key,
    owner,
    page,
    title,
    requestId: fresh,
    fields: [],
    files: [],
    savedAt: 0,
    isQueued: false,
  }
  let kept: KeptForm = (await findKept(key)) ?? empty
  let isBusy = false
  let retryMs = firstRetryMs
  let retry: ReturnType<typeof setTimeout> | undefined

  const show = (text: string, isOpen: boolean, ...more: readonly Node[]) => {
    status.className = isOpen ? 'kept-state kept-state-open' : 'kept-state'
    status.replaceChildren(make('p', {}, text), ...more)
  }
  const showPhotos = () =>
    photos.replaceChildren(
      ...photoLines(kept, (index) => void save({ files: kept.files.filter((_one, at) => at !== index) })),
    )
  const save = async (change: Partial<KeptForm>) => {
    kept = { ...kept, fields: fieldsOf(form), savedAt: Date.now(), ...change }
    showPhotos()
    const isKept = await keep(kept).then(
      () => true,
      () => false,
    )
    if (!isKept) show(words.notKept, true)
    else if (!kept.isQueued) show(words.keptAt(clock(kept.savedAt)), true)
  }
  const attempt = async () => {
    if (isBusy || !kept.isQueued) return
    isBusy = true
    clearTimeout(retry)
    show(words.sending, true)
    await finish(await send(kept))
    isBusy = false
    if (!kept.isQueued) return
    retry = setTimeout(() => void attempt(), retryMs)
    retryMs = Math.min(retryMs * 2, mostRetryMs)
  }
  const attemptAnew = () => {
    retryMs = firstRetryMs
    return attempt()
  }
  const finish = async (sent: Sent) => {
    if (sent.outcome === 'sent') {
      kept = empty
      await forget(key)
      location.assign(sent.url)
    } else if (sent.outcome === 'refused') {
      // The page that comes back shows what to mend; what is kept fills it in again.
      await save({ isQueued: false })
      showPage(sent.html)
    } else if (sent.outcome === 'signedOut') {
      const link = make('a', { href: `/dang-nhap?tiep=${encodeURIComponent(page)}` }, words.signIn)
      show(words.signedOut, true, make('p', {}, link))
    } else show(words.waiting, true)
  }

  if (kept.savedAt > 0) {
    fill(form, kept.fields)
    showPhotos()
    show(kept.isQueued ? words.waiting : words.keptAt(clock(kept.savedAt)), true)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  form.addEventListener('input', (event) => {
    if ((event.target as Control).type === 'file') return
    clearTimeout(timer)
    timer = setTimeout(() => void save({ isQueued: false }), saveDelayMs)
  })
  input?.addEventListener('change', async () => {
    const chosen = await Promise.all([...(input.files ?? [])].map(shrink))
    const added = chosen.map(({ file }) => ({ name: input.name, file }))
    input.value = ''
    await save({ files: [...kept.files, ...added], isQueued: false })
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    clearTimeout(timer)
    await save({ isQueued: true })
    await attemptAnew()
  })
  addEventListener('online', () => void attemptAnew())
  document.addEventListener('visibilitychange', () => void attemptAnew())
  await attempt()
  await showOthers(form, owner, key)
}

/** What else waits on this device, sent as soon as it can be. */
async function showOthers(form: HTMLFormElement, owner: string, key: string): Promise<void> {
  const others = (await keptBy(owner)).filter((one) => one.key !== key)
  if (others.length === 0) return
  const lines = others.map((one) => make('li', {}, make('a', { href: one.page }, one.title)))
  form.after(
    make(
      'div',
      { class: 'kept-others' },
      make('p', {}, words.elsewhere(others.length)),
      make('ul', {}, ...lines),
    ),
  )
}

startIslands<Props>('offline-form', (element, props) => void start(element, props))
