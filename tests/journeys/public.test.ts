import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { read } from '#kernel/db.ts'
import { identity } from '#modules/identity/module.ts'
import type { PieceKind } from '#modules/news/domain.ts'
import { news } from '#modules/news/module.ts'
import { findPublished } from '#modules/news/store.ts'
import { organisation } from '#modules/organisation/module.ts'
import { modules } from '../../src/app.ts'
import { audit } from './audit.ts'
import { citizenLogin } from './citizen.ts'
import { currentKey } from './filling.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage([organisation, identity, news])

/** The newest piece of a kind that everyone may read. */
const newest = async (kind: PieceKind) => {
  const { now } = stage.context
  const [piece] = await read(stage.context, (tx) => findPublished(tx, { kind, now, limit: 1 }))
  assert.ok(piece, kind)
  return piece.slug
}
const newsSamples = {
  '/tin-tuc/:slug': `/tin-tuc/${await newest('article')}`,
  '/huong-dan/:slug': `/huong-dan/${await newest('guide')}`,
  '/canh-bao/:id': `/canh-bao/${await newest('alert')}`,
}

/** One of each, for addresses that name something. */
const samples: Readonly<Record<string, string>> = {
  '/h/:code': '/h/H11.31.01-260302-0001',
  '/thu-tuc/:code': '/thu-tuc/1.001193',
  '/thu-tuc/:code/giay-to': '/thu-tuc/1.001193/giay-to',
  '/linh-vuc/:code': '/linh-vuc/ho-tich',
  '/ban-do/noi/:code': '/ban-do/noi/593',
  '/lay-so/:unit': '/lay-so/H11.31.01',
  '/dat-hen/:unit': '/dat-hen/H11.31.01',
  '/chat-luong/:code': '/chat-luong/H11.31.01',
  '/chat-luong/:code/chi-tieu/:indicator': '/chat-luong/H11.31.01/chi-tieu/2.1',
  '/chat-luong/:code/nhung': '/chat-luong/H11.31.01/nhung',
  '/du-kien/noi/:code': '/du-kien/noi/H11.31.01',
  '/du-kien/thu-tuc/:code': '/du-kien/thu-tuc/1.001193',
  '/so-cai/la/:start': '/so-cai/la/0123456789abcdef',
  '/hai-long/:code': '/hai-long/H11.31.01',
  ...newsSamples,
  '/su-kien/:key': `/su-kien/${stage.platform.pack.lifeEvents[0]?.key}`,
}
/**
 * Open to everyone, but not a page: answers to programs, changes of settings, and what needs its code. Numbers, the display
 * of the hall and appointments are looked at in counter.test.ts, held still: they ask for themselves again; what is asked about a
 * dossier and the device that asks it in satisfaction.test.ts; a field report in feedback.test.ts and a
 * petition in petitions.test.ts.
 */
const notPages =
  /^\/(api|healthz|assets|dinh-danh|ung-dung\/(mo|can-luu)$)|^\/(tuy-chon|thu-tuc\/goi-y|dang-nhap\/ve|robots\.txt|sitemap)|\.(pdf|json|xml|txt|js|csv|svg|webmanifest|:format)$|^\/(chon-vi-tri|ban-do\/o\/|ho-so\/:code\/danh-gia|lay-so\/:unit\/so|man-hinh|lich-hen|thanh-toan\/:secret|danh-gia\/:token|may-danh-gia\/|phan-anh\/(gui\/)?:code|kien-nghi\/(gui\/xem-lai\/)?:|so-cai\/(:tree|dau-thoi-gian|kiem-tra\.html)|tin-tuc\/tep|canh-bao\/noi-o)/

const addresses = modules
  .flatMap(({ routes = [] }) => routes)
  .filter(({ method, access, path }) => method === 'GET' && access === 'public' && !notPages.test(path))
  .map(({ path }) => (path.includes(':') ? (samples[path] ?? path) : path))

test('every public page has a sample', () => {
  assert.ok(addresses.length > 8, addresses.join(' '))
  assert.deepEqual(
    addresses.filter((path) => path.includes(':')),
    [],
    'write a sample for these',
  )
})

test('every public page works without script on a narrow phone', async () => {
  const phone = await stage.device({ script: false, width: 360 })
  for (const path of addresses) {
    const reply = await phone.goto(path)
    assert.equal(reply?.status(), 200, path)
    assert.equal(await phone.getByRole('heading', { level: 1 }).count(), 1, path)
    const width = await phone.evaluate(() => document.documentElement.scrollWidth)
    assert.ok(width <= 360, `${path} is ${width}px wide`)
  }
})

test('every public page is accessible in every colour', async () => {
  const page = await stage.device()
  for (const path of [...addresses, '/thu-tuc?q=khai+sinh', '/thu-tuc?q=xyzxyz', '/khong-co-trang-nay']) {
    await page.goto(path)
    await audit(page)
  }
})

test('colours, text size and language are chosen without script', async () => {
  const phone = await stage.device({ script: false, width: 360 })
  await phone.goto('/tro-giup')
  await phone.getByText('Hiển thị').first().click()
  await press(phone.getByRole('button', { name: 'Nền tối' }).first())
  assert.equal(await phone.locator('html').getAttribute('data-theme'), 'dark')
  await press(phone.getByRole('button', { name: 'English' }).first())
  assert.equal(await phone.locator('html').getAttribute('lang'), 'en')
  assert.equal(new URL(phone.url()).pathname, '/tro-giup')
  await phone.getByRole('heading', { level: 1 }).waitFor()
})

/** What the keyboard is at: its label, or its own words; and whether one can see that. */
function focused(page: Page): Promise<{ readonly name: string; readonly isSeen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement
    const { outlineStyle, boxShadow } = getComputedStyle(element)
    const name = element.labels?.[0]?.innerText ?? element.innerText ?? ''
    return { name: name.trim(), isSeen: outlineStyle !== 'none' || boxShadow !== 'none' }
  })
}

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let times = 0; times < 80; times++) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    assert.ok(now.isSeen, `one cannot see where the keyboard is: ${now.name}`)
    if (name.test(now.name)) return
  }
  assert.fail(`the keyboard never comes to ${name} at ${page.url()}`)
}

test('a citizen answers page after page with the keyboard alone', async () => {
  const page = await stage.person(citizenLogin)
  await page.goto('/thu-tuc/1.012812/nop')
  await page.keyboard.press('Tab')
  assert.equal((await focused(page)).name, 'Đến nội dung chính')
  await tabTo(page, /^Bắt đầu$/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/applicantKind$/)
  await tabTo(page, /^Cá nhân$/)
  await page.keyboard.press('Space')
  await tabTo(page, /^Lưu và tiếp tục$/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/person$/)
  await tabTo(page, /^Họ và tên/)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Lê Hải Anh')
  await page.keyboard.press('Enter')
  await page.waitForURL(/contact$/)
  assert.equal(currentKey(page), 'contact', 'Enter in a field goes on, and takes nothing out')
})

test('nothing is asked of other servers and no script fails', () => assertNoTroubles(stage))
