/** Lịch nghỉ: an administrator announces a day off; anyone has a deadline counted, with or without a script. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audit } from './audit.ts'
import { shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const administrator = await stage.person('administrator.h11')
const visitor = await stage.device({ script: false, width: 360 })

const shoot = async (page: typeof visitor, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

test('a visitor without script chooses a limit, a moment and a wait, and sees the date and why', async () => {
  await visitor.goto('/cach-tinh-han')
  await visitor.getByLabel('Thời hạn', { exact: true }).fill('5')
  await visitor.getByLabel('Lúc nhận hồ sơ').fill('11/02/2026 10:00')
  await visitor.getByText('Thời gian chờ không tính vào hạn').click()
  await visitor.getByLabel('Yêu cầu bổ sung giấy tờ lúc').fill('12/02/2026 10:00')
  await visitor.getByLabel('Nhận đủ giấy tờ bổ sung lúc').fill('24/02/2026 10:00')
  await press(visitor.getByRole('button', { name: 'Tính hạn' }))
  const told = await visitor.getByRole('main').innerText()
  // One day used by 12/2 10:00; four left from 24/2 10:00.
  assert.match(told, /Hẹn trả lúc 10:00 ngày 02\/03\/2026/)
  assert.match(told, /chờ bổ sung giấy tờ, không tính/)
  assert.equal(await visitor.getByLabel('Yêu cầu bổ sung giấy tờ lúc').inputValue(), '12/02/2026 10:00')
  await shoot(visitor, 'count-360')
})

test('what cannot be read is told in words, and nothing typed is lost', async () => {
  await visitor.goto('/cach-tinh-han?amount=5&received=31%2F02%2F2026')
  assert.match(await visitor.getByRole('main').innerText(), /Không đọc được “31\/02\/2026”/)
  assert.equal(await visitor.getByLabel('Thời hạn', { exact: true }).inputValue(), '5')
})

test('the counting page is sound in every theme and at both widths', async () => {
  const page = await stage.device()
  await page.goto(
    '/cach-tinh-han?amount=10&unit=day&received=05%2F02%2F2026+16:00&from=nextDay&evening=1&supplementFrom=06/02/2026+9:00&supplementTo=09/02/2026+9:00',
  )
  await audit(page)
  await shoot(page, 'count-1280')
  if (!shots) return
  const dark = await stage.device({ theme: 'dark' })
  await dark.goto(page.url())
  await shoot(dark, 'count-dark')
})

test('an administrator looks at the year, previews a day off, announces it and withdraws it', async () => {
  await press(
    administrator
      .getByRole('button')
      .filter({ hasText: /Quản trị/ })
      .first(),
  )
  const year = Number(stage.context.today.slice(0, 4))
  await administrator.goto('/quan-tri/lich-nghi')
  assert.match(await administrator.getByRole('main').innerText(), /Tết Nguyên đán/)
  await audit(administrator)
  await shoot(administrator, 'year-1280')
  const date = (name: string, part: string) => administrator.locator(`[name="${name}.${part}"]`)
  await date('from', 'day').fill('28')
  await date('from', 'month').fill('12')
  await date('from', 'year').fill(String(year))
  await administrator.getByLabel('Tên, lý do').fill('Bão số 9')
  await press(administrator.getByRole('button', { name: 'Xem trước' }))
  assert.match(await administrator.getByRole('main').innerText(), /Ghi văn bản làm căn cứ/)
  assert.equal(await administrator.getByLabel('Tên, lý do').inputValue(), 'Bão số 9')
  await administrator.getByLabel('Căn cứ').fill('Công điện 12/CĐ-UBND')
  await press(administrator.getByRole('button', { name: 'Xem trước' }))
  assert.match(await administrator.getByRole('main').innerText(), /hồ sơ đang mở/)
  await audit(administrator)
  await shoot(administrator, 'preview-1280')
  await press(administrator.getByRole('button', { name: 'Công bố và tính lại hạn' }))
  const main = await administrator.getByRole('main').innerText()
  assert.match(main, /Đã công bố/)
  assert.match(main, /Bão số 9/)
  await visitor.goto(`/cach-tinh-han?amount=1&received=27%2F12%2F${year}`)
  assert.match(await visitor.getByRole('main').innerText(), new RegExp(`29/12/${year}`))
  await press(administrator.getByRole('link', { name: 'Rút', exact: true }))
  await administrator.getByLabel('Căn cứ rút').fill('Công điện 13/CĐ-UBND')
  await press(administrator.getByRole('button', { name: 'Rút và tính lại hạn' }))
  assert.match(await administrator.getByRole('main').innerText(), /đã rút: Công điện 13/)
})

test('nothing went wrong behind the pages', () => assertNoTroubles(stage))
