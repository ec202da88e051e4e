/**
 * The worker of helpers, for the addresses below theirs, where it stands before that of the app: asks the network first and keeps what it answers; without a
 * line gives what was kept, marked as such. Loaded by a script at the address of the part it serves.
 */
import { isSignIn } from '#ui/sign-in-address.ts'

type WorkerScope = {
  readonly registration: { readonly scope: string }
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(name: 'install' | 'activate', listen: (event: WaitingEvent) => void): void
  addEventListener(name: 'fetch', listen: (event: WaitingEvent & Asked) => void): void
}
type WaitingEvent = { waitUntil(work: Promise<unknown>): void }
type Asked = { readonly request: Request; respondWith(answer: Promise<Response>): void }

const worker = globalThis as unknown as WorkerScope
/** Kept pages belong to one person: the name goes on with theirs. */
const pages = 'ho-tro-pages '
const assets = 'ho-tro-assets'

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(fromStoreFirst(request))
  else if (request.url.startsWith(worker.registration.scope)) event.respondWith(fromNetworkFirst(request))
})

/** Assets never change under one address. */
async function fromStoreFirst(request: Request): Promise<Response> {
  const store = await caches.open(assets)
  const known = await store.match(request.url)
  if (known) return known
  const answer = await fetch(request)
  if (answer.ok) await store.put(request.url, answer.clone())
  return answer
}

async function fromNetworkFirst(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  try {
    const answer = await fetch(request)
    const owner = pages + (answer.headers.get('x-page-owner') ?? '')
    // Led to the sign-in: nobody's pages stay for the next person. Where a browser goes by itself, only that is led away.
    if (isSignIn(answer.url || request.url) || answer.type === 'opaqueredirect') await forgetPages()
    else if (answer.ok && !answer.redirected) {
      await forgetPages(owner)
      await (await caches.open(owner)).put(pathname, answer.clone())
    }
    return answer
  } catch (thrown) {
    const known = (await keptPage(pathname)) ?? (await keptPage(new URL(worker.registration.scope).pathname))
    if (!known) throw thrown
    const headers = new Headers(known.headers)
    headers.set('x-from-device', 'yes')
    return new Response(await known.blob(), { status: 200, headers })
  }
}

/** Forgets the pages of everybody but this one. */
async function forgetPages(except?: string): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(pages) && name !== except)
  await Promise.all(names.map((name) => caches.delete(name)))
}

const keptPage = async (pathname: string): Promise<Response | undefined> => {
  const own = (await caches.keys()).find((name) => name.startsWith(pages))
  return own ? (await caches.open(own)).match(pathname) : undefined
}
