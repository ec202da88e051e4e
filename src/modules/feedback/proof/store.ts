/** SQL of reports that wait past their limit. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Awaited } from '../domain.ts'

export type LateReport = {
  readonly id: string
  readonly code: string
  readonly awaited: Awaited
  readonly dueAt: Date
  readonly unitId: string | null
}

export async function findLate(tx: Tx, now: Date): Promise<readonly LateReport[]> {
  const { rows } = await sql<LateReport>`
    select r.id, r.code, r.awaited, r.due_at as "dueAt", h.unit_id as "unitId"
    from feedback_reports r left join feedback_handlings h on h.id = r.handling_id
    where r.due_at < ${now} order by r.due_at limit 2000`.execute(tx)
  return rows
}

export async function countOpen(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from feedback_reports where awaited is not null`.execute(tx)
  return rows[0]?.count ?? 0
}
