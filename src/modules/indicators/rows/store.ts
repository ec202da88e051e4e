/** SQL of the things behind a figure that is a sum of marks. */

import { sql, type Tx } from '#kernel/db.ts'
import type { NetRow, Window } from './domain.ts'

/** Which things: of these agencies, these items (all without), and for this reason of lateness (`''`: none was named). */
export type Asked = {
  readonly windows: readonly Window[]
  readonly unitIds: readonly string[]
  readonly items?: readonly string[] | undefined
  /** All but these. */
  readonly exceptItems?: readonly string[] | undefined
  readonly reason?: string | undefined
}

/** What is left of each thing when all windows are added up; those of which nothing is left are not there. */
const net = ({ windows, unitIds, items, exceptItems, reason }: Asked) => sql`
  select k.subject_id as "subjectId", c.code, k.item, k.unit_id::text as "unitId", max(k.on_day)::text as "on",
    sum(k.value * w.weight)::float8 as value, r.reason, r.words
  from unnest(${windows.map(({ measure }) => measure)}::text[], ${windows.map(({ weight }) => weight)}::float8[],
      ${windows.map(({ from }) => from)}::date[], ${windows.map(({ to }) => to)}::date[]) as w (measure, weight, from_day, to_day)
    join indicator_measures m on m.name = w.measure
    join indicator_marks k on k.measure_id = m.id and k.on_day between w.from_day and w.to_day
      and k.unit_id = any(${unitIds}::uuid[])
      and (${items === undefined} or k.item = any(${items ?? []}::text[]))
      and not k.item = any(${exceptItems ?? []}::text[])
    left join cases c on c.id = k.subject_id
    left join indicator_late_reasons r on r.case_id = k.subject_id and r.replaced_at is null
  where ${reason === undefined} or coalesce(r.reason, '') = ${reason ?? ''}
  group by k.subject_id, c.code, k.item, k.unit_id, r.reason, r.words having sum(k.value * w.weight) <> 0`

/** The latest first; `total` of all there are. */
export async function netRows(
  tx: Tx,
  asked: Asked,
  { most, from }: { readonly most: number; readonly from: number },
): Promise<{ readonly rows: readonly NetRow[]; readonly total: number }> {
  const { rows } = await sql<NetRow & { total: number }>`
    select net.*, count(*) over ()::int as total from (${net(asked)}) net
    order by "on" desc, code desc nulls last, "subjectId" limit ${most} offset ${from}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export type ReasonSum = {
  readonly item: string
  readonly reason: string | null
  readonly value: number
}

/** Sums by item and reason. */
export async function netByReason(tx: Tx, asked: Asked): Promise<readonly ReasonSum[]> {
  const { rows } = await sql<ReasonSum>`
    select item, reason, sum(value)::float8 as value from (${net(asked)}) net group by 1, 2`.execute(tx)
  return rows
}
