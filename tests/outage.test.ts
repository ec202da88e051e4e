/**
 * Every system of others away for three days, then back: citizens submit and pay all the time, everything drains in its order,
 * reconciliation finds nothing, and nothing was done twice.
 */

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AnyConnector } from '#kernel/connectors.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newSigningKey } from '#kernel/signed-messages.ts'
import { agree, ticked } from '#kernel/testing/consents.ts'
import { citizen, savePerson } from '#kernel/testing/people.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { addDays, type CalendarDate, dateOf } from '#kernel/types.ts'
import { provinceKey, registerSystem } from '#modules/exchange/api.ts'
import { defineNotices, notify } from '#modules/notifications/api.ts'
import { type Simulation, startSimulators } from '../simulators/framework.ts'
import { type Mailbox, type Sent, smsSimulator, startMailbox, zaloSimulator } from '../simulators/messages.ts'
import { type PaymentSimulator, paymentSimulator } from '../simulators/payment.ts'
import { portalSimulator } from '../simulators/portal.ts'
import { postSimulator } from '../simulators/post.ts'
import { type PushService, startPushService } from '../simulators/push.ts'
import {
  businessSimulator,
  civilSimulator,
  landSimulator,
  populationSimulator,
} from '../simulators/registers.ts'
import { modules } from '../src/app.ts'
import { acceptDossier } from '../src/modules/dossiers/handling/commands.ts'
import { followParcels } from '../src/modules/dossiers/parcels/commands.ts'
import { as, commune } from '../src/modules/dossiers/testing/acts/commands.ts'
import {
  applicant,
  kitePermit,
  look,
  platform,
  seen,
  submitted,
} from '../src/modules/dossiers/testing/commands.ts'
import { ask } from '../src/modules/exchange/asking/commands.ts'
import { deliverDue } from '../src/modules/exchange/outbox/commands.ts'
import { findQueues } from '../src/modules/exchange/outbox/store.ts'
import { reconcile } from '../src/modules/exchange/reconciling/commands.ts'
import { findOpenDifferences } from '../src/modules/exchange/reconciling/store.ts'
import { businessRegister } from '../src/modules/national/business/domain.ts'
import { civilRegister } from '../src/modules/national/civil/domain.ts'
import { landRegister } from '../src/modules/national/land/domain.ts'
import { population } from '../src/modules/national/population/domain.ts'
import { addDevice } from '../src/modules/notifications/devices/commands.ts'
import { askFates } from '../src/modules/notifications/outside/fates/commands.ts'
import { setAccount } from '../src/modules/payments/accounts/commands.ts'
import { ownReceipts } from '../src/modules/payments/commands.ts'
import {
  askWhenWaiting,
  gatewayAddress,
  openOrder,
  reconcileDay,
  viewOrder,
} from '../src/modules/payments/online/commands.ts'

const notices = defineNotices('outage', {
  told: { subject: ['Tin {code}', 'News {code}'], body: ['', ''], short: ['Tin {code}.', 'News {code}.'] },
})
const connectors = modules.flatMap((module): readonly AnyConnector[] => module.connectors ?? [])
const reactions = modules
  .flatMap((module) => module.reactions ?? [])
  .filter(({ name }) =>
    ['national.tellPortal', 'dossiers.orderParcel', 'dossiers.tellApplicant'].includes(name),
  )
const key = newSigningKey()
const sent: Sent[] = []
const portal = portalSimulator()
const post = postSimulator()
let clock = new Date('2026-03-02T08:00+07:00')
let simulation: Simulation
let mailbox: Mailbox
let push: PushService
let payments: PaymentSimulator

const system = () => platform.as({ kind: 'system' }, clock)
const pass = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000)
}
const signed = ['portal', 'population', 'business', 'civil', 'land', 'payment', 'post', 'sms', 'zalo']

before(async () => {
  let port = 0
  payments = paymentSimulator(() => `http://127.0.0.1:${port}/trang`)
  mailbox = await startMailbox(sent, { now: () => clock })
  push = await startPushService()
  simulation = await startSimulators({
    simulators: [
      portal,
      populationSimulator,
      businessSimulator,
      civilSimulator,
      landSimulator,
      payments,
      post,
      smsSimulator(sent),
      zaloSimulator(sent),
    ],
    keyOf: () => key,
    callerKey: provinceKey(platform).publicKey,
    now: () => clock,
  })
  port = simulation.port
  const early = platform.as({ kind: 'system' }, '2026-01-01T00:00+07:00')
  const here = { host: '127.0.0.1', isPrivate: false, isSimulator: true, isEnabled: true } as const
  for (const one of signed)
    await registerSystem(early, { ...here, key: one, port, pathPrefix: `/${one}`, publicKey: key.publicKey })
  const bare = { ...here, pathPrefix: '', publicKey: '' }
  await registerSystem(early, { ...bare, key: 'mail', protocol: 'smtp', port: mailbox.port })
  await registerSystem(early, { ...bare, key: 'push-google', protocol: 'push', port: push.port })
  await setAccount(early, undefined, { bankBin: '970403', number: '0011012345678', holder: 'Kho bạc' })
})
after(async () => {
  await simulation.stop()
  await mailbox.stop()
  await push.stop()
})

const ways = ['sms', 'zalo', 'mail', 'push'] as const
/** One person for each way of being told. */
async function people(): Promise<ReadonlyMap<string, Context>> {
  const known = new Map<string, Context>()
  for (const [place, first] of ways.entries()) {
    const actor = citizen({ name: `Người Thứ ${place}`, identityNumber: `09939000000${place}` })
    await savePerson(platform, actor)
    await inTransaction(system(), async (tx) => {
      await sql`insert into notification_contacts (person_id, kind, address, verified_at) values
        (${actor.personId}, 'phone', ${`8491234567${place}`}, ${clock}), (${actor.personId}, 'email', ${`${first}@vi-du.vn`}, ${clock})`.execute(
        tx,
      )
      await sql`insert into notification_choices (person_id, first, uses_others, language, chosen_at)
        values (${actor.personId}, ${first}, false, 'vi', ${clock})`.execute(tx)
    })
    known.set(first, platform.as(actor, clock))
    await agree(platform.as(actor, clock), 'notices.phone', 'notices.zalo', 'notices.email')
    if (first === 'push')
      await addDevice(
        platform.as(actor, clock),
        JSON.stringify(push.subscribe().subscription),
        ticked(platform.as(actor, clock), 'notices.device'),
      )
  }
  return known
}
const tell = (to: Context | undefined, code: string) =>
  inTransaction(system(), (tx) =>
    notify(tx, system(), [
      {
        notice: notices.told,
        to: to?.actor.kind === 'citizen' ? [to.actor.personId] : [],
        subjectId: '01900000-0000-7000-8000-000000000003',
        link: '/x',
        facts: { code },
        key: code,
        outside: { link: '/h/x', phone: null, email: null },
      },
    ]),
  )

/** What the worker does, once. */
async function work(): Promise<void> {
  for (const reaction of reactions) await catchUp(system(), reaction)
  for (const connector of connectors) await deliverDue(system(), connector)
  await askWhenWaiting(system())
  await askFates(system())
  await followParcels(system())
}
async function waiting(): Promise<number> {
  const queues = await read(system(), findQueues)
  return queues.reduce((sum, one) => sum + one.waiting + one.parked, 0)
}
function setAll(kind: 'down' | undefined): void {
  for (const one of signed) simulation.set(one, kind && { kind })
  mailbox.set(kind && { kind })
  push.set(kind && 503)
}

const kites = [{ name: 'Diều rồng', lengthMetres: 6, hasFlute: false }]
const person = { SoDinhDanh: '099190000001', HoTen: 'NGUYỄN THỊ MÂY', NgaySinh: '1990-01-01' }
const lookUps = [
  () => ask(system(), population, 'TraCuu', person),
  () => ask(system(), businessRegister, 'TraCuuDoanhNghiep', { MaSoDN: '0100000001' }),
  () => ask(system(), civilRegister, 'TraCuuHoTich', { SoDinhDanh: '099190000001', Loai: 'khai-sinh' }),
  () => ask(system(), landRegister, 'TraCuuThuaDat', { XaId: '99101', SoHieuBanDo: '1', SoThuTuThua: '1' }),
]

test('three days without any other system, then all are back', { timeout: 120_000 }, async () => {
  const covered = new Set([...signed, 'mail', 'push-google', 'push-mozilla', 'push-apple'])
  assert.deepEqual(
    connectors.filter((one) => !covered.has(one.key)).map((one) => one.key),
    [],
    'a system of others that this proof leaves out',
  )
  const told = await people()
  const dossiers: string[] = []
  const paid = new Map<string, number>()
  const byPost: string[] = []
  const citizenNow = () => platform.as(applicant, clock)
  const from = dateOf(clock)
  setAll('down')
  for (let hour = 0; hour < 72; hour += 4) {
    if (hour % 24 === 0) {
      const code = await submitted('9.000002', {}, clock.toISOString())
      await acceptDossier(as('desk-clerk', clock.toISOString(), commune), await seen(code))
      dossiers.push(code)
      const fee = await submitted(kitePermit, { kites, largestKiteVnd: 2_000_000 }, clock.toISOString())
      const secret = await openOrder(citizenNow(), fee)
      const { order, qr } = await viewOrder(citizenNow(), secret)
      assert.ok(qr)
      await assert.rejects(gatewayAddress(citizenNow(), secret), { code: 'exchange.away' })
      payments.transfer(order.memo, order.totalVnd, clock, `FT-${hour}`)
      dossiers.push(fee)
      paid.set(fee, order.totalVnd)
      await inTransaction(system(), async (tx) => {
        const { id } = await look(code)
        await sql`update dossiers set return_method = 'post', applicant_address = 'Số 1, đường Gió', applicant_phone = '0912345678'
          where case_id = ${id}`.execute(tx)
        await appendEvent(tx, system(), 'result.signed', { subject: id, payload: { code } })
      })
      byPost.push(code)
      for (const way of ways) await tell(told.get(way), `${way}-${hour}`)
      for (const asking of lookUps) await assert.rejects(asking(), { code: 'exchange.away' })
    }
    await work()
    pass(240)
  }
  assert.deepEqual(
    [portal.state.dossiers.size, post.orders.size, sent.length, push.pushed.length],
    [0, 0, 0, 0],
  )
  assert.ok((await waiting()) > dossiers.length)

  setAll(undefined)
  for (let minute = 0; minute < 900 && ((await waiting()) > 0 || minute < 30); minute += 10) {
    pass(10)
    await work()
  }
  assert.equal(await waiting(), 0)
  for (const asking of lookUps) assert.ok(await asking())
  assert.equal(portal.state.dossiers.size, dossiers.length)
  for (const code of dossiers) {
    const held = [...portal.state.dossiers.values()].find(({ record }) =>
      String(record.GhiChu).endsWith(code),
    )
    const rows = held?.progress.map(({ NoiDungXuLy }) => String(NoiDungXuLy)) ?? []
    assert.equal(rows[0], 'Nộp hồ sơ')
    assert.equal(new Set(rows).size, rows.length, rows.join())
  }
  assert.deepEqual(
    [...post.orders.values()].map(({ OrderNumber }) => OrderNumber).toSorted(),
    byPost.toSorted(),
  )
  for (const [code, vnd] of paid)
    assert.deepEqual(
      (await ownReceipts(citizenNow(), code)).map(({ totalVnd }) => totalVnd),
      [vnd],
    )
  const hours = [0, 24, 48]
  const texts = [...sent.map(({ text }) => text), ...push.pushed.map(({ text }) => text)]
  for (const way of ways)
    assert.deepEqual(
      texts.flatMap((text) => new RegExp(`Tin (${way}-\\d+)\\.?`).exec(text)?.[1] ?? []),
      hours.map((hour) => `${way}-${hour}`),
    )

  for (const connector of connectors.filter(({ compare }) => compare)) {
    const { compared, found, mended } = await reconcile(system(), connector)
    assert.ok(compared > 0)
    assert.deepEqual([found, mended], [0, 0], connector.key)
  }
  assert.deepEqual(await read(system(), findOpenDifferences), [])
  for (let day: CalendarDate = from; day <= dateOf(clock); day = addDays(day, 1)) {
    const { differences, oursVnd, theirsVnd } = await reconcileDay(system(), day)
    assert.deepEqual([differences, oursVnd], [[], theirsVnd], day)
  }
})
