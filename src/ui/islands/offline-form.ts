/**
 * Keeps a form on the device while it is filled in, files included, and sends it once when there is a line. Without this
 * script the form is sent like any other.
 */
import { registerApp, workerStands } from '../app-registration.ts'
import { make, pageWords, startIslands } from '../island-runtime.ts'
import { startKeeping } from '../keeping-form.ts'
import { forget, keptBy, type SendingRules } from '../kept-forms.ts'
import { keepAhead, keepAssets } from '../kept-pages.ts'

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
  /** The page itself is to be kept, for whoever fills it in where there is no line. */
  readonly keepsPages?: boolean
  /** Pages to keep besides this one: the forms that a list leads to. */
  readonly pages?: readonly string[]
}

const words = pageWords({
  vi: { elsewhere: (count: number) => `${count} biên bản khác trên máy này chưa gửi:` },
  en: { elsewhere: (count: number) => `${count} more reports on this device have not been sent:` },
})

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
  if (props.keepsPages) void keepPages(props).catch(() => undefined)
  const form = element.querySelector<HTMLFormElement>('form[data-kept]')
  if (!form) return
  const key = await startKeeping(form, props)
  for (const link of element.querySelectorAll('a[data-drops]'))
    link.addEventListener('click', () => void forget(key))
  if (props.keepsPages) await showOthers(form, props.owner, key)
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
