/** Bảng điểm: a head goes from the score to the very dossiers, takes a form away, and says why dossiers were late. */

import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inTransaction } from '#kernel/db.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { identity } from '#modules/identity/module.ts'
import { allUnits } from '#modules/indicators/figures/store.ts'
import { inCommune } from '#modules/indicators/testing/domain.ts'
import { writeFile, writeGroup } from '#modules/indicators/testing/store.ts'
import { organisation } from '#modules/organisation/module.ts'
import { modules } from '../../src/app.ts'
import { audit } from './audit.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage([organisation, identity], 'demo')
const march = 'ky=month%3A2026-03-01'

before(async () => {
  await inTransaction(stage.context, async (tx) => {
    const unit = (await allUnits(tx)).find(({ code }) => code === 'Z99.11.01') ?? assert.fail()
    const file = await writeFile(tx)
    for (const group of inCommune) await writeGroup(tx, group, unit.id, file)
  })
  const { reactions = [] } = modules.find(({ name }) => name === 'indicators') ?? assert.fail()
  for (const fold of reactions) await catchUp(stage.context, fold)
})

test('from the score to the dossiers that cost points it is one press, and one more to a dossier', async () => {
  const page = await stage.person('leader.z99.11.01')
  await page.goto(`/lam-viec/bang-diem?${march}`)
  await page.getByRole('heading', { level: 1, name: 'Ủy ban nhân dân phường Đuôi Diều' }).waitFor()
  await audit(page)
  await press(page.getByRole('link', { name: /^29 hồ sơ làm mất điểm/ }).first())
  assert.match(await page.getByRole('main').innerText(), /29 hồ sơ/)
  await audit(page)
  assert.match((await page.locator('tbody a').first().getAttribute('href')) ?? '', /^\/lam-viec\/ho-so\//)
})

test('a form opens to its dossiers, is taken away, and its late ones get their reason, on a phone', async () => {
  const page = await stage.person('leader.z99.11.01', { width: 360 })
  await page.goto('/lam-viec/bieu/ii-06a?ky=quarter%3A2026-01-01')
  await audit(page)
  const file = page.getByRole('link', { name: 'Tải biểu XLSX' })
  const answer = await page.request.get((await file.getAttribute('href')) ?? '')
  assert.equal((await answer.body()).subarray(0, 2).toString(), 'PK')
  await press(
    page
      .getByRole('row', { name: /^Tổng số/ })
      .getByRole('link')
      .last(),
  )
  assert.match(await page.getByRole('main').innerText(), /5 hồ sơ/)
  await page.goto('/lam-viec/nguyen-nhan-qua-han?ky=quarter%3A2026-01-01')
  await audit(page)
  await page.getByLabel('Nguyên nhân').first().selectOption('volume')
  await press(page.getByRole('button', { name: 'Lưu nguyên nhân' }))
  await press(page.getByRole('link', { name: 'Xem biểu nguyên nhân' }))
  assert.match(await page.getByRole('main').innerText(), /Hồ sơ tăng đột biến/)
  assertNoTroubles(stage)
})
