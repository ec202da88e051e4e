/** A commune, a district and a department in a quarter, counted by hand: what the clock gives, what people say, and the sums. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { inTransaction, sql, type Tx } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer, savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { parsePeriod } from '#modules/indicators/api.ts'
import { modules } from '../../../app.ts'
import { foldingOver } from '../../indicators/folding/commands.ts'
import { followTimes } from '../timing/commands.ts'
import { openDossierReport, openOfficeReport, openReports, wantedPeriod } from './commands.ts'
import { answeredIn, pointsTold, rowOf } from './public/domain.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const context = platform.as({ kind: 'system' }, '2026-04-20T09:00+07:00')
const sources = modules.flatMap(({ measures = [] }) => measures)
const lists = sources.flatMap((one) => ('list' in one ? [one] : []))
const quarter = parsePeriod('quarter:2026-01-01')
assert.ok(quarter)
const at = (day: string, time = '09:00') => `2026-${day}T${time}+07:00`

type Made = {
  readonly unit: string
  readonly received: string
  readonly due: string | null
  readonly ended: string
  readonly unitOfLimit?: 'workingDay' | 'hour'
  readonly apology?: { readonly before: string; readonly at: string }
  readonly again?: string
  readonly channel?: 'online' | 'direct'
  readonly state?: string
  readonly steps?: readonly { readonly unit: string; readonly due: string | null; readonly ended: string }[]
  readonly answers?: Readonly<Record<string, number | string>>
  readonly isAnonymous?: boolean
  readonly isRefuted?: boolean
}

const unitId = (code: string) =>
  sql`(select id from units where code = ${code} order by valid_from desc limit 1)`
let checker: string
let count = 0

/** A dossier as it stands after its life, with one event. */
async function make(tx: Tx, one: Made): Promise<string> {
  const id = randomUUID()
  count += 1
  const code = `${one.unit}-260102-${String(count).padStart(4, '0')}`
  const clock = [
    { kind: 'accepted', at: one.received, limit: { amount: 5, unit: one.unitOfLimit ?? 'workingDay' } },
    ...(one.apology ? [{ kind: 'extended', at: one.apology.at, to: one.due, cause: 'apology' }] : []),
    { kind: 'ended', at: one.ended },
  ]
  await sql`
    insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role,
      holder_unit_id, opened_at, received_at, due_at, ended_at, clock)
    values (${id}, 'dossier', ${code}, '9.000002', 1, ${one.state ?? 'returned'}, 'x', 'appraise', 'officer', ${unitId(one.unit)},
      ${one.received}, ${one.received}, ${one.due}, ${one.ended}, ${JSON.stringify(clock)})`.execute(tx)
  await sql`
    insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id, applicant_kind,
      applicant_name, submitter_name, answers, summary, return_method, fee_vnd, fee_lines, lookup_secret, search_text, supplement_count, rated_at)
    values (${id}, '9.000002', 'Thả diều', ${one.channel ?? 'direct'}, ${unitId(one.unit)}, ${unitId(one.unit)}, 'citizen',
      'Gió', 'Gió', '{}', '', 'desk', 0, '[]', 'ABC123', '', ${one.again ? 2 : 0}, ${one.answers ? one.ended : null})`.execute(
    tx,
  )
  for (const [number, step] of (one.steps ?? []).entries())
    await sql`
      insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, started_at, due_at, ended_at)
      values (${id}, ${number + 1}, 'x', 'appraise', 'Bước', 'officer', ${unitId(step.unit)}, ${one.received}, ${step.due},
        ${step.ended})`.execute(tx)
  if (one.again)
    await sql`
      insert into dossier_supplements (case_id, number, faults, reason, asked_by, asked_at, is_counted_late)
      values (${id}, 2, '[]', 'Thiếu dây', ${randomUUID()}, ${one.again}, true)`.execute(tx)
  if (one.apology)
    await sql`
      insert into events (at, name, subject_id, actor_kind, payload)
      values (${one.apology.at}, 'dossier.extended', ${id}, 'officer',
        ${JSON.stringify({ cause: 'apology', dueBefore: one.apology.before })})`.execute(tx)
  if (one.answers)
    await sql`
      insert into satisfaction_answers (case_id, unit_id, criteria, version, answers, overall, is_anonymous, channel, rated_at,
        refuted_at, refuted_by, refuted_ground)
      values (${id}, ${unitId(one.unit)}, 'tt-01-2018', '2018', ${JSON.stringify(one.answers)}, ${one.answers['11'] ?? null},
        ${one.isAnonymous ?? false}, 'link', ${one.ended}, ${one.isRefuted ? one.ended : null},
        ${one.isRefuted ? checker : null}, ${one.isRefuted ? 'Đã xem camera' : null})`.execute(tx)
  await sql`
    insert into events (at, name, subject_id, actor_kind, payload)
    values (${one.ended}, 'dossier.written', ${id}, 'system', '{}')`.execute(tx)
  return id
}

const commune = 'Z99.11.01'
const inTime = { unit: commune, received: at('03-02'), due: at('03-09', '17:00') } as const
const happy = { 3: 2, 4: 2, 7: 'good', 10: 'very', 11: 'very', 12: 'very' }

/** What criterion 1 gives a dossier, of an agency that nothing else is asked of. */
async function wholeOf(one: Made): Promise<number | undefined> {
  return inTransaction(context, async (tx) => {
    const id = await make(tx, { ...one, unit: 'Z99.12.01' })
    const { rows } = await sql<{ points: number }>`
      select points from satisfaction_times_now where case_id = ${id} and criterion = 'whole'`.execute(tx)
    return rows[0]?.points
  })
}

before(async () => {
  const person = officer()
  await savePerson(platform, person)
  checker = person.personId
  await inTransaction(context, async (tx) => {
    // Five that end early and please, of whom two do not want to be known.
    for (let n = 0; n < 5; n += 1)
      await make(tx, { ...inTime, ended: at('03-06'), channel: 'online', answers: happy, isAnonymous: n < 2 })
    // On the day: one point for the time, and for attitude too. Called once, saw one office.
    await make(tx, {
      ...inTime,
      ended: at('03-09', '15:00'),
      answers: { ...happy, 3: 1, 4: 1, 11: 'satisfied' },
      steps: [
        { unit: commune, due: at('03-06', '11:00'), ended: at('03-06', '10:30') },
        { unit: 'Z99.11', due: at('03-09', '11:00'), ended: at('03-09', '08:00') },
      ],
    })
    // Late, though nobody complains: no point for either.
    await make(tx, {
      ...inTime,
      ended: at('03-10'),
      answers: { ...happy, 3: 0, 4: 0, 11: 'dissatisfied' },
      steps: [
        { unit: commune, due: at('03-04', '11:00'), ended: at('03-04', '09:00') },
        { unit: commune, due: at('03-06', '11:00'), ended: at('03-06', '12:00') },
        { unit: 'Z99.11', due: at('03-09', '11:00'), ended: at('03-09', '10:30') },
        { unit: 'Z99.12', due: null, ended: at('03-09', '10:30') },
      ],
    })
    // A complaint takes the points of a dossier that was early; one that was found false does not.
    await make(tx, { ...inTime, ended: at('03-06'), answers: { ...happy, 7: 'complaint' } })
    await make(tx, { ...inTime, ended: at('03-06'), answers: { ...happy, 7: 'complaint' }, isRefuted: true })
    // A division of the department, and one of the next quarter.
    await make(tx, { ...inTime, unit: 'Z99.02.01', ended: at('03-06') })
    await make(tx, {
      ...inTime,
      unit: 'Z99.02.01',
      received: at('04-01'),
      due: at('04-08'),
      ended: at('04-03'),
    })
    // Online: one that was late in March; one that was late since December and ended in February; one both in December.
    const online = { ...inTime, channel: 'online' } as const
    await make(tx, { ...online, unit: 'Z99.11.03', ended: at('03-10') })
    const old = { ...online, received: '2025-12-01T09:00+07:00', due: '2025-12-10T17:00+07:00' }
    await make(tx, { ...old, unit: 'Z99.12.02', ended: at('02-03') })
    await make(tx, { ...online, unit: 'Z99.12.02', ended: at('03-06') })
    await make(tx, { ...old, unit: 'Z99.13', ended: '2025-12-15T09:00+07:00' })
    await make(tx, { ...online, unit: 'Z99.13', ended: at('03-06') })
  })
  await catchUp(context, followTimes)
  await catchUp(context, foldingOver(sources.filter((one) => 'view' in one)).fold)
})

test('criterion 1: before, on and after the limit, by its own unit', async () => {
  assert.equal(await wholeOf({ ...inTime, ended: at('03-06', '17:00') }), 2, 'the day before')
  assert.equal(await wholeOf({ ...inTime, ended: at('03-09', '08:00') }), 1, 'the morning of the day')
  assert.equal(await wholeOf({ ...inTime, ended: at('03-09', '17:00') }), 1, 'the last minute')
  assert.equal(await wholeOf({ ...inTime, ended: at('03-09', '17:01') }), 0, 'a minute later')
  const hours = { ...inTime, unitOfLimit: 'hour' } as const
  assert.equal(await wholeOf({ ...hours, ended: at('03-09', '16:00') }), 2, 'an hour before')
  assert.equal(await wholeOf({ ...hours, ended: at('03-09', '16:01') }), 1, 'less than an hour before')
})

test('criterion 1: what was asked for twice is late, and so is what an apology put off', async () => {
  assert.equal(await wholeOf({ ...inTime, ended: at('03-05'), again: at('03-04') }), 0)
  const apology = { before: at('03-04', '17:00'), at: at('03-03') }
  assert.equal(await wholeOf({ ...inTime, ended: at('03-05'), apology }), 0, 'after the first promise')
  assert.equal(await wholeOf({ ...inTime, ended: at('03-04'), apology }), 2, 'before it after all')
})

test('criterion 1: without a limit or a result there is nothing to say', async () => {
  assert.equal(await wholeOf({ ...inTime, due: null, ended: at('03-05') }), undefined)
  for (const state of ['withdrawn', 'stopped', 'notAccepted'])
    assert.equal(await wholeOf({ ...inTime, ended: at('03-05'), state }), undefined, state)
})

const reportsOf = async (period = quarter) => openReports(context, period, lists)
async function reportOf(code: string) {
  const { reports } = await reportsOf()
  const found = reports.find(({ unit }) => unit.code === code)
  assert.ok(found, code)
  return found
}
const pointsIn = async (code: string) =>
  Object.fromEntries(
    (await reportOf(code)).results.map(({ criterion, verified }) => [criterion.number, verified]),
  )

test('the commune: every criterion of dossiers as counted by hand', async () => {
  const points = await pointsIn(commune)
  // Nine dossiers: 7 early, 1 on the day, 1 late: (14 + 1) / 9.
  assert.equal(points[1], 1.67)
  // Its parts in two dossiers: half an hour before is on the limit (1); one of two steps late is late (0).
  assert.equal(points[2], 0.5)
  // Nine answers: 7 with 2, 1 with 1, 1 with 0: 15/9, for both questions.
  assert.deepEqual([points[3], points[4]], [1.67, 1.67])
  // Attitude: 5 early + 1 refuted = 6·2, 1 on the day, 1 late, 1 complaint: 13/9.
  assert.equal(points[7], 1.44)
  assert.deepEqual([points[5], points[6], points[8]], [null, null, null])
})

test('another agency that takes part is judged by its own limit; one without a limit is not', async () => {
  // Three hours before, and half an hour before: (2 + 1) / 2.
  assert.equal((await pointsIn('Z99.11'))[2], 1.5)
  assert.equal((await pointsIn('Z99.12'))[2], null)
  assert.equal((await pointsIn('Z99.11'))[1], null, 'it decided nothing itself')
})

test('what a division does is its department’s, not the province’s, and each quarter is its own', async () => {
  assert.equal((await pointsIn('Z99.02'))[1], 2)
  assert.equal((await pointsIn('Z99'))[1], null)
  const [two, one, none] = (await reportOf('Z99.02')).results[0]?.spread ?? []
  assert.deepEqual([two, one, none], [1, 0, 0])
})

test('criterion 9: the platform counts what is online, and an online dossier that is late at any time of the period', async () => {
  const nineOf = async (code: string) => {
    const found = (await reportOf(code)).results.find(({ criterion }) => criterion.number === '9')
    return [found?.counted?.online, found?.counted?.late, found?.verified]
  }
  // Five of nine.
  assert.deepEqual(await nineOf(commune), [55.56, 0, 2])
  assert.deepEqual(await nineOf('Z99.11.03'), [100, 1, 0])
  assert.deepEqual(await nineOf('Z99.12.02'), [100, 1, 0], 'late since the year before')
  assert.deepEqual(await nineOf('Z99.13'), [100, 0, 2], 'late and ended before')
  assert.deepEqual(await nineOf('Z99.03'), [null, 0, null], 'no dossier came up')
})

test('what the index of Decision 766 reads: unhappy are those who say so, and complaints that hold', async () => {
  const { rows } = await inTransaction(context, (tx) =>
    sql<{ measure: string; sum: number }>`
      select measure, sum(value)::int as sum from satisfaction_answer_marks v join units u on u.id = v.unit_id
      where u.code = ${commune} group by 1 order by 1`.execute(tx),
  )
  assert.deepEqual(Object.fromEntries(rows.map(({ measure, sum }) => [measure, sum])), {
    'dossiers.pointsAgencies': 15,
    'dossiers.pointsAttitude': 13,
    'dossiers.pointsContacts': 15,
    'dossiers.rated': 9,
    'dossiers.ratedHappy': 7,
    'dossiers.ratedUnhappy': 2,
  })
})

test('people, names and opinions are counted beside the points', async () => {
  const { rated, opinions, verified } = await reportOf(commune)
  assert.deepEqual([rated.count, rated.anonymous, rated.complaints, rated.refuted], [9, 2, 1, 1])
  const said = opinions.find(({ criterion }) => criterion.number === '11')?.said
  assert.deepEqual(said, { very: 7, satisfied: 1, dissatisfied: 1 })
  // 1.67 + 0.5 + 1.67 + 1.67 + 1.44, and criterion 9, which the platform counts.
  const nine = (await pointsIn(commune))[9]
  assert.ok(nine !== undefined)
  assert.equal(verified?.points, Math.round((6.95 + (nine ?? 0)) * 100) / 100)
})

test('of few people nothing is told to everyone, nor a sum that would tell it', async () => {
  const report = await reportOf(commune)
  const { set } = await reportsOf()
  // 8 of 9 are satisfied.
  assert.deepEqual([rowOf(report, 5).state, rowOf(report, 5).share], ['told', 88.9])
  assert.deepEqual([rowOf(report, 10).state, rowOf(report, 10).share], ['few', null])
  const [first] = report.results
  assert.ok(first)
  assert.equal(pointsTold(report, first.criterion, 10), 'few')
  assert.equal(pointsTold(report, first.criterion, 9), 1.67)
  const attitude = answeredIn({ set }, report).find(({ criterion }) => criterion.number === '7')
  assert.deepEqual(
    attitude?.answers.map((one) => one.count),
    [8, 1],
    'the false complaint is none',
  )
  assert.equal(rowOf(await reportOf('Z99.12.02'), 5).state, 'none')
})

async function clerkOf(code: string) {
  const { rows } = await inTransaction(context, (tx) =>
    sql<{ id: string; path: string }>`
      select id, path::text as path from units where code = ${code} order by valid_from desc limit 1`.execute(
      tx,
    ),
  )
  const [unit] = rows
  assert.ok(unit)
  return platform.as(
    officer({ unitId: unit.id, unitCode: code, unitReach: unit.path }),
    '2026-04-20T09:00+07:00',
  )
}

test('BM01 names nobody who wants no name: their dossiers stand as if they were not rated', async () => {
  const asked = { unitCode: undefined, period: quarter, page: 1 } as const
  const { rows, unnamed, total } = await openDossierReport(await clerkOf(commune), asked, lists)
  assert.equal(total, 9)
  assert.equal(rows.filter(({ rating }) => rating).length, 7)
  assert.equal(unnamed, undefined, 'two would be told of two')
  const late = rows.find(({ endedOn }) => endedOn === '2026-03-10')
  assert.deepEqual(late?.steps.map(({ points }) => points).toSorted(), [0, 1])
})

test('an officer sees the own agency and those in reach, and no other', async () => {
  const own = await clerkOf(commune)
  const view = await openOfficeReport(own, { unitCode: undefined, period: quarter }, lists)
  assert.deepEqual([view.own.unit.code, view.units.length], [commune, 1])
  for (const unitCode of ['Z99.12.01', 'Z99.77', 'Z99.02.01'])
    await assert.rejects(openOfficeReport(own, { unitCode, period: quarter }, lists), {
      code: 'satisfaction.unknownUnit',
    })
})

test('only quarters and years that have begun are judged, by the criteria of their time', async () => {
  for (const text of ['month:2026-03-01', 'quarter:2026-07-01', 'x'])
    assert.throws(() => wantedPeriod(context, text), { code: 'satisfaction.unknownPeriod' })
  assert.equal(wantedPeriod(context, undefined).from, '2026-04-01')
  await assert.rejects(openReports(context, wantedPeriod(context, 'year:2018-01-01'), lists), {
    code: 'satisfaction.noSet',
  })
})
