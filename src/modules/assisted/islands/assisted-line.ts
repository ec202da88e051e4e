/** What both pages of a helper's device share: asking the server, sending what is sealed, and the box for the PIN. */

import {
  type Content,
  type Device,
  findDevice,
  forgetSealed,
  type Half,
  listSealed,
  noteContact,
  noteRefused,
  openSealed,
  type Sealed,
  type Unlocked,
  unlock,
  wipe,
} from '#ui/device-vault.ts'
import { make, pageWords } from '#ui/island-runtime.ts'
import { isSignIn } from '#ui/sign-in-address.ts'
import { trusted } from '#ui/trusted.ts'
import { assistedLinks } from '../domain.ts'

export const words = pageWords({
  vi: {
    pin: 'Mã PIN của máy',
    unlock: 'Mở máy',
    wrong: (left: number) => `Sai mã PIN. Còn ${left} lần, sau đó máy tự xóa.`,
    wiped: 'Máy này đã được xóa: không còn gì của bà con ở đây. Ghi máy lại nếu còn dùng.',
    opening: 'Đang mở…',
  },
  en: {
    pin: 'PIN of the device',
    unlock: 'Unlock',
    wrong: (left: number) => `Wrong PIN. ${left} tries left, then the device is wiped.`,
    wiped: 'This device was wiped: nothing of anybody is left here. Enrol it again to go on.',
    opening: 'Opening…',
  },
})

type Fresh = { readonly csrf: string; readonly url: string; readonly isRedirected: boolean }

/** The token of the session as it is now; nothing without a line, or when nobody is signed in. */
async function fresh(address: string): Promise<Fresh | undefined> {
  try {
    const answer = await fetch(address, { credentials: 'same-origin', cache: 'no-store' })
    if (answer.status >= 500 || isSignIn(answer.url)) return undefined
    const page = new DOMParser().parseFromString(trusted.createHTML(await answer.text()), 'text/html')
    const csrf = page.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value
    return csrf === undefined ? undefined : { csrf, url: answer.url, isRedirected: answer.redirected }
  } catch {
    return undefined
  }
}

/** What the server answers, as JSON; nothing when it cannot be asked or refuses. */
export async function ask<T>(
  address: string,
  fields: Readonly<Record<string, string>>,
): Promise<T | undefined> {
  const page = await fresh(assistedLinks.home)
  if (!page) return undefined
  try {
    const body = new URLSearchParams({ ...fields, _csrf: page.csrf, request_id: crypto.randomUUID() })
    const answer = await fetch(address, { method: 'POST', body, credentials: 'same-origin' })
    const isJson = /json/.test(answer.headers.get('content-type') ?? '')
    return answer.ok && isJson ? ((await answer.json()) as T) : undefined
  } catch {
    return undefined
  }
}

export async function askHalf({ id, token }: Device, proof: string): Promise<Half> {
  return (await ask<Half>(assistedLinks.key(id), { token, proof })) ?? { outcome: 'away' }
}

/** Liên lạc: tells how far the numbers are, learns whether to wipe. Answers whether the device is still itself. */
export async function contact(device: Device): Promise<'active' | 'away' | 'wiped'> {
  const shown = { token: device.token, lastSlip: String(device.lastSlip) }
  const told = await ask<{ state: 'active' | 'wipe' }>(assistedLinks.contact(device.id), shown)
  if (!told) return 'away'
  if (told.state === 'active') {
    await noteContact(Date.now())
    return 'active'
  }
  await wipe()
  await ask(assistedLinks.contact(device.id), { ...shown, wiped: 'yes' })
  return 'wiped'
}

/** Sends one once. The same `id` goes every time, so a lost answer does no harm. Answers whether the server has it. */
export async function send(
  page: string,
  content: Content,
): Promise<'sent' | 'away' | { readonly refused: string }> {
  const { id = '', slip = '', fields, files } = content
  const device = await findDevice()
  const first = await fresh(`${page}?khoa=${encodeURIComponent(id)}`)
  if (!first || !device) return 'away'
  if (first.isRedirected) return 'sent'
  const body = new FormData()
  const own = {
    _csrf: first.csrf,
    request_id: id,
    _device: device.id,
    _token: device.token,
    _slip: slip,
    _done: 'yes',
  }
  for (const [name, value] of Object.entries(own)) body.append(name, value)
  for (const [name, value] of fields) body.append(name, value)
  for (const { name, file } of files) body.append(name, file)
  try {
    const answer = await fetch(page, { method: 'POST', body, credentials: 'same-origin' })
    if (answer.redirected) return isSignIn(answer.url) ? 'away' : 'sent'
    if (answer.status >= 500 || answer.status === 429) return 'away'
    const told = new DOMParser().parseFromString(trusted.createHTML(await answer.text()), 'text/html')
    const why = told.querySelector('.error-summary li, .notice-danger p:not(.notice-title)')?.textContent
    return { refused: why ?? String(answer.status) }
  } catch {
    return 'away'
  }
}

let isSending = false

/** Sends everything that is sealed, one after another. Answers how many the server took. */
export async function sendSealed({ privateKey }: Unlocked): Promise<number> {
  if (!privateKey || isSending) return 0
  isSending = true
  let sent = 0
  try {
    for (const sealed of await listSealed()) {
      const outcome = await sendOne(sealed, privateKey)
      if (outcome === 'away') break
      if (outcome === 'sent') sent += 1
    }
  } finally {
    isSending = false
  }
  const device = await findDevice()
  if (sent > 0 && device) await contact(device)
  return sent
}

async function sendOne(sealed: Sealed, privateKey: CryptoKey): Promise<'sent' | 'away' | 'refused'> {
  const outcome = await send(sealed.page, await openSealed(privateKey, sealed))
  if (outcome === 'away') return outcome
  if (outcome === 'sent') {
    await forgetSealed(sealed.id)
    return outcome
  }
  await noteRefused(sealed, outcome.refused)
  return 'refused'
}

type Box = {
  readonly device: Device
  readonly wrongPinsMax: number
  readonly lead: string
  readonly onOpen: (keys: Unlocked) => void
}

/** The box for the PIN. */
export function pinBox({ device, wrongPinsMax, lead, onOpen }: Box): HTMLElement {
  const input = make('input', {
    class: 'input input-medium',
    id: 'pin',
    type: 'password',
    inputmode: 'numeric',
    autocomplete: 'off',
    required: '',
  })
  const state = make('p', { role: 'status', class: 'hint' })
  const button = make('button', { class: 'button button-primary' }, words.unlock)
  const label = make('label', { class: 'label', for: 'pin' }, words.pin)
  const form = make(
    'form',
    { class: 'stack' },
    make('p', {}, lead),
    make('div', { class: 'field' }, label, input),
    button,
    state,
  )
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    button.disabled = true
    state.textContent = words.opening
    const opening = await unlock(input.value, { wrongPinsMax, ask: (proof) => askHalf(device, proof) })
    button.disabled = false
    input.value = ''
    if (opening.outcome === 'open') onOpen(opening.keys)
    else state.textContent = opening.outcome === 'wrong' ? words.wrong(opening.left) : words.wiped
  })
  return form
}
