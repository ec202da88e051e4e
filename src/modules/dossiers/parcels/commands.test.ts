/** Results by post: ordered once when signed, followed forward only, told to the applicant, whatever the post does. */

import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { type Simulation } from '../../../../simulators/framework.ts'
import { postSimulator } from '../../../../simulators/post.ts'
import { deliverDue } from '../../exchange/outbox/commands.ts'
import { startRegistered } from '../../exchange/testing/commands.ts'
import { openDossier } from '../desk/commands.ts'
import { accepted, as, look, system } from '../testing/acts/commands.ts'
import { messagesOf } from '../testing/commands.ts'
import { followParcels, orderParcel, publicPost } from './commands.ts'
import { moved } from './domain.ts'
import { findParcel } from './store.ts'

let clock = new Date('2026-03-03T09:00+07:00')
const post = postSimulator()
let simulation: Simulation

before(async () => {
  simulation = await startRegistered(system('2026-01-01T00:00+07:00'), [post], { now: () => clock })
})
after(() => simulation.stop())
beforeEach(() => simulation.set('post', undefined))

const now = () => system(clock)
const pass = (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000)
}

/** A result of a dossier is signed that goes by post to this address. */
async function signed(address: string | null, method = 'post'): Promise<string> {
  const code = await accepted()
  const { id } = await look(code)
  await inTransaction(now(), async (tx) => {
    await sql`update dossiers set return_method = ${method}, applicant_address = ${address}, applicant_phone = '0912345678'
      where case_id = ${id}`.execute(tx)
    await appendEvent(tx, now(), 'result.signed', { subject: id, payload: { code } })
  })
  await catchUp(now(), orderParcel)
  await deliverDue(now(), publicPost)
  return code
}
async function stateOf(code: string): Promise<string | undefined> {
  const { id } = await look(code)
  return (await read(now(), (tx) => findParcel(tx, id)))?.state
}
const toldOf = async (code: string) =>
  (await messagesOf(code)).map(({ kind }) => kind).filter((kind) => kind.startsWith('parcels.'))
const orderedOf = (code: string) =>
  [...post.orders.values()].filter(({ OrderNumber }) => OrderNumber === code)

test('a result that goes by post is ordered once, followed to the door and told', async () => {
  const code = await signed('Số 1, đường Gió')
  assert.equal(orderedOf(code).length, 1)
  assert.equal(await stateOf(code), 'ordered')
  await followParcels(now())
  assert.equal(await stateOf(code), 'ordered')
  pass(3)
  await followParcels(now())
  await followParcels(now())
  assert.equal(await stateOf(code), 'collected')
  assert.deepEqual(await toldOf(code), ['parcels.onItsWay'])
  const { parcel } = await openDossier(as('officer'), code)
  assert.match(parcel?.itemCode ?? '', /^BT\d+VN$/)
  assert.equal(parcel?.told, 'Bưu cục đã nhận')
  pass(30)
  await followParcels(now())
  assert.equal(await stateOf(code), 'delivered')
  await inTransaction(now(), async (tx) =>
    appendEvent(tx, now(), 'dossier.resultReturned', {
      subject: (await look(code)).id,
      payload: { way: 'post' },
    }),
  )
  await catchUp(now(), orderParcel)
  await deliverDue(now(), publicPost)
  assert.equal(orderedOf(code).length, 1)
})

test('an address that nobody finds brings the parcel back, and the applicant is told', async () => {
  const code = await signed('Đường không có thật')
  for (const [hours, state] of [
    [3, 'collected'],
    [24, 'returning'],
    [24, 'cameBack'],
  ] as const) {
    pass(hours)
    await followParcels(now())
    assert.equal(await stateOf(code), state)
  }
  assert.deepEqual(await toldOf(code), ['parcels.onItsWay', 'parcels.cameBack'])
})

test('without an address nothing is ordered, and a result for the desk is no parcel', async () => {
  const lacking = await signed('  ')
  const atDesk = await signed('Số 1, đường Gió', 'desk')
  assert.deepEqual([await stateOf(lacking), await stateOf(atDesk)], ['lacking', undefined])
  assert.deepEqual([...orderedOf(lacking), ...orderedOf(atDesk)], [])
})

for (const kind of ['down', 'lost', 'doubled', 'garbage'] as const)
  test(`a post that is ${kind} gets each order once, in the end`, async () => {
    simulation.set('post', { kind })
    const code = await signed('Số 2, đường Gió')
    await followParcels(now())
    simulation.set('post', undefined)
    for (let hour = 0; hour < 3; hour++) {
      pass(1)
      await deliverDue(now(), publicPost)
    }
    assert.equal(orderedOf(code).length, 1)
    pass(3)
    await followParcels(now())
    assert.equal(await stateOf(code), 'collected')
  })

test('old news told late moves nothing back', () => {
  const news = (TrangThai: 'cho-lay' | 'da-lay' | 'da-phat') => ({
    ItemCode: 'BT1VN',
    TrangThai,
    ThoiDiem: '2026-03-03T02:00:00Z',
    NoiDung: '',
  })
  assert.equal(moved({ state: 'delivered' }, news('da-lay')), undefined)
  assert.equal(moved({ state: 'collected' }, news('da-lay')), undefined)
  assert.equal(moved({ state: 'ordered' }, news('da-phat'))?.state, 'delivered')
})
