/** People of tests who read what is shown today and agree. */

import { giveConsent, shownToday } from '../consents.ts'
import type { Context } from '../context.ts'
import { inTransaction } from '../db.ts'
import { citizenOf } from '../policy.ts'

/** What a ticked box sends. */
export const ticked = (context: Context, purpose: string): string => shownToday(context, purpose).shown.sha256

export function agree(context: Context, ...purposes: readonly string[]): Promise<void> {
  const { personId } = citizenOf(context.actor)
  return inTransaction(context, async (tx) => {
    for (const purpose of purposes)
      await giveConsent(tx, context, { personId, purpose, agreed: ticked(context, purpose) })
  })
}
