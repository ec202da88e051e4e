/**
 * Runs on every page with islands: fetches their scripts once the page is painted. Fetched with the page, they would take the thin
 * line from the letters and styles by which it is read. A plain script, since it must run again in a page that is shown in place
 * of another, where no module does.
 */
const { islands = '' } = (document.currentScript as HTMLScriptElement).dataset

let isStarted = false

async function start(): Promise<void> {
  if (isStarted) return
  isStarted = true
  // An island that does not come leaves the page as it is, which works by itself.
  await Promise.allSettled(islands.split(' ').map((address) => import(address)))
  document.documentElement.dataset['awake'] = ''
}

/** A tab behind others is not painted; it does not wait for that. */
const paintedMsMax = 1_000

function afterPainting(): void {
  new PerformanceObserver((seen) => {
    if (seen.getEntriesByName('first-contentful-paint').length > 0) setTimeout(start)
  }).observe({ type: 'paint', buffered: true })
  setTimeout(start, paintedMsMax)
}

// Who acts before has them at once.
for (const act of ['pointerdown', 'keydown']) addEventListener(act, start, { once: true })
if (document.readyState === 'complete') afterPainting()
else addEventListener('load', afterPainting, { once: true })
