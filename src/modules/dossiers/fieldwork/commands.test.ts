import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptDossier, forwardDossier } from '../handling/commands.ts'
import { writeRecord } from '../records/commands.ts'
import {
  as,
  eventsOf,
  kitePermit,
  lighthouse,
  look,
  monday,
  openStep,
  platform,
  seen,
  submitted,
} from '../testing/commands.ts'
import { findVisit, viewVisits, wasReceived } from './commands.ts'

const act = 'recordInspection'
const answers = {
  inspectedOn: '2026-03-02',
  place: 'Bãi Gió',
  findings: 'Có một cột điện',
  outcome: 'thoang',
}

/** A kite permit whose field is to be looked at. */
async function toInspect(): Promise<{ readonly code: string; readonly step: number }> {
  const code = await submitted(kitePermit, {
    kites: [{ name: 'Diều rồng', lengthMetres: 6, hasFlute: false }],
    largestKiteVnd: 500_000,
  })
  await acceptDossier(as('desk-clerk'), await seen(code))
  await forwardDossier(as('division-head'), await seen(code))
  await forwardDossier(as('officer'), await seen(code))
  return { code, step: openStep(await look(code), 'xem-bai-tha').number }
}

test('the places to go to are those of the officer, each told as looked at', async () => {
  const { code, step } = await toInspect()
  const visits = await viewVisits(as('officer'))
  assert.ok(visits.some((one) => one.code === code && one.step === step))
  assert.equal((await findVisit(as('officer'), code))?.step, step)
  const looks = await platform.looksAt((await look(code)).id)
  assert.deepEqual(
    looks.filter(({ why }) => why === 'field').map(({ what }) => what),
    ['list', 'dossier'],
  )
})

test('an officer of another agency finds no such place', async () => {
  const { code } = await toInspect()
  const keeper = as('lighthouse-keeper', monday, lighthouse)
  assert.equal(await findVisit(keeper, code), undefined)
  assert.ok(!(await viewVisits(keeper)).some((one) => one.code === code))
})

test('a record sent again under its key is known, and the place is off the list', async () => {
  const { code, step } = await toInspect()
  const key = 'a-record-of-one-device'
  assert.equal(await wasReceived(as('officer'), { code, step, key }), false)
  const sent = { ...(await seen(code, 'xem-bai-tha')), act, answers, key } as const
  await writeRecord(as('officer'), sent)
  assert.equal(await wasReceived(as('officer'), { code, step, key }), true)
  assert.equal(await wasReceived(as('officer'), { code, step, key: 'another' }), false)
  await writeRecord(as('officer'), sent)
  const told = (await eventsOf(code)).filter(({ name }) => name === 'dossier.inspectionRecorded')
  assert.equal(told.length, 1)
  assert.equal(await findVisit(as('officer'), code), undefined)
})
