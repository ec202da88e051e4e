/** The scoreboard of heads over the small province of `testing/domain.ts`: plan, drag, the very dossiers, and who may see them. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inTransaction } from '#kernel/db.ts'
import type { Officer, Permission } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer, savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { modules } from '../../../app.ts'
import { isMarks } from '../domain.ts'
import type { UnitAt } from '../figures/domain.ts'
import { allUnits } from '../figures/store.ts'
import { foldingOver } from '../folding/commands.ts'
import { parsePeriod } from '../periods/domain.ts'
import { openTargets, saveTargets } from '../targets/commands.ts'
import { elsewhere, inCommune } from '../testing/domain.ts'
import { writeFile, writeGroup } from '../testing/store.ts'
import { openPart, openScoreboard } from './commands.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const now = '2026-04-20T09:00+07:00'
const system = platform.as({ kind: 'system' }, now)
const sources = modules.flatMap(({ measures = [] }) => measures)
const folding = foldingOver(sources.filter(isMarks))
const march = parsePeriod('month:2026-03-01') ?? assert.fail()
const year = parsePeriod('year:2026-03-01') ?? assert.fail()

let units: readonly UnitAt[]
const unitOf = (code: string) =>
  units.find((one) => one.code === code && one.validFrom < '2025') ?? assert.fail(code)

/** At this agency, reaching what is below as well where told. */
async function at(code: string, permissions: readonly Permission[] = ['indicators.view'], isWide = false) {
  const unit = unitOf(code)
  const person: Officer = officer({
    unitId: unit.id,
    unitCode: code,
    unitReach: isWide ? `${unit.path}.*` : unit.path,
    permissions: new Set(permissions),
  })
  await savePerson(platform, person)
  return platform.as(person, now)
}

before(async () => {
  await savePerson(platform, officer())
  await inTransaction(system, async (tx) => {
    units = await allUnits(tx)
    const file = await writeFile(tx)
    for (const group of [...inCommune, ...elsewhere]) await writeGroup(tx, group, unitOf(group.unit).id, file)
  })
  await catchUp(system, folding.fold)
})

test('a head sees the own agency and those below; nobody else’s', async () => {
  const district = await at('Z99.11')
  const { board, wards, hasRows } = await openScoreboard(
    district,
    { unitCode: undefined, period: march },
    sources,
  )
  assert.equal(board.own.unit.code, 'Z99.11')
  assert.ok(hasRows && wards.some(({ code }) => code === 'Z99.11.01'))
  const below = await openScoreboard(district, { unitCode: 'Z99.11.01', period: march }, sources)
  assert.equal(below.hasRows, false)
  for (const unitCode of ['Z99', 'Z99.12.01', 'Z99.77'])
    await assert.rejects(openScoreboard(district, { unitCode, period: march }, sources), {
      code: 'indicators.unknownUnit',
    })
  // A part of a department is not scored by itself: its head sees the department.
  const division = await at('Z99.02.01')
  const own = await openScoreboard(division, { unitCode: undefined, period: march }, sources)
  assert.equal(own.board.own.unit.code, 'Z99.02')
})

test('a plan for the year of the province holds for the months of a commune, until it has its own', async () => {
  const planner = await at('Z99', ['indicators.enter'], true)
  const save = (
    unitCode: string,
    period: typeof march,
    typed: Readonly<Record<string, string>>,
    source = 'Kế hoạch số 1',
  ) => saveTargets(planner, { unitCode, period }, { source, wholeName: 'Điểm' }, (code) => typed[code] ?? '')
  assert.equal(await save('Z99', year, { '2.1': '95,5', '': '85' }), 2)
  assert.equal(await save('Z99', year, { '2.1': '95.5' }), 0)
  const head = await at('Z99.11.01')
  const open = () => openScoreboard(head, { unitCode: undefined, period: march }, sources)
  const goalIn = (view: Awaited<ReturnType<typeof open>>) =>
    view.lines.find(({ figure }) => figure.indicator.code === '2.1')?.goal
  const first = await open()
  assert.deepEqual([goalIn(first)?.value, goalIn(first)?.of?.code, first.goal?.value], [95.5, 'Z99', 85])
  assert.equal(await save('Z99.11.01', march, { '2.1': '90' }, 'Kế hoạch của phường'), 1)
  const second = await open()
  assert.deepEqual([goalIn(second)?.value, goalIn(second)?.source], [90, 'Kế hoạch của phường'])
  assert.equal(
    (await openTargets(planner, { unitCode: 'Z99.11.01', period: march })).goals.get('')?.value,
    85,
  )
  const refused = (typed: Readonly<Record<string, string>>, code: string, source?: string) =>
    assert.rejects(save('Z99', march, typed, source), { code: `indicators.${code}` })
  await refused({}, 'noTarget')
  await refused({ '2.1': '101' }, 'notATarget')
  await refused({ '2.1': 'chín' }, 'notATarget')
  await refused({ '2.1': '90' }, 'noPlan', ' ')
})

test('who drags the province down, and what is missing by name', async () => {
  const view = await openScoreboard(await at('Z99'), { unitCode: undefined, period: march }, sources)
  const of = (code: string) => view.drags.find(({ scored }) => scored.unit.code === code)?.points ?? 0
  assert.ok(of('Z99.11.01') > of('Z99.11.03') && of('Z99.11.03') > 0)
  assert.ok(Math.abs(of('Z99.11') - of('Z99.11.01') - of('Z99.11.03')) < 0.01)
  assert.deepEqual(view.missing.find(({ indicator }) => indicator.code === '4.6')?.measures.length, 2)
})

test('the dossiers that cost points are just those, where the post reaches', async () => {
  const head = await at('Z99.11.01')
  const open = (context: typeof head, part: 'thieu' | 'dat' | 'tat-ca', indicator = '2.1') =>
    openPart(context, { unitCode: 'Z99.11.01', indicator, part, period: march, page: 1 }, sources)
  // 5 a minute late, 10 carried over, 6 asked twice; open: 3 + 2 past, 2 late when they began to wait, 1 asked twice.
  assert.equal((await open(head, 'thieu')).total, 29)
  assert.equal((await open(head, 'tat-ca')).total, 180)
  assert.equal((await open(head, 'dat')).total, 151)
  assert.equal((await open(head, 'thieu', '3.3')).total, 58)
  await assert.rejects(open(head, 'thieu', '1.3'), { code: 'indicators.unknownIndicator' })
  await assert.rejects(open(head, 'thieu', '5.2'), { code: 'indicators.unknownIndicator' })
  await assert.rejects(open(await at('Z99.11'), 'thieu'), { code: 'indicators.unknownUnit' })
  assert.equal((await open(await at('Z99.11', ['indicators.view'], true), 'thieu')).total, 29)
})

test('whoever stands in for a head sees what the head sees', async () => {
  const head = await at('Z99.11.01')
  assert.equal(head.actor.kind, 'officer')
  if (head.actor.kind !== 'officer') return
  const { kind: _, represents: __, inPlaceOf: ___, ...absent } = head.actor
  const away = { ...absent, absenceId: 'x', procedures: null, signing: null }
  const colleague = officer({ unitId: unitOf('Z99.12.01').id, permissions: new Set(), represents: [away] })
  const context = platform.as(colleague, now)
  const { board, hasRows } = await openScoreboard(context, { unitCode: undefined, period: march }, sources)
  assert.deepEqual([board.own.unit.code, hasRows], ['Z99.11.01', true])
})
