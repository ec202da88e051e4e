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
  const { from, month, wholeFrom, wholeTo, until } = partsOf(span)
  const { rows } = await sql<ItemSum>`
    with own as materialized (select id, name from indicator_measures where name = any(${measures}::text[]))
    select own.name as measure, s.unit_id as "unitId", s.item, sum(s.during)::float8 as during, sum(s.before)::float8 as before
    from own cross join lateral (
      select unit_id, item, value as during, 0 as before from indicator_items
      where measure_id = own.id and month >= ${wholeFrom}::date and month < ${wholeTo}::date
      union all
      select unit_id, item, value, 0 from indicator_marks
      where measure_id = own.id and on_day >= ${from}::date and on_day < ${wholeFrom}::date
      union all
      select unit_id, item, value, 0 from indicator_marks
      where measure_id = own.id and on_day >= ${wholeTo}::date and on_day < ${until}::date
      union all
      select unit_id, item, 0, value from indicator_items
      where measure_id = own.id and month < ${month}::date
      union all
      select unit_id, item, 0, value from indicator_marks
      where measure_id = own.id and on_day >= ${month}::date and on_day < ${from}::date
    ) s where s.unit_id = any(${unitIds}::uuid[])
    group by own.name, s.unit_id, s.item`.execute(tx)
  return rows
}
