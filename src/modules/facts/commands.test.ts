/** What happens writes facts; what is said of somebody else does not; an objection changes nothing silently. */

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { keepFile, submitDossier } from '#modules/dossiers/submission/commands.ts'
import { viewOwnRequests } from '#modules/privacy/requests/commands.ts'
import { signResult, withdrawResult } from '#modules/results/signing/commands.ts'
import {
  as,
  chosen,
  citizen,
  later,
  look,
  monday,
  onePage,
  platform,
  refusedWith,
  sqlAs,
  system,
  waiting,
} from '#modules/results/testing/commands.ts'
import { openOwnBook, recordFacts, viewOwnBook } from './commands.ts'
import { type NewFact, personOf } from './domain.ts'
import { objectToFact } from './objecting/commands.ts'
import { keepResults, keepSaid } from './remembering/commands.ts'

const identity = citizen.identityNumber ?? ''
const stranger = { ...citizen, personId: randomUUID(), identityNumber: '099190000002', name: 'Người Lạ' }
const mine = (key?: string) => ({ ...platform.as(citizen, later), operationKey: key })

const population = { vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National Population Database' }
const heard = (key: string, value: NewFact['value'], day = '2026-03-01'): NewFact => ({
  key,
  value,
  source: 'register',
  by: 'population',
  byName: population,
  asOf: new Date(`${day}T09:00+07:00`),
  reference: '019ca000-0000-7000-8000-000000000001',
})
const record = (...facts: readonly NewFact[]) =>
  inTransaction(system(), (tx) =>
    recordFacts(tx, system(), { subject: personOf(identity), eventOf: citizen.personId, facts }),
  )
const bookOfMine = () => openOwnBook(mine())

test('a fact told twice is one row and one event; what may not stand there is left out', async () => {
  // After the officers of the commune: an installation that has people is given no others.
  for (const person of [citizen, stranger]) await savePerson(platform, person)
  const born = heard('person.birthDate', '1990-02-01')
  assert.deepEqual(
    await record(born, heard('person.shoeSize', 38), heard('person.birthDate', '1990-02-31')),
    ['person.birthDate'],
  )
  assert.deepEqual(await record(born), [])
  const { rows } = await read(system(), (tx) =>
    sql<{
      count: number
    }>`select count(*)::int as count from events where name = 'facts.recorded'`.execute(tx),
  )
  assert.equal(rows[0]?.count, 1)
  const known = (await bookOfMine()).get('person.birthDate')
  assert.deepEqual([known?.current.value, known?.isVouched], ['1990-02-01', true])
  assert.equal(
    (await openOwnBook(platform.as(stranger, later))).get('person.birthDate')?.isVouched,
    undefined,
  )
})

const kitePermit = '9.000001'
async function submit(identityNumber: string, phone: string): Promise<void> {
  const answers = {
    flyerName: 'Trần Thị Diều',
    flyerBirthDate: '1990-02-01',
    flyerIdentityNumber: identityNumber,
    flyerPhone: phone,
    kites: [{ name: 'Diều sáo', lengthMetres: 2, hasFlute: false }],
    field: { province: '99', commune: '99101', line: 'Bãi sau' },
    from: '2026-03-10',
    to: '2026-03-12',
    hours: ['dawn'],
    truth: true,
  }
  const context = platform.as(citizen, monday)
  const fileId = await keepFile(context, await storeBytes(platform.files, 'dieu.pdf', await onePage()))
  await submitDossier(context, {
    key: randomUUID(),
    procedure: kitePermit,
    answers: { ...answers, pictures: [fileId] },
    papers: [],
    channel: 'online',
    returnMethod: 'online',
  })
  await catchUp(system(), keepSaid)
}

test('what people say of themselves is kept as said; a form that names another number tells nothing of anybody', async () => {
  await submit('099190000002', '0990000077')
  assert.equal((await bookOfMine()).get('person.phone')?.current.source, 'account')
  assert.deepEqual((await openOwnBook(platform.as(stranger, later))).get('person.phone')?.former, [])
  await submit(identity, '0990000088')
  const phone = (await bookOfMine()).get('person.phone')
  assert.deepEqual([phone?.current.value, phone?.current.source], ['0990000088', 'said'])
  const born = (await bookOfMine()).get('person.birthDate')
  assert.equal(born?.current.source, 'register', 'a register outweighs what was said')
})

test('a signed result says what the pack declares, and nothing any more once it is withdrawn', async () => {
  const code = await waiting()
  const { id } = await look(code)
  const answers = { flyerIdentityNumber: identity, kites: [{ lengthMetres: 3.5 }, { lengthMetres: 2 }] }
  await sqlAs(sql`update dossiers set applicant_id = ${citizen.personId}, applicant_identity = ${identity},
    applicant_kind = 'citizen', answers = ${JSON.stringify(answers)}::jsonb where case_id = ${id}`)
  await signResult(as('leader'), await chosen(code))
  await sqlAs(sql`update cases set definition_code = ${kitePermit} where id = ${id}`)
  await catchUp(system(), keepResults)
  const known = (await bookOfMine()).get('person.kiteLength')
  assert.deepEqual(
    [known?.current.value, known?.current.source, known?.current.reference],
    [3.5, 'signed', code],
  )
  assert.equal(known?.current.validTo, '2028-03-02', '24 months from its number')
  await withdrawResult(as('leader'), { code, reason: 'Diều quá dài' })
  await catchUp(system(), keepResults)
  assert.equal((await bookOfMine()).has('person.kiteLength'), false)
})

test('an objection begins one request with its clock, and both values stand side by side', async () => {
  const typed = {
    fields: { 'birthDate.day': '3', 'birthDate.month': '2', 'birthDate.year': '1990' },
    why: 'Giấy khai sinh ghi ngày 3',
  }
  const object = (key: string, more = typed, context = mine('object once')) =>
    objectToFact(context, { key, typed: more })
  await assert.rejects(object('person.phone'), refusedWith('facts.ownWord'))
  await assert.rejects(object('person.gender'), refusedWith('facts.notFound'))
  await assert.rejects(
    object('person.birthDate', typed, { ...platform.as(stranger, later), operationKey: 'other' }),
    refusedWith('facts.notFound'),
  )
  await assert.rejects(
    object('person.birthDate', { ...typed, why: 'Sai' }),
    refusedWith('privacy.wordsNeeded'),
  )
  const same = { ...typed.fields, 'birthDate.day': '1' }
  await assert.rejects(object('person.birthDate', { ...typed, fields: same }), refusedWith('facts.sameValue'))
  const wrong = await object('person.birthDate', {
    ...typed,
    fields: { ...typed.fields, 'birthDate.day': '31' },
  })
  assert.ok('errors' in wrong && wrong.errors.length === 1)

  const [first, second] = await Promise.all([object('person.birthDate'), object('person.birthDate')])
  assert.deepEqual(first, second)
  const requests = await viewOwnRequests(mine())
  assert.equal(requests.length, 1)
  assert.equal(requests[0]?.kind, 'correction')
  assert.match(
    requests[0]?.lookWords ?? '',
    /Ngày sinh.*dân cư, ngày 01\/03\/2026: 01\/02\/1990.*03\/02\/1990/,
  )
  const { book, objections } = await viewOwnBook(mine())
  const born = book.get('person.birthDate')
  assert.equal(born?.current.value, '1990-02-01', 'nothing is changed by itself')
  assert.deepEqual(
    born?.conflicts.map(({ value, source }) => [value, source]),
    [['1990-02-03', 'said']],
  )
  assert.equal(born?.isVouched, false, 'the next form asks')
  assert.equal(objections.get('person.birthDate')?.requestId, requests[0]?.id)
})
