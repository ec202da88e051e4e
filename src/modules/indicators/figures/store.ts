/** SQL of what was counted: sums by agency for a period, read from whole months and the days beside them. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Capacity } from '#kernel/policy.ts'
import { addDays, type CalendarDate } from '#kernel/types.ts'
import type { MarkedRow } from '../passport/domain.ts'
import type { Entry, ItemOfUnit, Span, Sum, UnitAt } from './domain.ts'

const monthOf = (on: CalendarDate) => `${on.slice(0, 8)}01` as CalendarDate
const nextMonth = (on: CalendarDate) => monthOf(addDays(monthOf(on), 31))

/** The whole months inside a span, and the days before and after them; `until` days are not in. */
export function partsOf({ from, to }: Span) {
  const wholeFrom = from === monthOf(from) ? from : nextMonth(from)
  const end = addDays(to, 1)
  const wholeTo = monthOf(end)
  if (wholeTo <= wholeFrom)
    return {
      months: { from: wholeFrom, until: wholeFrom },
      head: { from, until: end },
      tail: { from: end, until: end },
    }
  return {
    months: { from: wholeFrom, until: wholeTo },
    head: { from, until: wholeFrom },
    tail: { from: wholeTo, until: end },
  }
}

/** Sums by agency. `before` is counted only where `withBefore`, for it goes back to the beginning. */
export async function sums(
  tx: Tx,
  span: Span,
  measures: readonly string[],
  withBefore: boolean,
): Promise<readonly Sum[]> {
  const { months, head, tail } = partsOf(span)
  const first = monthOf(span.from)
  const { rows } = await sql<Sum>`
    with own as materialized (select id, name from indicator_measures where name = any(${measures}::text[]))
    select own.name as measure, s.unit_id as "unitId", sum(s.during)::float8 as during, sum(s.before)::float8 as before
    from own join lateral (
      select unit_id, value as during, 0 as before from indicator_months
      where measure_id = own.id and item = '' and month >= ${months.from}::date and month < ${months.until}::date
      union all
      select unit_id, value, 0 from indicator_days
      where measure_id = own.id and on_day >= ${head.from}::date and on_day < ${head.until}::date
      union all
      select unit_id, value, 0 from indicator_days
      where measure_id = own.id and on_day >= ${tail.from}::date and on_day < ${tail.until}::date
      union all
      select unit_id, 0, value from indicator_months
      where ${withBefore} and measure_id = own.id and item = '' and month < ${first}::date
      union all
      select unit_id, 0, value from indicator_days
      where ${withBefore} and measure_id = own.id and on_day >= ${first}::date and on_day < ${span.from}::date
    ) s on true
    group by own.name, s.unit_id`.execute(tx)
  return rows
}

/** Items that have any of a measure in the span, by agency. */
export async function items(tx: Tx, span: Span, measures: readonly string[]): Promise<readonly ItemOfUnit[]> {
  const { head, months, tail } = partsOf(span)
  const isWhole = head.from === head.until && tail.from === tail.until
  const source = isWhole
    ? sql`select measure_id, unit_id, item, value from indicator_months
        where item <> '' and month >= ${months.from}::date and month < ${months.until}::date`
    : sql`select measure_id, unit_id, item, value from indicator_marks
        where item <> '' and on_day between ${span.from}::date and ${span.to}::date`
  const { rows } = await sql<ItemOfUnit>`
    select m.name as measure, s.unit_id as "unitId", s.item
    from indicator_measures m join (${source}) s on s.measure_id = m.id
    where m.name = any(${measures}::text[]) group by 1, 2, 3 having sum(s.value) > 0`.execute(tx)
  return rows
}

/** Entries by hand that lie whole in the span. */
export async function entries(tx: Tx, span: Span, measures: readonly string[]): Promise<readonly Entry[]> {
  const { rows } = await sql<Entry>`
    select id, measure, unit_id as "unitId", from_day::text as "from", to_day::text as "to", value::float8 as value, source
    from indicator_entries
    where replaced_at is null and measure = any(${measures}::text[])
      and from_day >= ${span.from}::date and to_day <= ${span.to}::date`.execute(tx)
  return rows
}

/** Every agency there ever was: what one did counts for whoever it stood under. */
export async function allUnits(tx: Tx): Promise<readonly UnitAt[]> {
  const { rows } = await sql<UnitAt>`
    select id, code, name, short_name as "shortName", kind, path::text as path,
      valid_from::text as "validFrom", valid_to::text as "validTo" from units order by code`.execute(tx)
  return rows
}

/** Agencies that posts with these reaches take in. */
export async function reachedBy(
  tx: Tx,
  reaches: readonly Capacity['unitReach'][],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from units where path ? ${reaches}::lquery[]`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The first day of which anything is known: of the first mark, or of the first event that was written down here. */
export async function firstDay(tx: Tx): Promise<CalendarDate | undefined> {
  const { rows } = await sql<{ day: CalendarDate | null }>`
    select least(
      (select min(first.on_day) from indicator_measures m cross join lateral (
        select on_day from indicator_days d where d.measure_id = m.id order by on_day limit 1) first),
      (select at::date from events order by txid, position limit 1))::text as day`.execute(tx)
  return rows[0]?.day ?? undefined
}

/** The things behind a figure: marks of a measure in a span, of these agencies, the latest first. */
export async function rows(
  tx: Tx,
  span: Span,
  {
    measure,
    unitIds,
    most,
    from,
  }: {
    readonly measure: string
    readonly unitIds: readonly string[]
    readonly most: number
    readonly from: number
  },
): Promise<{ readonly rows: readonly MarkedRow[]; readonly total: number }> {
  const { rows: found } = await sql<MarkedRow & { total: number }>`
    select k.subject_id as "subjectId", k.on_day::text as "on", k.item, k.value::float8 as value, c.code,
      count(*) over ()::int as total
    from indicator_marks k join indicator_measures m on m.id = k.measure_id left join cases c on c.id = k.subject_id
    where m.name = ${measure} and k.unit_id = any(${unitIds}::uuid[])
      and k.on_day between ${span.from}::date and ${span.to}::date
    order by k.on_day desc, c.code desc nulls last limit ${most} offset ${from}`.execute(tx)
  return { rows: found, total: found[0]?.total ?? 0 }
}
