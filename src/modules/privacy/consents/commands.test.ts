import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { findConsents, giveConsent, shownToday, standingConsents } from '#kernel/consents.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { agree, ticked } from '#kernel/testing/consents.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, officer, savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { assisted } from '#modules/assisted/module.ts'
import { feedbackOver } from '#modules/feedback/module.ts'
import { news } from '#modules/news/module.ts'
import { notifications } from '#modules/notifications/module.ts'
import { viewOwnRequests } from '../requests/commands.ts'
import { followWithdrawals, usesOf, viewOwnConsents, withdrawOwn } from './commands.ts'
import { findAtCounter, recordAtCounter, viewAtCounter } from './counter/commands.ts'
import { consentMismatches } from './domain.ts'

const platform = await freshPlatform()
const day = '2026-03-02T09:00+07:00'
const uses = usesOf([news, notifications, feedbackOver(), assisted])
const system = () => platform.as({ kind: 'system' }, day)
const clerk = () => platform.as(officer({ permissions: new Set(['desk.receive']) }), day)
const [phone, zalo] = ['notices.phone', 'notices.zalo']

let people = 0
async function person(at = day): Promise<Context & { readonly id: string }> {
  people += 1
  const actor = citizen({
    name: `Bà Thứ ${people}`,
    identityNumber: `09949${String(people).padStart(7, '0')}`,
  })
  await savePerson(platform, actor)
  return { ...platform.as(actor, at), id: actor.personId }
}
const standing = (context: Context & { readonly id: string }) =>
  read(context, (tx) => standingConsents(tx, context, context.id)).then((set) => [...set].sort())
const give = (context: Context & { readonly id: string }, agreed: string | undefined) =>
  inTransaction(context, (tx) => giveConsent(tx, context, { personId: context.id, purpose: phone, agreed }))

test('silence is no consent, nor are words that were not shown; said twice it is one', async () => {
  const may = await person()
  await assert.rejects(give(may, undefined), { code: 'consents.notGiven' })
  await assert.rejects(give(may, 'f'.repeat(64)), { code: 'consents.textChanged' })
  assert.deepEqual(await standing(may), [])
  await give(may, ticked(may, phone))
  await give(may, ticked(may, phone))
  const kept = await read(may, (tx) => findConsents(tx, may.id))
  assert.deepEqual(
    kept.map(({ shown, shownSha256, channel, givenBy }) => [shown, shownSha256, channel, givenBy]),
    [[shownToday(may, phone).shown.words, ticked(may, phone), 'screen', may.id]],
  )
})

test('two presses at once leave one consent', async () => {
  const may = await person()
  const done = await Promise.allSettled([give(may, ticked(may, phone)), give(may, ticked(may, phone))])
  assert.deepEqual(
    done.map(({ status }) => status),
    ['fulfilled', 'fulfilled'],
  )
  assert.equal((await read(may, (tx) => findConsents(tx, may.id))).length, 1)
})

test('withdrawn in one press it no longer stands, whoever rests on it hears of it, and the words then stay', async () => {
  const lan = await person()
  await agree(lan, phone)
  await inTransaction(system(), (tx) =>
    sql`insert into notification_contacts (person_id, kind, address, verified_at)
      values (${lan.id}, 'phone', '84912345678', ${new Date(day)})`.execute(tx),
  )
  await withdrawOwn(lan, phone)
  await withdrawOwn(lan, phone)
  assert.deepEqual(await standing(lan), [])
  for (const reaction of notifications.reactions ?? []) await catchUp(system(), reaction)
  const { rows } = await read(system(), (tx) =>
    sql`select from notification_contacts where person_id = ${lan.id}`.execute(tx),
  )
  assert.equal(rows.length, 0)
  const { purposes } = await viewOwnConsents(lan, uses)
  const [first] = purposes.find(({ purpose }) => purpose.key === phone)?.before ?? []
  assert.equal(first?.shown, shownToday(lan, phone).shown.words)
  assert.ok(first?.withdrawnAt)
})

test('what others hold is fetched back with a clock of twenty days; what is ours alone needs no request', async () => {
  const hoa = await person()
  await agree(hoa, phone, zalo)
  await withdrawOwn(hoa, phone)
  await withdrawOwn(hoa, zalo)
  await catchUp(system(), followWithdrawals)
  await catchUp(system(), followWithdrawals)
  const requests = await viewOwnRequests(hoa)
  assert.deepEqual(
    requests.map(({ kind, dueAt }) => [kind, dueAt.toISOString().slice(0, 10)]),
    // The twentieth day from the 3rd is the 22nd, a Sunday.
    [['withdrawalThere', '2026-03-23']],
  )
  assert.equal((await viewOwnConsents(hoa, uses)).requests.size, 1)
})

test('words whose meaning changed are asked anew; words said better are not', async () => {
  const nga = await person()
  await agree(nga, phone)
  const later = (asksAgain: boolean) => {
    const consents = nga.pack.consents.map((one) => {
      const [text] = one.texts
      const next = text && { ...text, from: '2026-04-01', asksAgain }
      return one.key === phone && next ? { ...one, texts: [...one.texts, next] } : one
    })
    const pack = { ...nga.pack, consents }
    return { ...platform.as(nga.actor, '2026-04-02T09:00+07:00'), pack, id: nga.id }
  }
  assert.deepEqual(await standing(later(false)), [phone])
  assert.deepEqual(await standing(later(true)), [])
  const { purposes } = await viewOwnConsents(later(true), uses)
  assert.ok(purposes.find(({ purpose }) => purpose.key === phone)?.isAskedAnew)
  await give(later(true), ticked(later(true), phone))
  assert.deepEqual(await standing(later(true)), [phone])
})

test('a helper who acts is named, and the channel says so', async () => {
  const owner = await person()
  const helper = await person()
  const mandateId = randomUUID()
  await inTransaction(system(), (tx) =>
    sql`insert into mandates (id, represented_id, agent_identity, agent_id, role, scopes, source, valid_from, asked_by, asked_at,
        confirmed_at)
      values (${mandateId}, ${owner.id}, '099490000099', ${helper.id}, 'helper', '{manage}', 'consent', ${new Date('2026-03-01')},
        ${owner.id}, ${new Date(day)}, ${new Date(day)})`.execute(tx),
  )
  const actor = {
    ...(owner.actor as Extract<Context['actor'], { kind: 'citizen' }>),
    agent: {
      personId: helper.id,
      name: 'Người giúp',
      mandate: { id: mandateId, role: 'helper', scopes: new Set(['manage']), procedures: undefined },
    },
  } as unknown as Context['actor']
  await agree(platform.as(actor, day), phone)
  const [kept] = await read(system(), (tx) => findConsents(tx, owner.id))
  assert.deepEqual([kept?.channel, kept?.givenBy, kept?.mandateId], ['helper', helper.id, mandateId])
})

test('at the counter the officer sees what stands and no more, needs evidence, and the person is told', async () => {
  const thu = await person()
  await assert.rejects(findAtCounter(clerk(), '000'), { code: 'privacy.personNotFound' })
  assert.equal(await findAtCounter(clerk(), '099 490 000 00' + String(people)), thu.id)
  const said = { personId: thu.id, purpose: phone, act: 'give', agreed: ticked(thu, phone) } as const
  await assert.rejects(recordAtCounter(clerk(), { ...said, evidence: ' ' }), {
    code: 'privacy.evidenceNeeded',
  })
  await assert.rejects(recordAtCounter(clerk(), { ...said, agreed: undefined, evidence: 'Phiếu 12' }), {
    code: 'consents.notGiven',
  })
  await recordAtCounter(clerk(), { ...said, evidence: 'Phiếu 12/2026' })
  const { purposes } = await viewAtCounter(clerk(), thu.id)
  assert.deepEqual(
    purposes.filter(({ stands }) => stands).map(({ purpose }) => purpose.key),
    [phone],
  )
  assert.ok((await platform.looksAt(thu.id)).every(({ why }) => why === 'desk'))
  await recordAtCounter(clerk(), { ...said, act: 'withdraw', agreed: undefined, evidence: '' })
  assert.deepEqual(await standing(thu), [])
  const { rows } = await read(system(), (tx) =>
    sql`select from notifications where person_id = ${thu.id}`.execute(tx),
  )
  assert.equal(rows.length, 2)
})

test('a purpose nobody needs, and a need nobody asks for, stop the start', () => {
  const { consents } = platform.pack
  assert.deepEqual(consentMismatches(consents, uses), [])
  assert.equal(consentMismatches(consents, uses.slice(1)).length, 1)
  assert.equal(consentMismatches(consents.slice(1), uses).length, 1)
})
