import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import { receiveFile } from '#kernel/files.ts'
import type { Officer } from '#kernel/policy.ts'
import { officer, service } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { acceptDossier, forwardDossier, handBackDossier } from '#modules/dossiers/handling/commands.ts'
import * as stage from '#modules/dossiers/testing/commands.ts'
import { importLog } from '#modules/history/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import { type AskedFigures, findCauses, findLatest } from './commands.ts'
import { noticeDeviations } from './deviations/commands.ts'
import type { SheetName } from './figures/domain.ts'
import { sheetFile } from './figures/writing/domain.ts'
import { inventLog } from './invented/domain.ts'
import { publishedCauses } from './published/domain.ts'
import { chanceFrom } from './testing/domain.ts'

const { platform, kitePermit, department } = stage
const later = '2026-06-01T09:00+07:00'
/** An officer of this unit who may look; demo shows nothing about fewer than four. */
const viewer = (unit: Pick<Officer, 'unitId' | 'unitCode'>, at = later) =>
  platform.as(officer({ ...unit, permissions: new Set(['mining.view'] as const) }), at)

const units = new Map<string, string>()
const unit = (code: string) => ({ unitId: units.get(code) ?? '', unitCode: code })
let source = ''
/** Cases that the log holds. */
let brought = 0

test('the log of an older system is brought in', async () => {
  const { rows } = await read(stage.system(), (tx) =>
    sql<{ id: string; code: string }>`select id, code from units where valid_to is null`.execute(tx),
  )
  for (const { id, code } of rows) units.set(code, id)
  source = await bringIn(stage.system(later))
  assert.ok(source)
})

const bringIn = async (context: ReturnType<typeof stage.system>) => {
  const { steps } = await read(context, (tx) => getProcedure(tx, kitePermit, context.today))
  const text = inventLog({
    steps,
    calendar: context.calendar,
    cases: 60,
    from: new Date('2026-01-05T01:00Z'),
    until: new Date('2026-05-01T01:00Z'),
    changed: new Date('2026-03-01T01:00Z'),
    chance: chanceFrom(11),
    unitOf: (step) => step.unit ?? department,
  })
  brought = new Set(text.split('\n').flatMap((line) => /CU-\d+/.exec(line)?.[0] ?? [])).size
  const incoming = { name: 'log.csv', content: Readable.from([Buffer.from(text)]) }
  const file = await receiveFile(platform.files, incoming, 10, 'anything')
  return importLog(context, {
    file,
    procedure: kitePermit,
    source: 'cũ',
    unitCode: department,
    replaces: false,
  })
}

const causes = async (asked: AskedFigures, of = viewer(unit(department))) => {
  const { counted } = await findCauses(of, asked)
  assert.ok(counted)
  return counted
}
const column = (counted: Awaited<ReturnType<typeof causes>>, sheet: SheetName, key: string) => {
  const { columns, rows } = counted.sheets[sheet]
  const at = columns.findIndex((one) => one.key === key)
  return rows.map((row) => row[at])
}

test('an imported log is mined like any other: flow, variants, waiting, hand-overs, delay', async () => {
  const counted = await causes({ source })
  assert.equal(counted.facts.cases, brought)
  assert.equal(counted.read.procedure.code, kitePermit)
  const { nodes, edges } = counted.flow
  for (const { activity, events, starts } of nodes) {
    const into = edges.filter(({ to }) => to === activity).reduce((sum, { count }) => sum + count, 0)
    assert.equal(into + starts, events)
  }
  // The log says when work was begun; of the first step that is when the case begins.
  const known = new Map(
    column(counted, 'steps', 'step').map((step, at) => [step, column(counted, 'steps', 'knownShare')[at]]),
  )
  assert.equal(known.get('Thẩm định dây và khung diều'), 1)
  assert.equal(known.get('Tiếp nhận, đo gió'), 0)
  assert.ok(column(counted, 'unitHandOvers', 'to').includes('Hải đăng'))
  const days = column(counted, 'bottlenecks', 'days').map(Number)
  assert.deepEqual(
    days,
    days.toSorted((a, b) => b - a),
  )
  assert.equal(column(counted, 'bottlenecks', 'step')[0], 'Thẩm định dây và khung diều')
  assert.ok((counted.facts.lateShare ?? 0) > 0)
})

test('before and after a day: the step that was mended made cases faster', async () => {
  const { comparison } = await causes({ source, split: '2026-03-01' as never })
  assert.ok(comparison?.difference && comparison.difference.high < 0, JSON.stringify(comparison))
  const early = await causes({ source, split: '2026-01-07' as never })
  assert.equal(early.comparison?.difference, undefined)
})

test('nothing is told of fewer cases than the pack says, neither on the page nor in a file nor to a system', async () => {
  const counted = await causes({ source })
  for (const [name, sheet] of Object.entries(counted.sheets)) {
    const at = sheet.columns.findIndex(({ key }) => key === 'cases' || key === 'lateCases')
    for (const row of sheet.rows) {
      const cases = row[at]
      if (typeof cases === 'number') assert.ok(cases === 0 || cases >= 4, `${name}: ${row.join()}`)
      else if (cases !== null)
        for (const [place, value] of row.entries())
          assert.ok(
            typeof value !== 'number' || value === 0,
            `${name}, ${sheet.columns[place]?.key}: ${value}`,
          )
    }
  }
  const few = column(counted, 'rework', 'cases').concat(column(counted, 'variants', 'cases'))
  assert.ok(few.length > 2)
  assert.match(sheetFile(counted.sheets.transitions, 'vi'), /dưới 4/)
  const { facts, tables } = publishedCauses(kitePermit, counted)
  assert.equal(facts.cases, brought)
  assert.match(JSON.stringify(tables), /"<4"/)
  const none = await causes({ source, from: '2026-01-05' as never, until: '2026-01-07' as never })
  assert.deepEqual(none.facts.cases, { below: 4 })
})

test('an officer counts what units at or below the own one took part in; a token the same', async () => {
  const at = (code: string) => findCauses(viewer(unit(code)), { source })
  assert.equal((await at('Z99')).counted?.facts.cases, brought)
  await assert.rejects(at('Z99.12.02'), { code: 'mining.unknownSource' })
  const lighthouse = (await at('Y01.99')).counted?.facts.cases
  assert.ok(
    typeof lighthouse === 'number' && lighthouse < brought,
    'only cases in which the lighthouse was asked',
  )
  const token = service(['causes.read'], { unitId: unit(department).unitId })
  assert.equal((await findCauses(platform.as(token, later), { source })).counted?.facts.cases, brought)
  await assert.rejects(findCauses(platform.as(service(['causes.read']), later), { source }), {
    code: 'kernel.notAllowed',
  })
})

test('a live case that goes round is written down at once, once, and only its units see it', async () => {
  const code = await stage.submitted(kitePermit, {
    kites: [{ name: 'Diều quạ', lengthMetres: 2.5, hasFlute: false }],
    largestKiteVnd: 500_000,
  })
  const clerk = stage.as('desk-clerk')
  await acceptDossier(clerk, await stage.seen(code))
  const head = stage.as('division-head', '2026-03-02T09:00+07:00')
  const { personId } = stage.who('officer')
  await forwardDossier(head, { ...(await stage.seen(code)), nextHolder: personId })
  const appraiser = stage.as('officer', '2026-03-02T10:00+07:00')
  await catchUp(stage.system(), noticeDeviations)
  const shown = (of: string) => findLatest(viewer(unit(of)), kitePermit)
  assert.deepEqual(await shown(department), [])
  await handBackDossier(appraiser, { ...(await stage.seen(code)), reason: 'Nhầm người' })
  await catchUp(stage.system(), noticeDeviations)
  const [found, ...others] = await shown(department)
  assert.deepEqual(others, [])
  assert.deepEqual(
    [found?.code, found?.kind, found?.stepKey, found?.place],
    [code, 'repeated', 'phan-cong', 4],
  )
  assert.equal(found?.foundAt.toISOString(), '2026-03-02T03:00:00.000Z')
  // Going on tells of what comes after, and of nothing twice.
  const again = stage.as('division-head', '2026-03-02T11:00+07:00')
  await forwardDossier(again, { ...(await stage.seen(code)), nextHolder: personId })
  await catchUp(stage.system(), noticeDeviations)
  assert.deepEqual(
    (await shown('Z99')).map(({ stepKey, place }) => [stepKey, place]),
    [
      ['tham-dinh', 5],
      ['phan-cong', 4],
    ],
  )
  assert.deepEqual(await shown('Z99.11'), [])
})

test('live cases are counted without imported ones; what was given to a person at once has no moment of taking', async () => {
  const counted = await causes({ procedure: kitePermit })
  assert.deepEqual(counted.facts.cases, { below: 4 })
  const [one] = counted.read.log
  assert.equal(counted.read.log.length, 1)
  const taken = one?.steps.find(({ activity }) => activity === 'phan-cong')
  assert.ok(taken && taken.takenAt === null)
})
