/** Hỗ trợ nộp hồ sơ: a member of the team helps two people where there is no line; everything goes once when there is one. */

import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { read, sql } from '#kernel/db.ts'
import { webmSample } from '#kernel/testing/sounds.ts'
import { addDays, dateOf } from '#kernel/types.ts'
import { listModels } from '#modules/identity/development/commands.ts'
import { audit } from './audit.ts'
import { citizenLogin, communeCode } from './citizen.ts'
import { fillField, type Intent, intend, isAsked, photo, sign } from './filling.ts'
import { officers } from './office.ts'
import { shots } from './shots.ts'
import { openStage, press, signInAs, waitingForIslands } from './stage.ts'

const stage = await openStage()
const code = '2.000815'
const pin = '251977'
const profile = await mkdtemp(path.join(tmpdir(), 'ho-tro-'))
let closing: BrowserContext | undefined
after(async () => {
  await closing?.close()
  await rm(profile, { recursive: true, force: true })
})

const model = (await listModels(stage.context)).find(({ login }) => login === citizenLogin)
assert.ok(model)
const [first, second, third] = [
  { name: 'Ưng Thị Sóng Ngoài', identity: '060171000111', phone: '0912000111' },
  { name: 'Ỷ Văn Lưới Rách', identity: '060171000222', phone: '0912000222' },
  { name: 'Ẩn Thị Nói Miệng', identity: '060171000333', phone: '0912000555' },
] as const
type Helped = { readonly name: string; readonly identity: string; readonly phone: string }
const intent: Intent = await intend(stage, code, communeCode, {
  visitOn: addDays(dateOf(new Date()), 7),
  resultBy: 'desk',
  issuerIs: 'vietnamese',
})

/** The helper's own phone, with a folder that stays when the browser is closed. */
async function openPhone(): Promise<Page> {
  closing = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium-headless-shell',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
    ],
    baseURL: stage.url,
    viewport: { width: 360, height: 780 },
    hasTouch: true,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Ho_Chi_Minh',
  })
  closing.setDefaultTimeout(30_000)
  return waitingForIslands(closing).pages()[0] ?? closing.newPage()
}

const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

async function fillIn(page: Page, { name, identity, phone }: Helped): Promise<void> {
  await page.getByLabel('Họ và tên', { exact: true }).first().fill(name)
  await page.getByLabel('Số định danh cá nhân').first().fill(identity)
  await page.getByLabel('Số điện thoại', { exact: true }).first().fill(phone)
  const questions = page.locator('.assisted-page')
  for (const { fields } of intent.form.pages)
    for (const field of fields) {
      const answer = intent.answers[field.key]
      if (answer === undefined || field.kind === 'group' || /requester(Name|Identity|Phone)/.test(field.key))
        continue
      if (await isAsked(page, field)) await fillField(page, field, answer)
    }
  assert.ok((await questions.count()) > 3)
  await page.getByRole('checkbox', { name: /Nhờ tổ công nghệ số/ }).check()
}

async function openByPin(page: Page): Promise<void> {
  await page.getByLabel('Mã PIN của máy').fill(pin)
  await page.getByRole('button', { name: 'Mở máy' }).click()
}

const dossiersOf = (phone: string) =>
  read(stage.context, (tx) =>
    sql<{ code: string; slip: string; name: string; submitter: string; person: string }>`
      select c.code, d.slip, d.applicant_name as name, d.submitter_name as submitter, d.applicant_id as person
      from dossiers d join cases c on c.id = d.case_id where d.applicant_phone = ${phone}`.execute(tx),
  ).then(({ rows }) => rows)

/** Every file of the profile in which one of the words stands in clear, as browsers write text. */
async function filesWith(words: readonly string[]): Promise<string[]> {
  const names = await readdir(profile, { recursive: true, withFileTypes: true })
  const files = names.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name))
  const needles = words.flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')])
  const found: string[] = []
  for (const file of files) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    if (needles.some((needle) => bytes.includes(needle))) found.push(path.relative(profile, file))
  }
  return found
}
const clear = [first, second, third].flatMap(({ name, identity, phone }) => [name, identity, phone])

test('the commune founds a team and appoints a member, on a page without script', async () => {
  const leader = await stage.person(officers.leader, { script: false })
  await leader.goto('/lam-viec/to-cong-nghe-so')
  await leader.getByLabel('Tên tổ').fill('Tổ công nghệ số khu phố 1')
  await leader.getByLabel('Thôn, khu phố').fill('Khu phố 1')
  await press(leader.getByRole('button', { name: 'Lập tổ' }))
  await leader.getByLabel('Số định danh cá nhân').fill(citizenLogin)
  await leader.getByLabel('Họ và tên').fill(model.name)
  const until = leader.getByRole('group', { name: 'Đến hết ngày' })
  const [year = '', month = '', day = ''] = addDays(dateOf(new Date()), 200).split('-')
  await until.getByRole('textbox', { name: 'Ngày', exact: true }).fill(day)
  await until.getByRole('textbox', { name: 'Tháng', exact: true }).fill(month)
  await until.getByRole('textbox', { name: 'Năm', exact: true }).fill(year)
  await press(leader.getByRole('button', { name: 'Ghi tên thành viên' }))
  assert.match(await leader.getByRole('table').first().innerText(), new RegExp(model.name))
})

let phone: Page

test('the helper enrols the phone, and the phone holds what it needs', async () => {
  phone = await openPhone()
  await phone.goto('/dang-nhap')
  await signInAs(phone, citizenLogin)
  await phone.goto('/ho-tro')
  await phone.getByLabel('Tên máy').fill('Điện thoại khu phố 1')
  await phone.getByLabel(/^Mã PIN mới/).fill(pin)
  await phone.getByLabel('Gõ lại mã PIN').fill(pin)
  await audit(phone)
  await shoot(phone, 'enrol-360')
  await phone.getByRole('button', { name: 'Ghi máy' }).click()
  await phone.getByText('Máy đã sẵn sàng làm khi không có mạng.').waitFor()
  await audit(phone)
  await shoot(phone, 'ready-360')
})

test('without a line the first is helped: asked, read back, signed, and gets a slip at once', async () => {
  await phone.context().setOffline(true)
  await phone.goto('/ho-tro/giay-to')
  assert.match(await phone.getByRole('main').innerText(), /bản sao/i)
  await phone.goto(`/ho-tro/lap/${code}`)
  await phone.getByLabel('Mã PIN của máy').fill('000000')
  await phone.getByRole('button', { name: 'Mở máy' }).click()
  await phone.getByText('Sai mã PIN. Còn 9 lần').waitFor()
  await openByPin(phone)
  await fillIn(phone, first)
  await phone.getByRole('button', { name: 'Đọc lại cho bà con' }).click()
  const read_ = phone.locator('.assisted-read')
  assert.match(await read_.innerText(), new RegExp(first.name))
  assert.equal(await read_.evaluate((element) => getComputedStyle(element).fontSize), '28px')
  await shoot(phone, 'read-360')
  await phone.getByRole('button', { name: 'Đóng phần đọc lại' }).click()
  await phone.getByRole('button', { name: 'Xong, đưa phiếu cho bà con' }).click()
  await phone
    .getByRole('alert')
    .getByText(/Cần chữ ký/)
    .waitFor()
  await sign(phone)
  await audit(phone)
  await shoot(phone, 'form-360')
  await phone.getByRole('button', { name: 'Xong, đưa phiếu cho bà con' }).click()
  await phone.getByText('HT-H11.31.01-01-0001').waitFor()
  await phone.getByText('Chưa gửi – chờ mạng').waitFor()
  await audit(phone)
  await shoot(phone, 'slip-360')
  assert.deepEqual(await dossiersOf(first.phone), [])
})

test('the browser closes in the middle of the second; nothing of anybody can be read on the device', async () => {
  await phone.goto(`/ho-tro/lap/${code}`)
  await openByPin(phone)
  await fillIn(phone, second)
  await phone.getByText(/Đã lưu trên máy này/).waitFor()
  await phone.waitForTimeout(1_500)
  await closing?.close()
  assert.deepEqual(await filesWith(clear), [])
  // The search finds what is there: the page of the form itself.
  assert.notDeepEqual(await filesWith(['ho-tro']), [])
})

test('opened again without a line, the PIN brings back what was typed, and the slip is the next number', async () => {
  phone = await openPhone()
  await phone.context().setOffline(true)
  await phone.goto(`/ho-tro/lap/${code}`)
  await openByPin(phone)
  await phone.getByRole('button', { name: 'Xong, đưa phiếu cho bà con' }).waitFor()
  assert.equal(await phone.getByLabel('Họ và tên', { exact: true }).first().inputValue(), second.name)
  await sign(phone)
  await phone.getByRole('button', { name: 'Xong, đưa phiếu cho bà con' }).click()
  await phone.getByText('HT-H11.31.01-01-0002').waitFor()
  await press(phone.getByRole('link', { name: 'Xong, giúp người tiếp theo' }))
  await phone.getByText('2 phiếu chưa gửi').waitFor()
  const told = await phone.getByRole('main').innerText()
  assert.doesNotMatch(told, new RegExp(`${first.name}|${second.name}`))
  await shoot(phone, 'waits-360')
})

test('without a line the third agrees aloud; the fourth does not agree, and one press leaves nothing of them', async () => {
  await phone.goto(`/ho-tro/lap/${code}`)
  await openByPin(phone)
  await fillIn(phone, third)
  await phone.getByRole('radio', { name: 'Nói' }).check()
  await phone.getByRole('button', { name: 'Xong, đưa phiếu cho bà con' }).click()
  await phone
    .getByRole('alert')
    .getByText(/ghi âm lời đồng ý/)
    .waitFor()
  const clip = { name: 'dong-y.webm', mimeType: 'audio/webm', buffer: webmSample(4) }
  await phone.getByLabel(/^Ghi âm lời đồng ý/).setInputFiles(clip)
  await shoot(phone, 'spoken-360')
  await phone.getByRole('button', { name: 'Xong, đưa phiếu cho bà con' }).click()
  await phone.getByText('HT-H11.31.01-01-0003').waitFor()

  await phone.goto(`/ho-tro/lap/${code}`)
  await openByPin(phone)
  await fillIn(phone, { ...third, name: 'Phạm Không Ưng' })
  await phone.getByText(/Đã lưu trên máy này/).waitFor()
  await press(phone.getByRole('link', { name: 'Không đồng ý, bỏ tờ này' }))
  await phone.getByText('3 phiếu chưa gửi').waitFor()
  await phone.goto(`/ho-tro/lap/${code}`)
  await openByPin(phone)
  await phone.getByRole('button', { name: 'Xong, đưa phiếu cho bà con' }).waitFor()
  assert.equal(await phone.getByLabel('Họ và tên', { exact: true }).first().inputValue(), '')
  await phone.goto('/ho-tro')
})

test('with a line again everything goes once, to the people’s own accounts, and says who helped', async () => {
  await phone.context().setOffline(false)
  await phone.goto('/ho-tro')
  if (await phone.getByLabel('Tên đăng nhập').isVisible()) {
    await signInAs(phone, citizenLogin)
    await phone.goto('/ho-tro')
  }
  await openByPin(phone)
  await phone
    .getByText('Đã gửi 3 phiếu.')
    .or(phone.getByText('Không còn phiếu nào chờ gửi.'))
    .first()
    .waitFor()
  for (const [person, slip] of [
    [first, 'HT-H11.31.01-01-0001'],
    [second, 'HT-H11.31.01-01-0002'],
    [third, 'HT-H11.31.01-01-0003'],
  ] as const) {
    const dossiers = await dossiersOf(person.phone)
    assert.equal(dossiers.length, 1)
    assert.deepEqual(
      [dossiers[0]?.slip, dossiers[0]?.name, dossiers[0]?.submitter],
      [slip, person.name, model.name],
    )
  }
  const { rows: proofs } = await read(stage.context, (tx) =>
    sql<{ way: string; kind: string | null }>`
      select e.way, f.media_type as kind from assisted_evidence e left join files f on f.id = e.file_id
      order by e.way desc`.execute(tx),
  )
  assert.deepEqual(proofs, [
    { way: 'spoken', kind: 'audio/webm' },
    { way: 'signed', kind: null },
    { way: 'signed', kind: null },
  ])
  await shoot(phone, 'sent-360')
})

test('each is told directly, and follows the dossier by the slip on a phone without script', async () => {
  const [dossier] = await dossiersOf(first.phone)
  assert.ok(dossier)
  const messages = async () =>
    (
      await read(stage.context, (tx) =>
        sql`select 1 from notifications where person_id = ${dossier.person} and kind = 'dossiers.submitted'`.execute(
          tx,
        ),
      )
    ).rows.length
  for (let tries = 0; (await messages()) === 0 && tries < 100; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 200))
  assert.equal(await messages(), 1)
  const visitor = await stage.device({ script: false, width: 360 })
  await visitor.goto('/tra-cuu?ho-so=HT-H11.31.01-01-0001&ma=0111')
  assert.match(await visitor.getByRole('main').innerText(), new RegExp(dossier.code))
})

test('the officer sees who helped', async () => {
  const [dossier] = await dossiersOf(second.phone)
  const clerk = await stage.person(officers.clerk)
  await clerk.goto(`/lam-viec/ho-so/${dossier?.code}`)
  await clerk.getByText(`do ${model.name} (tổ công nghệ số cộng đồng) hỗ trợ`).first().waitFor()
})

test('with a line and no enrolled device the form works without script, up to Done', async () => {
  const page = await stage.person(citizenLogin, { script: false, width: 360 })
  await page.goto(`/ho-tro/lap/${code}`)
  await fillIn(page, { ...first, phone: '0912000333' })
  await press(page.getByRole('button', { name: 'Đọc lại cho bà con' }))
  await page.locator('.assisted-read').getByText(first.name).waitFor()
  await page.getByRole('checkbox', { name: /Nhờ tổ công nghệ số/ }).check()
  for (const field of intent.form.pages.flatMap(({ fields }) => fields))
    if (field.kind === 'file' && intent.answers[field.key] && (await isAsked(page, field)))
      await fillField(page, field, intent.answers[field.key] ?? null)
  await page.getByLabel(/^Ảnh giấy đã ký/).setInputFiles(await photo('Tôi đồng ý'))
  await press(page.getByRole('button', { name: 'Nộp hồ sơ' }))
  await page.getByRole('heading', { name: 'Phiếu hỗ trợ nộp hồ sơ' }).waitFor()
  assert.match(await page.getByRole('main').innerText(), /HT-H11\.31\.01-00-0001/)
  await shoot(page, 'slip-online-360')
  await press(page.getByRole('button', { name: 'Xong' }))
  assert.equal(new URL(page.url()).pathname, '/ho-tro')
})

test('on a wide dark screen it reads as well', async () => {
  const page = await stage.person(citizenLogin, { theme: 'dark' })
  await page.goto('/ho-tro')
  await audit(page)
  await shoot(page, 'home-1280-dark')
  await page.goto(`/ho-tro/lap/${code}`)
  await fillIn(page, { ...second, phone: '0912000444' })
  await sign(page)
  await audit(page)
  await shoot(page, 'form-1280-dark')
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await page.getByRole('heading', { name: 'Phiếu hỗ trợ nộp hồ sơ' }).waitFor()
  await audit(page)
  await shoot(page, 'slip-1280-dark')
})

test('the order to wipe wipes: nothing is left but an empty store', async () => {
  const leader = await stage.person(officers.leader)
  await leader.goto('/lam-viec/to-cong-nghe-so')
  await press(leader.getByRole('link', { name: 'Tổ công nghệ số khu phố 1' }))
  await audit(leader)
  await shoot(leader, 'team-1280')
  await leader
    .getByRole('combobox', { name: 'Máy' })
    .selectOption({ label: `01, Điện thoại khu phố 1 (${model.name})` })
  await leader.getByLabel('Lý do xóa').fill('Mất máy')
  await press(leader.getByRole('button', { name: 'Ra lệnh xóa' }))
  await leader.getByText('Chờ máy tự xóa').waitFor()
  await phone.goto('/ho-tro')
  await phone.getByText(/Máy này đã được xóa/).waitFor()
  const left = await phone.evaluate(async () => {
    const opened = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('ho-tro')
      request.addEventListener('success', () => resolve(request.result))
    })
    const counts = [...opened.objectStoreNames].map(
      (name) =>
        new Promise<number>((resolve) => {
          const request = opened.transaction(name).objectStore(name).count()
          request.addEventListener('success', () => resolve(request.result))
        }),
    )
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
    const kept = (await Promise.all(stores.map((store) => store.keys()))).flat()
    return {
      rows: await Promise.all(counts),
      forms: kept.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith('/ho-tro/')),
    }
  })
  assert.deepEqual(left, { rows: [0, 0, 0], forms: [] })
  await leader.reload()
  await leader.getByText('Đã xóa', { exact: true }).waitFor()
})

test('nothing went wrong behind the pages, but for the line that was cut', () =>
  assert.deepEqual(
    stage.troubles.filter((trouble) => !/ERR_INTERNET_DISCONNECTED/.test(trouble)),
    [],
  ))
