import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audit } from './audit.ts'
import { birth, citizenLogin } from './citizen.ts'
import { photo } from './filling.ts'
import { handIn, officers, openFromQueue, outcome } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const codes: string[] = []
for (let count = 0; count < 5; count++) codes.push(await handIn(stage, '1.001193', birth))
const [accepted = '', mended = '', refused = '', ...together] = codes
const clerk = await stage.person(officers.clerk)
const citizen = await stage.person(citizenLogin, { width: 360 })

test('a clerk opens the most urgent dossier and accepts it', async () => {
  await clerk.goto('/lam-viec')
  await audit(clerk)
  await openFromQueue(clerk, 'Chờ tiếp nhận', accepted)
  assert.match(await clerk.getByRole('main').innerText(), /Nguyễn Gia Bảo/)
  await audit(clerk)
  await press(clerk.getByRole('button', { name: 'Tiếp nhận hồ sơ' }))
  assert.match(await outcome(clerk), /Đã tiếp nhận hồ sơ/)
  await audit(clerk)
  await citizen.goto(`/ho-so/${accepted}`)
  assert.match(await citizen.getByRole('main').innerText(), /Hẹn trả kết quả trước/)
  await audit(citizen)
})

test('the list is walked with J and K, a line is ticked with X and opened with Enter', async () => {
  await clerk.goto('/lam-viec?danh-sach=receive')
  const focused = () => clerk.evaluate(() => document.activeElement?.textContent?.trim())
  await clerk.keyboard.press('j')
  const first = await focused()
  await clerk.keyboard.press('j')
  const second = await focused()
  await clerk.keyboard.press('k')
  assert.equal(await focused(), first)
  assert.ok(codes.includes(first ?? '') && codes.includes(second ?? '') && first !== second)
  await clerk.keyboard.press('x')
  assert.ok(await clerk.getByRole('checkbox', { name: `Chọn ${first}` }).isChecked())
  await clerk.keyboard.press('?')
  await clerk.getByRole('dialog', { name: 'Phím tắt' }).waitFor()
  await audit(clerk)
  await clerk.keyboard.press('Escape')
  await clerk.keyboard.press('j')
  await clerk.keyboard.press('Enter')
  await clerk.waitForURL(`**/lam-viec/ho-so/${second}`)
})

test('several dossiers are accepted at once', async () => {
  await clerk.goto('/lam-viec?danh-sach=receive')
  for (const code of together) await clerk.getByRole('checkbox', { name: `Chọn ${code}` }).check()
  await press(clerk.getByRole('button', { name: 'Tiếp nhận', exact: true }))
  assert.match(await outcome(clerk), /Đã làm xong 2 hồ sơ/)
})

test('a supplement names every fault once, and the citizen mends only that', async () => {
  await openFromQueue(clerk, 'Chờ tiếp nhận', mended)
  await press(clerk.getByRole('link', { name: 'Yêu cầu bổ sung' }))
  await audit(clerk)
  await press(clerk.getByRole('button', { name: 'Xem lời gửi người nộp' }))
  assert.match(await clerk.getByRole('main').innerText(), /Chưa gửi được/)
  const paper = clerk.getByRole('group', { name: /^Giấy chứng sinh hoặc/ })
  await paper.getByRole('checkbox').check()
  await paper.getByRole('combobox', { name: /Câu mẫu/ }).selectOption({ index: 1 })
  const name = clerk.getByRole('group', { name: /^Họ, chữ đệm, tên của trẻ/ })
  await name.getByRole('checkbox').check()
  await name.getByRole('textbox').fill('Tên trẻ khác với giấy chứng sinh. Ghi đúng như giấy.')
  await press(clerk.getByRole('button', { name: 'Xem lời gửi người nộp' }))
  assert.match(await clerk.getByRole('main').innerText(), /Ảnh chụp bị mờ[\s\S]*Tên trẻ khác/)
  await audit(clerk)
  await press(clerk.getByRole('button', { name: 'Gửi yêu cầu' }))
  assert.match(await outcome(clerk), /Thời hạn tạm dừng/)

  await citizen.goto(`/ho-so/${mended}`)
  await press(citizen.getByRole('link', { name: 'Xem và bổ sung' }))
  await audit(citizen)
  assert.equal(await citizen.getByRole('textbox', { name: 'Họ, chữ đệm, tên mẹ' }).count(), 0)
  await citizen.getByRole('textbox', { name: 'Họ, chữ đệm, tên của trẻ' }).fill('Nguyễn Gia Báu')
  await citizen
    .getByLabel(/^Giấy chứng sinh hoặc|^Ảnh hoặc tệp/)
    .setInputFiles(await photo('Giấy chứng sinh rõ'))
  await press(citizen.getByRole('button', { name: 'Gửi bổ sung' }))
  assert.match(await outcome(citizen), /Đã gửi bổ sung/)

  await openFromQueue(clerk, 'Chờ tiếp nhận', mended)
  assert.match(
    await clerk.getByRole('main').innerText(),
    /Nguyễn Gia Báu[\s\S]*không yêu cầu thêm được nữa|không yêu cầu thêm được nữa[\s\S]*Nguyễn Gia Báu/,
  )
  await audit(clerk)
})

test('a refusal gives its ground, and the citizen reads it', async () => {
  await openFromQueue(clerk, 'Chờ tiếp nhận', refused)
  await clerk.getByText('Từ chối tiếp nhận', { exact: true }).click()
  await clerk
    .getByRole('textbox', { name: 'Vì sao không tiếp nhận được' })
    .fill('Trẻ đã được đăng ký khai sinh tại phường Hàm Tiến.')
  await clerk
    .getByRole('textbox', { name: 'Căn cứ: điều, khoản, văn bản' })
    .fill('Luật Hộ tịch 2014, Điều 13')
  await press(clerk.getByRole('button', { name: 'Gửi phiếu từ chối' }))
  assert.match(await outcome(clerk), /Đã gửi phiếu từ chối/)
  await citizen.goto(`/ho-so/${refused}`)
  assert.match(
    await citizen.getByRole('main').innerText(),
    /không được tiếp nhận[\s\S]*Trẻ đã được đăng ký khai sinh[\s\S]*Luật Hộ tịch 2014/,
  )
  await audit(citizen)
})

test('an officer of another commune finds no such dossier', async () => {
  const stranger = await stage.person('desk-clerk.h11.31.13')
  const response = await stranger.goto(`/lam-viec/ho-so/${accepted}`)
  assert.equal(response?.status(), 404)
  await audit(stranger)
})

test('nothing is asked of other servers and no script fails', () => assertNoTroubles(stage))
