/** Đề xuất: an officer asks to stop a dossier, the leader decides, and the notice with its number reaches the citizen. */

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { audit } from './audit.ts'
import { birth, citizenLogin } from './citizen.ts'
import { handIn, officers, openBySearch, outcome, take } from './office.ts'
import { shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const code = await handIn(stage, '1.001193', birth)
const clerk = await stage.person(officers.clerk)
const officer = await stage.person(officers.officer)
const leader = await stage.person(officers.leader)
const citizen = await stage.person(citizenLogin, { width: 360 })

const reason = 'Trẻ đã được đăng ký khai sinh tại phường Hàm Tiến.'
const basis = 'Luật Hộ tịch 2014, Điều 13'

const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

async function propose(why: string): Promise<void> {
  await officer
    .getByText(/Đề xuất dừng giải quyết/)
    .first()
    .click()
  await press(officer.getByRole('link', { name: 'Đề xuất dừng giải quyết' }))
  await officer.getByRole('textbox', { name: 'Lý do' }).fill(why)
  await officer.getByRole('textbox', { name: 'Căn cứ pháp lý' }).fill(basis)
  await press(officer.getByRole('button', { name: 'Trình lãnh đạo ký' }))
}

async function openProposal(): Promise<void> {
  await leader.goto('/lam-viec/de-xuat')
  await audit(leader)
  await press(leader.getByRole('link', { name: 'Dừng giải quyết' }))
}

test('an officer asks the leader to stop a dossier, with the reason and its ground', async () => {
  await openBySearch(clerk, code)
  await press(clerk.getByRole('button', { name: 'Tiếp nhận hồ sơ' }))
  await openBySearch(officer, code)
  await take(officer)
  await propose('Trùng hồ sơ.')
  assert.match(await officer.getByRole('main').innerText(), /Trùng hồ sơ\.[\s\S]*Đang chờ ký/)
  await audit(officer)
  await citizen.goto(`/ho-so/${code}`)
  assert.doesNotMatch(await citizen.getByRole('main').innerText(), /Trùng hồ sơ/)
})

test('the leader declines with words only, and the officer asks anew', async () => {
  await openProposal()
  await audit(leader)
  await press(leader.getByRole('button', { name: 'Không ký' }))
  assert.match(await leader.getByRole('main').innerText(), /lý do/i)
  await leader.getByRole('textbox', { name: /^Ý kiến/ }).fill('Ghi rõ đăng ký ở đâu.')
  await press(leader.getByRole('button', { name: 'Không ký' }))
  await openBySearch(officer, code)
  assert.match(await officer.getByRole('main').innerText(), /Ghi rõ đăng ký ở đâu/)
  await propose(reason)
})

test('the leader signs, and the notice can be printed', async () => {
  await openProposal()
  await shoot(leader, 'proposal-1280')
  await press(leader.getByRole('button', { name: 'Ký', exact: true }))
  assert.match(await outcome(leader), /Đã ký/)
  await audit(leader)
  await openBySearch(officer, code)
  await shoot(officer, 'stopped-1280')
  await press(officer.getByRole('link', { name: 'Mọi giấy in, đủ các liên' }))
  const row = officer.getByRole('row', { name: /Thông báo dừng giải quyết hồ sơ/ })
  assert.match(await row.innerText(), /Mẫu số 05/)
  await audit(officer)
  await shoot(officer, 'printed-1280')
})

test('the citizen reads why, and opens the notice with its number', async () => {
  await citizen.goto(`/ho-so/${code}`)
  assert.match(
    await citizen.getByRole('main').innerText(),
    /Hồ sơ đã dừng giải quyết[\s\S]*Trẻ đã được đăng ký khai sinh/,
  )
  await audit(citizen)
  await shoot(citizen, 'stopped-360')
  const notice = citizen.getByRole('link', { name: 'Thông báo dừng giải quyết (PDF)' })
  const answer = await citizen.request.get((await notice.getAttribute('href')) ?? '')
  assert.equal(answer.headers()['content-type'], 'application/pdf')
  const words = execFileSync('pdftotext', ['-', '-'], { input: await answer.body(), encoding: 'utf8' })
  assert.match(
    words.replace(/\s+/g, ' '),
    /Số: \d+\/TB-DGQ.*Trẻ đã được đăng ký khai sinh.*Luật Hộ tịch 2014/,
  )
})

test('nothing went wrong behind the pages', () => assertNoTroubles(stage))
