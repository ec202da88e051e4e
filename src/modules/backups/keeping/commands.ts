/** Sao lưu không nghỉ: the log at once, files within seconds, a base each night, and its rehearsal behind it. */

import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  type Base,
  backUp,
  copyNoted,
  findBases,
  isCovered,
  notesFolder,
  openSecondStore,
  receiveLog,
  verifyBackup,
} from '#kernel/backup.ts'
import type { BackupSettings, Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { slotOf } from '#kernel/jobs.ts'
import type { CliCommand } from '#kernel/module.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { stopWhenTold } from '#kernel/process.ts'
import { formatNumber } from '#kernel/text.ts'
import { log } from '#kernel/web/server.ts'
import type { Run } from '../domain.ts'
import { rehearse } from '../proving/commands.ts'
import * as store from '../store.ts'

const nightly = { every: { dayAt: '01:00' } } as const
const restMs = 5_000
/** The state of the log is written down no more often than it changes anything. */
const tellMs = 30_000
/** After a base or a rehearsal that failed. */
const againMs = 30 * 60_000

const reasonOf = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown))

const keepRun = (context: Context, run: Run) => inTransaction(context, (tx) => store.insertRun(tx, run))

/** Takes one base backup now and keeps what came of it. Throws what went wrong. */
export async function takeBackup(context: Context): Promise<Base> {
  const began = Date.now()
  const tell = (isGood: boolean, facts: Run['facts']) =>
    keepRun(context, {
      kind: 'base',
      at: new Date(began),
      seconds: (Date.now() - began) / 1000,
      isGood,
      facts,
    })
  try {
    const base = await backUp(context, await describe(context))
    await tell(true, { base: base.name, files: base.about.files, bytes: base.about.archive.bytes })
    return base
  } catch (thrown) {
    await tell(false, { problems: [reasonOf(thrown)] })
    throw thrown
  }
}

/** What one needs to know to run a restored copy again; no secrets. */
async function describe(context: Context): Promise<Readonly<Record<string, string>>> {
  const { pack, settings, database } = context
  const { migration, postgres, pack: fingerprint } = await read(context, store.findRunning)
  return {
    pack: pack.manifest.code,
    packFingerprint: fingerprint ?? '',
    schema: database.schema,
    migration,
    postgres,
    node: process.version,
    publicUrl: settings.publicUrl,
    development: String(settings.development),
    identityProvider: settings.identityProvider.issuer,
  }
}

async function forever(signal: AbortSignal, ms: number, work: () => Promise<void>): Promise<void> {
  for (; !signal.aborted; await sleep(ms, undefined, { signal }).catch(() => undefined)) await work()
}

/** Receives the log; what breaks is told and tried again. */
function followLog(context: Context, { folder, databaseUrl = '' }: BackupSettings, signal: AbortSignal) {
  let told = 0
  const tell = (isGood: boolean, at: Date, problems: readonly string[]) => {
    told = Date.now()
    return keepRun(context, { kind: 'log', at, seconds: 0, isGood, facts: { problems } }).catch(
      () => undefined,
    )
  }
  return forever(signal, restMs, async () => {
    try {
      await receiveLog(databaseUrl, folder, {
        signal,
        onReceived: ({ at }) => void (Date.now() - told > tellMs && tell(true, new Date(at), [])),
      })
    } catch (thrown) {
      log.error({ err: thrown }, 'The log does not reach the second place')
      await tell(false, new Date(), [reasonOf(thrown)])
    }
  })
}

function followFiles({ files, settings }: Context, { folder }: BackupSettings, signal: AbortSignal) {
  // The place is made by the log, which begins at the same moment.
  let told = Date.now() - againMs + 12 * restMs
  return forever(signal, restMs, async () => {
    try {
      await copyNoted(files, await openSecondStore(folder, files.sealing), notesFolder(settings.dataDir))
    } catch (thrown) {
      if (Date.now() - told < againMs) return
      told = Date.now()
      log.error({ err: thrown }, 'Files do not reach the second place')
    }
  })
}

/** Whether a base is due: the night began, or the log behind the last one has a gap. */
export async function isBaseDue(folder: string, now: Date): Promise<boolean> {
  const last = (await findBases(folder)).at(-1)
  if (!last) return true
  return Date.parse(last.about.startedAt) < slotOf(nightly, now).getTime() || !(await isCovered(folder, last))
}

function followNights(
  context: Context,
  { folder }: BackupSettings,
  bytes: readonly string[],
  signal: AbortSignal,
) {
  let restUntil = 0
  return forever(signal, restMs, async () => {
    const now = backgroundContext(context)
    if (Date.now() < restUntil || !(await isBaseDue(folder, now.now).catch(() => false))) return
    try {
      await takeBackup(now)
      await rehearse(now, { bytes })
    } catch (thrown) {
      restUntil = Date.now() + againMs
      log.error({ err: thrown }, 'No base backup was taken')
    }
  })
}

function ownSettings({ settings }: Context): BackupSettings {
  if (settings.backup?.databaseUrl) return settings.backup
  throw new Error('Chưa đặt BACKUP_DIR, hoặc BACKUP_DATABASE_URL khi cơ sở dữ liệu ở máy khác.')
}

/** The commands over what these modules need of stored bytes. */
export const commandsOver = (bytes: readonly string[]): readonly CliCommand[] => [
  {
    name: 'backup',
    summary: '[--verify]  Sao lưu ngay một bản nền, hoặc đọc lại mọi mã băm của bản mới nhất',
    async run(context, args) {
      const { folder } = ownSettings(context)
      if (args.includes('--verify')) {
        const { base, files, stored } = await verifyBackup(folder, context.files.sealing)
        console.log(
          `Bản ${base.name}: ${files} tệp cơ sở dữ liệu, nhật ký và ${stored} tệp kho đều đúng mã băm.`,
        )
        return
      }
      const { name, about } = await takeBackup(context)
      console.log(
        `Đã sao lưu ${name}: ${formatNumber(about.archive.bytes / 1024 / 1024)} MB, ${about.files} tệp kho.`,
      )
    },
  },
  {
    name: 'backup:keep',
    summary: 'Chạy mãi: nhật ký sang nơi thứ hai ngay, tệp sau vài giây, bản nền và diễn tập mỗi đêm',
    async run(context) {
      const settings = ownSettings(context)
      const stopping = new AbortController()
      const { signal } = stopping
      const loops = Promise.all([
        followLog(context, settings, signal),
        followFiles(context, settings, signal),
        followNights(context, settings, bytes, signal),
      ])
      stopWhenTold(async () => {
        stopping.abort()
        await loops
      })
      process.send?.('ready')
      await loops
    },
  },
  {
    name: 'restore:drill',
    summary: '[--witness TỆP] [--at ĐỊA-CHỈ]  Khôi phục thử bản mới nhất, so từng bảng, từng tệp, cả sổ cái',
    async run(context, args) {
      const { values } = parseArgs({
        args: [...args],
        options: { witness: { type: 'string' }, at: { type: 'string' } },
      })
      const { isGood, facts, seconds } = await rehearse(context, { bytes, ...values })
      for (const problem of facts.problems ?? []) console.log(`✗ ${problem}`)
      if (isGood)
        console.log(
          `✓ Bản ${facts.base ?? 'ở địa chỉ đã nêu'}: ${facts.tables} bảng, ${facts.rows} dòng, ${facts.files} tệp, ${facts.leaves} lá sổ cái đều đúng, trong ${Math.round(seconds)} giây.`,
        )
      process.exitCode = isGood ? 0 : 1
    },
  },
]
