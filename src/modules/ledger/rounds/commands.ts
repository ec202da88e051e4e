/** Ghi sổ: what the worker does without end. */

import type { Context } from '#kernel/context.ts'
import type { Round } from '#kernel/jobs.ts'
import { trees } from '../domain.ts'
import { preparePromises, publish } from '../heads/commands.ts'
import { batchSize, sequence } from '../sequencing/commands.ts'

/** One round: a batch for each tree, then heads of those that grew. Answers whether more is waiting. */
async function round(context: Context): Promise<boolean> {
  await preparePromises(context)
  let isMore = false
  for (const tree of trees) isMore = (await sequence(context, tree)) >= batchSize || isMore
  for (const tree of trees) await publish(context, tree)
  return isMore
}

export const keepLedger: Round = { name: 'ledger.keep', restMs: 1_000, run: round }
