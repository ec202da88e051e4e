/** Runs in pages: keeps ahead what the modules name (`keptPages`), so that it is there when the line is gone. */
import { ask, findKept, keepAhead } from './kept-pages.ts'

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

/** Asks for them unless they were asked for lately; `isNow` asks in any case. Throws when a page does not come. */
export async function keepWanted(owner: string, isNow: boolean): Promise<void> {
  const [whose, at, last = ''] = (localStorage.getItem(askedKey) ?? '').split('|')
  const isLate = whose !== owner || Date.now() - Number(at) >= againAfterMs || Date.now() < Number(at)
  const isOther = formHere() !== '' && formHere() !== last
  if (!isNow && !isLate && !isOther) return
  const answer = await ask(wantedPath)
  const { pages } = (await answer.json()) as Wanted
  // One after the other, so that whatever the person does next comes first; the first that fails ends it.
  for (const { path, title, isEssential } of pages) {
    if (isDear && !isEssential) continue
    const savedAt = (await findKept(path))?.headers.get('x-saved-at')
    const age = savedAt ? Date.now() - Date.parse(savedAt) : freshMs
    if (age >= 0 && age < freshMs) continue
    await keepAhead(path, owner, title)
  }
  localStorage.setItem(askedKey, `${owner}|${Date.now()}|${formHere()}`)
}
