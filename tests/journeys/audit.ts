/** Kiểm tra tiếp cận: axe on the page as it stands, in every colour and at both widths. */

import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

const widths = [1280, 360] as const
const themes = ['light', 'dark', 'contrast'] as const
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What colours alone can break. */
const colourRules = ['color-contrast', 'link-in-text-block']

type Found = { readonly id: string; readonly help: string; readonly nodes: readonly string[] }

/** Fails with every violation that axe finds, and where the page is wider than the screen. The page stays as it was. */
export async function audit(page: Page): Promise<void> {
  const before = page.viewportSize()
  const theme = await page.evaluate(() => document.documentElement.dataset.theme)
  await page.evaluate(axe.source)
  const found: string[] = []
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    for (const colours of themes) {
      await wear(page, colours)
      const rules = colours === 'light' ? undefined : colourRules
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
