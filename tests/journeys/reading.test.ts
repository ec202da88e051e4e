/** Dễ đọc, dễ nghe: choices are remembered without script; a page is read aloud where the device has a voice. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audit } from './audit.ts'
import { assertNoTroubles, openStage, press } from './stage.ts'

const stage = await openStage()
const shots = process.env.SHOTS

test('large text and strong contrast are chosen without script and stay for the next page', async () => {
  const phone = await stage.device({ script: false, width: 360 })
  await phone.goto('/de-doc')
  const main = phone.getByRole('main')
  assert.equal(await main.getByRole('button', { name: 'Đọc to trang này' }).count(), 0)
  await press(main.getByRole('button', { name: 'Chữ rất lớn' }))
  assert.equal(new URL(phone.url()).pathname, '/de-doc')
  await press(main.getByRole('button', { name: 'Tương phản cao' }))
  await phone.goto('/duong-day-nong')
  const html = phone.locator('html')
  assert.equal(await html.getAttribute('data-text-size'), 'largest')
  assert.equal(await html.getAttribute('data-theme'), 'contrast')
})

test('where the device speaks Vietnamese a page is read aloud, and falls silent on a press', async () => {
  const phone = await stage.device({ width: 360 })
  await phone.addInitScript(() => {
    const spoken: string[] = []
    Object.assign(window, {
      spoken,
      SpeechSynthesisUtterance: class extends EventTarget {
        lang = ''
        voice = null
        text: string
        constructor(text: string) {
          super()
          this.text = text
        }
      },
    })
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => [{ lang: 'en-US' }, { lang: 'vi-VN' }],
        addEventListener: () => undefined,
        speak: ({ text }: { text: string }) => spoken.push(text),
        cancel: () => spoken.splice(0),
      },
    })
  })
  await phone.goto('/de-doc')
  await phone.getByRole('main').getByRole('button', { name: 'Đọc to trang này' }).click()
  const spoken = () => phone.evaluate(() => (window as unknown as { spoken: string[] }).spoken)
  assert.equal((await spoken())[0], 'Dễ đọc, dễ nghe')
  await phone.getByRole('main').getByRole('button', { name: 'Dừng đọc' }).click()
  assert.deepEqual(await spoken(), [])
  await phone.getByRole('main').getByRole('button', { name: 'Đọc to trang này' }).waitFor()
  await audit(phone)
  if (shots) await phone.screenshot({ path: `${shots}/de-doc-360.png`, fullPage: true })
  assertNoTroubles(stage)
})
