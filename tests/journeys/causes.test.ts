/** Nguyên nhân: a leader asks where dossiers wait, and takes the figures away. The page has no script of its own. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identity } from '#modules/identity/module.ts'
import { mining } from '#modules/mining/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { audit } from './audit.ts'
import { handIn, officers } from './office.ts'
import { shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

// The log of an older system lies at the commune, and one dossier of its own.
const stage = await openStage([organisation, identity, mining])
await handIn(stage, '1.013225')
const page = await stage.person(officers.leader)
const told = () => page.getByRole('main').innerText()

test('of one dossier nothing is told; of a whole log it is told where its dossiers waited', async () => {
  await page.goto('/lam-viec/nguyen-nhan')
  assert.match(await told(), /dưới 5 hồ sơ nên không nêu số liệu/)
  await page.getByLabel('Nguồn').selectOption({ index: 1 })
  await press(page.getByRole('main').getByRole('button', { name: 'Lọc' }))
  assert.match(await told(), /“Thẩm định bản vẽ, giấy tờ đất” làm mất nhiều nhất/)
  await page
    .getByRole('img', { name: /Sơ đồ luồng 10 bước/ })
    .first()
    .waitFor()
  await audit(page)
  if (shots) await page.screenshot({ path: `${shots}/causes-1280.png`, fullPage: true })
  const file = page.getByRole('link', { name: /^Tải bảng “Đường đi thường gặp”/ })
  const answer = await page.request.get((await file.getAttribute('href')) ?? '')
  assert.match(await answer.text(), /^\uFEFF?Đường đi,Hồ sơ,Tỷ lệ,Trung vị \(giờ\)/)
})

test('on a phone a day that is none is told, and the other choices are kept', async () => {
  await page.setViewportSize({ width: 360, height: 780 })
  if (shots) await page.screenshot({ path: `${shots}/causes-360.png`, fullPage: true })
  await page.getByLabel('Nhận từ ngày').fill('31/02/2026')
  await press(page.getByRole('main').getByRole('button', { name: 'Lọc' }))
  assert.match(await told(), /“31\/02\/2026” không phải một ngày/)
  assert.notEqual(await page.getByLabel('Nguồn').inputValue(), '')
  await audit(page)
})

test('who may not look is told no', async () => {
  const clerk = await stage.person(officers.clerk, { script: false })
  assert.equal((await clerk.goto('/lam-viec/nguyen-nhan'))?.status(), 403)
  assertNoTroubles(stage)
})
