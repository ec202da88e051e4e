import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { recordLook } from '#kernel/looks.ts'
import { checkReceipt } from '#kernel/receipts.ts'
import { freshPlatform } from '#kernel/testing/database.ts'
import { naiveReceipt } from '#kernel/testing/naive-merkle.ts'
import { service } from '#kernel/testing/people.ts'
import { receiptOf } from './api.ts'
import { knownKeys, preparePromises, publish } from './heads/commands.ts'
import { findHead, findKeys } from './heads/store.ts'
import { check } from './monitor/commands.ts'
import { keepLedger } from './rounds/commands.ts'
import { sequence } from './sequencing/commands.ts'
import { findTree } from './sequencing/store.ts'
import { settle } from './testing/commands.ts'

const platform = await freshPlatform()
const at = (time: string) => platform.as(service(), time)

const tell = (context: Context, subject: string, payload = {}) =>
  inTransaction(context, (tx) => appendEvent(tx, context, 'dossier.submitted', { subject, payload }))

before(() => preparePromises(at('2026-03-02T01:00:00Z')))

test('a receipt is a promise at once, and a proof as soon as the worker has been round', async () => {
  const subject = randomUUID()
  const context = at('2026-03-02T02:00:00Z')
  await tell(context, subject, { code: 'Z99-260302-0001', feeVnd: 50_000 })
  const keys = await read(context, knownKeys)
  const ask = () => read(context, (tx) => receiptOf(tx, context, subject, 'dossier.submitted'))
  const promised = await ask()
  assert.equal(promised?.state, 'promised')
  const promise = await checkReceipt(promised?.text ?? '', keys)
  assert.ok(promise.is === 'promised' && promise.by.toISOString() === '2026-03-02T02:01:00.000Z')
  await settle(context)
  assert.equal((await ask())?.state, 'promised', 'no head holds it yet')
  assert.ok(await publish(context, 'decisions'))
  const proven = await ask()
  assert.equal(proven?.state, 'proven')
  const all = await read(context, knownKeys)
  for (const text of [proven?.text ?? '', proven?.qr ?? '']) {
    const verdict = await checkReceipt(text, all)
    assert.ok(verdict.is === 'proven' && verdict.entry.details.code === 'Z99-260302-0001')
    assert.deepEqual(Buffer.from(verdict.leaf), promised?.leaf, 'what was promised is what came')
  }
  const log = (await read(context, findKeys)).find(({ name }) => name.endsWith('/quyet-dinh'))
  assert.ok(
    naiveReceipt(proven?.text ?? '', log?.key ?? ''),
    'and to a verifier that was written from the standard',
  )
})

test('an event that commits late is not passed over, and two workers make each leaf once', async () => {
  const context = at('2026-03-02T03:00:00Z')
  const [late, early] = [randomUUID(), randomUUID()]
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>()
  const held = inTransaction(context, async (tx) => {
    await appendEvent(tx, context, 'dossier.submitted', { subject: late })
    await mayEnd
  })
  await sleep(50)
  await tell(context, early)
  await sequence(context, 'decisions')
  end()
  await held
  await Promise.all(Array.from({ length: 4 }, () => sequence(context, 'decisions')))
  await settle(context)
  const { rows } = await read(context, (tx) =>
    sql<{ id: string; leaves: number }>`select e.subject_id as id, count(f.index)::int as leaves
      from events e left join ledger_leaves f on f.event_position = e.position
      where e.subject_id in (${late}, ${early}) group by 1`.execute(tx),
  )
  assert.deepEqual(
    rows.map(({ leaves }) => leaves),
    [1, 1],
  )
  const dense = await read(context, (tx) =>
    sql<{
      count: number
      last: number
    }>`select count(*)::int as count, max(index)::int as last from ledger_leaves
      where tree = 'decisions'`.execute(tx),
  )
  assert.equal(dense.rows[0]?.count, (dense.rows[0]?.last ?? 0) + 1)
})

test('looks are leaves of the other tree, their counts too once the half hour is over, and its head is a leaf of the first', async () => {
  const context = at('2026-03-02T04:10:00Z')
  const of = [randomUUID()]
  for (let times = 0; times < 3; times++)
    await inTransaction(context, (tx) => recordLook(tx, context, { of, what: 'dossier', why: 'api' }))
  await settle(context)
  const size = async () => (await read(context, (tx) => findTree(tx, 'accesses'))).size
  const first = await size()
  assert.ok(first >= 1)
  const later = at('2026-03-02T05:10:00Z')
  await settle(later)
  assert.equal(await size(), first + 1, 'counted three times')
  assert.ok(await publish(later, 'accesses'))
  await settle(later)
  const sealed = await read(later, (tx) =>
    sql<{
      root: string
    }>`select payload->>'root' as root from events e join ledger_leaves f on f.event_position = e.position
      where e.name = 'ledger.accessesSealed' order by e.txid desc, e.position desc limit 1`.execute(tx),
  )
  const head = await read(later, (tx) => findHead(tx, 'accesses'))
  assert.equal(sealed.rows[0]?.root, head?.root.toString('hex'))
})

test('heads are signed at most every five seconds, and only of a tree that grew', async () => {
  const context = at('2026-03-02T06:00:00Z')
  await settle(context)
  await publish(context, 'decisions')
  assert.equal(await publish(at('2026-03-02T06:01:00Z'), 'decisions'), false)
  await tell(context, randomUUID())
  await settle(context)
  assert.equal(await publish(at('2026-03-02T06:00:03Z'), 'decisions'), false)
  assert.equal(await publish(at('2026-03-02T06:00:06Z'), 'decisions'), true)
})

test('what the law wants forgotten is gone, its leaf and all proofs hold, and the watch is content', async () => {
  const context = at('2026-03-02T07:00:00Z')
  const subject = randomUUID()
  await tell(context, subject, { name: 'Nguyễn Văn Kín' })
  await settle(context)
  await publish(context, 'decisions')
  await inTransaction(context, (tx) => sql`select forget_words(array[${subject}]::uuid[])`.execute(tx))
  await settle(context)
  assert.equal(await read(context, (tx) => receiptOf(tx, context, subject, 'dossier.submitted')), undefined)
  const { rows } = await read(context, (tx) =>
    sql<{ text: string }>`select concat(to_jsonb(e), to_jsonb(f)) as text from events e
      join ledger_leaves f on f.event_position = e.position where e.subject_id = ${subject}`.execute(tx),
  )
  assert.doesNotMatch(rows[0]?.text ?? 'Kín', /Kín/)
  assert.deepEqual((await check(context, undefined)).findings, [])
})

test('a round of the worker does all of it', async () => {
  const context = at('2026-03-02T08:00:00Z')
  await tell(context, randomUUID())
  assert.equal(await keepLedger.run(context), false, 'nothing is left waiting')
})

test('the application can neither rewrite leaves nor put other hashes into a tile', async () => {
  const context = at('2026-03-02T09:00:00Z')
  for (const change of [
    sql`update ledger_leaves set leaf = ${Buffer.alloc(32)}`,
    sql`delete from ledger_leaves`,
    sql`update ledger_tiles set hashes = ${Buffer.alloc(32)}`,
    sql`delete from ledger_checkpoints`,
    sql`update events set salt = null`,
  ])
    await assert.rejects(
      inTransaction(context, (tx) => change.execute(tx)),
      /permission denied/,
    )
  const tile = () =>
    read(context, (tx) =>
      sql<{
        hashes: Buffer
      }>`select hashes from ledger_tiles where tree = 'decisions' and level = 0 and index = 0`.execute(tx),
    )
  const before = (await tile()).rows[0]?.hashes
  const other = JSON.stringify([
    { tree: 'decisions', level: 0, index: 0, hashes: Buffer.alloc(8192, 1).toString('base64') },
  ])
  await inTransaction(context, (tx) => sql`select grow_ledger_tiles(${other}::jsonb)`.execute(tx))
  assert.deepEqual((await tile()).rows[0]?.hashes, before)
})
