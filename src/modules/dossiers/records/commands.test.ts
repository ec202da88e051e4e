import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { openDossier } from '../desk/commands.ts'
import { acceptDossier } from '../handling/commands.ts'
import { proof } from '../proof/commands.ts'
import { silenceJob } from '../steps/commands.ts'
import {
  as,
  beachStall,
  eventsOf,
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
import {
  day,
  inspection,
  keeper,
  meeting,
  toCouncil,
  toNotice,
  toPayment,
  toStage,
  write,
} from '../testing/kites/commands.ts'
import { lookUpFollowed } from '../tracking/commands.ts'
import { writeRecord } from './commands.ts'

const tuesday = '2026-03-03T09:00+07:00'
const thursday = '2026-03-05T09:00+07:00'
test('the outcome of an inspection decides whether the council meets', async () => {
  const clear = await toStage()
  await write(as('officer'), clear, 'recordInspection', { ...inspection, outcome: 'thoang' })
  await write(keeper(), clear, 'answerConsultation', { outcome: 'agree' })
  assert.deepEqual(openKeys(await look(clear)), ['du-thao'])
  assert.deepEqual(openKeys(await look(await toCouncil())), ['hop-hoi-dong-gio'])
})

test('a record that lacks something is refused field by field', async () => {
  const code = await toStage()
  const bare = write(as('officer'), code, 'recordInspection', { place: 'Bãi Gió' })
  await assert.rejects(bare, (thrown: { code: string; fields: { field: string }[] }) => {
    assert.equal(thrown.code, 'dossiers.invalidRecord')
    assert.deepEqual(thrown.fields.map(({ field }) => field).sort(), ['findings', 'inspectedOn', 'outcome'])
    return true
  })
  const future = { ...inspection, inspectedOn: '2027-01-01', outcome: 'thoang' }
  await assert.rejects(write(as('officer'), code, 'recordInspection', future), refusedWith('invalidRecord'))
  const strange = { ...inspection, outcome: 'may-be' }
  await assert.rejects(write(as('officer'), code, 'recordInspection', strange), refusedWith('invalidRecord'))
})

test('another’s file is not put into a record', async () => {
  const code = await toStage()
  const answers = { ...inspection, outcome: 'thoang', files: [randomUUID()] }
  await assert.rejects(write(as('officer'), code, 'recordInspection', answers), refusedWith('unknownFile'))
})

test('the same record sent twice is written once; two at once end the step once', async () => {
  const code = await toStage()
  const key = randomUUID()
  const given = {
    ...(await seen(code)),
    act: 'recordInspection',
    answers: { ...inspection, outcome: 'thoang' },
  } as const
  await writeRecord(as('officer'), { ...given, key })
  await writeRecord(as('officer'), { ...given, key })
  const told = (await eventsOf(code)).filter(({ name }) => name === 'dossier.inspectionRecorded')
  assert.equal(told.length, 1)
  const now = { ...(await seen(code)), act: 'answerConsultation', answers: { outcome: 'agree' } } as const
  const outcomes = await Promise.allSettled([writeRecord(keeper(), now), writeRecord(keeper(), now)])
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('a consulted unit sees the matter and the question, not the person', async () => {
  const code = await toStage()
  const guest = await openDossier(keeper(), code)
  assert.ok(guest.isGuest)
  assert.deepEqual(guest.notes, [])
  const shown = guest.answers.map(({ field }) => field)
  assert.ok(shown.some((field) => field.startsWith('kites')) && !shown.includes('flyerIdentityNumber'))
  assert.ok(!shown.includes('flyerName') && !shown.includes('flyerPhone'))
  const { number } = openStep(guest.dossier, 'hoi-hai-dang')
  assert.match(guest.records.get(number)?.rows[0]?.value ?? '', /còn thấy đèn/)
  const home = await openDossier(as('officer'), code)
  assert.ok(!home.isGuest && home.answers.some(({ field }) => field === 'flyerName'))
  await write(keeper(), code, 'answerConsultation', { outcome: 'agree' })
  await assert.rejects(openDossier(keeper(), code), refusedWith('notFound'), 'it was asked and has answered')
})

test('who does not simply agree says why', async () => {
  const code = await toStage()
  for (const outcome of ['disagree', 'conditional'])
    await assert.rejects(
      write(keeper(), code, 'answerConsultation', { outcome }),
      refusedWith('invalidRecord'),
    )
  await write(keeper(), code, 'answerConsultation', { outcome: 'disagree', answer: 'Che khuất đèn' })
  await write(as('officer'), code, 'recordInspection', { ...inspection, outcome: 'thoang' })
  assert.deepEqual(openKeys(await look(code)), ['hop-hoi-dong-gio'], 'a disagreement goes to the council')
})

test('silence beyond its time counts as agreement where the definition says so, not a minute before', async () => {
  const code = await toStage()
  const { number: step, dueAt } = openStep(await look(code), 'hoi-hai-dang')
  assert.ok(dueAt)
  await silenceJob.run(system(new Date(dueAt.getTime() - 60_000)), { code, step })
  assert.ok(openKeys(await look(code)).includes('hoi-hai-dang'))
  await silenceJob.run(system(dueAt), { code, step })
  await silenceJob.run(system(dueAt), { code, step })
  const silent = (await look(code)).work.find(({ number }) => number === step)
  assert.equal(silent?.outcome, 'silent')
  assert.equal((await eventsOf(code)).filter(({ name }) => name === 'dossier.consultationSilent').length, 1)
  await assert.rejects(
    write(keeper(), code, 'answerConsultation', { outcome: 'agree' }),
    refusedWith('notFound'),
  )
})

test('the job of a silence waits for the time of the step', async () => {
  const code = await toStage()
  const dossier = await look(code)
  const work = openStep(dossier, 'hoi-hai-dang')
  const { rows } = await read(system(), (tx) =>
    sql<{ at: Date }>`select run_at as at from graphile_worker.jobs
      where key = ${`demo/dossiers.silence:${dossier.id}:${work.number}`}`.execute(tx),
  )
  assert.deepEqual(rows, [{ at: work.dueAt }])
})

test('another unit is asked beside the steps at hand, and the next step waits for its answer', async () => {
  const code = await submitted(beachStall)
  await acceptDossier(as('desk-clerk', monday, 'Z99.11.01'), await seen(code))
  const officer = as(
    openKeys(await look(code))[0] === 'duyet' ? 'division-head' : 'officer',
    monday,
    'Z99.11.01',
  )
  const ask = { unit: lighthouse, question: 'Quầy có che đèn không?', hours: 8 }
  await assert.rejects(
    write(officer, code, 'askConsultation', { ...ask, unit: 'Z99.04' }),
    (thrown: { code: string }) => /unknownUnit|invalidRecord/.test(thrown.code),
    'a unit that is no more',
  )
  const due = (await look(code)).dueAt
  await write(officer, code, 'askConsultation', ask)
  const asked = await look(code)
  assert.equal(openKeys(asked).length, 2)
  assert.deepEqual(asked.dueAt, due, 'the whole limit runs on')
  const extra = asked.work.at(-1)
  assert.equal(extra?.unitId, who('lighthouse-keeper', lighthouse).unitId)
  await write(keeper(), code, 'answerConsultation', { outcome: 'conditional', answer: 'Mái thấp' })
  assert.equal(openKeys(await look(code)).length, 1)
  assert.deepEqual(await read(system(), (tx) => proof.find(tx, system())), [])
})

test('a notice stands its days: it cannot end before, and not twice', async () => {
  const code = await toNotice()
  const officer = (at: string) => as('officer', at)
  assert.deepEqual(openKeys(await look(code)), ['niem-yet-cot-co'])
  await assert.rejects(
    write(officer(monday), code, 'endNotice', { remark: 'x' }),
    refusedWith('noticeNotPosted'),
  )
  const objection = { by: 'Bà Cát', objection: 'Che nắng' }
  await assert.rejects(
    write(officer(monday), code, 'noteObjection', objection),
    refusedWith('noticeNotPosted'),
  )
  await write(officer(monday), code, 'postNotice', { from: day, place: 'Cột cờ' })
  await assert.rejects(
    write(officer(monday), code, 'postNotice', { from: day, place: 'Cột cờ' }),
    refusedWith('noticePosted'),
  )
  await write(officer(monday), code, 'noteObjection', objection)
  await write(officer(tuesday), code, 'noteObjection', { ...objection, by: 'Ông Sóng' })
  // One day: the second of March is not counted, the third is the last.
  await assert.rejects(
    write(officer(tuesday), code, 'endNotice', { remark: 'x' }),
    refusedWith('noticeRunning'),
  )
  await write(officer(thursday), code, 'endNotice', { remark: 'Hai ý kiến, đã giải thích' })
  assert.deepEqual(openKeys(await look(code)), ['ky-quy-day'])
})

test('a duty to pay stops the clock from its notice to its confirmation', async () => {
  const code = await toPayment()
  const officer = (at: string) => as('officer', at)
  const before = await look(code)
  assert.deepEqual([before.state, before.pausedAt], ['processing', null], 'the step alone stops nothing')
  await assert.rejects(
    write(officer(monday), code, 'confirmPayment', { receiptNumber: '1', paidOn: day }),
    refusedWith('notNow'),
  )
  await write(officer(monday), code, 'demandPayment', { amountVnd: 70_000, number: '7/TB' })
  const waiting = await look(code)
  assert.deepEqual([waiting.state, waiting.dueAt], ['financialDuty', null])
  await assert.rejects(
    write(officer(monday), code, 'demandPayment', { amountVnd: 1_000, number: '8/TB' }),
    refusedWith('notNow'),
  )
  const secret = await secretOf(code)
  const followed = await lookUpFollowed(system(tuesday), code, secret)
  assert.match(JSON.stringify(followed.story), /70\.000/)
  await write(officer(thursday), code, 'confirmPayment', { receiptNumber: 'BL-1', paidOn: '2026-03-04' })
  const paid = await look(code)
  assert.equal(paid.state, 'processing')
  assert.deepEqual(openKeys(paid), ['du-thao'])
  assert.ok(before.dueAt && paid.dueAt && paid.dueAt > before.dueAt)
  assert.deepEqual(
    paid.clock.map(({ kind }) => kind),
    ['submitted', 'accepted', 'paused', 'resumed'],
  )
})

async function secretOf(code: string): Promise<string> {
  const { rows } = await read(system(), (tx) =>
    sql<{ secret: string }>`select lookup_secret as secret from dossiers join cases on cases.id = case_id
      where code = ${code}`.execute(tx),
  )
  return rows[0]?.secret ?? ''
}

test('what an applicant reads of a step is where, when and how much, never who said what', async () => {
  const code = await toNotice()
  await write(as('officer'), code, 'postNotice', { from: day, place: 'Cột cờ' })
  await write(as('officer'), code, 'noteObjection', { by: 'Bà Cát', objection: 'Che nắng' })
  const followed = await lookUpFollowed(system(tuesday), code, await secretOf(code))
  const story = JSON.stringify(followed.story)
  assert.match(story, /Cột cờ/)
  assert.match(story, /Bãi vướng dây/)
  for (const kept of ['Bà Cát', 'Che nắng', 'Bà Mây', 'Bay được', 'Có một cột điện'])
    assert.ok(!story.includes(kept), kept)
})

test('records are for those who hold the step: another unit, another role, another kind of step', async () => {
  const code = await toStage()
  const answers = { ...inspection, outcome: 'thoang' }
  const stranger = as('officer', monday, 'Z99.12.01')
  await assert.rejects(write(stranger, code, 'recordInspection', answers), refusedWith('notFound'))
  await assert.rejects(write(keeper(), code, 'recordInspection', answers), refusedWith('notYours'))
  await assert.rejects(write(as('officer'), code, 'holdMeeting', meeting), refusedWith('notNow'))
  const old = await seen(code)
  await write(as('officer'), code, 'recordInspection', answers)
  await assert.rejects(
    writeRecord(keeper(), { ...old, act: 'answerConsultation', answers: { outcome: 'agree' } }),
    refusedWith('changedMeanwhile'),
  )
})
