/** Each dossier counts on the calendar of its own agency: other hours, a closure, and the neighbour that has neither. */

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDossier } from '../desk/commands.ts'
import { acceptDossier } from '../handling/commands.ts'
import { viewQueue } from '../queue/commands.ts'
import { as, look, seen, submitted } from '../testing/commands.ts'

const twoDays = '9.000002' // decided by the commune, two working days
const neighbour = { area: '99101', unit: 'Z99.11.01' }
const noSaturday = { area: '99202', unit: 'Z99.12.02' }
const island = { area: '99203', unit: 'Z99.13' }
type Place = typeof neighbour

const shown = (at: Date | null | undefined) =>
  at && new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

const submittedAt = ({ area }: Place, at: string) => submitted(twoDays, {}, at, area)

async function acceptedAt(place: Place, at: string): Promise<string> {
  const code = await submittedAt(place, at)
  await acceptDossier(as('desk-clerk', at, place.unit), await seen(code))
  return code
}

test('an agency that rests on Saturday gives a later day than its neighbour', async () => {
  const friday = '2026-03-06T10:00+07:00'
  const [here, there] = [await acceptedAt(neighbour, friday), await acceptedAt(noSaturday, friday)]
  assert.equal(shown((await look(here)).dueAt), '2026-03-09 16:00')
  assert.equal(shown((await look(there)).dueAt), '2026-03-10 10:00')
})

test('a closure stops the clock of the agency that is closed, and the page says why', async () => {
  const friday = '2026-10-02T10:00+07:00'
  const [here, there] = [await acceptedAt(neighbour, friday), await acceptedAt(island, friday)]
  assert.equal(shown((await look(here)).dueAt), '2026-10-05 15:30')
  assert.equal(shown((await look(there)).dueAt), '2026-10-08 15:30')
  const open = await openDossier(as('officer', friday, island.unit), there)
  assert.match(open.clockLines.join('\n'), /tàu không ra đảo/)
  assert.equal(open.clockDays.find(({ isDue }) => isDue)?.date, '2026-10-08')
})

test('the answer to an online dossier is due on the calendar of the desk that receives it', async () => {
  const friday = '2026-10-02T16:00+07:00'
  const [here, there] = [await submittedAt(neighbour, friday), await submittedAt(island, friday)]
  assert.equal(shown((await look(here)).dueAt), '2026-10-05 10:30')
  assert.equal(shown((await look(there)).dueAt), '2026-10-08 10:30')
})

test('a step has its hours, and the list its time left, on the same calendar', async () => {
  const friday = '2026-10-02T10:00+07:00'
  const code = await acceptedAt(island, friday)
  const [, step] = (await look(code)).work
  assert.ok(step?.dueAt && step.dueAt > new Date('2026-10-08T07:30+07:00'), 'the closed days are no hours')
  const saturday = '2026-10-03T11:00+07:00'
  const { lines } = await viewQueue(as('officer', saturday, island.unit), { tab: 'unit', filters: {} })
  const line = lines.find((one) => one.code === code)
  assert.equal(shown(line?.dueAt), '2026-10-08 15:30')
  // Half an hour of Saturday and Thursday until 15:30 are less than a day; on the province's calendar it were four.
  assert.deepEqual(line?.deadline, { state: 'near', days: 0, hours: 7 })
})
