import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { dossiers } from '#modules/dossiers/module.ts'
import { identity } from '#modules/identity/module.ts'
import { organisation } from '#modules/organisation/module.ts'
import { modules } from '../../src/app.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const oversight = modules.filter(({ name }) => name === 'oversight')
const stage = await openStage([organisation, identity, dossiers, ...oversight], 'demo')
const shots = process.env.SHOTS

/** Login names of people by role at a unit that has a finding. */
const loginOf = async (role: string): Promise<string> => {
  const found = await read(stage.context, (tx) =>
    sql<{ login: string }>`
      select l.subject as login from findings f join posts p on p.unit_id = f.unit_id
        join identity_links l on l.person_id = p.person_id
      where f.ended_at is null and f.kind = 'dossiers.holderAway' and p.roles[1] = ${role} limit 1`.execute(
      tx,
    ),
  )
  return found.rows[0]?.login ?? ''
}

test('a chief sees what hangs, and puts it back into the pool without script in two acts', async () => {
  for (let tries = 0; tries < 60 && !(await loginOf('division-head')); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  const page = await stage.person(await loginOf('division-head'), { script: false })
  await press(page.getByRole('link', { name: 'Giám sát hồ sơ' }).first())
  assert.match(await page.locator('main').innerText(), /hồ sơ cần xử lý vướng mắc/)
  if (shots) {
    await page.screenshot({ path: `${shots}/giam-sat-1280.png`, fullPage: true })
    await page.setViewportSize({ width: 360, height: 780 })
    await page.screenshot({ path: `${shots}/giam-sat-360.png`, fullPage: true })
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto('/lam-viec/thong-bao')
    await page.screenshot({ path: `${shots}/thong-bao.png`, fullPage: true })
    await page.goto('/lam-viec/vang-mat')
    await page.screenshot({ path: `${shots}/vang-mat-1280.png`, fullPage: true })
    await page.setViewportSize({ width: 360, height: 780 })
    await page.screenshot({ path: `${shots}/vang-mat-360.png`, fullPage: true })
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.goto('/lam-viec/giam-sat')
  }
  await press(page.getByRole('button', { name: /^Đưa về danh sách chung/ }).first())
  assert.match(await page.locator('main').innerText(), /Đã đưa về danh sách chung của đơn vị/)
  assertNoTroubles(stage)
})

test('an officer declares an absence in three acts; the bell of the deputy rings', async () => {
  const page = await stage.person(await loginOf('registrar'), { script: false })
  await page.goto('/lam-viec/vang-mat')
  await page.getByLabel('Người làm thay').selectOption({ index: 1 })
  await press(page.getByRole('button', { name: 'Lưu lịch vắng' }))
  assert.match(await page.locator('main').innerText(), /Đã lưu lịch vắng/)
  const told = () =>
    inTransaction(stage.context, (tx) =>
      sql`select from notifications where kind = 'absence.standsIn' limit 1`.execute(tx),
    )
  for (let tries = 0; tries < 30 && (await told()).rows.length === 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 500))
  assert.equal((await told()).rows.length, 1)
})
