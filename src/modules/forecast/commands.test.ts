import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { acceptDossier, withdrawDossier } from '#modules/dossiers/handling/commands.ts'
import { openPublished } from '#modules/dossiers/published/commands.ts'
import { answerSupplement, requestSupplement } from '#modules/dossiers/supplement/commands.ts'
import * as stage from '#modules/dossiers/testing/commands.ts'
import { decide } from '#modules/dossiers/testing/deciding/commands.ts'
import { openOwn } from '#modules/dossiers/tracking/commands.ts'
import { openBoard, openProcedureBoard, openUnitBoard } from './board/commands.ts'
import { follow } from './courses/commands.ts'
import { saveDurations } from './courses/store.ts'
import { closeForecasts } from './promises/commands.ts'
import { usualTimeAt } from './reading/commands.ts'

/** Form and steps are generated, two working days; the commune decides. */
const procedure = '9.000002'
const limit = { amount: 2, unit: 'workingDay' } as const
const commune = 'Z99.11.01'
const { system, monday } = stage
const at = (text: string) => new Date(`${text}+07:00`)

let unitId = ''
let aboveId = ''
test('a commune and the town above it', async () => {
  const { rows } = await read(system(), (tx) =>
    sql<{
      id: string
      above: string
    }>`select id, parent_id as above from units where code = ${commune}`.execute(tx),
  )
  unitId = rows[0]?.id ?? ''
  aboveId = rows[0]?.above ?? ''
  assert.ok(unitId && aboveId)
})

type Kept = {
  caseId: string
  ran: number
  since: Date | null
  endedAt: Date | null
  isDone: boolean
  load: number | null
}
const durationOf = async (code: string) => {
  const { rows } = await read(system(), (tx) =>
    sql<Kept>`select k.case_id as "caseId", ran_minutes as ran, running_since as since, k.ended_at as "endedAt",
      is_done as "isDone", load from forecast_durations k join cases c on c.id = k.case_id where c.code = ${code}`.execute(
      tx,
    ),
  )
  return rows[0]
}
type Given = {
  low: number
  high: number
  level: string
  scope: string
  method: number
  from: string
  to: string
  closes: string | null
  verdict: string | null
  counted: boolean
}
const forecastOf = async (code: string) => {
  const { rows } = await read(system(), (tx) =>
    sql<Given>`select low_minutes as low, high_minutes as high, level, scope, method, from_on as "from", to_on as "to",
      closes_on as closes, verdict, is_counted as counted from forecasts f join cases c on c.id = f.case_id
      where c.code = ${code}`.execute(tx),
  )
  return rows[0]
}
const clerk = (when: string) => stage.as('desk-clerk', when, commune)
const followed = (when: string) => catchUp(system(when), follow)

/** Received by the commune and seen by whoever follows, a minute later. */
async function accepted(when: string): Promise<string> {
  const code = await stage.submitted(procedure, {}, when)
  await acceptDossier(clerk(when), await stage.seen(code))
  await followed(when)
  return code
}

/** Twenty finished in February, 100 to 2 000 working minutes after each other. */
const history = (place: string, above: string | null) =>
  Array.from({ length: 20 }, (_, index) => ({
    caseId: newId(at('2026-02-02T08:00')),
    unitId: place,
    aboveId: above,
    procedure,
    limit: '2 workingDay',
    importId: null,
    channel: 'online',
    receivedAt: at('2026-02-02T08:00'),
    endedAt: at('2026-02-12T08:00'),
    ran: (index + 1) * 100,
    since: null,
    isDone: true,
    load: null,
  }))

test('without history nothing is said, but the time is kept', async () => {
  const code = await accepted(monday)
  assert.equal(await forecastOf(code), undefined)
  const kept = await durationOf(code)
  assert.deepEqual([kept?.ran, kept?.isDone, kept?.endedAt], [0, false, null])
  assert.equal(kept?.since?.toISOString(), at('2026-03-02T08:00').toISOString())
  const own = await openOwn(stage.platform.as(stage.applicant, monday), code)
  assert.equal(own.forecast, undefined)
  assert.equal(
    await read(system(), (tx) => usualTimeAt(tx, system(), { procedure, limit, unitCode: commune })),
    undefined,
  )
})

test('neighbours lend their history: written down once, with its method, and shown to the applicant', async () => {
  const neighbour = newId(at('2026-02-02T08:00'))
  const sixty = [1, 2, 3].flatMap(() => history(neighbour, aboveId))
  await inTransaction(system(), (tx) => saveDurations(tx, sixty))
  const code = await accepted(monday)
  const given = await forecastOf(code)
  // The 6th and the 55th of sixty; the day in the commune is longer than eight hours from eight.
  assert.deepEqual([given?.low, given?.high, given?.level, given?.method], [200, 1900, 'above', 1])
  assert.equal(given?.scope, `above ${aboveId}`)
  assert.deepEqual([given?.from, given?.to, given?.closes], ['2026-03-02', '2026-03-06', '2026-03-06'])
  const { forecast } = await openOwn(stage.platform.as(stage.applicant, monday), code)
  assert.equal(forecast?.kind, 'days')
  assert.deepEqual(forecast?.kind === 'days' && forecast.days, { from: '2026-03-02', to: '2026-03-06' })
})

test('read twice, the events change nothing', async () => {
  const all = () =>
    read(system(), (tx) =>
      sql`select f.*, k.ran_minutes, k.load from forecasts f join forecast_durations k using (case_id) order by 1`.execute(
        tx,
      ),
    )
  const once = await all()
  await inTransaction(system(), (tx) =>
    sql`delete from event_cursors where reaction = 'forecast.follow'`.execute(tx),
  )
  await followed('2026-03-04T10:00+07:00')
  assert.deepEqual((await all()).rows, once.rows)
  assert.ok(once.rows.length > 0)
})

test('what has passed is taken into account; what was said at first stays told', async () => {
  const code = await accepted(monday)
  const later = '2026-03-04T08:00+07:00'
  const { forecast } = await openOwn(stage.platform.as(stage.applicant, later), code)
  // Two days are over: only the 33 that took longer are compared.
  assert.ok(forecast?.kind === 'days')
  assert.deepEqual(forecast.days, { from: '2026-03-04', to: '2026-03-06' })
  assert.deepEqual([forecast.given?.from, forecast.given?.to], ['2026-03-02', '2026-03-06'])
  const old = await openOwn(stage.platform.as(stage.applicant, '2026-03-16T08:00+07:00'), code)
  assert.equal(old.forecast?.kind, 'outgrown')
})

test('while the applicant is waited for it stands still, and the range moves on with the answer', async () => {
  const code = await accepted(monday)
  const seen = await stage.seen(code)
  const faults = [{ target: 'other' as const, key: 'x', reason: 'Thiếu chữ ký' }]
  const officer = stage.as('officer', '2026-03-03T08:00+07:00', commune)
  await requestSupplement(officer, { ...seen, faults, reason: 'Ký rồi gửi lại' })
  await followed('2026-03-03T08:00+07:00')
  assert.equal((await forecastOf(code))?.closes, null)
  assert.deepEqual([(await durationOf(code))?.ran, (await durationOf(code))?.since], [480, null])
  const waiting = await openOwn(stage.platform.as(stage.applicant, '2026-03-06T08:00+07:00'), code)
  assert.equal(waiting.forecast?.kind, 'waiting')
  const citizen = stage.platform.as(stage.applicant, '2026-03-09T08:00+07:00')
  await answerSupplement(citizen, {
    ...(await stage.seen(code)),
    answers: (await answersOf(code)) as never,
    papers: [],
  })
  await followed('2026-03-09T08:00+07:00')
  const moved = await forecastOf(code)
  assert.deepEqual(
    [moved?.to, moved?.closes],
    ['2026-03-06', '2026-03-12'],
    'shown as given; closes four office days later',
  )
})

const answersOf = async (code: string) => {
  const { rows } = await read(system(), (tx) =>
    sql<{
      answers: unknown
    }>`select answers from dossiers d join cases c on c.id = d.case_id where c.code = ${code}`.execute(tx),
  )
  return rows[0]?.answers
}

test('the end is held against the range, to the day', async () => {
  const code = await accepted(monday)
  await decide(stage.as('leader', '2026-03-03T16:00+07:00', commune), code)
  await followed('2026-03-03T16:00+07:00')
  const given = await forecastOf(code)
  assert.deepEqual([given?.verdict, given?.closes, given?.counted], ['held', '2026-03-06', false])
  const kept = await durationOf(code)
  assert.ok(kept?.isDone && kept.ran > 480 && kept.since === null)
  const { forecast } = await openOwn(stage.platform.as(stage.applicant, '2026-03-04T08:00+07:00'), code)
  assert.ok(forecast?.kind === 'ended' && forecast.given.verdict === 'held')
})

test('who takes the dossier back says nothing about the agency', async () => {
  const code = await accepted(monday)
  const citizen = stage.platform.as(stage.applicant, '2026-03-02T09:00+07:00')
  await withdrawDossier(citizen, { ...(await stage.seen(code)), reason: 'Thôi' })
  await followed('2026-03-02T09:00+07:00')
  const given = await forecastOf(code)
  assert.deepEqual([given?.verdict, given?.closes], ['void', null])
  const kept = await durationOf(code)
  assert.ok(kept?.endedAt && !kept.isDone)
})

test('a range is scored once its last day is over: what is open then is late, and teaches', async () => {
  assert.equal(await closeForecasts(system('2026-03-06T18:00+07:00')), 0)
  const counts = await read(system(), (tx) =>
    sql<{ open: number; held: number }>`select count(*) filter (where verdict is null)::int as open,
      count(*) filter (where verdict = 'held')::int as held from forecasts where closes_on = '2026-03-06'`.execute(
      tx,
    ),
  )
  const { open, held } = counts.rows[0] ?? { open: 0, held: 0 }
  assert.ok(open > 0 && held > 0)
  const two = await Promise.all([
    closeForecasts(system('2026-03-07T00:10+07:00')),
    closeForecasts(system('2026-03-07T00:10+07:00')),
  ])
  assert.equal(two[0] + two[1], open + held, 'two workers count nothing twice')
  assert.equal(await closeForecasts(system('2026-03-07T01:10+07:00')), 0)
  const scores = await read(system(), (tx) =>
    sql<{ unit: string; held: number; earlier: number; later: number; month: string }>`
      select unit_id as unit, held, earlier, later, month from forecast_scores`.execute(tx),
  )
  assert.deepEqual(scores.rows, [{ unit: unitId, held, earlier: 0, later: open, month: '2026-03-01' }])
  const learned = await read(system(), (tx) =>
    sql<{
      scope: string
      high: number
      results: number
    }>`select scope, high, results from forecast_corrections`.execute(tx),
  )
  assert.deepEqual(
    [learned.rows.length, learned.rows[0]?.scope, learned.rows[0]?.results],
    [1, `above ${aboveId}`, open + held],
  )
  assert.ok((learned.rows[0]?.high ?? 0) > 0, 'most were late: the end moves out')
  const code = await accepted('2026-03-10T08:00+07:00')
  assert.ok(((await forecastOf(code))?.high ?? 0) > 1900)
})

test('a late one that ends at last stays late', async () => {
  const { rows } = await read(system(), (tx) =>
    sql<{
      code: string
    }>`select c.code from forecasts f join cases c on c.id = f.case_id where f.verdict = 'later' and c.ended_at is null limit 1`.execute(
      tx,
    ),
  )
  const code = rows[0]?.code ?? ''
  await decide(stage.as('leader', '2026-03-10T09:00+07:00', commune), code)
  await followed('2026-03-10T09:00+07:00')
  assert.deepEqual([(await forecastOf(code))?.verdict, (await forecastOf(code))?.counted], ['later', true])
})

test('a log of another system is history, but nobody was promised anything; taken back, it is gone', async () => {
  const context = system('2026-03-10T10:00+07:00')
  const importId = newId(context.now)
  const [one] = history(unitId, aboveId)
  assert.ok(one)
  await inTransaction(context, (tx) => saveDurations(tx, [{ ...one, importId }]))
  const count = () =>
    read(context, (tx) => sql`select from forecast_durations where import_id = ${importId}`.execute(tx))
  assert.equal((await count()).rows.length, 1)
  await inTransaction(context, (tx) => appendEvent(tx, context, 'history.takenBack', { subject: importId }))
  await followed('2026-03-10T10:00+07:00')
  assert.equal((await count()).rows.length, 0)
})

test('its own history comes before that of its neighbours; before submitting it is told in working days', async () => {
  const own = [1, 2, 3, 4].flatMap(() => history(unitId, aboveId))
  await inTransaction(system(), (tx) => saveDurations(tx, own))
  const context = system('2026-03-10T10:00+07:00')
  const usual = (unitCode?: string) =>
    read(context, (tx) => usualTimeAt(tx, context, { procedure, limit, unitCode }))
  const here = await usual(commune)
  assert.equal(here?.level, 'unit')
  assert.deepEqual(here?.days, { low: 1, high: 4 })
  assert.equal((await usual())?.level, 'province')
  assert.equal(await usual('Z99.02').then((found) => found?.level), 'province')
})

test('the API tells the applicant’s system; who handles the dossier is given no second deadline', async () => {
  const when = '2026-03-10T08:00+07:00'
  const code = await accepted(when)
  const own = await openPublished(stage.platform.as(stage.applicant, when), code)
  assert.equal(own.forecast?.from, '2026-03-10')
  assert.ok(own.forecast?.to)
  const handler = {
    kind: 'service',
    tokenId: newId(at('2026-03-01T08:00')),
    name: 'Phần mềm xã',
    scopes: new Set(['dossiers.handle']),
    unitId,
  } as never
  assert.equal((await openPublished(stage.platform.as(handler, when), code)).forecast, null)
})

test('few results are not told of; enough are, by agency and by procedure', async () => {
  const context = system('2026-03-20T08:00+07:00')
  const before = await openBoard(context)
  assert.deepEqual([before.total.held, before.total.scored], [null, null])
  assert.equal(before.units[0]?.held, null)
  await inTransaction(context, (tx) =>
    sql`update forecast_scores set held = held + 40, earlier = earlier + 5 where unit_id = ${unitId}`.execute(
      tx,
    ),
  )
  const board = await openBoard(context)
  assert.ok((board.total.held ?? 0) > 0.7 && (board.total.scored ?? 0) >= 45)
  const [line] = (await openUnitBoard(context, commune)).board.procedures
  assert.equal(line?.code, procedure)
  assert.equal((await openProcedureBoard(context, procedure)).board.units[0]?.code, commune)
  assert.equal((await openUnitBoard(context, 'Z99.02')).board.procedures.length, 0)
  await assert.rejects(openUnitBoard(context, 'X'), { code: 'forecast.unknownUnit' })
  await assert.rejects(openProcedureBoard(context, 'X'), { code: 'forecast.unknownProcedure' })
  assert.equal(board.months.at(-1)?.month, '2026-03-01')
  assert.equal(board.months.length, 12)
})
