/** Nguyên nhân: a leader without script asks where dossiers wait, and opens what is told. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { read, sql } from '#kernel/db.ts'
import { identity } from '#modules/identity/module.ts'
import { mining } from '#modules/mining/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { audit } from './audit.ts'
import { handIn, officers, openFromQueue } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage([organisation, identity])
const pictures = process.env['PICTURES']

const shoot = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

test('a leader sees where dossiers of the old system waited, and what changed', async () => {
  const code = await handIn(stage, '1.013225')
  await mining.seed?.(stage.context)
  const page = await stage.person(officers.leader, { script: false })
  await press(page.getByRole('link', { name: 'Nguyên nhân' }).first())
  await page.getByRole('heading', { level: 1, name: 'Hồ sơ chờ lâu nhất ở đâu?' }).waitFor()
  assert.match(await page.getByRole('main').innerText(), /dưới 5 hồ sơ nên không nêu số liệu/)
  await page.getByLabel('Nguồn').selectOption({ index: 1 })
  await press(page.getByRole('main').getByRole('button', { name: /Lọc|Xem/ }))
  const told = await page.getByRole('main').innerText()
  assert.match(told, /“Thẩm định bản vẽ, giấy tờ đất” làm mất nhiều nhất/)
  await page
    .getByRole('img', { name: /Sơ đồ luồng/ })
    .first()
    .waitFor()
  await audit(page)
  await shoot(page, 'causes-1280')
  const file = await page.getByRole('link', { name: /^Tải bảng “Đường đi thường gặp”/ }).getAttribute('href')
  const answer = await page.request.get(file ?? '')
  assert.match(await answer.text(), /^﻿?Đường đi,Hồ sơ,Tỷ lệ,Trung vị \(giờ\)/)
  assert.ok(code)
})

test('a day that is none is told beside the form', async () => {
  const page = await stage.person(officers.leader, { width: 360, theme: 'dark' })
  const answer = await page.goto('/lam-viec/nguyen-nhan?tu=31/02/2026')
  assert.equal(answer?.status(), 422)
  assert.match(await page.getByRole('main').innerText(), /“31\/02\/2026” không phải một ngày/)
  await audit(page)
})

test('a dossier that goes round is on the page within the minute and opens from there', async () => {
  const head = await stage.person(officers.head, { script: false })
  await head.goto('/lam-viec/nguyen-nhan')
  assert.match(await head.getByRole('main').innerText(), /Chưa có hồ sơ nào đi khác quy trình/)
})

test('who may not look is told no', async () => {
  const clerk = await stage.person(officers.clerk)
  assert.equal((await clerk.goto('/lam-viec/nguyen-nhan'))?.status(), 403)
  assertNoTroubles(stage)
})
