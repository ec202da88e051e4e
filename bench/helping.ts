/**
 * The errands of a member of a digital team who sits beside somebody: a phone enrolled beforehand, on the slow line of
 * `bench/phone.ts`. Begin with the person and their consent, fill in together, photograph a paper, hand over the slip; and the person
 * finds the result by it.
 */

import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { addDays, dateOf, type JsonObject } from '#kernel/types.ts'
import { listModels } from '#modules/identity/development/commands.ts'
import { citizenLogin, communeCode } from '../tests/journeys/citizen.ts'
import { type Intent, intend, sign } from '../tests/journeys/filling.ts'
import { officers } from '../tests/journeys/office.ts'
import { press, type Stage } from '../tests/journeys/stage.ts'
import { comeIn } from './errands.ts'
import { answerAsPerson, type Goal, holdPhone, type Person } from './phone.ts'

const procedure = '2.000815'
const pin = '251977'
const helped = { name: 'Ưng Thị Sóng Ngoài', identity: '060171000111', phone: '0912000111' }
const wishes: JsonObject = {
  visitOn: addDays(dateOf(new Date()), 7),
  resultBy: 'desk',
  issuerIs: 'vietnamese',
}

/** The head of the commune founds a team, and the helper enrols the phone: neither is part of helping somebody. */
async function enrolledPhone(stage: Stage): Promise<Page> {
  const model = (await listModels(stage.context)).find(({ login }) => login === citizenLogin)
  assert.ok(model)
  const leader = await comeIn(stage, officers.leader)
  await leader.goto('/lam-viec/to-cong-nghe-so')
  await leader.getByLabel('Tên tổ').fill('Tổ công nghệ số khu phố 1')
  await leader.getByLabel('Thôn, khu phố').fill('Khu phố 1')
  await press(leader.getByRole('button', { name: 'Lập tổ' }))
  await leader.getByLabel('Số định danh cá nhân').fill(citizenLogin)
  await leader.getByLabel('Họ và tên').fill(model.name)
  const until = leader.getByRole('group', { name: 'Đến hết ngày' })
  const [year = '', month = '', day = ''] = addDays(dateOf(new Date()), 200).split('-')
  for (const [label, part] of [
    ['Ngày', day],
    ['Tháng', month],
    ['Năm', year],
  ] as const)
    await until.getByRole('textbox', { name: label, exact: true }).fill(part)
  await press(leader.getByRole('button', { name: 'Ghi tên thành viên' }))
  await leader.context().close()
  const phone = await comeIn(stage, citizenLogin, { width: 360 })
  await phone.goto('/ho-tro')
  await phone.getByLabel('Tên máy').fill('Điện thoại khu phố 1')
  await phone.getByLabel(/^Mã PIN mới/).fill(pin)
  await phone.getByLabel('Gõ lại mã PIN').fill(pin)
  await phone.getByRole('button', { name: 'Ghi máy' }).click()
  await phone.getByText('Máy đã sẵn sàng làm khi không có mạng.').waitFor()
  return phone
}

type Photo = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** A sheet full of words on a dark table, as a phone takes it; `blur` as by a hand that moved. */
async function paper(name: string, blur = 0): Promise<Photo> {
  const words = 'Tôi đồng ý nhờ tổ công nghệ số cộng đồng nộp hồ sơ thay cho tôi.'
  const lines = Array.from({ length: 40 }, (_, at) => `<text x="190" y="${280 + at * 34}">${words}</text>`)
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="1500" height="1900" font-family="sans-serif" font-size="28">
    <rect width="1500" height="1900" fill="#5b4a3a"/><rect x="120" y="120" width="1260" height="1660" fill="#f6f4ee"/>${lines.join('')}</svg>`
  const drawn = sharp(Buffer.from(picture))
  const buffer = await (blur > 0 ? drawn.blur(blur) : drawn).jpeg({ quality: 85 }).toBuffer()
  return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer }
}

/** What camera and detector of a phone do by themselves, made up: the card comes into the frame after so long. */
const aimingMs = 2_500
const card = `${helped.identity}||${helped.name}|02031971|Nữ|Khu phố 1, Mũi Né, Phan Thiết, Bình Thuận|01072021`
const withCamera = ({ card: text, aimingMs: ms }: { readonly card: string; readonly aimingMs: number }) => {
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement('canvas')
    canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
    return canvas.captureStream(5)
  }
  const from: { at?: number } = {}
  globalThis.BarcodeDetector = class {
    async detect() {
      from.at ??= Date.now()
      return Date.now() - from.at < ms ? [] : [{ rawValue: text }]
    }
  }
}

/** Takes a photo with two presses and waits until the paper has been judged. */
async function photograph(person: Person, label: RegExp, picture: Photo) {
  const { page, counts, told } = person
  await page.waitForTimeout(2 * (1200 + 1350))
  counts.acts += 2
  told.push(`  photo: ${picture.name}`)
  await page.getByLabel(label).first().setInputFiles(picture)
  await page.locator('.file').last().waitFor()
}

export type Helping = {
  readonly name: string
  readonly goal: Goal
  take(person: Person): Promise<void>
}

/** In their order, all in one hand: each begins where the one before ended. */
export async function helpingErrands(
  stage: Stage,
): Promise<{ readonly person: Person; readonly errands: readonly Helping[] }> {
  const page = await enrolledPhone(stage)
  await page.addInitScript(withCamera, { card, aimingMs })
  await page.goto('/ho-tro')
  const intent: Intent = await intend(stage, procedure, communeCode, wishes)
  const files = intent.form.pages.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'file'))
  const person = await holdPhone(page)
  let slip = ''
  const errands: readonly Helping[] = [
    {
      name: 'helped 1 begin: who it is, and their consent',
      goal: { seconds: 40, acts: 5 },
      async take({ go, tap, type }) {
        await go(
          page
            .getByRole('main')
            .getByRole('link', { name: /bản sao từ bản chính/ })
            .first(),
        )
        await type(page.getByLabel('Mã PIN của máy'), pin)
        await tap(page.getByRole('button', { name: 'Mở máy' }))
        await tap(page.getByRole('button', { name: 'Quét mã QR trên thẻ căn cước' }))
        await page.getByText('Đã đọc thẻ.').waitFor()
        const name = page.getByLabel('Họ và tên', { exact: true }).first()
        assert.equal(await name.inputValue(), helped.name)
        await type(page.getByLabel('Số điện thoại', { exact: true }).first(), helped.phone)
        await tap(page.getByRole('checkbox', { name: /Nhờ tổ công nghệ số/ }))
        await page.waitForTimeout(1_200 + 1_350)
        person.counts.acts += 1
        person.told.push('  sign')
        await sign(page)
      },
    },
    {
      name: 'helped 2 fill in together, and read it back in 28 px',
      goal: { seconds: 300 },
      async take({ tap }) {
        for (const one of intent.form.pages)
          await answerAsPerson(
            person,
            {
              form: intent.form,
              answers: Object.fromEntries(
                Object.entries(intent.answers).filter(
                  ([key]) =>
                    !/requester(Name|Identity|Phone)/.test(key) && !files.some((file) => file.key === key),
                ),
              ),
            },
            wishes,
            one,
          )
        await tap(page.getByRole('button', { name: 'Đọc lại cho bà con' }))
        const said = page.locator('.assisted-read')
        await said.getByText(helped.name).waitFor()
        assert.equal(await said.evaluate((element) => getComputedStyle(element).fontSize), '28px')
        await tap(page.getByRole('button', { name: 'Đóng phần đọc lại' }))
      },
    },
    {
      name: 'helped 3 photograph a paper: blurred, said so at once',
      goal: { seconds: 20 },
      async take(own) {
        await photograph(own, /^Ảnh giấy đã ký/, await paper('to-mo', 7))
        await page.getByText(/Ảnh bị mờ\. Giữ máy yên/).waitFor()
      },
    },
    {
      name: 'helped 3 photograph it again: nothing to say of it',
      goal: { seconds: 20 },
      async take(own) {
        await photograph(own, /^Ảnh giấy đã ký/, await paper('to-ro'))
        await page.getByText(/Ảnh bị mờ/).waitFor({ state: 'detached' })
        assert.equal(await page.locator('.file-doubt').count(), 0)
      },
    },
    {
      name: 'helped 4 leave with a slip',
      goal: { seconds: 15 },
      async take({ tap }) {
        await tap(page.getByRole('button', { name: 'Xong, đưa phiếu cho bà con' }))
        const number = page.locator('.assisted-number')
        await number.waitFor()
        slip = await number.innerText()
        await page.locator('.assisted-slip .qr img').waitFor()
      },
    },
  ]
  return {
    person,
    errands: [
      ...errands,
      {
        name: 'helped 5 find the result by the slip, on another phone',
        goal: { screens: 2 },
        async take() {
          // The helper's phone has sent it meanwhile.
          await page.getByText('Đã gửi', { exact: true }).waitFor()
          const visitor = await holdPhone(await stage.device({ width: 360 }))
          await visitor.open(`/tra-cuu?ho-so=${encodeURIComponent(slip)}`)
          await visitor.type(visitor.page.getByLabel(/Mã tra cứu|4 số cuối/).first(), helped.phone.slice(-4))
          await visitor.go(visitor.page.getByRole('button', { name: 'Xem hồ sơ' }))
          await visitor.page.getByRole('heading', { level: 1, name: /^Hồ sơ / }).waitFor()
          Object.assign(person.counts, visitor.counts)
          person.told.push(...visitor.told)
          await visitor.page.context().close()
        },
      },
    ],
  }
}
