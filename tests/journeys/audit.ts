/** Kiểm tra tiếp cận: axe on the page as it stands, in every colour and at both widths. */

import assert from 'node:assert/strict'
import axe, { type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const widths = [1280, 360] as const
const themes = ['light', 'dark', 'contrast'] as const
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What colours alone can break, looked at in the parts that say or do something; and what a narrow screen can. */
const colourRules = ['color-contrast', 'link-in-text-block']
const widthRules = ['target-size', 'scrollable-region-focusable', 'meta-viewport']
const markedParts = '[data-audited]'
/** Parts seen in every colour and at both widths: these are not looked at again, but for the order of the page. */
const seen = new Set<string>()

type Found = { readonly id: string; readonly help: string; readonly nodes: readonly string[] }

/** Fails with every violation that axe finds (on a device with script: axe waits for itself by timers), and where the page is wider than the screen. The page stays as it was. */
export async function audit(page: Page): Promise<void> {
  const before = page.viewportSize()
  const theme = await page.evaluate(() => document.documentElement.dataset.theme)
  await page.evaluate(axe.source)
  const found: string[] = []
  const look = async (what: string, options: RunOptions, parts?: string) => {
    for (const { id, help, nodes } of await runAxe(page, options, parts))
      found.push(`${id} (${help}) ${what}: ${nodes.join(' | ')}`)
  }
  const parts = await markParts(page, [...seen])
  const isMarked = (await page.locator(markedParts).count()) > 0
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    if (width === 1280) await look('', everythingBut(colourRules))
    else if (parts.length > 0) await look(`${width}px`, onlyThese(widthRules))
    for (const colours of isMarked ? themes : []) {
      await wear(page, colours)
      await look(`${colours} ${width}px`, onlyThese(colourRules), markedParts)
    }
    if (await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth))
      found.push(`wider than the screen at ${width}px`)
  }
  if (found.length === 0) for (const part of parts) seen.add(part)
  await wear(page, theme)
  if (before) await page.setViewportSize(before)
  assert.deepEqual(found, [], `${page.url()}\n${found.join('\n')}`)
}

/**
 * The kinds of elements that were not seen before, each with its classes and what stands around it. Those that say or do
 * something are marked, for the rules that look at each by itself.
 */
function markParts(page: Page, known: readonly string[]): Promise<string[]> {
  return page.evaluate((before) => {
    const isKnown = new Set(before)
    const name = (one: Element) => `${one.localName}.${one.className}`
    const speaks = (one: Element) =>
      one.matches('a, button, input, select, textarea, summary') ||
      [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    const parts = new Set<string>()
    for (const one of document.body.querySelectorAll('*')) {
      const part = `${one.parentElement ? name(one.parentElement) : ''}>${name(one)}`
      one.toggleAttribute('data-audited', !isKnown.has(part) && speaks(one))
      if (!isKnown.has(part)) parts.add(part)
    }
    return [...parts]
  }, known)
}

async function wear(page: Page, theme: string | undefined): Promise<void> {
  await page.evaluate((colours) => {
    if (colours) document.documentElement.dataset.theme = colours
    else delete document.documentElement.dataset.theme
  }, theme)
}

const onlyThese = (rules: readonly string[]): RunOptions => ({
  runOnly: { type: 'rule', values: [...rules] },
})
const everythingBut = (rules: readonly string[]): RunOptions => ({
  runOnly: { type: 'tag', values: standards },
  rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])),
})

/** Violations on the whole page, or in these parts of it. */
function runAxe(page: Page, options: RunOptions, parts?: string): Promise<Found[]> {
  return page.evaluate(
    async ({ asked, within }) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') }
      const { violations } = await axe.run(within ?? document, { ...asked, resultTypes: ['violations'] })
      return violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes
          .slice(0, 3)
          .map(({ html, failureSummary = '' }) => `${html.slice(0, 160)} ${failureSummary.slice(0, 240)}`),
      }))
    },
    { asked: options, within: parts },
  )
}
