import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { inTransaction, read } from '#kernel/db.ts'
import { citizen } from '#kernel/testing/people.ts'
import { lookUpFollowed, openOwn } from '#modules/dossiers/tracking/commands.ts'
import { recordCitizen } from '#modules/organisation/api.ts'
import { refusal, slipOf } from '../domain.ts'
import { orderWipe } from '../teams/commands.ts'
import {
  agreed,
  as,
  byHead,
  commune,
  enrolled,
  helper,
  kitePermit,
  monday,
  person,
  picture,
  platform,
  signature,
  system,
  teamId,
  tuesday,
  typed,
} from '../testing/commands.ts'
import {
  countOfTest,
  findDossierOfTest,
  findEvidenceOfTest,
  findLooksOfTest,
  findMandateOfTest,
} from '../testing/store.ts'
import { endHelp, openForm, openSlip, type Sent, sendHelp } from './commands.ts'

const refused = (deed: Promise<unknown>, name: keyof typeof refusal) =>
  assert.rejects(deed, { code: `assisted.${name}` })
const send = (sent: Sent, at = monday) => sendHelp(as(helper, at), kitePermit, sent)
const dossierOf = (id: string) => read(platform, (tx) => findDossierOfTest(tx, id))
const count = (table: Parameters<typeof countOfTest>[1]) => read(platform, (tx) => countOfTest(tx, table))

test('a helped dossier is the person’s own, with their phone, and says who helped', async () => {
  const sent = typed()
  assert.deepEqual(await send(sent), { id: sent.key })
  const dossier = await dossierOf(sent.key)
  assert.ok(dossier)
  assert.equal(dossier.applicantName, 'Trần Thị Diều')
  assert.equal(dossier.phone, '0990000777')
  assert.equal(dossier.submitter, 'Lã Thị Giúp')
  assert.equal(dossier.helpUnit, commune)
  assert.notEqual(dossier.applicantId, helper.personId)
  assert.equal(dossier.answers['flyerName'], 'Trần Thị Diều')
  assert.equal(dossier.files, 1)
  const own = await openOwn(
    as(citizen({ personId: dossier.applicantId, name: 'Trần Thị Diều', identityNumber: '099190000777' })),
    dossier.code,
  )
  assert.deepEqual(own.story[0]?.kind === 'submitted' && own.story[0].inPlace, {
    agent: 'Lã Thị Giúp',
    owner: 'Trần Thị Diều',
    isHelp: true,
  })
  assert.equal(own.dossier.isHelped, true)
})

test('the same key gives one dossier, one session and one slip, also when it is sent twice at once', async () => {
  const before = { dossiers: await count('dossiers'), sessions: await count('assisted_sessions') }
  const sent = typed({ _identity: '099190000778', _name: 'Bà Một' })
  await Promise.all([send(sent), send(sent)].map((one) => one.catch(() => undefined)))
  await send(sent)
  assert.equal(await count('dossiers'), before.dossiers + 1)
  assert.equal(await count('assisted_sessions'), before.sessions + 1)
  assert.equal((await dossierOf(sent.key))?.files, 1)
})

test('slips of a device are its own, each once; without a device they follow one another', async () => {
  const device = await enrolled()
  const slip = (number: number) => slipOf(device.unitCode, device.number, number)
  const fromDevice = { _device: device.id, _token: device.token }
  const first = typed({ ...fromDevice, _slip: slip(1), _identity: '099190000779', _name: 'Ông Hai' })
  await send(first)
  assert.equal((await dossierOf(first.key))?.slip, slip(1))
  const again = typed({ ...fromDevice, _slip: slip(1), _identity: '099190000780', _name: 'Bà Ba' })
  await refused(send(again), 'wrongSlip')
  const strange = slipOf(device.unitCode, device.number + 1, 1)
  await refused(
    send(typed({ ...fromDevice, _slip: strange, _identity: '099190000780', _name: 'Bà Ba' })),
    'wrongSlip',
  )
  await refused(send(typed({ _device: device.id, _token: 'x', _slip: slip(2) })), 'notFound')
  const [one, two] = [
    typed({ _identity: '099190000780', _name: 'Bà Ba' }),
    typed({ _identity: '099190000781', _name: 'Cô Tư' }),
  ]
  await send(one)
  await send(two)
  const numbers = await Promise.all(
    [one, two].map(async ({ key }) => Number((await dossierOf(key))?.slip.slice(-4))),
  )
  assert.equal((numbers[1] ?? 0) - (numbers[0] ?? 0), 1)
  await orderWipe(byHead(), { team: teamId, device: device.id, reason: 'Mất máy' })
  await refused(
    send(typed({ ...fromDevice, _slip: slip(2), _identity: '099190000782', _name: 'Em Năm' })),
    'deviceEnded',
  )
})

test('whoever holds the slip follows the dossier with the last figures of the phone, and with no others', async () => {
  const sent = typed({ _identity: '099190000783', _name: 'Chú Sáu', _phone: '0990001234' })
  await send(sent)
  const dossier = await dossierOf(sent.key)
  const visitor = platform.as({ kind: 'visitor' }, monday)
  const followed = await lookUpFollowed(visitor, ` ${dossier?.slip.toLowerCase()} `, '1234')
  assert.equal(followed.dossier.code, dossier?.code)
  await assert.rejects(lookUpFollowed(visitor, dossier?.slip ?? '', '1235'), {
    code: 'dossiers.slipNotFound',
  })
  await assert.rejects(lookUpFollowed(visitor, 'HT-Z99.11.01-07-0001', '1234'), {
    code: 'dossiers.slipNotFound',
  })
})

test('four figures are not guessed: after a few tries at one slip nobody is answered', async () => {
  const sent = typed({ _identity: '099190000784', _name: 'Cô Bảy', _phone: '0990005678' })
  await send(sent)
  const slip = (await dossierOf(sent.key))?.slip ?? ''
  const visitor = platform.as({ kind: 'visitor' }, monday)
  for (let guess = 0; guess < 10; guess += 1)
    await assert.rejects(lookUpFollowed(visitor, slip, `000${guess}`), { code: 'dossiers.slipNotFound' })
  await assert.rejects(lookUpFollowed(visitor, slip, '5678'), { code: 'kernel.tooMany' })
})

test('without consent, its proof or today’s words nothing is sent and nobody is written down', async () => {
  const before = await count('assisted_sessions')
  await refused(send(typed({ _agreed: undefined })), 'consentNeeded')
  await refused(send(typed({ _signature: 'M1 1 L2 2' })), 'evidenceNeeded')
  await refused(send(typed({ _way: 'spoken' })), 'evidenceNeeded')
  await refused(send(typed({ _agreed: 'f'.repeat(64) })), 'wordsChanged')
  assert.equal(await count('assisted_sessions'), before)
})

test('a consent is in the register with the words, and its proof is the person’s own', async () => {
  const signed = typed({ _identity: '099190000785', _name: 'Bác Tám' })
  await send(signed)
  const evidence = await read(platform, (tx) => findEvidenceOfTest(tx, signed.key))
  assert.deepEqual([evidence?.way, evidence?.signature], ['signed', signature])
  const onPaper = typed({ _identity: '099190000786', _name: 'Bác Chín', _signature: '' }, [
    await picture('_sheet'),
  ])
  await send(onPaper)
  const sheet = await read(platform, (tx) => findEvidenceOfTest(tx, onPaper.key))
  assert.equal(sheet?.owner, (await dossierOf(onPaper.key))?.applicantId)
  assert.equal((await dossierOf(onPaper.key))?.files, 1)
})

test('the helper sees the slip until Done, by a right that ends with it, and the person is told', async () => {
  const sent = typed({ _identity: '099190000787', _name: 'Dì Mười' })
  await send(sent)
  const slip = await openSlip(as(helper), sent.key)
  const dossier = await dossierOf(sent.key)
  assert.deepEqual([slip.code, slip.name, slip.team], [dossier?.code, 'Dì Mười', 'Tổ thôn Gió'])
  const stranger = citizen({ personId: randomUUID() })
  await refused(openSlip(as(stranger), sent.key), 'notFound')
  const looks = await read(platform, (tx) => findLooksOfTest(tx, dossier?.applicantId ?? ''))
  assert.deepEqual(looks[0], { viewer: helper.personId, why: 'helped', what: 'person' })
  await endHelp(as(helper), sent.key)
  await endHelp(as(helper), sent.key)
  await refused(openSlip(as(helper), sent.key), 'sessionEnded')
  await assert.rejects(openOwn(as(helper), dossier?.code ?? ''), { code: 'dossiers.notFound' })
  const mandate = await read(platform, (tx) => findMandateOfTest(tx, sent.key))
  assert.deepEqual(mandate, { role: 'helper', ending: 'left', procedures: [kitePermit] })
})

test('a session that nobody ended ends by itself', async () => {
  const sent = typed({ _identity: '099190000788', _name: 'Ông Mười Một' })
  await send(sent)
  await refused(openSlip(as(helper, tuesday), sent.key), 'sessionEnded')
})

test('what was done without a line has ended when it arrives, and counts from the day on which it was signed', async () => {
  const device = await enrolled()
  const sent = typed({
    _device: device.id,
    _token: device.token,
    _slip: slipOf(device.unitCode, device.number, 1),
    _identity: '099190000789',
    _name: 'Bà Mười Hai',
    _done: 'yes',
    _saidAt: new Date(monday).toISOString(),
    _agreed: agreed(monday),
  })
  await send(sent, tuesday)
  await refused(openSlip(as(helper, tuesday), sent.key), 'sessionEnded')
  await send(sent, tuesday)
  assert.ok((await dossierOf(sent.key))?.code)
})

test('a second work with the same person ends the first', async () => {
  const [one, two] = [
    typed({ _identity: '099190000790', _name: 'Cậu Ba' }),
    typed({ _identity: '099190000790', _name: 'Cậu Ba' }),
  ]
  await send(one)
  await send(two)
  await refused(openSlip(as(helper), one.key), 'sessionEnded')
  assert.ok((await openSlip(as(helper), two.key)).code)
})

test('a number of somebody else is refused and tells nothing; nobody’s name or phone is changed', async () => {
  const known = { identityNumber: '099190000791', name: 'Mợ Tư', phone: '0990009999' }
  await inTransaction(system(), (tx) => recordCitizen(tx, known))
  await refused(send(typed({ _identity: known.identityNumber, _name: 'Người Khác' })), 'nameDiffers')
  const sent = typed({ _identity: known.identityNumber, _name: 'mợ tư', _phone: '0990001111' })
  await send(sent)
  assert.equal((await dossierOf(sent.key))?.phone, '0990001111')
  await refused(
    send(typed({ ...person, _identity: helper.identityNumber ?? '', _name: helper.name })),
    'notYourself',
  )
})

test('what the form misses is told question by question, and nothing is begun', async () => {
  const before = await count('assisted_sessions')
  const answer = await send(typed({ 'kites.0.name': '', truth: undefined }))
  assert.ok('faults' in answer)
  assert.deepEqual(answer.faults.map(({ field }) => field).sort(), ['kites.0.name', 'truth'])
  assert.equal(await count('assisted_sessions'), before)
})

test('only fit procedures are helped with, and only by members', async () => {
  await refused(openForm(as(helper), '9.000201'), 'notFit')
  await refused(openForm(as(citizen()), kitePermit), 'notAMember')
  await refused(sendHelp(as(citizen()), kitePermit, typed()), 'notAMember')
})
