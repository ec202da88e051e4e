/** Liên thông: one declaration for birth, residence and health card, followed on one page. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { birth, citizenLogin, communeCode, submit } from './citizen.ts'
import { fillToTheEnd, intend } from './filling.ts'
import { officers, openBySearch, outcome } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()

test('a mother files birth, residence and health card once, and follows all on one page', async () => {
  const citizen = await stage.person(citizenLogin, { width: 360, script: false })
  await citizen.goto('/thu-tuc?q=khai+sinh+hộ+khẩu+bảo+hiểm')
  await press(
    citizen
      .getByRole('main')
      .getByRole('link', { name: /khai sinh, đăng ký thường trú/ })
      .first(),
  )
  await citizen.goto('/thu-tuc/2.000986/nop')
  await press(citizen.getByRole('button', { name: /^(Bắt đầu|Làm bản mới)$/ }))
  await fillToTheEnd(citizen, await intend(stage, '2.000986', communeCode, birth))
  const { code } = await submit(citizen)
  const receipt = await citizen.getByRole('main').innerText()
  for (const name of ['Đăng ký khai sinh', 'Đăng ký thường trú']) assert.ok(receipt.includes(name), receipt)

  const clerk = await stage.person(officers.clerk)
  await openBySearch(clerk, code)
  await press(clerk.getByRole('button', { name: 'Tiếp nhận hồ sơ' }))
  assert.match(await outcome(clerk), /tiếp nhận/i)

  const family = citizen.getByRole('region', { name: 'Nhóm hồ sơ liên thông' })
  const member = family.getByText(/H11\.31\.01-\d{6}-\d+/)
  for (let times = 0; times < 30; times++) {
    await citizen.goto(`/ho-so/${code}`)
    if ((await member.count()) > 0) break
    await citizen.waitForTimeout(200)
  }
  const text = await family.innerText()
  assert.match(text, /Đăng ký khai sinh[^]+H11\.31\.01-/)
  assert.ok(!text.includes(code), 'a member has a code of its own')
  assert.match(text, /Có mã khi đến bước này/, 'residence waits for the birth certificate')
  assertNoTroubles(stage)
})
