/** Khai sinh: questions come up as they are answered, also without a line; what is known is not asked but shown before it is sent. */

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Simulation } from '../../simulators/framework.ts'
import { civilSimulator, populationSimulatorOf } from '../../simulators/registers.ts'
import { residentsOf } from '../../simulators/run.ts'
import { startRegistered } from '../../src/modules/exchange/testing/commands.ts'
import { audit } from './audit.ts'
import { birth, citizenLogin, communeCode, declare } from './citizen.ts'
import { answerPage, currentKey, intend, photo } from './filling.ts'
import { shoot } from './shots.ts'
import { openStage, press } from './stage.ts'

const stage = await openStage()
let simulation: Simulation
before(async () => {
  const registers = [populationSimulatorOf(await residentsOf(stage.context)), civilSimulator]
  simulation = await startRegistered(stage.context, registers)
})
after(() => simulation.stop())

const procedure = '1.001193'
const wishes = {
  ...birth,
  registrantLivesIn: 'province',
  motherLivesIn: 'province',
  motherResidenceKind: 'permanent',
  bornWhere: 'province',
  resultBy: 'desk',
}
const goOn = (page: Page) => page.getByRole('button', { name: 'Lưu và tiếp tục' }).last()
const number = (page: Page) => page.getByRole('textbox', { name: /^Mã giấy chứng sinh/ })
const proof = (page: Page, name: string) =>
  page.getByRole('group', { name: 'Giấy tờ chứng minh việc sinh' }).getByRole('radio', { name })

/** Answers to the page of the certificate of birth; gives the keys of the pages that came before it. */
async function upToProof(page: Page): Promise<readonly string[]> {
  await page.goto(`/thu-tuc/${procedure}/nop`)
  await press(page.getByRole('button', { name: /^(Bắt đầu|Làm bản mới)$/ }))
  const intent = await intend(stage, procedure, communeCode, wishes)
  const keys: string[] = []
  while (currentKey(page) !== 'proof') {
    keys.push(currentKey(page))
    await answerPage(page, intent)
  }
  return keys
}

const phone = await stage.person(citizenLogin, { width: 360 })

test('an answer brings a question up at once and takes it away again; nothing of it is sent then', async () => {
  assert.deepEqual(await upToProof(phone), ['registrant', 'child', 'birthPlace'])
  assert.equal(await number(phone).count(), 0)
  await shoot(phone, 'proof-before')
  await proof(phone, 'Giấy chứng sinh').check()
  await number(phone).fill('CS-1')
  await audit(phone)
  await shoot(phone, 'proof-revealed')
  await phone.getByRole('checkbox', { name: 'Trẻ sinh ra nhờ mang thai hộ' }).check()
  await phone.getByLabel(/^Ảnh văn bản về việc mang thai hộ/).waitFor()
  await phone.getByRole('checkbox', { name: 'Trẻ sinh ra nhờ mang thai hộ' }).uncheck()
  await proof(phone, 'Biên bản về trẻ bị bỏ rơi').check()
  assert.equal(await number(phone).count(), 0)
  assert.equal(await phone.getByRole('checkbox', { name: 'Trẻ sinh ra nhờ mang thai hộ' }).count(), 0)
  await proof(phone, 'Giấy chứng sinh').check()
  assert.equal(await number(phone).inputValue(), 'CS-1')
})

test('without a line the page opens again with what came up, and what was typed there', async () => {
  await phone.getByText(/Đã lưu trên máy này/).waitFor()
  await phone.reload()
  assert.equal(await number(phone).inputValue(), 'CS-1')
  stage.line.turn('cut')
  const day = phone.getByRole('group', { name: 'Ngày cấp giấy chứng sinh' })
  for (const [name, value] of [
    ['Ngày', '3'],
    ['Tháng', '11'],
    ['Năm', '2026'],
  ] as const)
    await day.getByRole('textbox', { name, exact: true }).fill(value)
  await phone.getByLabel(/^Ảnh hoặc tệp giấy tờ/).setInputFiles(await photo('Giấy chứng sinh'))
  await phone.locator('.file').waitFor()
  await goOn(phone).click()
  await phone.getByText(/Chưa gửi – chờ mạng\. Đã lưu/).waitFor()
  stage.line.turn('open')
  await phone.waitForURL(/\/parents/, { timeout: 60_000 })
})

test('the mother is known: her page is not asked, and stands where the answers are checked', async () => {
  const intent = await intend(stage, procedure, communeCode, wishes)
  const keys: string[] = []
  while (currentKey(phone) !== 'kiem-tra') {
    keys.push(currentKey(phone))
    await answerPage(phone, intent)
  }
  assert.deepEqual(keys, ['parents', 'copies'])
  const mother = phone.getByRole('region', { name: 'Người mẹ' })
  assert.match(await mother.innerText(), /Dân tộc của mẹ\s+Kinh/)
  assert.match(await mother.innerText(), /Nơi thường trú/)
  await audit(phone)
  await shoot(phone, 'check')
  // With script what was refused is shown in place.
  await phone.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await phone
    .getByRole('alert')
    .getByRole('link', { name: /Đánh dấu vào ô để xác nhận/ })
    .click()
  assert.match(phone.url(), /#f-truth$/)
  await audit(phone)
  await shoot(phone, 'check-undeclared')
})

test('what is known can be changed there; another registrant makes the page a question again', async () => {
  const draft = new URL(phone.url()).pathname.split('/')[2]
  await phone.goto(`/ban-nhap/${draft}/kiem-tra`)
  await press(phone.getByRole('link', { name: 'Sửa Người đi đăng ký khai sinh' }))
  await phone.getByRole('radio', { name: 'Ông, bà hoặc người thân khác' }).check()
  await press(goOn(phone))
  assert.ok(await phone.getByRole('link', { name: /họ, chữ đệm, tên mẹ/i }).isVisible())
  await press(phone.getByRole('link', { name: 'Sửa Người đi đăng ký khai sinh' }))
  await phone.getByRole('radio', { name: 'Mẹ', exact: true }).check()
  await press(goOn(phone))
  assert.equal(await phone.getByRole('link', { name: /họ, chữ đệm, tên mẹ/i }).count(), 0)
  await declare(phone)
  await press(phone.getByRole('button', { name: 'Nộp hồ sơ' }))
  await phone.getByRole('heading', { name: 'Đã nộp hồ sơ' }).waitFor()
})

test('without script the page comes back with the questions, and nothing more is on it before', async () => {
  const page = await stage.person(citizenLogin, { width: 360, script: false })
  await upToProof(page)
  assert.equal(await number(page).count(), 0)
  await proof(page, 'Giấy chứng sinh').check()
  await press(goOn(page))
  assert.equal(currentKey(page), 'proof')
  assert.match(await page.getByRole('main').getByRole('status').first().innerText(), /Có thêm câu hỏi/)
  assert.ok(await number(page).isVisible())
  if (process.env['SHOTS'])
    await page.screenshot({ path: `${process.env['SHOTS']}/proof-without-script-360.png`, fullPage: true })
})

test('nothing went wrong behind the pages, but for the line that was cut', () =>
  assert.deepEqual(
    stage.troubles.filter((trouble) => !/net::ERR_/.test(trouble)),
    [],
  ))
