/** Sổ cái: a citizen keeps the proof of what they handed in, and checks it with the portal and without. */

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { audit } from './audit.ts'
import { birth, citizenLogin } from './citizen.ts'
import { handIn } from './office.ts'
import { shoot } from './shots.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const code = await handIn(stage, '1.001193', birth)
const citizen = await stage.person(citizenLogin, { script: false, width: 360 })
const folder = mkdtempSync(join(tmpdir(), 'so-cai-'))
after(() => rmSync(folder, { recursive: true }))
const answer = () => citizen.getByRole('main').innerText()
let receipt = ''

test('the proof of a dossier is there within a minute, as a file and as two codes, without a script', async () => {
  await citizen.goto(`/ho-so/${code}`)
  await press(citizen.getByRole('link', { name: 'Bằng chứng ghi sổ cái' }))
  for (let tries = 0; tries < 60 && !/Đã ghi vào sổ cái/.test(await answer()); tries++) {
    await sleep(1_000)
    await citizen.reload()
  }
  assert.match(await answer(), /Đã ghi vào sổ cái/)
  assert.equal(
    await citizen.getByRole('img', { name: /^Mã (nhỏ|lớn)/ }).count(),
    2,
    'a small code and a large one',
  )
  const file = await citizen.request.get(`/ho-so/${code}/bien-nhan.tlog-proof`)
  receipt = await file.text()
  assert.match(receipt, /^c2sp\.org\/tlog-proof@v1\n/)
  const looking = await stage.person(citizenLogin)
  await looking.goto(`/ho-so/${code}/so-cai`)
  await audit(looking)
  await shoot(looking, 'bang-chung')
})

test('anyone checks it on the page of the ledger; an altered one does not match', async () => {
  await citizen.goto('/so-cai')
  await citizen.getByRole('textbox', { name: 'Nội dung biên nhận' }).fill(receipt)
  await press(citizen.getByRole('button', { name: 'Kiểm tra' }))
  assert.match(await answer(), /Đúng: đã ghi vào sổ cái/)
  assert.match(await answer(), new RegExp(code))
  await citizen.goto('/so-cai')
  await citizen
    .getByRole('textbox', { name: 'Nội dung biên nhận' })
    .fill(receipt.replace(/^index \d+$/m, 'index 0'))
  await press(citizen.getByRole('button', { name: 'Kiểm tra' }))
  assert.match(await answer(), /Không khớp/)
  const looking = await stage.device()
  await looking.goto('/so-cai')
  await shoot(looking, 'so-cai')
  await looking.getByRole('textbox', { name: 'Nội dung biên nhận' }).fill(receipt)
  await press(looking.getByRole('button', { name: 'Kiểm tra' }))
  await audit(looking)
  await shoot(looking, 'so-cai-dung')
})

test('the page to keep checks it with nothing beside it: from the disk, without a network', async () => {
  const page = await stage.device({ width: 360 })
  const html = await (await page.request.get('/so-cai/kiem-tra.html')).text()
  const file = join(folder, 'kiem-tra.html')
  writeFileSync(file, html)
  await page.context().setOffline(true)
  await page.goto(pathToFileURL(file).href)
  await page.getByLabel(/dán nội dung biên nhận/).fill(receipt)
  await page.getByRole('button', { name: 'Kiểm tra' }).click()
  await page.getByRole('heading', { name: 'Đúng: đã ghi vào sổ cái và chưa bị sửa' }).waitFor()
  await shoot(page, 'ngoai-mang')
  await page.getByLabel(/dán nội dung biên nhận/).fill(receipt.replace(/^index \d+$/m, 'index 0'))
  await page.getByRole('button', { name: 'Kiểm tra' }).click()
  await page.getByRole('heading', { name: /Không khớp/ }).waitFor()
  assertNoTroubles(stage)
})
