/**
 * On every page for citizens: puts the app's worker to work when the page is there and the line is idle, and keeps ahead what
 * the person will want without a line. Nothing of it is needed to use the page.
 */
import { registerApp, workerStands } from '../app-registration.ts'
import { askToPersist } from '../device-room.ts'
import { make, startIslands } from '../island-runtime.ts'
import { assetsNamedIn, forgetOthers, keepAhead, keepAssets } from '../kept-pages.ts'
import { isDear, keepWanted } from '../wanted-pages.ts'

type Props = { readonly owner: string }

const isInstalled = matchMedia('(display-mode: standalone)').matches

async function start({ owner }: Props): Promise<void> {
  // A page that was kept says nothing of who is there now.
  if (document.documentElement.dataset['savedAt'] || !('serviceWorker' in navigator)) return
  await forgetOthers(owner)
  if (isDear && owner === '' && !isInstalled) return
  const isFirst = !navigator.serviceWorker.controller
  await registerApp()
  await workerStands()
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  await keepAssets([
    ...loaded.filter((path) => path.startsWith('/assets/')),
    ...assetsNamedIn(document.head.innerHTML),
  ])
  if (owner !== '' || isInstalled) {
    if (isFirst) await keepAhead(location.pathname + location.search, owner)
    await keepWanted(owner, isFirst)
  }
  // Of an app on the home screen browsers keep it without asking the person.
  if (isInstalled) await askToPersist()
  document.documentElement.dataset['kept'] = 'yes'
}

const idle = (work: () => void) =>
  'requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 3_000 }) : setTimeout(work, 1_000)

/** Fetched only where there is a voice to read with. */
async function offerReading(): Promise<void> {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[data-read-aloud]')]
  if (buttons.length === 0 || !('speechSynthesis' in window)) return
  const { offerReading: offer } = await import('../read-aloud.ts')
  offer(buttons)
}

/** Fetched only where something was ever kept to be sent. */
async function askToSignIn({ owner }: Props): Promise<void> {
  if (owner !== '' || document.querySelector('[data-island="outbox-list"]')) return
  const databases = (await indexedDB.databases?.()) ?? []
  if (!databases.some(({ name }) => name === 'mot-cua')) return
  const { signInToSend } = await import('../sign-in-to-send.ts')
  const said = await signInToSend()
  if (said.length > 0)
    document
      .querySelector('main')
      ?.before(make('div', { class: 'outbox-note', role: 'status' }, make('div', { class: 'wrap' }, ...said)))
}

startIslands<Props>('app', (_element, props) => {
  const begin = () =>
    idle(() => {
      void start(props).catch(() => undefined)
      void offerReading().catch(() => undefined)
      void askToSignIn(props).catch(() => undefined)
    })
  if (document.readyState === 'complete') begin()
  else addEventListener('load', begin, { once: true })
})
