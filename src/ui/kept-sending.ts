/** Runs in the browser: sends one kept form, once. */
import type { KeptForm } from './kept-forms.ts'
import { isSignIn } from './sign-in-address.ts'
import { trusted } from './trusted.ts'
import { goesInParts, NotTaken, upload } from './uploading.ts'

export type Sent =
  /** The server has it; its page is at this address. */
  | { readonly outcome: 'sent'; readonly to: string }
  /** The server has looked at it and the person must do something: its page, or where to go. */
  | { readonly outcome: 'refused'; readonly status: number; readonly html?: string; readonly to?: string }
  | { readonly outcome: 'signedOut' }
  | { readonly outcome: 'noLine' }
  /** The server is there and cannot take it now; it may say when to ask again. */
  | { readonly outcome: 'busy'; readonly seconds?: number | undefined }
  /** The server fails on this one; others may pass. */
  | { readonly outcome: 'failed' }

/** Tells whose session this is, with the token of its forms. */
export const sessionAddress = '/tai-khoan/hop-gui/phien'
/** How long a server may say nothing, and how slow a line may be. */
const patienceMs = 15_000
const slowestBytesPerMs = 12

/** What the page knows of the session; asked for where it does not, or where that no longer holds. */
const tokens = new Map<string, string>()

/** The form of a page brings the token of its viewer along. */
export function rememberToken(owner: string, token: string): void {
  tokens.set(owner, token)
}

/**
 * Sends a kept form once: the same `requestId` goes every time, so a lost answer does no harm. It goes in the session of whoever
 * filled it in and in no other; what a visitor wrote goes without any session.
 */
export async function send(form: KeptForm): Promise<Sent> {
  try {
    if (form.how.newest) return await sendNewest(form)
    if (form.owner === '') return await post(form, [])
    const known = tokens.get(form.owner)
    if (known !== undefined) {
      const sent = await post(form, [['_csrf', known]]).catch(asSent)
      // A page that was open for long has a token of a session that is over.
      if (!(sent.outcome === 'refused' && sent.status === 403)) return sent
    }
    const token = await askToken(form.owner)
    if (typeof token !== 'string') return token
    tokens.set(form.owner, token)
    return await post(form, [['_csrf', token]])
  } catch (thrown) {
    return thrown instanceof NotTaken ? asSent(thrown).catch(() => noLine) : noLine
  }
}

function asSent(thrown: unknown): Promise<Sent> {
  if (!(thrown instanceof NotTaken)) throw thrown
  const { answer } = thrown
  // What was swept is sent from its beginning next time; a file that is not taken is for the person to see to.
  if (answer.status === 404 || answer.status === 409) return Promise.resolve(noLine)
  if (answer.status === 413 || answer.status === 415 || answer.status === 422)
    return Promise.resolve({ outcome: 'refused', status: 415 })
  return read(answer)
}

const noLine = { outcome: 'noLine' } as const

async function askToken(owner: string): Promise<string | Sent> {
  const answer = await ask(sessionAddress)
  if (!answer.ok) return unavailable(answer)
  const session = (await answer.json()) as { readonly owner: string; readonly token: string }
  return session.owner === owner ? session.token : { outcome: 'signedOut' }
}

/** The page is asked for first: it has the version of the matter as it is now, or is not there any more. */
async function sendNewest(form: KeptForm): Promise<Sent> {
  const address = `${form.page}?khoa=${encodeURIComponent(form.requestId)}`
  const fresh = await ask(address)
  if (fresh.status >= 500 || fresh.status === 429) return unavailable(fresh)
  if (fresh.redirected) return leadsTo(fresh.url)
  if (fresh.headers.get('x-page-owner') !== form.owner) return { outcome: 'signedOut' }
  const html = await fresh.text()
  const hidden = new DOMParser()
    .parseFromString(trusted.createHTML(html), 'text/html')
    .querySelectorAll<HTMLInputElement>('form[data-kept] input[type="hidden"]')
  // The form is not there any more: the step is over, or in other hands. The page says which.
  if (hidden.length === 0) return { outcome: 'refused', status: 409, html }
  const sent = await post(
    form,
    [...hidden].map(({ name, value }) => [name, value] as const),
  )
  if (sent.outcome !== 'refused') return sent
  // It may be refused because it is there already: sent by another window, or by an attempt whose answer was lost.
  const again = await ask(address)
  return again.redirected ? leadsTo(again.url) : sent
}

const ask = (address: string) =>
  fetch(address, {
    credentials: 'same-origin',
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  })

/** A form that was taken leads on to another page, one that nobody is signed in for to the sign-in. */
function leadsTo(url: string): Sent {
  return isSignIn(url) ? { outcome: 'signedOut' } : { outcome: 'sent', to: url }
}

function unavailable(answer: Response): Sent {
  if (answer.status === 401) return { outcome: 'signedOut' }
  const seconds = Number(answer.headers.get('retry-after')) || undefined
  return answer.status === 429 || answer.status === 503 ? { outcome: 'busy', seconds } : { outcome: 'failed' }
}

async function post(form: KeptForm, own: readonly (readonly [string, string])[]): Promise<Sent> {
  const body = new FormData()
  const first = new Map([...own, ['request_id', form.requestId]] as const)
  for (const [name, value] of first) body.append(name, value)
  for (const [name, value] of Object.entries(form.how.extra ?? {})) body.append(name, value)
  for (const [name, value] of form.fields) if (!first.has(name)) body.append(name, value)
  const bytes = await appendFiles(body, form, own)
  const answer = await fetch(form.action, {
    method: 'POST',
    body,
    credentials: form.owner === '' ? 'omit' : 'same-origin',
    // Asks to be told where a person would be led, so that what was done and what was not is never taken for one another.
    headers: { 'x-outbox': '1' },
    signal: AbortSignal.timeout(patienceMs + bytes / slowestBytesPerMs),
  })
  return read(answer)
}

/** Small files go with the form, large ones before it; answers with the bytes that go with it. */
async function appendFiles(
  body: FormData,
  form: KeptForm,
  own: readonly (readonly [string, string])[],
): Promise<number> {
  const all = form.files.reduce((sum, { file }) => sum + file.size, 0)
  let before = 0
  let within = 0
  for (const { name, file } of form.files) {
    if (goesInParts(file)) {
      const id = await upload(file, {
        // The same picture of the same person need not be sent twice; a visitor is known by this form alone.
        key: form.owner === '' ? form.requestId : 'own-file',
        own: own.filter(([field]) => field === '_csrf'),
        credentials: form.owner === '' ? 'omit' : 'same-origin',
        onProgress: (sent) => tellProgress(form.key, Math.round(((before + sent) / all) * 100)),
      })
      body.append(`_upload.${name}`, id)
    } else {
      body.append(name, file)
      within += file.size
    }
    before += file.size
  }
  return within
}

const watchers = new Set<(key: string, percent: number) => void>()
/** Calls with how much of a form's files has gone. */
export const onProgress = (watch: (key: string, percent: number) => void) => watchers.add(watch)
const tellProgress = (key: string, percent: number) => {
  for (const watch of watchers) watch(key, percent)
}

async function read(answer: Response): Promise<Sent> {
  if (answer.headers.get('content-type')?.startsWith('application/json')) {
    const { to, isDone } = (await answer.json()) as { readonly to: string; readonly isDone: boolean }
    return isDone ? { outcome: 'sent', to } : { outcome: 'refused', status: 0, to }
  }
  // Something between here and the server has answered.
  if (!answer.headers.has('x-request-id')) return { outcome: answer.status >= 500 ? 'busy' : 'noLine' }
  if (answer.status >= 500 || answer.status === 429 || answer.status === 401) return unavailable(answer)
  if (answer.redirected) return { outcome: 'refused', status: 0, to: answer.url }
  return { outcome: 'refused', status: answer.status, html: await answer.text() }
}
