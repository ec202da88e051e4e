import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { AnyConnector } from '#kernel/connectors.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { catchUp } from '#kernel/testing/reactions.ts'
import { type Simulation } from '../../../../simulators/framework.ts'
import { portalSimulator } from '../../../../simulators/portal.ts'
import { businessSimulator } from '../../../../simulators/registers.ts'
import { acceptDossier } from '../../dossiers/handling/commands.ts'
import { accepted, as, look, monday, seen, submitted, system } from '../../dossiers/testing/acts/commands.ts'
import { withdrawAtDesk } from '../../dossiers/withdrawal/commands.ts'
import { ask } from '../../exchange/asking/commands.ts'
import { deliverDue, dropParked, releaseParked, send } from '../../exchange/outbox/commands.ts'
import { findParkedMessages, findQueues } from '../../exchange/outbox/store.ts'
import { reconcile } from '../../exchange/reconciling/commands.ts'
import { findOpenDifferences } from '../../exchange/reconciling/store.ts'
import { startRegistered } from '../../exchange/testing/commands.ts'
import { businessRegister } from '../business/domain.ts'
import { nationalPortal, tellPortal } from './commands.ts'

const received = ['Nộp hồ sơ', 'Tiếp nhận hồ sơ', 'Chuyển bước xử lý']
let clock = new Date(monday)
const portal = portalSimulator()
let simulation: Simulation
let dice = 1
const chance = () => {
  dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0
  return dice / 4_294_967_296
}

before(async () => {
  simulation = await startRegistered(system('2026-01-01T00:00+07:00'), [portal, businessSimulator], {
    now: () => clock,
    chance,
  })
})
after(() => simulation.stop())
beforeEach(() => {
  for (const one of ['portal', 'business']) simulation.set(one, undefined)
})

const now = () => system(clock)
const pass = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000)
}
const react = () => catchUp(now(), tellPortal)
const open = async () => {
  const queue = (await read(now(), findQueues)).find(({ connector }) => connector === 'portal')
  return (queue?.waiting ?? 0) + (queue?.parked ?? 0)
}
async function drain(): Promise<void> {
  for (let minute = 0; minute < 400 && (await open()) > 0; minute++) {
    pass(1)
    await deliverDue(now(), nationalPortal)
  }
}
const heldOf = (code: string) =>
  [...portal.state.dossiers.values()].find(({ record }) => String(record.GhiChu).endsWith(code))
const rowsOf = (code: string) => heldOf(code)?.progress.map(({ NoiDungXuLy }) => NoiDungXuLy)
async function assertAgreed(): Promise<void> {
  const { compared, found } = await reconcile(now(), nationalPortal)
  assert.ok(compared > 0)
  assert.equal(found, 0)
  assert.deepEqual(await read(now(), findOpenDifferences), [])
}

for (const kind of ['doubled', 'reordered', 'lost', 'garbage', 'unsigned'] as const)
  test(`a portal whose requests or answers are ${kind} now and then gets each change once, in order`, async () => {
    simulation.set('portal', { kind, share: 0.25 })
    const numbers = portal.state.numbers
    const code = await accepted()
    await withdrawAtDesk(as('desk-clerk'), {
      ...(await seen(code)),
      requester: {
        name: 'Trần Thị Diều',
        identity: 'B1234567',
        capacity: 'authorised',
        authority: 'Giấy ủy quyền số 12 ngày 01/03/2026',
      },
      reason: 'Bán diều rồi',
    })
    await react()
    await drain()
    for (const { id } of await read(now(), findParkedMessages))
      await releaseParked(now(), [nationalPortal], { id, text: undefined })
    await drain()
    assert.deepEqual(rowsOf(code), [...received, 'Công dân rút hồ sơ'])
    assert.equal(heldOf(code)?.states.at(-1), 7)
    assert.equal(portal.state.numbers, numbers + 1)
    simulation.set('portal', undefined)
    await assertAgreed()
  })

test('what is refused again and again is set aside; others go on; mended, it arrives with what came after it', async () => {
  const bad = await submitted()
  await react()
  simulation.set('portal', { kind: 'wrong' })
  for (let minute = 0; minute < 200 && (await read(now(), findParkedMessages)).length === 0; minute++) {
    pass(1)
    await deliverDue(now(), nationalPortal)
  }
  const [parked] = await read(now(), findParkedMessages)
  assert.equal(parked?.stream, bad)
  assert.equal(parked?.lastProblem, 'Dữ liệu không hợp lệ')
  simulation.set('portal', undefined)
  await acceptDossier(as('desk-clerk'), await seen(bad))
  const other = await submitted()
  await react()
  for (let minute = 0; minute < 20; minute++) {
    pass(1)
    await deliverDue(now(), nationalPortal)
  }
  assert.equal(heldOf(bad), undefined)
  assert.ok(heldOf(other))
  const id = parked?.id ?? ''
  await assert.rejects(releaseParked(now(), [nationalPortal], { id, text: '{"record": 1}' }), {
    code: 'exchange.badBody',
  })
  await assert.rejects(dropParked(now(), id, ' '), { code: 'exchange.reasonNeeded' })
  await releaseParked(now(), [nationalPortal], { id, text: undefined })
  await drain()
  assert.deepEqual(rowsOf(bad), received)
  await assert.rejects(dropParked(now(), id, 'Đã gửi công văn'), { code: 'exchange.notFound' })
})

test('what the portal lost is found at night, sent again, and found mended the next night', async () => {
  const code = await accepted()
  await react()
  await drain()
  const [number = ''] = [...portal.state.dossiers].find(([, held]) => held === heldOf(code)) ?? []
  portal.state.dossiers.delete(number)
  assert.equal((await reconcile(now(), nationalPortal)).found, 1)
  const [difference] = await read(now(), findOpenDifferences)
  assert.deepEqual([difference?.stream, difference?.what, difference?.theirs], [code, 'MaHoSo', null])
  await drain()
  assert.equal((await reconcile(now(), nationalPortal)).mended, 1)
  await assertAgreed()
  assert.equal(heldOf(code)?.states.at(-1), 4)
})

test('a message is there exactly when the transaction of its change commits', async () => {
  const before = await open()
  const sending = inTransaction(now(), async (tx) => {
    const { rows } = await sql<{ body: object }>`select body from exchange_messages limit 1`.execute(tx)
    const body = rows[0]?.body as never
    await send(tx, now(), nationalPortal as AnyConnector, { kind: 'dossier', stream: 'x', body })
    throw new Error('no')
  })
  await assert.rejects(sending, /no/)
  assert.equal(await open(), before)
})

test('of two who send to the same streams crosswise at once, one waits and neither for the other', async () => {
  const before = await open()
  const { rows } = await read(now(), (tx) =>
    sql<{ body: object }>`select body from exchange_messages limit 1`.execute(tx),
  )
  const body = rows[0]?.body as never
  const begun = Promise.withResolvers<void>()
  const one = (stream: string) => ({ kind: 'dossier', stream, body })
  const portalAs = nationalPortal as AnyConnector
  const first = inTransaction(now(), async (tx) => {
    await send(tx, now(), portalAs, one('cross-a'))
    begun.resolve()
    await setTimeout(300)
    await send(tx, now(), portalAs, one('cross-b'))
  })
  await begun.promise
  const second = inTransaction(now(), async (tx) => {
    await send(tx, now(), portalAs, one('cross-b'))
    await send(tx, now(), portalAs, one('cross-a'))
  })
  await Promise.all([first, second])
  assert.equal(await open(), before + 4)
})

test('every call stands in the log with purpose, article, dossier and answer, and nobody can change it', async () => {
  const { rows } = await read(now(), (tx) =>
    sql<{ unanswered: number; bare: number; all: number }>`
      select count(*)::int as all, count(*) filter (where a.call_id is null)::int as unanswered,
        count(*) filter (where purpose = '' or article = '' or c.signature = '')::int as bare
      from exchange_calls c left join exchange_answers a on a.call_id = c.id`.execute(tx),
  )
  assert.ok((rows[0]?.all ?? 0) > 50)
  assert.deepEqual([rows[0]?.unanswered, rows[0]?.bare], [0, 0])
  await assert.rejects(
    inTransaction(now(), (tx) => sql`update exchange_calls set purpose = 'khác'`.execute(tx)),
    /permission denied/,
  )
})

test('a circuit opens after five failures, then one call at a time tries', async () => {
  simulation.set('business', { kind: 'down' })
  for (let call = 0; call < 20; call++)
    await assert.rejects(ask(now(), businessRegister, 'TraCuuDoanhNghiep', { MaSoDN: '0100000001' }))
  const { rows } = await read(now(), (tx) =>
    sql<{ count: number }>`select count(*)::int as count from exchange_calls where partner = 'business'
      and logged_at > now() - interval '10 seconds'`.execute(tx),
  )
  assert.ok((rows[0]?.count ?? 99) <= 12, `${rows[0]?.count} calls`)
  simulation.set('business', undefined)
  pass(15)
  const { DoanhNghiep } = await ask(now(), businessRegister, 'TraCuuDoanhNghiep', { MaSoDN: '0100000001' })
  assert.equal(DoanhNghiep?.MaSoDN, '0100000001')
})

test('the record of a dossier is told with its papers and files', async () => {
  const code = await submitted()
  await react()
  await drain()
  const { record } = heldOf(code) ?? {}
  const papers = record?.TaiLieuNop as { TepDinhKemId: string }[]
  assert.ok(papers.length > 0)
  for (const { TepDinhKemId } of papers) assert.ok(portal.state.files.has(TepDinhKemId))
  assert.equal(record?.MaTTHC, (await look(code)).procedureCode)
  assert.match(String(record?.NgayNopHoSo), /^20260302\d{6}$/)
})
