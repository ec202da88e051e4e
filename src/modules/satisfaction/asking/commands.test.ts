import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, officer, savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import type { JsonObject } from '#kernel/types.ts'
import { modules } from '../../../app.ts'
import { ensureInvitation, inviteAtReturn, openSlip } from '../inviting/commands.ts'
import { claimKiosk, endKiosk, enrolKiosk, listKiosks, openAtKiosk, openClaim } from '../kiosk/commands.ts'
import { keyOf, kioskCookie, placeOf, pressed, readTyped } from '../kiosk/domain.ts'
import { writeReturned } from '../testing/store.ts'
import { openSurvey, rateDossier, setNow } from './commands.ts'

const platform = await freshPlatform(undefined, undefined, modules)
const friday = '2026-03-06T09:00+07:00'
const owner = citizen({ name: 'Trần Thị Diều' })
const visitor = (at = friday) => platform.as({ kind: 'visitor' }, at)
const content = { 3: 2, 4: 1, 7: 'good', 10: 'very', 11: 'satisfied', 12: 'very' } as const
const opinion = { answers: content, comment: ' Nhanh ', isAnonymous: false }
const desk = 'Z99.11.01'

let count = 0
async function returned(wanted: { state?: string; unit?: string; ended?: string } = {}) {
  count += 1
  const code = `${wanted.unit ?? desk}-260302-${String(count).padStart(4, '0')}`
  return inTransaction(visitor(), async (tx) => {
    const id = await writeReturned(tx, { unit: desk, applicantId: owner.personId, ...wanted, code })
    return { id, code, ...(await ensureInvitation(tx, visitor(), id)) }
  })
}
const told = (id: string) =>
  read(visitor(), async (tx) => {
    const { rows } = await sql<{ kind: string; actor: string | null; payload: JsonObject }>`
      select actor_kind as kind, actor_id as actor, payload from events
      where subject_id = ${id} and name = 'dossier.rated'`.execute(tx)
    return rows
  })
const kept = (id: string) =>
  read(visitor(), async (tx) => {
    const { rows } = await sql<JsonObject>`
      select answers, overall, comment, channel, is_anonymous as anonymous, kiosk_id as kiosk
      from satisfaction_answers where case_id = ${id}`.execute(tx)
    return rows
  })

before(async () => {
  await savePerson(platform, owner)
})

test('by the link of a message: asked once, and what was said first stands', async () => {
  const { id, token, code } = await returned()
  const way = { token, isQr: false }
  assert.equal((await openSurvey(visitor(), way)).code, code)
  assert.equal(await rateDossier(visitor(), way, opinion), true)
  assert.equal(await rateDossier(visitor(), way, { ...opinion, answers: { ...content, 3: 0 } }), false)
  assert.deepEqual(await kept(id), [
    {
      answers: content,
      overall: 'satisfied',
      comment: 'Nhanh',
      channel: 'link',
      anonymous: false,
      kiosk: null,
    },
  ])
  // Early and without a complaint: two points for attitude.
  assert.deepEqual(
    (await told(id)).map(({ payload }) => payload.points),
    [{ 3: 2, 4: 1, 7: 2 }],
  )
})

test('of two at once one is taken', async () => {
  const { id, token } = await returned()
  const both = [1, 2].map(() => rateDossier(visitor(), { token, isQr: true }, opinion))
  assert.deepEqual((await Promise.all(both)).toSorted(), [false, true])
  assert.equal((await told(id)).length, 1)
  assert.equal((await kept(id))[0]?.channel, 'qr')
})

test('an anonymous answer of somebody signed in names nobody in its event', async () => {
  const { id, code } = await returned()
  await rateDossier(platform.as(owner, friday), { code }, { ...opinion, isAnonymous: true })
  const [event] = await told(id)
  assert.deepEqual([event?.kind, event?.actor, event?.payload.anonymous], ['visitor', null, true])
  const named = await returned()
  await rateDossier(platform.as(owner, friday), { code: named.code }, opinion)
  assert.equal((await told(named.id))[0]?.actor, owner.personId)
  assert.equal((await kept(named.id))[0]?.channel, 'account')
})

test('the receipt opens it without an account; a stranger and a wrong code do not', async () => {
  const { id, code } = await returned()
  await assert.rejects(openSurvey(visitor(), { code }), { code: 'kernel.signInNeeded' })
  await assert.rejects(openSurvey(visitor(), { code, secret: 'ABC235' }), { code: 'dossiers.notFound' })
  const stranger = platform.as(citizen({ identityNumber: '099190000009' }), friday)
  await assert.rejects(openSurvey(stranger, { code }), { code: 'dossiers.notFound' })
  await rateDossier(visitor(), { code, secret: 'abc-234' }, opinion)
  assert.equal((await kept(id))[0]?.channel, 'receipt')
})

test('nothing is asked before there is an outcome, nor by a link that is wrong or too old', async () => {
  const early = await returned({ state: 'processing' })
  await assert.rejects(rateDossier(visitor(), { token: early.token, isQr: false }, opinion), {
    code: 'dossiers.notNow',
  })
  const { token } = await returned()
  const unknown = { code: 'satisfaction.unknownInvitation' }
  await assert.rejects(openSurvey(visitor(), { token: `${token.slice(0, -1)}_`, isQr: false }), unknown)
  const last = '2026-04-04T23:00+07:00'
  assert.ok(await openSurvey(visitor(last), { token, isQr: false }), 'thirty days after its end')
  await assert.rejects(openSurvey(visitor('2026-04-05T08:00+07:00'), { token, isQr: false }), unknown)
})

test('at return the applicant is invited, once, by a link that opens nothing but the questions', async () => {
  const { id, token } = await returned()
  await inTransaction(visitor(), (tx) =>
    sql`insert into events (at, name, subject_id, actor_kind, payload)
      values (${friday}, 'dossier.resultReturned', ${id}, 'officer', '{}')`.execute(tx),
  )
  await catchUp(platform.as({ kind: 'system' }, friday), inviteAtReturn)
  await catchUp(platform.as({ kind: 'system' }, friday), inviteAtReturn)
  const { rows } = await read(visitor(), (tx) =>
    sql<{
      kind: string
      link: string
    }>`select kind, link from notifications where subject_id = ${id}`.execute(tx),
  )
  assert.deepEqual(rows, [{ kind: 'satisfaction.invited', link: `/danh-gia/${token}` }])
})

async function at(code: string, permissions: readonly `${string}.${string}`[] = []) {
  const { rows } = await read(visitor(), (tx) =>
    sql<{ id: string; path: string }>`
      select id, path::text as path from units where code = ${code} order by valid_from desc limit 1`.execute(
      tx,
    ),
  )
  const [unit] = rows
  assert.ok(unit)
  const who = officer({
    unitId: unit.id,
    unitCode: code,
    unitReach: unit.path,
    permissions: new Set(permissions),
  })
  await savePerson(platform, who)
  return platform.as(who, friday)
}

test('whoever hands the result over prints the slip; another agency finds no such dossier', async () => {
  const { code, token, number } = await returned()
  const slip = await openSlip(await at(desk, ['dossier.view']), code)
  assert.deepEqual([slip.invitation.token, slip.invitation.number], [token, number])
  await assert.rejects(openSlip(await at('Z99.12.01', ['dossier.view']), code), { code: 'dossiers.notFound' })
  const early = await returned({ state: 'processing' })
  await assert.rejects(openSlip(await at(desk, ['dossier.view']), early.code), { code: 'dossiers.notNow' })
})

/** A device of a unit, and what its browser shows from then on. */
async function kioskAt(unit: string) {
  const clerk = await at(unit)
  const id = await enrolKiosk(clerk, '  Máy  cạnh quầy 3 ')
  const { secretKey } = platform.settings
  await claimKiosk(visitor(), { id, key: keyOf(secretKey, 'claim', id) })
  const cookie = `${id}.${keyOf(secretKey, 'device', id)}`
  const device = (time = friday) => ({
    ...visitor(time),
    cookie: (name: string) => (name === kioskCookie ? cookie : undefined),
  })
  return { id, clerk, device }
}

test('a device is claimed once, by the address its officer was given, and ended by its agency', async () => {
  const { id, clerk, device } = await kioskAt(desk)
  const { secretKey } = platform.settings
  const unknown = { code: 'satisfaction.unknownKiosk' }
  await assert.rejects(openClaim(visitor(), { id, key: keyOf(secretKey, 'claim', id) }), unknown, 'used')
  await assert.rejects(
    openClaim(visitor(), { id, key: keyOf(secretKey, 'device', id) }),
    unknown,
    'wrong key',
  )
  const second = await enrolKiosk(clerk, 'Máy hai')
  const claim = { id: second, key: keyOf(secretKey, 'claim', second) }
  const twice = await Promise.allSettled([claimKiosk(visitor(), claim), claimKiosk(visitor(), claim)])
  assert.deepEqual(twice.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const third = await enrolKiosk(clerk, 'Máy ba')
  const late = visitor('2026-03-07T09:00+07:00')
  await assert.rejects(
    openClaim(late, { id: third, key: keyOf(secretKey, 'claim', third) }),
    unknown,
    'a day',
  )
  await assert.rejects(enrolKiosk(clerk, ' x '), { code: 'satisfaction.nameNeeded' })
  await assert.rejects(endKiosk(await at('Z99.12.01'), id), unknown, 'another agency’s')
  assert.equal((await listKiosks(clerk)).find((one) => one.id === id)?.name, 'Máy cạnh quầy 3')
  await endKiosk(clerk, id)
  const { number } = await returned()
  await assert.rejects(openAtKiosk(device(), number), { code: 'satisfaction.notEnrolled' })
})

test('at a device the number, the code or the picture of the slip open one dossier of its desk, once', async () => {
  const { id: kiosk, device } = await kioskAt(desk)
  const { id, code, number, token } = await returned()
  for (const text of [
    number,
    `${number.slice(0, 4)} ${number.slice(4)}`,
    ` ${code.toLowerCase()}`,
    `https://x/danh-gia/${token}?nguon=qr`,
  ])
    assert.equal((await openAtKiosk(device(), text)).number, number, text)
  await rateDossier(device(), { kiosk: { id: kiosk, caseId: id } }, { ...opinion, isAnonymous: true })
  const [row] = await kept(id)
  assert.deepEqual([row?.channel, row?.kiosk], ['kiosk', kiosk])
  await assert.rejects(openAtKiosk(device(), number), { code: 'satisfaction.alreadyRated' })
})

test('a device knows nothing of other desks, of what is days old, and of what is not over', async () => {
  const { device } = await kioskAt(desk)
  const unknown = { code: 'satisfaction.unknownNumber' }
  const elsewhere = await returned({ unit: 'Z99.12.01' })
  const early = await returned({ state: 'processing' })
  for (const { number } of [elsewhere, early]) await assert.rejects(openAtKiosk(device(), number), unknown)
  for (const text of ['', '1234', '00000000', 'Z99.11.01-260302-9999'])
    await assert.rejects(openAtKiosk(device(), text), unknown, text)
  const { number } = await returned()
  assert.ok(await openAtKiosk(device('2026-03-08T09:00+07:00'), number), 'three days after')
  await assert.rejects(openAtKiosk(device('2026-03-09T09:00+07:00'), number), unknown)
  await assert.rejects(openAtKiosk(visitor(), number), { code: 'satisfaction.notEnrolled' })
})

test('a department without a desk of its own is rated at the centre that gives its results', async () => {
  const { device } = await kioskAt('Z99.01')
  const { number } = await returned({ unit: 'Z99.04' })
  assert.ok(await openAtKiosk(device(), number))
})

test('codes of dossiers can be counted up, so that a device takes few of them', async () => {
  const { device } = await kioskAt(desk)
  const later = device('2026-03-06T15:00+07:00')
  for (let n = 0; n < 10; n += 1)
    await assert.rejects(openAtKiosk(later, `${desk}-260303-${String(n).padStart(4, '0')}`), {
      code: 'satisfaction.unknownNumber',
    })
  const { code, number } = await returned()
  await assert.rejects(openAtKiosk(later, code), { code: 'kernel.tooMany' })
  assert.ok(await openAtKiosk(later, number), 'numbers of slips still are')
})

test('keys add to what was typed; answers lead to the first question that is open', () => {
  assert.deepEqual(
    [pressed('12', '3'), pressed('12', 'xoa'), pressed('', 'xoa'), pressed('12', 'x')],
    ['123', '1', '', '12'],
  )
  assert.deepEqual(readTyped('4827-1930'), { by: 'number', number: '48271930' })
  assert.equal(readTyped('482719301'), undefined)
  const set = setNow(visitor())
  const place = (typed: Record<string, string>) => placeOf(set, (number) => typed[number])
  const first = place({ 4: '2' })
  assert.deepEqual([first.at, first.at === 'question' && first.criterion.number], ['question', '3'])
  const third = place({ 3: '2', 4: '2', 7: 'perhaps' })
  assert.equal(third.at === 'question' && third.criterion.number, '7')
  assert.equal(place({ 3: '2', 4: '2', 7: 'good', 10: 'very', 11: 'very', 12: 'very' }).at, 'name')
})
