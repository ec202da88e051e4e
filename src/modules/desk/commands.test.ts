import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { read, sql } from '#kernel/db.ts'
import type { Actor } from '#kernel/policy.ts'
import { findCitizenByNumber, recordCitizen } from '#modules/organisation/api.ts'
import { checkDay, closeDay, lineKey, viewClosing } from './closing/commands.ts'
import { findResults, giveBack, makeReturnCode } from './giveback/commands.ts'
import { giveOver, openHandover, receiveHandover, viewHandovers } from './handover/commands.ts'
import { acceptIntake } from './intake/accepting/commands.ts'
import { findPeople, viewTill } from './intake/commands.ts'
import { dropIntake, saveIntake } from './intake/saving/commands.ts'
import {
  at,
  dossierOf,
  nothing,
  platform,
  refusedWith,
  report,
  rightFields,
  scan,
  takenIn,
  who,
  withResult,
} from './testing/commands.ts'

test('a card read twice is one person, of another card the second; the form follows the card until it is written over', async () => {
  const id = randomUUID()
  const context = at('08:00')
  await saveIntake(context, { id, ...nothing, fields: { _card: scan('099190000001') } })
  await saveIntake(context, { id, ...nothing, fields: { _card: scan('099190000001') } })
  await saveIntake(context, { id, ...nothing, fields: { _card: scan('099190000002', 'Lã Thị Mây') } })
  await saveIntake(context, { id, ...nothing, fields: {}, act: 'procedure:9.000001' })
  const till = await viewTill(context, { id })
  assert.deepEqual(
    till.intake.cards.map(({ name }) => name),
    ['Trần Thị Diều', 'Lã Thị Mây'],
  )
  assert.equal(till.intake.typed.flyerName, 'Trần Thị Diều')
  assert.equal(till.intake.typed.wind, 'VN', 'from the pack')
  assert.equal(till.intake.typed['to.day'], '5', 'a value made of another value')
  assert.ok(till.form?.settled.has('flyerName'))
  const typed = { ...till.intake.typed, _form: '9.000001', flyerName: 'Trần Thị Diễu', 'from.day': '9' }
  await saveIntake(context, { id, ...nothing, fields: typed, act: 'save' })
  const later = await viewTill(context, { id })
  assert.equal(later.intake.typed.flyerName, 'Trần Thị Diễu')
  assert.equal(later.intake.typed['to.day'], '10', 'follows what it is made of')
  assert.ok(!later.form?.settled.has('flyerName'))
  await dropIntake(context, id)
  await assert.rejects(dropIntake(context, id), refusedWith('intakeClosed'))
})

test('another clerk finds no such intake, and a colleague cannot write into it', async () => {
  const id = randomUUID()
  await saveIntake(at('08:00'), { id, ...nothing, fields: { _card: scan('099190000001') } })
  const stranger = at('08:01', who('desk-clerk', 'Z99.12.01'))
  await assert.rejects(viewTill(stranger, { id }), refusedWith('unknownIntake'))
  await assert.rejects(saveIntake(stranger, { id, ...nothing, fields: {} }), refusedWith('unknownIntake'))
  assert.equal((await viewTill(at('08:02'))).intake.id, id, 'after a crash the clerk goes on with it')
  await dropIntake(at('08:03'), id)
})

test('what cannot be read as a card is refused, and what was typed beside it is kept', async () => {
  const id = randomUUID()
  const context = at('08:00')
  await assert.rejects(
    saveIntake(context, { id, ...nothing, fields: { _card: '12345', _reference: 'BL1' } }),
    refusedWith('cardUnreadable'),
  )
  assert.equal((await viewTill(context, { id })).intake.payReference, 'BL1')
  await dropIntake(context, id)
})

test('card and record differ: the clerk says which holds, and the record follows', async () => {
  const identity = '099190000044'
  await platform.database.kysely
    .transaction()
    .execute((tx) => recordCitizen(tx, { identityNumber: identity, name: 'Trần Thị Diễu' }))
  const id = randomUUID()
  const context = at('08:00')
  await saveIntake(context, { id, ...nothing, fields: { _card: scan(identity) } })
  const { differences, person } = await viewTill(context, { id })
  assert.deepEqual(
    differences.map(({ fact }) => fact),
    ['name'],
  )
  assert.ok(person)
  await saveIntake(context, {
    id,
    ...nothing,
    fields: { '_holds.name': 'record' },
    act: `procedure:${report}`,
  })
  const fields = await rightFields(identity)
  assert.equal(await acceptIntake(context, { id, ...nothing, fields }), 'accepted')
  const kept = await read(context, (tx) => findCitizenByNumber(tx, identity))
  assert.equal(kept?.name, 'Trần Thị Diễu')
  const facts = await read(context, (tx) =>
    sql<{ key: string; value: unknown; source: string }>`select key, value, source from facts
      where subject = ${`person:${identity}`} order by key`.execute(tx),
  )
  assert.deepEqual(
    facts.rows.map(({ key, source }) => `${key} ${source}`),
    ['address', 'birthDate', 'fullName', 'gender', 'identityNumber'].map((key) => `person.${key} checked`),
    'what the clerk compared with the card',
  )
  const people = await findPeople(context, 'tran thi dieu')
  const [look] = await platform.looksAt(kept?.id ?? '')
  assert.equal(look?.what, 'person')
  assert.ok(
    people.some((one) => one.id === kept?.id),
    'found without marks',
  )
})

test('accepting says what is missing, then makes one dossier however often it is pressed', async () => {
  const id = randomUUID()
  const context = at('08:30')
  await assert.rejects(acceptIntake(context, { id, ...nothing, fields: {} }), refusedWith('procedureNeeded'))
  await saveIntake(context, { id, ...nothing, fields: {}, act: `procedure:${report}` })
  assert.equal(await acceptIntake(context, { id, ...nothing, fields: { _form: report } }), 'incomplete')
  const fields = await rightFields('099190000005')
  const press = () => acceptIntake(context, { id, ...nothing, fields })
  assert.deepEqual(await Promise.all([press(), press(), press()]), ['accepted', 'accepted', 'accepted'])
  assert.equal(await acceptIntake(context, { id, ...nothing, fields }), 'accepted')
  const till = await viewTill(context, { id })
  const dossier = await dossierOf(till.accepted?.code ?? '')
  assert.notEqual(dossier.state, 'registered')
  assert.equal(dossier.receivingUnitId, who().unitId)
})

test('filing for another needs the authorisation, and the place of help stands beside that of reception', async () => {
  const id = randomUUID()
  const context = at('08:40')
  await saveIntake(context, { id, ...nothing, fields: { _card: scan('099190000006', 'Lã Thị Mây') } })
  await saveIntake(context, {
    id,
    ...nothing,
    fields: { _card: scan('099190000007'), _filing: 'yes', _for: 'other' },
  })
  await saveIntake(context, { id, ...nothing, fields: {}, act: `procedure:${report}` })
  const fields = {
    ...(await rightFields('099190000007')),
    _for: 'other',
    _helpedAt: 'Z99.13',
    _helpedBy: 'Ưng Gió',
  }
  await assert.rejects(acceptIntake(context, { id, ...nothing, fields }), refusedWith('authorityNeeded'))
  const whole = { ...fields, _authority: '12/2026', _scope: 'nộp và nhận' }
  assert.equal(await acceptIntake(context, { id, ...nothing, fields: whole }), 'accepted')
  const { rows } = await read(context, (tx) =>
    sql<{ submitter: string; filing: Record<string, string>; help: string; roles: string[] }>`
      select d.submitter_name as submitter, (select code from units where id = d.help_unit_id) as help,
        array(select role from dossier_participants y where y.case_id = d.case_id order by position) as roles,
        e.payload->'filing' as filing from desk_intakes i
      join dossiers d on d.case_id = i.case_id join events e on e.subject_id = i.case_id and e.name = 'desk.intakeAccepted'
      where i.id = ${id}`.execute(tx),
  )
  assert.equal(rows[0]?.submitter, 'Lã Thị Mây')
  assert.deepEqual([rows[0]?.help, rows[0]?.roles], ['Z99.13', ['authorised', 'helper']])
  assert.deepEqual([rows[0]?.filing.helpedAtUnit, rows[0]?.filing.receivedAtUnit], ['Z99.13', who().unitId])
})

test('papers go over in batches: one record a unit, both hands sign, what is not taken stays with its reason', async () => {
  const codes = [await takenIn('099190000011'), await takenIn('099190000012'), await takenIn('099190000013')]
  const { atDesk } = await viewHandovers(at('10:00'))
  const chosen = atDesk.filter(({ code }) => codes.includes(code)).map(({ caseId }) => caseId)
  assert.equal(chosen.length, 3)
  const context = at('10:00')
  await assert.rejects(giveOver(context, []), refusedWith('nothingChosen'))
  const stranger = await giveOver(at('10:00', who('desk-clerk', 'Z99.12.01')), chosen)
  assert.deepEqual(stranger, { given: [], refused: [] })
  const { given } = await giveOver(context, chosen)
  assert.deepEqual(await giveOver(context, chosen), { given, refused: [] }, 'the same press')
  const again = await giveOver(at('10:01'), chosen)
  assert.deepEqual([again.given, again.refused.map(({ code }) => code).toSorted()], [[], codes.toSorted()])
  const [record] = given
  assert.ok(record && given.length === 1)
  const { lines } = await openHandover(at('10:02'), record.id)
  const [first, ...others] = lines.map(({ caseId }) => caseId)
  assert.ok(first)
  const taken = { id: record.id, received: others, reasons: new Map([[first, 'Thiếu bản chính']]) }
  await assert.rejects(receiveHandover(at('10:02'), taken), refusedWith('sameHand'))
  await assert.rejects(
    receiveHandover(at('10:02', who('officer', 'Z99.12.01')), taken),
    refusedWith('unknownHandover'),
  )
  await assert.rejects(
    receiveHandover(at('10:02', who('officer')), { ...taken, reasons: new Map() }),
    refusedWith('reasonNeeded'),
  )
  await receiveHandover(at('10:03', who('officer')), taken)
  await assert.rejects(receiveHandover(at('10:03', who('officer')), taken), refusedWith('alreadyReceived'))
  const back = (await viewHandovers(at('10:04'))).atDesk.filter(({ code }) => codes.includes(code))
  assert.deepEqual(
    back.map(({ refusedReason }) => refusedReason),
    ['Thiếu bản chính'],
  )
})

test('of two who hand over the same papers at once one does', async () => {
  await takenIn('099190000014')
  const { atDesk } = await viewHandovers(at('10:10'))
  const ids = atDesk.slice(0, 1).map(({ caseId }) => caseId)
  const outcomes = await Promise.all([giveOver(at('10:11'), ids), giveOver(at('10:11'), ids)])
  assert.deepEqual(outcomes.map(({ given }) => given.length).toSorted(), [0, 1])
})

const receiver = {
  kind: 'self',
  name: 'Trần Thị Diều',
  identity: '099190000021',
  authorityPaper: '',
} as const
const signed = { confirmedBy: 'signature', code: '', originals: '' } as const

test('results are found by card, code, phone or name; the applicant or the authorised takes several at once', async () => {
  const codes = [await takenIn('099190000021'), await takenIn('099190000021'), await takenIn('099190000022')]
  const ids: string[] = []
  for (const code of codes) ids.push(await withResult(code))
  for (const text of [scan('099190000021'), '099190000021']) {
    const { found } = await findResults(at('11:00'), text)
    assert.deepEqual(
      found
        .filter(({ isReady }) => isReady)
        .map(({ code }) => code)
        .toSorted(),
      codes.slice(0, 2).toSorted(),
    )
  }
  assert.ok((await findResults(at('11:00'), codes[0] ?? '')).found.length === 1)
  assert.ok((await findResults(at('11:00'), 'tran thi dieu')).found.length >= 3)
  assert.deepEqual((await findResults(at('11:00', who('desk-clerk', 'Z99.12.01')), codes[0] ?? '')).found, [])
  const all = { caseIds: ids, receiver, ...signed }
  await assert.rejects(giveBack(at('11:01'), all), refusedWith('notTheApplicant'))
  await assert.rejects(
    giveBack(at('11:01'), { ...all, receiver: { ...receiver, identity: '1' } }),
    refusedWith('identityNeeded'),
  )
  const deputy = { kind: 'authorised', name: 'Lã Gió', identity: '099190000099', authorityPaper: '' } as const
  await assert.rejects(giveBack(at('11:01'), { ...all, receiver: deputy }), refusedWith('authorityNeeded'))
  const own = { ...all, caseIds: ids.slice(0, 2) }
  const outcomes = await giveBack(at('11:02'), own)
  assert.ok(outcomes.length === 2 && outcomes.every(({ refused }) => !refused), JSON.stringify(outcomes))
  assert.deepEqual(await giveBack(at('11:03'), own), [], 'once is enough')
  assert.equal((await dossierOf(codes[0] ?? '')).state, 'returned')
})

test('a result that is not there says so; a stranger of another desk finds nothing', async () => {
  const code = await takenIn('099190000021')
  const { id } = await dossierOf(code)
  await assert.rejects(giveBack(at('11:10'), { caseIds: [id], receiver, ...signed }), refusedWith('notReady'))
  await assert.rejects(
    giveBack(at('11:10', who('desk-clerk', 'Z99.12.01')), { caseIds: [id], receiver, ...signed }),
    { code: 'dossiers.notFound' },
  )
})

test('the code on the citizen’s phone is good once; five wrong ones end it', async () => {
  const identity = '099190000023'
  const code = await takenIn(identity)
  const id = await withResult(code)
  const person = await read(at('11:20'), (tx) => findCitizenByNumber(tx, identity))
  assert.ok(person)
  const citizen: Actor = {
    kind: 'citizen',
    personId: person.id,
    name: person.name,
    identityNumber: identity,
    phone: undefined,
  }
  const stranger: Actor = { ...citizen, personId: randomUUID() }
  await assert.rejects(makeReturnCode(at('11:20', stranger), code), { code: 'dossiers.notFound' })
  const give = (spoken: string, time = '11:21') =>
    giveBack(at(time), {
      caseIds: [id],
      receiver: { ...receiver, identity },
      ...signed,
      confirmedBy: 'code',
      code: spoken,
    })
  const old = await makeReturnCode(at('11:20', citizen), code)
  await assert.rejects(give(old, '11:40'), refusedWith('wrongCode'))
  const first = await makeReturnCode(at('11:20', citizen), code)
  for (let wrong = 0; wrong < 5; wrong += 1)
    await assert.rejects(give(first === '000000' ? '111111' : '000000'), refusedWith('wrongCode'))
  await assert.rejects(give(first), refusedWith('tooManyTries'))
  const spoken = await makeReturnCode(at('11:22', citizen), code)
  assert.equal((await give(`${spoken.slice(0, 3)} ${spoken.slice(3)}`, '11:23')).length, 1)
})

test('the day is signed when every difference is explained, checked by another, and a difference stays until it agrees', async () => {
  const day = '2026-03-02'
  const evening = at('17:30')
  const { figures, differences } = await viewClosing(evening, day)
  assert.ok(figures.accepted >= 8 && figures.resultsGiven === 3, JSON.stringify(figures))
  assert.ok(differences.length > 0)
  const counted = { day, cashVnd: figures.feesNotedVnd + 5000, papers: figures.papersAtDesk }
  await assert.rejects(
    closeDay(evening, { ...counted, explanations: new Map() }),
    refusedWith('differencesOpen'),
  )
  const open = (await viewClosing(evening, day)).differences
  assert.ok(
    open.some(({ kind }) => kind === 'cash'),
    'what was counted is kept as a line',
  )
  const explanations = new Map(open.map((line) => [lineKey(line), 'Đã kiểm tra lại']))
  await assert.rejects(checkDay(at('17:31', who('division-head')), day), refusedWith('notSigned'))
  await closeDay(evening, { ...counted, explanations })
  await assert.rejects(closeDay(evening, { ...counted, explanations }), refusedWith('dayClosed'))
  await assert.rejects(checkDay(evening, day), refusedWith('checkedBySelf'))
  await checkDay(at('17:40', who('division-head')), day)
  await assert.rejects(checkDay(at('17:41', who('division-head')), day), refusedWith('dayClosed'))
  const after = await viewClosing(platform.as(who(), '2026-03-03T17:00+07:00'))
  assert.ok(!after.differences.some(({ kind }) => kind === 'cash'), 'counted, explained, checked')
  assert.ok(
    after.differences.some(({ kind }) => kind === 'handoverOpen'),
    'not mended: still there',
  )
})
