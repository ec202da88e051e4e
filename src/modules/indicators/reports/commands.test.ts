/** Forms of Circular 01/2020, counted by hand over the small province of `testing/domain.ts`; each figure is worked out beside it. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inTransaction } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer, savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { modules } from '../../../app.ts'
import { isMarks } from '../domain.ts'
import type { UnitAt } from '../figures/domain.ts'
import { allUnits } from '../figures/store.ts'
import { foldingOver } from '../folding/commands.ts'
import { type Period, parsePeriod } from '../periods/domain.ts'
import { nameReasons, openReasons } from '../reasons/commands.ts'
import { at, commune, elsewhere, inCommune } from '../testing/domain.ts'
import { writeFile, writeGroup } from '../testing/store.ts'
import { openCell, openReport, wantedReportPeriod } from './commands.ts'
import { totalKey } from './domain.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const system = platform.as({ kind: 'system' }, '2026-04-20T09:00+07:00')
const folding = foldingOver(modules.flatMap(({ measures = [] }) => measures).filter(isMarks))
const named = (text: string): Period => parsePeriod(text) ?? assert.fail(text)
const march = named('month:2026-03-01')

let units: readonly UnitAt[]
const people = new Map<string, Officer>()

/** Somebody of this agency who may look at figures, there and, where told, below. */
async function viewer(code: string, isWide = true): Promise<Officer> {
  const key = `${code} ${isWide}`
  const known = people.get(key)
  if (known) return known
  const unit = units.find((one) => one.code === code && one.validTo === null) ?? assert.fail(code)
  const person = officer({
    unitId: unit.id,
    unitCode: code,
    unitReach: isWide ? `${unit.path}.*` : unit.path,
    permissions: new Set(['indicators.view', 'indicators.explain']),
  })
  await savePerson(platform, person)
  people.set(key, person)
  return person
}

before(async () => {
  // Who took back a payment.
  await savePerson(platform, officer())
  await inTransaction(system, async (tx) => {
    units = await allUnits(tx)
    const idOf = (code: string) =>
      units.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).find((unit) => unit.code === code)?.id ??
      assert.fail(code)
    const file = await writeFile(tx)
    for (const group of [...inCommune, ...elsewhere]) await writeGroup(tx, group, idOf(group.unit), file)
    const head = {
      ...commune,
      channel: 'direct',
      count: 1,
      state: 'done',
      received: at('03-05'),
      due: at('03-10'),
      finished: at('03-06'),
    } as const
    const [family = ''] = await writeGroup(tx, head, idOf(commune.unit), file)
    await writeGroup(tx, { ...head, count: 2, familyOf: family }, idOf(commune.unit), file)
    // Stopped after the day of the appointment, and before it.
    const stopped = { ...head, unit: 'Z99.12.02', state: 'stopped', received: at('03-02'), due: at('03-04') }
    await writeGroup(tx, { ...stopped, count: 3, finished: at('03-09') }, idOf('Z99.12.02'), file)
    await writeGroup(tx, { ...stopped, count: 2, finished: at('03-03') }, idOf('Z99.12.02'), file)
  })
  await catchUp(system, folding.fold)
})

/** Rows by key: total, online, direct, carried | settled, early, on time, late | open, in time, late. */
async function rowsOf(code: string, unitCode: string, period: Period) {
  const context = platform.as(await viewer(unitCode), '2026-04-20T09:00+07:00')
  const { rows } = await openReport(context, { code, unitCode, period })
  return Object.fromEntries(
    rows.filter(({ kind }) => kind !== 'head').map(({ key, values }) => [key, values]),
  )
}

test('a month of the commune, by field, to the last dossier', async () => {
  assert.deepEqual(await rowsOf('ii-06a', 'Z99.11.01', march), {
    // Received: 100 + 12 online; 20 + 5 + 3 + 4 + 2 + 6 + 1 + 8 + 2 + 1 at the desk; 10 carried over.
    // Settled: early 100 + 6 asked twice + 8 withdrawn + 1 family; on the day 20 + 5 a minute after the hour; 10 late.
    // Open: 3 + 2 late; 4 and 2 wait for the applicant, 1 and 12 are not due yet.
    'commune~dieu': [174, 112, 52, 10, 150, 115, 25, 10, 24, 19, 5],
    'commune~bai-bien': [7, 0, 7, 0, 0, 0, 0, 0, 7, 7, 0],
    [totalKey]: [181, 112, 59, 10, 150, 115, 25, 10, 31, 26, 5],
  })
})

test('a report quarter ends on the 14th: what ended after it is open, what was before it is carried over', async () => {
  const quarter = named('reportQuarter:2026-03-01')
  // Received 10 + 11 in February, 100 online and 20 + 5 + 3 + 4 + 2 + 6 + 8 + 2 + 1 in March up to the 14th.
  // Settled: early 11 + 100 + 8 + 1, on the day 25, late 10. Open: 2 are past their day; 3, 4, 2 and 6 are not.
  assert.deepEqual(
    (await rowsOf('ii-06a', 'Z99.11.01', quarter))[totalKey],
    [172, 100, 72, 0, 155, 120, 25, 10, 17, 15, 2],
  )
  const next = named('reportQuarter:2026-04-01')
  // 17 carried over; since the 15th of March 7 by post, 1 and 9 at the desk, 12 online.
  const [total, online, direct, carried] = (await rowsOf('ii-06a', 'Z99.11.01', next))[totalKey] ?? []
  assert.deepEqual([total, online, direct, carried], [46, 12, 7 + 1 + 9, 17])
})

test('waiting after the day had passed: late until it waits, in time from then on', async () => {
  const of = async (day: string) =>
    (await rowsOf('ii-06a', 'Z99.11.01', named(`day:${day}`)))[totalKey]?.at(-1)
  // Due on the 16th, waiting since the 18th: 2; beside them those due on the 10th: 2.
  assert.deepEqual([await of('2026-03-16'), await of('2026-03-17'), await of('2026-03-18')], [2, 4, 2])
})

test('stopped dossiers are in hand and in time, and carried over as such', async () => {
  assert.deepEqual((await rowsOf('ii-06a', 'Z99.12.02', march))[totalKey], [5, 0, 5, 0, 0, 0, 0, 0, 5, 5, 0])
  const april = named('month:2026-04-01')
  assert.deepEqual((await rowsOf('ii-06a', 'Z99.12.02', april))[totalKey], [5, 0, 0, 5, 0, 0, 0, 0, 5, 5, 0])
})

test('the form by agency sums to the form by field; a district shows its communes', async () => {
  const byAgency = await rowsOf('ii-06-agencies', 'Z99.11', march)
  const byField = await rowsOf('ii-06a', 'Z99.11', march)
  assert.deepEqual(byAgency[totalKey], byField[totalKey])
  const idOf = (code: string) => units.find((one) => one.code === code && one.validFrom < '2025')?.id ?? ''
  assert.deepEqual(byAgency[idOf('Z99.11.03')], [3, 0, 3, 0, 3, 0, 0, 3, 0, 0, 0])
  assert.deepEqual(byAgency[idOf('Z99.11')], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  assert.equal(byAgency[totalKey]?.[0], 184)
  const province = await rowsOf('ii-06a', 'Z99', march)
  // The department's five online dossiers are settled at the level of the province.
  assert.deepEqual(province['province~dieu'], [5, 5, 0, 0, 5, 5, 0, 0, 0, 0, 0])
  assert.equal(province[totalKey]?.[0], 184 + 5 + 5)
})

test('what was received is settled or open, in every row', async () => {
  for (const [code, unit] of [
    ['ii-06a', 'Z99'],
    ['ii-06-agencies', 'Z99'],
  ] as const)
    for (const values of Object.values(await rowsOf(code, unit, march))) {
      const [total, online, direct, carried, settled, early, onTime, late, open, inTime, openLate] =
        values.map(Number)
      assert.equal(total, Number(online) + Number(direct) + Number(carried))
      assert.equal(total, Number(settled) + Number(open))
      assert.equal(settled, Number(early) + Number(onTime) + Number(late))
      assert.equal(open, Number(inTime) + Number(openLate))
    }
})

test('each figure opens to just its dossiers', async () => {
  const context = platform.as(await viewer('Z99.11.01', false), '2026-04-20T09:00+07:00')
  const cell = (column: string, row: string) =>
    openCell(context, { code: 'ii-06a', unitCode: 'Z99.11.01', period: march, column, row, page: 1 })
  for (const [column, row, count] of [
    ['open-late', 'commune~dieu', 5],
    ['carried', totalKey, 10],
    ['open', 'commune~bai-bien', 7],
    ['on-time', totalKey, 25],
  ] as const) {
    const { total, rows } = await cell(column, row)
    assert.equal(total, count, column)
    assert.equal(
      rows.reduce((sum, { value }) => sum + value, 0),
      Math.min(count, 50),
    )
  }
  assert.equal((await cell('total', totalKey)).rows.length, 50)
  await assert.rejects(cell('nothing', totalKey), { code: 'indicators.unknownRow' })
  await assert.rejects(cell('open', 'commune~khac'), { code: 'indicators.unknownRow' })
})

test('a head has the forms of the own agency and those below; the dossiers only where the post reaches', async () => {
  const district = platform.as(await viewer('Z99.11', false), '2026-04-20T09:00+07:00')
  const asked = { code: 'ii-06a', period: march, column: 'open-late', row: totalKey, page: 1 }
  assert.equal((await openReport(district, { ...asked, unitCode: 'Z99.11.01' })).hasRows, false)
  await assert.rejects(openCell(district, { ...asked, unitCode: 'Z99.11.01' }), {
    code: 'indicators.unknownUnit',
  })
  for (const unitCode of ['Z99', 'Z99.12.01'])
    await assert.rejects(openReport(district, { ...asked, unitCode }), { code: 'indicators.unknownUnit' })
  await assert.rejects(openReport(district, { ...asked, code: 'ii-99', unitCode: undefined }), {
    code: 'indicators.unknownReport',
  })
  assert.throws(() => wantedReportPeriod(district, 'week:2026-03-01'), { code: 'indicators.unknownPeriod' })
})

test('before anything was known, nothing is nought', async () => {
  const values = (await rowsOf('ii-06a', 'Z99', named('reportYear:2021-05-01')))[totalKey]
  assert.ok(values?.every((value) => value === null))
})

test('reasons are named for late dossiers only, stand in the form, and are replaced without being lost', async () => {
  const context = platform.as(await viewer('Z99.11.01', false), '2026-04-20T09:00+07:00')
  const asked = { unitCode: 'Z99.11.01', period: march }
  const { rows, total, named } = await openReasons(context, asked)
  // Ten that were settled late, five that are open and late.
  assert.deepEqual([rows.length, total, named], [15, 15, 0])
  const [first = '', second = ''] = rows.map(({ code }) => code ?? '')
  const name = (reasons: Readonly<Record<string, string>>, words = '') =>
    nameReasons(context, asked, Object.keys(reasons), (code) => ({ reason: reasons[code] ?? '', words }))
  assert.equal(await name({ [first]: 'officers', [second]: 'consulted' }), 2)
  assert.equal(await name({ [first]: 'officers' }), 0)
  assert.equal(await name({ [first]: 'volume' }, 'Tháng Ba nhiều gió'), 1)
  const refused = (reasons: Readonly<Record<string, string>>, code: string) =>
    assert.rejects(name(reasons), { code: `indicators.${code}` })
  await refused({}, 'noReason')
  await refused({ [first]: 'wind' }, 'unknownReason')
  await refused({ [first]: 'other' }, 'needsWords')
  await refused({ 'Z99-000000-0000': 'volume' }, 'notLate')
  const seen = await openReasons(context, asked)
  assert.equal(seen.named, 2)
  assert.ok(seen.rows.slice(0, 13).every(({ reason }) => reason === null))
  const table = await rowsOf('ii-07', 'Z99.11.01', march)
  assert.deepEqual(
    Object.entries(table).map(([key, [all]]) => [key, all]),
    [
      ['dieu~consulted', 1],
      ['dieu~volume', 1],
      ['dieu~chua-ghi', 13],
      [totalKey, 15],
    ],
  )
  assert.deepEqual(table[totalKey], [15, 10, 5])
  const cell = await openCell(context, {
    ...asked,
    code: 'ii-07',
    column: 'all',
    row: 'dieu~volume',
    page: 1,
  })
  assert.deepEqual(
    cell.rows.map(({ code, words }) => [code, words]),
    [[first, 'Tháng Ba nhiều gió']],
  )
  const names = (await platform.eventNames()).filter((one) => one === 'indicators.lateReasonNamed')
  assert.equal(names.length, 3)
})
