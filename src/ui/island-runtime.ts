/** Runs in the browser: finds the islands of one name and hands each its props. */

import { trusted } from './trusted.ts'

type Start<Props> = (element: HTMLElement, props: Props) => void

const starts = new Map<string, () => void>()

/** Starts `start` once for every island called `name` on the page. */
export function startIslands<Props>(name: string, start: Start<Props>): void {
  const run = () => {
    for (const element of document.querySelectorAll<HTMLElement>(`[data-island="${name}"]`)) {
      const json = element.querySelector(':scope > script[data-island-props]')?.textContent ?? '{}'
      start(element, JSON.parse(json) as Props)
    }
  }
  starts.set(name, run)
  run()
}

/** Shows another page in place of this one. A script that ran here does not run again by itself, so it is started anew. */
export function showPage(html: string): void {
  document.open()
  document.write(trusted.createHTML(html))
  document.close()
  for (const run of starts.values()) run()
}

/** Told by a form once a script has filled it in. */
export const formFilled = 'formfilled'

/** Told by a file input that prepares its files (`data-prepares`) once they are as they will be sent. */
export const filesReady = 'filesready'

/** Picks the words of the page's language. */
export function pageWords<T>(words: { readonly vi: T; readonly en: T }): T {
  return document.documentElement.lang === 'en' ? words.en : words.vi
}

/** An element with text and attributes; text is never read as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}
