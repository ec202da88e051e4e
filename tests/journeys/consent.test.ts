/** Đồng ý và lưu giữ: a person agrees, reads what was shown and withdraws; officers see what falls due and hold it. Without a script. */

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { kernelKeeping } from '#kernel/retention.ts'
import { registerSystem } from '#modules/exchange/api.ts'
import { catalogueOf } from '#modules/retention/domain.ts'
import { endWhatIsDue } from '#modules/retention/running/commands.ts'
import { type Mailbox, type Sent, startMailbox } from '../../simulators/messages.ts'
import { modules } from '../../src/app.ts'
import { audit } from './audit.ts'
import { citizenLogin } from './citizen.ts'
import { officers } from './office.ts'
import { shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const sent: Sent[] = []
let mailbox: Mailbox
const citizen = await stage.person(citizenLogin, { script: false, width: 360 })
const text = () => citizen.getByRole('main').innerText()

/** The same page with scripts, for what looks into it. */
async function auditAs(login: string, path: string, name: string): Promise<void> {
  const page = await stage.person(login)
  await page.goto(path)
  await audit(page)
  if (shots)
    for (const width of [360, 1280])
      for (const theme of ['light', 'dark']) {
        await page.setViewportSize({ width, height: 800 })
        await page.evaluate((colours) => document.documentElement.setAttribute('data-theme', colours), theme)
        await page.screenshot({ path: `${shots}/${name}-${width}-${theme}.png`, fullPage: true })
      }
  await page.context().close()
}

before(async () => {
  mailbox = await startMailbox(sent)
  await registerSystem(stage.context, {
    key: 'mail',
    protocol: 'smtp',
    host: '127.0.0.1',
    port: mailbox.port,
    pathPrefix: '',
    publicKey: '',
    isPrivate: false,
    isSimulator: true,
    isEnabled: true,
  })
})
after(() => mailbox.stop())

test('a person agrees by a tick of their own, reads the words again, and withdraws with one press', async () => {
  await citizen.goto('/tai-khoan')
  await press(citizen.getByRole('link', { name: 'Điều tôi đồng ý' }))
  assert.match(await text(), /Hồ sơ thủ tục không cần sự đồng ý/)
  assert.equal(await citizen.getByRole('button', { name: 'Rút lại' }).count(), 0)
  await citizen.goto('/tai-khoan/kenh-tin')
  await citizen.getByLabel('Địa chỉ thư điện tử').fill('may@vi-du.vn')
  const tick = citizen.getByRole('checkbox', { name: 'Tôi đồng ý: Gửi thư điện tử cho tôi' })
  assert.ok(!(await tick.isChecked()))
  await press(citizen.getByRole('button', { name: 'Gửi mã xác nhận' }).last())
  assert.match(await text(), /đánh dấu vào ô đồng ý/)
  assert.equal(sent.length, 0)
  await tick.check()
  await press(citizen.getByRole('button', { name: 'Gửi mã xác nhận' }).last())
  await auditAs(citizenLogin, '/tai-khoan/kenh-tin', 'kenh-tin')
  await citizen.goto('/tai-khoan/dong-y')
  await auditAs(citizenLogin, '/tai-khoan/dong-y', 'dong-y')
  await citizen.getByText('Lời đã hiện lúc đó').click()
  assert.match(await text(), /Giữ địa chỉ thư trong tài khoản/)
  await press(citizen.getByRole('button', { name: 'Rút lại' }))
  assert.match(await text(), /Đã rút lại/)
  assert.equal(await citizen.getByRole('button', { name: 'Rút lại' }).count(), 0)
  await auditAs(citizenLogin, '/tai-khoan/dong-y?xong=1', 'dong-y-rut')
})

test('everyone reads how long data are kept, and that archive law comes first', async () => {
  await citizen.goto('/')
  await press(citizen.getByRole('link', { name: 'Dữ liệu được giữ bao lâu' }))
  assert.match(await text(), /Luật lưu trữ đứng trước yêu cầu xóa/)
  await auditAs(citizenLogin, '/luu-giu-du-lieu', 'luu-giu-du-lieu')
})

test('an officer sees what the night did, and holds a class until a second person agrees', async () => {
  const registrar = await stage.person(officers.registrar, { script: false })
  const main = () => registrar.getByRole('main').innerText()
  const catalogue = catalogueOf([...modules.flatMap(({ records }) => records ?? []), kernelKeeping])
  await endWhatIsDue(stage.platform.as({ kind: 'system' }, new Date()), catalogue)
  await registrar.goto('/lam-viec/luu-giu')
  assert.match(await main(), /Lần gần nhất xong/)
  await press(registrar.getByRole('link', { name: 'Đề nghị giữ' }))
  await press(registrar.getByRole('button', { name: 'Đề nghị giữ' }))
  assert.match(await main(), /Chọn giữ gì/)
  await auditAs(officers.registrar, '/lam-viec/luu-giu/lenh-giu', 'lenh-giu-moi')
  await registrar.getByRole('radio', { name: 'Cả một nhóm dữ liệu' }).check()
  await registrar
    .getByLabel('Nhóm, khi giữ cả nhóm')
    .selectOption({ label: 'Hồ sơ nháp, kể cả ảnh trong đó' })
  await registrar.getByRole('textbox', { name: 'Lý do' }).fill('Thanh tra theo công văn 12/TTr')
  await press(registrar.getByRole('button', { name: 'Đề nghị giữ' }))
  assert.match(await main(), /người thứ hai phải quyết định/)
  const path = new URL(registrar.url()).pathname
  const admin = await stage.person('administrator.h11', { script: false })
  await press(
    admin
      .getByRole('button')
      .filter({ hasText: /Quản trị/ })
      .first(),
  )
  await admin.goto(path)
  await press(admin.getByRole('button', { name: 'Xác nhận lệnh giữ' }))
  await auditAs(officers.registrar, path, 'lenh-giu')
  await auditAs(officers.registrar, '/lam-viec/luu-giu', 'luu-giu')
  await auditAs(officers.registrar, '/lam-viec/luu-giu/nhom/dossiers.dossier/giao-nop', 'giao-nop')
})

test('at the counter the words are read aloud and what was said is written down', async () => {
  const clerk = await stage.person(officers.clerk, { script: false })
  await clerk.goto('/lam-viec/dong-y')
  await clerk.getByLabel('Số định danh').fill('000000000000')
  await press(clerk.getByRole('button', { name: 'Mở' }))
  assert.match(await clerk.getByRole('main').innerText(), /Không có người dân nào mang số này/)
  await clerk.getByLabel('Số định danh').fill(citizenLogin)
  await press(clerk.getByRole('button', { name: 'Mở' }))
  const { pathname } = new URL(clerk.url())
  await auditAs(officers.clerk, pathname, 'quay-dong-y')
  await press(clerk.getByRole('link', { name: /Nhắn tin vào số điện thoại/ }))
  await auditAs(officers.clerk, new URL(clerk.url()).pathname, 'quay-mot-muc')
  await clerk.getByRole('checkbox', { name: /Tôi đã đọc nguyên văn/ }).check()
  await clerk.getByRole('textbox', { name: 'Bằng chứng' }).fill('Phiếu 12/2026')
  await press(clerk.getByRole('button', { name: 'Ghi nhận đồng ý' }))
  assert.match(await clerk.getByRole('main').innerText(), /Đang đồng ý/)
  assertNoTroubles(stage)
})
