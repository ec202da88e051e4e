import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays } from '#kernel/types.ts'
import { audit } from './audit.ts'
import { shoot } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()

async function look(page: Page, name: string): Promise<void> {
  await audit(page)
  await shoot(page, name)
}

/** Logins of the invented people at the province’s agency. */
const [editorLogin, approverLogin] = ['news-editor.h11', 'news-approver.h11']
const [year, month, day] = addDays(stage.context.today, 1).split('-') as [string, string, string]
const headline = 'Bão vào Phú Quý tối mai, gió giật cấp 11'

test('an editor writes, somebody else approves, and everyone reads the news and is warned', async () => {
  const editor = await stage.person(editorLogin)
  const approver = await stage.person(approverLogin)

  await editor.goto('/lam-viec/tin-tuc')
  await press(editor.getByRole('link', { name: 'Soạn tin mới' }))
  await press(editor.getByRole('button', { name: 'Lưu bản soạn' }))
  await editor.locator('#error-summary').waitFor()
  await look(editor, 'article-form-errors')
  await editor.getByLabel('Tiêu đề').fill('Chợ đêm mở lại từ thứ Sáu')
  await editor.getByLabel('Tóm tắt').fill('Chợ đêm bên sông mở lại, có chỗ gửi xe.')
  await editor.getByLabel('Nội dung').fill('## Giờ mở\n- 18:00 đến 23:00\n\nMang theo **túi** của mình.')
  await editor.getByLabel('Chuyên mục').selectOption('life')
  await press(editor.getByRole('button', { name: 'Lưu bản soạn' }))
  await look(editor, 'article-draft')
  await press(editor.getByRole('button', { name: 'Gửi duyệt' }))

  await approver.goto('/lam-viec/tin-tuc')
  await press(approver.getByRole('link', { name: 'Chợ đêm mở lại từ thứ Sáu' }))
  await look(approver, 'article-awaiting')
  await press(approver.getByRole('button', { name: 'Duyệt và đăng' }))
  await approver.getByText('Đã duyệt', { exact: true }).waitFor()

  await press(editor.getByRole('link', { name: 'Cảnh báo' }).first())
  await press(editor.getByRole('link', { name: 'Soạn cảnh báo mới' }))
  await editor.getByLabel('Loại sự kiện').selectOption('storm')
  await editor.getByLabel('Câu cảnh báo').fill(headline)
  await editor.getByLabel('Nghiêm trọng', { exact: true }).check()
  await editor.getByLabel(/Sắp xảy ra/).check()
  await editor.getByLabel('Rất có thể xảy ra').check()
  await editor.getByLabel('Người dân cần làm gì').fill('- Tàu vào bờ.\n- Gia cố mái nhà.')
  await editor.getByLabel('Tình hình').fill('Bão cách đảo 150 km.')
  const until = editor.getByRole('group', { name: 'Hết hiệu lực lúc' })
  await until.getByLabel('Ngày').fill(day)
  await until.getByLabel('Tháng').fill(month)
  await until.getByLabel('Năm').fill(year)
  await editor.getByLabel('Giờ – hết hiệu lực lúc').fill('23:00')
  await editor.getByLabel('Huyện Phú Quí', { exact: true }).check()
  await press(editor.getByRole('button', { name: 'Lưu bản soạn' }))
  await look(editor, 'alert-draft')
  await press(editor.getByRole('button', { name: 'Gửi duyệt' }))
  await approver.goto('/lam-viec/canh-bao')
  await press(approver.getByRole('link', { name: headline }))
  await press(approver.getByRole('button', { name: 'Duyệt và phát cảnh báo' }))
  await look(approver, 'alert-issued')

  const phone = await stage.device({ width: 360 })
  await phone.goto('/')
  const banner = phone.getByRole('region', { name: 'Cảnh báo đang có hiệu lực' })
  await banner.getByRole('link', { name: headline }).waitFor()
  await look(phone, 'home')
  await press(phone.getByRole('link', { name: 'Chợ đêm mở lại từ thứ Sáu' }))
  assert.equal(await phone.getByRole('listitem').filter({ hasText: '18:00 đến 23:00' }).count(), 1)
  await look(phone, 'article')
  await press(banner.getByRole('link', { name: headline }))
  await phone.getByRole('heading', { name: 'Việc cần làm' }).waitFor()
  assert.equal(await banner.count(), 0)
  await look(phone, 'alert')

  // Somebody who says that they live elsewhere is not warned of the island.
  await phone.goto('/canh-bao')
  await look(phone, 'alerts')
  await phone.getByLabel('Xã, phường, thị trấn').selectOption({ label: 'Phường Mũi Né' })
  await press(phone.getByRole('button', { name: 'Lưu lựa chọn' }))
  await phone.getByText('Hiện không có cảnh báo nào ở khu vực này.').waitFor()
  await phone.goto('/tin-tuc')
  assert.equal(await banner.count(), 0)
  await look(phone, 'articles')
  for (const [path, name] of [
    ['/duong-day-nong', 'hotlines'],
    ['/huong-dan', 'guides'],
  ] as const) {
    await phone.goto(path)
    await look(phone, name)
  }
  assertNoTroubles(stage)
})
