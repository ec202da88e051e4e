/**
 * Sao lưu: a base backup each night, the log as it is written, files of the store as they come in, all to a second place; and the
 * way back. PostgreSQL's own formats and protocol, so that its own tools can read what lies there.
 */

import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { takeBase } from './backup/base.ts'
import { readPassphrase, sealKeys, unsealKeys } from './backup/keys.ts'
import { readReceived } from './backup/log.ts'
import { type AboutBase, type Base, findBases, readJson, writeDurably } from './backup/place.ts'
import { baseFor, readBase, readLog, restoreServer } from './backup/restore.ts'
import { parseLsn, parseSegmentFile, segmentOf } from './backup/segments.ts'
import type { Platform } from './context.ts'
import { withDatabase } from './db/roles.ts'
import { type Database, openDatabase } from './db.ts'
import { copyAll, isRight } from './files/second.ts'
import { type FileStore, openFileStore } from './files.ts'
import { writePassword } from './postgres.ts'

export { differences, type Fingerprints, fingerprints } from './backup/fingerprint.ts'
export { readReceived, receiveLog } from './backup/log.ts'
export { type Base, findBases } from './backup/place.ts'
export { openReplication } from './backup/replication.ts'
export { discard, type RestoredServer, restoreServer } from './backup/restore.ts'
export { parseLsn } from './backup/segments.ts'
export { copyNoted, hashOf, isRight } from './files/second.ts'

/** Where a store notes what came in and was not copied yet. */
export const notesFolder = (dataDir: string) => join(dataDir, 'backup', 'files')

/** The store of the second place. Throws where the place is not mounted: it would be made behind the mount. */
export async function openSecondStore(place: string): Promise<FileStore> {
  if (!existsSync(join(place, 'files')))
    throw new Error(`Nơi sao lưu ${place} không gắn vào, hoặc chưa có bản nào.`)
  return openFileStore(pathToFileURL(join(place, 'files')).href)
}

/** Takes a base backup with the store's files and the sealed keys, then removes what is no longer kept. */
export async function backUp(platform: Platform, installation: AboutBase['installation']): Promise<Base> {
  const { backup, dataDir } = platform.settings
  if (!backup) throw new Error('Chưa đặt BACKUP_DIR: thư mục của nơi sao lưu thứ hai.')
  if (!backup.databaseUrl)
    throw new Error('Chưa đặt BACKUP_DATABASE_URL: địa chỉ của một vai trò có quyền REPLICATION.')
  const { folder, passphraseFile, databaseUrl } = backup
  const base = await takeBase(databaseUrl, folder, async () => {
    const { all, wrong } = await copyAll(platform.files, await openSecondStore(folder))
    if (wrong.length > 0) throw new Error(`Tệp trong kho không còn đúng mã băm: ${wrong.join(', ')}`)
    await noteGone(folder, all)
    return { files: all.size, keys: await keysBeside(dataDir, folder, passphraseFile), installation }
  })
  await prune(folder, backup.keep)
  return base
}

async function keysBeside(
  dataDir: string,
  place: string,
  passphraseFile: string | undefined,
): Promise<AboutBase['keys']> {
  if (!passphraseFile)
    return { leftOut: 'BACKUP_PASSPHRASE_FILE is not set: keep a copy of the keys elsewhere' }
  const sealed = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}.sealed`
  await sealKeys(dataDir, await readPassphrase(passphraseFile), join(place, 'keys', sealed))
  return { sealed }
}

type Gone = Readonly<Record<string, string>>
const goneFile = (place: string) => join(place, 'files', 'gone.json')

/** Notes since when the store no longer has bytes of the second place: they stay as long as a kept base may name them. */
async function noteGone(place: string, all: ReadonlySet<string>): Promise<void> {
  const before = await readJson<Gone>(goneFile(place)).catch((): Gone => ({}))
  const gone: Record<string, string> = {}
  for await (const { sha256 } of (await openSecondStore(place)).list())
    if (!all.has(sha256)) gone[sha256] = before[sha256] ?? new Date().toISOString()
  await writeDurably(goneFile(place), JSON.stringify(gone))
}

/** Keeps the newest bases, the log behind the oldest of them, and what they may name. */
async function prune(place: string, keep: number): Promise<void> {
  const bases = await findBases(place)
  for (const { folder, about } of bases.slice(0, -keep)) {
    await rm(folder, { recursive: true, force: true })
    if ('sealed' in about.keys) await rm(join(place, 'keys', about.keys.sealed), { force: true })
  }
  const [oldest] = bases.slice(-keep)
  if (!oldest) return
  const { segmentBytes, startLsn, timeline, startedAt } = oldest.about
  const first = segmentOf(parseLsn(startLsn), segmentBytes)
  for (const file of await readdir(join(place, 'wal'))) {
    const one = parseSegmentFile(file, segmentBytes)
    if (one && (one.timeline < timeline || (one.timeline === timeline && one.segment < first)))
      await rm(join(place, 'wal', file), { force: true })
  }
  const second = await openSecondStore(place)
  for (const [sha256, since] of Object.entries(await readJson<Gone>(goneFile(place)).catch((): Gone => ({}))))
    if (since < startedAt) await second.remove(sha256)
}

export type Verified = { readonly base: Base; readonly files: number; readonly stored: number }

/** Reads the newest base, the log behind it and every copied file again, and compares all hashes. Throws what is wrong. */
export async function verifyBackup(place: string): Promise<Verified> {
  const base = await baseFor(place)
  const files = await readBase(base)
  await readLog(place, base)
  const second = await openSecondStore(place)
  let stored = 0
  for await (const { sha256 } of second.list()) {
    stored++
    if (!(await isRight(second, sha256))) throw new Error(`Bản sao của tệp ${sha256} không còn đúng mã băm.`)
  }
  return { base, files, stored }
}

/** The installation's database on a server that was restored, as its superuser. */
export function openOnServer({ database, settings }: Platform, { url }: { readonly url: string }): Database {
  const name = new URL(settings.backup?.databaseUrl ?? '').pathname.slice(1)
  return openDatabaseAt(withDatabase(url, name), database.schema)
}

/** A copy at an address, for whoever compares it. */
export const openDatabaseAt = (url: string, schema: string): Database =>
  openDatabase({ url, schema, connectionsMax: 2 })

/** Whether the log goes on from a base to what was received last; behind a gap only a new base helps. */
export async function isCovered(place: string, { about }: Base): Promise<boolean> {
  const received = await readReceived(place)
  if (received?.timeline !== about.timeline) return false
  const { segmentBytes, timeline, startLsn } = about
  const files = await readdir(join(place, 'wal'))
  const kept = new Set(
    files.flatMap((file) => {
      const one = parseSegmentFile(file, segmentBytes)
      return one?.timeline === timeline ? [one.segment] : []
    }),
  )
  const last = segmentOf(parseLsn(received.lsn) - 1n, segmentBytes)
  for (let one = segmentOf(parseLsn(startLsn), segmentBytes); one <= last; one++)
    if (!kept.has(one)) return false
  return true
}

export type Restored = {
  readonly base: Base
  readonly files: number
  /** Names of keys that were opened; none without the passphrase. */
  readonly keys: readonly string[]
}

/** Khôi phục cả cài đặt: database up to a moment, files and keys, as a data folder that `npm start` takes. */
export async function restoreInstallation(
  place: string,
  dataDir: string,
  { to, passphraseFile }: { readonly to?: Date | undefined; readonly passphraseFile?: string | undefined },
): Promise<Restored> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if ((await readdir(dataDir)).length > 0) throw new Error(`${dataDir} không trống; chọn thư mục mới.`)
  const { base, url, stop } = await restoreServer(place, join(dataDir, 'postgres'), { to })
  try {
    const client = new pg.Client(url)
    await client.connect()
    const password = writePassword(join(dataDir, 'postgres'))
    await client
      .query(`alter role postgres password ${client.escapeLiteral(password)}`)
      .finally(() => client.end())
  } finally {
    stop()
  }
  await cp(join(place, 'files'), join(dataDir, 'files'), {
    recursive: true,
    filter: (source) => !/\/(incoming|gone\.json)/.test(source.slice(place.length)),
  })
  let files = 0
  for await (const _ of (await openFileStore(pathToFileURL(join(dataDir, 'files')).href)).list()) files++
  const { keys } = base.about
  const opened =
    'sealed' in keys && passphraseFile
      ? await unsealKeys(join(place, 'keys', keys.sealed), await readPassphrase(passphraseFile), dataDir)
      : []
  return { base, files, keys: opened }
}
