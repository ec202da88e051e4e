/** Messages beside the account: in order, once, by the next way when one refuses, and never at night. */

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { AnyConnector } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { newSigningKey } from '#kernel/signed-messages.ts'
import { agree, ticked } from '#kernel/testing/consents.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { provinceKey, registerSystem } from '#modules/exchange/api.ts'
import { type Simulation, startSimulators } from '../../../../simulators/framework.ts'
import {
  type Mailbox,
  type Sent,
  smsSimulator,
  startMailbox,
  zaloSimulator,
} from '../../../../simulators/messages.ts'
import { deliverDue } from '../../exchange/outbox/commands.ts'
import { findParkedMessages, findQueues } from '../../exchange/outbox/store.ts'
import { defineNotices, notify } from '../api.ts'
import { viewMessages } from '../commands.ts'
import { chooseChannels, forgetAddress, proveAddress, sendCode, viewContacts } from '../contacts/commands.ts'
import { mailServer, smsGateway, zaloAccount } from './commands.ts'
import type { Channel } from './domain.ts'
import { askFates } from './fates/commands.ts'
import { findAttemptsAbout } from './store.ts'

const platform = await freshPlatform()
const notices = defineNotices('tests', {
  told: {
    subject: ['Hồ sơ {code} có tin', 'News of {code}'],
    body: ['Hẹn trả {due}.', 'Due {due}.'],
    short: ['Hồ sơ {code} có tin, hẹn trả {due}.', 'News of {code}, due {due}.'],
  },
  quiet: { subject: ['Chuyện nhỏ', 'A small thing'], body: ['', ''] },
})
const connectors: Record<Exclude<Channel, 'push'>, AnyConnector> = {
  zalo: zaloAccount,
  sms: smsGateway,
  mail: mailServer,
}
let clock = new Date('2026-03-02T09:00+07:00')
const key = newSigningKey()
const sent: Sent[] = []
let simulation: Simulation
let mailbox: Mailbox
let requests = 0

const system = () => platform.as({ kind: 'system' }, clock)
async function register(channel: string, isEnabled = true): Promise<void> {
  const isMail = channel === 'mail'
  await registerSystem(system(), {
    key: channel,
    protocol: isMail ? 'smtp' : 'signed',
    host: '127.0.0.1',
    port: isMail ? mailbox.port : simulation.port,
    pathPrefix: isMail ? '' : `/${channel}`,
    isPrivate: false,
    isSimulator: true,
    publicKey: isMail ? '' : key.publicKey,
    isEnabled,
  })
}
before(async () => {
  mailbox = await startMailbox(sent, { now: () => clock })
  simulation = await startSimulators({
    simulators: [smsSimulator(sent), zaloSimulator(sent)],
    keyOf: () => key,
    callerKey: provinceKey(platform).publicKey,
    now: () => clock,
    others: { mail: mailbox },
    // Of a fault with a share every other request is hit, the first one first.
    chance: () => (requests++ % 2) * 0.9,
  })
})
after(async () => {
  await simulation.stop()
  await mailbox.stop()
})
beforeEach(async () => {
  sent.length = 0
  clock = new Date('2026-03-02T09:00+07:00')
  for (const channel of ['zalo', 'sms', 'mail']) {
    simulation.set(channel, undefined)
    await register(channel)
  }
  await inTransaction(system(), (tx) => sql`delete from exchange_breakers`.execute(tx))
})

const pass = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000)
}
async function deliver(): Promise<void> {
  for (let round = 0; round < 3; round++)
    for (const channel of ['zalo', 'sms', 'mail'] as const) await deliverDue(system(), connectors[channel])
}
async function open(): Promise<number> {
  const queues = await read(system(), findQueues)
  return queues.reduce((sum, { waiting, parked }) => sum + waiting + parked, 0)
}
async function drain(): Promise<void> {
  for (let minute = 0; minute < 200 && (await open()) > 0; minute++) {
    await deliver()
    pass(1)
  }
}

let people = 0
async function person(): Promise<Context> {
  people += 1
  const actor = citizen({
    name: `Người Thứ ${people}`,
    identityNumber: `09919${String(people).padStart(7, '0')}`,
  })
  await savePerson(platform, actor)
  return platform.as(actor, clock)
}
const idOf = ({ actor }: Context) => (actor.kind === 'citizen' ? actor.personId : '')
const now = (context: Context) => platform.as(context.actor, clock)

const sendAgreed = (context: Context, kind: 'phone' | 'email', address: string) =>
  sendCode(context, kind, address, ticked(context, `notices.${kind}`))

/** The six digits that came last. */
const codeSent = () => /\b(\d{6})\b/.exec(sent.at(-1)?.text ?? '')?.[1] ?? ''
async function prove(context: Context, kind: 'phone' | 'email', address: string): Promise<void> {
  await sendAgreed(now(context), kind, address)
  await proveAddress(now(context), kind, codeSent())
  if (kind === 'phone') await agree(now(context), 'notices.zalo')
  sent.length = 0
}
const subjectId = '01900000-0000-7000-8000-000000000001'
type Given = { phone?: string; email?: string; link?: string }
const tell = (to: readonly string[], code: string, given: Given = {}) =>
  inTransaction(system(), (tx) =>
    notify(tx, system(), [
      {
        notice: notices.told,
        to,
        subjectId,
        link: '/ho-so/x',
        facts: { code, due: '2026-03-06T10:00:00.000Z' },
        key: `told:${code}`,
        outside: { link: given.link ?? `/h/${code}`, phone: given.phone ?? null, email: given.email ?? null },
      },
    ]),
  )
const stateOf = async (code: string) =>
  (await read(system(), (tx) => findAttemptsAbout(tx, subjectId)))
    .filter(({ key }) => key === `told:${code}`)
    .map(({ channel, state }) => `${channel} ${state}`)

test('an address is the person’s once its code came back; the code is kept nowhere and good once', async () => {
  const may = await person()
  await assert.rejects(sendAgreed(may, 'phone', '0252 3822'), { code: 'contacts.badPhone' })
  await assert.rejects(sendAgreed(may, 'email', 'may@'), { code: 'contacts.badEmail' })
  await sendAgreed(may, 'phone', '0912 345 670')
  assert.match(sent[0]?.text ?? '', /^Ma xac nhan \d{6}/)
  const code = codeSent()
  assert.equal((await viewContacts(may)).contacts[0]?.pending, '84912345670')
  await assert.rejects(proveAddress(may, 'phone', code === '000000' ? '111111' : '000000'), {
    code: 'contacts.badCode',
  })
  await proveAddress(may, 'phone', ` ${code.slice(0, 3)} ${code.slice(3)}`)
  await assert.rejects(proveAddress(may, 'phone', code), { code: 'contacts.badCode' })
  const { contacts, choice } = await viewContacts(may)
  assert.equal(contacts[0]?.contact?.address, '84912345670')
  assert.deepEqual(choice, { first: 'sms', usesOthers: true, language: 'vi' })
  const { rows } = await read(system(), (tx) =>
    sql<{
      told: number
    }>`select count(*)::int as told from exchange_calls where body like ${`%${code}%`}`.execute(tx),
  )
  assert.equal(rows[0]?.told, 0)
  await assert.rejects(chooseChannels(may, { first: 'mail', usesOthers: true, language: 'vi' }), {
    code: 'contacts.notProved',
  })
})

test('a code ends after five tries, after ten minutes, and nobody asks for many', async () => {
  const dieu = await person()
  await sendAgreed(dieu, 'email', 'dieu@vi-du.vn')
  const code = codeSent()
  for (let guess = 0; guess < 5; guess++)
    await assert.rejects(proveAddress(dieu, 'email', 'xxxxxx'), { code: 'contacts.badCode' })
  await assert.rejects(proveAddress(dieu, 'email', code), { code: 'contacts.badCode' })
  await sendAgreed(dieu, 'email', 'dieu@vi-du.vn')
  const late = codeSent()
  pass(11)
  await assert.rejects(proveAddress(now(dieu), 'email', late), { code: 'contacts.badCode' })
  for (let more = 0; more < 3; more++) await sendAgreed(now(dieu), 'email', 'dieu@vi-du.vn')
  await assert.rejects(sendAgreed(now(dieu), 'email', 'dieu@vi-du.vn'), { code: 'kernel.tooMany' })
  await assert.rejects(sendAgreed(await person(), 'email', 'dieu@vi-du.vn'), { code: 'kernel.tooMany' })
})

test('what happened is told by the chosen way, once, in words that hold a code, a day and a link', async () => {
  const la = await person()
  await prove(la, 'phone', '0912345671')
  await tell([idOf(la)], 'A-1')
  await tell([idOf(la)], 'A-1')
  await deliver()
  assert.deepEqual(
    sent.map(({ to, text }) => [to, text]),
    [['84912345671', 'Ho so A-1 co tin, hen tra 17:00 ngay 06/03/2026. http://localhost:8080/h/A-1']],
  )
  assert.deepEqual(await stateOf('A-1'), ['sms sent'])
  pass(3)
  await askFates(system())
  assert.deepEqual(await stateOf('A-1'), ['sms delivered'])
  const [message] = (await viewMessages(now(la))).messages
  assert.deepEqual(
    message?.attempts.map(({ state }) => state),
    ['delivered'],
  )
})

test('a notice without short words, a person who wants nothing and an account without address stay inside', async () => {
  const gio = await person()
  await prove(gio, 'phone', '0912345671')
  await chooseChannels(now(gio), { first: null, usesOthers: true, language: 'vi' })
  await tell([idOf(gio)], 'B-1', { phone: '0912345671' })
  await tell([idOf(await person())], 'B-2')
  await inTransaction(system(), (tx) =>
    notify(tx, system(), [
      {
        notice: notices.quiet,
        to: [idOf(gio)],
        subjectId,
        link: '/x',
        outside: { link: '/h/x', phone: '0912345671', email: null },
      },
    ]),
  )
  await drain()
  assert.deepEqual(sent, [])
})

test('whoever has no account is told where they asked to be for this dossier', async () => {
  await tell([], 'C-1', { phone: '0252 3822 123', email: 'Cho@Vi-Du.vn' })
  await drain()
  const [mail, ...more] = sent
  assert.equal(more.length, 0)
  assert.equal(mail?.to, 'cho@vi-du.vn')
  const [subject, messageId, ...text] = mail?.text.split('\n') ?? []
  assert.equal(subject, 'Hồ sơ C-1 có tin')
  assert.match(messageId ?? '', /^<[0-9a-f-]{36}@localhost>$/)
  assert.match(text.join('\n'), /Hẹn trả 17:00 ngày 06\/03\/2026\.\s+http:\/\/localhost:8080\/h\/C-1/)
  assert.match(text.join('\n'), /địa chỉ này được ghi trong hồ sơ/)
})

test('what somebody typed adds no line, no header, no receiver and no second message', async () => {
  const bent = ['A\r\nBcc: x@vi-du.vn', 'A\r\n.\r\nRSET', 'A\u202ecod\u001b[3m\u2028B', 'dài'.repeat(300)]
  for (const [index, code] of bent.entries()) {
    await tell([], code, { phone: `091234661${index}`, link: '/h/x' })
    await tell([], `${code} `, { email: `cho${index}@vi-du.vn`, link: '/h/x' })
  }
  await drain()
  assert.equal(sent.length, 2 * bent.length)
  for (const { channel, to, text } of sent) {
    const [first = '', second = ''] = text.split('\n')
    const isMail = channel === 'mail'
    assert.doesNotMatch(first, /[\p{Cc}\p{Cf}]/u)
    assert.match(isMail ? to + second : to, isMail ? /^cho\d@vi-du\.vn<[\w-]+@/ : /1234661\d$/)
    assert.doesNotMatch(text, /^(Bcc|To):|^\.$/im)
  }
})

test('when one way refuses the next one is taken, the address is marked, and a new proof unmarks it', async () => {
  const nam = await person()
  await prove(nam, 'phone', '0912345677')
  await prove(nam, 'email', 'nam@vi-du.vn')
  await chooseChannels(now(nam), { first: 'zalo', usesOthers: true, language: 'en' })
  await tell([idOf(nam)], 'D-1')
  await drain()
  assert.deepEqual(await stateOf('D-1'), ['zalo refused', 'sms sent'])
  assert.match(sent[0]?.text ?? '', /^News of D-1/)
  assert.deepEqual((await viewContacts(now(nam))).contacts[0]?.contact?.refusedBy, ['zalo'])
  await tell([idOf(nam)], 'D-2')
  await drain()
  assert.deepEqual(await stateOf('D-2'), ['sms sent'])
  await prove(nam, 'phone', '0912345677')
  assert.deepEqual((await viewContacts(now(nam))).contacts[0]?.contact?.refusedBy, [])
  assert.deepEqual(await read(system(), findParkedMessages), [])
})

test('a phone that never takes the message, and a mailbox that is not there, are told as what they are', async () => {
  const lan = await person()
  await prove(lan, 'phone', '0912345679')
  await prove(lan, 'email', 'lan@vi-du.vn')
  await tell([idOf(lan)], 'E-1')
  await drain()
  pass(3)
  await askFates(system())
  await drain()
  assert.deepEqual(await stateOf('E-1'), ['sms refused', 'zalo sent'])
  await tell([], 'E-2', { email: 'khong-co@vi-du.vn' })
  await drain()
  assert.deepEqual(await stateOf('E-2'), ['mail refused'])
  assert.deepEqual(await read(system(), findParkedMessages), [])
})

test('nothing goes to a phone at night, mail does, and a retry does not slip past nine', async () => {
  const anh = await person()
  await prove(anh, 'phone', '0912345671')
  clock = new Date('2026-03-02T20:58+07:00')
  simulation.set('sms', { kind: 'down' })
  await tell([idOf(anh)], 'F-1')
  await deliver()
  simulation.set('sms', undefined)
  clock = new Date('2026-03-02T21:30+07:00')
  await tell([idOf(anh)], 'F-2')
  await tell([], 'F-3', { email: 'anh@vi-du.vn' })
  await deliver()
  assert.deepEqual(
    sent.map(({ channel }) => channel),
    ['mail'],
  )
  clock = new Date('2026-03-03T06:59+07:00')
  await deliver()
  assert.equal(sent.length, 1)
  clock = new Date('2026-03-03T07:00+07:00')
  await drain()
  assert.deepEqual(
    sent.slice(1).map(({ text }) => text.slice(6, 9)),
    ['F-1', 'F-2'],
  )
})

const kinds = ['down', 'lost', 'garbage', 'unsigned', 'doubled', 'reordered'] as const
for (const [place, kind] of kinds.entries()) {
  const phone = `091333444${place}`
  test(`gateways that are ${kind} now and then lose, double and turn round nothing`, async () => {
    const { length } = await read(system(), findParkedMessages)
    assert.equal(length, 0)
    const one = await person()
    await prove(one, 'phone', phone)
    requests = 0
    for (const channel of ['sms', 'zalo']) simulation.set(channel, { kind, share: 0.4 })
    const codes = Array.from({ length: 5 }, (_nothing, index) => `${kind}-${index}`)
    for (const code of codes) await tell([idOf(one)], code)
    for (let minute = 1; minute < 60 && (await open()) > 0; minute++) {
      await deliver()
      pass(1)
      // Nonsense four times in a row would wait for a person.
      if (minute > 2) simulation.set('sms', undefined)
    }
    assert.deepEqual(
      sent.map(({ text }) => / (\w+-\d) /.exec(text)?.[1]),
      codes,
    )
  })
}

test('a mail server that says no to us, or is slow or cut off, does not mark the address', async () => {
  const tam = await person()
  await prove(tam, 'email', 'tam@vi-du.vn')
  mailbox.set({ kind: 'wrong' })
  await tell([idOf(tam)], 'G-1')
  for (let minute = 0; minute < 5; minute++) {
    await deliver()
    pass(1)
  }
  assert.deepEqual(await stateOf('G-1'), ['mail waiting'])
  mailbox.set(undefined)
  clock = new Date(clock.getTime() + 30 * 60_000)
  await drain()
  assert.deepEqual(await stateOf('G-1'), ['mail sent'])
  assert.deepEqual((await viewContacts(now(tam))).contacts[1]?.contact?.refusedBy, [])
})

test('a mail whose answer was lost comes again under the same number', async () => {
  mailbox.set({ kind: 'lost' })
  await tell([], 'H-1', { email: 'mai@vi-du.vn' })
  await deliver()
  mailbox.set(undefined)
  pass(20)
  await drain()
  const numbers = sent.map(({ text }) => text.split('\n')[1])
  assert.equal(sent.length, 2)
  assert.equal(numbers[0], numbers[1])
})

test('a channel that is not connected is no way, and an address that was forgotten gets nothing', async () => {
  const hoa = await person()
  await prove(hoa, 'phone', '0912000001')
  for (const channel of ['sms', 'zalo']) await register(channel, false)
  await tell([idOf(hoa)], 'I-1')
  assert.deepEqual(await stateOf('I-1'), [])
  for (const channel of ['sms', 'zalo']) await register(channel)
  await forgetAddress(now(hoa), 'phone')
  await tell([idOf(hoa)], 'I-2', { phone: '0912345671' })
  assert.deepEqual(await stateOf('I-2'), [])
})
