/** Paying without an officer: what comes in late, twice, wrong or for nobody, what is given back, and the day that agrees. */

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { calendarDate } from '#kernel/types.ts'
import {
  applicant,
  as,
  eventsOf,
  kitePermit,
  platform,
  submitted,
  system,
  who,
} from '#modules/dossiers/testing/commands.ts'
import { type Simulation } from '../../../../simulators/framework.ts'
import { type PaymentSimulator, paymentSimulator } from '../../../../simulators/payment.ts'
import { deliverDue } from '../../exchange/outbox/commands.ts'
import { startRegistered } from '../../exchange/testing/commands.ts'
import { setAccount } from '../accounts/commands.ts'
import { ownReceipts, printOwnReceipt, viewFees, voidReceipt } from '../commands.ts'
import { askRefund, decideRefund } from '../refunds/commands.ts'
import { findRefunds } from '../refunds/store.ts'
import {
  askTransactions,
  gatewayAddress,
  openOrder,
  paymentPlatform,
  reconcileDay,
  schedules,
  viewOrder,
} from './commands.ts'
import { memoIn, newMemo } from './domain.ts'
import { findDays, findUnmatched } from './store.ts'

const refusedWith = (code: string) => ({ code: `onlinePayments.${code}` })
let simulation: Simulation
let payments: PaymentSimulator
/** Each payment comes a minute after the one before. */
let clock = new Date('2026-03-02T08:00+07:00')
const next = () => {
  clock = new Date(clock.getTime() + 60_000)
  return clock
}
const citizen = () => platform.as(applicant, clock)
const officer = (role: string) => as(role, clock)
const ask = () =>
  askTransactions(system(clock), new Date('2026-03-01T17:00:00Z'), new Date('2026-03-02T17:00:00Z'))
const kites = [
  { name: 'Diều rồng', lengthMetres: 6, hasFlute: false },
  { name: 'Diều cá', lengthMetres: 1, hasFlute: false },
]
const dear = () => submitted(kitePermit, { kites, largestKiteVnd: 2_000_000 })

before(async () => {
  payments = paymentSimulator(() => `http://127.0.0.1:${simulation.port}/trang`)
  simulation = await startRegistered(system(), [payments], { now: () => clock })
  await setAccount(system(), undefined, {
    bankBin: '970403',
    number: '0011012345678',
    holder: 'Kho bạc',
  })
})
after(() => simulation.stop())

test('an order is the same until what is due changes; by VietQR it is paid, once however often it is told', async () => {
  const code = await dear()
  const secret = await openOrder(citizen(), code)
  assert.equal(await openOrder(citizen(), code), secret)
  const { order, lines, account, qr } = await viewOrder(citizen(), secret)
  assert.deepEqual(
    [order.totalVnd, lines.map(({ key: one }) => one), account?.bankBin],
    [2000, ['phi-gio'], '970403'],
  )
  assert.match(qr ?? '', /^<svg/)
  assert.equal((await viewOrder(citizen(), secret)).bankName, 'Sacombank')
  payments.transfer(order.memo.toLowerCase(), 2000, next(), 'FT1')
  await Promise.all([ask(), ask()])
  await ask()
  const receipts = await ownReceipts(citizen(), code)
  assert.deepEqual(
    receipts.map(({ totalVnd, means, providerReference, takenBy }) => [
      totalVnd,
      means,
      providerReference,
      takenBy,
    ]),
    [[2000, 'online', 'FT1', null]],
  )
  assert.equal((await viewOrder(citizen(), secret)).order.state, 'paid')
  assert.equal((await eventsOf(code)).filter(({ name }) => name === 'payment.taken').length, 1)
  assert.deepEqual((await viewFees(officer('desk-clerk'), code)).due, [])
  assert.equal((await printOwnReceipt(citizen(), code, receipts[0]?.id ?? ''))[0], '%'.charCodeAt(0))
  await assert.rejects(openOrder(citizen(), code), refusedWith('nothingDue'))
})

test('on the page of the platform it is paid too, and the way there is asked for once', async () => {
  const code = await dear()
  const secret = await openOrder(citizen(), code)
  const address = await gatewayAddress(citizen(), secret)
  assert.equal(await gatewayAddress(citizen(), secret), address)
  assert.match(
    payments.pay(address.split('/').at(-1) ?? '', next()),
    new RegExp(`/thanh-toan/${secret}\\?ve=1$`),
  )
  await ask()
  assert.equal((await viewOrder(citizen(), secret)).order.state, 'paid')
  await assert.rejects(gatewayAddress(citizen(), secret), refusedWith('nothingDue'))
})

test('a platform that is away leaves everything as it was; its address must be its own', async () => {
  const secret = await openOrder(citizen(), await dear())
  simulation.set('payment', { kind: 'down' })
  await assert.rejects(gatewayAddress(citizen(), secret), { code: 'exchange.away' })
  simulation.set('payment', undefined)
  await inTransaction(system(clock), (tx) => sql`delete from exchange_breakers`.execute(tx))
  const { order } = await viewOrder(citizen(), secret)
  assert.deepEqual([order.state, order.gatewayUrl], ['open', null])
})

test('a wrong amount, a second payment and an unknown memo make no receipt and wait for a person', async () => {
  const code = await dear()
  const { order } = await viewOrder(citizen(), await openOrder(citizen(), code))
  payments.transfer(order.memo, 1999, next(), 'FT-WRONG')
  payments.transfer(newMemo(), 5000, next(), 'FT-NOBODY')
  payments.transfer(order.memo, 2000, next(), 'FT-RIGHT')
  payments.transfer(order.memo, 2000, next(), 'FT-AGAIN')
  await ask()
  const found = await read(system(), (tx) => findUnmatched(tx, who('division-head'), 50))
  assert.deepEqual(
    found.map(({ reference, why }) => [reference, why]),
    [
      ['FT-WRONG', 'wrongAmount'],
      ['FT-NOBODY', 'unknownMemo'],
      ['FT-AGAIN', 'nothingDue'],
    ],
  )
  const clerks = await read(system(), (tx) => findUnmatched(tx, who('desk-clerk'), 50))
  assert.ok(
    !clerks.some(({ reference }) => reference === 'FT-NOBODY'),
    'nobody’s money is for those who may give it back',
  )
})

test('a refund is asked by one and decided by another; the receipt is void, the line is due again, money goes back once', async () => {
  const code = await dear()
  const { order } = await viewOrder(citizen(), await openOrder(citizen(), code))
  payments.transfer(order.memo, 2000, next(), 'FT-BACK')
  await ask()
  const { rows } = await read(system(), (tx) =>
    sql<{ id: string }>`select id from payments_transactions where provider_reference = 'FT-BACK'`.execute(
      tx,
    ),
  )
  const id = rows[0]?.id ?? ''
  const head = officer('division-head')
  await assert.rejects(askRefund(head, id, ' '), refusedWith('reasonNeeded'))
  await askRefund(head, id, 'Miễn theo hộ nghèo')
  await assert.rejects(askRefund(officer('desk-clerk'), id, 'lần nữa'), refusedWith('refundAsked'))
  const refundOf = async () =>
    (await read(system(), (tx) => findRefunds(tx, who('division-head'), 10))).find(
      ({ reference }) => reference === 'FT-BACK',
    )
  const refund = await refundOf()
  await assert.rejects(decideRefund(head, refund?.id ?? '', true), refusedWith('ownRefund'))
  await decideRefund(officer('leader'), refund?.id ?? '', true)
  simulation.set('payment', { kind: 'doubled' })
  await deliverDue(system(next()), paymentPlatform)
  simulation.set('payment', undefined)
  assert.equal(payments.refunds.get('FT-BACK'), 2000)
  assert.equal((await refundOf())?.state, 'done')
  assert.deepEqual(await ownReceipts(citizen(), code), [])
  assert.deepEqual(
    (await viewFees(officer('desk-clerk'), code)).due.map(({ key: one }) => one),
    ['phi-gio'],
  )
})

test('money that a clerk gave back at the counter is not given back again', async () => {
  const code = await dear()
  const { order } = await viewOrder(citizen(), await openOrder(citizen(), code))
  payments.transfer(order.memo, 2000, next(), 'FT-CASH')
  await ask()
  const { rows } = await read(system(), (tx) =>
    sql<{ id: string; receipt: string }>`select id, receipt_id as receipt from payments_transactions
      where provider_reference = 'FT-CASH'`.execute(tx),
  )
  const [{ id, receipt } = { id: '', receipt: '' }] = rows
  await askRefund(officer('division-head'), id, 'Nộp nhầm')
  await voidReceipt(officer('leader'), receipt, 'Đã trả tiền mặt')
  const [refund] = await read(system(), (tx) => findRefunds(tx, who('division-head'), 1))
  await assert.rejects(decideRefund(officer('leader'), refund?.id ?? '', true), refusedWith('receiptVoid'))
  await decideRefund(officer('leader'), refund?.id ?? '', false)
  await assert.rejects(askRefund(officer('division-head'), id, 'lần nữa'), refusedWith('receiptVoid'))
  await deliverDue(system(next()), paymentPlatform)
  assert.equal(payments.refunds.get('FT-CASH'), undefined)
})

test('a day agrees to the đồng, and what one side lacks is named', async () => {
  const day = calendarDate('2026-03-02')
  const agreed = await reconcileDay(system(clock), day)
  assert.deepEqual([agreed.differences, agreed.oursVnd], [[], agreed.theirsVnd])
  assert.ok(agreed.oursCount >= 6)
  const lost = payments.paid.splice(0, 1)[0]
  const proof = await reconcileDay(system(next()), day)
  assert.deepEqual(proof.differences, [{ reference: lost?.MaThanhToan, ours: lost?.SoTien, theirs: null }])
  const [stored] = await read(system(), (tx) => findDays(tx, 5))
  assert.deepEqual(stored?.differences, proof.differences)
})

test('a night on which the platform was away is made up for in the next', async () => {
  const nightly = schedules.find(({ name }) => name === 'payments.reconcile')
  const days = async () => (await read(system(), (tx) => findDays(tx, 20))).map(({ day }) => day)
  clock = new Date('2026-03-04T01:30+07:00')
  simulation.set('payment', { kind: 'down' })
  await nightly?.run(system(clock))
  assert.ok(!(await days()).includes(calendarDate('2026-03-03')))
  simulation.set('payment', undefined)
  await inTransaction(system(clock), (tx) => sql`delete from exchange_breakers`.execute(tx))
  clock = new Date('2026-03-05T01:30+07:00')
  await nightly?.run(system(clock))
  const known = await days()
  for (const day of ['2026-03-03', '2026-03-04']) assert.ok(known.includes(calendarDate(day)), day)
})

test('the memo is found in what banks make of it', () => {
  const memo = newMemo()
  for (const text of [
    memo,
    memo.toLowerCase(),
    `CT DEN:0123 ${memo.slice(0, 5)} ${memo.slice(5)} FT99`,
    `ND:${memo}.`,
  ])
    assert.equal(memoIn(text), memo)
  assert.equal(memoIn('nop phi'), undefined)
})
