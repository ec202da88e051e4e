/**
 * Runs on every page with islands: fetches their scripts once the page is painted. Fetched with the page, they would take the thin
 * line from the letters and styles by which it is read. A plain script, since it must run again in a page that is shown in place
 * of another, where no module does.
 */
const { islands = '' } = (document.currentScript as HTMLScriptElement).dataset

const start = () => {
  // An island that does not come leaves the page as it is, which works by itself.
  for (const address of islands.split(' ')) import(address).catch(() => undefined)
}

const afterPainting = () => (document.hidden ? start() : requestAnimationFrame(() => setTimeout(start)))

if (document.readyState === 'complete') afterPainting()
else addEventListener('load', afterPainting, { once: true })
