/** The helper's first page on their own device: enrolled once, kept to open without a line, and what waits is sent from here. */

import { registerApp, workerStands } from '#ui/app-registration.ts'
import {
  type Device,
  enrol,
  findDevice,
  findOpen,
  forgetOld,
  forgetSealed,
  keepOpen,
  listSealed,
  openSealed,
  type Sealed,
  type Unlocked,
  wipe,
} from '#ui/device-vault.ts'
import { make, pageWords, startIslands } from '#ui/island-runtime.ts'
import { findKept } from '#ui/kept-pages.ts'
import { keepWanted } from '#ui/wanted-pages.ts'
import { assistedLinks } from '../domain.ts'
import { ask, contact, words as lineWords, pinBox, sendSealed } from './assisted-line.ts'

type Props = {
  readonly owner: string
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  readonly daysAway: number
  readonly wrongPinsMax: number
}

const words = pageWords({
  vi: {
    enrol: 'Ghi máy này để làm khi không có mạng',
    enrolLead:
      'Chỉ ghi máy của riêng mình. Những gì gõ cho bà con được mã hóa; quên mã PIN thì không ai mở được, kể cả quản trị.',
    name: 'Tên máy',
    nameHint: 'Ví dụ: Điện thoại thôn 2',
    team: 'Tổ',
    pin: 'Mã PIN mới, ít nhất 6 chữ số',
    again: 'Gõ lại mã PIN',
    enrolAct: 'Ghi máy',
    pinShort: 'Mã PIN có ít nhất 6 chữ số.',
    pinDiffers: 'Hai lần gõ mã PIN không giống nhau.',
    notEnrolled: 'Chưa ghi được. Cần có mạng và đăng nhập; đặt tên cho máy; mỗi người tối đa 3 máy.',
    enrolling: 'Đang ghi máy…',
    device: (name: string, number: string) => `Máy ${number}, ${name}`,
    ready: 'Máy đã sẵn sàng làm khi không có mạng.',
    keeping: 'Đang tải trang về máy…',
    contact: (time: string) => `Liên lạc gần nhất: ${time}.`,
    tooLong: (days: number) =>
      `Đã quá ${days} ngày chưa có mạng. Mở trang này khi có mạng rồi mới nhận thêm người.`,
    waiting: (count: number) => `${count} phiếu chưa gửi`,
    none: 'Không còn phiếu nào chờ gửi.',
    unlockToSend: 'Có mạng thì mở máy bằng mã PIN để gửi các phiếu đang chờ.',
    sent: (count: number) => `Đã gửi ${count} phiếu.`,
    notSent: 'Chưa gửi – chờ mạng.',
    mend: (slip: string) => `Sửa phiếu ${slip}`,
    mendFirst: 'Đang có một tờ khai làm dở cho việc này. Làm xong tờ đó trước.',
    foreign: 'Máy này của thành viên khác. Muốn dùng thì xóa máy trước; phiếu chưa gửi sẽ mất.',
    wipe: 'Xóa máy này',
  },
  en: {
    enrol: 'Enrol this device to work without a line',
    enrolLead:
      'Only a device of your own. What you type for people is encrypted; without the PIN nobody opens it, administrators included.',
    name: 'Name of the device',
    nameHint: 'For example: phone of hamlet 2',
    team: 'Team',
    pin: 'New PIN, 6 figures at least',
    again: 'The PIN again',
    enrolAct: 'Enrol',
    pinShort: 'A PIN has 6 figures at least.',
    pinDiffers: 'The two are not the same.',
    notEnrolled: 'Not enrolled. It needs a line, your sign-in and a name; 3 devices at most.',
    enrolling: 'Enrolling…',
    device: (name, number) => `Device ${number}, ${name}`,
    ready: 'The device is ready to work without a line.',
    keeping: 'Fetching the pages…',
    contact: (time) => `Last contact: ${time}.`,
    tooLong: (days) => `It has been without a line for over ${days} days. Open this page with a line first.`,
    waiting: (count) => `${count} slips not sent`,
    none: 'No slip waits.',
    unlockToSend: 'With a line, unlock by PIN to send the slips that wait.',
    sent: (count) => `${count} slips sent.`,
    notSent: 'Not sent: waiting for a line.',
    mend: (slip) => `Mend ${slip}`,
    mendFirst: 'There is a form in work for this. Finish it first.',
    foreign: 'This device is another member’s. To use it, wipe it first; slips not sent are lost.',
    wipe: 'Wipe this device',
  },
})

const clock = (at: number) => new Date(at).toLocaleString('vi-VN', { dateStyle: 'short', timeStyle: 'short' })

/** Has the device keep what the module names for helpers; answers whether it is there. */
async function keepPages({ owner }: Props): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  if (navigator.onLine) {
    await registerApp()
    await workerStands()
    await keepWanted(owner, true)
  }
  return (await findKept(assistedLinks.papers)) !== undefined
}

function field(label: string, id: string, attributes: Readonly<Record<string, string>>, hint?: string) {
  const input = make('input', { class: 'input', id, name: id, ...attributes })
  const place = make('div', { class: 'field' }, make('label', { class: 'label', for: id }, label))
  if (hint) place.append(make('p', { class: 'hint' }, hint))
  place.append(input)
  return { input, place }
}

function enrolling({ owner, teams }: Props, done: (device: Device) => void): HTMLElement {
  const name = field(words.name, 'may-ten', { type: 'text', maxlength: '60' }, words.nameHint)
  const secret = { type: 'password', inputmode: 'numeric', autocomplete: 'new-password' }
  const pin = field(words.pin, 'may-pin', secret)
  const again = field(words.again, 'may-pin-lai', secret)
  const team = make('select', { class: 'input', id: 'may-to' })
  for (const one of teams) team.append(make('option', { value: one.id }, one.name))
  const state = make('p', { role: 'status', class: 'hint' })
  const button = make('button', { class: 'button button-primary' }, words.enrolAct)
  const form = make(
    'form',
    { class: 'stack' },
    make('h2', {}, words.enrol),
    make('p', { class: 'hint' }, words.enrolLead),
    name.place,
  )
  if (teams.length > 1)
    form.append(
      make('div', { class: 'field' }, make('label', { class: 'label', for: 'may-to' }, words.team), team),
    )
  form.append(pin.place, again.place, button, state)
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (!/^\d{6,}$/.test(pin.input.value)) state.textContent = words.pinShort
    else if (pin.input.value !== again.input.value) state.textContent = words.pinDiffers
    else {
      button.disabled = true
      state.textContent = words.enrolling
      const shown = { name: name.input.value, team: team.value }
      const device = await enrol({
        pin: pin.input.value,
        name: shown.name,
        owner,
        ask: (secrets) => ask(assistedLinks.enrol, { ...shown, ...secrets }),
      })
      button.disabled = false
      if (device) done(device)
      else state.textContent = words.notEnrolled
    }
  })
  return form
}

async function show(element: HTMLElement, props: Props): Promise<void> {
  const device = await findDevice()
  if (!device) {
    element.replaceChildren(enrolling(props, () => void start(element, props)))
    return
  }
  if (device.owner !== props.owner) {
    const button = make('button', { class: 'button button-danger', type: 'button' }, words.wipe)
    button.addEventListener('click', async () => {
      await wipe()
      await show(element, props)
    })
    element.replaceChildren(make('p', {}, words.foreign), button)
    return
  }
  const number = String(device.number).padStart(2, '0')
  const isLate = Date.now() - device.contactAt > props.daysAway * 86_400_000
  const ready = make('p', { role: 'status', 'data-ready': '' }, isReady ? words.ready : words.keeping)
  element.replaceChildren(
    make('h2', {}, words.device(device.name, number)),
    isLate ? make('p', { class: 'error-message' }, words.tooLong(props.daysAway)) : ready,
    make('p', { class: 'hint' }, words.contact(clock(device.contactAt))),
    await waitingPart(device, props, element),
  )
}

let isReady = false
let keys: Unlocked | undefined

/** Slips that wait: their numbers and times, and never whose they are. */
async function waitingPart(device: Device, props: Props, element: HTMLElement): Promise<HTMLElement> {
  const sealed = await listSealed()
  const part = make('div', { class: 'stack', id: 'cho-gui' })
  if (sealed.length === 0) {
    part.append(make('p', {}, words.none))
    return part
  }
  part.append(make('h3', {}, words.waiting(sealed.length)))
  part.append(make('ul', {}, ...sealed.map((one) => line(one, element, props))))
  const state = make('p', { role: 'status' })
  const go = async (unlocked: Unlocked) => {
    keys = unlocked
    const sent = await sendSealed(unlocked)
    await show(element, props)
    const told = document.querySelector('#cho-gui')
    told?.append(make('p', { role: 'status' }, sent > 0 ? words.sent(sent) : words.notSent))
  }
  if (!keys?.privateKey)
    part.append(
      pinBox({
        device,
        wrongPinsMax: props.wrongPinsMax,
        lead: words.unlockToSend,
        onOpen: (unlocked) => void go(unlocked),
      }),
    )
  part.append(state)
  return part
}

function line(sealed: Sealed, element: HTMLElement, props: Props): HTMLElement {
  const item = make('li', {}, `${sealed.slip}, ${clock(sealed.sealedAt)}`)
  if (!sealed.refused) return item
  item.append(make('p', { class: 'error-message' }, sealed.refused))
  const mend = make('button', { class: 'button button-secondary', type: 'button' }, words.mend(sealed.slip))
  mend.addEventListener('click', async () => {
    if (!keys?.privateKey) return
    if (await findOpen(keys, sealed.page)) {
      item.append(make('p', { class: 'error-message' }, words.mendFirst))
      return
    }
    await keepOpen(keys, sealed.page, await openSealed(keys.privateKey, sealed))
    await forgetSealed(sealed.id)
    await show(element, props)
    location.assign(sealed.page)
  })
  if (keys?.privateKey) item.append(mend)
  return item
}

async function start(element: HTMLElement, props: Props): Promise<void> {
  element.classList.add('assisted-desk')
  await forgetOld(props.daysAway)
  const device = await findDevice()
  await show(element, props)
  if (!device || device.owner !== props.owner) return
  if ((await contact(device)) === 'wiped') {
    element.replaceChildren(make('p', { role: 'status' }, lineWords.wiped))
    return
  }
  isReady = await keepPages(props).catch(() => false)
  if (isReady) element.querySelector('[data-ready]')?.replaceChildren(words.ready)
  addEventListener('online', () => {
    if (keys) void sendSealed(keys).then(() => show(element, props))
  })
}

startIslands<Props>('assisted-home', (element, props) => void start(element, props))
