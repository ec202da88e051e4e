/** Doanh nghiệp trên điện thoại, không kịch bản: the head lets somebody in, who files for the firm, and the head sees it. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { identity } from '#modules/identity/module.ts'
import { mandates } from '#modules/mandates/module.ts'
import { findAccounts } from '#modules/organisation/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { audit } from './audit.ts'
import { submit } from './citizen.ts'
import { fillToTheEnd, intend } from './filling.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage([organisation, identity, mandates], 'demo')
const phone = { script: false, width: 360 } as const
const firm = 'Công ty TNHH Nắng Gió'
const beachStall = '9.000101'

test('a firm’s head invites, the invited accepts and files in its place, and the head sees who did', async () => {
  const people = (await read(stage.context, findAccounts)).filter(({ kind }) => kind === 'citizen')
  const [first, second] = people
  assert.ok(first?.identityNumber && second?.identityNumber)

  const head = await stage.person(first.identityNumber, phone)
  await head.goto('/tai-khoan/thay-mat')
  const own = head.locator('section.card', { hasText: firm })
  await press(own.getByRole('button', { name: 'Làm thay' }))
  await head.getByText(`${firm} (người làm: ${first.name})`).waitFor()
  await head.goto('/tai-khoan/thay-mat')
  await press(head.getByRole('link', { name: 'Mời người vào' }))
  await head.getByRole('textbox', { name: /Số định danh/ }).fill(second.identityNumber)
  await head.getByRole('radio', { name: /Người nộp hồ sơ của tổ chức/ }).check()
  await press(head.getByRole('button', { name: 'Gửi lời mời' }))
  await head.getByText('Chờ người được mời nhận').waitFor()

  const clerk = await stage.person(second.identityNumber, phone)
  await clerk.goto('/tai-khoan/thay-mat')
  await press(clerk.getByRole('button', { name: 'Đồng ý' }))
  await press(clerk.getByRole('button', { name: 'Làm thay' }))
  await clerk.goto(`/thu-tuc/${beachStall}/nop`)
  await press(clerk.getByRole('button', { name: 'Bắt đầu' }))
  await clerk.getByRole('button', { name: 'Trở lại là chính tôi' }).waitFor()
  await fillToTheEnd(clerk, await intend(stage, beachStall, '99101'))
  const { code } = await submit(clerk)
  await press(clerk.getByRole('button', { name: 'Trở lại là chính tôi' }))
  await clerk.goto('/tai-khoan/ho-so')
  assert.equal(await clerk.getByText(code).count(), 0)

  await head.goto('/tai-khoan/ho-so')
  await head.getByText(code).waitFor()
  await head.goto(`/ho-so/${code}`)
  await head.getByText(`${second.name} làm thay ${firm}`).waitFor()
  await head.goto('/tai-khoan/ai-da-xem')
  await head
    .getByRole('heading', { name: `${second.name}, làm thay ông/bà` })
    .first()
    .waitFor()
})

test('the pages are accessible, also with the words above them that say for whom they are', async () => {
  const [first] = await read(stage.context, findAccounts)
  const head = await stage.person(first?.identityNumber ?? '')
  await head.goto('/tai-khoan/thay-mat')
  await press(head.locator('section.card', { hasText: firm }).getByRole('button', { name: 'Làm thay' }))
  for (const path of ['/tai-khoan/thay-mat', '/tai-khoan/thay-mat/moi/trao']) {
    await head.goto(path)
    await audit(head)
  }
})

test('nothing is asked of other servers and no script fails', () => assertNoTroubles(stage))
