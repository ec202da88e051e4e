import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { signingProvider } from '#kernel/signing.ts'
import { audit } from './audit.ts'
import { birth, citizenLogin, house } from './citizen.ts'
import { handIn, officers, openBySearch, outcome, proveAgain, take } from './office.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const folder = mkdtempSync(join(tmpdir(), 'mot-cua-journey-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const births = [await handIn(stage, '1.001193', birth), await handIn(stage, '1.001193', birth)]
const [first = '', other = ''] = births
const permit = await handIn(stage, '1.013225', house)
const all = [...births, permit]
const clerk = await stage.person(officers.clerk)
const officer = await stage.person(officers.officer)
const head = await stage.person(officers.head)
const leader = await stage.person(officers.leader)
const registrar = await stage.person(officers.registrar)
const citizen = await stage.person(citizenLogin, { width: 360 })

async function openResult(page: Page, code: string): Promise<void> {
  await openBySearch(page, code)
  await take(page)
  await press(page.getByRole('link', { name: 'Soạn, xem kết quả' }))
}

async function draftAndPropose(code: string, note: string, edit?: () => Promise<void>): Promise<void> {
  await openResult(officer, code)
  await edit?.()
  await press(officer.getByRole('button', { name: 'Lưu dự thảo' }))
  assert.match(await outcome(officer), /Đã lưu dự thảo/)
  await officer.getByRole('textbox', { name: /^Ý kiến thẩm định/ }).fill(note)
  await press(officer.getByRole('button', { name: 'Trình duyệt' }))
  assert.match(await outcome(officer), /Đã trình/)
}

test('the desk accepts everything of the morning at once', async () => {
  await clerk.goto('/lam-viec?danh-sach=receive')
  for (const code of all) await clerk.getByRole('checkbox', { name: `Chọn ${code}` }).check()
  await press(clerk.getByRole('button', { name: 'Tiếp nhận', exact: true }))
  assert.match(await outcome(clerk), /Đã làm xong 3 hồ sơ/)
})

test('an officer drafts from the application and proposes it with an opinion', async () => {
  await openResult(officer, first)
  assert.match(await officer.getByRole('main').innerText(), /Nội dung được điền sẵn từ tờ khai/)
  await audit(officer)
  for (const code of births) await draftAndPropose(code, 'Giấy chứng sinh khớp tờ khai.')
  await audit(officer)
})

test('a building permit goes from the head to the officers and back for approval', async () => {
  await openBySearch(head, permit)
  await take(head)
  await press(head.getByRole('button', { name: /^Chuyển sang/ }))
  await openBySearch(officer, permit)
  await press(officer.getByRole('button', { name: 'Xong bước này' }))
  await openBySearch(officer, permit)
  await press(officer.getByRole('link', { name: 'Ghi biên bản kiểm tra thực địa' }))
  await audit(officer)
  await officer.getByRole('radio', { name: 'Đúng hồ sơ' }).check()
  await officer.getByRole('textbox', { name: 'Địa điểm' }).fill('Thửa đất của chủ hồ sơ')
  await officer.getByRole('textbox', { name: 'Ghi nhận tại chỗ' }).fill('Ranh đất đúng giấy chứng nhận.')
  await press(officer.getByRole('button', { name: 'Ghi và gửi' }))
  assert.match(await outcome(officer), /Đã ghi vào hồ sơ/)
  await draftAndPropose(permit, 'Bản vẽ đủ, ranh đất đúng giấy chứng nhận.')
  await openResult(head, permit)
  assert.match(await head.getByRole('main').innerText(), /Bản vẽ đủ/)
  await audit(head)
  await press(head.getByRole('button', { name: 'Duyệt, chuyển ký' }))
  assert.match(await outcome(head), /Đã duyệt/)
})

test('the leader hands a draft back with words, and the officer mends it', async () => {
  await openResult(leader, other)
  await audit(leader)
  await leader.getByText('Trả lại người thụ lý').first().click()
  await leader.getByRole('textbox', { name: 'Cần sửa gì' }).fill('Ghi rõ nơi sinh.')
  await press(leader.getByRole('button', { name: 'Trả lại người thụ lý' }))
  assert.match(await outcome(leader), /Đã trả lại/)
  await openBySearch(officer, other)
  assert.match(await officer.getByRole('main').innerText(), /Ghi rõ nơi sinh/)
  await draftAndPropose(other, 'Đã ghi rõ nơi sinh.', async () => {
    const place = officer.getByRole('textbox', { name: /^Nơi sinh/ })
    await place.fill(`${await place.inputValue()}, thành phố Phan Thiết`)
  })
  assert.match(await officer.getByRole('main').innerText(), /khác với nội dung điền sẵn/)
})

test('the leader signs the batch with one confirmation', async () => {
  await leader.goto('/lam-viec')
  const menu = leader.getByRole('navigation', { name: 'Danh mục' })
  await press(menu.getByRole('link', { name: 'Chờ ký', exact: true }))
  assert.match(await leader.getByRole('main').innerText(), /Đã sửa 1 chỗ/)
  await audit(leader)
  for (const code of all) await leader.getByRole('checkbox', { name: `Chọn ${code}` }).check()
  await press(leader.getByRole('button', { name: 'Ký các kết quả đã chọn' }))
  await audit(leader)
  await press(leader.getByRole('button', { name: 'Ký 3 kết quả' }))
  await audit(leader)
  await proveAgain(leader)
  await leader.getByRole('status').getByText('Đã ký 3 kết quả').waitFor({ timeout: 60_000 })
  await audit(leader)
})

test('the registrar confirms the numbers and the desk hands over', async () => {
  for (const code of all) {
    await openResult(registrar, code)
    await press(registrar.getByRole('button', { name: 'Xác nhận đã vào sổ, đóng dấu' }))
    assert.match(await outcome(registrar), /Đã xác nhận vào sổ/)
  }
  await audit(registrar)
  await openBySearch(clerk, first)
  await take(clerk)
  await audit(clerk)
  await press(clerk.getByRole('button', { name: 'Xác nhận đã trả kết quả' }))
  assert.match(await outcome(clerk), /Đã ghi nhận trả kết quả/)
})

/** Poppler and qpdf, which know nothing of us but the root certificate. */
function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  assert.equal(status, 0, `${program}: ${stdout}${stderr}`)
  return stdout
}

async function trustStore(): Promise<string> {
  const trust = join(folder, 'trust')
  mkdirSync(trust)
  run('certutil', '-N', '-d', trust, '--empty-password')
  for (const [index, root] of (await signingProvider(stage.platform.settings).trustedRoots()).entries()) {
    const file = join(folder, `root${index}.der`)
    writeFileSync(file, root)
    run('certutil', '-A', '-d', trust, '-n', `root${index}`, '-t', 'CT,C,C', '-i', file)
  }
  return trust
}

let paper: Buffer = Buffer.alloc(0)

test('the citizen downloads the result, and foreign tools find it whole, signed and sealed', async () => {
  await citizen.goto(`/ho-so/${first}`)
  await audit(citizen)
  const link = citizen.getByRole('link', { name: 'Tải kết quả' })
  const reply = await citizen.request.get((await link.getAttribute('href')) ?? '')
  assert.equal(reply.headers()['content-type'], 'application/pdf')
  paper = await reply.body()
  const file = join(folder, 'result.pdf')
  writeFileSync(file, paper)
  run('qpdf', '--check', file)
  const report = run('pdfsig', '-nssdir', await trustStore(), file)
  assert.equal(report.match(/Signature Validation: Signature is Valid/g)?.length, 2, report)
  assert.equal(report.match(/Certificate Validation: Certificate is Trusted/g)?.length, 2, report)
  assert.match(run('pdftotext', file, '-'), /NGUYỄN GIA BẢO/)
})

test('anyone verifies the paper by its code and by its file; one changed byte is found', async () => {
  const visitor = await stage.device()
  const file = join(folder, 'result.pdf')
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(run('pdftotext', file, '-'))?.[0] ?? ''
  await visitor.goto('/')
  await press(visitor.getByRole('link', { name: /^Kiểm tra/ }).first())
  await audit(visitor)
  await visitor.getByRole('textbox', { name: 'Mã kiểm tra' }).fill(code.toLowerCase())
  await press(visitor.getByRole('button', { name: 'Kiểm tra' }).first())
  assert.match(await outcome(visitor), /Giấy tờ thật, còn hiệu lực/)
  assert.doesNotMatch(await visitor.getByRole('main').innerText(), /Nguyễn Gia Bảo/i)
  await audit(visitor)

  const upload = async (name: string, buffer: Buffer, verdict: RegExp) => {
    await visitor.getByLabel('Tệp PDF').setInputFiles({ name, mimeType: 'application/pdf', buffer })
    await visitor.getByRole('list', { name: 'Tệp đã chọn' }).getByText(name, { exact: true }).waitFor()
    await visitor.getByRole('button', { name: 'Kiểm tra' }).last().click()
    await visitor.getByRole('status').filter({ hasText: verdict }).waitFor()
  }
  await upload('ket-qua.pdf', paper, /Đúng bản gốc, còn hiệu lực/)
  await audit(visitor)
  const flipped = Buffer.from(paper)
  const at = flipped.indexOf('stream') + 40
  flipped[at] = (flipped[at] ?? 0) ^ 1
  await upload('ket-qua-sua.pdf', flipped, /Tệp đã bị sửa sau khi ký/)
  await audit(visitor)
  const changed = join(folder, 'changed.pdf')
  writeFileSync(changed, flipped)
  const { stdout } = spawnSync('pdfsig', ['-nssdir', join(folder, 'trust'), changed], { encoding: 'utf8' })
  assert.doesNotMatch(stdout, /Signature is Valid/)
})

test('the citizen rates the agency, once', async () => {
  await citizen.goto(`/ho-so/${first}`)
  await press(citizen.getByRole('link', { name: 'Đánh giá', exact: true }))
  await audit(citizen)
  await press(citizen.getByRole('button', { name: 'Gửi đánh giá' }))
  assert.match(await citizen.getByRole('alert').innerText(), /Chọn một câu trả lời/)
  await audit(citizen)
  for (const [question, answer] of [
    [/phải liên hệ thêm/, 'Không lần nào'],
    [/phải đến hoặc gọi mấy nơi/, 'Không nơi nào'],
    [/phải phàn nàn/, 'Không có gì phàn nàn'],
    [/thuận tiện không/, 'Rất hài lòng'],
    [/hài lòng đến mức nào/, 'Rất hài lòng'],
  ] as const)
    await citizen.getByRole('group', { name: question }).getByRole('radio', { name: answer }).check()
  await press(citizen.getByRole('button', { name: 'Gửi đánh giá' }))
  assert.match(await citizen.getByRole('heading', { level: 1 }).innerText(), /Cảm ơn/)
  await citizen.goto(`/ho-so/${first}/danh-gia`)
  assert.match(await citizen.getByRole('heading', { level: 1 }).innerText(), /Cảm ơn/)
})

test('the account shows what waits, the dossiers and the papers', async () => {
  for (const path of ['/tai-khoan', '/tai-khoan/ho-so', '/tai-khoan/giay-to', '/tai-khoan/ban-nhap']) {
    await citizen.goto(path)
    await audit(citizen)
  }
  await citizen.goto('/tai-khoan/giay-to')
  assert.match(await citizen.getByRole('main').innerText(), /Giấy khai sinh/)
})

test('the registers and the counter are accessible', async () => {
  await registrar.goto('/lam-viec/so')
  await audit(registrar)
  await clerk.goto('/lam-viec/quay')
  await audit(clerk)
})

test('nothing is asked of other servers and no script fails', () => assertNoTroubles(stage))
