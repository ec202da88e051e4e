/**
 * The form that a helper fills in for somebody. With a line it is a form like any other, whose questions come and go with the answers;
 * on an enrolled device it is kept encrypted, finished without a line, and the slip is given at once.
 */

import { type FormDefinition, fillForm, type RawFields, summarise } from '#kernel/forms.ts'
import { calendarDate } from '#kernel/types.ts'
import {
  type Content,
  type Device,
  findDevice,
  findOpen,
  forgetOpen,
  forgetSealed,
  keepOpen,
  seal,
  type Unlocked,
} from '#ui/device-vault.ts'
import { make, pageWords, startIslands } from '#ui/island-runtime.ts'
import { qrPicture } from '#ui/qr-code.ts'
import { assistedLinks, isSignature, slipOf } from '../domain.ts'
import { askedAbove, pathsAsked, withPerson } from '../sessions/domain.ts'
import { readsCards } from './assisted-card.ts'
import { pinBox, send, sendSealed } from './assisted-line.ts'
import { signaturePad } from './assisted-signature.ts'

type Props = {
  readonly owner: string
  readonly code: string
  readonly name: string
  readonly helper: string
  readonly limit: string
  readonly team: string
  readonly form: FormDefinition
  readonly today: string
  readonly province: string
  readonly daysAway: number
  readonly wrongPinsMax: number
}

const words = pageWords({
  vi: {
    unlock: 'Mở máy bằng mã PIN rồi mới gõ cho bà con.',
    kept: (time: string) => `Đã lưu trên máy này lúc ${time}, đã mã hóa.`,
    tooLong: (days: number) =>
      `Máy đã quá ${days} ngày chưa có mạng. Mở trang Hỗ trợ khi có mạng rồi mới nhận thêm người.`,
    finish: 'Xong, đưa phiếu cho bà con',
    wrong: 'Sửa những chỗ này trước',
    name: 'Ghi họ và tên như trên thẻ.',
    identity: 'Số định danh có 12 chữ số.',
    phone: 'Số điện thoại có 10 chữ số, bắt đầu bằng 0.',
    agreed: 'Đọc cho bà con nghe rồi đánh dấu khi được đồng ý.',
    evidence: 'Cần chữ ký, ảnh giấy đã ký, hoặc ghi âm lời đồng ý.',
    close: 'Đóng phần đọc lại',
    readTitle: 'Đọc lại cho bà con nghe',
    fullName: 'Họ và tên',
    number: 'Số định danh',
    tel: 'Số điện thoại',
    slip: 'Phiếu hỗ trợ nộp hồ sơ',
    of: 'Của',
    by: (name: string, team: string) => `do ${name}, ${team}, hỗ trợ`,
    limit: (limit: string) => `Thời hạn giải quyết: ${limit}, tính từ khi cơ quan tiếp nhận.`,
    due: 'Khi có mạng, hồ sơ được gửi đi; ngày hẹn trả đến qua tin nhắn vào điện thoại của bà con.',
    follow: (place: string) =>
      `Xem hồ sơ: vào ${place}, gõ số phiếu và 4 số cuối điện thoại. Hoặc hỏi bộ phận một cửa.`,
    scan: 'Quét để xem hồ sơ',
    print: 'In phiếu',
    next: 'Xong, giúp người tiếp theo',
    waits: 'Chưa gửi – chờ mạng',
    gone: 'Đã gửi',
  },
  en: {
    unlock: 'Unlock the device by its PIN before you type for anybody.',
    kept: (time) => `Kept on this device at ${time}, encrypted.`,
    tooLong: (days) =>
      `The device has been without a line for over ${days} days. Open the page Help with a line first.`,
    finish: 'Done, hand over the slip',
    wrong: 'Mend these first',
    name: 'Give the name as on the card.',
    identity: 'An identity number has 12 figures.',
    phone: 'A phone number has 10 figures and begins with 0.',
    agreed: 'Read the words aloud and tick once they agree.',
    evidence: 'A signature, a picture of a signed sheet or a recording is needed.',
    close: 'Close',
    readTitle: 'Read this to the person',
    fullName: 'Name',
    number: 'Identity number',
    tel: 'Phone',
    slip: 'Slip of help',
    of: 'For',
    by: (name, team) => `with the help of ${name}, ${team}`,
    limit: (limit) => `Time limit: ${limit} from acceptance.`,
    due: 'It is sent once there is a line; the date comes as a message to their phone.',
    follow: (place) =>
      `To follow it: ${place}, with the slip and the last 4 figures of the phone. Or ask the desk.`,
    scan: 'Scan to follow',
    print: 'Print',
    next: 'Done, help the next person',
    waits: 'Not sent: waiting for a line',
    gone: 'Sent',
  },
})

const saveDelayMs = 500
const language = document.documentElement.lang === 'en' ? 'en' : 'vi'
const isTechnical = (name: string) =>
  name === '' || name === '_csrf' || name === 'request_id' || name === 'act'
const idOf = (name: string) => `f-${name.replace(/[^\w-]+/g, '-')}`
const clock = (at: number) => new Date(at).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** What the controls hold, files and all. */
function contentOf(form: HTMLFormElement, ids: Pick<Content, 'id' | 'slip'>): Content {
  const entries = [...new FormData(form)].filter(([name]) => !isTechnical(name))
  return {
    ...ids,
    fields: entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])),
    files: entries.flatMap(([name, file]) =>
      typeof file !== 'string' && file.size > 0 ? [{ name, file }] : [],
    ),
  }
}

function rawOf({ fields, files }: Content): RawFields {
  const raw: Record<string, string[]> = {}
  for (const [name, value] of fields) raw[name] = [...(raw[name] ?? []), value]
  for (const [at, { name }] of files.entries())
    raw[name] = [...(raw[name] ?? []), `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`]
  return raw
}

/** Puts back what was kept, files into their fields. */
function fill(form: HTMLFormElement, { fields, files }: Content): void {
  const values = Map.groupBy(fields, ([name]) => name)
  for (const control of form.querySelectorAll<Control>('input, textarea, select')) {
    if (isTechnical(control.name) || control.type === 'file') continue
    const own = (values.get(control.name) ?? []).map(([, value]) => value)
    if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type))
      control.checked = own.includes(control.value)
    else if (own[0] !== undefined) control.value = own[0]
  }
  for (const [name, some] of Map.groupBy(files, (one) => one.name)) {
    const input = form.querySelector<HTMLInputElement>(`input[type="file"][name="${CSS.escape(name)}"]`)
    const transfer = new DataTransfer()
    for (const { file } of some) transfer.items.add(file)
    if (!input) continue
    input.files = transfer.files
    input.dispatchEvent(new Event('change'))
  }
}

/** The lists of the province as far as the page itself holds them: the communes that can be chosen. */
function lookupsOf(form: HTMLFormElement, { today, province }: Props) {
  const option = (code: string) =>
    form.querySelector<HTMLOptionElement>(`option[value="${CSS.escape(code)}"]`)?.textContent ?? undefined
  return {
    today: calendarDate(today),
    area: (code: string) => {
      if (code === province) return { name: '', level: 'province' as const, parent: null }
      const name = option(code)
      return name === undefined ? undefined : { name, level: 'commune' as const, parent: province }
    },
    unit: (code: string) => {
      const name = option(code)
      return name === undefined ? undefined : { name }
    },
  }
}

function filledOf(form: HTMLFormElement, props: Props, content: Content) {
  const typed = withPerson(props.form, rawOf(content))
  return fillForm(props.form, typed, language, lookupsOf(form, props))
}

/** Hides the questions that the answers so far do not ask, and pages without any. */
function showAsked(form: HTMLFormElement, props: Props): void {
  const asked = pathsAsked(filledOf(form, props, contentOf(form, {})).views)
  const paths = props.form.pages.flatMap(({ fields }) => fields)
  for (const field of paths) {
    const element = form.querySelector(`#${idOf(field.key)}`)
    const part = element?.closest('.upload') ?? element?.closest('.field')
    const isAsked = asked.has(field.key)
    part?.toggleAttribute('hidden', !isAsked)
  }
  for (const page of form.querySelectorAll('.assisted-page'))
    page.toggleAttribute('hidden', !page.querySelector('.form-fields > :not([hidden])'))
}

type Fault = { readonly message: string; readonly inputId: string }

/** Everything that can be known to be wrong without asking anybody. */
function faultsOf(form: HTMLFormElement, props: Props, content: Content): readonly Fault[] {
  const value = (name: string) => content.fields.find(([own]) => own === name)?.[1].trim() ?? ''
  const digits = (name: string) => value(name).replace(/[\s.]/g, '')
  const has = (name: string) => content.files.some((one) => one.name === name)
  const isProven =
    value('_way') === 'spoken' ? has('_clip') : isSignature(value('_signature')) || has('_sheet')
  const own = [
    [value('_name').length >= 2, '_name', words.name],
    [/^\d{12}$/.test(digits('_identity')), '_identity', words.identity],
    [/^0\d{9}$/.test(digits('_phone')), '_phone', words.phone],
    [value('_agreed') !== '', '_agreed', words.agreed],
    [isProven, '_way', words.evidence],
  ] as const
  const wrong = own
    .filter(([isRight]) => !isRight)
    .map(([, name, message]) => ({ message, inputId: idOf(name) }))
  const { errors } = filledOf(form, props, content)
  return [...wrong, ...errors.map(({ message, inputId }) => ({ message, inputId: idOf(inputId) }))]
}

function showFaults(place: HTMLElement, faults: readonly Fault[]): void {
  const lines = faults.map(({ message, inputId }) =>
    make('li', {}, make('a', { href: `#${inputId}` }, message)),
  )
  const box = make(
    'div',
    { class: 'error-summary', role: 'alert', tabindex: '-1' },
    make('h2', {}, words.wrong),
    make('ul', {}, ...lines),
  )
  place.replaceChildren(...(faults.length > 0 ? [box] : []))
  if (faults.length > 0) box.focus()
}

/** Two-sided: what was typed, large enough to be followed from across the table. */
function readBack(place: HTMLElement, form: HTMLFormElement, props: Props): void {
  const content = contentOf(form, {})
  const { answers } = filledOf(form, props, content)
  const value = (name: string) => content.fields.find(([own]) => own === name)?.[1] ?? ''
  const rows = [
    { label: words.fullName, value: value('_name') },
    { label: words.number, value: value('_identity') },
    { label: words.tel, value: value('_phone') },
    ...summarise(props.form, answers, language, lookupsOf(form, props)).filter(
      ({ field }) => !askedAbove(props.form).has(field),
    ),
  ]
  const close = make('button', { class: 'button button-secondary', type: 'button' }, words.close)
  const list = rows.map((row) => make('div', {}, make('dt', {}, row.label), make('dd', {}, row.value)))
  const panel = make(
    'section',
    { class: 'panel assisted-read', tabindex: '-1' },
    make('h2', {}, words.readTitle),
    make('dl', {}, ...list),
    close,
  )
  close.addEventListener('click', () => place.replaceChildren())
  place.replaceChildren(panel)
  panel.focus()
  panel.scrollIntoView()
}

type Given = { readonly slip: string; readonly name: string; readonly isSent: boolean }

/** Phiếu, given at once; the name goes with the page. */
function slipView({ slip, name, isSent }: Given, props: Props): HTMLElement {
  const url = `${location.origin}/tra-cuu?ho-so=${encodeURIComponent(slip)}`
  const place = `${location.host}/tra-cuu`
  const print = make('button', { class: 'button button-secondary', type: 'button' }, words.print)
  print.addEventListener('click', () => globalThis.print())
  const next = make('a', { class: 'button button-primary', href: assistedLinks.home }, words.next)
  const state = make(
    'p',
    { role: 'status', class: 'print-skip', 'data-sent': String(isSent) },
    isSent ? words.gone : words.waits,
  )
  return make(
    'div',
    { class: 'stack' },
    make(
      'article',
      { class: 'assisted-slip' },
      make(
        'div',
        {},
        make('h2', { tabindex: '-1' }, words.slip),
        make('p', { class: 'assisted-number' }, slip),
        make('p', {}, make('strong', {}, props.name)),
        make('p', {}, `${words.of} `, make('strong', {}, name), `, ${words.by(props.helper, props.team)}`),
        make('p', {}, words.limit(props.limit)),
        make('p', {}, words.due),
        make('p', {}, words.follow(place)),
      ),
      make('figure', { class: 'qr' }, qrPicture(url, words.scan), make('figcaption', {}, words.scan)),
    ),
    state,
    make('div', { class: 'button-group print-skip' }, print, next),
  )
}

/** On an enrolled device: nothing is typed before the PIN; what is typed is kept encrypted; Done seals it. */
async function onDevice(
  element: HTMLElement,
  form: HTMLFormElement,
  props: Props,
  device: Device,
): Promise<void> {
  const page = location.pathname
  const above = make('div', { class: 'assisted-desk' })
  form.before(above)
  form.hidden = true
  if (Date.now() - device.contactAt > props.daysAway * 86_400_000 && !navigator.onLine) {
    above.append(make('p', { class: 'error-message' }, words.tooLong(props.daysAway)))
    return
  }
  const keys = await new Promise<Unlocked>((resolve) => {
    above.append(pinBox({ device, wrongPinsMax: props.wrongPinsMax, lead: words.unlock, onOpen: resolve }))
  })
  above.remove()
  form.hidden = false
  const status = make('div', { class: 'kept-state', role: 'status' })
  form.append(status)
  const before = await findOpen(keys, page)
  const ids = { id: before?.id, slip: before?.slip }
  if (before) fill(form, before)
  form.dispatchEvent(new Event('kept'))
  const finish = form.querySelector<HTMLButtonElement>('button[value="send"]')
  if (finish) finish.textContent = words.finish
  let timer: ReturnType<typeof setTimeout> | undefined
  let saving: Promise<void> = Promise.resolve()
  const save = async () => {
    await keepOpen(keys, page, contentOf(form, ids))
    status.replaceChildren(make('p', {}, words.kept(clock(Date.now()))))
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      saving = save()
    }, saveDelayMs)
  }
  form.addEventListener('input', later)
  form.addEventListener('change', later)
  let isOver = false
  form.querySelector<HTMLAnchorElement>('.button-group a')?.addEventListener('click', async (event) => {
    event.preventDefault()
    isOver = true
    clearTimeout(timer)
    await saving
    await forgetOpen(page)
    location.assign(assistedLinks.home)
  })
  form.addEventListener(
    'submit',
    async (event) => {
      event.preventDefault()
      // Photos are sent with the rest: the field of each must not send them by itself.
      event.stopImmediatePropagation()
      clearTimeout(timer)
      const content = contentOf(form, ids)
      const faults = faultsOf(form, props, content)
      const place = element.querySelector<HTMLElement>('[data-faults]')
      if (place) showFaults(place, faults)
      if (faults.length > 0 || isOver) return
      isOver = true
      const said = [...content.fields, ['_saidAt', new Date().toISOString()] as const]
      const whole = { ...content, fields: said }
      const name = content.fields.find(([own]) => own === '_name')?.[1] ?? ''
      const made = await seal(page, whole, (own, number) => slipOf(own.unitCode, own.number, number))
      element.replaceChildren(slipView({ slip: made.slip, name, isSent: false }, props))
      element.querySelector('h2')?.focus()
      const outcome = await send(page, { ...whole, ...made })
      if (outcome === 'sent') await forgetSealed(made.id)
      const state = element.querySelector<HTMLElement>('[data-sent]')
      if (outcome === 'sent' && state) {
        state.textContent = words.gone
        state.dataset['sent'] = 'true'
      }
      addEventListener('online', () => void sendSealed(keys))
    },
    { capture: true },
  )
}

async function start(element: HTMLElement, props: Props): Promise<void> {
  const form = element.querySelector<HTMLFormElement>('form[data-kept]')
  if (!form) return
  const place = make('div', { 'data-faults': '' })
  const read = make('div')
  form.before(place, read)
  const pad = element.querySelector<HTMLElement>('[data-signature]')
  const drawn = pad && signaturePad(pad, () => form.dispatchEvent(new Event('change')))
  form.addEventListener('kept', () =>
    drawn?.set(form.querySelector<HTMLInputElement>('input[name="_signature"]')?.value ?? ''),
  )
  for (const name of ['input', 'change', 'kept']) form.addEventListener(name, () => showAsked(form, props))
  showAsked(form, props)
  form.querySelector('button[value="read"]')?.addEventListener('click', (event) => {
    event.preventDefault()
    readBack(read, form, props)
  })
  const fields = props.form.pages.flatMap((one) => one.fields)
  readsCards(form, fields.find(({ prefill }) => prefill === 'person.birthDate')?.key)
  const device = await findDevice()
  if (device && device.owner === props.owner) await onDevice(element, form, props, device)
}

startIslands<Props>('assisted-form', (element, props) => void start(element, props))
