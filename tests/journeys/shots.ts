/** Pictures of a journey, for people to look at: `SHOTS=folder npm test -- tests/journeys/….test.ts`. */

import type { Page } from 'playwright-core'

export const shots = process.env.SHOTS

/** The whole page on a phone and on a desk, light and dark. Without `SHOTS` nothing. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return
  const before = page.viewportSize()
  for (const width of [360, 1280])
    for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), scheme)
      await page.screenshot({ path: `${shots}/${name}-${width}-${scheme}.png`, fullPage: true })
    }
  if (before) await page.setViewportSize(before)
}
