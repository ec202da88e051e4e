/**
 * Runs in pages and in the app's worker: pages kept on the device, for when there is no line. They are one person's at a time;
 * whoever comes next finds none of them. A body is read whole before a store is opened: one that comes over a silent line
 * would hold the store shut for everybody.
 */

const prefix = 'pages-3 '
const storeOf = (owner: string) => prefix + owner
/** What pages are made of, and the page for when nothing else is there: nobody's in particular. */
const common = 'common-1'

/** The page that tells what is kept; the worker writes it. */
export const keptListPath = '/ngoai-tuyen'

/** More than the pages that are asked for ahead: the oldest go first, and what is most needed is kept first. */
const pagesMax = 120
const assetsMax = 160
const keptBytesMax = 20_000_000
const bodyBytesMax = 2_000_000
/** The map's own library comes with a map that needs a line anyway. */
const assetBytesMax = 300_000
const patienceMs = 20_000

/**
 * Parts of which nothing is kept: the office, but for its inspections; sign-in; what programs ask; other people's devices; slips
 * of people who were helped.
 */
const isApart =
  /^\/(lam-viec(?!\/hien-truong)|quan-tri|api|x-road|scim|open311|assets|healthz|dang-nhap|dinh-danh|muc-xac-thuc|chon-vi-tri|tuy-chon|thanh-toan|danh-gia|man-hinh|may-danh-gia|ho-tro\/phieu)(\/|$)/
export const mayBeKept = (path: string): boolean => !isApart.test(path)

export type KeptEntry = { readonly address: string; readonly title: string; readonly savedAt: string }

/** Forgets the pages of everybody but this one, with what an earlier worker kept, and makes room for theirs. */
export async function forgetOthers(owner: string): Promise<void> {
  const names = (await caches.keys()).filter((name) => name !== common && name !== storeOf(owner))
  await Promise.all(names.map((name) => caches.delete(name)))
  await caches.open(storeOf(owner))
}

/** Keeps an answer as it is now, unless somebody else has come meanwhile. */
export async function keepAnswer(
  owner: string,
  address: string,
  answer: Response,
  title?: string,
): Promise<void> {
  const body = await answer.arrayBuffer()
  if (body.byteLength > bodyBytesMax || !(await caches.has(storeOf(owner)))) return
  const headers = headersOf(answer)
  headers.set('x-saved-at', new Date().toISOString())
  headers.set('x-saved-bytes', String(body.byteLength))
  headers.set('x-saved-title', encodeURIComponent(title ?? titleOf(body)))
  const store = await caches.open(storeOf(owner))
  await store.put(address, new Response(body, { headers }))
  await dropOldest(store, pagesMax)
}

function headersOf({ headers }: Response): Headers {
  const own = new Headers(headers)
  for (const name of ['content-encoding', 'content-length', 'set-cookie']) own.delete(name)
  return own
}

/** `Ví giấy tờ – Bình Thuận` without the province. */
function titleOf(body: ArrayBuffer): string {
  const [, title = ''] = /<title>([^<]*)<\/title>/.exec(new TextDecoder().decode(body)) ?? []
  const plain = title.replace(/&(amp|lt|gt|quot);/g, (_whole, name: string) => plainLetters[name] ?? '')
  return plain.replace(/ – [^–]*$/, '')
}
const plainLetters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** A store gives its entries in the order in which they were last put. */
async function dropOldest(store: Cache, most: number): Promise<void> {
  const [keys, answers] = await Promise.all([store.keys(), store.matchAll()])
  let bytes = 0
  for (let at = keys.length - 1; at >= 0; at--) {
    const [key, answer] = [keys[at], answers[at]]
    bytes += Number(answer?.headers.get('x-saved-bytes') ?? 0)
    if (key && (keys.length - at > most || bytes > keptBytesMax)) await store.delete(key)
  }
}

async function ownStore(): Promise<Cache | undefined> {
  const name = (await caches.keys()).find((one) => one.startsWith(prefix))
  return name === undefined ? undefined : caches.open(name)
}

/** When a page of this person last came; nothing where there is none, or where the pages are nobody's in particular. */
export async function lastContact(): Promise<number | undefined> {
  const name = (await caches.keys()).find((one) => one.startsWith(prefix) && one !== prefix)
  if (name === undefined) return undefined
  const store = await caches.open(name)
  for (const key of (await store.keys()).toReversed()) {
    const savedAt = (await store.match(key))?.headers.get('x-saved-at')
    if (savedAt) return Date.parse(savedAt)
  }
  return undefined
}

/** The page as it was last seen; what a query asks of it is better than nothing. */
export async function findKept(address: string): Promise<Response | undefined> {
  const store = await ownStore()
  return (await store?.match(address)) ?? store?.match(address.replace(/\?.*$/, ''))
}

/** What is kept, the newest first. */
export async function listKept(): Promise<readonly KeptEntry[]> {
  const store = await ownStore()
  if (!store) return []
  const [keys, answers] = await Promise.all([store.keys(), store.matchAll()])
  const entries: KeptEntry[] = []
  for (const [index, { url }] of keys.entries()) {
    const headers = answers[index]?.headers
    const { pathname, search } = new URL(url)
    const title = decodeURIComponent(headers?.get('x-saved-title') ?? '')
    if (!title || pathname === keptListPath) continue
    entries.unshift({ address: pathname + search, title, savedAt: headers?.get('x-saved-at') ?? '' })
  }
  return entries
}

/** A style sheet, script, font or picture that a page is made of, or the page for when nothing else is there. */
export async function findCommon(path: string): Promise<Response | undefined> {
  return (await caches.open(common)).match(path)
}

export async function keepCommon(path: string, answer: Response): Promise<void> {
  const body = await answer.arrayBuffer()
  if (!answer.ok || body.byteLength > assetBytesMax) return
  const store = await caches.open(common)
  await store.put(path, new Response(body, { headers: headersOf(answer) }))
  await dropOldest(store, assetsMax)
}

/** Addresses of style sheets, scripts and icons in a page, and of the scripts that a script imports. */
export function assetsNamedIn(text: string): readonly string[] {
  const named = text.matchAll(/(?:\/assets\/|["']\.\/)([\w.-]+\.(?:js|css|svg|woff2))["')\s]/g)
  return [...new Set([...named].map(([, name]) => `/assets/${name}`))]
}

/** Has these assets on the device, and what they import; those that are there are not asked for again. */
export async function keepAssets(paths: readonly string[]): Promise<void> {
  for (const path of new Set(paths)) {
    if (await findCommon(path)) continue
    const answer = await ask(path, 'force-cache')
    const imported = path.endsWith('.js') ? assetsNamedIn(await answer.clone().text()) : []
    await keepCommon(path, answer)
    await keepAssets(imported.filter((one) => one !== path))
  }
}

/** An answer that must come, body and all, within some seconds. */
export function ask(path: string, cache: RequestCache = 'default'): Promise<Response> {
  const end = new AbortController()
  setTimeout(() => end.abort(), patienceMs)
  return fetch(path, { cache, signal: end.signal })
}

/**
 * Keeps a page or file of this person with what it is made of, as if it had been visited. `owner` may be
 * left out where the page itself says whose it is.
 */
export async function keepAhead(path: string, owner?: string, title?: string): Promise<void> {
  const answer = await ask(path)
  const whose = answer.headers.get('x-page-owner') ?? owner
  if (!answer.ok || whose === undefined || (owner !== undefined && whose !== owner)) return
  if (owner === undefined) await forgetOthers(whose)
  const text = isPage(answer) ? await answer.clone().text() : ''
  if (answer.redirected) await keepWay(whose, path, answer.url)
  const { pathname, search } = new URL(answer.url)
  if (mayBeKept(pathname)) await keepAnswer(whose, pathname + search, answer, title)
  await keepAssets(assetsNamedIn(text))
}

/** Where an address led. */
async function keepWay(owner: string, from: string, to: string): Promise<void> {
  if (!(await caches.has(storeOf(owner)))) return
  await (await caches.open(storeOf(owner))).put(
    from,
    new Response(null, { status: 303, headers: { location: to } }),
  )
}

export const isPage = ({ headers }: Response): boolean =>
  (headers.get('content-type') ?? '').startsWith('text/html')

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
/** A slow or dear line brings only what is essential. */
export const isDear = Boolean(line?.saveData) || /2g/.test(line?.effectiveType ?? '')

/** The form that the person is at: one begun since has pages of its own, and an answer may bring up more of them. */
const formHere = () => (document.querySelector('form[data-kept]') ? location.pathname : '')

/**
 * Keeps ahead what the modules name, unless that was done lately; `isNow` does it in any case, and `under` only what is below
 * that address. Throws when a page does not come.
 */
export async function keepWanted(owner: string, isNow: boolean, under?: string): Promise<void> {
  const [whose, at, last = ''] = (localStorage.getItem(askedKey) ?? '').split('|')
  const isLate = whose !== owner || Date.now() - Number(at) >= againAfterMs || Date.now() < Number(at)
  const isOther = formHere() !== '' && formHere() !== last
  if (!isNow && !isLate && !isOther) return
  const answer = await ask(wantedPath)
  const { pages } = (await answer.json()) as Wanted
  // One after the other, so that whatever the person does next comes first; the first that fails ends it.
  for (const { path, title, isEssential } of pages) {
    if ((isDear && !isEssential) || (under !== undefined && !path.startsWith(under))) continue
    const savedAt = (await findKept(path))?.headers.get('x-saved-at')
    const age = savedAt ? Date.now() - Date.parse(savedAt) : freshMs
    if (age >= 0 && age < freshMs) continue
    await keepAhead(path, owner, title)
  }
  if (under === undefined) localStorage.setItem(askedKey, `${owner}|${Date.now()}|${formHere()}`)
}
