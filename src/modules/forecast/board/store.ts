/** SQL of the public scores: sums of closed forecasts, by agency, procedure and month. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Scores } from '../domain.ts'
import type { Line } from './domain.ts'

/** Whose forecasts are summed. */
export type Part = {
  readonly since: CalendarDate
  readonly unitCode?: string | undefined
  readonly procedure?: string | undefined
}

const within = ({ since, unitCode, procedure }: Part) => sql<boolean>`month >= ${since}
  and (${unitCode ?? null}::text is null or unit_id in (select id from units where code = ${unitCode ?? null}))
  and (${procedure ?? null}::text is null or procedure = ${procedure ?? null})`

/** By agency as it is called last; one that was renamed keeps its code. */
export async function sumByUnit(tx: Tx, part: Part): Promise<readonly Line[]> {
  const { rows } = await sql<Line>`
    with sums as (
      select u.code, sum(held)::int as held, sum(earlier)::int as earlier, sum(later)::int as later
      from forecast_scores s join units u on u.id = s.unit_id where ${within(part)} group by u.code)
    select sums.*, (select short_name from units u where u.code = sums.code order by valid_from desc limit 1) as name
    from sums`.execute(tx)
  return rows
}

export async function sumByProcedure(tx: Tx, part: Part): Promise<readonly Omit<Line, 'name'>[]> {
  const { rows } = await sql<Omit<Line, 'name'>>`
    select procedure as code, sum(held)::int as held, sum(earlier)::int as earlier, sum(later)::int as later
    from forecast_scores where ${within(part)} group by procedure`.execute(tx)
  return rows
}

export async function sumByMonth(tx: Tx, part: Part): Promise<ReadonlyMap<string, Scores>> {
  const { rows } = await sql<Scores & { month: CalendarDate }>`
    select month, sum(held)::int as held, sum(earlier)::int as earlier, sum(later)::int as later
    from forecast_scores where ${within(part)} group by month`.execute(tx)
  return new Map(rows.map(({ month, ...scores }) => [month, scores]))
}

export async function findUnitName(tx: Tx, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from units where code = ${code} order by valid_from desc limit 1`.execute(tx)
  return rows[0]?.name
}
