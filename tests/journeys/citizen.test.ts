import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillToTheEnd, intend } from './filling.ts'
import { openStage } from './stage.ts'

const stage = await openStage()
const login = '060197870888'
for (const code of ['1.001193', '1.013225', '1.004359', '1.012812'])
  test(code, async () => {
    const page = await stage.person(login, { width: 360, script: false })
    const intent = await intend(stage, code, '22951')
    await page.goto(`/thu-tuc/${code}/nop`)
    await page.getByRole('button', { name: 'Bắt đầu' }).click()
    console.log(await fillToTheEnd(page, intent))
    await page.screenshot({ path: `/tmp/check-${code}.png`, fullPage: true })
    await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
    console.log(page.url())
    await page.screenshot({ path: `/tmp/done-${code}.png`, fullPage: true })
  })
