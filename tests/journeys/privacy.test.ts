/** Ai đã xem: an officer says what a dossier is opened for, the citizen reads it, asks, and reads the answer. Without a script. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { listModels } from '#modules/identity/development/commands.ts'
import { audit } from './audit.ts'
import { birth, citizenLogin } from './citizen.ts'
import { handIn, officers, openBySearch } from './office.ts'
import { shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const code = await handIn(stage, '1.001193', birth)
const controllerLogin = (await listModels(stage.context)).find(({ login }) =>
  login.startsWith('procedure-controller.'),
)?.login
const registrar = await stage.person(officers.registrar, { script: false })
const citizen = await stage.person(citizenLogin, { script: false, width: 360 })
const text = (page: Page) => page.getByRole('main').innerText()

/** The same page with scripts, for what looks into it. */
async function auditAs(login: string, path: string): Promise<void> {
  const page = await stage.person(login)
  await page.goto(path)
  await audit(page)
  if (shots)
    for (const width of [360, 1280])
      for (const theme of ['light', 'dark']) {
        await page.setViewportSize({ width, height: 800 })
        await page.evaluate((colours) => document.documentElement.setAttribute('data-theme', colours), theme)
        await page.screenshot({
          path: `${shots}/${path.split('/').at(-1)}-${width}-${theme}.png`,
          fullPage: true,
        })
      }
  await page.context().close()
}

test('whoever holds no step of a dossier says what for before it opens', async () => {
  await openBySearch(registrar, code)
  assert.match(registrar.url(), /\/muc-dich\?tiep=/)
  assert.doesNotMatch(await text(registrar), /Lê Hải Anh/)
  await press(registrar.getByRole('button', { name: 'Mở hồ sơ' }))
  assert.match(await text(registrar), /Chọn một lý do/)
  await registrar.getByRole('radio', { name: 'Trả lời người dân hỏi về hồ sơ' }).check()
  await registrar.getByRole('textbox', { name: 'Nói rõ hơn' }).fill('Bà gọi điện hỏi ngày trả')
  await press(registrar.getByRole('button', { name: 'Mở hồ sơ' }))
  assert.ok(registrar.url().endsWith(`/lam-viec/ho-so/${code}`), registrar.url())
  await openBySearch(registrar, code)
  assert.ok(registrar.url().endsWith(`/lam-viec/ho-so/${code}`), 'not asked again within half an hour')
  await auditAs(officers.leader, `/lam-viec/ho-so/${code}/muc-dich`)
})

test('the citizen reads who looked and why, asks, and reads the answer', async () => {
  await citizen.goto('/tai-khoan/ai-da-xem')
  assert.match(await text(citizen), /Trả lời người dân hỏi về hồ sơ: Bà gọi điện hỏi ngày trả/)
  await auditAs(citizenLogin, '/tai-khoan/ai-da-xem')
  await press(citizen.getByRole('link', { name: 'Hỏi về lượt xem này' }).first())
  await citizen.getByRole('textbox', { name: 'Điều muốn hỏi' }).fill('Tôi không gọi điện. Vì sao xem?')
  await press(citizen.getByRole('button', { name: 'Gửi câu hỏi' }))
  const asked = new URL(citizen.url()).pathname
  assert.ok(controllerLogin)
  const controller = await stage.person(controllerLogin, { script: false })
  await controller.goto(asked.replace('/tai-khoan/', '/lam-viec/'))
  await controller.getByRole('radio', { name: 'Đã làm theo yêu cầu' }).check()
  await controller
    .getByRole('textbox', { name: 'Câu trả lời cho người dân' })
    .fill('Cán bộ mở nhầm hồ sơ. Xin lỗi bà.')
  await press(controller.getByRole('button', { name: 'Gửi câu trả lời' }))
  await citizen.goto(asked)
  assert.match(await text(citizen), /Cán bộ mở nhầm hồ sơ/)
  assertNoTroubles(stage)
})
