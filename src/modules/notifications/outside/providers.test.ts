/** Two gateways for one channel: the quicker one gets more, one that is gone holds nobody up, and nothing is sent twice. */

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { newSigningKey } from '#kernel/signed-messages.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { provinceKey, registerSystem } from '#modules/exchange/api.ts'
import { type Simulation, startSimulators } from '../../../../simulators/framework.ts'
import { type Sent, smsSimulator } from '../../../../simulators/messages.ts'
import { deliverDue } from '../../exchange/outbox/commands.ts'
import { findQueues } from '../../exchange/outbox/store.ts'
import { defineNotices, notify } from '../api.ts'
import { viewQuality } from '../quality/commands.ts'
import { qualityOf } from '../quality/domain.ts'
import { smsGateway } from './commands.ts'
import { askFates } from './fates/commands.ts'

const platform = await freshPlatform()
const notices = defineNotices('providers', {
  told: { subject: ['Tin {code}', 'News {code}'], body: ['', ''], short: ['Tin {code}.', 'News {code}.'] },
})
let clock = new Date('2026-03-02T09:00+07:00')
const key = newSigningKey()
const sent: Sent[] = []
let simulation: Simulation
/** A port where nobody listens. */
const nowhere = 9

const system = () => platform.as({ kind: 'system' }, clock)
const register = (name: string, port = simulation.port) =>
  registerSystem(system(), {
    key: name,
    host: '127.0.0.1',
    port,
    pathPrefix: `/${name}`,
    isPrivate: false,
    isSimulator: true,
    publicKey: key.publicKey,
    isEnabled: true,
  })
before(async () => {
  simulation = await startSimulators({
    simulators: [smsSimulator(sent), smsSimulator(sent, 'sms-2')],
    keyOf: () => key,
    callerKey: provinceKey(platform).publicKey,
    now: () => clock,
    slowMs: 120,
  })
})
after(() => simulation.stop())
const pass = (seconds: number) => {
  clock = new Date(clock.getTime() + seconds * 1000)
}
beforeEach(async () => {
  sent.length = 0
  pass(3_600)
  for (const name of ['sms', 'sms-2']) {
    simulation.set(name, undefined)
    await register(name)
  }
  await inTransaction(system(), (tx) => sql`delete from exchange_breakers`.execute(tx))
})

let matters = 0
/** Tells whoever has this number of something new. */
async function tell(code: string, phone: string): Promise<void> {
  matters += 1
  const subjectId = `01900000-0000-7000-9000-${String(matters).padStart(12, '0')}`
  await inTransaction(system(), (tx) =>
    notify(tx, system(), [
      {
        notice: notices.told,
        to: [],
        subjectId,
        link: '/x',
        facts: { code },
        outside: { link: '/h/x', phone, email: null },
      },
    ]),
  )
}
const deliver = () => deliverDue(system(), smsGateway)
const takenBy = (name: string) => simulation.seen.get(`${name}/send`) ?? 0
const codes = () => sent.map(({ text }) => /Tin (\S+)\./.exec(text)?.[1]).toSorted()
async function open(): Promise<number> {
  const [queue] = await read(system(), findQueues)
  return (queue?.waiting ?? 0) + (queue?.parked ?? 0)
}

test('the gateway that answers sooner gets most messages, measured by the log', async () => {
  simulation.set('sms', { kind: 'slow' })
  const wanted: string[] = []
  for (let round = 0; round < 12; round++) {
    for (let one = 0; one < 5; one++) {
      wanted.push(`A-${round}-${one}`)
      await tell(`A-${round}-${one}`, `09120000${round}${one}`.padEnd(10, '1').slice(0, 10))
    }
    await deliver()
    pass(6)
  }
  const [slow, quick] = [takenBy('sms'), takenBy('sms-2')]
  assert.equal(slow + quick, 60)
  assert.ok(quick > 2 * slow, `${quick} by the quick one, ${slow} by the slow one`)
  assert.deepEqual(codes(), wanted.toSorted())
})

test('while one gateway is not there the other takes everything at once', async () => {
  await register('sms', nowhere)
  for (let one = 0; one < 10; one++) await tell(`B-${one}`, `09120001${one}1`)
  for (let minute = 0; minute < 60 && (await open()) > 0; minute++) {
    await deliver()
    pass(20)
  }
  assert.equal(codes().length, 10)
  assert.equal(new Set(codes()).size, 10)
})

test('what a gateway may have taken already is never given to the other', async () => {
  simulation.set('sms', { kind: 'lost' })
  simulation.set('sms-2', { kind: 'lost' })
  for (let one = 0; one < 6; one++) await tell(`C-${one}`, `091200020${one}`)
  await deliver()
  assert.equal(new Set(codes()).size, sent.length)
  for (const name of ['sms', 'sms-2']) simulation.set(name, undefined)
  for (let minute = 0; minute < 120 && (await open()) > 0; minute++) {
    pass(60)
    await deliver()
  }
  assert.deepEqual(codes(), ['C-0', 'C-1', 'C-2', 'C-3', 'C-4', 'C-5'])
})

test('what became of a message is asked where it was taken', async () => {
  for (let one = 0; one < 8; one++) await tell(`D-${one}`, `09120003${one}1`)
  await deliver()
  pass(180)
  await askFates(system())
  const { rows } = await read(system(), (tx) =>
    sql<{ state: string; provider: string }>`select a.state, a.provider from notification_attempts a
      join notification_outgoing o on o.id = a.outgoing_id where o.facts ->> 'code' like 'D-%'`.execute(tx),
  )
  assert.equal(rows.length, 8)
  for (const { state, provider } of rows)
    assert.deepEqual([state, /^sms(-2)?$/.test(provider)], ['delivered', true])
})

test('the share that was handed over within half a minute is published, what waits longer counts as late', async () => {
  const before = await viewQuality(system())
  const figures = (quality: typeof before) => quality.channels.find(({ channel }) => channel === 'sms')
  await tell('E-1', '0912000400')
  await deliver()
  for (const name of ['sms', 'sms-2']) simulation.set(name, { kind: 'down' })
  await tell('E-2', '0912000401')
  await deliver()
  pass(90)
  const after = figures(await viewQuality(system()))
  const known = figures(before)
  assert.equal(after?.messages, (known?.messages ?? 0) + 2)
  assert.equal(after?.within30s, (known?.within30s ?? 0) + 1)
  assert.equal(after?.shareWithin30s, (after?.within30s ?? 0) / (after?.messages ?? 1))
  assert.equal(
    after?.providers.reduce((sum, { handedOver }) => sum + handedOver, 0),
    after?.handedOver,
  )
})

test('a channel without a message tells nothing', () => {
  assert.deepEqual(qualityOf('2026-02-01', '2026-03-02', []).channels, [])
})
