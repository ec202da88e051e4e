import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { read } from '#kernel/db.ts'
import { findReceiptsOf } from '#modules/payments/api.ts'
import { voidReceipt } from '#modules/payments/commands.ts'
import { closeDay, lineKey, viewClosing } from './closing/commands.ts'
import { findResults, giveBack } from './giveback/commands.ts'
import { acceptIntake } from './intake/accepting/commands.ts'
import { viewTill } from './intake/commands.ts'
import { saveIntake } from './intake/saving/commands.ts'
import {
  at,
  dossierOf,
  nothing,
  platform,
  rightFields,
  scan,
  takenIn,
  who,
  withResult,
} from './testing/commands.ts'

const kitePermit = '9.000001'
const kites = [
  { name: 'Diều rồng', lengthMetres: 6, hasFlute: false },
  { name: 'Diều cá', lengthMetres: 1, hasFlute: false },
]
const dear = { procedure: kitePermit, answers: { kites, largestKiteVnd: 2_000_000 } }
const day = '2026-03-02'
const receiptsOf = async (code: string) => {
  const { id } = await dossierOf(code)
  return read(platform, (tx) => findReceiptsOf(tx, id))
}
const own = (identity: string) => ({
  receiver: { kind: 'self', name: 'Trần Thị Diều', identity, authorityPaper: '' } as const,
  confirmedBy: 'signature' as const,
  code: '',
  originals: '',
})
const cash = { means: 'cash', reference: '' } as const

test('accepting takes the fee that is due, once, and makes its receipt; taking nothing is said, not forgotten', async () => {
  const paid = await takenIn('099190000001', dear)
  const [receipt, ...more] = await receiptsOf(paid)
  assert.deepEqual([receipt?.totalVnd, receipt?.means, more.length], [2000, 'cash', 0])
  const waits = await takenIn('099190000002', { ...dear, more: { _means: 'none' } })
  assert.deepEqual(await receiptsOf(waits), [])
  const { differences } = await viewClosing(at('12:00'), day)
  assert.deepEqual(
    differences.filter(({ kind }) => kind === 'feeNotNoted').map(({ subject }) => subject),
    [waits],
  )
})

test('a card payment without its reference stops before anything is made', async () => {
  const id = randomUUID()
  const context = at('09:10')
  await saveIntake(context, { id, ...nothing, fields: { _card: scan('099190000003') } })
  await saveIntake(context, { id, ...nothing, fields: {}, act: `procedure:${kitePermit}` })
  const fields = { ...(await rightFields('099190000003', kitePermit, dear.answers)), _means: 'card' }
  await assert.rejects(acceptIntake(context, { id, ...nothing, fields }), {
    code: 'payments.referenceNeeded',
  })
  assert.equal((await viewTill(context, { id })).intake.state, 'open')
  const told = { ...fields, _reference: 'GD-9' }
  const outcomes = await Promise.all([
    acceptIntake(context, { id, ...nothing, fields: told }),
    acceptIntake(context, { id, ...nothing, fields: told }).catch((thrown: { code: string }) => thrown.code),
  ])
  assert.ok(outcomes.includes('accepted'), String(outcomes))
  const { receipts } = await viewTill(context, { id })
  assert.deepEqual(
    receipts.map(({ means, providerReference }) => [means, providerReference]),
    [['card', 'GD-9']],
  )
})

test('what is due against the result is taken as it is handed out', async () => {
  const identity = '099190000004'
  const code = await takenIn(identity, dear)
  const caseId = await withResult(code)
  const { found } = await findResults(at('11:00'), code)
  assert.equal(found[0]?.dueVnd, 15_000)
  const [given] = await giveBack(at('11:01'), { caseIds: [caseId], ...own(identity), payment: cash })
  assert.deepEqual([given?.receipt?.totalVnd, given?.receipt?.moment], [15_000, 'return'])
  assert.equal((await receiptsOf(code)).length, 2)
})

test('the day agrees to the đồng with the book: what was taken by cash, less what a second person voided', async () => {
  const before = (await viewClosing(at('15:00'), day)).figures
  const [receipt] = await receiptsOf(await takenIn('099190000005', dear))
  assert.ok(receipt)
  const taken = (await viewClosing(at('15:01'), day)).figures
  assert.equal(taken.feesNotedVnd - before.feesNotedVnd, 2000)
  await voidReceipt(at('15:02', who('division-head')), receipt.id, 'Thu nhầm')
  const { figures } = await viewClosing(at('15:03'), day)
  assert.deepEqual(
    [figures.feesNotedVnd, figures.voided, figures.feesOtherVnd],
    [before.feesNotedVnd, 1, 2000],
  )
  const close = { day, papers: figures.papersAtDesk, explanations: new Map<string, string>() }
  await assert.rejects(closeDay(at('17:00'), { ...close, cashVnd: figures.feesNotedVnd - 1 }), {
    code: 'desk.differencesOpen',
  })
  const short = (await viewClosing(at('17:01'), day)).differences
  assert.deepEqual(
    short.filter(({ kind }) => kind === 'cash').map(({ details }) => details.expected),
    [figures.feesNotedVnd],
    'one đồng is a difference',
  )
  const explanations = new Map(short.map((line) => [lineKey(line), 'Đã xem lại']))
  await closeDay(at('17:02'), { ...close, explanations, cashVnd: figures.feesNotedVnd })
  assert.equal((await viewClosing(at('17:03'), day)).closing?.cashVnd, figures.feesNotedVnd)
})
