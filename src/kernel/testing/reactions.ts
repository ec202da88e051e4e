import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '../context.ts'
import { read, sql } from '../db.ts'
import { advance, type Fold, type Reaction } from '../events.ts'

/**
 * Lets a reaction answer to every event there is. A transaction that another test file has open in its own database holds
 * events back, because the snapshot is the server's, so it is asked again until none is left.
 */
export async function catchUp(context: Context, reaction: Reaction | Fold): Promise<void> {
  while ((await advance(context, reaction)) > 0 || (await isBehind(context, reaction))) await sleep(5)
}

function isBehind(context: Context, { name }: Pick<Reaction, 'name'>): Promise<boolean> {
  return read(context, async (tx) => {
    const { rows } = await sql<{ behind: boolean }>`
      select exists (select from events e left join event_cursors c on c.reaction = ${name}
        where c.reaction is null or (e.txid, e.position) > (c.txid, c.position)) as behind`.execute(tx)
    return rows[0]?.behind ?? false
  })
}
