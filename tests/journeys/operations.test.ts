import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, sql } from '#kernel/db.ts'
import { identity } from '#modules/identity/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { modules } from '../../src/app.ts'
import { shoot } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const operations = modules.filter(({ name }) => name === 'operations')
const stage = await openStage([organisation, identity, ...operations])

// Tests run on a database that does not write through, so that its check is not well, and stays so.
test('what is not well is taken by somebody and told to everyone, without script', async () => {
  await inTransaction(stage.context, async (tx) => {
    await sql`insert into alarms (check_name, state, because, raised_at)
      values ('operations.database', 'degraded', '{"vi": "Đang tắt fsync", "en": "fsync is off"}', now() - interval '4 minutes')`.execute(
      tx,
    )
    await sql`insert into service_minutes (journey, minute, total, good)
      select j, date_trunc('minute', now()) - n * interval '1 day', 900 + n, 900 + n - (n * k) % 4
      from (values ('save', 1), ('submit', 0), ('lookUp', 3)) as j (j, k), generate_series(0, 20) n`.execute(
      tx,
    )
  })
  const page = await stage.person('administrator.h11', { script: false })
  const posts = page.getByRole('button', { name: /Quản trị/ })
  if (await posts.count()) await press(posts.first())
  await page.goto('/lam-viec/van-hanh')
  assert.match(await page.locator('main').innerText(), /Đang tắt .*fsync/)
  await shoot(page, 'van-hanh')
  await press(page.getByRole('button', { name: /^Tôi xử lý về Cơ sở dữ liệu/ }))
  assert.match(await page.locator('main').innerText(), /nhận xử lý lúc/)
  await page.getByText('Nói với người dân', { exact: true }).first().click()
  await page
    .getByLabel(/^Nói với người dân về Cơ sở dữ liệu/)
    .fill('Đang sửa. Đúng 9 giờ chúng tôi báo tiếp.')
  await press(page.getByRole('button', { name: 'Đăng' }))
  await page.goto('/trang-thai')
  const told = await page.locator('main').innerText()
  assert.match(told, /Có thể chưa nộp và tra cứu được hồ sơ/)
  assert.match(told, /Đúng 9 giờ chúng tôi báo tiếp/)
  assert.match(told, /Nộp hồ sơ/)
  await shoot(page, 'trang-thai')
  assertNoTroubles(stage)
})
