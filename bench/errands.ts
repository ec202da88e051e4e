/** What has happened before the errands of `bench/journeys.ts` begin: a dossier that was returned, one that goes on, one that is done. */

import { spawnSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { birth, citizenLogin } from '../tests/journeys/citizen.ts'
import { handIn, officers, openBySearch, openFromQueue, proveAgain, take } from '../tests/journeys/office.ts'
import { type Look, press, type Stage, signInAs } from '../tests/journeys/stage.ts'
import { deskOf } from './desk.ts'

export type Errands = {
  readonly returned: string
  /** Addresses that codes on paper hold. */
  readonly lookUp: string
  readonly proof: string
  readonly done: string
}

const unit = 'H11.31.01'
const procedure = '1.001193'

/** Signed in, with patience: what comes before is not measured, and the machine may be busy. */
export async function comeIn(stage: Stage, login: string, look?: Look): Promise<Page> {
  const page = await stage.device(look)
  page.setDefaultTimeout(180_000)
  page.setDefaultNavigationTimeout(180_000)
  await page.goto('/dang-nhap')
  await signInAs(page, login)
  return page
}

async function returnIt(clerk: Page, code: string): Promise<void> {
  await openFromQueue(clerk, 'Chờ tiếp nhận', code)
  await press(clerk.getByRole('link', { name: 'Yêu cầu bổ sung' }))
  const paper = clerk.getByRole('group', { name: /^Giấy chứng sinh hoặc/ })
  await paper.getByRole('checkbox').check()
  await paper.getByRole('combobox', { name: /Câu mẫu/ }).selectOption({ index: 1 })
  const name = clerk.getByRole('group', { name: /^Họ, chữ đệm, tên của trẻ/ })
  await name.getByRole('checkbox').check()
  await name.getByRole('textbox').fill('Tên trẻ khác với giấy chứng sinh. Ghi đúng như giấy.')
  await press(clerk.getByRole('button', { name: 'Xem lời gửi người nộp' }))
  await press(clerk.getByRole('button', { name: 'Gửi yêu cầu' }))
}

async function openResult(page: Page, code: string): Promise<void> {
  await openBySearch(page, code)
  await take(page)
  await press(page.getByRole('link', { name: 'Soạn, xem kết quả' }))
}

/** Accepted, drafted, signed, in the register. */
async function finishIt(stage: Stage, clerk: Page, code: string): Promise<void> {
  await openFromQueue(clerk, 'Chờ tiếp nhận', code)
  await press(clerk.getByRole('button', { name: 'Tiếp nhận hồ sơ' }))
  const officer = await comeIn(stage, officers.officer)
  await openResult(officer, code)
  await press(officer.getByRole('button', { name: 'Lưu dự thảo' }))
  await officer.getByRole('textbox', { name: /^Ý kiến thẩm định/ }).fill('Giấy chứng sinh khớp tờ khai.')
  await press(officer.getByRole('button', { name: 'Trình duyệt' }))
  const leader = await comeIn(stage, officers.leader)
  await leader.goto('/lam-viec')
  const menu = leader.getByRole('navigation', { name: 'Danh mục' })
  await press(menu.getByRole('link', { name: 'Chờ ký', exact: true }))
  await leader.getByRole('checkbox', { name: `Chọn ${code}` }).check()
  await press(leader.getByRole('button', { name: 'Ký các kết quả đã chọn' }))
  await press(leader.getByRole('button', { name: 'Ký 1 kết quả' }))
  await proveAgain(leader)
  await leader.getByRole('status').getByText('Đã ký 1 kết quả').waitFor({ timeout: 90_000 })
  const registrar = await comeIn(stage, officers.registrar)
  await openResult(registrar, code)
  await press(registrar.getByRole('button', { name: 'Xác nhận đã vào sổ, đóng dấu' }))
  await openBySearch(clerk, code)
  await take(clerk)
  await press(clerk.getByRole('button', { name: 'Xác nhận đã trả kết quả' }))
}

/** What stands in the code on the paper: where anyone proves it. */
async function proofOf(stage: Stage, code: string): Promise<string> {
  const citizen = await comeIn(stage, citizenLogin)
  await citizen.goto(`/ho-so/${code}`)
  const href = await citizen.getByRole('link', { name: 'Tải kết quả' }).getAttribute('href')
  const paper = await (await citizen.request.get(href ?? '')).body()
  const { stdout } = spawnSync('pdftotext', ['-', '-'], { input: paper, encoding: 'utf8' })
  const found = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(stdout)?.[0]
  if (!found) throw new Error('The paper says no code')
  await citizen.context().close()
  return `/kiem-tra?ma=${found}`
}

export async function prepareErrands(stage: Stage): Promise<Errands> {
  const [returned, done] = [await handIn(stage, procedure, birth), await handIn(stage, procedure, birth)]
  const clerk = await comeIn(stage, officers.clerk)
  await returnIt(clerk, returned)
  await finishIt(stage, clerk, done)
  const desk = await deskOf(stage, unit, () => new Date(), {})
  return {
    returned,
    done,
    lookUp: new URL(await desk.onReceipt(done)).pathname + new URL(await desk.onReceipt(done)).search,
    proof: await proofOf(stage, done),
  }
}
