/** Kênh nhận tin: a person proves an address, and what happens to a dossier reaches it with a link that works. */

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { newSigningKey } from '#kernel/signed-messages.ts'
import { provinceKey, registerSystem } from '#modules/exchange/api.ts'
import { type Simulation, startSimulators } from '../../simulators/framework.ts'
import {
  type Mailbox,
  type Sent,
  smsSimulator,
  startMailbox,
  zaloSimulator,
} from '../../simulators/messages.ts'
import { type PushService, startPushService } from '../../simulators/push.ts'
import { audit } from './audit.ts'
import { birth, citizenLogin } from './citizen.ts'
import { handIn, officers, openBySearch } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
// This runs by night too, when phones are left alone.
Object.assign(stage.platform.pack.manifest, { quietHours: { from: '00:00', until: '00:00' } })
const shots = process.env.SHOTS
const sent: Sent[] = []
let mailbox: Mailbox
let simulation: Simulation
let push: PushService

before(async () => {
  const key = newSigningKey()
  mailbox = await startMailbox(sent)
  push = await startPushService()
  simulation = await startSimulators({
    simulators: [smsSimulator(sent), zaloSimulator(sent)],
    keyOf: () => key,
    callerKey: provinceKey(stage.context).publicKey,
  })
  const here = { host: '127.0.0.1', isPrivate: false, isSimulator: true, isEnabled: true } as const
  for (const name of ['sms', 'zalo'])
    await registerSystem(stage.context, {
      ...here,
      key: name,
      port: simulation.port,
      pathPrefix: `/${name}`,
      publicKey: key.publicKey,
    })
  const bare = { ...here, pathPrefix: '', publicKey: '' } as const
  await registerSystem(stage.context, { ...bare, key: 'mail', protocol: 'smtp', port: mailbox.port })
  await registerSystem(stage.context, { ...bare, key: 'push-google', protocol: 'push', port: push.port })
})
after(async () => {
  await simulation.stop()
  await mailbox.stop()
  await push.stop()
})

async function look(page: Page, name: string): Promise<void> {
  if (!shots) return
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 360, height: 780 })
}
async function arrives(words: RegExp): Promise<Sent> {
  for (let wait = 0; wait < 100; wait++) {
    const found = sent.find(({ text }) => words.test(text))
    if (found) return found
    await sleep(100)
  }
  throw new Error(`nothing arrived that says ${words}`)
}

test('a person proves an address, is told there, and follows the link; the officer sees that it was sent', async () => {
  const code = await handIn(stage, '1.001193', birth)
  const citizen = await stage.person(citizenLogin, { width: 360 })
  const text = (page: Page) => page.getByRole('main').innerText()
  await citizen.goto('/tai-khoan')
  await press(citizen.getByRole('link', { name: 'Kênh nhận tin' }))
  await audit(citizen)
  await look(citizen, 'kenh-tin')
  await citizen.getByLabel('Số điện thoại di động').fill('0252 3822')
  await press(citizen.getByRole('button', { name: 'Gửi mã xác nhận' }).first())
  assert.match(await text(citizen), /Số điện thoại chưa đúng/)
  await citizen.getByLabel('Địa chỉ thư điện tử').fill('may@vi-du.vn')
  await citizen.getByRole('checkbox', { name: /Gửi thư điện tử cho tôi/ }).check()
  await press(citizen.getByRole('button', { name: 'Gửi mã xác nhận' }).last())
  const { text: letter } = await arrives(/Mã xác nhận \d{6}/)
  await audit(citizen)
  await look(citizen, 'kenh-tin-ma')
  await citizen.getByLabel('Mã xác nhận').fill(/Mã xác nhận (\d{6})/.exec(letter)?.[1] ?? '')
  await press(citizen.getByRole('button', { name: 'Xác nhận', exact: true }))
  assert.match(await text(citizen), /Đã xác nhận địa chỉ/)
  assert.ok(await citizen.getByRole('radio', { name: 'Thư điện tử' }).isChecked())
  await audit(citizen)
  await look(citizen, 'kenh-tin-xong')
  await press(citizen.getByRole('button', { name: 'Lưu lựa chọn' }))
  assert.match(await text(citizen), /Đã lưu lựa chọn/)

  const clerk = await stage.person(officers.clerk)
  await openBySearch(clerk, code)
  await press(clerk.getByRole('button', { name: 'Tiếp nhận hồ sơ' }))
  const told = await arrives(new RegExp(`${code} đã được tiếp nhận`))
  assert.equal(told.to, 'may@vi-du.vn')
  const link = /https?:\/\/\S+\/h\/\S+/.exec(told.text)?.[0] ?? ''
  for (let wait = 0; wait < 50; wait++) {
    await clerk.goto(`/lam-viec/ho-so/${code}`)
    if (/Đã gửi\s+Thư điện tử đến m•••@vi-du\.vn/.test(await text(clerk))) break
    await sleep(100)
  }
  assert.match(await text(clerk), /Đã gửi\s+Thư điện tử đến m•••@vi-du\.vn/)
  await audit(clerk)
  if (shots) await clerk.locator('#tin-da-gui').screenshot({ path: `${shots}/tin-da-gui.png` })
  await citizen.goto('/tai-khoan/thong-bao')
  assert.match(await text(citizen), /Đã gửi\s+Thư điện tử đến m•••@vi-du\.vn/)
  await audit(citizen)
  await look(citizen, 'thong-bao')
  await citizen.goto(link)
  assert.equal(new URL(citizen.url()).pathname, `/ho-so/${code}`)
  const stranger = await stage.device()
  await stranger.goto(link)
  assert.equal(await stranger.getByLabel('Mã hồ sơ').inputValue(), code)
  await audit(stranger)
  if (shots) {
    const dark = await stage.person(citizenLogin, { theme: 'dark' })
    await dark.goto('/tai-khoan/kenh-tin')
    await look(dark, 'kenh-tin-toi')
  }
  assertNoTroubles(stage)
})

test('a person switches a browser on and is told there; how soon messages go is open to everyone', async () => {
  const page = await stage.person(citizenLogin, { width: 360 })
  await page.context().grantPermissions(['notifications'], { origin: stage.url })
  // What a browser asks of its own push service cannot be asked here; everything else is the browser's.
  const { subscription } = push.subscribe()
  await page.addInitScript((given) => {
    PushManager.prototype.subscribe = async () => ({ toJSON: () => given }) as never
  }, subscription)
  await page.goto('/tai-khoan/kenh-tin')
  await page.getByRole('checkbox', { name: /Thông báo đẩy/ }).check()
  await press(page.getByRole('button', { name: 'Bật trên thiết bị này' }))
  const words = () => page.getByRole('main').innerText()
  const hasReceiver = await page.evaluate(
    async () => (await navigator.serviceWorker.getRegistration('/thong-bao/'))?.active?.state,
  )
  assert.equal(hasReceiver, 'activated')
  assert.match(await words(), /Đã bật thông báo trên thiết bị này/)
  assert.match(await words(), /Chrome, Linux/)
  await audit(page)
  await page.getByRole('radio', { name: 'Thông báo trên thiết bị' }).check()
  await press(page.getByRole('button', { name: 'Lưu lựa chọn' }))
  await look(page, 'kenh-tin-thiet-bi')

  await handIn(stage, '1.001193', birth)
  for (let wait = 0; wait < 100 && push.pushed.length === 0; wait++) await sleep(100)
  assert.match(push.pushed[0]?.text ?? '', /"link":"\/h\/H11/)
  for (let wait = 0; wait < 50; wait++) {
    await page.goto('/tai-khoan/thong-bao')
    if (/Đã gửi\s+Thiết bị/.test(await words())) break
    await sleep(100)
  }
  assert.match(await words(), /Đã gửi\s+Thiết bị/)
  await page.goto('/chat-luong-gui-tin')
  assert.match(await words(), /% số tin được giao trong 30 giây/)
  await audit(page)
  await look(page, 'chat-luong')
  assertNoTroubles(stage)
})
