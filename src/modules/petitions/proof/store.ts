/** SQL of petitions that wait past their limit. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Awaited } from '../domain.ts'

export type LatePetition = {
  readonly id: string
  readonly code: string
  readonly awaited: Awaited
  readonly dueAt: Date
  readonly unitId: string
}

export async function findLate(tx: Tx, now: Date): Promise<readonly LatePetition[]> {
  const { rows } = await sql<LatePetition>`
    select id, code, awaited, due_at as "dueAt", unit_id as "unitId" from petitions
    where due_at < ${now} and awaited <> 'complete' order by due_at limit 2000`.execute(tx)
  return rows
}

export async function countOpen(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from petitions where awaited is not null`.execute(tx)
  return rows[0]?.count ?? 0
}
