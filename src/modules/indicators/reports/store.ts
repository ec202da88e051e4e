/** SQL of report tables: sums by agency and procedure, from whole months and the days beside them. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Span } from '../figures/domain.ts'
import { partsOf } from '../figures/store.ts'

export type ItemSum = {
  readonly measure: string
  readonly unitId: string
  readonly item: string
  readonly during: number
  readonly before: number
}

export async function sumsByItem(
  tx: Tx,
  span: Span,
  measures: readonly string[],
  unitIds: readonly string[],
): Promise<readonly ItemSum[]> {
  const { months, head, tail } = partsOf(span)
  const first = `${span.from.slice(0, 8)}01`
  const { rows } = await sql<ItemSum>`
    with own as materialized (select id, name from indicator_measures where name = any(${measures}::text[]))
    select own.name as measure, s.unit_id as "unitId", s.item, sum(s.during)::float8 as during, sum(s.before)::float8 as before
    from own join lateral (
      select unit_id, item, value as during, 0 as before from indicator_months
      where measure_id = own.id and item <> '' and month >= ${months.from}::date and month < ${months.until}::date
      union all
      select unit_id, item, value, 0 from indicator_marks
      where measure_id = own.id and (on_day >= ${head.from}::date and on_day < ${head.until}::date
        or on_day >= ${tail.from}::date and on_day < ${tail.until}::date)
      union all
      select unit_id, item, 0, value from indicator_months
      where measure_id = own.id and item <> '' and month < ${first}::date
      union all
      select unit_id, item, 0, value from indicator_marks
      where measure_id = own.id and on_day >= ${first}::date and on_day < ${span.from}::date
    ) s on s.unit_id = any(${unitIds}::uuid[])
    group by own.name, s.unit_id, s.item`.execute(tx)
  return rows
}
