import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { proof } from '../proof/commands.ts'
import { writeRecord } from '../records/commands.ts'
import type { Seen } from '../steps/commands.ts'
import {
  as,
  eventsOf,
  kitePermit,
  lighthouse,
  look,
  monday,
  openKeys,
  openStep,
  refusedWith,
  seen,
  submitted,
  system,
  who,
} from '../testing/commands.ts'
import { acceptDossier, assignDossier, forwardDossier, handBackDossier, takeDossier } from './commands.ts'

const kite = { name: 'Diều rồng', lengthMetres: 6, hasFlute: false }

/** A permit for a long kite, at the steps that go side by side. */
async function sideBySide(): Promise<string> {
  const code = await submitted(kitePermit, { kites: [kite], largestKiteVnd: 500_000 })
  await acceptDossier(as('desk-clerk'), await seen(code))
  await forwardDossier(as('division-head'), await seen(code))
  await forwardDossier(as('officer'), await seen(code))
  return code
}

const inspected = (context: Context, now: Seen) =>
  writeRecord(context, {
    ...now,
    act: 'recordInspection',
    answers: { inspectedOn: '2026-03-02', place: 'Bãi Gió', findings: 'Thoáng', outcome: 'thoang' },
  })
const answered = (context: Context, now: Seen) =>
  writeRecord(context, { ...now, act: 'answerConsultation', answers: { outcome: 'agree' } })

test('steps of one stage begin together, each with its unit and holder', async () => {
  const code = await sideBySide()
  const dossier = await look(code)
  assert.deepEqual(openKeys(dossier), ['hoi-hai-dang', 'xem-bai-tha'])
  assert.equal(openStep(dossier, 'hoi-hai-dang').unitId, who('lighthouse-keeper', lighthouse).unitId)
  assert.equal(openStep(dossier, 'xem-bai-tha').holderId, who('officer').personId)
  const forwarded = (await eventsOf(code)).filter(({ name }) => name === 'dossier.forwarded').slice(-2)
  assert.deepEqual(
    forwarded.map(({ payload }) => payload.to),
    ['hoi-hai-dang', 'xem-bai-tha'],
  )
  assert.deepEqual(await read(system(), (tx) => proof.find(tx, system())), [])
})

test('the next step begins once all are done, in whatever order', async () => {
  const code = await sideBySide()
  await inspected(as('officer'), await seen(code))
  assert.deepEqual(openKeys(await look(code)), ['hoi-hai-dang'])
  assert.equal((await eventsOf(code)).at(-1)?.name, 'dossier.stepEnded')
  await answered(as('lighthouse-keeper', monday, lighthouse), await seen(code))
  assert.deepEqual(openKeys(await look(code)), ['du-thao'])
})

test('while another step is open beside it, work is not handed back', async () => {
  const code = await sideBySide()
  await assert.rejects(
    handBackDossier(as('officer'), { ...(await seen(code)), reason: 'Thiếu hồ sơ' }),
    refusedWith('othersOpen'),
  )
})

test('an act names the step that it is about', async () => {
  const code = await sideBySide()
  const keeper = as('lighthouse-keeper', monday, lighthouse)
  const inspection = await seen(code, 'xem-bai-tha')
  await assert.rejects(inspected(keeper, inspection), refusedWith('notYours'))
  await assert.rejects(inspected(keeper, { ...inspection, step: 1 }), refusedWith('notNow'), 'an ended step')
  await assert.rejects(takeDossier(as('officer'), inspection), refusedWith('notYours'), 'it is held already')
})

test('who could mean two steps is asked which', async () => {
  const code = await sideBySide()
  const head = as('division-head')
  const holder = who('officer').personId
  const { step: _one, ...both } = await seen(code)
  await assignDossier(head, { ...both, holder })
  assert.equal(openStep(await look(code), 'xem-bai-tha').holderId, holder, 'only one is in the chief’s unit')
})

test('of two who end two steps at once, one is told that the dossier has changed, and nothing is lost', async () => {
  const code = await sideBySide()
  const keeper = as('lighthouse-keeper', monday, lighthouse)
  const now = { code, expectedVersion: (await look(code)).version }
  const outcomes = await Promise.allSettled([inspected(as('officer'), now), answered(keeper, now)])
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const lost = outcomes.find((one) => one.status === 'rejected')
  assert.equal(lost?.status === 'rejected' && lost.reason.code, 'dossiers.changedMeanwhile')
  assert.equal(openKeys(await look(code)).length, 1)
})
