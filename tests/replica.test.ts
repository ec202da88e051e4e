/** A second server that follows the first: pages of everyone are read there, one's own never, and no page waits for it. */

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import type { Platform } from '#kernel/context.ts'
import { applicationRole, prepareDatabase, withDatabase } from '#kernel/db/roles.ts'
import { loadPack } from '#kernel/install.ts'
import { metricsText } from '#kernel/metrics.ts'
import { migrate } from '#kernel/migrations.ts'
import { backgroundContext, openPlatform, readEnvironment } from '#kernel/platform.ts'
import { freePort } from '#kernel/ports.ts'
import { type EmbeddedPostgres, startPostgres } from '#kernel/postgres.ts'
import { createServer } from '#kernel/web/server.ts'
import type { Endpoint } from '#kernel/web.ts'
import { buildAssets } from '#ui/assets.ts'
import { modules } from '../src/app.ts'

const folder = mkdtempSync(join(tmpdir(), 'mot-cua-replica-'))
const [leaderFolder, copyFolder] = [join(folder, 'leader'), join(folder, 'copy')]
let leader: EmbeddedPostgres
let copy: EmbeddedPostgres
const assets = await buildAssets()
let server: FastifyInstance
let platform: Platform
let close: () => Promise<void>
let onLeader: pg.Client
let onCopy: pg.Client

/** A base backup as the server's own programs take it, and a standby made of it. */
async function follow(adminUrl: string): Promise<EmbeddedPostgres> {
  const admin = new pg.Client(adminUrl)
  await admin.connect()
  await admin.query(`select pg_backup_start('copy', true)`)
  spawnSync('cp', ['-a', leaderFolder, copyFolder])
  spawnSync('cp', ['-a', `${leaderFolder}.password`, `${copyFolder}.password`])
  const { rows } = await admin.query<{ label: string }>(
    'select labelfile as label from pg_backup_stop(false)',
  )
  await admin.end()
  rmSync(join(copyFolder, 'postmaster.pid'), { force: true })
  writeFileSync(join(copyFolder, 'backup_label'), rows[0]?.label ?? '')
  writeFileSync(join(copyFolder, 'standby.signal'), '')
  const { hostname, port, username, password } = new URL(adminUrl)
  appendFileSync(
    join(copyFolder, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${password}'\n`,
  )
  spawnSync('chown', ['-R', '--reference', leaderFolder, copyFolder])
  return startPostgres(copyFolder, await freePort())
}

before(async () => {
  leader = await startPostgres(leaderFolder, await freePort(), ['wal_keep_size=256MB'])
  const urls = await prepareDatabase(leader.adminUrl, 'mot_cua', 'for-tests-only')
  const environment = readEnvironment({
    DATABASE_URL: urls.application,
    DATA_DIR: join(folder, 'data'),
    SECRET_KEY: 'a key for tests only, 32 characters or more',
    PACK: 'demo',
    DATABASE_READ_LAG_SECONDS: '1',
  })
  const first = await openPlatform(environment, { name: 'replica test', connectionsMax: 2 })
  await migrate(urls.owner, first.database.schema)
  await loadPack(backgroundContext(first), modules)
  await first.database.close()
  copy = await follow(leader.adminUrl)
  const databaseReadUrl = new URL(withDatabase(copy.adminUrl, 'mot_cua'))
  Object.assign(databaseReadUrl, { username: applicationRole, password: 'for-tests-only' })
  platform = await openPlatform(
    { ...environment, databaseReadUrl: databaseReadUrl.href },
    { name: 'replica test', connectionsMax: 4 },
  )
  server = await createServer({ platform, modules, assets, quiet: true })
  onLeader = new pg.Client(withDatabase(leader.adminUrl, 'mot_cua'))
  onCopy = new pg.Client(withDatabase(copy.adminUrl, 'mot_cua'))
  for (const client of [onLeader, onCopy]) {
    client.on('error', () => undefined)
    await client.connect()
  }
  close = async () => {
    await server.close()
    await platform.replica?.close()
    await platform.database.close()
    await Promise.allSettled([onLeader.end(), onCopy.end()])
  }
  await caughtUp()
})
after(async () => {
  await close?.()
  copy?.stop()
  leader?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function caughtUp(): Promise<void> {
  const { rows } = await onLeader.query<{ lsn: string }>('select pg_current_wal_lsn() as lsn')
  for (let tries = 0; tries < 200; tries++) {
    const { rows: there } = await onCopy.query<{ is: boolean }>(
      'select pg_last_wal_replay_lsn() >= $1::pg_lsn as is',
      [rows[0]?.lsn],
    )
    if (there[0]?.is) return
    await sleep(50)
  }
  throw new Error('The copy does not follow')
}

async function counted(outcome: 'answered' | 'failed'): Promise<number> {
  const line = new RegExp(`^mot_cua_replica_reads_total\\{outcome="${outcome}"\\} (\\d+)`, 'm')
  return Number(line.exec(await metricsText())?.[1] ?? 0)
}

/** Asks as somebody who is not signed in, and tells who answered. */
async function ask(url: string): Promise<{ status: number; body: string; answered: number; failed: number }> {
  const [answered, failed] = [await counted('answered'), await counted('failed')]
  const { statusCode: status, body } = await server.inject({ method: 'GET', url })
  return {
    status,
    body,
    answered: (await counted('answered')) - answered,
    failed: (await counted('failed')) - failed,
  }
}

/** What a page rested after a failure comes back by itself. */
async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await ask(url)).answered === 1) return
    await sleep(100)
  }
  assert.fail(`the copy is not asked again: ${JSON.stringify(await ask(url)).slice(0, 200)}`)
}

const samples: Readonly<Record<string, string>> = {
  ':z/:x/:y': '8/205/118',
  '/thu-tuc/:code': '/thu-tuc/9.000001',
  '/api/v1/procedures/:code': '/api/v1/procedures/9.000001',
  ':layer': 'areas',
  ':indicator': '2.1',
  ':code': 'Z99.11.01',
  ':key': 'dieu',
  ':slug': 'tin',
}
const lagging = modules
  .flatMap(({ routes = [] }): readonly Endpoint[] => routes)
  .filter(({ mayLag }) => mayLag)
  .map(({ path }) =>
    Object.entries(samples).reduce<string>((url, [name, value]) => url.replace(name, value), path),
  )

test('every page that may lag is answered by the copy alone, so none of them writes', async () => {
  assert.ok(lagging.length > 20, `${lagging.length} pages`)
  await untilAnswered('/tin-tuc')
  let found = 0
  for (const url of lagging) {
    const { status, answered, failed } = await ask(url)
    assert.ok(status < 500 && failed === 0, `${url} ${status}, ${failed} failed`)
    found += answered
  }
  assert.ok(found > 15, `${found} pages were found on the copy`)
})

test('a page that does not say so, and whoever is signed in, is answered by the leader', async () => {
  await untilAnswered('/thu-tuc')
  assert.equal((await ask('/tra-cuu')).answered, 0)
  const before = await counted('answered')
  const authenticate = async () => ({ kind: 'service', id: 'x', name: 'x', scopes: new Set() }) as never
  const knowing = modules.map((module) => (module.authenticate ? { ...module, authenticate } : module))
  const other = await createServer({ platform, modules: knowing, assets, quiet: true })
  const { statusCode } = await other.inject({
    method: 'GET',
    url: '/thu-tuc',
    headers: { authorization: 'Bearer anything' },
  })
  await other.close()
  assert.equal(statusCode, 200)
  assert.equal(await counted('answered'), before)
})

test('a copy that stays behind is not asked until it has caught up', async () => {
  await untilAnswered('/tin-tuc')
  await onCopy.query('select pg_wal_replay_pause()')
  await onLeader.query(`update hon_gio.settings set value = value`)
  await onLeader.query(`select pg_logical_emit_message(false, 'test', 'behind')`)
  await sleep(3_200)
  const late = await ask('/tin-tuc')
  assert.deepEqual([late.status, late.answered, late.failed], [200, 0, 1])
  assert.deepEqual((await ask('/tin-tuc')).failed, 0, 'nor is it asked at once again')
  await onCopy.query('select pg_wal_replay_resume()')
  await untilAnswered('/tin-tuc')
})

test('without the leader pages are read from the copy; without the copy from the leader', async () => {
  await untilAnswered('/tin-tuc')
  leader.stop()
  const alone = await ask('/tin-tuc')
  assert.deepEqual([alone.status, alone.answered], [200, 1])
  await leader.revive()
  copy.stop()
  for (let tries = 0; tries < 50 && (await ask('/tin-tuc')).status !== 200; tries++) await sleep(100)
  const { status, answered } = await ask('/tin-tuc')
  assert.deepEqual([status, answered], [200, 0])
})
