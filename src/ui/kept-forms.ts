/** Runs in the browser: forms kept on the device until the server has them, photos included. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { isSignIn } from './sign-in-address.ts'
import { trusted } from './trusted.ts'

export type KeptForm = {
  /** Which form of which person: `<person> <address of the form>`. */
  readonly key: string
  readonly owner: string
  /** Address of the page with the form, and what to call it in a list. */
  readonly page: string
  readonly title: string
  /** Makes one act of however many attempts to send. */
  readonly requestId: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly files: readonly { readonly name: string; readonly file: File }[]
  readonly savedAt: number
  /** The person has pressed send; it goes as soon as there is a line. */
  readonly isQueued: boolean
}

type Schema = DBSchema & {
  forms: { key: string; value: KeptForm; indexes: { owner: string } }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('mot-cua', 1, {
    upgrade(db) {
      db.createObjectStore('forms', { keyPath: 'key' }).createIndex('owner', 'owner')
    },
  })
  return opened
}

export async function keep(form: KeptForm): Promise<void> {
  await (await database()).put('forms', form)
}

export async function findKept(key: string): Promise<KeptForm | undefined> {
  return (await database()).get('forms', key)
}

export async function keptBy(owner: string): Promise<readonly KeptForm[]> {
  return (await database()).getAllFromIndex('forms', 'owner', owner)
}

export async function forget(key: string): Promise<void> {
  await (await database()).delete('forms', key)
}

export type Sent =
  /** The server has it; its page is at this address. */
  | { readonly outcome: 'sent'; readonly url: string }
  /** The server has looked at it and wants something mended: its page, to be shown. */
  | { readonly outcome: 'refused'; readonly html: string }
  | { readonly outcome: 'noLine' }
  | { readonly outcome: 'signedOut' }

/**
 * Sends a kept form once. The page is asked for first: it carries the token of the session and the version of the matter
 * as they are now, which may not be those under which the form was filled in; and a server that has this form already says
 * so by leading on. The same `requestId` goes every time, so a lost answer does no harm.
 */
export async function send(form: KeptForm): Promise<Sent> {
  try {
    const address = `${form.page}?khoa=${encodeURIComponent(form.requestId)}`
    const fresh = await fetch(address, { credentials: 'same-origin', cache: 'no-store' })
    if (fresh.headers.has('x-from-device') || fresh.status >= 500) return { outcome: 'noLine' }
    if (fresh.redirected) return whereTo(fresh.url)
    const html = await fresh.text()
    const hidden = new DOMParser()
      .parseFromString(trusted.createHTML(html), 'text/html')
      .querySelectorAll<HTMLInputElement>('form[data-kept] input[type="hidden"]')
    // The form is not there any more: the step is over, or in other hands. The page says which.
    if (hidden.length === 0) return { outcome: 'refused', html }
    const body = new FormData()
    const newest = new Map([...hidden].map(({ name, value }) => [name, value]))
    newest.set('request_id', form.requestId)
    for (const [name, value] of newest) body.append(name, value)
    for (const [name, value] of form.fields) if (!newest.has(name)) body.append(name, value)
    for (const { name, file } of form.files) body.append(name, file)
    const answer = await fetch(form.page, { method: 'POST', body, credentials: 'same-origin' })
    if (answer.redirected) return whereTo(answer.url)
    if (answer.status >= 500 || answer.status === 429) return { outcome: 'noLine' }
    // It may be refused because it is there already: sent by another window, or by an attempt whose answer was lost.
    const again = await fetch(address, { credentials: 'same-origin', cache: 'no-store' })
    if (again.redirected) return whereTo(again.url)
    return { outcome: 'refused', html: await answer.text() }
  } catch {
    return { outcome: 'noLine' }
  }
}

/** A form that was taken leads on to another page, one that nobody is signed in for to the sign-in. */
function whereTo(url: string): Sent {
  return isSignIn(url) ? { outcome: 'signedOut' } : { outcome: 'sent', url }
}
