/** Backups while people work, and the way back to the second before the mistake. */

import assert from 'node:assert/strict'
import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import {
  backUp,
  copyNoted,
  differences,
  discard,
  type Fingerprints,
  findBases,
  fingerprints,
  notesFolder,
  openSecondStore,
  readReceived,
  receiveLog,
  restoreInstallation,
  restoreServer,
  verifyBackup,
} from './backup.ts'
import type { Platform } from './context.ts'
import { withDatabase } from './db/roles.ts'
import { inTransaction, openDatabase, read, sql } from './db.ts'
import { readVerified, receiveFile, recordFile } from './files.ts'
import { backgroundContext, openPlatform, readEnvironment } from './platform.ts'
import { freePort } from './ports.ts'
import { startPostgres } from './postgres.ts'
import { ownInstallation } from './testing/backups.ts'

const { root, dataDir, place, passphraseFile, server, urls, platform } = await ownInstallation()
const receiving = new AbortController()
let receiver = receiveLog(urls.backup ?? '', place, { signal: receiving.signal })
after(async () => {
  receiving.abort()
  await receiver.catch(() => undefined)
})

const context = () => backgroundContext(platform)
const acknowledged: { readonly key: string; readonly at: number }[] = []
let isWriting = false
/** People who work: a row each few milliseconds, a file now and then. */
async function write(): Promise<void> {
  for (isWriting = true; isWriting; await sleep(3)) {
    const key = `kite.${acknowledged.length}`
    const now = context()
    const file =
      acknowledged.length % 10 === 0
        ? await receiveFile(
            now.files,
            { name: 'dieu.bin', content: Readable.from([randomBytes(2_000)]) },
            1,
            'anything',
          )
        : undefined
    await inTransaction(now, async (tx) => {
      await sql`insert into settings (key, value) values (${key}, '"no gió"')`.execute(tx)
      if (file) await recordFile(tx, now, file, {})
    })
    acknowledged.push({ key, at: Date.now() })
  }
}

const seen = (of: Platform['database']): Promise<Fingerprints> => read({ database: of }, fingerprints)
const opened = (adminUrl: string) =>
  openDatabase({ url: withDatabase(adminUrl, 'mot_cua'), schema: platform.database.schema })

async function untilReceived(at: number): Promise<void> {
  for (let tries = 0; Date.parse((await readReceived(place))?.at ?? '') < at; tries++) {
    assert.ok(tries < 200, 'the log does not come')
    await sleep(100)
  }
}

async function asAdmin(text: string): Promise<void> {
  const client = new pg.Client(withDatabase(server.adminUrl, 'mot_cua'))
  await client.connect()
  await client.query(text).finally(() => client.end())
}

test('a table is dropped at some second while people write: back to the second before, every row and file is there', async () => {
  const writing = write()
  await sleep(300)
  const base = await backUp(platform, { pack: 'demo' })
  assert.ok('sealed' in base.about.keys)
  await sleep(randomInt(200, 1_500))
  isWriting = false
  await writing
  await copyNoted(platform.files, await openSecondStore(place, platform.files.sealing), notesFolder(dataDir))
  const wanted = await seen(platform.database)
  const moment = new Date()
  await sleep(1_000)
  const again = write().catch(() => undefined)
  await sleep(200)
  await asAdmin(`drop table ${platform.database.schema}.files cascade`)
  await sleep(300)
  isWriting = false
  await again
  await untilReceived(Date.now())

  const target = join(root, 'restored')
  const restored = await restoreInstallation(place, target, { to: moment, passphraseFile })
  assert.deepEqual([...restored.keys].sort(), ['keys/master.key', 'secrets.json'])
  assert.match(readFileSync(join(target, 'secrets.json'), 'utf8'), /of this installation/)
  const other = await startPostgres(join(target, 'postgres'), await freePort())
  const database = opened(other.adminUrl)
  try {
    assert.deepEqual(differences(wanted, await seen(database)), [])
    assert.ok((wanted.get(`${platform.database.schema}.files`)?.rows ?? 0) >= 5)
    const { rows } = await read({ database }, (tx) =>
      sql<{ sha256: string }>`select sha256 from files`.execute(tx),
    )
    const environment = readEnvironment({
      DATABASE_URL: other.adminUrl,
      DATA_DIR: target,
      SECRET_KEY: 'a key for tests only, 32 characters or more',
      PACK: 'demo',
    })
    const copy = await openPlatform(environment, { name: 'restored' })
    for (const { sha256 } of rows) assert.equal((await readVerified(copy.files, sha256, '')).length, 2_000)
    await copy.database.close()
  } finally {
    await database.close()
    other.stop()
  }
  await assert.rejects(
    restoreInstallation(place, join(root, 'early'), { to: new Date(0) }),
    /không khôi phục được về trước/,
  )
  await assert.rejects(
    restoreInstallation(place, join(root, 'late'), { to: new Date(Date.now() + 3_600_000) }),
    /Nhật ký nhận được chưa tới/,
  )
})

test('the database machine is lost: whatever was acknowledged more than five seconds before is there', async () => {
  await asAdmin(`create table ${platform.database.schema}.files (like ${platform.database.schema}.settings)`)
  isWriting = true
  for (let count = 0; count < 200; count++) {
    const key = `storm.${count}`
    await inTransaction(context(), (tx) =>
      sql`insert into settings (key, value) values (${key}, '1')`.execute(tx),
    )
    acknowledged.push({ key, at: Date.now() })
    await sleep(20)
  }
  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  const lostAt = Date.now()
  await assert.rejects(receiver)
  const restored = await restoreServer(place, join(root, 'lost'), { serverOptions: ['fsync=off'] })
  const database = opened(restored.url)
  try {
    const { rows } = await read({ database }, (tx) =>
      sql<{ key: string }>`select key from settings`.execute(tx),
    )
    const kept = new Set(rows.map(({ key }) => key))
    const lost = acknowledged.filter(({ key }) => !kept.has(key))
    const oldest = lost[0] ? lostAt - lost[0].at : 0
    assert.ok(oldest < 5_000, `${lost.length} rows lost, the oldest ${oldest} ms before`)
  } finally {
    await database.close()
    restored.stop()
    await discard(join(root, 'lost'))
  }
  await server.revive()
  receiver = receiveLog(urls.backup ?? '', place, { signal: receiving.signal })
  await untilReceived(lostAt)
})

test('the receiver goes on where it was; old bases go with the log and the files that only they named', async () => {
  const [first] = await findBases(place)
  const removed = await receiveFile(
    platform.files,
    { name: 'x', content: Readable.from(['bay đi']) },
    1,
    'anything',
  )
  await backUp(platform, {})
  const second = await openSecondStore(place, platform.files.sealing)
  assert.ok(await second.has(removed.sha256))
  await platform.files.remove(removed.sha256)
  for (let count = 0; count < 3; count++) {
    await sleep(1_100)
    await backUp(platform, {})
  }
  const left = await findBases(place)
  assert.equal(left.length, 2)
  assert.ok(!left.some(({ name }) => name === first?.name))
  assert.equal(await second.has(removed.sha256), false)
  await asAdmin('select pg_switch_wal()')
  await untilReceived(Date.now())
  const { stored } = await verifyBackup(place, platform.files.sealing)
  assert.ok(stored > 5)
})

test('what rots in the second place is found: a bit of the base, of the log, of a file; a piece that is lacking', async () => {
  const base = (await findBases(place)).at(-1)
  const file = join(base?.folder ?? '', 'base.tar.zst')
  const segment =
    readdirSync(join(place, 'wal'))
      .filter((name) => name.endsWith('.zst'))
      .at(-1) ?? ''
  const second = await openSecondStore(place, platform.files.sealing)
  let stored = ''
  for await (const { sha256 } of second.list()) stored = sha256
  const copy = join(place, 'files', stored.slice(0, 2), stored.slice(2, 4), stored)
  for (const path of [file, join(place, 'wal', segment), copy]) {
    const good = readFileSync(path)
    const bad = Buffer.from(good)
    const at = Math.floor(bad.length / 2)
    bad[at] = (bad[at] ?? 0) ^ 1
    writeFileSync(path, bad)
    await assert.rejects(verifyBackup(place, platform.files.sealing), path)
    if (path === file) {
      writeFileSync(path, good.subarray(0, at))
      await assert.rejects(verifyBackup(place, platform.files.sealing), path)
    }
    writeFileSync(path, good)
  }
  await verifyBackup(place, platform.files.sealing)
  assert.ok(existsSync(copy))
})

test('keys open with their passphrase alone, and a place belongs to one database', async () => {
  const base = (await findBases(place)).at(-1)
  assert.ok(base && 'sealed' in base.about.keys)
  assert.doesNotMatch(
    readFileSync(join(place, 'keys', base.about.keys.sealed), 'utf8'),
    /of this installation/,
  )
  const wrong = join(root, 'wrong')
  writeFileSync(wrong, 'một mật khẩu khác, cũng đủ dài')
  await assert.rejects(
    restoreInstallation(place, join(root, 'stranger'), { passphraseFile: wrong }),
    /sai mật khẩu/,
  )
  writeFileSync(join(place, 'mot-cua-backup.json'), JSON.stringify({ format: 1, systemId: '1' }))
  await assert.rejects(backUp(platform, {}), /một cơ sở dữ liệu khác/)
})
