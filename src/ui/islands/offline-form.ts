/**
 * Keeps a form on the device while it is filled in, files included, and sends it once when there is a line. Without this
 * script the form is sent like any other.
 */
import { make, pageWords, startIslands } from '../island-runtime.ts'
import { startKeeping } from '../keeping-form.ts'
import { forget, keptBy, type SendingRules } from '../kept-forms.ts'
import { trusted } from '../trusted.ts'

export type Props = {
  /** Who fills it in: what another person left on this device is not shown. */
  readonly owner: string
  readonly title: string
  readonly how?: SendingRules
  /** What the form is part of; the page itself unless told. */
  readonly group?: string
  /** Says which state of the page the form shows. */
  readonly stamp?: number
  /** Values of buttons that may be pressed without a line; every button unless told. */
  readonly acts?: readonly string[]
  /** Where the person goes on after this page. */
  readonly next?: { readonly href: string; readonly title: string }
  /** The form holds what was not taken, to be sent once more if the person chooses it; a link `data-drops` chooses against it. */
  readonly isChoice?: boolean
  /** Address of the script that keeps the pages of this part on the device. */
  readonly worker?: string
  readonly scope?: string
  /** Pages to keep besides this one: the forms that a list leads to. */
  readonly pages?: readonly string[]
}

const words = pageWords({
  vi: { elsewhere: (count: number) => `${count} biên bản khác trên máy này chưa gửi:` },
  en: { elsewhere: (count: number) => `${count} more reports on this device have not been sent:` },
})

/** Addresses of scripts and style sheets in a page, and of the scripts that a script imports. */
function partsNamedIn(text: string): string[] {
  const named = text.matchAll(/(?:\/assets\/|["']\.\/)([\w.-]+\.(?:js|css))["']/g)
  return [...new Set([...named].map(([, name]) => `/assets/${name}`))]
}

/** Has the worker keep this page, what it is made of, and the pages it leads to. */
async function keepPages({ worker = '', scope = '', pages = [] }: Props): Promise<void> {
  if (!('serviceWorker' in navigator) || !navigator.onLine) return
  await navigator.serviceWorker.register(trusted.createScriptURL(worker), { scope, type: 'module' })
  await navigator.serviceWorker.ready
  if (!navigator.serviceWorker.controller)
    await new Promise((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
    })
  // Fonts and pictures of this page are known once it has them; the rest is named by what needs it.
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  const addresses = [location.pathname, ...pages, ...loaded.filter((path) => path.startsWith('/assets/'))]
  const asked = new Set(addresses)
  const keepOne = async (address: string): Promise<void> => {
    const answer = await fetch(address)
    if (!/html|javascript/.test(answer.headers.get('content-type') ?? '')) return
    const parts = partsNamedIn(await answer.text()).filter((part) => !asked.has(part))
    for (const part of parts) asked.add(part)
    await Promise.all(parts.map(keepOne))
  }
  await Promise.all(addresses.map(keepOne))
  document.documentElement.dataset['kept'] = 'yes'
}

async function start(element: HTMLElement, props: Props): Promise<void> {
  if (props.worker) void keepPages(props).catch(() => undefined)
  const form = element.querySelector<HTMLFormElement>('form[data-kept]')
  if (!form) return
  const key = await startKeeping(form, props)
  for (const link of element.querySelectorAll('a[data-drops]'))
    link.addEventListener('click', () => void forget(key))
  if (props.worker) await showOthers(form, props.owner, key)
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
