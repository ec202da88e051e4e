/** Kiến nghị: a citizen finds the right path and sends one without script, the desk and a unit see to it, the citizen rates. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { audit } from './audit.ts'
import { officers } from './office.ts'
import { shoot, shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()

/** Audited by public.test.ts: here only for pictures. */
const pictured = [
  ['/kien-nghi', 'danh-sach'],
  ['/kien-nghi/gui', 'hoi'],
  ['/kien-nghi/gui/can-bo', 'gui-can-bo'],
  ['/kien-nghi/gui/quy-dinh?tim=khai+sinh', 'gui-quy-dinh'],
  ['/kien-nghi/noi-khac/to-cao', 'to-cao'],
  ['/kien-nghi/thong-ke', 'thong-ke'],
] as const

async function look(page: Page, name: string): Promise<void> {
  await audit(page)
  await shoot(page, name)
}

const words = 'Cán bộ Lê Văn Gắt quát người dân ở quầy số 3, gọi 0990000002 để hỏi tôi thêm.'

test('asked which path, sent without script, handled by another agency, published and rated', async () => {
  const phone = await stage.device({ script: false, width: 360 })
  await phone.goto('/kien-nghi')
  await press(phone.getByRole('link', { name: 'Gửi kiến nghị' }))
  await press(phone.getByRole('link', { name: 'Tố cáo' }))
  assert.match(await phone.locator('main').innerText(), /Luật Tố cáo/)
  await press(phone.getByRole('link', { name: 'Không phải vậy, chọn lại' }))
  await press(phone.getByRole('link', { name: 'Cán bộ, cơ quan làm chưa đúng' }))
  await phone.getByLabel('Ảnh, tài liệu').setInputFiles({
    name: 'quay-so-3.jpg',
    mimeType: 'image/jpeg',
    buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: '#9cc' } })
      .jpeg()
      .toBuffer(),
  })
  await press(phone.getByRole('button', { name: 'Xem lại trước khi gửi' }))
  assert.match(await phone.getByRole('alert').innerText(), /Chọn cơ quan của cán bộ đó.*Ghi họ và tên/s)
  await shoot(phone, 'sai')
  await phone.getByLabel('Cơ quan của cán bộ đó').selectOption('H11.31.01')
  await phone.getByRole('radio', { name: 'Thái độ, cư xử' }).check()
  await phone.getByLabel('Nội dung kiến nghị').fill(words)
  await phone.getByLabel('Họ và tên').fill('Bà Lụa')
  await phone.getByLabel('Số điện thoại').fill('0990000003')
  await press(phone.getByRole('button', { name: 'Xem lại trước khi gửi' }))
  const reader = await stage.device()
  await reader.goto(phone.url())
  await look(reader, 'xem-lai')
  const checked = await phone.locator('main').innerText()
  assert.match(checked, /Thái độ, cư xử.*Lê Văn Gắt.*quay-so-3\.jpg.*Bà Lụa.*0990000003/s)
  await press(phone.getByRole('link', { name: 'Sửa Số điện thoại' }))
  assert.equal(await phone.getByLabel('Nội dung kiến nghị').inputValue(), words)
  assert.equal((await phone.getByText('quay-so-3.jpg').count()) > 0, true)
  await phone.getByLabel('Số điện thoại').fill('0990000002')
  await press(phone.getByRole('button', { name: 'Xem lại trước khi gửi' }))
  await press(phone.getByRole('button', { name: 'Gửi kiến nghị' }))
  const code = (await phone.locator('.confirmation-code strong').innerText()).trim()
  const own = new URL(phone.url())
  own.searchParams.delete('gui')

  const desk = await stage.person('procedure-controller.h11')
  await desk.goto('/lam-viec/kien-nghi')
  await look(desk, 'hang-cho')
  await press(desk.getByRole('link', { name: code }))
  const file = await desk.getByRole('link', { name: 'quay-so-3.jpg' }).getAttribute('href')
  assert.equal((await desk.request.get(file ?? '')).headers()['content-type'], 'image/jpeg')
  await look(desk, 'tiep-nhan')
  await desk.getByLabel('Cơ quan xử lý').first().selectOption('H11.31.01')
  await press(desk.getByRole('button', { name: 'Tiếp nhận, giao xử lý' }))
  assert.match(await desk.getByRole('status').first().innerText(), /không giao cho chính cơ quan bị phản ánh/)
  await desk.getByLabel('Cơ quan xử lý').first().selectOption('H11')
  await press(desk.getByRole('button', { name: 'Tiếp nhận, giao xử lý' }))

  const accused = await stage.person(officers.leader)
  for (const path of [`/lam-viec/kien-nghi/${code}`, file ?? ''])
    assert.equal((await accused.request.get(path)).status(), 404)
  const unit = await stage.person('leader.h11')
  await unit.goto(`/lam-viec/kien-nghi/${code}`)
  await press(unit.getByRole('button', { name: 'Nhận xử lý' }))
  await unit.getByLabel('Mẫu trả lời').selectOption('chan-chinh')
  await press(unit.getByRole('button', { name: 'Dùng mẫu này' }))
  await press(unit.getByRole('button', { name: 'Trả lời', exact: true }))
  assert.match(
    await unit.getByRole('status').first().innerText(),
    /còn chỗ chưa điền: “\[ghi việc đã xác minh\]”/,
  )
  await look(unit, 'tra-loi')
  const template = await unit.getByLabel('Câu trả lời').inputValue()
  await unit.getByLabel('Câu trả lời').fill(template.replaceAll(/\[[^\]]*\]/g, 'cán bộ đã xin lỗi người dân'))
  await press(unit.getByRole('button', { name: 'Trả lời', exact: true }))

  await desk.goto(`/lam-viec/kien-nghi/${code}`)
  await desk.getByLabel('Tên câu hỏi').fill('Cán bộ quát người dân ở quầy')
  await desk.getByLabel('Câu hỏi công khai').fill('Cán bộ ở quầy tiếp nhận quát người dân.')
  await look(desk, 'cong-khai')
  await press(desk.getByRole('button', { name: 'Công khai câu trả lời' }))

  await phone.goto(own.href)
  await phone.getByRole('radio', { name: 'Bình thường' }).check()
  await press(phone.getByRole('button', { name: 'Gửi đánh giá' }))
  assert.match(await phone.getByRole('status').innerText(), /Cảm ơn/)

  await reader.goto('/kien-nghi')
  await press(reader.getByRole('link', { name: 'Cán bộ quát người dân ở quầy' }))
  assert.doesNotMatch(await reader.locator('main').innerText(), /Gắt|Bà Lụa|0990000002/)
  await press(reader.getByRole('button', { name: 'Có ích' }))
  assert.match(await reader.locator('main').innerText(), /đã được tính.*1 người thấy có ích/s)
  await look(reader, 'kien-nghi')
  await reader.goto(own.href)
  await look(reader, 'cua-toi')
  for (const [path, name] of pictured) {
    if (!shots) continue
    await reader.goto(path)
    await look(reader, name)
  }
  assertNoTroubles(stage)
})
