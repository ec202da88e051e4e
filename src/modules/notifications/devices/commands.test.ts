/** Messages to browsers: encrypted for one browser, signed, without personal data, proved by the browser itself. */

import assert from 'node:assert/strict'
import { createECDH } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { agree, ticked } from '#kernel/testing/consents.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { registerSystem } from '#modules/exchange/api.ts'
import { open, type PushService, startPushService } from '../../../../simulators/push.ts'
import { deliverDue } from '../../exchange/outbox/commands.ts'
import { defineNotices, notify } from '../api.ts'
import { viewContacts } from '../contacts/commands.ts'
import { noteArrived, pushServices } from '../outside/commands.ts'
import { findAttemptsAbout } from '../outside/store.ts'
import { addDevice, removeDevice } from './commands.ts'
import { devicesMax, labelOf, type PushMessage } from './domain.ts'

const platform = await freshPlatform()
const notices = defineNotices('pushed', {
  told: {
    subject: ['Hồ sơ {code} có tin', 'News of {code}'],
    body: ['Hẹn trả {due}.', 'Due {due}.'],
    short: ['Hồ sơ {code} có tin, hẹn trả {due}.', 'News of {code}, due {due}.'],
  },
})
const clock = new Date('2026-03-02T09:00+07:00')
const system = () => platform.as({ kind: 'system' }, clock)
let service: PushService

before(async () => {
  service = await startPushService()
  await registerSystem(system(), {
    key: 'push-google',
    protocol: 'push',
    host: '127.0.0.1',
    port: service.port,
    pathPrefix: '',
    publicKey: '',
    isPrivate: false,
    isSimulator: true,
    isEnabled: true,
  })
})
after(() => service.stop())
beforeEach(() => {
  service.pushed.length = 0
  service.set(undefined)
})

let people = 0
async function person(): Promise<Context> {
  people += 1
  const actor = citizen({
    name: `Người Thứ ${people}`,
    identityNumber: `09929${String(people).padStart(7, '0')}`,
  })
  await savePerson(platform, actor)
  return platform.as(actor, clock)
}
const idOf = ({ actor }: Context) => (actor.kind === 'citizen' ? actor.personId : '')
const addAgreed = (context: Context, typed: string) =>
  addDevice(context, typed, ticked(context, 'notices.device'))
async function switchedOn(context: Context): Promise<string> {
  const { browser, subscription } = service.subscribe()
  await addAgreed(context, JSON.stringify(subscription))
  return browser
}
const subjectId = '01900000-0000-7000-8000-000000000002'
const tell = (context: Context, code: string, email: string | null = null) =>
  inTransaction(system(), (tx) =>
    notify(tx, system(), [
      {
        notice: notices.told,
        to: [idOf(context)],
        subjectId,
        link: '/ho-so/x',
        facts: { code, due: '2026-03-06T10:00:00.000Z' },
        key: `told:${code}`,
        outside: { link: `/h/${code}`, phone: null, email },
      },
    ]),
  )
async function deliver(): Promise<void> {
  for (const one of pushServices) await deliverDue(system(), one)
}
const statesOf = async (code: string) =>
  (await read(system(), (tx) => findAttemptsAbout(tx, subjectId)))
    .filter(({ key }) => key === `told:${code}`)
    .map(({ channel, state }) => `${channel} ${state}`)
    .toSorted()

test('the browser of the simulator opens the sample of RFC 8291', () => {
  const bytes = (text: string) => Buffer.from(text, 'base64url')
  const keys = createECDH('prime256v1')
  keys.setPrivateKey(bytes('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94'))
  const body = bytes(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_' +
      'yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  )
  const text = open({ keys, auth: bytes('BTBZMqHH6r4Tts7J_aSIgg') }, body)
  assert.equal(text, 'When I grow up, I want to be a watermelon')
})

test('a message reaches the browser that its owner switched on, and tells nothing that a stranger may not see', async () => {
  const may = await person()
  const browser = await switchedOn(may)
  const { choice, devices } = await viewContacts(may)
  assert.deepEqual([choice?.first, devices.length], ['push', 1])
  await tell(may, 'A-1')
  await tell(may, 'A-1')
  await deliver()
  assert.deepEqual(
    service.pushed.map((one) => one.browser),
    [browser],
  )
  const message = JSON.parse(service.pushed[0]?.text ?? '') as PushMessage
  const { proof, ...shown } = message
  assert.deepEqual(shown, {
    title: 'Hồ sơ A-1 có tin',
    text: 'Hồ sơ A-1 có tin, hẹn trả 17:00 ngày 06/03/2026.',
    language: 'vi',
    link: '/h/A-1',
  })
  assert.deepEqual(await statesOf('A-1'), ['push sent'])
  const [, , , attemptId = '', code = ''] = proof.split('/')
  await noteArrived(system(), attemptId, 'A'.repeat(43))
  assert.deepEqual(await statesOf('A-1'), ['push sent'])
  await noteArrived(system(), attemptId, code)
  await noteArrived(system(), attemptId, code)
  assert.deepEqual(await statesOf('A-1'), ['push delivered'])
})

test('the log holds neither the message nor the key of the browser', async () => {
  const { rows } = await read(system(), (tx) =>
    sql<{ body: string | null; answer: number }>`select c.body, a.status as answer from exchange_calls c
      join exchange_answers a on a.call_id = c.id where partner = 'push-google'`.execute(tx),
  )
  assert.ok(rows.length > 0)
  for (const { body, answer } of rows) assert.deepEqual([body, answer], [null, 201])
})

test('one browser gone is no loss while another has it; the last one gone leads on to the next channel', async () => {
  const lan = await person()
  const [old, recent] = [await switchedOn(lan), await switchedOn(lan)]
  service.forget(old)
  await tell(lan, 'B-1')
  await deliver()
  assert.deepEqual(await statesOf('B-1'), ['push refused', 'push sent'])
  assert.deepEqual(
    service.pushed.map(({ browser }) => browser),
    [recent],
  )
  assert.equal((await viewContacts(lan)).devices.length, 1)
  service.forget(recent)
  await agree(lan, 'notices.email')
  await inTransaction(system(), async (tx) => {
    await sql`insert into notification_contacts (person_id, kind, address, verified_at)
      values (${idOf(lan)}, 'email', 'lan@vi-du.vn', ${clock})`.execute(tx)
    await sql`insert into exchange_systems (key, protocol, host, port, public_key, connected_at)
      values ('mail', 'smtp', 'smtp.example.vn', 587, '', ${clock})`.execute(tx)
  })
  await tell(lan, 'B-2')
  await deliver()
  assert.deepEqual(await statesOf('B-2'), ['mail waiting', 'push refused'])
  assert.deepEqual((await viewContacts(lan)).devices, [])
})

test('a service that is away keeps messages waiting, and one that wants another key marks no browser', async () => {
  const mai = await person()
  await switchedOn(mai)
  for (const status of [503, 429, 403]) {
    service.set(status)
    await tell(mai, `C-${status}`)
    await deliver()
    assert.deepEqual(await statesOf(`C-${status}`), ['push waiting'])
  }
  assert.equal((await viewContacts(mai)).devices.length, 1)
})

test('only an address of a registered service is taken', async () => {
  const gio = await person()
  const { subscription } = service.subscribe()
  const at = (endpoint: string) => JSON.stringify({ ...subscription, endpoint })
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/x',
    `https://127.0.0.1:${service.port}/x`,
    'http://127.0.0.1:1/x',
    `http://127.0.0.1.example.vn:${service.port}/x`,
    'http://169.254.169.254/latest',
  ])
    await assert.rejects(addAgreed(gio, at(endpoint)), { code: 'devices.unknownService' }, endpoint)
  for (const typed of ['', 'x', '{}', at('ftp'), at(`http://a@127.0.0.1:${service.port}/x`)])
    await assert.rejects(addAgreed(gio, typed), { code: 'devices.badSubscription' }, typed)
  assert.deepEqual((await viewContacts(gio)).devices, [])
})

test('a browser belongs to whoever switched it on last, is switched off by its owner only, and there are few', async () => {
  const [hoa, nam] = [await person(), await person()]
  const { subscription } = service.subscribe()
  await addAgreed(hoa, JSON.stringify(subscription))
  await addAgreed(nam, JSON.stringify(subscription))
  assert.deepEqual((await viewContacts(hoa)).devices, [])
  const [device] = (await viewContacts(nam)).devices
  await removeDevice(hoa, device?.id ?? '')
  assert.equal((await viewContacts(nam)).devices.length, 1)
  await removeDevice(nam, device?.id ?? '')
  assert.deepEqual((await viewContacts(nam)).devices, [])
  for (let more = 0; more < devicesMax + 3; more++) await switchedOn(nam)
  assert.equal((await viewContacts(nam)).devices.length, devicesMax)
})

test('a browser is named as its owner knows it', () => {
  const chrome =
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36'
  assert.equal(labelOf(chrome), 'Chrome, Android')
  assert.equal(
    labelOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0'),
    'Firefox, Windows',
  )
  assert.equal(labelOf(''), 'Web')
})
