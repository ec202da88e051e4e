/** Kiểm tra tiếp cận: axe on the page as it stands, in every colour and at both widths. */

import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

const widths = [1280, 360] as const
const themes = ['light', 'dark', 'contrast'] as const
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What colours alone can break, and what a narrow screen can; the rest of a page is the same in all of them. */
const colourRules = ['color-contrast', 'link-in-text-block']
const widthRules = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'meta-viewport']
/** Parts that wore the other colours already: a page made of such parts alone is looked at in one. */
const worn = new Set<string>()

type Found = { readonly id: string; readonly help: string; readonly nodes: readonly string[] }

/** Fails with every violation that axe finds, and where the page is wider than the screen. The page stays as it was. */
let spent = 0,
  runs = 0
export async function audit(page: Page): Promise<void> {
  const t0 = performance.now()
  try {
    await audit2(page)
  } finally {
    spent += performance.now() - t0
    runs++
    console.log('audit', (performance.now() - t0) | 0, page.url(), (spent / 1000) | 0, runs)
  }
}
async function audit2(page: Page): Promise<void> {
  const before = page.viewportSize()
  const theme = await page.evaluate(() => document.documentElement.dataset.theme)
  await page.evaluate(axe.source)
  const found: string[] = []
  const parts = await partsOf(page)
  const isNew = parts.some((part) => !worn.has(part))
  for (const part of parts) worn.add(part)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    for (const colours of isNew ? themes : (['light'] as const)) {
      await wear(page, colours)
      const rules = colours !== 'light' ? colourRules : width === 360 ? widthRules : undefined
      for (const { id, help, nodes } of await runAxe(page, rules))
        found.push(`${id} (${help}) ${colours} ${width}px: ${nodes.join(' | ')}`)
    }
    if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
      found.push(`wider than the screen at ${width}px`)
  }
  await wear(page, theme)
  if (before) await page.setViewportSize(before)
  assert.deepEqual(found, [], `${page.url()}\n${found.join('\n')}`)
}

/** The kinds of elements of a page, each with its classes and what stands around it. */
function partsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (one: Element) => `${one.localName}.${one.className}`
    const parts = [...document.body.querySelectorAll('*')].map(
      (one) => `${one.parentElement ? name(one.parentElement) : ''}>${name(one)}`,
    )
    return [...new Set(parts)]
  })
}

async function wear(page: Page, theme: string | undefined): Promise<void> {
  await page.evaluate((colours) => {
    if (colours) document.documentElement.dataset.theme = colours
    else delete document.documentElement.dataset.theme
  }, theme)
}

function runAxe(page: Page, rules: readonly string[] | undefined): Promise<Found[]> {
  const only = rules
    ? { type: 'rule' as const, values: [...rules] }
    : { type: 'tag' as const, values: standards }
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'] })
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes
        .slice(0, 3)
        .map(({ html, failureSummary = '' }) => `${html.slice(0, 160)} ${failureSummary.slice(0, 240)}`),
    }))
  }, only)
}
