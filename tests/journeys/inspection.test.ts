/** Kiểm tra tại chỗ: a report filled in where there is no line, kept on the device, sent once when there is one. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { read, sql } from '#kernel/db.ts'
import { dateOf } from '#kernel/types.ts'
import { audit } from './audit.ts'
import { house } from './citizen.ts'
import { photo } from './filling.ts'
import { handIn, officers, openBySearch, take } from './office.ts'
import { shots } from './shots.ts'
import { openStage, press, signInAs } from './stage.ts'

const stage = await openStage()
const code = await handIn(stage, '1.013225', house)
const clerk = await stage.person(officers.clerk)
const head = await stage.person(officers.head)
const officer = await stage.person(officers.officer, { width: 360 })
await officer.context().grantPermissions(['geolocation'])
await officer.context().setGeolocation({ latitude: 10.9333, longitude: 108.2833 })

const list = '/lam-viec/hien-truong'
/** Address of the report. */
let visited = ''
const findings = 'Móng đã đào, đúng ranh đất.'

const shoot = async (page: Page, name: string) => {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

/** The device holds the page, its parts and what it leads to. */
const holdsPages = (page: Page) => page.locator('html[data-kept=yes]').waitFor()

/** How often the report was written down. */
async function reports(): Promise<number> {
  const { rows } = await read(stage.context, (tx) =>
    sql<{
      count: number
    }>`select count(*)::int as count from events join cases on cases.id = events.subject_id
      where cases.code = ${code} and events.name = 'dossier.inspectionRecorded'`.execute(tx),
  )
  return rows[0]?.count ?? 0
}

test('a building permit comes to the officer who goes there', async () => {
  await clerk.goto('/lam-viec?danh-sach=receive')
  await clerk.getByRole('checkbox', { name: `Chọn ${code}` }).check()
  await press(clerk.getByRole('button', { name: 'Tiếp nhận', exact: true }))
  await openBySearch(head, code)
  await take(head)
  await press(head.getByRole('button', { name: /^Chuyển sang/ }))
  await officer.goto(list)
  await holdsPages(officer)
  assert.match(await officer.getByRole('main').innerText(), new RegExp(code))
  await audit(officer)
  await shoot(officer, 'visits-360')
})

test('without a line the report opens, is filled in with the place and photos, and survives a reload', async () => {
  await officer.context().setOffline(true)
  await press(officer.getByRole('link', { name: `Ghi biên bản ${code}` }))
  visited = new URL(officer.url()).pathname
  await officer.getByRole('button', { name: 'Lấy vị trí đang đứng' }).click()
  await officer.getByText(/Đã lấy vị trí/).waitFor()
  const [year = '', month = '', day = ''] = dateOf(new Date()).split('-')
  const date = officer.getByRole('group', { name: 'Ngày kiểm tra' })
  await date.getByRole('textbox', { name: 'Ngày', exact: true }).fill(day)
  await date.getByRole('textbox', { name: 'Tháng', exact: true }).fill(month)
  await date.getByRole('textbox', { name: 'Năm', exact: true }).fill(year)
  await officer.getByRole('textbox', { name: 'Địa điểm' }).fill('Thửa 12, Mũi Né')
  await officer.getByRole('textbox', { name: 'Ghi nhận tại chỗ' }).fill(findings)
  await officer.getByRole('radio', { name: 'Đúng hồ sơ' }).check()
  await officer.getByLabel(/^Ảnh, biên bản/).setInputFiles([await photo('Mặt trước'), await photo('Móng')])
  await officer.getByRole('list', { name: 'Tệp đã chọn' }).getByRole('listitem').nth(1).waitFor()
  await officer.getByText(/Đã lưu trên máy này/).waitFor()
  await shoot(officer, 'kept-360')
  await officer.reload()
  await officer.getByText(/Đã lưu trên máy này/).waitFor()
  assert.equal(await officer.getByRole('textbox', { name: 'Ghi nhận tại chỗ' }).inputValue(), findings)
  assert.equal(await officer.getByRole('textbox', { name: /^Vĩ độ/ }).inputValue(), '10,933300')
  assert.equal(await officer.getByRole('radio', { name: 'Đúng hồ sơ' }).isChecked(), true)
  const chosen = officer.getByRole('list', { name: 'Tệp đã chọn' }).getByRole('listitem')
  await chosen.nth(1).waitFor()
  assert.equal(await chosen.count(), 2)
  await audit(officer)
})

test('pressed without a line it waits, in two windows as in one', async () => {
  await officer.getByRole('button', { name: 'Ghi và gửi' }).click()
  await officer.getByText(/Chưa gửi – chờ mạng/).waitFor()
  await shoot(officer, 'waits-360')
  assert.equal(await reports(), 0)
})

test('with a line again it goes once, though two windows send it, and the step is over', async () => {
  const other = await officer.context().newPage()
  await other.goto(visited)
  await other.getByText(/Chưa gửi – chờ mạng/).waitFor()
  await officer.context().setOffline(false)
  const recorded = /\/lam-viec\/ho-so\//
  await Promise.all([officer, other].map((page) => page.waitForURL(recorded, { waitUntil: 'commit' })))
  assert.equal(await reports(), 1)
  const told = await officer.getByRole('main').innerText()
  assert.match(told, /Móng đã đào/)
  await audit(officer)
  await shoot(officer, 'recorded-360')
  await officer.goto(list)
  assert.doesNotMatch(await officer.getByRole('main').innerText(), new RegExp(code))
})

test('whoever signs in next on the device finds no page of the one before', async () => {
  await officer.context().clearCookies()
  await officer.goto('/dang-nhap')
  await signInAs(officer, officers.head)
  await officer.goto(list)
  await holdsPages(officer)
  await officer.context().setOffline(true)
  await officer.goto(visited)
  await officer.getByRole('heading', { level: 1, name: 'Kiểm tra tại chỗ' }).waitFor()
  assert.doesNotMatch(await officer.getByRole('main').innerText(), new RegExp(code))
  await officer.context().setOffline(false)
})

test('nothing went wrong behind the pages, but for the line that was cut', () =>
  assert.deepEqual(
    stage.troubles.filter((trouble) => !/ERR_INTERNET_DISCONNECTED/.test(trouble)),
    [],
  ))
