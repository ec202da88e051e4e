/** Runs in the browser: what was sent without a line goes when there is one, in order, by one window at a time. */
import { findKept, forget, type KeptForm, keptBy, type Listed, settle } from './kept-forms.ts'
import { keepAhead } from './kept-pages.ts'
import { type Sent, send } from './kept-sending.ts'

/** What became of one attempt. `null`: the form is not waiting any more, such as sent by another window. */
export type Told = { readonly key: string; readonly sent: Sent }

const firstWaitMs = 1_000
const mostWaitMs = 60_000
/** A server that asks for longer is asked again all the same, should the clock of the device have been turned. */
const longestAskedMs = 3_600_000

const listeners = new Set<(told: Told) => void>()
/** Other windows of this browser hear of it too. */
const windows = 'BroadcastChannel' in globalThis ? new BroadcastChannel('mot-cua-outbox') : undefined
windows?.addEventListener('message', ({ data }) => hear(data as Told))

const hear = (told: Told) => {
  for (const listen of listeners) listen(told)
}

/** Calls with every outcome on this device, in whichever window it was sent. */
export function onTold(listen: (told: Told) => void): void {
  listeners.add(listen)
}

/** Tells every window that what is kept has changed. */
export function tell(told: Told): void {
  hear(told)
  // The page of a refusal is for the window that sent it.
  const { html: _html, ...rest } = told.sent as Sent & { readonly html?: string }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of this origin alone
  windows?.postMessage({ key: told.key, sent: rest })
}

let owners: readonly string[] = []
let tries = 0
let timer: ReturnType<typeof setTimeout> | undefined
let isAskedAgain = false

/** Sends what these people have waiting, now and whenever there is a line again. */
export function startOutbox(...of: readonly string[]): void {
  const isFirst = owners.length === 0
  owners = [...new Set([...owners, ...of])]
  if (isFirst) {
    addEventListener('online', () => void wake())
    addEventListener('pageshow', () => void wake())
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void wake()
    })
  }
  void run()
}

/** Tries at once, as if nothing had been tried before; a server that asked not to be asked is let alone unless `isWanted`. */
export function wake(isWanted = false): Promise<void> {
  if (!isWanted && Date.now() < quietUntil() && Date.now() > quietUntil() - longestAskedMs)
    return Promise.resolve()
  tries = 0
  return run()
}

/** Until when the server asked not to be asked; other pages of this window keep to it as well. */
const quietKey = 'mot-cua-outbox-quiet'
const quietUntil = () => Number(sessionStorage.getItem(quietKey) ?? 0)

let running: Promise<void> | undefined

/** Whoever asks while it runs waits until everything has been looked at once more. */
function run(): Promise<void> {
  if (running) isAskedAgain = true
  running ??= runOnce().finally(() => {
    running = undefined
  })
  return running
}

async function runOnce(): Promise<void> {
  clearTimeout(timer)
  do {
    isAskedAgain = false
    await alone(sendAll)
  } while (isAskedAgain)
}

/** One window sends; another looks again when its turn would come. */
async function alone(work: () => Promise<number | undefined>): Promise<void> {
  const wait = navigator.locks
    ? await navigator.locks.request('mot-cua-outbox', { ifAvailable: true }, (lock) =>
        lock ? work() : firstWaitMs,
      )
    : await work()
  if (wait !== undefined) timer = setTimeout(() => void run(), wait)
}

/** Everything that can go; answers with how long to wait before what could not. */
async function sendAll(): Promise<number | undefined> {
  const held = new Set<string>()
  for (const owner of owners) {
    for (;;) {
      const next = nextOf(await keptBy(owner), held)
      const form = next && (await findKept(next.key))
      if (!form) break
      const sent = await send(form)
      await finish(form, sent)
      if (sent.outcome === 'noLine' || sent.outcome === 'busy')
        return later(sent.outcome === 'busy' ? sent.seconds : 0)
      if (sent.outcome === 'signedOut') break
      if (sent.outcome === 'failed') held.add(form.group)
    }
  }
  if (held.size > 0) return later()
  tries = 0
  return undefined
}

/** The first that waits, unless an earlier part of the same thing waits for the person or failed just now. */
function nextOf(all: readonly Listed[], held: ReadonlySet<string>): Listed | undefined {
  const stopped = new Set(held)
  for (const one of all) {
    // What is sent last and was refused waits for its parts to be mended, so it stops none of them.
    const isRefused = one.state === 'attention' && !one.how.tells
    if (isRefused || (one.state === 'typed' && one.order > 0)) stopped.add(one.group)
    else if (one.state === 'queued' && !stopped.has(one.group)) return one
  }
  return undefined
}

/** Full jitter over a window that doubles, and not before the server wants it. */
function later(seconds = 0): number {
  tries += 1
  const window = Math.min(mostWaitMs, firstWaitMs * 2 ** tries)
  const wait = firstWaitMs + Math.random() * (window - firstWaitMs)
  const asked = Math.min(seconds * 1000, longestAskedMs)
  if (asked > 0) sessionStorage.setItem(quietKey, String(Date.now() + asked))
  return Math.max(wait, asked)
}

async function finish(form: KeptForm, sent: Sent): Promise<void> {
  const { overwrites, tells } = form.how
  if (sent.outcome === 'sent') {
    const isSettled = await settle(form, { state: 'sent', to: sent.to, withoutAnswers: true })
    // Of what can be looked at nowhere else the address stays; of a page that may be open here still, that it went.
    if (isSettled && !tells && !overwrites) await forget(form.key)
    // The page that is kept for when there is no line is older than what was sent from it.
    if (overwrites && navigator.serviceWorker?.controller)
      void keepAhead(form.page, form.owner).catch(() => undefined)
  } else if (sent.outcome === 'refused') {
    const { status, to = form.page } = sent
    // A draft keeps what is wrong as it was typed: the server has it.
    await settle(form, {
      state: 'attention',
      status,
      to,
      withoutAnswers: status === 422 && overwrites === true,
    })
  }
  tell({ key: form.key, sent })
}
