/** Bản đồ: the list before it, layers that are chosen, a commune that is opened; and the reports of the installation on it. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identity } from '#modules/identity/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { modules } from '../../src/app.ts'
import { audit } from './audit.ts'
import { shoot } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const feedback = modules.find(({ name }) => name === 'feedback')
assert.ok(feedback)
const stage = await openStage([organisation, identity, feedback])

test('the map has its list, shows what is chosen, and opens a commune; all of it without script', async () => {
  const page = await stage.device({ script: false, width: 360 })
  await page.goto('/ban-do')
  await page.getByLabel('Phản ánh hiện trường').check()
  await press(page.getByRole('button', { name: 'Hiện', exact: true }))
  assert.ok((await page.locator('.map-mark, .map-cluster').count()) > 0)
  await press(page.getByRole('link', { name: 'Xem Phản ánh hiện trường theo danh sách' }))
  assert.ok((await page.locator('.reports > li').count()) >= 10)
  await page.getByLabel('Trạng thái').selectOption({ label: 'Đã có kết quả' })
  await press(page.getByRole('button', { name: /Lọc|Tìm/ }).last())
  assert.equal(await page.locator('.reports > li').count(), 5)
  await page.goto('/ban-do')
  await press(page.getByRole('link', { name: 'Thành phố Phan Thiết' }).first())
  assert.match(await page.locator('main').innerText(), /Mũi Né/)
})

test('the list of the invented reports stands as people see it', async () => {
  const page = await stage.device()
  await page.goto('/phan-anh')
  await audit(page)
  await shoot(page, 'phan-anh-mau')
  await press(page.getByRole('link', { name: /Ổ gà sâu giữa làn xe máy/ }))
  assert.match(await page.locator('main').innerText(), /Đã vá ổ gà bằng nhựa nguội/)
  await shoot(page, 'mot-phan-anh-mau')
  assertNoTroubles(stage)
})
