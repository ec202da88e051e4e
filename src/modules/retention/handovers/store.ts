/** SQL of what was handed over to the archive. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'

export type HandOver = {
  readonly id: string
  readonly key: string
  readonly dueUntil: Date
  readonly number: string
  readonly archive: string
  readonly handedOn: CalendarDate
  readonly recordedBy: string
  readonly recordedTitle: string
  readonly recordedAt: Date
}

/** Up to when what was due is in the archive; nothing before the first hand-over. */
export async function findHandedUntil(tx: Tx, key: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(due_until) as at from retention_handovers where class = ${key}`.execute(tx)
  return rows[0]?.at ?? undefined
}

export async function findHandOvers(tx: Tx, key: string): Promise<readonly HandOver[]> {
  const { rows } = await sql<HandOver>`
    select id, class as key, due_until as "dueUntil", number, archive, handed_on as "handedOn", recorded_by as "recordedBy",
      recorded_title as "recordedTitle", recorded_at as "recordedAt"
    from retention_handovers where class = ${key} order by recorded_at desc limit 50`.execute(tx)
  return rows
}

export async function insertHandOver(tx: Tx, one: HandOver): Promise<void> {
  await sql`insert into retention_handovers (id, class, due_until, number, archive, handed_on, recorded_by, recorded_title,
      recorded_at)
    values (${one.id}, ${one.key}, ${one.dueUntil}, ${one.number}, ${one.archive}, ${one.handedOn}, ${one.recordedBy},
      ${one.recordedTitle}, ${one.recordedAt})`.execute(tx)
}
