import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { inTransaction, sql } from '#kernel/db.ts'
import { calendarDate } from '#kernel/types.ts'
import {
  as,
  eventsOf,
  kitePermit,
  look,
  platform,
  submitted,
  who,
} from '#modules/dossiers/testing/commands.ts'
import {
  getReceipt,
  printReceipt,
  takeFees,
  takePayment,
  viewBook,
  viewFees,
  voidReceipt,
} from './commands.ts'
import type { Receipt } from './domain.ts'

const refusedWith = (code: string) => ({ code: `payments.${code}` })
const clerk = (key = randomUUID(), at?: string) => ({ ...as('desk-clerk', at), operationKey: key })
const head = () => as('division-head')
const cash = { means: 'cash', reference: '' } as const
const kites = [
  { name: 'Diều rồng', lengthMetres: 6, hasFlute: false },
  { name: 'Diều cá', lengthMetres: 1, hasFlute: false },
]
const dear = () => submitted(kitePermit, { kites, largestKiteVnd: 2_000_000 })
const today = calendarDate('2026-03-02')

test('what is due now is taken on one receipt, what comes later is not, and the same press is one receipt', async () => {
  const code = await dear()
  const before = await viewFees(clerk(), code)
  assert.deepEqual(
    [before.moment, before.due.map(({ key }) => key), before.later.map(({ key }) => key)],
    ['intake', ['phi-gio'], ['le-phi-sao']],
  )
  const key = randomUUID()
  const taken = await takeFees(clerk(key), code, cash)
  assert.deepEqual(
    [taken.totalVnd, taken.means, taken.takenBy, taken.code],
    [2000, 'cash', who('desk-clerk').name, code],
  )
  assert.equal((await takeFees(clerk(key), code, cash)).id, taken.id)
  await assert.rejects(takeFees(clerk(), code, cash), refusedWith('nothingDue'))
  const told = (await eventsOf(code)).filter(({ name }) => name === 'payment.taken')
  assert.deepEqual(
    told.map(({ payload }) => payload.totalVnd),
    [2000],
  )
  const { id } = await look(code)
  await inTransaction(platform, (tx) => sql`update cases set state = 'done' where id = ${id}`.execute(tx))
  const rest = await takeFees(clerk(), code, { means: 'card', reference: 'GD-77' })
  assert.deepEqual(
    [rest.moment, rest.providerReference, rest.lines.map(({ kind, vnd }) => [kind, vnd])],
    ['return', 'GD-77', [['charge', 15_000]]],
  )
})

test('of two who take the same fee at once one does, and numbers have no holes', async () => {
  const code = await dear()
  const outcomes = await Promise.allSettled([takeFees(clerk(), code, cash), takeFees(clerk(), code, cash)])
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  await assert.rejects(takeFees(clerk(), code, cash), refusedWith('nothingDue'))
  const next = await takeFees(clerk(), await dear(), cash)
  const { receipts } = await viewBook(clerk(), today, today)
  assert.deepEqual(
    receipts.map(({ number }) => number),
    receipts.map((_, index) => index + 1),
  )
  assert.equal(receipts.at(-1)?.id, next.id)
})

test('money that is not cash needs its reference, and a paper receipt stands for one dossier', async () => {
  const [first, second] = [await dear(), await dear()]
  await assert.rejects(
    takeFees(clerk(), first, { means: 'transfer', reference: ' ' }),
    refusedWith('referenceNeeded'),
  )
  const written = { means: 'cash', reference: 'BL000123' } as const
  const { id, paperNumber } = await takeFees(clerk(), first, written)
  assert.equal(paperNumber, 'BL000123')
  await assert.rejects(takeFees(clerk(), second, written), refusedWith('numberUsed'))
  await voidReceipt(head(), id, 'Ghi nhầm hồ sơ')
  assert.equal((await takeFees(clerk(), second, written)).paperNumber, 'BL000123', 'a void one is free again')
})

test('a receipt is voided by another hand, with a reason, once; its lines are due again and the cash is missing', async () => {
  const code = await dear()
  const { id } = await takeFees(clerk(), code, cash)
  const cashBefore = (await viewBook(clerk(), today, today)).totals.byMeans.cash
  const clerkAsHead = {
    ...clerk(),
    actor: { ...who('desk-clerk'), permissions: who('division-head').permissions },
  }
  await assert.rejects(voidReceipt(clerkAsHead, id, 'Nhầm'), refusedWith('ownReceipt'))
  await assert.rejects(voidReceipt(head(), id, '  '), refusedWith('reasonNeeded'))
  const stranger = as('division-head', undefined, 'Z99.11.01')
  await assert.rejects(voidReceipt(stranger, id, 'Nhầm'), refusedWith('notFound'))
  await assert.rejects(getReceipt(stranger, id), refusedWith('notFound'))
  const both = await Promise.allSettled([
    voidReceipt(head(), id, 'Thu nhầm'),
    voidReceipt(head(), id, 'Thu nhầm'),
  ])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const kept: Receipt = await getReceipt(clerk(), id)
  assert.deepEqual([kept.voidReason, kept.voidedBy], ['Thu nhầm', who('division-head').name])
  await assert.rejects(printReceipt(clerk(), id), refusedWith('alreadyVoid'))
  const { totals } = await viewBook(clerk(), today, today)
  assert.equal(totals.byMeans.cash, cashBefore - 2000)
  assert.deepEqual(
    (await viewFees(clerk(), code)).due.map(({ key }) => key),
    ['phi-gio'],
  )
  assert.equal((await takeFees(clerk(), code, cash)).totalVnd, 2000)
})

test('a dossier without fees takes nothing, and who may not see the dossier takes nothing either', async () => {
  const free = await submitted('9.000003')
  const { id: caseId } = await look(free)
  const none = await inTransaction(platform, (tx) =>
    takePayment(tx, clerk(), { key: randomUUID(), caseId, moment: 'return', payment: cash }),
  )
  assert.equal(none, undefined)
  const code = await dear()
  const stranger = { ...as('desk-clerk', undefined, 'Z99.12.01'), operationKey: randomUUID() }
  await assert.rejects(takeFees(stranger, code, cash), { code: 'dossiers.notFound' })
})

test('the printed receipt has number, payer, lines, sum in words and means, in three copies', async () => {
  const { id, number } = await takeFees(clerk(), await dear(), cash)
  const folder = mkdtempSync(path.join(tmpdir(), 'receipt-'))
  const file = path.join(folder, 'bien-lai.pdf')
  writeFileSync(file, await printReceipt(clerk(), id))
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ')
  rmSync(folder, { recursive: true })
  for (const words of [
    String(number).padStart(7, '0'),
    'Phí gió',
    '2.000',
    'Hai nghìn đồng',
    'Tiền mặt',
    'Liên 3',
  ])
    assert.ok(text.includes(words), `${words} is missing from ${text}`)
})
