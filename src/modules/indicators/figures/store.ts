/** SQL of what was counted: sums by agency for a period, read from whole months and the days beside them. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Capacity } from '#kernel/policy.ts'
import { addDays, type CalendarDate } from '#kernel/types.ts'
import { noItems } from '../folding/store.ts'
import type { MarkedRow } from '../passport/domain.ts'
import type { Entry, ItemsOfUnit, Span, Sum, UnitAt } from './domain.ts'

const monthOf = (on: CalendarDate) => `${on.slice(0, 8)}01` as CalendarDate
const nextMonth = (on: CalendarDate) => monthOf(addDays(monthOf(on), 31))

/** The whole months inside a span, and the days before and after them; `until` days are not in. */
export function partsOf({ from, to }: Span) {
  const end = addDays(to, 1)
  const wholeFrom = from === monthOf(from) ? from : nextMonth(from)
  const wholeTo = monthOf(end)
  const isShort = wholeTo <= wholeFrom
  return {
    from,
    month: monthOf(from),
    wholeFrom: isShort ? end : wholeFrom,
    wholeTo: isShort ? end : wholeTo,
    until: end,
  }
}

/** What is read in which spans, of which agencies; of all without `unitIds`. */
export type Asked = {
  readonly spans: readonly Span[]
  readonly measures: readonly string[]
  readonly unitIds?: readonly string[] | undefined
}

/** Each measure with each span: `nth` is the span's place in the list. */
const askedFor = ({ spans, measures }: Asked) => {
  const parts = spans.map(partsOf)
  const days = (key: keyof (typeof parts)[number]) => sql`${parts.map((part) => part[key])}::date[]`
  return sql`asked as materialized (
    select m.id, m.name, p.* from indicator_measures m
      cross join unnest(${days('from')}, ${days('month')}, ${days('wholeFrom')}, ${days('wholeTo')}, ${days('until')})
        with ordinality as p (from_day, month, whole_from, whole_to, until, nth)
    where m.name = any(${measures}::text[]))`
}

const ofUnits = ({ unitIds }: Asked) =>
  unitIds === undefined ? sql`true` : sql`unit_id = any(${unitIds}::uuid[])`

type Nth<T> = T & { readonly nth: number }
const bySpan = <T>({ spans }: Asked, rows: readonly Nth<T>[]): readonly (readonly T[])[] =>
  spans.map((_, index) => rows.filter(({ nth }) => nth === index + 1))

/** Sums by agency for each span. `before` is counted only where `withBefore`, for it goes back to the beginning. */
export async function sums(tx: Tx, asked: Asked, withBefore: boolean): Promise<readonly (readonly Sum[])[]> {
  const { rows } = await sql<Nth<Sum>>`
    with ${askedFor(asked)}
    select a.nth::int, a.name as measure, s.unit_id as "unitId", s.during, s.before
    from asked a cross join lateral (
      select unit_id, sum(during)::float8 as during, sum(before)::float8 as before from (
        select unit_id, value as during, 0 as before from indicator_months
        where measure_id = a.id and month >= a.whole_from and month < a.whole_to and ${ofUnits(asked)}
        union all
        select unit_id, value, 0 from indicator_days
        where measure_id = a.id and on_day >= a.from_day and on_day < a.whole_from and ${ofUnits(asked)}
        union all
        select unit_id, value, 0 from indicator_days
        where measure_id = a.id and on_day >= a.whole_to and on_day < a.until and ${ofUnits(asked)}
        union all
        select unit_id, 0, value from indicator_months
        where ${withBefore} and measure_id = a.id and month < a.month and ${ofUnits(asked)}
        union all
        select unit_id, 0, value from indicator_days
        where ${withBefore} and measure_id = a.id and on_day >= a.month and on_day < a.from_day and ${ofUnits(asked)}
      ) parts group by unit_id
    ) s`.execute(tx)
  return bySpan(asked, rows)
}

/** Items that have any of a measure in each span, by agency. */
export async function items(tx: Tx, asked: Asked): Promise<readonly (readonly ItemsOfUnit[])[]> {
  const { rows } = await sql<Nth<{ measure: string; unitId: string; items: string }>>`
    with ${askedFor(asked)}
    select a.nth::int, a.name as measure, s.unit_id as "unitId", s.items
    from asked a cross join ${noItems} z cross join lateral (
      select unit_id, bit_or(items)::text as items from (
        select unit_id, items || substring(none from 1 for length(none) - length(items)) as items
        from indicator_item_sets
        where measure_id = a.id and month >= a.whole_from and month < a.whole_to and ${ofUnits(asked)}
        union all
        select unit_id, set_bit(none, number, 1) from (
          select distinct unit_id, item from indicator_marks
          where measure_id = a.id and value > 0 and ${ofUnits(asked)}
            and (on_day >= a.from_day and on_day < a.whole_from or on_day >= a.whole_to and on_day < a.until)
        ) marked join indicator_item_numbers using (item)
      ) parts group by unit_id
    ) s`.execute(tx)
  return bySpan(
    asked,
    rows.map(({ items: bits, ...row }) => ({ ...row, items: BigInt(`0b${bits}`) })),
  )
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

/** Which of these measures some module counts. */
export async function countedAmong(tx: Tx, measures: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from indicator_measures where name = any(${measures}::text[])`.execute(tx)
  return rows.map(({ name }) => name)
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
