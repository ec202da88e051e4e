import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { inTransaction, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { organisation } from '#modules/organisation/module.ts'
import { warn } from './commands.ts'

const platform = await freshPlatform()
const friday = '2026-03-13T08:00+07:00'
const mai = citizen()
const people = new Map<string, string>()
let unitId = ''

before(async () => {
  const context = platform.as({ kind: 'system' }, friday)
  await organisation.loadPack?.(context)
  await organisation.seed?.(context)
  await savePerson(platform, mai)
  for (const row of await all<{ role: string; person: string; unit: string }>(
    `select p.roles[1] as role, p.person_id as person, u.id as unit from posts p join units u on u.id = p.unit_id
     where u.code = 'Z99.11.01'`,
  )) {
    people.set(row.role, row.person)
    unitId = row.unit
  }
})

async function all<Row>(text: string): Promise<readonly Row[]> {
  return inTransaction(platform, async (tx) => (await sql.raw<Row>(text).execute(tx)).rows)
}
let count = 0

/** A case in the officer's hands, with a step due then and a whole due later; in state 5 where it waits for the applicant. */
async function held(stepDue: string, due: string, askedAt?: string): Promise<string> {
  const [id, code] = [randomUUID(), `Z99-${count}`]
  count += 1
  const officer = people.get('officer')
  const dates = askedAt ? `null, '${askedAt}'` : `'${due}', null`
  await all(`insert into cases (id, kind, code, definition_code, definition_version, state, step_key, step_type, step_role,
      holder_unit_id, holder_id, opened_at, received_at, due_at, paused_at)
    values ('${id}', 'dossier', '${code}', '9.000002', 1, '${askedAt ? 'supplementing' : 'processing'}', 'appraise', 'appraise',
      'officer', '${unitId}', '${officer}', '${friday}', '${friday}', ${dates})`)
  await all(`insert into case_steps (case_id, number, step_key, step_type, name, role, unit_id, holder_id, started_at, due_at)
    values ('${id}', 2, 'appraise', 'appraise', 'Thẩm định', 'officer', '${unitId}', '${officer}', '${friday}', '${stepDue}')`)
  await all(`insert into dossiers (case_id, procedure_code, procedure_name, channel, receiving_unit_id, competent_unit_id,
      applicant_id, applicant_kind, applicant_name, submitter_name, answers, summary, return_method, fee_vnd, fee_lines,
      lookup_secret, search_text)
    values ('${id}', '9.000002', 'Thả diều', 'online', '${unitId}', '${unitId}', '${mai.personId}', 'citizen', 'Mây', 'Mây',
      '{}', '', 'online', 0, '[]', 'ABC123', '')`)
  if (askedAt)
    await all(`insert into dossier_supplements (case_id, number, faults, reason, asked_by, asked_at)
      values ('${id}', 1, '[]', '', '${officer}', '${askedAt}')`)
  return id
}
const over = (id: string) => all(`update cases set ended_at = now() where id = '${id}'`)
const warnAt = (time: string) => warn(platform.as({ kind: 'system' }, time))
const told = async (person: string | undefined) =>
  (
    await all<{ kind: string; count: string | null; link: string }>(
      `select kind, facts->>'count' as count, link from notifications where person_id = '${person}' order by at, kind`,
    )
  ).map(({ kind, count: many, link }) => [kind, many ?? link])
const forget = () => all('delete from notifications')

test('a step is told of at three quarters of its time, to its holder, once, with an event', async () => {
  const id = await held('2026-03-13T16:00+07:00', '2026-03-27T08:00+07:00')
  await warnAt('2026-03-13T09:00+07:00')
  assert.deepEqual(await told(people.get('officer')), [])
  await warnAt('2026-03-13T15:30+07:00')
  await warnAt('2026-03-13T15:31+07:00')
  assert.deepEqual(await told(people.get('officer')), [['warning.stepNear', '/lam-viec/ho-so/Z99-0']])
  const events = await all<{ rule: string }>(
    `select payload->>'rule' as rule from events where name = 'dossier.warned' and subject_id = '${id}'`,
  )
  assert.deepEqual(events, [{ rule: 'step-near' }])
  await over(id)
  await forget()
})

test('what is overdue over a weekend is told on the next working morning, to holder and chief, as one message', async () => {
  const ids = [
    await held('2026-03-14T08:30+07:00', '2026-03-27T08:00+07:00'),
    await held('2026-03-14T09:00+07:00', '2026-03-27T08:00+07:00'),
  ]
  await warnAt('2026-03-14T09:30+07:00')
  await forget()
  for (const quiet of ['2026-03-14T20:00+07:00', '2026-03-15T10:00+07:00', '2026-03-16T03:00+07:00'])
    assert.equal(await warnAt(quiet), 0)
  await warnAt('2026-03-16T09:30+07:00')
  for (const role of ['officer', 'division-head'])
    assert.ok(
      (await told(people.get(role))).some(([kind, many]) => kind === 'warnings.stepLate' && many === '2'),
      role,
    )
  for (const id of ids) await over(id)
  await forget()
})

test('a case that is overdue is told to its leader; a date that moved is another thing to warn of', async () => {
  const id = await held('2026-03-27T08:00+07:00', '2026-03-16T10:00+07:00')
  await warnAt('2026-03-16T10:30+07:00')
  const late = async () => (await told(people.get('leader'))).filter(([kind]) => kind === 'warning.caseLate')
  assert.deepEqual(await late(), [['warning.caseLate', `/lam-viec/ho-so/Z99-${count - 1}`]])
  await all(`update cases set due_at = '2026-03-17T10:00+07:00' where id = '${id}'`)
  await warnAt('2026-03-17T10:30+07:00')
  assert.equal((await late()).length, 2)
  await over(id)
  await forget()
})

test('what was done, or stands still, before its warning is not warned of', async () => {
  const id = await held('2026-03-16T08:00+07:00', '2026-03-27T08:00+07:00')
  await warnAt('2026-03-13T09:00+07:00')
  await all(`update case_steps set ended_at = now() where case_id = '${id}'`)
  await warnAt('2026-03-16T10:00+07:00')
  assert.deepEqual(await told(people.get('officer')), [])
  await over(id)
})

test('an applicant who does not answer is reminded; later the officer is asked whether to stop', async () => {
  const id = await held('2026-03-27T08:00+07:00', '', '2026-03-09T08:00+07:00')
  await warnAt('2026-03-12T10:00+07:00')
  assert.deepEqual(await told(mai.personId), [['warning.supplementAsked', `/ho-so/Z99-${count - 1}/bo-sung`]])
  assert.deepEqual(await told(people.get('officer')), [])
  await warnAt('2026-03-18T10:00+07:00')
  assert.deepEqual(
    (await told(people.get('officer'))).map(([kind]) => kind),
    ['warning.supplementSilent'],
  )
  await over(id)
  await forget()
})

test('two workers at once tell of each thing once', async () => {
  const id = await held('2026-03-13T15:00+07:00', '2026-03-13T15:30+07:00')
  await Promise.all([warnAt('2026-03-16T10:00+07:00'), warnAt('2026-03-16T10:00+07:00')])
  const events = await all<{ rule: string }>(
    `select payload->>'rule' as rule from events where name = 'dossier.warned' and subject_id = '${id}' order by 1`,
  )
  assert.deepEqual(
    events.map(({ rule }) => rule),
    ['case-late', 'case-near', 'step-late', 'step-near'],
  )
  await over(id)
})
