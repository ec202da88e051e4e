/** Không có mạng: the app is put on the phone; what was seen opens without a line, with its time, for its owner alone. */

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Page, Response } from 'playwright-core'
import { signingProvider, verifyPdfSignatures } from '#kernel/signing.ts'
import { listModels } from '#modules/identity/development/commands.ts'
import { identity } from '#modules/identity/module.ts'
import { news } from '#modules/news/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { wallet } from '#modules/wallet/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { audit } from './audit.ts'
import { citizenLogin } from './citizen.ts'
import { openStage, press, signInAs } from './stage.ts'

const stage = await openStage([organisation, identity, news, wallet])
const { line } = stage
const shots = process.env.SHOTS
const models = await listModels(stage.context)
const other = models.find(({ kind, login }) => kind === 'citizen' && login !== citizenLogin)

/** A step that does not end says which it was, soon. */
async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let end: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_resolve, reject) => {
    end = setTimeout(() => reject(new Error(`not within ${seconds} s: ${what}`)), seconds * 1_000)
  })
  return Promise.race([work, tooLate]).finally(() => clearTimeout(end))
}

const holds = (page: Page) =>
  within(30, `${page.url()} keeps its pages`, page.locator('html[data-kept=yes]').waitFor())
const opens = (page: Page, path: string, seconds = 8): Promise<Response | null> =>
  within(seconds, `${path} opens`, page.goto(path, { waitUntil: 'load' }))
const words = (page: Page) => page.locator('body').innerText()

async function look(page: Page, name: string): Promise<void> {
  if (!shots) return
  for (const theme of ['light', 'dark'])
    for (const width of [360, 1280]) {
      await page.evaluate((colours) => {
        document.documentElement.dataset.theme = colours
      }, theme)
      await page.setViewportSize({ width, height: 800 })
      await page.screenshot({ path: `${shots}/${name}-${width}-${theme}.png`, fullPage: true })
    }
  await page.setViewportSize({ width: 360, height: 780 })
}

const phone = await stage.person(citizenLogin, { width: 360 })
// What one test left of the line is not for the next.
beforeEach(async () => {
  line.turn('open')
  await phone.context().setOffline(false)
})
/** Address of the paper that is proved without a line. */
let proof = ''

test('the app may be put on the home screen: name, icons for every shape, shortcuts, and one worker', async () => {
  await opens(phone, '/tai-khoan')
  await holds(phone)
  await audit(phone)
  await look(phone, 'home')
  const href = await phone.locator('link[rel=manifest]').getAttribute('href')
  const manifest = (await (await phone.request.get(href ?? '')).json()) as {
    name: string
    icons: { src: string; sizes: string; purpose: string }[]
    shortcuts: { url: string }[]
    start_url: string
  }
  assert.equal(manifest.name, 'CDS Bình Thuận')
  assert.ok(manifest.icons.some(({ purpose }) => purpose === 'maskable'))
  for (const { src, sizes } of manifest.icons) {
    const png = await (await phone.request.get(src)).body()
    assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes)
  }
  for (const { url } of manifest.shortcuts) assert.equal((await phone.request.get(url)).status(), 200, url)
  await opens(phone, manifest.start_url)
  assert.equal(new URL(phone.url()).pathname, '/tai-khoan')
  const workers = await phone.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  )
  assert.deepEqual(workers, ['/'])
})

test('what is kept ahead opens without a line, with its time; what is not says so and lists what is there', async () => {
  await phone.context().setOffline(true)
  for (const path of [
    '/tai-khoan/ho-so',
    '/duong-day-nong',
    '/canh-bao',
    '/tai-khoan/thong-bao',
    '/phan-anh/gui',
  ]) {
    await opens(phone, path)
    assert.match(await words(phone), /Trang này lưu lúc \d\d:\d\d, .*Hiện không có mạng/, path)
  }
  await opens(phone, '/ung-dung/mo')
  assert.match(await words(phone), /Việc cần làm/)
  await audit(phone)
  await look(phone, 'kept-home')
  await opens(phone, '/duong-day-nong')
  assert.ok((await phone.locator('a[href="tel:115"]').count()) > 0)
  await look(phone, 'kept-hotlines')
  await opens(phone, '/thu-tuc/1.004359')
  assert.match(await words(phone), /Hiện không có mạng. Trang vừa mở chưa được lưu trên máy này/)
  await audit(phone)
  await look(phone, 'not-kept')
  await within(8, 'a page of the list opens', press(phone.getByRole('link', { name: 'Ví giấy tờ' }).first()))
  assert.equal(new URL(phone.url()).pathname, '/tai-khoan/vi-giay-to')
})

test('a paper of the wallet is proved without a line: its code, and its file with the signature that holds', async () => {
  await phone.context().setOffline(true)
  await opens(phone, '/tai-khoan/vi-giay-to')
  await within(
    8,
    'its proof opens',
    press(phone.getByRole('link', { name: /^Chứng minh bằng mã QR/ }).first()),
  )
  assert.match(await words(phone), /Trang này lưu lúc/)
  assert.match(await phone.locator('.wallet-code').innerText(), /\w{4}/)
  proof = new URL(phone.url()).pathname
  await look(phone, 'kept-proof')
  const bytes = await phone.evaluate(async (file) => {
    const kept = await caches.match(file)
    return kept ? [...new Uint8Array(await kept.arrayBuffer())] : []
  }, `${proof}/tep`)
  const roots = await signingProvider(stage.context.settings).trustedRoots()
  const signatures = await verifyPdfSignatures(Buffer.from(bytes), roots)
  assert.ok(signatures.length > 0)
  assert.ok(signatures.every(({ valid }) => valid))
})

test('on a line that is silent the kept page comes after some seconds; a page never seen is waited for', async () => {
  line.turn('silent')
  const began = Date.now()
  await opens(phone, '/tai-khoan/ho-so', 12)
  assert.ok(Date.now() - began >= 3_500, 'the network had its time')
  assert.match(await words(phone), /Trang này lưu lúc .* Hiện chưa nối được với cổng của tỉnh/)
  const stylesheet = await phone.evaluate(() => document.styleSheets.length)
  assert.ok(stylesheet > 0, 'it is styled')
  const waiting = phone.goto('/thu-tuc/1.004359').then(
    (reply) => reply?.status(),
    () => 'failed',
  )
  const first = await Promise.race([
    waiting,
    new Promise((resolve) => setTimeout(() => resolve('waits'), 6_000)),
  ])
  assert.equal(first, 'waits')
  line.turn('cut')
  await phone.goto('about:blank')
  await waiting
  line.turn('open')
  const reply = await opens(phone, '/tai-khoan/ho-so')
  assert.equal(reply?.fromServiceWorker(), true)
  assert.doesNotMatch(await words(phone), /Trang này lưu lúc/)
})

test('a server that was renewed meanwhile: the old page keeps working, the new worker waits, kept pages stay', async () => {
  await opens(phone, '/tai-khoan')
  const assets = new Map(await buildAssets())
  for (const [name, asset] of assets)
    if (/^(style\.css|islands\/.*)$/.test(name))
      assets.set(name, { ...asset, url: asset.url.replace(/(\.\w+)$/, 'b$1') })
  await within(20, 'another server stands', stage.upgrade(assets))
  await within(8, 'a link of the old page', press(phone.getByRole('link', { name: 'Hồ sơ của tôi' }).first()))
  assert.match((await phone.locator('link[rel=stylesheet]').first().getAttribute('href')) ?? '', /b\.css$/)
  await phone.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.update()
  })
  await opens(phone, '/tai-khoan')
  await phone.context().setOffline(true)
  await opens(phone, proof)
  assert.match(await words(phone), /Trang này lưu lúc/)
  const isStyled = await phone.evaluate(() =>
    getComputedStyle(document.body).fontFamily.includes('Be Vietnam'),
  )
  assert.ok(isStyled, 'made of what the old server gave')
  await phone.context().setOffline(false)
})

test('whoever signs out leaves nothing, and whoever signs in next sees nothing of theirs', async () => {
  await opens(phone, '/tai-khoan')
  await within(10, 'signing out', press(phone.getByRole('button', { name: 'Đăng xuất' })))
  const kept = () =>
    phone.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith('pages-'))
      const stores = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return stores.flat().map(({ url }) => new URL(url).pathname)
    })
  await phone.waitForTimeout(500)
  assert.deepEqual(
    (await kept()).filter((path) => path.startsWith('/tai-khoan')),
    [],
  )
  await phone.context().setOffline(true)
  await opens(phone, proof)
  assert.match(await words(phone), /Trang vừa mở chưa được lưu trên máy này/)
  await phone.context().setOffline(false)
  await opens(phone, '/dang-nhap')
  await signInAs(phone, other?.login ?? '')
  await opens(phone, '/tai-khoan')
  await holds(phone)
  await phone.context().setOffline(true)
  await opens(phone, proof)
  assert.match(await words(phone), /Trang vừa mở chưa được lưu trên máy này/)
  await opens(phone, '/tai-khoan')
  assert.match(await words(phone), /Trang này lưu lúc/)
  await phone.context().setOffline(false)
})

test('a visitor’s device keeps nothing that was opened by a code', async () => {
  const stranger = await stage.device({ width: 360 })
  await opens(stranger, '/')
  await holds(stranger)
  await opens(stranger, '/tra-cuu?ho-so=H11.31.01-260302-0001&ma=XXXX')
  await stranger.context().setOffline(true)
  await opens(stranger, '/tra-cuu?ho-so=H11.31.01-260302-0001&ma=XXXX')
  assert.match(await words(stranger), /Trang vừa mở chưa được lưu/)
  await stranger.context().setOffline(false)
})

test('nothing went wrong behind the pages, but for the lines that were cut', () =>
  assert.deepEqual(
    stage.troubles.filter(
      (trouble) => !/ERR_(INTERNET_DISCONNECTED|EMPTY_RESPONSE|CONNECTION)|503/.test(trouble),
    ),
    [],
  ))
