/** Chạy lưu giữ hằng đêm: what is due is ended, in small batches, each once; then bytes that nothing names are removed. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { forgetHalfFiles, removeBytes } from '#kernel/files.ts'
import { newId } from '#kernel/ids.ts'
import type { Schedule } from '#kernel/jobs.ts'
import type { RecordClass } from '#kernel/retention.ts'
import type { JsonObject } from '#kernel/types.ts'
import { type Catalogue, ruleFor, type Slice, slicesOf } from '../domain.ts'
import { findHandedUntil } from '../handovers/store.ts'
import { findHeld } from '../holds/store.ts'
import * as due from '../store.ts'
import * as store from './store.ts'

const batchSize = 200
const bytesBatch = 500
const dayMs = 24 * 60 * 60_000

/** The run of each night. Begun again after a crash it goes on: what a batch ended is ended, and counted once. */
export const runNightly = (catalogue: Catalogue): Schedule => ({
  name: 'retention.runNightly',
  every: { dayAt: '03:40' },
  minutesMax: 240,
  run: (context) => endWhatIsDue(context, catalogue),
})

/** Kết thúc những gì hết hạn giữ. Tells `records.ended` once a day, with how many of each class. */
export async function endWhatIsDue(context: Context, catalogue: Catalogue): Promise<void> {
  const { now: at, today: day } = context
  const run = await inTransaction(context, (tx) => store.beginRun(tx, { id: newId(at), day, at }))
  if (run.endedAt) return
  for (const [index, one] of catalogue.classes.entries()) {
    await inTransaction(context, (tx) =>
      store.noteProgress(tx, run.id, { atClass: one.key, classesDone: index }),
    )
    await endClass(context, catalogue, run.id, one)
  }
  await inTransaction(context, (tx) =>
    store.noteProgress(tx, run.id, { atClass: 'bytes', classesDone: catalogue.classes.length }),
  )
  await sweepBytes(context, catalogue, run.id)
  for (const one of catalogue.classes) await lookAhead(context, catalogue, run.id, one)
  await inTransaction(context, async (tx) => {
    if (!(await store.endRun(tx, run.id, at))) return
    const counts = (await store.findCounts(tx, run.id)).filter(({ ended }) => ended > 0)
    const ended: JsonObject = Object.fromEntries(counts.map(({ key, ended: count }) => [key, count]))
    await appendEvent(tx, context, 'records.ended', { subject: run.id, payload: { day, ended } })
  })
}

async function endClass(
  context: Context,
  catalogue: Catalogue,
  runId: string,
  one: RecordClass,
): Promise<void> {
  for (const slice of slicesIn(context, one)) {
    let ended: number
    do {
      ended = await inTransaction(context, async (tx) => {
        // What waits for the archive goes as far as it was handed over.
        const until = slice.ending === 'archive' ? await findHandedUntil(tx, one.key) : context.now
        const condition = until && due.isDue(one, slice, until)
        if (!condition) return 0
        // Read anew for each batch: a hold stops it from the moment in which it is asked for.
        const held = await findHeld(tx)
        const count = await due.endBatch(tx, {
          one,
          catalogue,
          due: condition,
          held,
          max: batchSize,
          ...context,
        })
        if (count > 0) await store.countEnded(tx, runId, one.key, count)
        return count
      })
    } while (ended > 0)
  }
}

export function slicesIn({ pack, today }: Context, one: RecordClass): readonly Slice[] {
  const rule = ruleFor(pack.retention, one.key, today)
  return rule ? slicesOf(rule) : []
}

async function lookAhead(
  context: Context,
  catalogue: Catalogue,
  runId: string,
  one: RecordClass,
): Promise<void> {
  const { now } = context
  const after = (days: number) => new Date(now.getTime() + days * dayMs)
  await inTransaction(context, async (tx) => {
    const horizons = { now, month: after(30), year: after(365) }
    const held = await findHeld(tx)
    const figures = await due.countDue(tx, one, catalogue, slicesIn(context, one), held, horizons)
    await store.saveFigures(tx, runId, one.key, figures)
  })
}

/** Bytes that came in more than a day ago and that no row names, or that were cut off on their way in. What came in since may not have been recorded yet. */
async function sweepBytes(context: Context, catalogue: Catalogue, runId: string): Promise<void> {
  const before = context.now.getTime() - dayMs
  let waiting: string[] = []
  const sweep = async () => {
    const hashes = waiting
    waiting = []
    if (hashes.length === 0) return
    const removed = await removeUnnamed(context, catalogue, hashes)
    await inTransaction(context, (tx) => store.countBytes(tx, runId, { seen: hashes.length, removed }))
  }
  for await (const { sha256, storedAt } of context.files.list()) {
    if (storedAt.getTime() >= before) continue
    waiting.push(sha256)
    if (waiting.length >= bytesBatch) await sweep()
  }
  await sweep()
  await forgetHalfFiles(context.files, new Date(before))
}

async function removeUnnamed(
  context: Context,
  catalogue: Catalogue,
  hashes: readonly string[],
): Promise<number> {
  const unnamed = await inTransaction(context, (tx) => due.findUnnamed(tx, catalogue, hashes))
  let removed = 0
  for (const sha256 of unnamed)
    removed += await inTransaction(context, async (tx) => {
      const isNamed = async () => (await due.findUnnamed(tx, catalogue, [sha256])).length === 0
      return (await removeBytes(tx, context.files, sha256, isNamed)) ? 1 : 0
    })
  return removed
}
