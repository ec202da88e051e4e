import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audit } from './audit.ts'
import { birth } from './citizen.ts'
import { handIn, officers, openBySearch, outcome, take } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const code = await handIn(stage, '1.001193', birth)
const admin = await stage.person('administrator.h11')
await press(admin.getByRole('button', { name: /^Quản trị hệ thống/ }))
const clerk = await stage.person(officers.clerk)

test('an officer is taken on, and signs in at the post from the first day', async () => {
  await admin.goto('/quan-tri/can-bo?q=&don-vi=H11.31.01')
  await audit(admin)
  await press(admin.getByRole('link', { name: 'Tiếp nhận cán bộ' }))
  await admin.getByLabel('Họ và tên').fill('Đặng Thị Mới')
  await admin.getByLabel('Tài khoản định danh').fill('dang.thi.moi')
  await admin.getByLabel('Đơn vị').selectOption({ label: 'Ủy ban nhân dân phường Mũi Né' })
  await admin.getByLabel('Chức danh').fill('Công chức tư pháp')
  await press(admin.getByRole('button', { name: 'Tiếp nhận cán bộ' }))
  assert.match(await outcome(admin), /Chọn ít nhất một vai trò/)
  await audit(admin)
  await admin.getByRole('checkbox', { name: 'Chuyên viên thụ lý' }).check()
  await press(admin.getByRole('button', { name: 'Tiếp nhận cán bộ' }))
  assert.match(await outcome(admin), /Đã tiếp nhận cán bộ/)
  const newcomer = await stage.person('dang.thi.moi')
  assert.match(await newcomer.getByRole('banner').innerText(), /Đặng Thị Mới\s+Công chức tư pháp/)
})

test('a leaver is out at once, and what they held goes back to the pool', async () => {
  await clerk.goto('/lam-viec?danh-sach=receive')
  await clerk.getByRole('checkbox', { name: `Chọn ${code}` }).check()
  await press(clerk.getByRole('button', { name: 'Tiếp nhận', exact: true }))
  const officer = await stage.person(officers.officer)
  await openBySearch(officer, code)
  await take(officer)
  const name = (await officer.getByRole('banner').innerText()).match(/Thông báo\s+(.+)/)?.[1]?.trim() ?? ''
  await admin.goto(`/quan-tri/can-bo?q=${encodeURIComponent(name)}`)
  await press(admin.getByRole('link', { name, exact: true }).first())
  assert.match(await admin.getByRole('main').innerText(), new RegExp(code))
  await admin.getByRole('radio', { name: 'Ngay bây giờ' }).check()
  await press(admin.getByRole('button', { name: 'Cho thôi việc' }))
  assert.match(await outcome(admin), /Đã ghi thôi việc/)
  await officer.goto('/lam-viec')
  assert.doesNotMatch(await officer.locator('body').innerText(), /Việc cần làm/)
  await audit(admin)
  await press(admin.getByRole('button', { name: 'Đưa tất cả về danh sách chung' }))
  assert.match(await admin.getByRole('main').innerText(), /Không giữ việc nào/)
})

test('a lost factor: the administrator asks, the head of the unit decides', async () => {
  await admin.goto('/quan-tri/can-bo?q=&don-vi=H11.31.01')
  await press(admin.getByRole('row', { name: /Chủ tịch/ }).getByRole('link'))
  await admin.getByText('Đề nghị khôi phục truy cập').click()
  await admin.getByLabel('Lý do').fill('Mất điện thoại, đã gặp trực tiếp.')
  await press(admin.getByRole('button', { name: 'Gửi đề nghị' }))
  assert.match(await outcome(admin), /Đã gửi đề nghị/)
  const head = await stage.person(officers.head)
  await head.goto('/lam-viec/khoi-phuc-truy-cap')
  await audit(head)
  await press(head.getByRole('button', { name: /^Duyệt/ }))
  assert.match(await outcome(head), /Đã duyệt/)
})

test('nothing is asked of other servers and no script fails', () => assertNoTroubles(stage))
