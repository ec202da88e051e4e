/** Đếm: the figures of the last days, at most a minute old. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { recently } from '#kernel/recent.ts'
import { addDays, instantAt } from '#kernel/types.ts'
import { daysShown, type Quality, qualityOf } from './domain.ts'
import { countQuality } from './store.ts'

const keptSeconds = 60

export function viewQuality(context: Context): Promise<Quality> {
  const { now, today } = context
  const from = addDays(today, 1 - daysShown)
  return recently(context, 'notifications quality', keptSeconds, async () => {
    const counted = await read(context, (tx) => countQuality(tx, { from: instantAt(from), to: now }))
    return qualityOf(from, today, counted)
  })
}
