/** Diễn tập khôi phục: restores the newest backup into a closed room and proves row by row, file by file, leaf by leaf that it is whole. */

import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  copyNoted,
  differences,
  discard,
  type Fingerprints,
  findBases,
  fingerprints,
  isRight,
  notesFolder,
  openDatabaseAt,
  openOnServer,
  openReplication,
  openSecondStore,
  parseLsn,
  readReceived,
  restoreServer,
} from '#kernel/backup.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { FileStore } from '#kernel/files.ts'
import { compareWithWitness, proveRestored } from '#modules/ledger/api.ts'
import type { Facts, Run } from '../domain.ts'
import * as store from '../store.ts'

/** A moment of the running database: its place in the log, and what every table held. */
type Mark = { readonly lsn: string; readonly held: Fingerprints }

const receivedSecondsMax = 120
/** Room for the copy, its log, and what the server makes of it. */
const roomFactor = 3
const problemsMax = 20
/** The room is small, and what is in it is thrown away. */
const roomOptions = ['fsync=off', 'shared_buffers=64MB', 'max_wal_size=256MB']

type Asked = {
  /** Conditions under which bytes are needed (`Keeping.bytes`). */
  readonly bytes: readonly string[]
  /** Address of a copy that others restored and that runs already. */
  readonly at?: string | undefined
  /** State of a witness of the ledger. */
  readonly witness?: string | undefined
}

/** Rehearses once and keeps what came of it. */
export async function rehearse(context: Context, asked: Asked): Promise<Run> {
  const began = Date.now()
  const facts = await attempt(context, asked).catch(
    (thrown: unknown): Facts => ({ problems: [thrown instanceof Error ? thrown.message : String(thrown)] }),
  )
  const problems = (facts.problems ?? []).slice(0, problemsMax)
  const run: Run = {
    kind: 'drill',
    at: new Date(began),
    seconds: (Date.now() - began) / 1000,
    isGood: problems.length === 0,
    facts: { ...facts, problems },
  }
  await inTransaction(context, (tx) => store.insertRun(tx, run))
  return run
}

async function attempt(context: Context, asked: Asked): Promise<Facts> {
  const { backup, dataDir } = context.settings
  if (asked.at) {
    const { schema } = context.database
    const database = openDatabaseAt(asked.at, schema)
    return prove(context, { database, files: context.files }, undefined, asked)
  }
  if (!backup?.databaseUrl) throw new Error('Chưa đặt BACKUP_DIR hoặc BACKUP_DATABASE_URL.')
  const room = path.join(dataDir, 'backup', 'drill')
  await discard(room)
  await needRoom(backup.folder, dataDir)
  const mark = await takeMark(context, backup.databaseUrl)
  const second = await openSecondStore(backup.folder, context.files.sealing)
  await copyNoted(context.files, second, notesFolder(dataDir))
  await untilReceived(backup.folder, mark.lsn)
  try {
    const server = await restoreServer(backup.folder, room, { toLsn: mark.lsn, serverOptions: roomOptions })
    try {
      return await prove(
        context,
        { database: openOnServer(context, server), files: second, base: server.base.name },
        mark,
        asked,
      )
    } finally {
      server.stop()
    }
  } finally {
    await discard(room)
  }
}

async function needRoom(place: string, dataDir: string): Promise<void> {
  const last = (await findBases(place)).at(-1)
  const { bavail, bsize } = await statfs(dataDir)
  const needed = (last?.about.archive.tarBytes ?? 0) * roomFactor
  if (bavail * bsize < needed)
    throw new Error(`Ổ đĩa không đủ chỗ để khôi phục thử: cần ${Math.ceil(needed / 1024 ** 3)} GB.`)
}

/**
 * A logical slot is made where the log and a snapshot agree: the copy restored to this place holds exactly the rows that the
 * snapshot sees, so that every table can be compared while people work.
 */
async function takeMark(context: Context, databaseUrl: string): Promise<Mark> {
  const replication = await openReplication(databaseUrl, 'logical')
  try {
    const [point] = await replication.run(
      `CREATE_REPLICATION_SLOT mot_cua_mark_${process.pid} TEMPORARY LOGICAL pgoutput (SNAPSHOT 'export')`,
    )
    const held = await read(context, async (tx) => {
      await store.seeMoment(tx, point?.snapshot_name ?? '')
      return fingerprints(tx)
    })
    return { lsn: point?.consistent_point ?? '', held }
  } finally {
    await replication.close()
  }
}

/** Something is committed behind the mark, and the log has come past it. */
async function untilReceived(place: string, lsn: string): Promise<void> {
  for (let second = 0; second < receivedSecondsMax; second++) {
    const received = await readReceived(place)
    if (received && parseLsn(received.lsn) > parseLsn(lsn)) return
    await sleep(1_000)
  }
  throw new Error(`Nhật ký không sang nơi thứ hai trong ${receivedSecondsMax} giây.`)
}

type Copied = {
  readonly database: Context['database']
  /** Where the files of the copy lie. */
  readonly files: FileStore
  readonly base?: string
}

/** Everything that can be compared; without a mark the tables are counted only. */
async function prove(
  context: Context,
  { database, files, base }: Copied,
  mark: Mark | undefined,
  asked: Asked,
): Promise<Facts> {
  const copy: Context = { ...context, database }
  try {
    const [held, named] = await read(copy, async (tx) => [
      await fingerprints(tx),
      await store.findNamedHashes(tx, asked.bytes),
    ])
    const problems = mark ? differences(mark.held, held).map((one) => `Bảng khác: ${one}`) : []
    for (const sha256 of named)
      if (!(await isRight(files, sha256))) problems.push(`Tệp mất hoặc hỏng trong bản sao: ${sha256}`)
    const ledger = await proveRestored(copy)
    problems.push(...ledger.problems.map((one) => `Sổ cái: ${one}`))
    if (asked.witness) {
      const { is, words } = await compareWithWitness(copy, asked.witness)
      if (is !== 'proven') problems.push(...words)
    }
    return {
      ...(base && { base }),
      tables: held.size,
      rows: [...held.values()].reduce((sum, { rows }) => sum + rows, 0),
      files: named.size,
      leaves: ledger.leaves,
      problems,
    }
  } finally {
    await database.close()
  }
}
