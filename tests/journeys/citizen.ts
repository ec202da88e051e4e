/** Người dân: from a need in one's own words to the receipt, and following the dossier. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { addDays, dateOf, type JsonObject } from '#kernel/types.ts'
import { audit } from './audit.ts'
import {
  answerPage,
  controlOf,
  currentKey,
  currentPage,
  fillPage,
  fillToTheEnd,
  type Intent,
  intend,
} from './filling.ts'
import { assertNoTroubles, type Look, press, type Stage, signInAs } from './stage.ts'

/** A mother in the commune Mũi Né. */
export const citizenLogin = '060197870888'
export const communeCode = '22915'

const weeksOld = 4

/** A child born some weeks ago in a hospital, registered by its mother. */
export const birth: JsonObject = {
  registrantIs: 'mother',
  childName: 'Nguyễn Gia Bảo',
  childBirthDate: addDays(dateOf(new Date()), -7 * weeksOld),
  bornIn: 'facility',
  facility: 'Bệnh viện Đa khoa tỉnh Bình Thuận',
  proofKind: 'certificate',
  isSurrogacy: false,
  declaresMother: true,
  declaresFather: false,
}

/** A family's own house, drawn by themselves. */
export const house: JsonObject = {
  ownerKind: 'person',
  buildingKind: 'house',
  isOwnDesign: true,
  isVerified: false,
}

type Need = {
  readonly code: string
  /** What the person types into the search. */
  readonly words: string
  readonly name: string
  readonly wishes?: JsonObject
  readonly isShort?: true
}

/** One of the everyday, one of the town, one of the sea, and one that the province has only facts of. */
const needs: readonly Need[] = [
  {
    code: '1.001193',
    words: 'con mới sinh làm giấy khai sinh',
    name: 'Thủ tục đăng ký khai sinh',
    wishes: birth,
    isShort: true,
  },
  {
    code: '1.013225',
    words: 'xin phép xây nhà',
    name: 'giấy phép xây dựng',
    wishes: house,
  },
  {
    code: '1.004359',
    words: 'giấy phép khai thác thủy sản',
    name: 'giấy phép khai thác thủy sản',
    wishes: { requestKind: 'new', ownerKind: 'person', boatLengthMaxM: 16.5 },
  },
  {
    code: '1.012812',
    words: 'hòa giải tranh chấp đất đai',
    name: 'Hòa giải tranh chấp đất đai',
    isShort: true,
  },
]

/** The same journeys for a desk with script and a phone without; on the phone one with a form of its own and one without. */
export function citizenJourneys(stage: Stage, look: Look, isAudited: boolean): void {
  const check = (page: Page) => (isAudited ? audit(page) : Promise.resolve())
  for (const need of isAudited ? needs : needs.filter(({ isShort }) => isShort))
    test(`a citizen finds “${need.words}”, files it and follows it`, async () => {
      const page = await stage.device(look)
      const intent = await intend(stage, need.code, communeCode, need.wishes)
      await findProcedure(page, need, check)
      await begin(page, check)
      await fillToTheEnd(page, intent, check)
      const codes = await submit(page, check)
      await follow(await stage.device(look), codes, check)
    })

  test('a wrong answer is named in a sentence, and what was typed stays', async () => {
    const page = await stage.person(citizenLogin, look)
    const intent = await startBirth(stage, page)
    await fillPage(page, intent)
    const [day] = currentPage(page, intent).fields.filter(({ kind }) => kind === 'date')
    assert.ok(day && day.kind !== 'group')
    const year = controlOf(page, day).getByRole('textbox', { name: 'Năm' })
    await year.fill('2120')
    // With script what was refused is shown in place.
    await page.getByRole('button', { name: 'Lưu và tiếp tục' }).last().click()
    const alert = page.getByRole('alert')
    const sentence = await alert.getByRole('link').innerText()
    assert.match(sentence, /^Ngày sinh .+\.$/)
    assert.equal(await year.inputValue(), '2120')
    assert.match(await page.title(), /^Cần sửa: /)
    assert.ok(
      (await controlOf(page, day).innerText()).includes(sentence),
      'the sentence stands at its field too',
    )
    await check(page)
    await alert.getByRole('link').click()
    assert.match(page.url(), /#f-/)
    await answerPage(page, intent)
    assert.equal(currentKey(page), 'child')
  })

  test('a draft begun on one device is ended on another', async () => {
    const page = await stage.person(citizenLogin, look)
    const intent = await startBirth(stage, page)
    await answerPage(page, intent)
    await fillPage(page, intent)
    await press(page.getByRole('button', { name: 'Lưu và làm tiếp sau' }))
    assert.match(await page.getByRole('main').getByRole('status').innerText(), /Đã lưu/)
    await check(page)
    const other = await stage.person(citizenLogin, look)
    await other.goto('/tai-khoan/ban-nhap')
    await press(other.getByRole('link', { name: /^Làm tiếp/ }).first())
    assert.equal(currentKey(other), 'birthPlace', 'goes on where the first device stopped')
    await fillToTheEnd(other, intent)
    assert.ok(await other.getByText('Nguyễn Gia Bảo').isVisible())
    await submit(other)
  })

  test('nothing is asked of other servers and no script fails', () => assertNoTroubles(stage))
}

async function startBirth(stage: Stage, page: Page): Promise<Intent> {
  await page.goto('/thu-tuc/1.001193/nop')
  await press(page.getByRole('button', { name: /^(Bắt đầu|Làm bản mới)$/ }))
  return intend(stage, '1.001193', communeCode, birth)
}

type Check = (page: Page) => Promise<void>

async function findProcedure(page: Page, { words, name, code }: Need, check: Check): Promise<void> {
  await page.goto('/')
  await page.getByRole('searchbox', { name: 'Tìm thủ tục' }).fill(words)
  await press(page.getByRole('button', { name: 'Tìm', exact: true }))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await check(page)
  const found = page.getByRole('main').getByRole('link', { name: new RegExp(name, 'i') })
  const addresses = await found.evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  const at = addresses.indexOf(`/thu-tuc/${code}`)
  assert.ok(at >= 0 && at < 5, `${code} is not among the first for “${words}”: ${addresses.join(' ')}`)
  await press(found.nth(at))
  assert.match(await page.getByRole('heading', { level: 1 }).innerText(), new RegExp(name, 'i'))
  await check(page)
}

/** From the procedure's page through sign-in to the first question. */
async function begin(page: Page, check: Check): Promise<void> {
  await press(page.getByRole('link', { name: 'Nộp hồ sơ trực tuyến' }).first())
  await signInAs(page, citizenLogin)
  await check(page)
  await press(page.getByRole('button', { name: /^(Bắt đầu|Làm bản mới)$/ }))
}

export type Codes = { readonly code: string; readonly secret: string }

/** Ticks what is agreed to with the same press. */
export async function declare(page: Page): Promise<void> {
  for (const box of await page.getByRole('main').getByRole('checkbox').all()) await box.check()
}

/** From the check of all answers to the receipt. */
export async function submit(page: Page, check?: Check): Promise<Codes> {
  await declare(page)
  await press(page.getByRole('button', { name: 'Nộp hồ sơ' }))
  await page.waitForURL(/\/da-nop$/)
  await page.getByRole('heading', { name: 'Đã nộp hồ sơ' }).waitFor()
  await check?.(page)
  const text = await page.getByRole('main').innerText()
  const code = /Mã hồ sơ\s+(\S+)/.exec(text)?.[1]
  const secret = /Mã tra cứu\s+(\S+)/.exec(text)?.[1]
  assert.ok(code && secret, text)
  return { code, secret }
}

/** Whoever holds both codes sees where the dossier is; a wrong one is refused with a sentence. */
async function follow(page: Page, { code, secret }: Codes, check: Check): Promise<void> {
  await page.goto('/tra-cuu')
  await page.getByRole('textbox', { name: 'Mã hồ sơ' }).fill(code)
  await page.getByRole('textbox', { name: 'Mã tra cứu' }).fill('AAAAAA')
  await press(page.getByRole('button', { name: 'Xem hồ sơ' }))
  assert.match(await page.getByRole('alert').innerText(), /Không tìm thấy|không khớp|không đúng/i)
  assert.equal(await page.getByRole('textbox', { name: 'Mã hồ sơ' }).inputValue(), code)
  await check(page)
  await page.getByRole('textbox', { name: 'Mã tra cứu' }).fill(secret.toLowerCase())
  await press(page.getByRole('button', { name: 'Xem hồ sơ' }))
  await page.getByRole('heading', { level: 1, name: `Hồ sơ ${code}` }).waitFor()
  const text = await page.getByRole('main').innerText()
  assert.match(text, /Đã nộp trực tuyến/)
  assert.doesNotMatch(text, /Lê Hải Anh/, 'names are masked')
  await check(page)
}
