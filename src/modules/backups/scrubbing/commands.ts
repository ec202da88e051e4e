/** Rà tệp: reads every stored file again each night, slowly, and takes back from the second copy what is not what it was. */

import { setTimeout as sleep } from 'node:timers/promises'
import { hashOf } from '#kernel/backup.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { Schedule } from '#kernel/jobs.ts'
import type { Facts, Run } from '../domain.ts'
import * as store from '../store.ts'

/** So slow that nobody notices: 50 GB take some forty minutes. */
const megabytesPerSecond = 20
const keptDays = 400
/** Bytes may be on their way into the store while their row is there already, or the other way round. */
const dayMs = 24 * 60 * 60_000

/** One night over everything that is stored or needed. */
export async function scrub(
  context: Context,
  bytesNeeded: readonly string[],
  megabytes = megabytesPerSecond,
): Promise<Run> {
  const { files } = context
  const began = Date.now()
  const missing = new Set(await read(context, (tx) => store.findNamedHashes(tx, bytesNeeded)))
  const [mended, lost] = [[] as string[], [] as string[]]
  let [seen, bytes] = [0, 0]
  const mend = async (sha256: string) => {
    const isMended = await files.mend?.(sha256).catch(() => false)
    ;(isMended ? mended : lost).push(sha256)
  }
  for await (const { sha256 } of files.list()) {
    missing.delete(sha256)
    seen++
    const found = await hashOf(files, sha256).catch(() => undefined)
    bytes += found?.bytes ?? 0
    if (found?.sha256 !== sha256) await mend(sha256)
    const early = (bytes / (megabytes * 1024 * 1024)) * 1000 - (Date.now() - began)
    if (early > 0) await sleep(early)
  }
  // What was removed for good meanwhile is needed no longer.
  const needed =
    missing.size > 0 ? await read(context, (tx) => store.findNamedHashes(tx, bytesNeeded)) : missing
  for (const sha256 of missing) if (needed.has(sha256) && !(await files.has(sha256))) await mend(sha256)
  const facts: Facts = { files: seen, bytes, mended, lost }
  const run: Run = {
    kind: 'scrub',
    at: context.now,
    seconds: (Date.now() - began) / 1000,
    isGood: lost.length + mended.length === 0,
    facts,
  }
  await inTransaction(context, async (tx) => {
    await store.insertRun(tx, run)
    await store.forgetRuns(tx, new Date(context.now.getTime() - keptDays * dayMs))
  })
  return run
}

export const scrubSchedule = (bytesNeeded: readonly string[]): Schedule => ({
  name: 'backups.scrub',
  every: { dayAt: '01:30' },
  minutesMax: 20 * 60,
  run: async (context) => void (await scrub(context, bytesNeeded)),
})
