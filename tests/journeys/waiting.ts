/** Chờ mạng: photos as phones take them, chosen page after page; lines on which nothing gets up, and tabs that die. */

import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { read, sql } from '#kernel/db.ts'
import { photo } from './filling.ts'
import type { Stage } from './stage.ts'

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

/** Asks until it is so, for half a minute unless told. */
export async function until<T>(
  what: string,
  ask: () => Promise<T>,
  isSo: (found: T) => boolean,
  seconds = 30,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const found = await ask()
    if (isSo(found)) return found
    assert.ok(Date.now() < end, `${what}: ${JSON.stringify(found)}`)
    await new Promise((resolve) => {
      setTimeout(resolve, 200)
    })
  }
}

/** The page says that what was pressed waits for a line. */
export const waits = (page: Page) => page.getByText(/Chưa gửi – chờ mạng\. Đã lưu/).waitFor()
export const goOn = (page: Page) => page.getByRole('button', { name: 'Lưu và tiếp tục' }).last()
export const said = (page: Page, pattern: RegExp) =>
  page.getByRole('main').getByText(pattern).first().waitFor()

/** A draft that was just begun: its first page, and the first page of papers that a generated form has. */
export type Begun = { readonly id: string; readonly first: string; readonly papers: string }

export async function begin(page: Page, procedure: string): Promise<Begun> {
  await page.goto(`/thu-tuc/${procedure}/nop`)
  await page.getByRole('button', { name: /^(Bắt đầu|Làm bản mới)$/ }).click()
  await page.waitForURL(/\/ban-nhap\/[^/]+\//)
  const first = new URL(page.url()).pathname
  const id = first.split('/')[2] ?? ''
  return { id, first, papers: `/ban-nhap/${id}/papers1` }
}

/** A draft as the database has it; its version counts the pages that were saved. */
export type Saved = {
  readonly answers: Record<string, unknown>
  readonly version: number
  readonly files: number
}

export async function draftOf({ context }: Stage, id: string): Promise<Saved> {
  const { rows } = await read(context, (tx) =>
    sql<Saved>`select d.answers, d.version, (select count(*)::int from files f
      where f.owner_id = d.owner_id and strpos(d.answers::text, f.id::text) > 0) as files
      from drafts d where d.id = ${id}`.execute(tx),
  )
  const [draft] = rows
  assert.ok(draft, `${id} is there`)
  return draft
}
