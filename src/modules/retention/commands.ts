/** Lưu giữ as a whole: how long each class is kept, what was ended, what falls due, what is held. */

import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import type { RetentionRule } from '#kernel/packs.ts'
import type { RecordClass } from '#kernel/retention.ts'
import { type Catalogue, mismatches, ruleFor } from './domain.ts'
import type { Hold } from './holds/domain.ts'
import { findHolds } from './holds/store.ts'
import { type ClassCounts, findCounts, findLastRun, type Run } from './running/store.ts'

export type KeptClass = { readonly one: RecordClass; readonly rule: RetentionRule }

/** Every class with the rule of today, in the order in which they are ended. */
export function classesOf({ pack, today }: Context, { classes }: Catalogue): readonly KeptClass[] {
  return classes.flatMap((one) => {
    const rule = ruleFor(pack.retention, one.key, today)
    return rule ? [{ one, rule }] : []
  })
}

export type Overview = {
  readonly kept: readonly KeptClass[]
  readonly run: Run | undefined
  readonly counts: ReadonlyMap<string, ClassCounts>
  readonly holds: readonly Hold[]
}

export function viewOverview(context: Context, catalogue: Catalogue): Promise<Overview> {
  return read(context, async (tx) => {
    const run = await findLastRun(tx)
    const counts = run ? await findCounts(tx, run.id) : []
    return {
      kept: classesOf(context, catalogue),
      run,
      counts: new Map(counts.map((one) => [one.key, one])),
      holds: await findHolds(tx),
    }
  })
}

/** Nothing starts with records of which nobody says how long they are kept. */
export async function demandRules({ pack, today }: Context, catalogue: Catalogue): Promise<void> {
  const problems = mismatches(catalogue, pack.retention, today)
  if (problems.length > 0) throw new Error(problems.join('\n'))
}
