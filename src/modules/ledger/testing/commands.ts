/** For tests of the ledger. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { trees } from '../domain.ts'
import { sequence } from '../sequencing/commands.ts'
import { waitingSince } from '../sequencing/store.ts'

/** Everything that was committed becomes leaves; another test file's transaction may hold some back for a moment. */
export async function settle(context: Context): Promise<void> {
  for (;;) {
    for (const tree of trees) while ((await sequence(context, tree)) > 0);
    if (!(await read(context, waitingSince))) return
    await sleep(10)
  }
}
