/** SQL of what an import counted, and of the cases behind each figure. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Counted } from '../domain.ts'

export type Totals = {
  readonly cases: number
  readonly finished: number
  readonly onTime: number
  readonly late: number
  readonly medianMinutes: number | null
  readonly mostMinutes: number | null
}

export async function findTotals(tx: Tx, importId: string): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select count(*) as cases, count(throughput_minutes) as finished, count(*) filter (where on_time) as "onTime",
      count(*) filter (where not on_time) as late,
      percentile_cont(0.5) within group (order by throughput_minutes) as "medianMinutes",
      percentile_cont(0.9) within group (order by throughput_minutes) as "mostMinutes"
    from history_cases where import_id = ${importId}`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('A count gave no row')
  return row
}

export async function findVariants(tx: Tx, importId: string, max: number): Promise<readonly Counted[]> {
  const { rows } = await sql<Counted>`
    select variant as name, count(*) as count from history_cases where import_id = ${importId}
    group by variant order by count(*) desc, variant limit ${max}`.execute(tx)
  return rows
}

/** Which cases a figure is made of. */
export type Only = {
  readonly verdict?: 'finished' | 'unfinished' | 'onTime' | 'late' | undefined
  readonly step?: string | undefined
  readonly variant?: string | undefined
  readonly after?: string | undefined
}

export type OldCase = {
  readonly code: string
  readonly foreignCase: string
  readonly openedAt: Date
  readonly dueAt: Date | null
  readonly throughputMinutes: number | null
  readonly onTime: boolean | null
}

const verdicts = {
  finished: sql`h.throughput_minutes is not null`,
  unfinished: sql`h.throughput_minutes is null`,
  onTime: sql`h.on_time`,
  late: sql`not h.on_time`,
}

/** Those cases in the order of their foreign codes. No name of a person is among the columns. */
export async function findOldCases(
  tx: Tx,
  importId: string,
  only: Only,
  max: number,
): Promise<readonly OldCase[]> {
  const { rows } = await sql<OldCase>`
    select c.code, h.foreign_case as "foreignCase", c.opened_at as "openedAt", c.due_at as "dueAt",
      h.throughput_minutes as "throughputMinutes", h.on_time as "onTime"
    from history_cases h join cases c on c.id = h.case_id
    where h.import_id = ${importId} and ${only.verdict ? verdicts[only.verdict] : sql`true`}
      and (${only.variant ?? null}::text is null or h.variant = ${only.variant ?? null})
      and (${only.step ?? null}::text is null
        or exists (select from case_steps s where s.case_id = h.case_id and s.step_key = ${only.step ?? null}))
      and h.foreign_case > ${only.after ?? ''}
    order by h.foreign_case limit ${max}`.execute(tx)
  return rows
}
