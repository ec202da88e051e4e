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
import { copyAll, copyKeys, isRight } from './files/second.ts'
import { type FileStore, openFileStore, openSealing, type Sealing } from './files.ts'
import { writePassword } from './postgres.ts'

export { differences, type Fingerprints, fingerprints } from './backup/fingerprint.ts'
export { readReceived, receiveLog } from './backup/log.ts'
export { type Base, findBases } from './backup/place.ts'
export { openReplication } from './backup/replication.ts'
export { discard, type RestoredServer, restoreServer } from './backup/restore.ts'
export { parseLsn } from './backup/segments.ts'
export { changeMaster, forgetPrevious, previousMaster, rewrapKeys } from './files/keys.ts'
export { copyNoted, hashOf, isRight } from './files/second.ts'

/** Where the keys of stored files lie in a data folder, and the key they are wrapped with. */
export const keysFolder = 'keys'
export const masterName = 'master.key'
const dataKeys = 'file-keys'
/** Of what people say about health: its ciphertext lies in the database, so the copies of that need these. */
export const answersFolder = 'answers'
const answerKeysCopy = 'answer-keys'

/** Where a store notes what came in and was not copied yet. */
export const notesFolder = (dataDir: string) => join(dataDir, 'backup', 'files')

/**
 * The store of the second place, sealed with keys of its own under the same master key: they end when the bytes do, and no base
 * holds them. Throws where the place is not mounted: it would be made behind the mount.
 */
export async function openSecondStore(place: string, sealing?: Sealing): Promise<FileStore> {
  if (!existsSync(join(place, 'files')))
    throw new Error(`Nơi sao lưu ${place} không gắn vào, hoặc chưa có bản nào.`)
  return openFileStore(pathToFileURL(join(place, 'files')).href, {
    sealing: sealing && (await openSealing(join(place, dataKeys), sealing.masterFile)),
    answerKeys: sealing && (await openSealing(join(place, answerKeysCopy), sealing.masterFile)),
  })
}

/** Takes a base backup with the store's files and the sealed keys, then removes what is no longer kept. */
export async function backUp(platform: Platform, installation: AboutBase['installation']): Promise<Base> {
  const { backup, dataDir } = platform.settings
  if (!backup) throw new Error('Chưa đặt BACKUP_DIR: thư mục của nơi sao lưu thứ hai.')
  if (!backup.databaseUrl)
    throw new Error('Chưa đặt BACKUP_DATABASE_URL: địa chỉ của một vai trò có quyền REPLICATION.')
  const { folder, passphraseFile, databaseUrl } = backup
  const { sealing } = platform.files
  const base = await takeBase(databaseUrl, folder, async () => {
    const second = await openSecondStore(folder, sealing)
    const { all, wrong } = await copyAll(platform.files, second)
    if (wrong.length > 0) throw new Error(`Tệp trong kho không còn đúng mã băm: ${wrong.join(', ')}`)
    await noteGone(goneFile(folder), namesOf(second), all)
    const answerKeys = await copyKeys(platform.files, second)
    if (second.answerKeys) await noteGone(goneAnswersFile(folder), second.answerKeys.list(), answerKeys)
    const keys = await keysBeside(dataDir, sealing, { place: folder, passphraseFile })
    return { files: all.size, keys, installation }
  })
  await prune(folder, await openSecondStore(folder, sealing), backup.keep)
  return base
}

async function keysBeside(
  dataDir: string,
  sealing: Sealing | undefined,
  { place, passphraseFile }: { readonly place: string; readonly passphraseFile: string | undefined },
): Promise<AboutBase['keys']> {
  if (!passphraseFile)
    return { leftOut: 'BACKUP_PASSPHRASE_FILE is not set: keep a copy of the keys elsewhere' }
  const sealed = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}.sealed`
  // Keys of single files are in no base: whoever is erased would come back with it.
  const besides = sealing ? { [join(keysFolder, masterName)]: sealing.masterFile } : {}
  await sealKeys(dataDir, await readPassphrase(passphraseFile), {
    file: join(place, 'keys', sealed),
    besides,
  })
  return { sealed }
}

type Gone = Readonly<Record<string, string>>
const goneFile = (place: string) => join(place, 'files', 'gone.json')

const goneAnswersFile = (place: string) => join(place, answerKeysCopy, 'gone.json')

async function* namesOf(store: FileStore): AsyncIterable<string> {
  for await (const { sha256 } of store.list()) yield sha256
}

/** Notes since when there is no longer here what the second place has: it stays as long as a kept base may name it. */
async function noteGone(
  file: string,
  copies: AsyncIterable<string>,
  all: ReadonlySet<string>,
): Promise<void> {
  const before = await readGone(file)
  const gone: Record<string, string> = {}
  for await (const name of copies) if (!all.has(name)) gone[name] = before[name] ?? new Date().toISOString()
  await writeDurably(file, JSON.stringify(gone))
}

const readGone = (file: string) => readJson<Gone>(file).catch((): Gone => ({}))

/** Keeps the newest bases, the log behind the oldest of them, and what they may name. */
async function prune(place: string, second: FileStore, keep: number): Promise<void> {
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
  for (const [sha256, since] of Object.entries(await readGone(goneFile(place))))
    if (since < startedAt) await second.remove(sha256)
  for (const [name, since] of Object.entries(await readGone(goneAnswersFile(place))))
    if (since < startedAt) await second.answerKeys?.end(name)
}

export type Verified = { readonly base: Base; readonly files: number; readonly stored: number }

/** Reads the newest base, the log behind it and every copied file again, and compares all hashes. Throws what is wrong. */
export async function verifyBackup(place: string, sealing: Sealing | undefined): Promise<Verified> {
  const base = await baseFor(place)
  const files = await readBase(base)
  await readLog(place, base)
  const second = await openSecondStore(place, sealing)
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

/** A copy at an address, for whoever compares it: that reads all there is. */
export const openDatabaseAt = (url: string, schema: string): Database =>
  openDatabase({ url, schema, connectionsMax: 2, statementSecondsMax: 60 * 60 })

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
  const filter = (source: string) => !/\/(incoming|gone\.json)/.test(source.slice(place.length))
  for (const [copies, own] of [
    [dataKeys, join(keysFolder, 'files')],
    [answerKeysCopy, join(keysFolder, answersFolder)],
    ['files', 'files'],
  ] as const)
    if (existsSync(join(place, copies)))
      await cp(join(place, copies), join(dataDir, own), { recursive: true, filter })
  let files = 0
  for await (const _ of (await openFileStore(pathToFileURL(join(dataDir, 'files')).href)).list()) files++
  return { base, files, keys: await openKeys(place, base, { passphraseFile, dataDir }) }
}

async function openKeys(
  place: string,
  { about: { keys } }: Base,
  { passphraseFile, dataDir }: { readonly passphraseFile: string | undefined; readonly dataDir: string },
): Promise<readonly string[]> {
  if (!('sealed' in keys) || !passphraseFile) return []
  const passphrase = await readPassphrase(passphraseFile)
  const opened = await unsealKeys(join(place, 'keys', keys.sealed), passphrase, dataDir)
  // The copies of files are under the master key of today, whatever moment the database goes back to.
  const newest = (await readdir(join(place, 'keys')))
    .filter((name) => name.endsWith('.sealed'))
    .sort()
    .at(-1)
  if (newest && newest !== keys.sealed)
    await unsealKeys(join(place, 'keys', newest), passphrase, dataDir, (name) =>
      name.startsWith(`${keysFolder}/`),
    )
  return opened
}
