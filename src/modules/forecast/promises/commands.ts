/** Khép dự kiến: every hour the ranges whose last day is over are scored. Touches these alone. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import type { Schedule } from '#kernel/jobs.ts'
import { learned, monthScores } from './domain.ts'
import * as store from './store.ts'

const batchSize = 1000

/**
 * Chấm các dự kiến đã khép: whoever has no outcome by then is late, whatever comes. Not before the last day is over, because
 * fast dossiers would be heard of first and the score would flatter. Answers how many there were.
 */
export async function closeForecasts(context: Context): Promise<number> {
  let all = 0
  for (let taken = batchSize; taken === batchSize; all += taken)
    taken = await inTransaction(context, async (tx) => {
      const closed = await store.takeClosed(tx, context.today, batchSize)
      await store.addToScores(tx, monthScores(closed))
      await store.saveCorrections(tx, learned(closed, await store.findCorrections(tx, closed)))
      return closed.length
    })
  return all
}

export const closeEveryHour: Schedule = {
  name: 'forecast.close',
  every: 'hour',
  run: async (context) => void (await closeForecasts(context)),
}
