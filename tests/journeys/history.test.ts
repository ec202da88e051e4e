/** Nhập hồ sơ cũ: an administrator brings in the log of another system: mapped, mended, loaded, read in figures. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { audit } from './audit.ts'
import { officers } from './office.ts'
import { shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const page = await stage.person('administrator.h11')
// Several posts are hers: she works as the administrator now.
await press(
  page
    .getByRole('button')
    .filter({ hasText: /Quản trị/ })
    .first(),
)
/** The worker reads, checks and loads; the page asks for itself until it is done. */
const patience = { timeout: 60_000 }

const head = 'Mã hồ sơ;Công việc;Ngày giờ;Cán bộ'
const one = (key: string, last: string) =>
  [
    `${key};Tiếp nhận;02/03/2026 08:00;Bà Sóng`,
    `${key};Thẩm định;02/03/2026 09:00;Ông Cát`,
    `${key};Múa lân;02/03/2026 09:30;Ông Cát`,
    `${key};Trả kết quả;${last};Bà Sóng`,
  ].join('\n')
const log = [head, one('A-1', '02/03/2026 11:00'), one('A-2', '20/04/2026 10:00')].join('\n')
const broken = log.replace('02/03/2026 11:00', '45/03/2026 10:00')

const shoot = async (at: Page, name: string) => {
  if (shots) await at.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

async function upload(text: string, fileName: string): Promise<void> {
  await page.goto('/quan-tri/nhap-lich-su')
  await page
    .getByLabel('Tệp nhật ký')
    .setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByLabel('Hệ thống xuất ra tệp').fill('Một cửa cũ')
  await page.getByLabel('Mã thủ tục').fill('1.001193')
  await press(page.getByRole('button', { name: 'Tải tệp lên' }))
  await page.getByRole('button', { name: 'Kiểm tra cả tệp' }).waitFor(patience)
}

test('a file with a day that does not exist is told by its line, and nothing of it is loaded', async () => {
  await page.goto('/quan-tri/nhap-lich-su')
  await audit(page)
  await upload(broken, 'nhat-ky-hong.csv')
  await shoot(page, 'import-mapping')
  await audit(page)
  await page.getByLabel('Múa lân').selectOption({ label: 'Bỏ qua, không nạp' })
  await press(page.getByRole('button', { name: 'Kiểm tra cả tệp' }))
  await page.getByText('45/03/2026 10:00').first().waitFor(patience)
  await shoot(page, 'import-faults')
  await audit(page)
  const told = await page.getByRole('main').innerText()
  assert.match(told, /Hoạt động chưa ghép\s+Thẩm định \(2\)/)
  await page.getByRole('row', { name: /^5 “45\/03\/2026 10:00” không phải thời điểm/ }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Nạp vào hệ thống' }).count(), 0)
})

test('of the mended file only what was not mapped yet is asked, and it is loaded', async () => {
  await upload(log, 'nhat-ky.csv')
  assert.equal(await page.getByLabel('Múa lân').inputValue(), 'skip')
  await page.getByLabel('Thẩm định').selectOption('step:appraise')
  await press(page.getByRole('button', { name: 'Kiểm tra cả tệp' }))
  await page.getByRole('button', { name: 'Nạp vào hệ thống' }).waitFor(patience)
  assert.match(await page.getByRole('main').innerText(), /Không có chỗ sai nào/)
  await shoot(page, 'import-report')
  await press(page.getByRole('button', { name: 'Nạp vào hệ thống' }))
})

test('the figures lead to the cases that made them', async () => {
  await page.getByRole('heading', { name: 'Đường đi thường gặp nhất' }).waitFor(patience)
  await audit(page)
  await shoot(page, 'import-figures')
  await press(page.getByRole('link', { name: /^Trễ hạn/ }))
  await audit(page)
  const told = await page.getByRole('main').innerText()
  assert.match(told, /A-2/)
  assert.doesNotMatch(told, /A-1/)
})

test('an officer without the permission is told no', async () => {
  const clerk = await stage.person(officers.clerk)
  const answer = await clerk.goto('/quan-tri/nhap-lich-su')
  assert.equal(answer?.status(), 403)
})

test('nothing went wrong behind the pages', () => assertNoTroubles(stage))
