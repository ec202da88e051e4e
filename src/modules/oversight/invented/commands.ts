/** Fills a development installation with someone who is away with a deputy, and someone who is away without one. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { backgroundContext } from '#kernel/platform.ts'
import { addDays } from '#kernel/types.ts'
import { declareAbsence, officerAt } from '#modules/organisation/api.ts'
import * as store from './store.ts'

/** Lịch vắng mẫu, once: the busiest officer has a deputy; the next has none, so that the watch finds something to mend. */
export async function seedAbsences(context: Context): Promise<void> {
  if (await read(context, store.hasAbsences)) return
  const { today } = context
  const busy = await read(context, (tx) => store.findBusy(tx, today))
  for (const [index, { postId, personId, colleagueId }] of busy.entries()) {
    const officer = await read(context, (tx) => officerAt(tx, postId, today))
    if (!officer) continue
    await declareAbsence(backgroundContext(context, officer, context.now), {
      personId,
      fromOn: today,
      toOn: addDays(today, 4),
      deputyId: index === 0 ? colleagueId : undefined,
    })
  }
}
