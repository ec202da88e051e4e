import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { allows, capacitiesOf, type Officer } from '#kernel/policy.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { calendarDate } from '#kernel/types.ts'
import { officerAt, officersWith } from '../api.ts'
import { organisation } from '../module.ts'
import { declareAbsence, revokeAbsence, viewAbsences } from './commands.ts'
import { maySignFor, readCodes } from './domain.ts'
import * as store from './store.ts'

const platform = await freshPlatform()
const monday = '2026-03-02T08:00+07:00'
const posts = new Map<string, string>()

before(async () => {
  const context = platform.as({ kind: 'system' }, monday)
  await organisation.loadPack?.(context)
  await organisation.seed?.(context)
  await read(context, async (tx) => {
    const { rows } = await sql<{ id: string; key: string }>`
      select p.id, u.code || ' ' || p.roles[1] as key from posts p join units u on u.id = p.unit_id`.execute(
      tx,
    )
    for (const { id, key } of rows) posts.set(key, id)
  })
})

async function who(role: string, unit = 'Z99.11.01', on = '2026-03-02'): Promise<Officer> {
  const found = await read(platform, (tx) =>
    officerAt(tx, posts.get(`${unit} ${role}`) ?? '', calendarDate(on)),
  )
  if (!found) throw new Error(`Nobody is ${role} in ${unit}`)
  return found
}
const days = { fromOn: calendarDate('2026-03-03'), toOn: calendarDate('2026-03-05') }
const refusedWith = (code: string) => ({ code: `organisation.${code}` })
const revokeAll = async (person: Officer) => {
  const { absences } = await viewAbsences(platform.as(person, monday), {})
  for (const { id, revokedAt, personId } of absences)
    if (!revokedAt && personId === person.personId) await revokeAbsence(platform.as(person, monday), id)
}

test('a deputy has the absent one’s work from the first to the last day, and nothing after it', async () => {
  const [officer, clerk] = [await who('officer'), await who('desk-clerk')]
  const context = platform.as(officer, monday)
  await declareAbsence(context, { personId: officer.personId, deputyId: clerk.personId, ...days })
  for (const [on, stands] of [
    ['2026-03-02', false],
    ['2026-03-03', true],
    ['2026-03-05', true],
    ['2026-03-06', false],
  ] as const) {
    const deputy = await who('desk-clerk', 'Z99.11.01', on)
    assert.equal(allows({ permission: 'dossier.process' }, deputy), stands, on)
    assert.equal(capacitiesOf(deputy)[1]?.personId, stands ? officer.personId : undefined)
  }
  await revokeAll(officer)
})

test('revoking takes the work away at once; twice is once', async () => {
  const [officer, clerk] = [await who('officer'), await who('desk-clerk')]
  const today = { fromOn: calendarDate('2026-03-02'), toOn: calendarDate('2026-03-02') }
  const context = { ...platform.as(officer, monday), operationKey: randomUUID() }
  await declareAbsence(context, { personId: officer.personId, deputyId: clerk.personId, ...today })
  assert.equal((await who('desk-clerk')).represents?.length, 1)
  await revokeAbsence(context, context.operationKey)
  await revokeAbsence(context, context.operationKey)
  assert.equal((await who('desk-clerk')).represents?.length, 0)
  const names = (await platform.eventNames()).filter((name) => name === 'absence.revoked')
  assert.equal(names.length, 2)
  await assert.rejects(revokeAbsence(context, randomUUID()), refusedWith('absenceNotFound'))
})

test('the same form twice, or two at once, declares one absence', async () => {
  const officer = await who('officer')
  const context = { ...platform.as(officer, monday), operationKey: randomUUID() }
  const declare = () => declareAbsence(context, { personId: officer.personId, ...days })
  await Promise.all([declare(), declare()])
  await declare()
  const other = { ...context, operationKey: randomUUID() }
  await assert.rejects(
    declareAbsence(other, { personId: officer.personId, ...days }),
    refusedWith('absencesOverlap'),
  )
  await revokeAll(officer)
})

test('nobody stands for themselves, while away, or for another with work they got from a third', async () => {
  const [officer, clerk, head] = [await who('officer'), await who('desk-clerk'), await who('division-head')]
  const of = (person: Officer) => platform.as(person, monday)
  const declare = (person: Officer, deputy?: Officer) =>
    declareAbsence(of(person), { personId: person.personId, deputyId: deputy?.personId, ...days })
  await assert.rejects(declare(officer, officer), refusedWith('ownDeputy'))
  await declare(clerk)
  await assert.rejects(declare(officer, clerk), refusedWith('deputyAway'))
  await revokeAll(clerk)
  await declare(officer, clerk)
  await assert.rejects(declare(clerk, head), refusedWith('deputyChain'))
  await revokeAll(officer)
})

test('days must be in order and not over', async () => {
  const officer = await who('officer')
  const context = platform.as(officer, monday)
  const [early, late] = [calendarDate('2026-02-01'), calendarDate('2026-03-04')]
  for (const [fromOn, toOn] of [
    [late, calendarDate('2026-03-03')],
    [early, calendarDate('2026-03-01')],
  ] as const)
    await assert.rejects(
      declareAbsence(context, { personId: officer.personId, fromOn, toOn }),
      refusedWith('wrongDays'),
    )
})

test('a chief declares for people of the unit; an officer, and a chief of another unit, for nobody else', async () => {
  const [officer, clerk, head] = [await who('officer'), await who('desk-clerk'), await who('division-head')]
  const stranger = await who('division-head', 'Z99.12.01')
  const declareAs = (actor: Officer) =>
    declareAbsence(platform.as(actor, monday), { personId: officer.personId, ...days })
  await assert.rejects(declareAs(clerk), refusedWith('notYourPeople'))
  await assert.rejects(declareAs(stranger), refusedWith('notYourPeople'))
  await declareAs(head)
  await revokeAll(officer)
  await declareAs(await who('administrator', 'Z99'))
  await revokeAll(officer)
})

test('a deputy is of the same agency, the one above, or one below; someone far away is not', async () => {
  const officer = await who('officer')
  const far = await who('officer', 'Z99.12.02')
  await assert.rejects(
    declareAbsence(platform.as(officer, monday), {
      personId: officer.personId,
      deputyId: far.personId,
      ...days,
    }),
    refusedWith('unknownDeputy'),
  )
})

test('only the named roles and procedures pass on, and only those that are there', async () => {
  const [officer, clerk] = [await who('officer'), await who('desk-clerk')]
  const context = platform.as(officer, monday)
  const given = { personId: officer.personId, deputyId: clerk.personId, ...days }
  await assert.rejects(declareAbsence(context, { ...given, roles: ['leader'] }), refusedWith('scopeNeeded'))
  await assert.rejects(
    declareAbsence(context, { ...given, procedures: ['9.999999'] }),
    refusedWith('scopeNeeded'),
  )
  await declareAbsence(context, { ...given, procedures: readCodes('9.000002, 9.000002') })
  const deputy = await who('desk-clerk', 'Z99.11.01', '2026-03-04')
  assert.deepEqual(deputy.represents?.[0]?.procedures, ['9.000002'])
  await revokeAll(officer)
})

test('signing passes on only in a lawful capacity, and TUQ. only with its document', async () => {
  const [leader, head, clerk] = [await who('leader'), await who('division-head'), await who('desk-clerk')]
  const context = platform.as(leader, monday)
  const given = { personId: leader.personId, ...days }
  const declare = (more: object) => declareAbsence(context, { ...given, ...more })
  await assert.rejects(
    declare({ deputyId: clerk.personId, signing: 'TUQ', authorisation: '01/GUQ' }),
    refusedWith('signingNotLawful'),
  )
  await assert.rejects(declare({ deputyId: head.personId, signing: 'KT' }), refusedWith('signingNotLawful'))
  await assert.rejects(
    declare({ deputyId: head.personId, signing: 'TUQ', authorisation: ' ' }),
    refusedWith('authorisationNeeded'),
  )
  await declare({ deputyId: head.personId })
  const unsigned = await who('division-head', 'Z99.11.01', '2026-03-04')
  assert.equal(allows({ permission: 'dossier.sign' }, unsigned), false)
  await revokeAll(leader)
  await declare({ deputyId: head.personId, signing: 'TUQ', authorisation: '01/GUQ-UBND ngày 01/03/2026' })
  const signing = await who('division-head', 'Z99.11.01', '2026-03-04')
  assert.equal(allows({ permission: 'dossier.sign' }, signing), true)
  assert.equal(signing.represents?.[0]?.signing, 'TUQ')
  await revokeAll(leader)
})

test('a deputy head of the same agency signs KT., one of another agency does not', () => {
  const head = { unitId: 'a', unitPath: 'r.a', permissions: ['dossier.sign'] } as const
  const deputy = { title: 'Phó Chủ tịch', unitId: 'a', unitPath: 'r.a', permissions: [] } as const
  assert.equal(maySignFor('KT', [head], [deputy]), true)
  assert.equal(maySignFor('KT', [head], [{ ...deputy, unitId: 'b' }]), false)
  assert.equal(maySignFor('KT', [{ ...head, permissions: [] }], [deputy]), false)
})

test('lists of who can be given work tell who is away and who stands for them', async () => {
  const [officer, clerk] = [await who('officer'), await who('desk-clerk')]
  await declareAbsence(platform.as(officer, monday), {
    personId: officer.personId,
    deputyId: clerk.personId,
    ...days,
  })
  const on = (day: string) =>
    read(platform, (tx) => officersWith(tx, officer.unitId, 'officer', calendarDate(day)))
  assert.equal((await on('2026-03-02'))[0]?.awayUntil, null)
  const [away] = await on('2026-03-04')
  assert.deepEqual([away?.awayUntil, away?.deputyName], ['2026-03-05', clerk.name])
  await revokeAll(officer)
})

test('the database itself refuses a second standing absence in the same days', async () => {
  const officer = await who('officer')
  const row = () => ({
    id: randomUUID(),
    personId: officer.personId,
    ...days,
    deputyId: null,
    roles: null,
    procedures: null,
    signing: null,
    authorisation: null,
    by: officer.personId,
    at: new Date(monday),
  })
  await assert.rejects(
    inTransaction(platform, async (tx) => {
      await store.insertAbsence(tx, row())
      await store.insertAbsence(tx, row())
    }),
    /absences_once/,
  )
})

test('whoever stands in for a head also sees figures and causes, and manages nobody', async () => {
  const [leader, head] = [await who('leader'), await who('officer')]
  await declareAbsence(platform.as(leader, monday), {
    personId: leader.personId,
    deputyId: head.personId,
    ...days,
  })
  const deputy = await who('officer', 'Z99.11.01', '2026-03-04')
  for (const [permission, stands] of [
    ['indicators.view', true],
    ['indicators.explain', true],
    ['mining.view', true],
    ['payment.view', false],
    ['oversight.view', false],
  ] as const)
    assert.equal(allows({ permission }, deputy), stands, permission)
  await revokeAll(leader)
})
