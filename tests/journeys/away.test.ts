/**
 * Đi biển: a form of several pages is filled in where there is no line, for days, while the portal is renewed and the session
 * ends. What was kept can be read, what was typed goes once, and the newer worker waits for the older pages.
 */

import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { declarationPage } from '#modules/drafts/domain.ts'
import { buildAssets } from '#ui/assets.ts'
import { audit } from './audit.ts'
import { citizenLogin, communeCode } from './citizen.ts'
import { currentKey, fillPage, intend } from './filling.ts'
import { shoot } from './shots.ts'
import { openStage, press } from './stage.ts'
import { type Begun, begin, draftOf, goOn, said, until, waits } from './waiting.ts'

let passedMs = 0
const stage = await openStage(undefined, 'binh-thuan', () => new Date(Date.now() + passedMs))
const { line } = stage
const dayMs = 86_400_000

/** Giấy phép khai thác thủy sản: who, the boat, its gear, the waters. */
const licence = '1.004359'
const intent = await intend(stage, licence, communeCode, {
  requestKind: 'new',
  ownerKind: 'person',
  boatLengthMaxM: 9,
})
/** Agreed to where the answers are checked, with a line. */
const agreed = declarationPage(intent.form.pages)
const keysAfterFirst = intent.form.pages
  .filter((page) => page !== agreed && !/request|safety/.test(page.key))
  .map(({ key }) => key)

const main = (page: Page) => page.getByRole('main').innerText()
const holds = (page: Page) => page.locator('html[data-kept=yes]').waitFor()
const keptPaths = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('pages-'))
    const stores = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return stores.flat().map(({ url }) => new URL(url).pathname)
  })

/** The first page with a line, then what the device keeps of the others. */
async function beginOnShore(page: Page): Promise<Begun> {
  const draft = await begin(page, licence)
  await fillPage(page, intent)
  await press(goOn(page))
  await holds(page)
  return draft
}

/** Fills in the page that is open, presses, and goes on to the next where the device has it. */
async function fillAtSea(page: Page): Promise<void> {
  await fillPage(page, intent)
  await goOn(page).click()
  await waits(page)
}

const phone = await stage.person(citizenLogin, { width: 360 })
// What one test left of the line is not for the next.
beforeEach(() => line.turn('open'))

test('several pages of a draft are filled in without a line, one after the other, and each goes once', async () => {
  const draft = await beginOnShore(phone)
  line.turn('cut')
  for (const [at, key] of keysAfterFirst.entries()) {
    assert.equal(currentKey(phone), key)
    await fillAtSea(phone)
    if (at === 0) await shoot(phone, 'page-at-sea')
    if (at < keysAfterFirst.length - 1) await press(phone.getByRole('link', { name: /^Điền tiếp/ }))
  }
  await audit(phone)
  assert.equal((await draftOf(stage, draft.id)).version, 2)
  line.turn('open')
  await phone.evaluate(() => dispatchEvent(new Event('online')))
  const { answers, version } = await until(
    'every page is there',
    () => draftOf(stage, draft.id),
    (found) => found.version >= 2 + keysAfterFirst.length,
  )
  assert.equal(version, 2 + keysAfterFirst.length)
  for (const [key, answer] of Object.entries(intent.answers))
    if (agreed?.fields.some((field) => field.key === key)) assert.equal(answers[key], undefined, key)
    else if (key === 'ownerAddress') assert.partialDeepStrictEqual(answer, answers[key], key)
    else assert.deepEqual(answers[key], answer, `${key} is what was typed`)
  await phone.waitForURL(/\/kiem-tra$/)
})

const nameOf = (page: Page) => page.getByRole('textbox', { name: /^Tên ghe, tàu/ })

/** The portal of the next release: every script and style sheet at another address. */
async function nextRelease(mark: string) {
  const assets = new Map(await buildAssets())
  for (const [name, asset] of assets)
    if (/^(style\.css|islands\/.*)$/.test(name))
      assets.set(name, { ...asset, url: asset.url.replace(/(\.\w+)$/, `${mark}$1`) })
  return assets
}

const workers = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return {
      waits: Boolean(registration?.waiting),
      serves: navigator.serviceWorker.controller === (globalThis as { older?: unknown }).older,
    }
  })

/** `ends` when a worker of the device has made way for another. */
async function olderWorker(page: Page): Promise<{ readonly ends: Promise<void> }> {
  const session = await page.context().newCDPSession(page)
  const ends = new Promise<void>((resolve) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some(({ status }) => status === 'redundant')) resolve()
    })
  })
  await session.send('ServiceWorker.enable')
  return { ends }
}

test('a page kept before the portal was renewed sends to the newer one, and the newer worker waits for the older pages', async () => {
  const draft = await beginOnShore(phone)
  const boat = await phone.context().newPage()
  await boat.goto(`/ban-nhap/${draft.id}/boat`)
  await holds(boat)
  await phone.evaluate(() => {
    ;(globalThis as { older?: unknown }).older = navigator.serviceWorker.controller
  })
  line.turn('cut')
  await phone.goto(`/ban-nhap/${draft.id}/owner`)
  await phone.evaluate(() => {
    ;(globalThis as { older?: unknown }).older = navigator.serviceWorker.controller
  })
  await fillAtSea(phone)
  await nameOf(boat).fill('Bình Thuận 97')
  await said(boat, /Đã lưu trên máy này/)

  await stage.upgrade(await nextRelease('b'))
  line.turn('open')
  await phone.evaluate(() => dispatchEvent(new Event('online')))
  await until(
    'the page that was kept arrived at the newer portal',
    () => draftOf(stage, draft.id),
    ({ version, answers }) => version === 3 && answers['ownerName'] === intent.answers['ownerName'],
  )
  // What the browser holds of the worker is an hour old at most; the test does not wait for it.
  const session = await boat.context().newCDPSession(boat)
  await session.send('Network.clearBrowserCache')
  await boat.evaluate(async () => {
    ;(globalThis as { older?: unknown }).older = navigator.serviceWorker.controller
    await (await navigator.serviceWorker.getRegistration())?.update()
  })
  await until(
    'the newer worker waits',
    () => workers(boat),
    ({ waits: isWaiting, serves }) => isWaiting && serves,
  )
  // A page opened meanwhile is of the newer portal; the older worker still serves, and the other page is as it was.
  await phone.goto('/tai-khoan')
  assert.match((await phone.locator('link[rel=stylesheet]').first().getAttribute('href')) ?? '', /b\.css$/)
  assert.deepEqual(await workers(boat), { waits: true, serves: true })
  assert.equal(await nameOf(boat).inputValue(), 'Bình Thuận 97')

  const { ends } = await olderWorker(phone)
  for (const page of phone.context().pages()) if (page !== phone) await page.close()
  await phone.goto('about:blank')
  await ends
  await phone.goto(`/ban-nhap/${draft.id}/boat`)
  assert.deepEqual(await workers(phone), { waits: false, serves: false })
  assert.equal(await nameOf(phone).inputValue(), 'Bình Thuận 97')
  line.turn('cut')
  await phone.goto('/tai-khoan')
  assert.match(await phone.locator('body').innerText(), /Trang này lưu lúc/)
  line.turn('open')
})

let atSea: Begun

test('seven days at sea: what was kept is read each day, also after pressing sign-in, and only long after not', async () => {
  const draft = await beginOnShore(phone)
  atSea = draft
  line.turn('cut')
  await phone.goto(`/ban-nhap/${draft.id}/owner`)
  await fillAtSea(phone)
  for (let day = 0; day < 7; day++) {
    passedMs += dayMs
    // The clock of a worker cannot be turned: each page is as old as it would be.
    await olderBy(phone, 1)
    for (const path of ['/tai-khoan', `/ban-nhap/${draft.id}/boat`]) {
      await phone.goto(path)
      assert.match(await phone.locator('body').innerText(), /Trang này lưu lúc/, `${path}, day ${day + 1}`)
    }
  }
  await phone.goto('/dang-nhap')
  assert.match(await main(phone), /Hiện không có mạng/)
  await audit(phone)
  await shoot(phone, 'sign-in-at-sea')
  await phone.goto('/tai-khoan/hop-gui')
  await said(phone, /Chưa gửi/)

  await olderBy(phone, 24)
  await phone.goto('/tai-khoan')
  assert.match(await main(phone), /Đã quá 30 ngày không có mạng/)
  assert.doesNotMatch(await phone.locator('body').innerText(), /chưa được lưu|Lê Hải Anh/)
  await audit(phone)
  await shoot(phone, 'too-long-at-sea')
  await olderBy(phone, -24)
  await phone.goto('/tai-khoan')
  assert.match(await phone.locator('body').innerText(), /Trang này lưu lúc/)
})

test('on shore with a session that ended: the pages go, what waits stays, asks for sign-in, and goes once', async () => {
  // The line is there again.
  await phone.goto('/')
  await until(
    'the pages of the person are gone',
    () => keptPaths(phone),
    (paths) => !paths.some((path) => /^\/(tai-khoan|ban-nhap)/.test(path)),
  )
  await phone.getByText(/1 mục của người đã đăng nhập chưa gửi từ máy này/).waitFor()
  await audit(phone)
  await shoot(phone, 'on-shore-signed-out')
  await phone.goto('/tai-khoan/hop-gui')
  await said(phone, /1 mục của người đã đăng nhập chưa gửi từ máy này/)
  await audit(phone)
  await shoot(phone, 'outbox-signed-out')
  await phone.getByRole('link', { name: 'Đăng nhập lại' }).first().click()
  await phone.waitForURL(/dinh-danh/)
  await stage.enter(phone, citizenLogin)
  await phone.goto('/tai-khoan/hop-gui')
  const { answers } = await until(
    'what waited is there',
    () => draftOf(stage, atSea.id),
    ({ version }) => version === 3,
  )
  assert.equal(answers['ownerName'], intent.answers['ownerName'])
  // What was being written before the portal was renewed is the person's to finish.
  await until(
    'only what is being written is left',
    () => phone.locator('.outbox .card').allInnerTexts(),
    ([first = '', ...more]) => more.length === 0 && first.includes('Đang viết dở'),
  )
})

/** Lets kept pages be so many days older than they are. */
const olderBy = (page: Page, days: number) =>
  page.evaluate(async (ms) => {
    for (const name of await caches.keys()) {
      const store = await caches.open(name)
      for (const key of await store.keys()) {
        const answer = await store.match(key)
        const savedAt = answer?.headers.get('x-saved-at')
        if (!answer || !savedAt) continue
        const headers = new Headers(answer.headers)
        headers.set('x-saved-at', new Date(Date.parse(savedAt) - ms).toISOString())
        await store.put(key, new Response(await answer.blob(), { headers }))
      }
    }
  }, days * dayMs)

test('nothing went wrong behind the pages but for the line that was cut', () =>
  assert.deepEqual(
    stage.troubles.filter((trouble) => !/net::ERR_|status of 503/.test(trouble)),
    [],
  ))
