import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer, savePerson } from '#kernel/testing/people.ts'
import { parsePeriod } from '#modules/indicators/api.ts'
import { modules } from '../../../app.ts'
import { rateDossier } from '../asking/commands.ts'
import { ensureInvitation } from '../inviting/commands.ts'
import { openReports } from '../reports/commands.ts'
import { writeReturned } from '../testing/store.ts'
import { listComplaints, openScoring, refuteComplaint, scoreOwn, verifyScore } from './commands.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const now = '2026-04-20T09:00+07:00'
const lists = modules.flatMap(({ measures = [] }) => measures).flatMap((one) => ('list' in one ? [one] : []))
const [quarter, running] = [parsePeriod('quarter:2026-01-01'), parsePeriod('quarter:2026-04-01')]
assert.ok(quarter && running)
const commune = 'Z99.11.01'

/** Somebody at a unit, with its parts and what is below it in reach. */
async function at(code: string): Promise<Context> {
  const { rows } = await read(platform.as({ kind: 'system' }, now), (tx) =>
    sql<{ id: string; path: string }>`
      select id, path::text as path from units where code = ${code} order by valid_from desc limit 1`.execute(
      tx,
    ),
  )
  const [unit] = rows
  assert.ok(unit)
  const who = officer({ unitId: unit.id, unitCode: code, unitReach: `${unit.path}.*` })
  await savePerson(platform, who)
  return platform.as(who, now)
}
const typed = (number: string, figures: Record<string, string>, ground = 'Báo cáo số 12/BC-UBND') => ({
  number,
  ground,
  figure: (key: string) => figures[key] ?? '',
})
const petitions = (inTime: string) => typed('8', { petitions: '1.0', inTime, protracted: '0' })

let chief: Context
let above: Context
before(async () => {
  chief = await at(commune)
  above = await at('Z99.11')
})

const selfOf = async (number: string, context = above) => {
  const { criteria } = await openScoring(context, 'verified', { unitCode: commune, period: quarter }, lists)
  return criteria.find(({ criterion }) => criterion.number === number)
}
const columnsOf = async (number: string) => {
  const { reports } = await openReports(chief, quarter, lists)
  const own = reports.find(({ unit }) => unit.code === commune)
  const result = own?.results.find(({ criterion }) => criterion.number === number)
  return [result?.self, result?.verified]
}

test('points follow from figures; both columns are kept, and what is not scored is missing', async () => {
  assert.deepEqual(await columnsOf('8'), [null, null])
  assert.equal(await scoreOwn(chief, quarter, petitions('10'), lists), 2)
  assert.deepEqual(await columnsOf('8'), [2, null])
  const seen = (await selfOf('8'))?.self?.id ?? ''
  const verify = { ...petitions('9'), unitCode: commune, period: quarter, seen }
  assert.equal(await verifyScore(above, verify, lists), 1)
  assert.deepEqual(await columnsOf('8'), [2, 1])
})

test('it may be scored anew until it was verified, and what it was before is kept', async () => {
  const six = (posted: string) => typed('6', { exact: '1', posted, electronic: '1' })
  assert.equal(await scoreOwn(chief, quarter, six('0'), lists), 1)
  assert.equal(await scoreOwn(chief, quarter, six('1'), lists), 2)
  const { rows } = await read(chief, (tx) =>
    sql<{ points: number; isLive: boolean }>`
      select points, replaced_at is null as "isLive" from satisfaction_scores
      where number = '6' and side = 'self' order by scored_at, points`.execute(tx),
  )
  assert.deepEqual(
    rows.map(({ points, isLive }) => [points, isLive]),
    [
      [1, false],
      [2, true],
    ],
  )
  const seen = (await selfOf('6'))?.self?.id ?? ''
  await verifyScore(above, { ...six('1'), unitCode: commune, period: quarter, seen }, lists)
  await assert.rejects(scoreOwn(chief, quarter, six('1'), lists), { code: 'satisfaction.alreadyVerified' })
})

test('verified is what was looked at, by somebody else', async () => {
  const five = (onSpot: string) => typed('5', { listed: '10', onSpot, due: '8', atDesk: '8' })
  const verify = (seen: string, who = above) =>
    verifyScore(who, { ...five('10'), unitCode: commune, period: quarter, seen }, lists)
  await assert.rejects(verify('x'), { code: 'satisfaction.notScored' })
  await scoreOwn(chief, quarter, five('9'), lists)
  const before = (await selfOf('5'))?.self?.id ?? ''
  await scoreOwn(chief, quarter, five('10'), lists)
  await assert.rejects(verify(before), { code: 'satisfaction.scoredMeanwhile' })
  const seen = (await selfOf('5'))?.self?.id ?? ''
  assert.equal(await verify(seen), 2)
  assert.equal(await verify(seen, await at('Z99')), 2, 'and anew by whoever is above')
})

test('only an agency above verifies; one without any above it needs a second person', async () => {
  const open = (context: Context, unitCode: string) =>
    openScoring(context, 'verified', { unitCode, period: quarter }, lists)
  for (const [context, unitCode] of [
    [chief, commune],
    [above, 'Z99.12.01'],
    [above, 'Z99.11'],
    [above, 'Z99.77'],
  ] as const)
    await assert.rejects(open(context, unitCode), { code: 'satisfaction.unknownUnit' }, unitCode)
  assert.equal(
    (await openScoring(chief, 'verified', { unitCode: undefined, period: quarter }, lists)).unit,
    undefined,
  )
  const [keeper, other] = [await at('Y01.99'), await at('Y01.99')]
  await scoreOwn(keeper, quarter, petitions('10'), lists)
  const { criteria } = await open(keeper, 'Y01.99')
  const seen = criteria.find(({ criterion }) => criterion.number === '8')?.self?.id ?? ''
  const verify = { ...petitions('10'), unitCode: 'Y01.99', period: quarter, seen }
  await assert.rejects(verifyScore(keeper, verify, lists), { code: 'satisfaction.ownScore' })
  assert.equal(await verifyScore(other, verify, lists), 2)
})

test('what is typed must be possible, with a ground, for a period that is over', async () => {
  const score = (what: ReturnType<typeof typed>, period = quarter) => scoreOwn(chief, period, what, lists)
  const refused = (what: ReturnType<typeof typed>, code: string, period = quarter) =>
    assert.rejects(score(what, period), { code: `satisfaction.${code}` })
  const eight = { petitions: '10', inTime: '10', protracted: '0' }
  await refused(petitions('10'), 'periodRuns', running)
  const year = parsePeriod('year:2025-01-01')
  assert.ok(year)
  for (const wrong of ['', '-1', '1,5', 'mười', '9999999'])
    await assert.rejects(scoreOwn(chief, year, typed('8', { ...eight, inTime: wrong }), lists), {
      code: 'satisfaction.notANumber',
    })
  await assert.rejects(scoreOwn(chief, year, typed('8', { ...eight, inTime: '11' }), lists), {
    code: 'satisfaction.partMoreThanWhole',
  })
  await assert.rejects(
    scoreOwn(chief, year, typed('6', { exact: '2', posted: '1', electronic: '1' }), lists),
    {
      code: 'satisfaction.notANumber',
    },
  )
  await assert.rejects(scoreOwn(chief, year, typed('8', eight, ' '), lists), {
    code: 'satisfaction.groundNeeded',
  })
  for (const number of ['9', '1', '77'])
    await assert.rejects(scoreOwn(chief, year, typed(number, eight), lists), {
      code: 'satisfaction.unknownCriterion',
    })
})

test('of two who score at once both are written down and one stands', async () => {
  const second = await at(commune)
  const year = parsePeriod('year:2025-01-01')
  assert.ok(year)
  await Promise.all([
    scoreOwn(chief, year, petitions('10'), lists),
    scoreOwn(second, year, petitions('9'), lists),
  ])
  const { rows } = await read(chief, (tx) =>
    sql<{ all: number; live: number }>`
      select count(*)::int as all, count(*) filter (where replaced_at is null)::int as live from satisfaction_scores
      where number = '8' and from_day = '2025-01-01'`.execute(tx),
  )
  assert.deepEqual(rows, [{ all: 2, live: 1 }])
})

test('a complaint with a name is found false by the level above, once, and its points come back', async () => {
  const code = `${commune}-260302-0001`
  const ids = await inTransaction(chief, async (tx) => {
    const named = await writeReturned(tx, { unit: commune, code })
    const unnamed = await writeReturned(tx, { unit: commune, code: `${commune}-260302-0002` })
    return [named, unnamed]
  })
  const visitor = platform.as({ kind: 'visitor' }, '2026-03-06T09:00+07:00')
  for (const [index, id] of ids.entries()) {
    const { token } = await inTransaction(visitor, (tx) => ensureInvitation(tx, visitor, id))
    await rateDossier(
      visitor,
      { token, isQr: false },
      {
        answers: { 3: 2, 4: 2, 7: 'complaint', 10: 'very', 11: 'satisfied', 12: 'very' },
        comment: 'Nói trống không',
        isAnonymous: index === 1,
      },
    )
  }
  const complaints = await listComplaints(above, running, lists)
  assert.deepEqual(
    complaints.map(({ code: one, comment }) => [one, comment]),
    [[code, 'Nói trống không']],
  )
  assert.deepEqual(await listComplaints(chief, running, lists), [], 'not by the agency itself')
  const refute = (who: Context, one = code, ground = 'Đã xem camera và hỏi hai bên') =>
    refuteComplaint(who, { code: one, ground, period: running }, lists)
  const unknown = { code: 'satisfaction.unknownComplaint' }
  await assert.rejects(refute(chief), unknown)
  await assert.rejects(refute(above, `${commune}-260302-0002`), unknown, 'nobody knows whose it is')
  await assert.rejects(refute(above, code, ' '), { code: 'satisfaction.groundNeeded' })
  assert.deepEqual(await columnsOf('7'), [0, 0])
  await refute(above)
  // One early without a complaint that holds, one with: (2 + 0) / 2.
  assert.deepEqual(await columnsOf('7'), [1, 1])
  await assert.rejects(refute(above), unknown)
})
