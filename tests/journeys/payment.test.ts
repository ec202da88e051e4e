/** Nộp phí trực tuyến: from the page of the dossier to the platform and back, and what officers see of it. */

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { setAccount } from '#modules/payments/api.ts'
import { type Simulation } from '../../simulators/framework.ts'
import { type PaymentSimulator, paymentSimulator } from '../../simulators/payment.ts'
import { startRegistered } from '../../src/modules/exchange/testing/commands.ts'
import { audit } from './audit.ts'
import { citizenLogin } from './citizen.ts'
import { handIn, officers } from './office.ts'
import { shots } from './shots.ts'
import { openStage, press } from './stage.ts'

const stage = await openStage()
let simulation: Simulation
let payments: PaymentSimulator

before(async () => {
  payments = paymentSimulator(() => `http://127.0.0.1:${simulation.port}/trang`)
  simulation = await startRegistered(stage.context, [payments], {
    pages: { trang: (rest) => payments.page(rest) },
  })
  const holder = 'Kho bạc Nhà nước (thử nghiệm)'
  await setAccount(stage.context, undefined, { bankBin: '970403', number: '0011012345678', holder })
})
after(() => simulation.stop())

const shoot = async (page: Page, name: string) => {
  if (!shots) return
  for (const theme of ['light', 'dark']) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset.theme = wanted
    }, theme)
    await page.screenshot({ path: `${shots}/${name}-${theme}.png`, fullPage: true })
  }
}

test('a citizen pays without script on the page of the platform and finds the receipt', async () => {
  const code = await handIn(stage, '1.004359')
  const phone = await stage.person(citizenLogin, { script: false, width: 360 })
  await phone.goto(`/ho-so/${code}`)
  await press(phone.getByRole('link', { name: 'Nộp trực tuyến, xem biên lai' }))
  await phone.getByRole('img', { name: 'Mã VietQR để quét' }).waitFor()
  await phone.getByText('Nội dung chuyển khoản').waitFor()
  const watched = await stage.person(citizenLogin)
  await watched.goto(phone.url())
  await audit(watched)
  await shoot(watched, 'pay-1280')
  await watched.setViewportSize({ width: 360, height: 780 })
  await shoot(watched, 'pay-360')
  await press(phone.getByRole('link', { name: 'Đến trang thanh toán' }))
  await press(phone.getByRole('link', { name: 'Nộp bằng thẻ' }))
  await phone.getByText('Đã nộp đủ').waitFor()
  const receipt = await phone.getByRole('link', { name: /^Biên lai số \d{7}/ }).getAttribute('href')
  const pdf = await phone.request.get(String(receipt))
  assert.equal(pdf.headers()['content-type'], 'application/pdf')
  await phone.goto(`/ho-so/${code}/thanh-toan`)
  assert.match(await phone.getByRole('main').innerText(), /không còn khoản nào phải nộp[\s\S]*Biên lai số/)
})

test('officers see what came in, ask for a refund of what fits nothing, and reconcile', async () => {
  payments.transfer('nop phi xay nha', 15_000, new Date())
  const head = await stage.person(officers.head)
  await head.goto('/lam-viec/thanh-toan')
  await head
    .getByLabel('Ngày cần đối soát')
    .fill(new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date()))
  await press(head.getByRole('button', { name: 'Đối soát lại' }))
  const main = head.getByRole('main')
  assert.match(await main.innerText(), /Khớp đến từng đồng/)
  const unmatched = main.getByRole('row', { name: /Không rõ hồ sơ nào/ }).first()
  await unmatched.getByText('Đề nghị hoàn trả').first().click()
  await unmatched.getByLabel('Lý do hoàn trả').fill('Chuyển nhầm')
  await press(unmatched.getByRole('button', { name: 'Đề nghị hoàn trả' }))
  assert.match(await main.innerText(), /Chờ duyệt/)
  await audit(head)
  await shoot(head, 'books-1280')
  await head.setViewportSize({ width: 360, height: 780 })
  await shoot(head, 'books-360')
})

test('nothing went wrong behind the pages, and only the platform was asked beside us', () =>
  assert.deepEqual(
    stage.troubles.filter((trouble) => !trouble.includes(`127.0.0.1:${simulation.port}/trang/`)),
    [],
  ))
