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
import { unhurried } from '#kernel/unhurried.ts'
import * as store from './store.ts'

/** Its cursor says up to when all that happened is in the figures. */
export const foldName = 'indicators.fold'

export type Folding = {
  readonly fold: Fold
  /** Nightly: the sums against the marks, the marks against what the modules hold. What differs is told and mended. */
  readonly compareEveryNight: Schedule
  /** Dựng lại từ đầu. Nothing can be read meanwhile: an operator's command. */
  rebuild(context: Context): Promise<void>
  /** Follows all events there are, then compares: stretches of so many events and marks after each other. */
  compare(context: Context, stretch?: number): Promise<store.Compared>
  /** Takes events until none is waiting. */
  catchUp(context: Context): Promise<void>
}

/** Events and marks that are compared in one piece: a few thousand dossiers. */
const stretchMax = 20_000

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
  /** A stretch at a time, so that what happens meanwhile waits for none of them long; answers how many were mended. */
  const compareThings = async (context: Context, stretch: number): Promise<number> => {
    const piece = unhurried()
    let differing = 0
    for (let after = store.noId; after !== store.lastId; )
      await piece(() =>
        inTransaction(context, async (tx) => {
          await store.lockFold(tx, fold.name)
          await store.takeMemory(tx)
          const upTo = await store.endOfStretch(tx, after, stretch)
          const found = await store.findDiffering(tx, views, { after, upTo })
          // What changed since the last event was taken is on its way, and folding it now is no repair.
          differing += (await store.withoutWaiting(tx, fold.name, found)).length
          if (found.length > 0) await store.refold(tx, views, found)
          after = upTo
        }),
      )
    return differing
  }
  const compare = async (context: Context, stretch = stretchMax): Promise<store.Compared> => {
    await catchUp(context)
    const differing = await compareThings(context, stretch)
    return inTransaction(context, async (tx) => {
      await store.takeMemory(tx)
      // Marks and their sums move together: who sees one moment needs to hold up nobody.
      const sumsDiffering = await store.countWrongSums(tx)
      if (sumsDiffering > 0) {
        await store.lockFold(tx, fold.name)
        await countAnew(tx)
      }
      const subjects = await store.countSubjects(tx)
      const run = { at: context.now, subjects, differing, sumsDiffering }
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
