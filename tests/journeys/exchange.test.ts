import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { inTransaction, sql } from '#kernel/db.ts'
import { ask } from '#modules/exchange/api.ts'
import { identity } from '#modules/identity/module.ts'
import { businessRegister, population } from '#modules/national/api.ts'
import { organisation } from '#modules/organisation/module.ts'
import { type Simulation } from '../../simulators/framework.ts'
import { portalSimulator } from '../../simulators/portal.ts'
import { businessSimulator, populationSimulator } from '../../simulators/registers.ts'
import { startRegistered } from '../../src/modules/exchange/testing/commands.ts'
import { audit } from './audit.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage([organisation, identity], 'demo')
const shots = process.env.SHOTS
const stream = 'Z99.02-260302-0009'
let simulation: Simulation

before(async () => {
  const { context } = stage
  simulation = await startRegistered(context, [portalSimulator(), populationSimulator, businessSimulator])
  const person = { SoDinhDanh: '099190000001', HoTen: 'NGUYỄN THỊ MÂY', NgaySinh: '1990-01-01' }
  for (let call = 0; call < 4; call++)
    await ask(context, population, 'XacThuc', person, { dossierCode: stream })
  simulation.set('business', { kind: 'down' })
  for (let call = 0; call < 6; call++)
    await ask(context, businessRegister, 'TraCuuDoanhNghiep', { MaSoDN: '0100000001' }).catch(() => undefined)
  await inTransaction(context, async (tx) => {
    await sql`insert into exchange_messages (id, connector, stream, number, kind, body, purpose, article, dossier_code, state,
        tries, refusals, next_at, made_at, last_problem)
      values (${randomUUID()}, 'portal', ${stream}, 3, 'dossier', '{"record": {"MaTTHC": "9.000001"}}', 'Đồng bộ hồ sơ',
        'Nghị định 61/2018/NĐ-CP', ${stream}, 'parked', 4, 4, now(), now(), 'Không có thủ tục mang mã 9.000001')`.execute(
      tx,
    )
    await sql`insert into exchange_differences (connector, stream, what, ours, theirs, found_at, resent_at)
      values ('portal', 'Z99.02-260302-0004', 'TrangThai', '9', '4', now(), now())`.execute(tx)
  })
})
after(() => simulation.stop())

async function look(page: Page, name: string): Promise<void> {
  if (!shots) return
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

test('an administrator sees who is away, what waits and what differs, and drops a message with its reason', async () => {
  // The demo province has nobody whose only work this is; the head of a division does it beside theirs.
  const { rows } = await inTransaction(stage.context, (tx) =>
    sql<{ login: string }>`update posts p set roles = p.roles || array['administrator'] from identity_links l
      where l.person_id = p.person_id and p.roles[1] = 'division-head' returning l.subject as login`.execute(
      tx,
    ),
  )
  const page = await stage.person(rows[0]?.login ?? '')
  await page.goto('/lam-viec/ket-noi')
  const text = () => page.locator('main').innerText()
  assert.match(await text(), /Đang chờ/)
  assert.match(await text(), /4 lượt tốt, 0 lượt hỏng/)
  assert.match(await text(), /Đã gửi lại/)
  await audit(page)
  await look(page, 'ket-noi')
  await page.getByRole('textbox', { name: 'Mã hồ sơ' }).fill(stream)
  await press(page.getByRole('button', { name: /Lọc|Áp dụng|Xem/ }).first())
  assert.equal(await page.getByRole('row', { name: /XacThuc/ }).count(), 4)
  await press(page.getByRole('link', { name: `Xử lý ${stream}` }))
  await audit(page)
  await look(page, 'thong-diep')
  await press(page.getByRole('button', { name: 'Bỏ và gửi thông điệp sau' }))
  assert.match(await text(), /Ghi lý do bỏ thông điệp/)
  await page.getByLabel('Lý do bỏ').fill('Cổng đã nhận bằng công văn số 12')
  await press(page.getByRole('button', { name: 'Bỏ và gửi thông điệp sau' }))
  assert.match(await text(), /Đã bỏ thông điệp/)
  await press(page.getByRole('link', { name: 'Hệ thống thông tin quốc gia về đăng ký doanh nghiệp' }))
  assert.match(await text(), /Đang nối với hệ thống mô phỏng/)
  await audit(page)
  await look(page, 'dang-ky')
  await page.getByLabel('Tên miền').fill('127.1')
  await page.getByLabel('Khóa công khai của bên kia').fill('A'.repeat(43))
  await press(page.getByRole('button', { name: 'Lưu đăng ký' }))
  assert.match(await text(), /Địa chỉ chưa đúng/)
  assert.equal(await page.getByLabel('Tên miền').inputValue(), '127.1')
  await page.getByLabel('Tên miền').fill('api.example.vn')
  await press(page.getByRole('button', { name: 'Lưu đăng ký' }))
  assert.match(await text(), /Đã lưu đăng ký hệ thống/)
  await press(page.getByRole('link', { name: 'Hệ thống được khai thác dịch vụ của tỉnh' }))
  await page.getByLabel('Mã hệ thống').fill('VN/GOV/G01/THU')
  await page.getByLabel('Cơ quan, tên hệ thống').fill('Bộ Gió, phần mềm thử')
  await page.getByLabel('Khóa công khai của bên kia').fill('A'.repeat(43))
  await press(page.getByRole('button', { name: 'Lưu đăng ký' }))
  assert.match(await text(), /Chọn ít nhất một dịch vụ/)
  await page.getByRole('checkbox', { name: /dossiers\.state/ }).check()
  await press(page.getByRole('button', { name: 'Lưu đăng ký' }))
  assert.match(await text(), /Bộ Gió, phần mềm thử/)
  await audit(page)
  await look(page, 'khai-thac')
  if (shots) {
    const dark = await stage.person(rows[0]?.login ?? '', { theme: 'dark' })
    await dark.goto('/lam-viec/ket-noi')
    await look(dark, 'ket-noi-toi')
  }
  assertNoTroubles(stage)
})
