import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audit } from './audit.ts'
import { officers } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
/** At the agency responsible for the installation. */
const login = 'administrator.h11'

const head = 'Mã hồ sơ;Công việc;Ngày giờ;Cán bộ'
const one = (key: string, last: string) =>
  [
    `${key};Tiếp nhận;02/03/2026 08:00;Bà Sóng`,
    `${key};Thẩm định;03/03/2026 09:00;Ông Cát`,
    `${key};Múa lân;03/03/2026 09:30;Ông Cát`,
    `${key};Trả kết quả;${last};Bà Sóng`,
  ].join('\n')
const log = [head, one('A-1', '04/03/2026 10:00'), one('A-2', '20/04/2026 10:00')].join('\n')

for (const look of [
  { width: 1280, script: false },
  { width: 360, theme: 'dark' as const, script: false },
])
  test(`a log is brought in without a script, ${look.width} points wide`, async () => {
    const page = await stage.person(login, look)
    const shoot = (name: string) =>
      process.env.SHOTS
        ? page.screenshot({ path: `${process.env.SHOTS}/${name}-${look.width}.png`, fullPage: true })
        : undefined
    await page.goto('/quan-tri/nhap-lich-su')
    await audit(page)
    await shoot('1-list')
    await page.getByLabel('Tệp nhật ký').setInputFiles({
      name: `nhat-ky-${look.width}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(`${log}\n${one(`W-${look.width}`, '05/03/2026 10:00')}`),
    })
    await page.getByLabel('Hệ thống xuất ra tệp').fill(`Một cửa cũ ${look.width}`)
    await page.getByLabel('Mã thủ tục').fill('1.001193')
    await press(page.getByRole('button', { name: 'Tải tệp lên' }))
    // The page asks for itself every two seconds until the worker is done.
    await page.getByRole('button', { name: 'Kiểm tra cả tệp' }).waitFor({ timeout: 30_000 })
    await audit(page)
    await shoot('2-mapping')
    assert.match(await page.getByRole('main').innerText(), /máy đoán/)
    await press(page.getByRole('button', { name: 'Kiểm tra cả tệp' }))
    await page.getByText('Hoạt động chưa ghép').waitFor({ timeout: 30_000 })
    await audit(page)
    await shoot('3-unmapped')
    assert.equal(await page.getByRole('button', { name: 'Nạp vào hệ thống' }).count(), 0)
    await page.getByText('Sửa cách ghép').click()
    await page.getByLabel('Múa lân').selectOption({ label: 'Bỏ qua, không nạp' })
    await press(page.getByRole('button', { name: 'Kiểm tra cả tệp' }))
    await page.getByRole('button', { name: 'Nạp vào hệ thống' }).waitFor({ timeout: 30_000 })
    await shoot('4-report')
    await press(page.getByRole('button', { name: 'Nạp vào hệ thống' }))
    await page.getByText('Đường đi thường gặp nhất').waitFor({ timeout: 30_000 })
    await audit(page)
    await shoot('5-figures')
    await press(page.getByRole('link', { name: /^Trễ hạn/ }))
    await audit(page)
    await shoot('6-cases')
    assert.match(await page.getByRole('main').innerText(), /A-2/)
  })

test('an officer without the permission is told no', async () => {
  const page = await stage.person(officers.clerk)
  const answer = await page.goto('/quan-tri/nhap-lich-su')
  assert.equal(answer?.status(), 403)
})

test('nothing went wrong behind the pages', () => assertNoTroubles(stage))
