/** Hộp gửi: what a citizen writes without a line is kept on the device and sent once; nothing lost, nothing doubled. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { read, sql } from '#kernel/db.ts'
import { audit } from './audit.ts'
import { openStage } from './stage.ts'

const stage = await openStage()
const shots = process.env['SHOTS']
const citizenLogin = '060197870888'

const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

const main = (page: Page) => page.getByRole('main')

/** Begins a draft of a procedure that is a page of words, and opens its first page. */
async function begin(page: Page): Promise<string> {
  await page.goto('/thu-tuc/1.012812/nop')
  await page.getByRole('button', { name: /^(Bắt đầu|Làm bản mới)$/ }).click()
  await page.waitForURL(/ban-nhap/)
  return new URL(page.url()).pathname
}

const draftOf = async (id: string) => {
  const { rows } = await read(stage.context, (tx) =>
    sql<{
      answers: Record<string, unknown>
      version: number
    }>`select answers, version from drafts where id = ${id}`.execute(tx),
  )
  return rows[0]
}

test('a page pressed without a line waits, says so, and goes once when there is one', async () => {
  const page = await stage.person(citizenLogin, { width: 360 })
  const address = await begin(page)
  const id = address.split('/')[2] ?? ''
  await page.context().setOffline(true)
  await page.getByRole('radio', { name: 'Cá nhân' }).check()
  await page.getByText('Đã lưu trên máy này').waitFor()
  await page.getByRole('button', { name: 'Lưu và tiếp tục' }).last().click()
  await page.getByText(/Chưa gửi – chờ mạng/).waitFor()
  await shoot(page, 'waits-360')
  assert.equal((await draftOf(id))?.version, 1)
  await page.context().setOffline(false)
  await page.waitForURL((to) => to.pathname !== address)
  const draft = await draftOf(id)
  assert.equal(draft?.version, 2)
  assert.match(await main(page).innerText(), /Bước 2/)
  await audit(page)
})
