import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { audit } from './audit.ts'
import { officers, outcome } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'
import { mother, quickPace, takeInCertifiedCopy, typistAt, watchPointer } from './typist.ts'

/** A Friday morning: the desk is closed at the weekend. */
const started = Date.now()
const now = () => new Date(Date.parse('2026-11-27T02:00:00Z') + Date.now() - started)
const stage = await openStage(undefined, undefined, now)
const unit = 'H11.31.01'
const citizen = await stage.device({ width: 360, script: false })
const eye = await stage.device({ width: 360, worker: false })
const clerk = await stage.person(officers.clerk, { width: 1366 })
const pointed = await watchPointer(clerk)

/** Looks at what the page without script shows, held still: it would ask for itself again while it is looked at. */
await eye.route('**/*', async (route) => {
  if (route.request().resourceType() !== 'document') return route.continue()
  const response = await route.fetch()
  const body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, '')
  return route.fulfill({ response, body })
})
async function auditStill(page: Page): Promise<void> {
  await eye.goto(page.url())
  await audit(eye)
}

test('a citizen takes a number without script and without an account; the hall shows no one', async () => {
  await citizen.goto(`/lay-so/${unit}`)
  await auditStill(citizen)
  await press(citizen.getByRole('button', { name: /Chứng thực, hộ tịch/ }))
  assert.match(await citizen.getByRole('heading', { level: 1 }).innerText(), /A001/)
  await auditStill(citizen)
  await citizen.goto(`/man-hinh/${unit}`)
  assert.match(await citizen.getByRole('main').innerText(), /Chưa gọi số nào/)
  await auditStill(citizen)
})

test('a certified copy is taken in with keys alone, within twelve acts', async () => {
  await clerk.goto('/lam-viec/quay')
  await clerk.getByLabel('Ngồi ở quầy').selectOption('1')
  await clerk.getByRole('button', { name: 'Ngồi vào' }).press('Enter')
  await clerk.getByRole('button', { name: 'Gọi số tiếp' }).waitFor()
  await audit(clerk)
  const typist = typistAt(clerk, quickPace)
  await takeInCertifiedCopy(clerk, typist)
  assert.ok(typist.counts.acts <= 12, `${typist.counts.acts} acts`)
  assert.equal(await pointed(), 0)
  assert.match(await clerk.getByRole('main').innerText(), /Đang phục vụ A001[\s\S]*H11\.31\.01-261127-0001/)
  await audit(clerk)
  await citizen.goto(`/man-hinh/${unit}`)
  assert.match(await citizen.getByRole('main').innerText(), /A001[\s\S]*Quầy 1/)
})

test('every key is shown by "?"', async () => {
  await clerk.goto('/lam-viec/quay?moi=1')
  await clerk.getByLabel('Quét thẻ căn cước').press('?')
  const help = clerk.getByRole('dialog', { name: 'Phím tắt' })
  await help.waitFor()
  assert.match(await help.innerText(), /Alt\+N[\s\S]*Gọi số tiếp/)
  await clerk.keyboard.press('Escape')
})

test('what is typed is on the server within two seconds and comes back after a crash', async () => {
  await clerk.getByLabel('Quét thẻ căn cước').fill(mother)
  await press(clerk.getByRole('button', { name: 'Đọc thẻ' }))
  await press(clerk.getByRole('button', { name: /^Chứng thực bản sao/ }))
  await clerk.getByLabel('Tên giấy tờ, văn bản').pressSequentially('Sổ hộ khẩu')
  await clerk.waitForTimeout(2000)
  await clerk.goto('about:blank')
  await clerk.goto('/lam-viec/quay')
  assert.equal(await clerk.getByLabel('Tên giấy tờ, văn bản').inputValue(), 'Sổ hộ khẩu')
  await audit(clerk)
  await press(clerk.getByRole('button', { name: 'Bỏ lượt này' }))
})

test('the counter works without script', async () => {
  const plain = await stage.person(officers.clerk, { script: false })
  await plain.goto('/lam-viec/quay?moi=1')
  await plain.getByLabel('Quét thẻ căn cước').fill(mother)
  await press(plain.getByRole('button', { name: 'Đọc thẻ' }))
  await press(plain.getByRole('button', { name: /^Chứng thực bản sao/ }))
  await press(plain.getByRole('button', { name: /^Tiếp nhận/ }))
  assert.match(await plain.getByRole('alert').innerText(), /Tên giấy tờ/i)
  await plain.getByLabel('Tên giấy tờ, văn bản').fill('Bằng lái xe')
  await plain.getByLabel('Cơ quan, tổ chức cấp').fill('Sở Giao thông vận tải')
  await plain.getByLabel('Số trang của bản chính').fill('1')
  await plain.getByLabel('Số bản sao cần chứng thực').fill('2')
  for (const promise of await plain.getByRole('checkbox').all()) await promise.check()
  await plain.getByRole('radio', { name: 'Đã xem bản chính' }).check()
  await press(plain.getByRole('button', { name: /^Tiếp nhận/ }))
  assert.match(await plain.getByRole('main').innerText(), /Đã tiếp nhận[\s\S]*H11\.31\.01-261127-0002/)
})

test('papers are handed over in one screen and signed for by the other side', async () => {
  await clerk.goto('/lam-viec/quay/ban-giao')
  await audit(clerk)
  await clerk.getByRole('button', { name: 'Chọn tất cả' }).press('Enter')
  await press(clerk.getByRole('button', { name: 'Giao', exact: true }))
  assert.match(await outcome(clerk), /Đã giao 2 hồ sơ/)
  const officer = await stage.person(officers.officer, { script: false })
  await officer.goto('/lam-viec/quay/ban-giao')
  await press(officer.getByRole('table').getByRole('link').first())
  await press(officer.getByRole('button', { name: 'Ký nhận' }))
  assert.match(await officer.getByRole('main').innerText(), /Đã nhận/)
  const sheet = await officer.request.get(`${new URL(officer.url()).pathname}/phieu.pdf`)
  assert.equal(sheet.headers()['content-type'], 'application/pdf')
})

test('giving back and the end of the day are accessible, and a difference stops the signature', async () => {
  await clerk.goto('/lam-viec/quay/tra-ket-qua')
  await audit(clerk)
  await clerk.getByLabel(/^Mã hồ sơ, thẻ căn cước/).fill('nguyen thi hong van')
  await press(clerk.getByRole('main').getByRole('button', { name: 'Tìm' }))
  assert.match(await clerk.getByRole('main').innerText(), /Chưa có\./)
  await audit(clerk)
  await clerk.goto('/lam-viec/quay/cuoi-ngay')
  await audit(clerk)
  await press(clerk.getByRole('button', { name: 'Ký chốt ngày' }))
  assert.match(await outcome(clerk), /chênh lệch chưa giải trình/)
  await clerk.goto('/lam-viec/quay/so-thu-tu')
  await audit(clerk)
})

test('an appointment is booked and cancelled without script', async () => {
  await citizen.goto(`/dat-hen/${unit}?ngay=2026-11-30`)
  await auditStill(citizen)
  await citizen.getByRole('radio').first().check()
  await citizen.getByRole('radio', { name: 'Việc khác' }).check()
  await citizen.getByLabel('Họ và tên').fill('Lê Văn Biển')
  await citizen.getByLabel('Số điện thoại').fill('0990000077')
  await press(citizen.getByRole('button', { name: 'Đặt hẹn' }))
  assert.match(await citizen.getByRole('heading', { level: 1 }).innerText(), /Đã đặt hẹn/)
  await auditStill(citizen)
  await press(citizen.getByRole('button', { name: 'Hủy lịch hẹn' }))
  assert.match(await citizen.getByRole('heading', { level: 1 }).innerText(), /đã hủy/)
})

test('nothing is asked of other servers and no script fails', () => assertNoTroubles(stage))
