/**
 * `npm run bench:intake`: the counter at the pace of a person (0.4 s a key, 1.2 s a decision; every letter typed counts),
 * with keys only: two procedures from the next number to the printed receipt (90 s, 12 acts), results given back by the code
 * on the receipt, by card and by name (15 s each), and thirty dossiers handed over (20 s). Fails over any measure.
 */

import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { takeTicket } from '#modules/desk/tickets/commands.ts'
import { officers } from '../tests/journeys/office.ts'
import { openStage } from '../tests/journeys/stage.ts'
import {
  humanPace,
  mother,
  quickPace,
  type Typist,
  takeInBirth,
  takeInCertifiedCopy,
  typistAt,
  watchPointer,
} from '../tests/journeys/typist.ts'
import { installTools } from '../tests/tools.ts'
import { deskOf } from './desk.ts'

/** A Friday morning, so that the desk is open; it goes on from there. */
const started = Date.now()
const friday = Date.parse('2026-11-27T02:00:00Z')
const now = () => new Date(friday + Date.now() - started)
const unit = 'H11.31.01'
const [motherNumber = ''] = mother.split('|')
const handoverCount = 30
/** So many births before: what a desk usually writes is known then. */
const birthsBefore = 3

type Run = {
  readonly name: string
  readonly secondsMax: number
  readonly actsMax: number
  /** Where the errand begins; neither this nor what has to be there is counted. */
  readonly from: string
  prepare?(): Promise<unknown>
  take(page: Page, typist: Typist): Promise<void>
}

async function printReceipt(page: Page, typist: Typist): Promise<void> {
  const receipt = page.waitForEvent('popup')
  await typist.act('Alt+p')
  await receipt
}

/** The card of whoever takes it, then the press. */
async function handOut(page: Page, typist: Typist, isKnown: boolean): Promise<void> {
  await page.getByLabel('Quét thẻ người nhận').waitFor()
  if (!isKnown) await typist.scan(mother)
  await page.waitForFunction(
    (number) =>
      document.querySelector<HTMLInputElement>('[name="identity"]')?.value.replace(/\s/g, '') === number,
    motherNumber,
  )
  await typist.act('Alt+t')
  await page.getByText(/Đã trả: /).waitFor()
}

test('the counter', async () => {
  installTools()
  const stage = await openStage(undefined, undefined, now)
  const desk = await deskOf(stage, unit, now, {
    requesterName: 'Nguyễn Thị Hồng Vân',
    requesterIdentityNumber: motherNumber,
  })
  let code = ''
  const withResult = async () => {
    code = await desk.withResult()
  }
  const intake = { secondsMax: 90, actsMax: 12, from: '/lam-viec/quay' }
  const giveBack = { secondsMax: 15, actsMax: 4, from: '/lam-viec/quay/tra-ket-qua', prepare: withResult }
  const runs: readonly Run[] = [
    {
      ...intake,
      name: '2.000815 certified copy',
      async take(page, typist) {
        await takeInCertifiedCopy(page, typist)
        await printReceipt(page, typist)
      },
    },
    {
      ...intake,
      name: '1.001193 birth',
      async take(page, typist) {
        await takeInBirth(page, typist, '20112026')
        await printReceipt(page, typist)
      },
    },
    {
      ...giveBack,
      name: 'give back by the code on the receipt',
      async take(page, typist) {
        await typist.scan(await desk.onReceipt(code))
        await handOut(page, typist, false)
      },
    },
    {
      ...giveBack,
      name: 'give back by card',
      async take(page, typist) {
        await typist.scan(mother)
        await handOut(page, typist, true)
      },
    },
    {
      ...giveBack,
      name: 'give back by name without marks',
      async take(page, typist) {
        await typist.answer('thi hong van')
        await handOut(page, typist, false)
      },
    },
    {
      name: `hand over ${handoverCount} dossiers`,
      secondsMax: 20,
      actsMax: 4,
      from: '/lam-viec/quay/ban-giao',
      async prepare() {
        for (let count = 0; count < handoverCount; count += 1) await desk.takeIn()
      },
      async take(page, typist) {
        await typist.act('Alt+a')
        await typist.act('Alt+g')
        const told = await page
          .getByText(/Đã giao \d+ hồ sơ/)
          .first()
          .innerText()
        if (Number(/\d+/.exec(told)?.[0]) < handoverCount) throw new Error(`Too few: ${told}`)
      },
    },
  ]
  for (let count = 0; count < birthsBefore + 2; count += 1)
    await takeTicket(stage.platform.as({ kind: 'visitor' }, now()), { unitCode: unit, groupKey: 'A' })
  const clerk = await stage.person(officers.clerk, { width: 1366 })
  await clerk.goto('/lam-viec/quay')
  await clerk.getByLabel('Ngồi ở quầy').selectOption('1')
  await clerk.getByRole('button', { name: 'Ngồi vào' }).press('Enter')
  await clerk.getByRole('button', { name: 'Gọi số tiếp' }).waitFor()
  const pointed = await watchPointer(clerk)
  for (let count = 0; count < birthsBefore; count += 1) {
    await clerk.goto('/lam-viec/quay')
    await takeInBirth(clerk, typistAt(clerk, quickPace), `1${count}112026`)
  }
  const short: string[] = []
  for (const { name, secondsMax, actsMax, from, prepare, take } of runs) {
    await prepare?.()
    await clerk.goto(from)
    const typist = typistAt(clerk, humanPace)
    const begun = performance.now()
    await take(clerk, typist)
    const seconds = (performance.now() - begun) / 1000
    const { acts, keys, answers, pausesMs } = typist.counts
    const mouse = await pointed()
    console.log(
      `${name}: ${acts} acts (≤ ${actsMax}), ${seconds.toFixed(1)} s (≤ ${secondsMax}; the person ${(pausesMs / 1000).toFixed(1)}, the machine the rest), ${answers} answers, ${keys} keys in all, ${mouse} mouse events`,
    )
    if (acts > actsMax || seconds > secondsMax || mouse > 0) short.push(name)
    await clerk.bringToFront()
  }
  if (short.length > 0) throw new Error(`Over the measure: ${short.join(', ')}`)
})
