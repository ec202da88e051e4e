/** Phản ánh hiện trường: a citizen sends it without script, the desk and the commune see to it, the citizen rates it. */

import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { audit } from './audit.ts'
import { citizenLogin } from './citizen.ts'
import { officers } from './office.ts'
import { shoot, shots } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()

/** Looked at by public.test.ts, or as the tables of other pages: here only for pictures. */
const auditedElsewhere = new Set(['danh-sach', 'thong-ke', 'gui', 'nguoi-gui', 'hang-cho'])

async function look(page: Page, name: string): Promise<void> {
  if (shots || !auditedElsewhere.has(name)) await audit(page)
  await shoot(page, name)
}

const picture = async (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: await sharp(randomBytes(40 * 30 * 3), { raw: { width: 40, height: 30, channels: 3 } })
    .resize(800, 600)
    .jpeg()
    .toBuffer(),
})

const words = 'Nắp cống vỡ giữa đường Huỳnh Thúc Kháng, xe máy dễ sụp bánh vào ban đêm.'

async function fillIn(page: Page): Promise<void> {
  await page.goto('/phan-anh/gui')
  await page.getByLabel('Lĩnh vực').selectOption('ve-sinh-moi-truong')
  await page.getByLabel('Mô tả sự việc').fill(words)
  await page.getByLabel('Xã, phường').selectOption({ label: 'Phường Mũi Né' })
  await page.getByLabel('Địa điểm').fill('Đường Huỳnh Thúc Kháng, trước chợ')
}

/** By hand, then moved and sized by keys; the lines of numbers say what was drawn. */
async function drawCovers(desk: Page): Promise<void> {
  await desk.getByRole('button', { name: 'Vẽ vùng che trên ảnh' }).first().click()
  const box = await desk.locator('.cover-frame canvas').boundingBox()
  assert.ok(box)
  await desk.mouse.move(box.x + box.width / 8, box.y + box.height / 6)
  await desk.mouse.down()
  await desk.mouse.move(box.x + (box.width * 3) / 8, box.y + (box.height * 5) / 12)
  await desk.mouse.up()
  const part = desk.getByRole('button', { name: 'Vùng 1' })
  await part.press('ArrowRight')
  await part.press('Shift+ArrowDown')
  await look(desk, 'che-anh')
  await desk.getByRole('button', { name: 'Thêm vùng' }).click()
  await desk.getByRole('button', { name: 'Vùng 2' }).press('Delete')
  await desk.getByRole('button', { name: 'Xong' }).click()
  const numbers = (await desk.getByLabel('Vùng cần che').first().inputValue()).split(' ').map(Number)
  const wanted = [108, 100, 200, 158]
  assert.ok(
    numbers.length === 4 && numbers.every((one, at) => Math.abs(one - (wanted[at] ?? 0)) <= 3),
    `${numbers}`,
  )
}

/** A pin in the middle of the map, and a recording from a device that hums. */
async function pinAndRecord(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Chọn điểm trên bản đồ' }).click()
  await page.getByRole('button', { name: 'Đặt ghim vào giữa bản đồ' }).click()
  assert.match(await page.getByLabel('Vĩ độ').inputValue(), /^1\d,\d{6}$/)
  await page.evaluate(() => {
    const sound = new AudioContext()
    const [hum, heard] = [sound.createOscillator(), sound.createMediaStreamDestination()]
    hum.connect(heard)
    hum.start()
    navigator.mediaDevices.getUserMedia = async () => heard.stream
  })
  await page.getByRole('button', { name: 'Ghi âm', exact: true }).click()
  await page.waitForTimeout(1500)
  await page.getByRole('button', { name: 'Dừng ghi' }).click()
  await page.getByText(/Đã ghi \d giây/).waitFor()
}

test('sent without script, answered, published and rated', async () => {
  const phone = await stage.device({ script: false, width: 360 })
  await phone.goto('/phan-anh/gui')
  await press(phone.getByRole('button', { name: 'Xem lại trước khi gửi' }))
  assert.match(await phone.getByRole('alert').innerText(), /Chọn lĩnh vực/)
  await fillIn(phone)
  await phone.getByLabel('Số điện thoại').fill('0990000001')
  await phone.getByLabel('Ảnh').setInputFiles([await picture('nap-cong.jpg')])
  await press(phone.getByRole('button', { name: 'Xem lại trước khi gửi' }))
  await press(phone.getByRole('button', { name: 'Gửi phản ánh này' }))
  const code = (await phone.locator('.confirmation-code strong').innerText()).trim()
  const own = new URL(phone.url())
  own.searchParams.delete('gui')

  const desk = await stage.person('feedback-operator.h11')
  await desk.goto('/lam-viec/phan-anh')
  await look(desk, 'hang-cho')
  await press(desk.getByRole('link', { name: code }))
  await desk.getByLabel('Lời công khai').fill('Nắp cống vỡ giữa đường, xe máy dễ sụp bánh.')
  await look(desk, 'tiep-nhan')
  await press(desk.getByRole('button', { name: 'Tiếp nhận', exact: true }))
  assert.match(await desk.locator('main').innerText(), /Đề xuất theo lĩnh vực và nơi xảy ra: .*Mũi Né/)
  await press(desk.getByRole('button', { name: 'Chuyển đơn vị', exact: true }))

  const unit = await stage.person(officers.officer)
  await unit.goto(`/lam-viec/phan-anh/${code}`)
  assert.doesNotMatch(await unit.locator('main').innerText(), /0990000001|Xem người gửi/)
  await press(unit.getByRole('button', { name: 'Nhận xử lý' }))
  await unit.getByLabel('Mẫu trả lời').selectOption('da-xu-ly')
  await press(unit.getByRole('button', { name: 'Dùng mẫu này' }))
  assert.match(await unit.getByLabel('Câu trả lời').inputValue(), /Huỳnh Thúc Kháng/)
  await unit.getByLabel('Ảnh sau khi xử lý').setInputFiles([await picture('da-thay.jpg')])
  await look(unit, 'tra-loi')
  await press(unit.getByRole('button', { name: 'Trả lời', exact: true }))

  await desk.goto(`/lam-viec/phan-anh/${code}`)
  await drawCovers(desk)
  await press(desk.getByRole('form', { name: 'Che ảnh 1' }).getByRole('button'))
  await press(desk.getByRole('form', { name: 'Che ảnh 2' }).getByRole('button'))
  await press(desk.getByRole('button', { name: 'Công khai', exact: true }))
  await desk.getByLabel('Vì sao cần xem').fill('Hỏi thêm vị trí nắp cống')
  await press(desk.getByRole('button', { name: 'Xem và ghi lại' }))
  assert.match(await desk.locator('main').innerText(), /0990000001/)
  await look(desk, 'nguoi-gui')

  await phone.goto(own.href)
  await phone.getByRole('radio', { name: 'Hài lòng', exact: true }).check()
  await press(phone.getByRole('button', { name: 'Gửi đánh giá' }))
  assert.match(await phone.getByRole('status').innerText(), /Cảm ơn/)

  const reader = await stage.device()
  await reader.goto('/phan-anh')
  await look(reader, 'danh-sach')
  await press(reader.getByRole('link', { name: /Nắp cống vỡ/ }))
  assert.doesNotMatch(await reader.locator('main').innerText(), /0990000001|ban đêm/)
  await look(reader, 'phan-anh')
  await reader.goto('/phan-anh/thong-ke')
  await look(reader, 'thong-ke')
  await fillIn(reader)
  await look(reader, 'gui')
  await pinAndRecord(reader)
  await press(reader.getByRole('button', { name: 'Xem lại trước khi gửi' }))
  await look(reader, 'xem-lai')
  await press(reader.getByRole('button', { name: 'Tôi cũng gặp' }))
  assert.match(await reader.getByRole('status').innerText(), /cũng gặp/)
  await reader.goto(own.href)
  await look(reader, 'cua-toi')

  const follower = await stage.person(citizenLogin)
  await follower.goto('/phan-anh?linh-vuc=ve-sinh-moi-truong')
  await press(follower.getByRole('link', { name: 'Nhận tin về lựa chọn này' }))
  await press(follower.getByRole('button', { name: 'Theo dõi', exact: true }))
  assert.match(await follower.getByRole('alert').innerText(), /đồng ý/)
  await follower.getByRole('checkbox').check()
  await press(follower.getByRole('button', { name: 'Theo dõi', exact: true }))
  await look(follower, 'theo-doi')
  await press(follower.getByRole('button', { name: 'Thôi theo dõi' }))
  assert.match(await follower.locator('main').innerText(), /Chưa theo dõi/)
  assertNoTroubles(stage)
})
