/**
 * A small invented province, with every edge rule of the index, counted by hand. The groups say how many dossiers there
 * are of a kind; each expected figure is worked out in the comment beside it.
 */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inTransaction, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer, savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { modules } from '../../../app.ts'
import { isList, isMarks } from '../domain.ts'
import { saveEntry } from '../entries/store.ts'
import type { UnitAt } from '../figures/domain.ts'
import { allUnits } from '../figures/store.ts'
import { foldingOver } from '../folding/commands.ts'
import { parsePeriod } from '../periods/domain.ts'
import { at, commune, elsewhere, inCommune } from '../testing/domain.ts'
import { writeFile, writeGroup } from '../testing/store.ts'
import { openBoard, openUnit } from './commands.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const context = platform.as({ kind: 'system' }, '2026-04-20T09:00+07:00')
const sources = modules.flatMap(({ measures = [] }) => measures)
const folding = foldingOver(sources.filter(isMarks))
const lists = sources.filter(isList)
const march = parsePeriod('month:2026-03-01')
assert.ok(march)

let byCode: ReadonlyMap<string, UnitAt>

before(async () => {
  const clerk = officer()
  await savePerson(platform, clerk)
  await inTransaction(context, async (tx) => {
    const units = await allUnits(tx)
    // The ended unit of a code that came back is the one that was there in June 2025.
    byCode = new Map(
      units.toSorted((a, b) => (a.validFrom > b.validFrom ? -1 : 1)).map((unit) => [unit.code, unit]),
    )
    const file = await writeFile(tx)
    for (const group of [...inCommune, ...elsewhere]) await writeGroup(tx, group, idOf(group.unit), file)
    // One declaration of three procedures is one dossier.
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
    const enter = (unit: string, measure: string, value: number, from = '2026-03-01', to = '2026-03-31') =>
      saveEntry(tx, {
        measure,
        value,
        unitId: idOf(unit),
        from: from as CalendarDate,
        to: to as CalendarDate,
        source: 'Báo cáo số 1',
        by: clerk.personId,
        at: context.now,
      })
    await enter('Z99', 'publication.published', 20)
    await enter('Z99', 'publication.publishedOnTime', 15)
    await enter('Z99', 'publication.madePublic', 20)
    await enter('Z99', 'publication.madePublicOnTime', 20)
    await enter('Z99', 'certification.due', 10)
    await enter('Z99', 'certification.withElectronicCopies', 4)
    await enter(commune.unit, 'petitions.received', 9)
    await enter(commune.unit, 'petitions.due', 8)
    await enter(commune.unit, 'petitions.answeredInTime', 6)
    await enter(commune.unit, 'petitions.answered', 8)
    await enter(commune.unit, 'petitions.disliked', 1)
    await enter('Z99.11.03', 'petitions.due', 2)
    await enter('Z99.11.03', 'petitions.answeredInTime', 2)
  })
  await catchUp(context, folding.fold)
})

const idOf = (code: string): string => {
  const unit = byCode.get(code)
  assert.ok(unit, code)
  return unit.id
}

/** Value and points of every indicator, as the page shows them. */
async function figuresOf(unit: string, period = march) {
  assert.ok(period)
  const { own } = await openUnit(context, unit, period, lists)
  return Object.fromEntries(
    own.score.figures.map(({ indicator, value, points, state }) => [
      indicator.code,
      state === 'known' ? (points === null ? [value] : [value, points]) : state,
    ]),
  )
}

test('the commune: every indicator as counted by hand', async () => {
  assert.deepEqual(await figuresOf('Z99.11.01'), {
    // 9.000001 and 9.000101 name their agency; 6 procedures of the level: 2/6.
    '1.3': [33.33, 0.67],
    // 50/171, of 6 points.
    '1.4': [29.24, 1.75],
    // (150 - 21 + 31 - 8) / (150 + 31) = 152/181, of 20.
    '2.1': [83.98, 16.8],
    // (100·72 + 20·176 + 5·(176 + 1/60) + 10·480 + 6·336 + 8·120 + 24) / 150 hours.
    '2.2': [129.33],
    // 5 of 6 procedures have the online channel; 1 of the 5 was used; 112 of 171 dossiers were filed online.
    '3.1': [83.33],
    '3.2': [20],
    '3.3': [65.5],
    // 100/171: the 12 of the last days fetch their result at the desk. Of 12 points.
    '3.4': [58.48, 7.02],
    // Both procedures with a fee are online; one of the two had a payment; 10 of 25 dossiers, a voided one is none.
    '3.5': [100, 2],
    '3.5b': [50, 1],
    '3.6': [40, 2.4],
    // 90/142 with an outcome (withdrawn ones have none), of 6; 60/142, of 4 with 80 % as the mark.
    '4.1': [63.38, 3.8],
    '4.2': [42.25, 2.11],
    // (30 digitised + 10 reused) / 171, of 2 with 80 % as the mark.
    '4.3': [23.39, 0.58],
    '4.4': [31.69, 1.27],
    // 1 of the 3 procedures that had dossiers; 17/171.
    '4.5a': [33.33, 0.67],
    '4.5b': [9.94, 0.2],
    // The province entered it for the whole only.
    '4.6': 'missing',
    // Of elsewhere: the platform itself had none.
    '5.1': [9],
    '5.1a': [0],
    '5.1b': [0],
    '5.2': [75, 4.5],
    '5.3': [87.5, 5.25],
    // (181 - 29 late - 4 unhappy) / 181 = 148/181, of 6 with 90 % as the mark.
    '5.4': [81.77, 5.45],
  })
})

test('the sum, what of it could be known, and its label', async () => {
  assert.ok(march)
  const { own } = await openUnit(context, 'Z99.11.01', march, lists)
  assert.equal(own.score.points, 55.47)
  assert.equal(own.score.known, 88)
  assert.equal(own.score.label?.name.vi, 'Trung bình')
})

test('nothing came up is not nought, and what nobody entered is missing', async () => {
  const figures = await figuresOf('Z99.12.01')
  assert.equal(figures['2.1'], 'nothing')
  assert.equal(figures['3.6'], 'nothing')
  assert.equal(figures['4.6'], 'missing')
  // The platform counts petitions itself: without any, and without those of elsewhere, there is nothing to rate.
  assert.equal(figures['5.2'], 'nothing')
  assert.deepEqual(figures['3.2'], [0])
  const before = parsePeriod('month:2020-01-01')
  assert.ok(before)
  await assert.rejects(openBoard(context, before, lists), { code: 'indicators.unknownSet' })
})

test('a district is the sum of what stands under it, a merged commune under the district of its time', async () => {
  const figures = await figuresOf('Z99.11')
  // (152 + 0) / (181 + 3).
  assert.deepEqual(figures['2.1'], [82.61, 16.52])
  // (6 + 2) / (8 + 2).
  assert.deepEqual(figures['5.2'], [80, 4.8])
  const june = parsePeriod('month:2025-06-01')
  assert.deepEqual((await figuresOf('Z99.11', june))['2.1'], [100, 20])
})

test('the province counts each dossier once, and the same procedure at two levels once', async () => {
  const figures = await figuresOf('Z99')
  // (152 + 5 + 0) / (181 + 5 + 3) = 157/189.
  assert.deepEqual(figures['2.1'], [83.07, 16.61])
  assert.deepEqual(figures['1.1'], [75, 4.5])
  assert.deepEqual(figures['1.2'], [100, 4])
  // 9.000001, 9.000101 and 9.000201 name their agency, 9.000004 has a channel without a limit that can be read: 4 of 8.
  assert.deepEqual(figures['1.3'], [50, 1])
  assert.deepEqual(figures['4.6'], [40, 0.8])
})

test('the rules of a period are those of its version: points for 3.1 to 3.3 until 2025', async () => {
  const june = parsePeriod('month:2025-06-01')
  const figures = await figuresOf('Z99.11', june)
  assert.equal(figures['3.4'], undefined)
  assert.deepEqual(figures['3.3'], [0, 0])
})

test('like is ranked with like; few cases leave the place open', async () => {
  assert.ok(march)
  const { scored } = await openBoard(context, march, lists)
  const communes = scored.filter(({ level }) => level === 'commune')
  const of = (code: string) => communes.find(({ unit }) => unit.code === code)
  const best = of('Z99.11.01')?.rank
  assert.ok(best && best.place >= 1 && best.best <= best.place && best.place <= best.worst)
  assert.equal(best.of, communes.filter(({ score }) => score.share !== null).length)
})

test('counted twice, from nothing, or compared: the same sums', async () => {
  const before = await figuresOf('Z99')
  const run = await folding.compare(context)
  assert.deepEqual([run.differing, run.sumsDiffering], [0, 0])
  assert.ok(run.subjects > 200)
  await folding.rebuild(context)
  assert.deepEqual(await figuresOf('Z99'), before)
  const again = await folding.compare(platform.as({ kind: 'system' }, '2026-04-21T09:00+07:00'))
  assert.deepEqual([again.differing, again.sumsDiffering], [0, 0])
})

test('what no event told is found by the comparison, told and mended', async () => {
  const before = await figuresOf('Z99')
  await inTransaction(context, async (tx) => {
    await sql`update indicator_days set value = value + 3 where ctid in (select ctid from indicator_days limit 1)`.execute(
      tx,
    )
    await sql`delete from indicator_marks where ctid in (select ctid from indicator_marks limit 5)`.execute(
      tx,
    )
  })
  const run = await folding.compare(platform.as({ kind: 'system' }, '2026-04-22T09:00+07:00'))
  assert.ok(run.differing > 0 && run.sumsDiffering > 0)
  assert.deepEqual(await figuresOf('Z99'), before)
  assert.ok((await platform.eventNames()).includes('indicators.differencesFound'))
})
