/**
 * Gộp số liệu: follows every event, asks the views of the modules what the things it was about count for now, and moves
 * the sums by the difference. Each batch is one transaction with its cursor, so that a crash repeats it or nothing.
 */

import type { Context } from '#kernel/context.ts'
import { inTransaction, type Tx } from '#kernel/db.ts'
import { advance, appendEvent, type Fold } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import type { Schedule } from '#kernel/jobs.ts'
import type { MarkSource } from '#kernel/measures.ts'
import * as store from './store.ts'

/** Its cursor says up to when all that happened is in the figures. */
export const foldName = 'indicators.fold'

export type Folding = {
  readonly fold: Fold
  /** Nightly: the sums against the marks, the marks against what the modules hold. What differs is told and mended. */
  readonly compareEveryNight: Schedule
  /** Dựng lại từ đầu. Nothing can be read meanwhile: an operator's command. */
  rebuild(context: Context): Promise<void>
  /** Follows all events there are, then compares. */
  compare(context: Context): Promise<store.Compared>
  /** Takes events until none is waiting. */
  catchUp(context: Context): Promise<void>
}

/** The fold over these sources. */
export function foldingOver(sources: readonly MarkSource[]): Folding {
  const views = sources.map(({ view }) => view)
  const countAnew = async (tx: Tx) => {
    await store.takeMemory(tx)
    await store.empty(tx)
    await store.fill(tx, views)
    await store.sumUp(tx)
  }
  const fold: Fold = {
    name: foldName,
    batchSize: 10_000,
    async runMany(tx, _context, events) {
      await store.takeMemory(tx)
      await store.refold(tx, views, [...new Set(events.map(({ subjectId }) => subjectId))])
    },
  }
  const catchUp = async (context: Context) => {
    while ((await advance(context, fold)) > 0);
  }
  const compare = async (context: Context): Promise<store.Compared> => {
    await catchUp(context)
    return inTransaction(context, async (tx) => {
      await store.lockFold(tx, fold.name)
      await store.takeMemory(tx)
      const differing = await store.findDiffering(tx, views)
      // What changed since the last event was taken is on its way, and folding it now is no repair.
      const changed = await store.withoutWaiting(tx, fold.name, differing)
      await store.refold(tx, views, differing)
      const sumsDiffering = await store.countWrongSums(tx)
      if (sumsDiffering > 0) await countAnew(tx)
      const subjects = await store.countSubjects(tx)
      const run = { at: context.now, subjects, differing: changed.length, sumsDiffering }
      await store.insertCompare(tx, run)
      if (run.differing > 0 || run.sumsDiffering > 0)
        await appendEvent(tx, context, 'indicators.differencesFound', {
          subject: newId(context.now),
          payload: { things: run.differing, sums: run.sumsDiffering },
        })
      return run
    })
  }
  return {
    fold,
    catchUp,
    compare,
    compareEveryNight: {
      name: 'indicators.compare',
      every: { dayAt: '02:40' },
      minutesMax: 60,
      run: async (context) => void (await compare(context)),
    },
    rebuild: (context) =>
      inTransaction(context, async (tx) => {
        await store.lockFold(tx, fold.name)
        await countAnew(tx)
      }),
  }
}
