import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { type ClockEvent, foldClock } from '#kernel/calendar.ts'
import { calendarFor, openCalendars } from '#kernel/calendars.ts'
import { read, sql } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { officer } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import {
  announceDays,
  previewAnnouncement,
  withdrawAnnouncement,
} from '#modules/calendar/announcing/commands.ts'
import { organisation } from '#modules/organisation/module.ts'
import { recountAfterCalendar, recountBatch } from './commands.ts'
import { findDueMoves, findRecounts } from './store.ts'

// Monday 2 March 2026; the demo pack works on Saturday mornings.
const platform = await freshPlatform()
const now = '2026-03-02T08:00+07:00'
const context = platform.as({ kind: 'system' }, now)
let chief: Officer
let island: Officer

before(async () => {
  await organisation.loadPack?.(context)
  const pathOf = async (code: string) => {
    const { rows } = await read(context, (tx) =>
      sql<{ path: string }>`select path::text as path from units where code = ${code}`.execute(tx),
    )
    return rows[0]?.path ?? ''
  }
  const permissions = new Set(['calendar.manage'] as const)
  chief = officer({ permissions, unitReach: `${await pathOf('Z99')}.*`, unitCode: 'Z99' })
  island = officer({ permissions, unitReach: await pathOf('Z99.13'), unitCode: 'Z99.13' })
})

const accepted = (at: string, unit?: string, limit = 3): ClockEvent => ({
  kind: 'accepted',
  at: new Date(`${at}+07:00`).toISOString(),
  policy: { countFrom: 'hourExact', cutOffMinutes: null },
  limit: { amount: limit, unit: 'workingDay' },
  ...(unit && { unit }),
})

async function openCase(...clock: ClockEvent[]): Promise<string> {
  const id = randomUUID()
  const unit = clock[0] && 'unit' in clock[0] ? clock[0].unit : undefined
  const state = foldClock(calendarFor(context, unit), clock)
  const { dueAt, pausedAt, dueBeforePause } = state
  await platform.database.kysely.transaction().execute((tx) =>
    sql`insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role,
          holder_unit_id, opened_at, received_at, due_at, step_due_at, paused_at, due_before_pause, clock)
        values (${id}, 'dossier', ${id}, 'x', 1, ${pausedAt ? 'supplementing' : 'processing'}, 'appraise', 'appraise', 'officer',
          ${randomUUID()}, ${now}, ${now}, ${dueAt}, ${dueAt}, ${pausedAt}, ${dueBeforePause}, ${JSON.stringify(clock)})`.execute(
      tx,
    ),
  )
  await addStep(id, 1, 'appraise', now, dueAt ?? dueBeforePause)
  return id
}

async function addStep(caseId: string, number: number, type: string, from: string, due: Date | null) {
  await platform.database.kysely.transaction().execute((tx) =>
    sql`insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, started_at, due_at)
      values (${caseId}, ${number}, ${type}, ${type}, ${type}, 'officer', ${randomUUID()}, ${from}, ${due})`.execute(
      tx,
    ),
  )
}

async function stepsOf(id: string) {
  const { rows } = await read(context, (tx) =>
    sql<{
      dueAt: Date
    }>`select due_at as "dueAt" from case_steps where case_id = ${id} order by number`.execute(tx),
  )
  return rows.map(({ dueAt }) => shown(dueAt))
}

async function look(id: string) {
  const { rows } = await read(context, (tx) =>
    sql<{ dueAt: Date | null; before: Date | null; stepDueAt: Date | null; version: number }>`
      select due_at as "dueAt", due_before_pause as before, step_due_at as "stepDueAt", version from cases where id = ${id}`.execute(
      tx,
    ),
  )
  assert.ok(rows[0])
  return rows[0]
}
const shown = (at: Date | null) =>
  at && new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** The reaction and then the job, as the worker runs them, in batches of two. */
async function work(batches = 100): Promise<void> {
  await catchUp(context, recountAfterCalendar)
  const open = (await read(context, findRecounts)).filter(({ finishedAt }) => !finishedAt)
  for (const { id } of open)
    for (let turn = 0; turn < batches; turn++) if (await recountBatch(context, id, 2)) break
}

const storm = {
  kind: 'dayOff',
  'from.day': '4',
  'from.month': '3',
  'from.year': '2026',
  name: 'Bão số 9',
  basis: 'Công điện 12/CĐ-UBND',
}
const as = (who: Officer, at = now) => platform.as(who, at)

test('a day off moves open dates by a working day, tells each dossier why, and says so before', async () => {
  const plain = await openCase(accepted('2026-03-02T10:00')) // Mon + 3 = Thu 10:00
  const waiting = await openCase(accepted('2026-03-02T10:00'), {
    kind: 'paused',
    at: new Date('2026-03-02T14:00+07:00').toISOString(),
    cause: 'supplement',
  })
  const past = await openCase(accepted('2026-02-23T10:00')) // due before the storm
  const promised = await openCase(accepted('2026-03-02T10:00'), {
    kind: 'extended',
    at: new Date('2026-03-03T10:00+07:00').toISOString(),
    to: new Date('2026-03-20T17:00+07:00').toISOString(),
    cause: 'apology',
  })
  const { impact } = await previewAnnouncement(as(chief), storm)
  assert.deepEqual([impact.later, impact.earlier, impact.looked], [2, 0, 3])
  await announceDays(as(chief), storm)
  await work()
  assert.equal(shown((await look(plain)).dueAt), '2026-03-06 10:00')
  assert.equal(shown((await look(plain)).stepDueAt), '2026-03-06 10:00')
  assert.equal((await look(waiting)).dueAt, null)
  assert.equal(shown((await look(waiting)).before), '2026-03-06 10:00')
  assert.equal((await look(past)).version, 1, 'what ran out before the day stays')
  assert.equal((await look(promised)).version, 1, 'a promised moment stays')
  const [move, ...more] = await read(context, (tx) => findDueMoves(tx, plain))
  assert.equal(more.length, 0)
  assert.deepEqual(
    [shown(move?.before ?? null), shown(move?.after ?? null)],
    ['2026-03-05 10:00', '2026-03-06 10:00'],
  )
  assert.deepEqual([move?.name, move?.legalBasis], ['Bão số 9', 'Công điện 12/CĐ-UBND'])
  const [recount] = await read(context, findRecounts)
  assert.deepEqual([recount?.moved, recount?.looked, recount?.openCount], [2, 4, 4])
  assert.ok(recount?.finishedAt)
})

test('the same form sent twice announces once, and counts once', async () => {
  const key = randomUUID()
  const more = { ...storm, 'from.day': '20', name: 'Lễ hội' }
  const twice = { ...as(chief), operationKey: key }
  await announceDays(twice, more)
  await announceDays(twice, more)
  await work()
  const all = await read(context, findRecounts)
  assert.equal(all.filter(({ name }) => name === 'Lễ hội').length, 1)
})

test('a recount stopped between batches goes on where it was, and done again changes nothing', async () => {
  const ids = [] as string[]
  for (let count = 0; count < 5; count++) ids.push(await openCase(accepted('2026-03-09T10:00')))
  await announceDays(as(chief), { ...storm, 'from.day': '11', name: 'Mưa lớn' })
  await work(1)
  const half = (await read(context, findRecounts)).find(({ name }) => name === 'Mưa lớn')
  assert.ok(half && !half.finishedAt && half.looked === 2)
  await work()
  const versions = await Promise.all(ids.map(async (id) => (await look(id)).version))
  assert.deepEqual(versions, [2, 2, 2, 2, 2])
  assert.equal(await recountBatch(context, half.id), true)
  assert.equal((await read(context, (tx) => findDueMoves(tx, ids[0] ?? ''))).length, 1)
})

test('of steps side by side each moves by its own hours, and silence is waited for as long', async () => {
  const id = await openCase(accepted('2026-04-06T10:00', undefined, 5)) // Monday + 5 working days
  await addStep(id, 2, 'consult', '2026-04-06T10:00+07:00', new Date('2026-04-08T10:00+07:00'))
  await addStep(id, 3, 'inspect', '2026-04-06T10:00+07:00', new Date('2026-04-06T16:00+07:00'))
  await announceDays(as(chief), { ...storm, 'from.day': '7', 'from.month': '4', name: 'Gió giật' })
  await work()
  assert.deepEqual(await stepsOf(id), [shown((await look(id)).dueAt), '2026-04-09 10:00', '2026-04-06 16:00'])
  const { rows } = await read(context, (tx) =>
    sql<{
      at: Date
    }>`select run_at as at from graphile_worker.jobs where key = ${`demo/dossiers.silence:${id}:2`}`.execute(
      tx,
    ),
  )
  assert.deepEqual(
    rows.map(({ at }) => shown(at)),
    ['2026-04-09 10:00'],
  )
})

test('two workers on one recount move each dossier once', async () => {
  const id = await openCase(accepted('2026-03-16T10:00'))
  await announceDays(as(chief), { ...storm, 'from.day': '17', name: 'Mất điện' })
  await catchUp(context, recountAfterCalendar)
  const recount = (await read(context, findRecounts)).find(({ name }) => name === 'Mất điện')
  assert.ok(recount)
  const all = async () => {
    while (!(await recountBatch(context, recount.id, 3)));
  }
  await Promise.all([all(), all()])
  assert.equal((await look(id)).version, 2)
})

test('a unit’s own closure moves its dossiers only, and its officer may announce no more', async () => {
  const [there, elsewhere] = [
    await openCase(accepted('2026-03-23T10:00', 'Z99.13')),
    await openCase(accepted('2026-03-23T10:00', 'Z99.11.01')),
  ]
  const closed = { ...storm, kind: 'closure', 'from.day': '24', name: 'Biển động' }
  await assert.rejects(announceDays(as(island), closed), { code: 'calendar.notYourUnit' })
  await assert.rejects(announceDays(as(island), { ...closed, unit: 'Z99.12' }), {
    code: 'calendar.notYourUnit',
  })
  await announceDays(as(island), { ...closed, unit: 'Z99.13' })
  await work()
  assert.equal((await look(there)).version, 2)
  assert.equal((await look(elsewhere)).version, 1)
})

test('a withdrawal brings the date back, needs its basis, comes ahead, and happens once', async () => {
  const id = await openCase(accepted('2026-03-26T10:00')) // Thu + 3 wd
  const due = shown((await look(id)).dueAt)
  await announceDays(as(chief), { ...storm, 'from.day': '27', name: 'Nghỉ nhầm' })
  await work()
  assert.notEqual(shown((await look(id)).dueAt), due)
  const announcement = platform.calendars.current().announced.find(({ name }) => name === 'Nghỉ nhầm')
  assert.ok(announcement)
  await assert.rejects(withdrawAnnouncement(as(chief), announcement.id, ' '), {
    code: 'calendar.basisNeeded',
  })
  await assert.rejects(withdrawAnnouncement(as(chief, '2026-03-27T08:00+07:00'), announcement.id, 'x'), {
    code: 'calendar.mustBeAhead',
  })
  await assert.rejects(withdrawAnnouncement(as(island), announcement.id, 'x'), {
    code: 'calendar.notYourUnit',
  })
  await assert.rejects(withdrawAnnouncement(as(chief), randomUUID(), 'x'), { code: 'calendar.notFound' })
  const [one, two] = await Promise.allSettled([
    withdrawAnnouncement(as(chief), announcement.id, 'Công điện 13'),
    withdrawAnnouncement(as(chief), announcement.id, 'Công điện 13'),
  ])
  assert.deepEqual([one.status, two.status].sort(), ['fulfilled', 'rejected'])
  await work()
  assert.equal(shown((await look(id)).dueAt), due)
  const moves = await read(context, (tx) => findDueMoves(tx, id))
  assert.deepEqual(
    moves.map(({ change }) => change),
    ['announced', 'withdrawn'],
  )
})

test('what is not said rightly is refused in words', async () => {
  const refused = (fields: object, code: string) =>
    assert.rejects(announceDays(as(chief), { ...storm, ...fields }), { code: `calendar.${code}` })
  await refused({ name: '' }, 'nameNeeded')
  await refused({ basis: '' }, 'basisNeeded')
  await refused({ 'from.day': '31', 'from.month': '2' }, 'notADay')
  await refused({ 'to.day': '1', 'to.month': '3', 'to.year': '2026' }, 'wrongOrder')
  await refused({ 'to.day': '1', 'to.month': '6', 'to.year': '2026' }, 'tooLong')
  await refused({ 'from.year': '2040' }, 'beyondYears')
  await refused({ kind: 'halfDay', 'from.day': '2' }, 'hoursNeeded')
  await refused({ kind: 'halfDay', 'from.day': '2', hours: '07:00-11:30' }, 'mustBeAhead')
  await refused({ kind: 'makeUpDay', 'from.day': '2', hours: '07:00-11:30' }, 'mustBeAhead')
  await refused({ unit: 'Z98' }, 'noSuchUnit')
})

test('another process sees an announcement within seconds', async () => {
  const calendars = openCalendars(platform.database, platform.pack)
  const date = (on: string) => calendarFor({ calendars }).days.find((day) => day.date === on)?.restReason
  assert.equal(date('2026-03-04'), 'night')
  await calendars.refresh()
  assert.equal(date('2026-03-04'), 'holiday:Bão số 9')
})
