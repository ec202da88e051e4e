/** Migrations beside people who work: they wait for a lock for half a second, give way and try again. */

import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findMigrations, type Migration, migrate } from './migrations.ts'
import { freshPlatform } from './testing/database.ts'

const platform = await freshPlatform()
const owner = new URL(platform.url)
owner.username = 'mot_cua_owner'
const { schema } = platform.database
const added = (name: string, sql: string): Migration => ({ name: `29991231-${name}`, sql, sha256: sql })
const run = (...more: readonly Migration[]) => migrate(owner.href, schema, [...findMigrations(), ...more])

/** Of its own installation the owner made the database; here the server's superuser did. */
before(async () => {
  const admin = new pg.Client(process.env.TEST_POSTGRES_ADMIN)
  await admin.connect()
  await admin
    .query(`alter database "${owner.pathname.slice(1)}" owner to mot_cua_owner`)
    .finally(() => admin.end())
})

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(owner.href)
  await client.connect()
  await client.query(`set search_path to "${schema}"`)
  return work(client).finally(() => client.end())
}

test('a long transaction holds a migration back; readers behind it wait for no longer than the migration asks', async () => {
  await asOwner(async (holder) => {
    await holder.query('begin')
    await holder.query('select from settings')
    const migrating = run(added('0000_kernel_add-tail', 'alter table settings add column tail text'))
    let longest = 0
    for (const until = Date.now() + 2_500; Date.now() < until; await sleep(20)) {
      const began = performance.now()
      await asOwner((reader) => reader.query('select from settings'))
      longest = Math.max(longest, performance.now() - began)
    }
    await holder.query('commit')
    assert.deepEqual(await migrating, ['29991231-0000_kernel_add-tail'])
    assert.ok(longest > 100, 'the migration did wait before a reader')
    assert.ok(longest < 2_000, `a reader waited for ${longest} ms`)
  })
})

test('an index is made beside a writer, and after an attempt that failed it is made anew', async () => {
  const tail = added('0000_kernel_add-tail', 'alter table settings add column tail text')
  const index = added(
    '0001_kernel_index-tail',
    '-- alone: beside writers\ncreate unique index concurrently if not exists settings_tail on settings (tail)',
  )
  await asOwner(async (client) => {
    await client.query(
      `insert into settings (key, value, tail) values ('a', '1', 'same'), ('b', '1', 'same')`,
    )
    await assert.rejects(run(tail, index), /settings_tail|duplicate|could not create unique index/)
    await client.query(`update settings set tail = key`)
    assert.deepEqual(await run(tail, index), [index.name])
    const { rows } = await client.query(
      `select indisvalid from pg_index where indexrelid = 'settings_tail'::regclass`,
    )
    assert.deepEqual(rows, [{ indisvalid: true }])
  })
})

test('what fails for another reason fails at once, and leaves nothing of itself', async () => {
  const wrong = added('0002_kernel_wrong', 'create table kites (id int); select 1 / 0')
  await assert.rejects(run(wrong), /0002_kernel_wrong failed: division by zero/)
  await asOwner(async (client) => {
    const { rows } = await client.query(`select to_regclass('kites') as kites`)
    assert.deepEqual(rows, [{ kites: null }])
  })
})
