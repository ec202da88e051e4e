/**
 * The app's worker: opens pages where there is no line, and receives messages. It interferes as little as it can: it answers
 * for nothing but pages that a person opens, and for what they are made of only when the line is gone. A newer one waits until
 * the pages of the older are closed.
 */
import {
  assetsNamedIn,
  findCommon,
  findKept,
  forgetOthers,
  isPage,
  keepAnswer,
  keepAssets,
  keepCommon,
  keptListPath,
  lastContact,
  listKept,
  mayBeKept,
} from '../kept-pages.ts'
import { keptList, withSavedAt } from '../kept-words.ts'
import '../push-receiver.ts'

type WaitingEvent = { waitUntil(work: Promise<unknown>): void }
type Asked = WaitingEvent & { readonly request: Request; respondWith(answer: Promise<Response>): void }
type WorkerScope = {
  readonly clients: { claim(): Promise<void> }
  addEventListener(name: 'install' | 'activate', listen: (event: WaitingEvent) => void): void
  addEventListener(name: 'fetch', listen: (event: Asked) => void): void
}
const worker = globalThis as unknown as WorkerScope

/** So many days without a line kept pages are shown; set by the script that loads this one. */
const { keptPagesDays = 30 } = globalThis as { readonly keptPagesDays?: number }

/** So long is the network waited for where there is a kept page to show instead. */
const patienceMs = 4_000
const start = '/ung-dung/mo'
const inspections = '/lam-viec/hien-truong'
/** Inspections lead to their list; the app begins at the person's home, or at its own page. */
const insteadOf = (path: string): readonly string[] => {
  if (path === start) return ['/tai-khoan', '/ung-dung']
  return path.startsWith(`${inspections}/`) ? [inspections] : []
}

/** The last page that was opened did not come. */
let isLineDown = false

worker.addEventListener('install', (event) => event.waitUntil(keepListPage()))
// Pages that were open before there was any worker; a newer one finds none.
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, search, origin } = new URL(request.url)
  if (origin !== location.origin) return
  if (pathname === '/dang-xuat') return event.waitUntil(forgetOthers(''))
  if (request.method !== 'GET' || request.headers.has('range')) return
  if (request.mode === 'navigate') {
    if (pathname === '/dang-nhap') event.respondWith(leadToSignIn(request, pathname + search))
    else if (mayBeKept(pathname)) event.respondWith(openPage(event, pathname, search))
  } else if (pathname.startsWith('/assets/') && (isLineDown || !navigator.onLine))
    event.respondWith(findCommon(pathname).then((kept) => kept ?? fetch(request)))
})

/** Asked for as nobody: it is shown to whoever holds the device. */
async function keepListPage(): Promise<void> {
  const answer = await fetch(keptListPath, { credentials: 'omit' })
  const text = await answer.clone().text()
  await keepCommon(keptListPath, answer)
  await keepAssets(assetsNamedIn(text))
}

/** Whoever is led to sign in leaves nothing for the next; without a line nobody is led anywhere, and what is kept stays. */
async function leadToSignIn(request: Request, address: string): Promise<Response> {
  const answer = await fetch(request).catch(() => undefined)
  if (answer && !isDown(answer)) {
    await forgetOthers('')
    return answer
  }
  isLineDown = true
  return answer ?? showList(address, false)
}

async function openPage(event: Asked, path: string, search: string): Promise<Response> {
  if (path === keptListPath) return showList(undefined)
  const kept = isShut().then((shut) => (shut ? undefined : findAny([path + search, ...insteadOf(path)])))
  const asked = fetch(event.request).then(
    (answer) => {
      isLineDown = isDown(answer)
      event.waitUntil(noteAnswer(path + search, answer, answer.clone()).catch(() => undefined))
      return answer
    },
    () => 'no line' as const,
  )
  event.waitUntil(asked)
  const late = kept.then((found) => (found ? after(patienceMs) : new Promise<undefined>(() => undefined)))
  const answer = await Promise.race([asked, late])
  if (answer instanceof Response && !isDown(answer)) return answer
  const found = await kept
  if (!found && answer instanceof Response) return answer
  isLineDown = true
  const hasLine = answer !== 'no line'
  return found ? showKept(found, hasLine) : showList(path + search, hasLine)
}

/** A gate that stands before the portal and finds nobody behind it, or a portal that cannot answer now. */
const isDown = ({ status }: Response) => status >= 502 && status <= 504

const after = (ms: number) =>
  new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), ms)
  })

/**
 * A device that was away for so long may be in other hands. Nothing is forgotten for it: a clock that was set wrong would lose
 * what is needed most.
 */
async function isShut(): Promise<boolean> {
  const at = await lastContact()
  return at !== undefined && Date.now() - at > keptPagesDays * 86_400_000
}

async function findAny(addresses: readonly string[]): Promise<Response | undefined> {
  for (const address of addresses) {
    const found = await findKept(address)
    if (found) return found
  }
  return undefined
}

/**
 * Forgets what is not the page owner's, and keeps the page. What anybody may read is kept for a visitor only where it was kept
 * already: a page opened by a code would otherwise wait for whoever takes the device next.
 */
async function noteAnswer(address: string, { ok }: Response, copy: Response): Promise<void> {
  const owner = copy.headers.get('x-page-owner')
  if (owner !== null) await forgetOthers(owner)
  const isKept = owner !== null && ok && isPage(copy) && (owner !== '' || (await findKept(address)))
  if (isKept) await keepAnswer(owner, address, copy)
  else await copy.body?.cancel()
}

async function showKept(kept: Response, hasLine: boolean): Promise<Response> {
  if (kept.status !== 200 || !isPage(kept)) return kept
  const savedAt = kept.headers.get('x-saved-at') ?? ''
  const html = withSavedAt(await kept.text(), savedAt, hasLine)
  return new Response(html, { headers: kept.headers })
}

async function showList(missing: string | undefined, hasLine = true): Promise<Response> {
  const shut = await isShut()
  const own = shut ? undefined : await findKept(keptListPath)
  const template = own ?? (await findCommon(keptListPath))
  if (!template) return Response.error()
  const html = keptList(await template.text(), shut ? [] : await listKept(), {
    missing,
    hasLine,
    shutAfterDays: shut ? keptPagesDays : undefined,
  })
  return new Response(html, { status: missing ? 503 : 200, headers: template.headers })
}
