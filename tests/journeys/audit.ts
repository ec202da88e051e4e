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
/** Parts seen in every colour and at both widths: of a page made of such parts alone only its order is looked at. */
const seen = new Set<string>()

type Found = { readonly id: string; readonly help: string; readonly nodes: readonly string[] }

/** Fails with every violation that axe finds, and where the page is wider than the screen. The page stays as it was. */
export async function audit(page: Page): Promise<void> {
  const before = page.viewportSize()
  const theme = await page.evaluate(() => document.documentElement.dataset.theme)
  await page.evaluate(axe.source)
  const found: string[] = []
  const parts = await partsOf(page)
  const isNew = parts.some((part) => !seen.has(part))
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    for (const colours of isNew ? themes : []) {
      await wear(page, colours)
      const rules = colours !== 'light' ? colourRules : width === 360 ? widthRules : undefined
      for (const { id, help, nodes } of await runAxe(page, rules))
        found.push(`${id} (${help}) ${colours} ${width}px: ${nodes.join(' | ')}`)
    }
    if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
      found.push(`wider than the screen at ${width}px`)
  }
  if (!isNew)
    for (const { id, help, nodes } of await runAxe(page, undefined, colourRules))
      found.push(`${id} (${help}): ${nodes.join(' | ')}`)
  if (found.length === 0) for (const part of parts) seen.add(part)
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

/** These rules alone, or all of the standards but some. */
function runAxe(page: Page, only?: readonly string[], without: readonly string[] = []): Promise<Found[]> {
  const options = {
    runOnly: only
      ? { type: 'rule' as const, values: [...only] }
      : { type: 'tag' as const, values: standards },
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations' as const],
  }
  return page.evaluate(async (asked) => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, asked)
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes
        .slice(0, 3)
        .map(({ html, failureSummary = '' }) => `${html.slice(0, 160)} ${failureSummary.slice(0, 240)}`),
    }))
  }, options)
}
