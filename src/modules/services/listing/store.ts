/** SQL of the list of procedures as it is counted. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CatalogueEntry } from '#kernel/packs.ts'
import type { CalendarDate } from '#kernel/types.ts'

export type ListedProcedure = {
  readonly code: string
  readonly from: CalendarDate
  readonly until: CalendarDate | null
  readonly facts: Pick<
    CatalogueEntry,
    'name' | 'levels' | 'channels' | 'applicants' | 'papers' | 'flags' | 'agency' | 'field'
  >
  readonly stepCount: number
  readonly feeCount: number
}

/** Every procedure with its newest version, from the first day on which any was in force. */
export async function findListed(tx: Tx): Promise<readonly ListedProcedure[]> {
  const { rows } = await sql<ListedProcedure>`
    select p.code, v.first::text as "from", (p.ended_at at time zone 'Asia/Ho_Chi_Minh')::date::text as until,
      v.definition -> 'facts' as facts, jsonb_array_length(v.definition -> 'steps') as "stepCount",
      jsonb_array_length(v.definition -> 'fees') as "feeCount"
    from procedures p cross join lateral (
      select definition, min(valid_from) over () as first from procedure_versions v
      where v.code = p.code and v.withdrawn_at is null order by valid_from desc, version desc limit 1) v`.execute(
    tx,
  )
  return rows
}
