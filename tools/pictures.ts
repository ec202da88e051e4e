/** `npm run pictures`: the pictures of the README, taken from the running product with its made-up weeks of work. */

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { modules } from '../src/app.ts'
import { birth, citizenLogin, communeCode, submit } from '../tests/journeys/citizen.ts'
import { answerPage, currentKey, fillPage, fillToTheEnd, intend } from '../tests/journeys/filling.ts'
import { handIn, officers, openBySearch, proveAgain, take } from '../tests/journeys/office.ts'
import { openStage, press } from '../tests/journeys/stage.ts'

const folder = fileURLToPath(new URL('../docs/pictures', import.meta.url))
const bytesMax = 300 * 1024
const phone = { width: 360, scale: 2 } as const
const family = {
  ...birth,
  declaresFather: true,
  areMarried: true,
  registrantName: 'Lê Hải Anh',
  registrantIdentityNumber: citizenLogin,
  registrantBirthDate: '1997-08-12',
  origin: 'Phường Mũi Né, thành phố Phan Thiết, tỉnh Bình Thuận',
  motherName: 'Lê Hải Anh',
  motherBirthDate: '1997-08-12',
  motherLivesIn: 'province',
  fatherName: 'Nguyễn Quốc Minh',
  fatherBirthDate: '1995-02-20',
  fatherLivesIn: 'province',
}

mkdirSync(folder, { recursive: true })
const stage = await openStage(modules)

/** What is on the screen, as small as it stays sharp. */
async function keep(name: string, picture: Buffer): Promise<void> {
  const bytes = await sharp(picture).webp({ quality: 86, effort: 6 }).toBuffer()
  if (bytes.length > bytesMax) throw new Error(`${name} has ${bytes.length} bytes, more than ${bytesMax}`)
  writeFileSync(join(folder, `${name}.webp`), bytes)
}

async function shoot(page: Page, name: string, height?: number): Promise<void> {
  const size = page.viewportSize()
  if (height && size) await page.setViewportSize({ width: size.width, height })
  await page.evaluate(() => document.fonts.ready)
  await keep(name, await page.screenshot())
}

test('public pages', async () => {
  const desk = await stage.device()
  await desk.goto('/')
  await shoot(desk, 'home')
  await desk.goto('/thu-tuc/1.001193')
  await shoot(desk, 'procedure')
  const small = await stage.device(phone)
  await small.goto('/')
  await shoot(small, 'home-phone')
  const dark = await stage.device({ theme: 'dark' })
  await dark.goto('/thu-tuc?q=l%C3%A0m+gi%E1%BA%A5y+khai+sinh')
  await shoot(dark, 'search-dark')
})

test('a citizen with a phone', async () => {
  const page = await stage.person(citizenLogin, phone)
  const intent = await intend(stage, '1.001193', communeCode, family)
  await page.goto('/thu-tuc/1.001193/nop')
  await press(page.getByRole('button', { name: /^(Bắt đầu|Làm bản mới)$/ }))
  while (currentKey(page) !== 'child') await answerPage(page, intent)
  await fillPage(page, intent)
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded()
  await shoot(page, 'form-phone', 900)
  await fillToTheEnd(page, intent)
  const { code } = await submit(page)
  await shoot(page, 'receipt-phone', 900)
  const desk = await stage.person(citizenLogin)
  await desk.goto(`/ho-so/${code}`)
  await shoot(desk, 'tracking')
})

test('the office, until papers are signed', async () => {
  const clerk = await stage.person(officers.clerk)
  await clerk.goto('/lam-viec')
  await shoot(clerk, 'queue')
  const codes: string[] = []
  for (let count = 0; count < 3; count++) codes.push(await handIn(stage, '1.001193', family))
  const officer = await stage.person(officers.officer)
  for (const code of codes) {
    await openBySearch(clerk, code)
    await press(clerk.getByRole('button', { name: 'Tiếp nhận hồ sơ' }))
    await openBySearch(officer, code)
    await take(officer)
    if (code === codes[0]) await shoot(officer, 'dossier', 900)
    await press(officer.getByRole('link', { name: 'Soạn, xem kết quả' }))
    await press(officer.getByRole('button', { name: 'Lưu dự thảo' }))
    await officer.getByRole('textbox', { name: /^Ý kiến thẩm định/ }).fill('Giấy chứng sinh khớp tờ khai.')
    await press(officer.getByRole('button', { name: 'Trình duyệt' }))
  }
  const leader = await stage.person(officers.leader)
  await leader.goto('/lam-viec/cho-ky')
  for (const code of codes) await leader.getByRole('checkbox', { name: `Chọn ${code}` }).check()
  await shoot(leader, 'signing')
  await press(leader.getByRole('button', { name: 'Ký các kết quả đã chọn' }))
  await press(leader.getByRole('button', { name: 'Ký 3 kết quả' }))
  await proveAgain(leader)
  await leader.getByRole('status').getByText('Đã ký 3 kết quả').waitFor({ timeout: 60_000 })
  const paper = await leader.request.get(`/ho-so/${codes[0]}/ket-qua.pdf`)
  await shootPaper('result', await paper.body())
})

async function shootPaper(name: string, pdf: Buffer): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'mot-cua-picture-'))
  const file = join(place, 'paper.pdf')
  writeFileSync(file, pdf)
  const picture = execFileSync('pdftoppm', ['-png', '-r', '110', '-f', '1', '-l', '1', file])
  rmSync(place, { recursive: true, force: true })
  await keep(name, picture)
}
