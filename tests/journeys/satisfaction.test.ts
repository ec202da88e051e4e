import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { ensureInvitation } from '#modules/satisfaction/inviting/commands.ts'
import { writeReturned } from '#modules/satisfaction/testing/store.ts'
import { audit } from './audit.ts'
import { officers } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const { context } = stage
const unit = 'H11.31.01'
const shots = process.env.SHOTS

/** A dossier whose result was handed over today, early. */
async function returned(number: number) {
  const code = `${unit}-261101-${String(number).padStart(4, '0')}`
  const day = (back: number) => instantAt(addDays(context.today, -back), 9 * 60).toISOString()
  return inTransaction(context, async (tx) => {
    const ended = new Date(context.now.getTime() - 60_000).toISOString()
    const id = await writeReturned(tx, { unit, code, received: day(4), due: day(-3), ended })
    return { code, ...(await ensureInvitation(tx, context, id)) }
  })
}

async function shoot(page: Page, name: string): Promise<void> {
  if (!shots) return
  const before = page.viewportSize()
  for (const width of [360, 1280])
    for (const scheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), scheme)
      await page.screenshot({ path: `${shots}/${name}-${width}-${scheme}.png`, fullPage: true })
    }
  if (before) await page.setViewportSize(before)
}

/** The page looks and reads as it should; one that leaves by itself is held still meanwhile. */
async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.querySelector('meta[http-equiv=refresh]')?.remove())
  await audit(page)
  await shoot(page, name)
}

const answers = [
  [/phải liên hệ thêm/, 'Không lần nào'],
  [/phải đến hoặc gọi mấy nơi/, 'Không nơi nào'],
  [/phải phàn nàn/, 'Không có gì phàn nàn'],
  [/thuận tiện không/, 'Rất hài lòng'],
  [/hài lòng đến mức nào/, 'Rất hài lòng'],
] as const

let claim = ''

test('an officer enrols a device for the hall, without script', async () => {
  const leader = await stage.person(officers.leader, { script: false })
  await press(leader.getByRole('link', { name: 'Máy đánh giá' }).first())
  await leader.getByLabel('Tên máy').fill('Máy cạnh quầy 3')
  await press(leader.getByRole('button', { name: 'Đăng ký máy' }))
  claim = (await leader.locator('.claim-address').innerText()).trim()
  assert.match(claim, /\/may-danh-gia\/ghi-danh\//)
})

test('at the device a person answers without script, one large button at a time, and nothing is left', async () => {
  const { number, code } = await returned(1)
  const kiosk = await stage.device({ script: false, width: 800 })
  await kiosk.goto(claim)
  await press(kiosk.getByRole('button', { name: 'Dùng máy này' }))
  for (const digit of number.slice(0, 3)) await press(kiosk.getByRole('button', { name: digit, exact: true }))
  await press(kiosk.getByRole('button', { name: 'Xóa một số' }))
  const field = kiosk.getByLabel('Số đánh giá hoặc mã hồ sơ')
  assert.equal(await field.inputValue(), number.slice(0, 2))
  await field.fill(number)
  await press(kiosk.getByRole('button', { name: 'Bắt đầu' }))
  for (const [question, answer] of answers) {
    const words = await kiosk.locator('main').innerText()
    assert.match(words, question)
    assert.doesNotMatch(words, new RegExp(`${code}|Trần Thị Diều|thả diều`, 'i'))
    await press(kiosk.getByRole('button', { name: answer, exact: true }))
  }
  await press(kiosk.getByRole('button', { name: 'Không, gửi ẩn danh' }))
  assert.match(await kiosk.getByRole('heading', { level: 1 }).innerText(), /Cảm ơn/)
  await press(kiosk.getByRole('link', { name: 'Về trang đầu' }))
  assert.equal(await kiosk.getByLabel('Số đánh giá hoặc mã hồ sơ').inputValue(), '')
  await kiosk.getByLabel('Số đánh giá hoặc mã hồ sơ').fill(number)
  await press(kiosk.getByRole('button', { name: 'Bắt đầu' }))
  assert.match(await kiosk.locator('main').innerText(), /đã được đánh giá/)

  const seen = await stage.device({ width: 800 })
  await seen.context().addCookies(await kiosk.context().cookies())
  await seen.goto('/may-danh-gia')
  await look(seen, 'may')
  await seen.getByLabel('Số đánh giá hoặc mã hồ sơ').fill((await returned(2)).number)
  await press(seen.getByRole('button', { name: 'Bắt đầu' }))
  await press(seen.getByRole('button', { name: 'Không lần nào' }))
  await look(seen, 'may-cau-hoi')
  await press(seen.getByRole('link', { name: 'Thôi, xóa hết' }))
  assert.equal(await seen.getByLabel('Số đánh giá hoặc mã hồ sơ').inputValue(), '')
  assertNoTroubles(stage)
})

test('on a phone the link asks the same, names what is left open, and is done once', async () => {
  const { token } = await returned(3)
  const phone = await stage.device({ width: 360 })
  await phone.goto(`/danh-gia/${token}`)
  await look(phone, 'danh-gia')
  await press(phone.getByRole('button', { name: 'Gửi đánh giá' }))
  assert.match(await phone.getByRole('alert').innerText(), /Chọn một câu trả lời/)
  for (const [question, answer] of answers)
    await phone.getByRole('group', { name: question }).getByRole('radio', { name: answer }).check()
  await press(phone.getByRole('button', { name: 'Gửi đánh giá' }))
  assert.match(await phone.getByRole('heading', { level: 1 }).innerText(), /Cảm ơn/)
})

/** The login name of somebody with this role, nearest to the top. */
const loginOf = (role: string) =>
  read(context, async (tx) => {
    const { rows } = await sql<{ login: string }>`
      select l.subject as login from posts p join units u on u.id = p.unit_id
        join identity_links l on l.person_id = p.person_id
      where ${role} = any(p.roles) order by nlevel(u.path), l.subject limit 1`.execute(tx)
    return rows[0]?.login ?? ''
  })

test('the agency scores itself, the level above verifies, and the reports say so', async () => {
  const { code } = await returned(4)
  const leader = await stage.person(officers.leader)
  await leader.goto('/lam-viec/hai-long/tu-cham')
  const part = leader.getByRole('region', { name: /^6\. / })
  for (const name of [/chính xác, đầy đủ/, /Niêm yết/, /điện tử/])
    await part.getByRole('group', { name }).getByRole('radio', { name: 'Có' }).check()
  await part.getByLabel('Căn cứ').fill('Biên bản kiểm tra số 3')
  await press(part.getByRole('button', { name: 'Lưu điểm tự chấm' }))
  assert.match(await leader.getByRole('status').innerText(), /Tiêu chí 6 được 2 điểm/)
  await look(leader, 'tu-cham')

  const above = await stage.person(await loginOf('procedure-controller'))
  const period = new URL(leader.url()).searchParams.get('ky') ?? ''
  await above.goto(`/lam-viec/hai-long/tham-dinh?don-vi=${unit}&ky=${encodeURIComponent(period)}`)
  const checked = above.getByRole('region', { name: /^6\. / })
  await checked
    .getByRole('group', { name: /Niêm yết/ })
    .getByRole('radio', { name: 'Không' })
    .check()
  await checked.getByLabel('Căn cứ').fill('Đoàn kiểm tra ngày 10')
  await press(checked.getByRole('button', { name: 'Lưu điểm thẩm định' }))
  assert.match(await above.getByRole('status').innerText(), /Tiêu chí 6 được 1 điểm/)

  await leader.goto(`/lam-viec/hai-long?ky=${encodeURIComponent(period)}`)
  const row = leader.getByRole('row', { name: /^6\. / })
  assert.deepEqual((await row.getByRole('cell').allInnerTexts()).slice(0, 2), ['2', '1'])
  await look(leader, 'bm02')
  for (const path of ['/bm01', '/bm03', '/may']) {
    const reply = await leader.goto(`/lam-viec/hai-long${path}`)
    assert.equal(reply?.status(), 200, path)
  }
  await leader.goto(`/lam-viec/ho-so/${code}/moi-danh-gia`)
  await look(leader, 'phieu')
  assertNoTroubles(stage)
})
