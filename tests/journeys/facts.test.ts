/** Không hỏi lại: what the State knows is confirmed, what is wrong is said, a paper drops off, and the officer sees it all. */

import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Simulation } from '../../simulators/framework.ts'
import { civilSimulator, populationSimulator } from '../../simulators/registers.ts'
import { startRegistered } from '../../src/modules/exchange/testing/commands.ts'
import { audit } from './audit.ts'
import { citizenLogin, communeCode, submit } from './citizen.ts'
import { answerPage, currentKey, intend } from './filling.ts'
import { officers, openBySearch } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const shots = process.env.SHOTS
let simulation: Simulation

before(async () => {
  simulation = await startRegistered(stage.context, [populationSimulator, civilSimulator])
})
after(() => simulation.stop())

/** The same page with script, which axe needs. */
async function look(page: Page, checker: Page, name: string): Promise<void> {
  await checker.goto(page.url())
  if (shots)
    for (const theme of ['light', 'dark'] as const)
      for (const width of [360, 1280]) {
        await checker.emulateMedia({ colorScheme: theme })
        await checker.setViewportSize({ width, height: 800 })
        await checker.screenshot({ path: path.join(shots, `${name}-${theme}-${width}.png`), fullPage: true })
      }
  await audit(checker)
}
const main = (page: Page) => page.getByRole('main').innerText()

test('a son moves in with his father: nothing is asked twice, and the birth certificate stays at home', async () => {
  const citizen = await stage.person(citizenLogin, { width: 360, script: false })
  const checker = await stage.person(citizenLogin, { width: 360 })
  await citizen.goto('/thu-tuc/1.004222/nop')
  assert.match(await main(citizen), /hỏi Cơ sở dữ liệu quốc gia về dân cư về chính ông\/bà/)
  await press(citizen.getByRole('button', { name: 'Bắt đầu' }))

  const known = citizen.getByRole('region', { name: 'Nhà nước đã biết' })
  assert.match(await known.innerText(), /Ngày sinh[^]*Theo Cơ sở dữ liệu quốc gia về dân cư, ngày/)
  assert.equal(await citizen.getByRole('textbox', { name: /Họ, chữ đệm/ }).count(), 0)
  await look(citizen, checker, 'known')
  await press(known.getByRole('button', { name: /Không đúng\?.*[Nn]gày sinh/ }))
  const day = citizen.getByRole('group', { name: 'Ngày sinh' })
  for (const [part, value] of [
    ['Ngày', '9'],
    ['Tháng', '9'],
    ['Năm', '1997'],
  ] as const)
    await day.getByRole('textbox', { name: part, exact: true }).fill(value)
  await citizen.getByRole('textbox', { name: 'Vì sao không đúng' }).fill('Giấy khai sinh ghi ngày khác')
  await look(citizen, checker, 'objection')
  await press(citizen.getByRole('button', { name: 'Gửi và dùng giá trị này' }))
  assert.match(await main(citizen), /Ông\/bà đã báo không đúng \(yêu cầu DL-\d+\)/)

  const intent = await intend(stage, '1.004222', communeCode, {
    declarantBirthDate: '1997-09-09',
    forWhom: 'self',
    isHead: false,
    headName: 'Nguyễn Văn Sóng',
    housing: 'family',
  })
  for (let pages = 0; currentKey(citizen) !== 'kiem-tra'; pages++) {
    assert.ok(pages < 15, `does not go on from ${currentKey(citizen)}`)
    if (currentKey(citizen) === 'proof') {
      assert.match(await main(citizen), /Không phải nộp\. Theo Hệ thống hộ tịch điện tử/)
      await look(citizen, checker, 'vouched')
    }
    await answerPage(citizen, intent)
  }
  assert.match(await main(citizen), /Theo Cơ sở dữ liệu quốc gia về dân cư[^]*Không phải nộp/)
  const { code } = await submit(citizen)

  await citizen.goto('/tai-khoan/du-kien')
  const book = await main(citizen)
  assert.match(book, /Có nguồn nói khác[^]*09\/09\/1997/)
  assert.match(book, new RegExp(`Đã dùng trong[^]*${code}`))
  await look(citizen, checker, 'book')
  await citizen.goto('/tai-khoan/ai-da-xem')
  assert.match(await main(citizen), /Điền sẵn tờ khai ông\/bà đang làm[^]*Căn cứ/)

  const clerk = await stage.person(officers.clerk)
  await openBySearch(clerk, code)
  const dossier = await main(clerk)
  assert.match(
    dossier,
    /09\/09\/1997[^]*Người dân tự khai[^]*Cơ sở dữ liệu quốc gia về dân cư[^]*yêu cầu sửa DL-/,
  )
  assert.match(dossier, /không phải nộp[^]*Theo Hệ thống hộ tịch điện tử[^]*Nhật ký trao đổi/)
  await look(clerk, clerk, 'officer')
  assertNoTroubles(stage)
})
