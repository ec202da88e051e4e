/** SQL of requests to reset somebody's access. */

import { sql, type Tx } from '#kernel/db.ts'

type NewReset = {
  readonly id: string
  readonly personId: string
  readonly reason: string
  readonly subject: string | null
  readonly askedBy: string
  readonly askedAt: Date
}

/** Answers `false` when one for this person waits already. */
export async function insertReset(tx: Tx, reset: NewReset): Promise<boolean> {
  const { rows } = await sql`
    insert into account_resets (id, person_id, reason, subject, asked_by, asked_at)
    values (${reset.id}, ${reset.personId}, ${reset.reason}, ${reset.subject}, ${reset.askedBy}, ${reset.askedAt})
    on conflict (person_id) where decided_at is null do nothing returning 1`.execute(tx)
  return rows.length > 0
}

export type WaitingReset = NewReset

/** Those that wait, oldest first; locked when one alone is asked for. */
export async function findWaiting(tx: Tx, id?: string): Promise<readonly WaitingReset[]> {
  const { rows } = await sql<WaitingReset>`
    select id, person_id as "personId", reason, subject, asked_by as "askedBy", asked_at as "askedAt"
    from account_resets where decided_at is null ${id ? sql`and id = ${id} for update` : sql`order by asked_at limit 100`}`.execute(
    tx,
  )
  return rows
}

export async function decide(
  tx: Tx,
  id: string,
  decision: { readonly by: string; readonly at: Date; readonly isGranted: boolean },
): Promise<void> {
  await tx
    .updateTable('account_resets')
    .set({ decided_by: decision.by, decided_at: decision.at, is_granted: decision.isGranted })
    .where('id', '=', id)
    .execute()
}
