/**
 * Runs on every page with islands: fetches their scripts once the page is painted. Fetched with the page, they would take the thin
 * line from the letters and styles by which it is read. A plain script, since it must run again in a page that is shown in place
 * of another, where no module does.
 */
const { islands = '' } = (document.currentScript as HTMLScriptElement).dataset

async function start(): Promise<void> {
  // An island that does not come leaves the page as it is, which works by itself.
  await Promise.allSettled(islands.split(' ').map((address) => import(address)))
  document.documentElement.dataset['awake'] = ''
}

const afterPainting = () => (document.hidden ? void start() : requestAnimationFrame(() => setTimeout(start)))

if (document.readyState === 'complete') afterPainting()
else addEventListener('load', afterPainting, { once: true })
