/**
 * `npm run bench:intake`: two procedures taken in at the counter, from the next number to the printed receipt, at the
 * pace of a person (0.4 s a key, 1.2 s a decision; every letter typed counts), with keys only. Fails over 90 s or 12 acts.
 */

import { test } from 'node:test'
import { takeTicket } from '#modules/desk/tickets/commands.ts'
import { officers } from '../tests/journeys/office.ts'
import { openStage, type Stage } from '../tests/journeys/stage.ts'
import {
  humanPace,
  type Typist,
  takeInBirth,
  takeInCertifiedCopy,
  typistAt,
  watchPointer,
} from '../tests/journeys/typist.ts'

const secondsMax = 90
const actsMax = 12

/** A Friday morning, so that the desk is open; it goes on from there. */
const started = Date.now()
const friday = Date.parse('2026-11-27T02:00:00Z')
const now = () => new Date(friday + Date.now() - started)

type Run = {
  readonly name: string
  take(page: Awaited<ReturnType<Stage['person']>>, typist: Typist): Promise<void>
}
const runs: readonly Run[] = [
  { name: '2.000815 certified copy', take: takeInCertifiedCopy },
  { name: '1.001193 birth', take: (page, typist) => takeInBirth(page, typist, '20112026') },
]

test('intake at the counter', async () => {
  const stage = await openStage(undefined, undefined, now)
  for (const _ of runs)
    await takeTicket(stage.platform.as({ kind: 'visitor' }, now()), { unitCode: 'H11.31.01', groupKey: 'A' })
  const clerk = await stage.person(officers.clerk, { width: 1366 })
  await clerk.goto('/lam-viec/quay')
  await clerk.getByLabel('Ngồi ở quầy').selectOption('1')
  await clerk.getByRole('button', { name: 'Ngồi vào' }).press('Enter')
  await clerk.getByRole('button', { name: 'Gọi số tiếp' }).waitFor()
  const pointed = await watchPointer(clerk)
  const short: string[] = []
  for (const { name, take } of runs) {
    await clerk.goto('/lam-viec/quay')
    const typist = typistAt(clerk, humanPace)
    const from = performance.now()
    await take(clerk, typist)
    const receipt = clerk.waitForEvent('popup')
    await typist.act('Alt+p')
    await receipt
    const seconds = (performance.now() - from) / 1000
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
