/** Time passes: whoever was in every table is in none, unless somebody holds them or their dossier is open. */

import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { inTransaction, read, sql } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import { kernelKeeping } from '#kernel/retention.ts'
import { as, monday, platform, system } from '#modules/dossiers/testing/commands.ts'
import { searchPersons } from '#modules/organisation/api.ts'
import { catalogueOf } from '#modules/retention/domain.ts'
import { recordHandOver, viewWaiting } from '#modules/retention/handovers/commands.ts'
import { actOnHold, askHold } from '#modules/retention/holds/commands.ts'
import { endWhatIsDue } from '#modules/retention/running/commands.ts'
import { findCounts, findLastRun } from '#modules/retention/running/store.ts'
import { modules } from '../../src/app.ts'
import type { Planted } from './hand.ts'
import { plantDossier, plantPerson } from './planting.ts'
import { tablesWith } from './searching.ts'

const catalogue = catalogueOf([...modules.flatMap(({ records }) => records ?? []), kernelKeeping])
const then = new Date('2026-03-02T08:00+07:00')
const decades = '2050-03-02T03:40+07:00'
let canary: Planted
let held: Planted
let open: Planted

const night = (at: string | Date) => system(at)
const whereIs = ({ words }: Planted) => read(system(), (tx) => tablesWith(tx, words))
const stored = async ({ hashes }: Planted) =>
  (await Promise.all(hashes.map((sha256) => platform.files.has(sha256)))).filter(Boolean).length
const endedIn = async () =>
  read(system(), async (tx) => {
    const run = await findLastRun(tx)
    const counts = await findCounts(tx, run?.id ?? '')
    return new Map(counts.map((one) => [one.key, one.ended]))
  })

test('the canary sits in every table that keeps people, and in the store', async () => {
  await inTransaction(system(), async (tx) => {
    canary = await plantPerson(tx, 'Hoàng Yến Phượng', then)
    held = await plantPerson(tx, 'Sơn Ca Oanh', then)
    open = await plantPerson(tx, 'Chim Én Sẻ', then, true)
  })
  const found = new Set(await whereIs(canary))
  // Hashes, keys and what only points to others: no words of people.
  const wordless = [
    'recovery_codes',
    'notification_choices',
    'news_subscriptions',
    'feedback_follows',
    'desk_tickets',
    'file_proofs',
    'assisted_members',
    'assisted_sessions',
  ]
  const elsewhere = ['posts', 'absences', 'retention_holds']
  const kept = [...catalogue.classes, ...catalogue.parts].map(({ table }) => table)
  assert.deepEqual(
    kept.filter((table) => !found.has(table) && ![...wordless, ...elsewhere].includes(table)),
    [],
  )
  assert.equal(await stored(canary), canary.hashes.length)
})

test('on the day itself nothing is due', async () => {
  const before = await whereIs(canary)
  await endWhatIsDue(night(then), catalogue)
  assert.deepEqual(await whereIs(canary), before)
  assert.equal(await stored(canary), canary.hashes.length)
})

test('a hold stops at once, needs a second person, and is asked for once', async () => {
  const reason = 'Thanh tra theo công văn 12/TTr'
  const ask = { kind: 'person', subject: held.number, reason } as const
  const id = await askHold(as('registrar'), catalogue, ask)
  await assert.rejects(askHold(as('registrar'), catalogue, ask), { code: 'retention.heldAlready' })
  await assert.rejects(askHold(as('registrar'), catalogue, { ...ask, reason: ' ' }), {
    code: 'retention.reasonNeeded',
  })
  await assert.rejects(askHold(as('registrar'), catalogue, { ...ask, subject: '1' }), {
    code: 'retention.unknownPerson',
  })
  const confirm = { id, act: 'confirm', reason: '' } as const
  await assert.rejects(actOnHold(as('registrar'), confirm), { code: 'retention.secondPerson' })
  await actOnHold(as('registrar', monday, 'Z99.12.01'), confirm)
  await assert.rejects(actOnHold(as('registrar', monday, 'Z99.12.01'), confirm), {
    code: 'retention.changedMeanwhile',
  })
})

test('after decades no trace of the canary is left: no row, no event, no file, no search', async () => {
  // The last half year of looks stays: somebody has looked lately.
  await inTransaction(system(decades), (tx) =>
    sql`insert into looks (slot, key, first_at, last_at, viewer_kind, subjects, what, why, way)
      values (${new Date(decades)}, '\\x00', ${new Date(decades)}, ${new Date(decades)}, 'system',
        array[gen_random_uuid()], 'list', 'work', 'screen')`.execute(tx),
  )
  const broken = {
    ...night(decades),
    files: { ...platform.files, list: () => assert.fail('the worker was killed') },
  }
  await assert.rejects(endWhatIsDue(broken, catalogue))
  await endWhatIsDue(night(decades), catalogue)
  assert.deepEqual(await whereIs(canary), [])
  assert.equal(await stored(canary), 0)
  const folder = dirname(platform.files.incoming)
  const names = await readdir(folder, { recursive: true })
  assert.ok(!names.some((name) => canary.hashes.some((sha256) => name.endsWith(sha256))))
  const { actor } = as('desk-clerk')
  const found = (text: string) => read(system(), (tx) => searchPersons(tx, actor, text, 10))
  assert.deepEqual([await found(canary.name), await found(canary.number)], [[], []])
  assert.equal((await found(held.name)).length, 1)
})

test('what is held and what is open are as they were', async () => {
  const inAllOf = (one: Planted) => new Set(one === held ? heldTables : openTables)
  for (const one of [held, open]) {
    const found = new Set(await whereIs(one))
    assert.deepEqual(
      [...inAllOf(one)].filter((table) => !found.has(table)),
      [],
    )
  }
  assert.ok((await stored(held)) > 5)
  assert.ok((await stored(open)) > 2)
})
const heldTables = [
  'persons',
  'dossiers',
  'case_steps',
  'wallet_entries',
  'drafts',
  'facts',
  'results',
  'mandates',
]
const openTables = ['persons', 'dossiers', 'case_steps', 'dossier_notes', 'dossier_participants']

test('the figures stay: the dossier is there without its person, the receipt with its number', async () => {
  const { rows } = await read(system(), (tx) =>
    sql<{ code: string; answers: object; total: number }>`
      select c.code, d.answers, (select total_vnd from payments_receipts r where r.case_id = c.id) as total
      from dossiers d join cases c on c.id = d.case_id where c.id = ${canary.caseId}`.execute(tx),
  )
  assert.deepEqual(rows, [{ code: canary.code, answers: {}, total: 1 }])
})

test('the run that broke off and was gone on with counted everything once, and told once', async () => {
  const before = await endedIn()
  assert.equal(before.get('dossiers.dossier'), 1)
  await endWhatIsDue(night(decades), catalogue)
  assert.deepEqual(await endedIn(), before)
  const { rows } = await read(system(), (tx) =>
    sql<{ ended: Record<string, number> }>`select payload -> 'ended' as ended from events
      where name = 'records.ended' and payload ->> 'day' = '2050-03-02'`.execute(tx),
  )
  assert.deepEqual(
    rows.map(({ ended }) => ended['dossiers.dossier']),
    [1],
  )
})

test('when two people end the hold, the next night takes what it kept', async () => {
  const { rows } = await read(system(), (tx) =>
    sql<{ id: string }>`select id from retention_holds`.execute(tx),
  )
  const id = rows[0]?.id ?? ''
  await actOnHold(as('registrar', monday, 'Z99.12.01'), {
    id,
    act: 'askEnd',
    reason: 'Thanh tra đã kết thúc',
  })
  await assert.rejects(actOnHold(as('registrar', monday, 'Z99.12.01'), { id, act: 'end', reason: '' }), {
    code: 'retention.secondPerson',
  })
  await actOnHold(as('registrar'), { id, act: 'end', reason: '' })
  await endWhatIsDue(night('2050-03-03T03:40+07:00'), catalogue)
  assert.deepEqual(await whereIs(held), [])
  assert.equal(await stored(held), 0)
})

test('what is for the archive waits for its hand-over, and goes the night after', async () => {
  const key = 'dossiers.dossier'
  const at = '2051-03-02T09:00+07:00'
  const { caseId } = await inTransaction(system(), (tx) =>
    plantDossier(tx, 'Vàng Anh Thước', then, '9.000101'),
  )
  const isKept = async () => {
    const { rows } = await read(system(), (tx) =>
      sql`select from dossiers where case_id = ${caseId} and applicant_name <> ''`.execute(tx),
    )
    return rows.length === 1
  }
  await endWhatIsDue(night('2051-03-02T03:40+07:00'), catalogue)
  assert.ok(await isKept())
  const { things } = await viewWaiting(as('registrar', at), catalogue, key)
  assert.deepEqual(
    things.map(({ id }) => id),
    [caseId],
  )
  const record = { key, number: '05/BB', archive: 'Lưu trữ lịch sử', handedOn: '1/3/2051' }
  await assert.rejects(recordHandOver(as('registrar', at), catalogue, { ...record, handedOn: '9/3/2051' }), {
    code: 'retention.recordNeeded',
  })
  await recordHandOver(as('registrar', at), catalogue, record)
  await endWhatIsDue(night('2051-03-03T03:40+07:00'), catalogue)
  assert.ok(!(await isKept()))
  await assert.rejects(recordHandOver(as('registrar', at), catalogue, record), {
    code: 'retention.notForArchive',
  })
})

test('bytes of an upload that was never recorded stay for a day, and go', async () => {
  const photo = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
    .jpeg()
    .toBuffer()
  const { sha256 } = await storeBytes(platform.files, 'anh.jpg', photo)
  await endWhatIsDue(night(new Date()), catalogue)
  assert.ok(await platform.files.has(sha256))
  await endWhatIsDue(night(new Date(Date.now() + 2 * 86_400_000)), catalogue)
  assert.ok(!(await platform.files.has(sha256)))
})
