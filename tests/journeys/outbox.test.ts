/**
 * Hộp gửi: what a citizen writes without a line is kept on the device and sent once. Days pass, lines break, tabs die, servers
 * change, the clock of the device lies: nothing is lost and nothing doubled, as the database has it. `OUTBOX_DRAFTS` says how
 * many drafts of four photos wait for a line; five unless told.
 */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { read, sql } from '#kernel/db.ts'
import { listModels } from '#modules/identity/development/commands.ts'
import { identity } from '#modules/identity/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { buildAssets } from '#ui/assets.ts'
import { audit } from './audit.ts'
import { citizenLogin } from './citizen.ts'
import { photo } from './filling.ts'
import { shoot } from './shots.ts'
import { openStage } from './stage.ts'
import {
  attach,
  type Begun,
  begin,
  crash,
  draftOf,
  goOn,
  large,
  said,
  until,
  uplinkDies,
  waits,
} from './waiting.ts'

const draftCount = Number(process.env['OUTBOX_DRAFTS'] ?? 5)
let passedMs = 0
const stage = await openStage([organisation, identity], 'binh-thuan', () => new Date(Date.now() + passedMs))
const { line } = stage
const dayMs = 86_400_000
const procedure = '1.012812'
const outboxPath = '/tai-khoan/hop-gui'

const main = (page: Page) => page.getByRole('main')

async function countOf(what: 'reports' | 'photos', words: string): Promise<number> {
  const { rows } = await read(stage.context, (tx) =>
    sql<{
      reports: number
      photos: number
    }>`select count(distinct r.id)::int as reports, count(p.id)::int as photos
      from feedback_reports r left join feedback_photos p on p.report_id = r.id
      where r.words = ${words} and r.state <> 'draft'`.execute(tx),
  )
  return rows[0]?.[what] ?? 0
}

const phone = await stage.person(citizenLogin, { width: 360 })

test('what is typed is there after a reload; pressed without a line it waits, and goes once', async () => {
  const { id, first } = await begin(phone, procedure)
  await phone.getByRole('radio', { name: 'Cá nhân' }).check()
  await said(phone, /Đã lưu trên máy này/)
  await phone.reload()
  assert.equal(await phone.getByRole('radio', { name: 'Cá nhân' }).isChecked(), true)
  line.turn('cut')
  await goOn(phone).click()
  await waits(phone)
  await shoot(phone, 'waits')
  assert.equal((await draftOf(stage, id)).version, 1)
  line.turn('open')
  await phone.waitForURL((to) => to.pathname !== first)
  assert.equal((await draftOf(stage, id)).version, 2)
  await audit(phone)
})

test('an answer that was lost on its way does not make it go twice', async () => {
  const { id, first } = await begin(phone, procedure)
  let posts = 0
  await phone.route('**/ban-nhap/**', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    posts += 1
    if (posts > 1) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await phone.getByRole('radio', { name: 'Cá nhân' }).check()
  await goOn(phone).click()
  await phone.waitForURL((to) => to.pathname !== first)
  await phone.unroute('**/ban-nhap/**')
  assert.equal(posts, 2)
  assert.equal((await draftOf(stage, id)).version, 2)
})

test('a server that says nothing is given up after a while, and asked again', async () => {
  const { id, first } = await begin(phone, procedure)
  await phone.getByRole('radio', { name: 'Cá nhân' }).check()
  line.turn('silent')
  await goOn(phone).click()
  await waits(phone)
  line.turn('open')
  await phone.waitForURL((to) => to.pathname !== first, { timeout: 40_000 })
  assert.equal((await draftOf(stage, id)).version, 2)
})

const models = await listModels(stage.context)
const otherLogin = models.find(({ kind, login }) => kind === 'citizen' && login !== citizenLogin)?.login ?? ''

const drafts: Begun[] = []
const listed = (page: Page) => main(page).locator('.outbox .card')

test(`${draftCount} drafts with four photos each wait, pressed in tabs that were closed or died, by clocks that lie`, async () => {
  const began = Date.now()
  const lives = await uplinkDies(phone)
  for (let count = 0; count < draftCount; count++) {
    const page = await phone.context().newPage()
    if (count % 3 === 2) await page.clock.setSystemTime(new Date('2019-01-01T00:00:00Z'))
    const draft = await begin(page, procedure)
    drafts.push(draft)
    await page.goto(draft.papers)
    await attach(page, `Hồ sơ ${count}`)
    await goOn(page).click()
    await waits(page)
    if (count % 2 === 1) await crash(page)
    else await page.close({ runBeforeUnload: false })
  }
  await phone.goto(outboxPath)
  await until(
    'all are listed',
    () => listed(phone).count(),
    (count) => count === draftCount,
  )
  await shoot(phone, 'outbox')
  await audit(phone)
  // Another device saves another page of the first draft; this one has next to no room from now on.
  const desk = await stage.person(citizenLogin)
  await desk.goto(drafts[0]?.first ?? '')
  await desk.getByRole('radio', { name: 'Cá nhân' }).check()
  await goOn(desk).click()
  await desk.waitForURL((to) => to.pathname !== drafts[0]?.first)
  const { usage = 0 } = await phone.evaluate(() => navigator.storage.estimate())
  const session = await phone.context().newCDPSession(phone)
  await session.send('Storage.overrideQuotaForOrigin', { origin: stage.url, quotaSize: usage + 1_000_000 })
  line.turn('cut')
  await lives()
  assert.deepEqual(await versions(), before)
  Object.assign(told, { onDevice: await heldBy(phone), writtenMs: Date.now() - began })
})

/** Bytes of the files that wait on the device, as it counts them itself. */
const heldBy = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('mot-cua')
        opening.addEventListener('success', () => {
          const asked = opening.result.transaction('forms').objectStore('forms').getAll()
          asked.addEventListener('success', () => {
            resolve((asked.result as { bytes: number }[]).reduce((sum, { bytes }) => sum + bytes, 0))
            opening.result.close()
          })
        })
      }),
  )

const told = { onDevice: 0, writtenMs: 0 }
/** The page that the other device saved comes before. */
const before = Array.from({ length: draftCount }, (_, at) => (at === 0 ? 2 : 1))
const versions = async () =>
  (await Promise.all(drafts.map(({ id }) => draftOf(stage, id)))).map(({ version }) => version)

test('seven days without a line change nothing', async () => {
  await phone.clock.install()
  for (let day = 0; day < 7; day++) {
    await phone.clock.fastForward('24:00:00')
    passedMs += dayMs
    await phone.getByRole('button', { name: 'Gửi ngay' }).first().click()
    await said(phone, /Vẫn chưa gửi được/)
  }
  assert.equal(await listed(phone).count(), draftCount)
  await shoot(phone, 'outbox-after-days')
})

test('the session is over: nothing goes, the person is asked to sign in, and another person sees nothing', async () => {
  line.turn('open')
  await phone.getByRole('button', { name: 'Gửi ngay' }).first().click()
  await said(phone, /Phiên đăng nhập đã hết/)
  await shoot(phone, 'outbox-signed-out')
  assert.equal(await listed(phone).count(), draftCount)
  await stage.enter(phone, otherLogin)
  await phone.goto(outboxPath)
  await said(phone, /Không có gì chờ/)
  await phone.goto('/phan-anh/gui')
  await phone.goto('/tai-khoan')
  assert.deepEqual(await versions(), before)
})

test('with another server, over a line that keeps breaking, all of it goes once', async () => {
  const began = Date.now()
  await stage.upgrade(await buildAssets())
  await stage.enter(phone, citizenLogin)
  const page = await phone.context().newPage()
  await page.goto('/tai-khoan')
  const sender = await phone.context().newPage()
  await sender.goto(outboxPath)
  for (let times = 0; times < 6; times++) {
    await new Promise((resolve) => {
      setTimeout(resolve, 300 + 250 * times)
    })
    line.turn('cut')
    if (times === 2) await crash(page)
    line.turn('open')
    await sender.evaluate(() => dispatchEvent(new Event('online')))
  }
  await until(
    'all arrived',
    versions,
    (all) => all.every((version, at) => version > (before[at] ?? 0)),
    60 + draftCount * 10,
  )
  await until(
    'nothing waits',
    () => listed(sender).count(),
    (count) => count === 0,
  )
  await said(sender, /Không có gì chờ/)
  await sender.close()
  const sentMs = Date.now() - began
  const counted = await countArrived()
  const saves = (await versions()).map((version, at) => version - (before[at] ?? 0))
  const lost = draftCount * 4 - counted.names
  const doubled = counted.photos - counted.names + saves.reduce((sum, count) => sum + count - 1, 0)
  console.log(
    `test:offline: ${draftCount} drafts, ${counted.photos} photos, ${mb(counted.bytes)} MB arrived ` +
      `(${mb(told.onDevice)} MB waited on the device), 7 days away, written in ${seconds(told.writtenMs)} s, ` +
      `sent in ${seconds(sentMs)} s, lost ${lost}, doubled ${doubled}`,
  )
  assert.deepEqual({ lost, doubled }, { lost: 0, doubled: 0 })
  passedMs = 0
  await stage.enter(phone, citizenLogin)
})

const mb = (bytes: number) => Math.round(bytes / 1e6)
const seconds = (ms: number) => Math.round(ms / 1000)

/** What the drafts name, as the database has it: every photo, and every photo once. */
async function countArrived() {
  const { rows } = await read(stage.context, (tx) =>
    sql<{ photos: number; names: number; bytes: number }>`
      select count(*)::int as photos, count(distinct (d.id, f.name))::int as names, sum(f.bytes)::float as bytes
      from drafts d join files f on f.owner_id = d.owner_id and strpos(d.answers::text, f.id::text) > 0
      where d.id = any(${drafts.map(({ id }) => id)})`.execute(tx),
  )
  const [counted] = rows
  assert.ok(counted)
  return counted
}

async function report(page: Page, words: string): Promise<void> {
  await page.getByLabel('Lĩnh vực').selectOption('ve-sinh-moi-truong')
  await page.getByLabel('Mô tả sự việc').fill(words)
  await page.getByLabel('Xã, phường').selectOption({ label: 'Phường Mũi Né' })
  await page.getByLabel('Địa điểm').fill('Đường Huỳnh Thúc Kháng, trước chợ')
  await attach(page, words)
  await page.getByRole('button', { name: 'Xem lại trước khi gửi' }).click()
  await waits(page)
}

test('two reports of somebody without an account wait, and each is sent once with its four photos', async () => {
  const visitor = await stage.device({ width: 360 })
  const lives = await uplinkDies(visitor)
  const all = ['Rác đổ đầy lề đường trước chợ, đã ba ngày.', 'Đèn đường trước chợ tắt từ tối thứ hai.']
  for (const words of all) {
    await visitor.goto('/phan-anh/gui')
    await report(visitor, words)
  }
  await shoot(visitor, 'report-waits')
  await visitor.goto(outboxPath)
  assert.equal(await listed(visitor).count(), 2)
  let lost = 0
  await lives()
  await visitor.route('**/phan-anh/gui', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await visitor.reload()
  const sent = visitor.getByRole('link', { name: 'Xem kết quả' })
  await until(
    'both went',
    () => sent.count(),
    (count) => count === 2,
    90,
  )
  assert.equal(lost, 1)
  for (const words of all)
    assert.deepEqual([await countOf('reports', words), await countOf('photos', words)], [1, 4])
  await shoot(visitor, 'outbox-sent')
  await audit(visitor)
  await sent.first().click()
  await said(visitor, /PA-/)
})

test('two devices on one page: both answers stand side by side, and only what was chosen is kept', async () => {
  const desk = await stage.person(citizenLogin)
  const { id, first } = await begin(desk, procedure)
  await phone.goto(first)
  await phone.getByRole('radio', { name: 'Tổ chức' }).first().check()
  await said(phone, /Đã lưu trên máy này/)
  line.turn('cut')
  await goOn(phone).click()
  await waits(phone)
  line.turn('open')
  await phone.context().setOffline(true)
  await desk.getByRole('radio', { name: 'Cá nhân' }).check()
  await goOn(desk).click()
  await desk.waitForURL((to) => to.pathname !== first)
  await phone.context().setOffline(false)
  await phone.getByRole('heading', { level: 1, name: 'Trang này đã được sửa trên máy khác' }).waitFor()
  await shoot(phone, 'conflict')
  await audit(phone)
  assert.equal((await draftOf(stage, id)).answers['applicantKind'], 'citizen')
  await phone.goto(outboxPath)
  await said(phone, /Đã được sửa trên máy khác/)
  await shoot(phone, 'outbox-attention')
  await phone.getByRole('link', { name: 'Mở', exact: true }).first().click()
  await phone.getByRole('button', { name: 'Điền phần gõ dở trên máy này' }).click()
  await goOn(phone).click()
  await phone.getByRole('heading', { level: 1, name: 'Trang này đã được sửa trên máy khác' }).waitFor()
  await phone.getByRole('button', { name: 'Lưu các phần đã chọn' }).click()
  await phone.waitForURL((to) => to.pathname !== first)
  assert.notEqual((await draftOf(stage, id)).answers['applicantKind'], 'citizen')
  await phone.goto(outboxPath)
  await said(phone, /Không có gì chờ/)
})

test('a device that is full says so, and what it kept before is still there', async () => {
  const full = await stage.person(citizenLogin, { width: 360 })
  const { papers } = await begin(full, procedure)
  await full.goto(papers)
  const session = await full.context().newCDPSession(full)
  const used = await full.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
  await session.send('Storage.overrideQuotaForOrigin', { origin: stage.url, quotaSize: used + 500_000 })
  const input = full.locator('input[type=file][multiple]').first()
  await input.setInputFiles([await photo('Trang một')])
  await said(full, /Đã lưu trên máy này/)
  await input.setInputFiles([large])
  await said(full, /không còn chỗ/)
  await shoot(full, 'full')
  await full.reload()
  const lines = full.getByRole('list', { name: 'Tệp đã chọn' }).first().getByRole('listitem')
  await lines.first().waitFor()
  assert.match(await lines.first().innerText(), /Trang một/)
  assert.equal(await lines.count(), 1)
  await full.goto(outboxPath)
  await full.getByRole('button', { name: 'Bỏ đi' }).first().click()
  await full.getByRole('button', { name: 'Bỏ hẳn' }).click()
  await said(full, /Không có gì chờ/)
})

test('nothing went wrong behind the pages but for what was broken on purpose', () =>
  assert.deepEqual(
    stage.troubles.filter((trouble) => !/net::ERR_|status of 5\d\d/.test(trouble)),
    [],
  ))
