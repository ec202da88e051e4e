import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { foldClock } from '#kernel/calendar.ts'
import { read, sql } from '#kernel/db.ts'
import { officerOf } from '#kernel/policy.ts'
import { calendarDate } from '#kernel/types.ts'
import { forwardDossier } from '../handling/commands.ts'
import { answerSupplement, requestSupplement } from '../supplement/commands.ts'
import {
  accepted,
  applicant,
  as,
  look,
  onlyOneOf,
  otherCommune,
  personOf,
  platform,
  refusedWith,
  seen,
  submitted,
  system,
  toldOf,
  tuesday,
} from '../testing/acts/commands.ts'
import { openOwn } from '../tracking/commands.ts'
import { type Decide, decide, findWaiting, type Propose, propose } from './commands.ts'
import { findProposals } from './store.ts'

const friday = calendarDate('2026-03-06')
const wednesday = '2026-03-04T07:30+07:00'

const proposalsOf = async (code: string) => {
  const { id } = await look(code)
  return read(system(), (tx) => findProposals(tx, id))
}
const openIn = async (code: string) => {
  const proposal = (await proposalsOf(code)).find(({ decidedAt }) => decidedAt === null)
  assert.ok(proposal)
  return proposal.id
}
const wanted = async (code: string, wish: Partial<Propose> = {}): Promise<Propose> => ({
  ...(await seen(code)),
  kind: 'apology',
  reason: 'Phải đo lại khung diều',
  day: friday,
  ...wish,
})
const answer = async (code: string, isApproved = true): Promise<Decide> => ({
  ...(await seen(code)),
  proposalId: await openIn(code),
  isApproved,
  note: isApproved ? undefined : 'Còn kịp, làm tiếp',
})

test('an apology moves the appointment once the head has signed it, and the citizen reads why', async () => {
  const code = await accepted()
  const before = await look(code)
  await propose(as('officer'), await wanted(code))
  assert.deepEqual((await look(code)).dueAt, before.dueAt, 'nothing moves before it is signed')
  await decide(as('leader'), await answer(code))
  const after = await look(code)
  assert.deepEqual(after.dueAt, new Date('2026-03-06T17:00+07:00'))
  assert.deepEqual(after.dueAt, foldClock(platform.calendar, after.clock).dueAt)
  assert.equal(after.state, before.state)
  const told = (await toldOf(code)).at(-1)
  assert.equal(told?.name, 'dossier.extended')
  const { signedBy, dueBefore, cause } = told.payload
  assert.deepEqual(
    [signedBy, dueBefore, cause],
    [personOf('leader').name, '2026-03-04T01:00:00.000Z', 'apology'],
  )
  const { story } = await openOwn(platform.as(applicant, tuesday), code)
  const line = story.find(({ kind }) => kind === 'extended')
  assert.deepEqual(line?.kind === 'extended' && [line.to, line.reason], [
    new Date('2026-03-06T17:00+07:00'),
    'Phải đo lại khung diều',
  ])
})

test('a proposal says why and until when, on a working day after the present one', async () => {
  const code = await accepted()
  const officer = as('officer')
  const refused = async (wish: Partial<Propose>, reason: string) =>
    assert.rejects(propose(officer, await wanted(code, wish)), refusedWith(reason))
  await refused({ reason: '  ' }, 'reasonNeeded')
  await refused({ day: undefined }, 'dayNeeded')
  await refused({ day: calendarDate('2026-03-08') }, 'notAWorkingDay')
  await refused({ day: calendarDate('2026-03-03') }, 'extensionNotLater')
  await refused({ kind: 'extension' }, 'extensionUnknownToLaw')
  await refused({ kind: 'stop' }, 'groundNeeded')
  await refused({ kind: 'secondSupplement' }, 'noFirstSupplement')
  assert.deepEqual(await proposalsOf(code), [])
})

test('on the day itself it is too late to propose an apology, and to sign one that waited', async () => {
  const code = await accepted()
  await propose(as('officer'), await wanted(code))
  const late = decide(as('leader', wednesday), await answer(code))
  await assert.rejects(late, refusedWith('apologyTooLate'))
  assert.equal((await proposalsOf(code))[0]?.decidedAt, null, 'a decision refused is not written')
  const other = await accepted()
  const tooLate = propose(as('officer', wednesday), await wanted(other))
  await assert.rejects(tooLate, refusedWith('apologyTooLate'))
  const expired = propose(as('officer', '2026-03-05T09:00+07:00'), await wanted(other))
  await assert.rejects(expired, refusedWith('extensionExpired'))
})

test('an appointment is moved by an apology once only', async () => {
  const code = await accepted()
  await propose(as('officer'), await wanted(code))
  await decide(as('leader'), await answer(code))
  const again = propose(as('officer'), await wanted(code, { day: calendarDate('2026-03-09') }))
  await assert.rejects(again, refusedWith('extensionAgain'))
})

test('a head who declines says why, and the officer may propose anew', async () => {
  const code = await accepted()
  await propose(as('officer'), await wanted(code))
  const silent = decide(as('leader'), { ...(await answer(code, false)), note: ' ' })
  await assert.rejects(silent, refusedWith('reasonNeeded'))
  await decide(as('leader'), await answer(code, false))
  assert.equal((await toldOf(code)).at(-1)?.name, 'dossier.proposalDeclined')
  await propose(as('officer'), await wanted(code))
  const [open, declined] = await proposalsOf(code)
  assert.deepEqual(
    [open?.isApproved, declined?.isApproved, declined?.note],
    [null, false, 'Còn kịp, làm tiếp'],
  )
})

test('who may not: another holder proposes nothing, an officer and another head sign nothing', async () => {
  const code = await accepted()
  const notHolder = propose(as('registrar'), await wanted(code))
  await assert.rejects(notHolder, refusedWith('notYours'))
  const elsewhere = propose(as('officer', tuesday, otherCommune), await wanted(code))
  await assert.rejects(elsewhere, refusedWith('notFound'))
  await propose(as('officer'), await wanted(code))
  await assert.rejects(decide(as('officer'), await answer(code)), refusedWith('notYours'))
  const stranger = decide(as('leader', tuesday, otherCommune), await answer(code))
  await assert.rejects(stranger, refusedWith('notFound'))
})

test('the same twice and two at once are one', async () => {
  const code = await accepted()
  const wish = await wanted(code)
  await onlyOneOf([propose(as('officer'), wish), propose(as('officer'), wish)], 'alreadyProposed')
  const given = await answer(code)
  await onlyOneOf(
    [decide(as('leader'), given), decide(as('leader'), given)],
    'changedMeanwhile',
    'notProposed',
  )
  await assert.rejects(decide(as('leader'), given), refusedWith('changedMeanwhile'))
  const stale = decide(as('leader'), { ...given, ...(await seen(code)) })
  await assert.rejects(stale, refusedWith('notProposed'))
})

test('an online submission that was not accepted has no appointment to move and is not stopped', async () => {
  const code = await submitted()
  const clerk = as('desk-clerk')
  await assert.rejects(propose(clerk, await wanted(code)), refusedWith('notNow'))
  const stop = await wanted(code, { kind: 'stop', legalBasis: 'Điều 9 Luật Gió' })
  await assert.rejects(propose(clerk, stop), refusedWith('notNow'))
})

test('a stop ends the dossier with its ground and provision once the head has signed', async () => {
  const code = await accepted()
  const stop = { kind: 'stop', reason: 'Bãi thả đóng cửa', legalBasis: 'Điều 9 Luật Gió' } as const
  await propose(as('officer'), await wanted(code, stop))
  await decide(as('leader'), await answer(code))
  const { state, endedAt, work, clock } = await look(code)
  assert.equal(state, 'stopped')
  assert.deepEqual(endedAt, new Date(tuesday))
  assert.ok(work.every((one) => one.endedAt !== null))
  assert.equal(clock.at(-1)?.kind, 'ended')
  const told = (await toldOf(code)).at(-1)
  assert.deepEqual(
    [told?.name, told?.payload.ground, told?.payload.legalBasis],
    ['dossier.stopped', 'Bãi thả đóng cửa', 'Điều 9 Luật Gió'],
  )
  const { stopped } = await openOwn(platform.as(applicant, tuesday), code)
  assert.deepEqual(stopped, { ground: 'Bãi thả đóng cửa', legalBasis: 'Điều 9 Luật Gió' })
  await assert.rejects(forwardDossier(as('officer'), await seen(code)), refusedWith('notNow'))
})

test('a deputy signs in place of the head who is away, for what was passed on only; the event names both', async () => {
  const code = await accepted()
  await propose(as('officer'), await wanted(code))
  const head = officerOf(as('leader').actor)
  const deputyFor = (procedures: readonly string[] | null) => {
    const context = as('desk-clerk')
    const represents = [{ ...head, absenceId: randomUUID(), procedures, signing: 'TUQ' as const }]
    return { ...context, actor: { ...officerOf(context.actor), represents } }
  }
  const stranger = deputyFor(['9.000003'])
  assert.ok(!(await findWaiting(stranger)).some((one) => one.code === code))
  await assert.rejects(decide(stranger, await answer(code)), refusedWith('notYours'))
  const deputy = deputyFor(null)
  assert.ok((await findWaiting(deputy)).some((one) => one.code === code))
  await decide(deputy, await answer(code))
  const told = (await toldOf(code)).find(({ name }) => name === 'dossier.extended')
  assert.deepEqual(told?.payload.inPlaceOf, { title: head.title, signing: 'TUQ' })
  const { rows } = await read(system(), (tx) =>
    sql<{ actor: string; absent: string }>`select actor_id as actor, represented_id as absent from events
      where name = 'dossier.extended' and payload->>'code' = ${code}`.execute(tx),
  )
  assert.deepEqual(rows, [{ actor: deputy.actor.personId, absent: head.personId }])
})

test('what waits is listed for those who decide it, in their agency only', async () => {
  const code = await accepted()
  await propose(as('officer'), await wanted(code))
  const codes = async (role: string, unit?: string) =>
    (await findWaiting(as(role, tuesday, unit))).map((one) => one.code)
  assert.ok((await codes('leader')).includes(code))
  assert.ok(!(await codes('division-head')).includes(code), 'an apology is the head’s to sign')
  assert.ok(!(await codes('leader', otherCommune)).includes(code))
  await decide(as('leader'), await answer(code))
  assert.ok(!(await codes('leader')).includes(code))
})

const fault = { target: 'other', key: 'other', reason: 'Thiếu ảnh' } as const

async function answered(): Promise<string> {
  const code = await accepted()
  await requestSupplement(as('officer'), { ...(await seen(code)), faults: [fault], reason: '' })
  const { answers } = await look(code)
  await answerSupplement(platform.as(applicant, tuesday), { ...(await seen(code)), answers, papers: [] })
  return code
}

test('a second supplement is refused until a chief other than the officer allows it, and counts as late', async () => {
  const code = await answered()
  const ask = async () =>
    requestSupplement(as('officer'), { ...(await seen(code)), faults: [fault], reason: '' })
  await assert.rejects(ask(), refusedWith('supplementUsed'))
  await propose(
    as('officer'),
    await wanted(code, { kind: 'secondSupplement', reason: 'Ảnh gửi lại bị nhầm' }),
  )
  await assert.rejects(ask(), refusedWith('supplementUsed'), 'a proposal is not leave')
  await decide(as('division-head'), await answer(code))
  await ask()
  const { id, state, supplementCount } = await look(code)
  assert.deepEqual([state, supplementCount], ['supplementing', 2])
  const names = (await toldOf(code)).map(({ name }) => name).slice(-3)
  assert.deepEqual(names, [
    'dossier.secondSupplementAllowed',
    'dossier.supplementRequested',
    'dossier.countedLate',
  ])
  const { rows } = await read(system(), (tx) =>
    sql<{ number: number; late: boolean; allowed: string | null }>`
      select number, is_counted_late as late, allowed_by as allowed from dossier_supplements
      where case_id = ${id} order by number`.execute(tx),
  )
  assert.deepEqual(rows, [
    { number: 1, late: false, allowed: null },
    { number: 2, late: true, allowed: personOf('division-head').personId },
  ])
})

test('a third supplement is never asked for', async () => {
  const code = await answered()
  const officer = as('officer')
  await propose(officer, await wanted(code, { kind: 'secondSupplement' }))
  await decide(as('leader'), await answer(code))
  await requestSupplement(officer, { ...(await seen(code)), faults: [fault], reason: '' })
  const { answers } = await look(code)
  await answerSupplement(platform.as(applicant, tuesday), { ...(await seen(code)), answers, papers: [] })
  const third = requestSupplement(officer, { ...(await seen(code)), faults: [fault], reason: '' })
  await assert.rejects(third, refusedWith('supplementUsed'))
  const asked = propose(officer, await wanted(code, { kind: 'secondSupplement' }))
  await assert.rejects(asked, refusedWith('supplementUsed'))
})

test('an officer who holds several steps side by side proposes once, for the dossier', async () => {
  const code = await accepted()
  const { id } = await look(code)
  await platform.database.kysely.transaction().execute(async (tx) => {
    await sql`set local search_path to ${sql.ref(platform.database.schema)}`.execute(tx)
    await sql`insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, holder_id, started_at, due_at)
      select case_id, number + 1, 'second', step_type, name, role, unit_id, holder_id, started_at, due_at
      from case_steps where case_id = ${id} and ended_at is null`.execute(tx)
  })
  await propose(as('officer'), await wanted(code))
  assert.equal((await proposalsOf(code)).length, 1)
})
