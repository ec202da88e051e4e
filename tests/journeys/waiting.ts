/** Chờ mạng: photos as phones take them, chosen page after page; lines on which nothing gets up, and tabs that die. */

import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { photo } from './filling.ts'

/** Photos of noise are as large as they look: this one goes in parts, one is made smaller on the device. */
async function heavy(name: string, side: number) {
  const raw = Buffer.alloc(side * side * 3)
  for (let at = 0; at < raw.length; at += 1) raw[at] = (at * 2654435761 + name.length * 97) >>> 13
  const buffer = await sharp(raw, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer()
  return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer }
}
export const large = await heavy('Bản vẽ', 900)
const wide = await heavy('Sổ đỏ', 2300)

/** Chooses four photos for the first paper of the page, two of them at a time. */
export async function attach(page: Page, title: string): Promise<void> {
  const input = page.locator('input[type=file][multiple]').first()
  const lines = page.getByRole('list', { name: 'Tệp đã chọn' }).first().getByRole('listitem')
  await input.setInputFiles([await photo(`${title} 1`), await photo(`${title} 2`)])
  await lines.nth(1).waitFor()
  await input.setInputFiles([large, wide])
  await lines.nth(3).waitFor()
}

/** Nothing gets up the line for a while, whatever comes down. */
const isUp = (method: string) => method === 'POST' || method === 'PATCH'
export async function uplinkDies(page: Page): Promise<() => Promise<void>> {
  const kept = /\/(ban-nhap|tai-len|phan-anh)/
  const context = page.context()
  await context.route(kept, (route) =>
    isUp(route.request().method()) ? route.abort('connectionfailed') : route.continue(),
  )
  return () => context.unroute(kept)
}

/** The tab dies: nothing of the page is asked before. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const died = page.waitForEvent('crash', { timeout: 10_000 })
  void session.send('Page.crash').catch(() => undefined)
  await died
  await page.close()
}
