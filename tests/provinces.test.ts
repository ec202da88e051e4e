/** A province moves to another server, is kept in a folder, removed and brought back: nothing is lost, nothing is in two places. */

import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { type DatabaseUrls, ownerRole, prepareDatabase } from '#kernel/db/roles.ts'
import { inTransaction, openDatabase, read, sql } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { job } from '#kernel/jobs.ts'
import { migrate } from '#kernel/migrations.ts'
import { freePort } from '#kernel/ports.ts'
import { type EmbeddedPostgres, startPostgres } from '#kernel/postgres.ts'
import {
  exportProvince,
  importProvince,
  listProvinces,
  moveProvince,
  removeProvince,
} from '#kernel/provinces.ts'
import { kitePermit, platform, submitted } from '../src/modules/dossiers/testing/commands.ts'

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-provinces-'))
const schema = 'demo'
let other: EmbeddedPostgres
let there: DatabaseUrls
let here: string
const codes: string[] = []

/** Within a test, when what the dossiers stand on has been loaded. */
async function prepare(): Promise<void> {
  const url = new URL(platform.url)
  url.username = ownerRole
  here = url.href
  for (let n = 0; n < 3; n++) codes.push(await submitted(kitePermit))
  await inTransaction({ database: platform.database }, (tx) =>
    job<{ n: number }>({ task: 'kites.fetch', attemptsMax: 3, run: async () => undefined }).enqueue(tx, {
      key: 'kite',
      payload: { n: 1 },
    }),
  )
  // A server that has worked for longer than the one the province moves to.
  await ask(
    here,
    'do $$ begin for i in 1 .. 20000 loop perform pg_current_xact_id(); commit; end loop; end $$',
  )
  other = await startPostgres(join(folder, 'other'), await freePort(), ['fsync=off'])
  there = await prepareDatabase(other.adminUrl, 'other', 'for-tests-only')
}
after(() => {
  other?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function ask<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(`set search_path to ${schema}, public`)
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}
const codesAt = async (url: string) =>
  (await ask<{ code: string }>(url, 'select code from cases order by code')).map(({ code }) => code)
const jobsAt = async (url: string) =>
  (await ask<{ key: string }>(url, `select key from graphile_worker.jobs where key like '%kites.fetch%'`))
    .length

test('moving stops when anything differs, and leaves the source as it was', async () => {
  await prepare()
  const broken = await prepareDatabase(other.adminUrl, 'broken', 'for-tests-only')
  await moveNothing(broken.owner)
  await assert.rejects(() => moveProvince(here, broken.owner, schema), /cùng phiên bản/)
  await submitted(kitePermit).then((code) => codes.push(code))
  assert.deepEqual(
    (await listProvinces(here)).map(({ movedAway }) => movedAway),
    [null],
  )
})

/** A target that is one step ahead of the source. */
async function moveNothing(owner: string): Promise<void> {
  await migrate(owner, schema)
  await ask(owner, `insert into migrations (name, sha256) values ('29990101-0000_x_y', 'z')`)
}

test('a moved province is whole on the other server, and may only be read where it was', async () => {
  const [before] = await ask<{ last: string }>(
    here,
    'select max(txid::text::bigint)::text as last from events',
  )
  const moved = await moveProvince(here, there.owner, schema)
  assert.ok(moved.rows > 100 && moved.tables > 100 && moved.transactionsSkipped > 0, JSON.stringify(moved))
  assert.deepEqual(await codesAt(there.application), codes.toSorted())
  assert.deepEqual([await jobsAt(here), await jobsAt(there.owner)], [0, 1])
  await assert.rejects(() => submitted(kitePermit), /permission denied/)
  assert.deepEqual(await codesAt(platform.url), codes.toSorted())
  assert.match((await listProvinces(here))[0]?.movedAway ?? '', /^moved away 20/)

  const database = openDatabase({ url: there.application, schema, connectionsMax: 2 })
  const context = { ...platform.as({ kind: 'system' }, '2026-03-03T08:00+07:00'), database }
  const subjectId = newId(context.now)
  await inTransaction(context, (tx) => appendEvent(tx, context, 'kites.landed', { subject: subjectId }))
  const { rows } = await read(context, (tx) =>
    sql<{ name: string; txid: number }>`
      select name, txid::text::bigint as txid from events order by txid, position`.execute(tx),
  )
  await database.close()
  assert.equal(rows.at(-1)?.name, 'kites.landed', 'what happens after the move comes after all before')
  assert.ok((rows.at(-1)?.txid ?? 0) > Number(before?.last))
})

test('a province that is there already is not written over', () =>
  assert.rejects(() => moveProvince(here, there.owner, schema), /đã có tỉnh này/))

test('removing needs the name typed and a folder that is new; what was exported brings it back as it was', async () => {
  const kept = join(folder, 'kept')
  await assert.rejects(() => removeProvince(there.owner, schema, kept, 'dem'), /phải gõ đúng tên demo/)
  const manifest = await removeProvince(there.owner, schema, kept, schema)
  assert.ok(Number(manifest.proofs.cases?.rows) === codes.length)
  assert.deepEqual(await listProvinces(there.owner), [])
  assert.equal(await jobsAt(there.owner), 0)
  await assert.rejects(() => exportProvince(here, schema, kept), /đã có; chọn thư mục mới/)

  await importProvince(there.owner, schema, kept)
  assert.deepEqual(await codesAt(there.application), codes.toSorted())
  assert.equal(await jobsAt(there.owner), 1)
  await assert.rejects(
    () => ask(there.application, 'delete from events'),
    /permission denied/,
    'rights are those of a migrated province',
  )
  const again = await exportProvince(there.owner, schema, join(folder, 'again'))
  const rowsOf = ({ proofs }: typeof again) =>
    Object.entries(proofs).map(([table, { rows, hash }]) => [table, rows, hash])
  assert.deepEqual(
    rowsOf(again).filter(([table]) => table !== 'migrations'),
    rowsOf(manifest).filter(([table]) => table !== 'migrations'),
  )
})

test('a folder that was tampered with fills nothing', async () => {
  const kept = join(folder, 'again')
  const file = join(kept, 'cases.ndjson')
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('submitted', 'accepted'))
  const third = await prepareDatabase(other.adminUrl, 'third', 'for-tests-only')
  await assert.rejects(() => importProvince(third.owner, schema, kept))
  assert.deepEqual(await codesAt(third.application), [])
})
