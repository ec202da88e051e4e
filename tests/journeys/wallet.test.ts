import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identity } from '#modules/identity/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { wallet } from '#modules/wallet/module.ts'
import { restRecogniser } from '#modules/wallet/scanning/recognition/commands.ts'
import { drawPage, photographed, skewed } from '#modules/wallet/testing/commands.ts'
import { audit } from './audit.ts'
import { birth, citizenLogin, communeCode, submit } from './citizen.ts'
import { answerPage, currentKey, currentPage, intend } from './filling.ts'
import { handIn, officers, outcome } from './office.ts'
import { shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage([organisation, identity, wallet])
stage.platform.beforeClose(restRecogniser)
const phone = await stage.person(citizenLogin, { width: 360, script: false })
const seen = await stage.person(citizenLogin, { width: 360 })
const clerk = await stage.person(officers.clerk)

/** What the phone without script shows, looked through on one with script, which axe needs. */
async function auditSeen(): Promise<void> {
  await seen.goto(phone.url())
  await audit(seen)
}

type Shown = typeof phone
const keepPicture = async (page: Shown, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

test('a citizen sees papers in every state, finds one by words without marks and proves it by a code', async () => {
  // The address of before leads here.
  await phone.goto('/tai-khoan/giay-to')
  assert.equal(new URL(phone.url()).pathname, '/tai-khoan/vi-giay-to')
  await auditSeen()
  await keepPicture(phone, 'wallet-360')
  const text = await phone.getByRole('main').innerText()
  for (const state of ['Còn hiệu lực', 'Đã hết hạn', 'Đã thu hồi']) assert.ok(text.includes(state), state)
  assert.match(text, /Lý do: Ghi sai ngày sinh/)
  await phone.getByRole('searchbox', { name: 'Tìm trong ví' }).fill('giay chung sinh')
  await press(phone.getByRole('button', { name: 'Tìm', exact: true }).last())
  assert.equal(await phone.getByRole('main').getByRole('article').count(), 1)
  await press(phone.getByRole('link', { name: /^Chứng minh bằng mã QR/ }))
  await auditSeen()
  await keepPicture(phone, 'proof-360')
  const code = await phone.locator('.wallet-code').innerText()
  const stranger = await stage.device({ width: 360 })
  await stranger.goto(`/kiem-tra?ma=${code}`)
  assert.match(await stranger.getByRole('main').innerText(), /Giấy tờ thật, còn hiệu lực/)
  await audit(stranger)
  await keepPicture(stranger, 'verify-360')
})

test('a citizen hands in a paper of the wallet by one tick, and the officer proves it by one click', async () => {
  await phone.goto('/thu-tuc/1.001193/nop')
  await press(phone.getByRole('button', { name: /^(Bắt đầu|Làm bản mới)$/ }))
  const intent = await intend(stage, '1.001193', communeCode, birth)
  const asksProof = () =>
    currentPage(phone, intent).fields.some((field) => field.kind === 'file' && field.paper === 'birth-proof')
  for (let pages = 0; currentKey(phone) !== 'kiem-tra'; pages++) {
    assert.ok(pages < 20, `does not go on from ${currentKey(phone)}`)
    if (!asksProof()) {
      await answerPage(phone, intent)
      continue
    }
    await auditSeen()
    await keepPicture(phone, 'offer-360')
    // Ticked once; the answer about the proof brings up the day.
    const offer = phone.getByRole('checkbox', { name: /^Giấy chứng sinh, số/ })
    if (await offer.isVisible()) await offer.check()
    await phone.getByRole('radio', { name: 'Giấy chứng sinh', exact: true }).check()
    const day = phone.getByRole('group', { name: /^Ngày cấp giấy chứng sinh/ })
    const [year = '', month = '', date = ''] = String(birth.childBirthDate).split('-')
    const parts = { Ngày: date, Tháng: month, Năm: year }
    if (await day.isVisible())
      for (const [part, value] of Object.entries(parts))
        await day.getByRole('textbox', { name: part, exact: true }).fill(value)
    await press(phone.getByRole('button', { name: 'Lưu và tiếp tục' }).last())
  }
  const { code } = await submit(phone)
  await clerk.goto(`/lam-viec/ho-so/${code}`)
  assert.match(await clerk.getByRole('main').innerText(), /Lấy từ kho/)
  await audit(clerk)
  await keepPicture(clerk, 'dossier-1280')
  await press(clerk.getByRole('link', { name: /^Kiểm tra Giấy chứng sinh/ }))
  assert.match(await outcome(clerk), /Giấy thật, dùng được/)
  await audit(clerk)
  await keepPicture(clerk, 'officer-proof-1280')
  await phone.goto('/tai-khoan/vi-giay-to')
  const text = await phone.getByRole('main').innerText()
  assert.match(text, /Đã dùng ở 1 hồ sơ/)
  assert.match(text, /Đã được xem \d+ lần/)
})

const head = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc']
const birthProof = [
  ...head,
  'GIẤY CHỨNG SINH',
  'Số: 215/2026',
  'Họ và tên mẹ: Lê Hải Anh',
  `Số định danh cá nhân: ${citizenLogin}`,
  'Đã sinh con vào lúc 9 giờ, ngày 06 tháng 02 năm 2026',
  'Tại: Bệnh viện Đa khoa tỉnh Bình Thuận',
  'Giới tính của con: nữ. Cân nặng 3100 gam.',
  'Phan Thiết, ngày 07 tháng 02 năm 2026',
  'Người đỡ đẻ',
]
const authority = [
  ...head,
  'VĂN BẢN ỦY QUYỀN',
  'Tôi tên là: Lê Hải Anh',
  `Số định danh cá nhân: ${citizenLogin}`,
  'Ủy quyền cho mẹ tôi đi đăng ký khai sinh cho con.',
  'Phan Thiết, ngày 20 tháng 02 năm 2026',
]

test('a clerk scans two photographed papers, corrects a field, compares and signs them', async () => {
  const code = await handIn(stage, '1.001193', birth)
  await clerk.goto(`/lam-viec/ho-so/${code}`)
  await press(clerk.getByRole('link', { name: 'Quét, số hóa giấy tờ' }))
  await audit(clerk)
  const drawn = (lines: readonly string[]) => drawPage({ kind: '', lines, truth: {} })
  await clerk.getByLabel('Ảnh hoặc tệp quét').setInputFiles([
    { name: 'mot.jpg', mimeType: 'image/jpeg', buffer: await photographed(await drawn(birthProof)) },
    { name: 'hai.jpg', mimeType: 'image/jpeg', buffer: await skewed(await drawn(authority), 4) },
  ])
  await press(clerk.getByRole('button', { name: 'Quét và đọc' }))
  await clerk.getByRole('heading', { name: 'Nhận ra 2 giấy tờ' }).waitFor({ timeout: 120_000 })
  await audit(clerk)
  await keepPicture(clerk, 'scan-1280')
  const which = clerk.getByRole('combobox', { name: 'Đây là giấy nào' })
  assert.equal(await which.inputValue(), 'birth-proof')
  assert.equal(await clerk.getByRole('textbox', { name: 'Số định danh của mẹ' }).inputValue(), citizenLogin)
  const mother = clerk.getByRole('textbox', { name: 'Họ và tên mẹ' })
  await mother.fill('Lê Hải Anh')
  const number = clerk.getByRole('textbox', { name: /^Số \(/ })
  await number.fill('215/2026')
  const issued = clerk.getByRole('textbox', { name: 'Ngày cấp' })
  await issued.fill('31/02/2026')
  const compared = clerk.getByRole('checkbox', { name: /^Tôi đã đối chiếu/ })
  const sign = clerk.getByRole('button', { name: 'Xác nhận và ký' })
  await compared.check()
  await press(sign)
  assert.match(await clerk.getByRole('alert').innerText(), /Ngày không có trong lịch/)
  assert.equal(await mother.inputValue(), 'Lê Hải Anh')
  await audit(clerk)
  await issued.fill('07/02/2026')
  await press(sign)
  assert.match(await outcome(clerk), /Đã ký và lưu bản điện tử/)
  assert.equal(await which.inputValue(), 'authorisation')
  await compared.check()
  await press(sign)
  assert.match(await clerk.getByRole('main').innerText(), /Mọi giấy trong lượt này đã xong/)
  assert.equal(await clerk.getByText('Đã số hóa, đã ký').count(), 2)
  await audit(clerk)
  await keepPicture(clerk, 'scan-done-1280')
})

test('nothing is asked of other servers and no script fails', () => assertNoTroubles(stage))
