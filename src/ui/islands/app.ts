/**
 * On every page for citizens: puts the app's worker to work when the page is there and the line is idle, and keeps ahead what
 * the person will want without a line. Nothing of it is needed to use the page.
 */
import { registerApp, workerStands } from '../app-registration.ts'
import { startIslands } from '../island-runtime.ts'
import { ask, assetsNamedIn, findKept, forgetOthers, keepAhead, keepAssets } from '../kept-pages.ts'

type Props = { readonly owner: string }
type Wanted = {
  readonly pages: readonly { readonly path: string; readonly title?: string; readonly isEssential?: true }[]
}
type Connection = { readonly saveData?: boolean; readonly effectiveType?: string }

const wantedPath = '/ung-dung/can-luu'
const askedKey = 'app-asked'
const againAfterMs = 10 * 60_000
/** What was kept less than this ago is not asked for again. */
const freshMs = 60 * 60_000

const line = (navigator as { connection?: Connection }).connection
const isDear = Boolean(line?.saveData) || /2g/.test(line?.effectiveType ?? '')
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
  if (owner !== '' || isInstalled) await keepWanted(owner, isFirst)
  document.documentElement.dataset['kept'] = 'yes'
}

/** One after the other, so that whatever the person does next comes first; the first that fails ends it. */
async function keepWanted(owner: string, isFirst: boolean): Promise<void> {
  const [whose, at] = (localStorage.getItem(askedKey) ?? '').split('|')
  if (!isFirst && whose === owner && Date.now() - Number(at) < againAfterMs) return
  const answer = await ask(wantedPath)
  const { pages } = (await answer.json()) as Wanted
  if (isFirst) await keepAhead(location.pathname + location.search, owner)
  for (const { path, title, isEssential } of pages) {
    if (isDear && !isEssential) continue
    const savedAt = (await findKept(path))?.headers.get('x-saved-at')
    if (savedAt && Date.now() - Date.parse(savedAt) < freshMs) continue
    await keepAhead(path, owner, title)
  }
  localStorage.setItem(askedKey, `${owner}|${Date.now()}`)
}

const idle = (work: () => void) =>
  'requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 3_000 }) : setTimeout(work, 1_000)

startIslands<Props>('app', (_element, props) => {
  const begin = () => idle(() => void start(props).catch(() => undefined))
  if (document.readyState === 'complete') begin()
  else addEventListener('load', begin, { once: true })
})
