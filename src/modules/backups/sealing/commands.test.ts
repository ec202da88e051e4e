/** A store from before is sealed; a new master key comes without a byte of it moving, and every backup still opens. */

import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { copyNoted, notesFolder, openSecondStore, receiveLog, restoreInstallation } from '#kernel/backup.ts'
import { type Database, inTransaction, read, sql } from '#kernel/db.ts'
import { openFileStore, readVerified, receiveFile, recordFile } from '#kernel/files.ts'
import { isErased } from '#kernel/forms.ts'
import { backgroundContext, openPlatform, readEnvironment } from '#kernel/platform.ts'
import { forgetAnswers, sealNamed } from '#kernel/sealed-answers.ts'
import { ownInstallation } from '#kernel/testing/backups.ts'
import { takeBackup } from '../keeping/commands.ts'
import { changeKeys, sealAll } from './commands.ts'

const { root, dataDir, place, passphraseFile, urls, platform } = await ownInstallation()
const receiving = new AbortController()
const receiver = receiveLog(urls.backup ?? '', place, { signal: receiving.signal })
after(async () => {
  receiving.abort()
  await receiver
})

const context = () => backgroundContext(platform)
const masterFile = join(dataDir, 'keys', 'master.key')
const holds = (folder: string, word: string) =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((found) => found.isFile())
    .some((found) => readFileSync(join(found.parentPath, found.name)).includes(word))

async function keep(store = platform.files, text = 'diều no gió, hen suyễn'): Promise<string> {
  const file = await receiveFile(store, { name: 'diều', content: Readable.from([text]) }, 1, 'anything')
  await inTransaction(context(), (tx) => recordFile(tx, context(), file, {}))
  return file.sha256
}
const readBack = async (store: typeof platform.files, sha256: string) =>
  (await readVerified(store, sha256, 'diều')).toString()

/** As a store writes what is said about health; gives the name of the row. */
async function say(id: string, illness: string): Promise<string> {
  const sealed = JSON.stringify(await sealNamed(platform.files, id, { illness }, () => true))
  await inTransaction(context(), (tx) =>
    sql`insert into settings (key, value) values (${id}, ${sealed})`.execute(tx),
  )
  return id
}
async function saidIn(database: Database, key: string): Promise<object> {
  const { rows } = await read({ database }, (tx) =>
    sql<{ value: object }>`select value::jsonb as value from settings where key = ${key}`.execute(tx),
  )
  return rows[0]?.value ?? {}
}

test('what lay open is sealed, here and at the second place, and reads as before', async () => {
  const plain = await openFileStore(pathToFileURL(join(dataDir, 'files')).href)
  const old = await keep(plain, 'giấy khám sức khỏe cũ')
  await takeBackup(context())
  assert.ok(holds(join(dataDir, 'files'), 'giấy khám sức khỏe cũ'))
  assert.ok(!holds(join(place, 'files'), 'giấy khám sức khỏe cũ'), 'a copy is sealed at once')
  assert.equal(await sealAll(context()), 1)
  assert.equal(await sealAll(context()), 0)
  assert.ok(!holds(join(dataDir, 'files'), 'giấy khám sức khỏe cũ'))
  assert.equal(await readBack(platform.files, old), 'giấy khám sức khỏe cũ')
})

test('a new master key: the backups from before it open as well, and what was erased stays erased', async () => {
  const [kept, gone] = [await keep(), await keep(platform.files, 'sẽ xóa')]
  const [said, unsaid] = [await say('người còn', 'viêm gan'), await say('người xóa', 'lao phổi')]
  await copyNoted(platform.files, await openSecondStore(place, platform.files.sealing), notesFolder(dataDir))
  const moment = new Date()
  await sleep(1_200)
  await inTransaction(context(), (tx) => sql`insert into settings (key, value) values ('k', '1')`.execute(tx))
  const before = readFileSync(masterFile, 'utf8')
  assert.ok((await changeKeys(context())) >= 10)
  assert.notEqual(readFileSync(masterFile, 'utf8'), before)
  await platform.files.remove(gone)
  await forgetAnswers(platform.files, ['người xóa'])
  for (const store of [platform.files, await openSecondStore(place, platform.files.sealing)])
    assert.equal(await readBack(store, kept), 'diều no gió, hen suyễn')

  const target = join(root, 'restored')
  await restoreInstallation(place, target, { to: moment, passphraseFile })
  const environment = readEnvironment({
    DATABASE_URL: urls.application,
    DATA_DIR: target,
    SECRET_KEY: 'a key for tests only, 32 characters or more',
    PACK: 'demo',
  })
  const copy = await openPlatform(environment, { name: 'restored' })
  assert.equal(await readBack(copy.files, kept), 'diều no gió, hen suyễn')
  assert.deepEqual(await saidIn(copy.database, said), { illness: 'viêm gan' })
  await copy.database.close()
  assert.equal(await platform.files.has(gone), false)
  // The copies of today's keys hold what the store erased only until no kept base may name it (two, here).
  for (let night = 0; night < 3; night++, await sleep(1_100)) await takeBackup(context())
  const second = await openSecondStore(place, platform.files.sealing)
  assert.equal(await second.sealing?.has(gone), false)
  assert.ok(await second.sealing?.has(kept))
  assert.deepEqual(await saidIn(platform.database, said), { illness: 'viêm gan' })
  assert.ok(isErased(await saidIn(platform.database, unsaid)))
  assert.equal((await Array.fromAsync(second.answerKeys?.list() ?? [])).length, 1)
})
