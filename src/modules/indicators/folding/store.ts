/** SQL of the fold: marks as the views give them, and their sums by day and by month. */

import { type RawBuilder, sql, type Tx } from '#kernel/db.ts'

/** Gives every declared measure its number. */
export async function numberMeasures(tx: Tx, names: readonly string[]): Promise<void> {
  await sql`
    insert into indicator_measures (id, name)
    select (select coalesce(max(id), 0) from indicator_measures) + row_number() over (order by name), name
    from unnest(${names}::text[]) as name where name not in (select m.name from indicator_measures m)
    on conflict (name) do nothing`.execute(tx)
}

const otherwise = (byItem: readonly string[]) => sql`is_by_item <> (name = any(${byItem}::text[]))`

/** Whether other measures than now are kept by item. */
export async function isOtherwiseByItem(tx: Tx, byItem: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select from indicator_measures where ${otherwise(byItem)} limit 1`.execute(tx)
  return rows.length > 0
}

/** Keeps these measures by item, and no others. */
export async function keepByItem(tx: Tx, byItem: readonly string[]): Promise<void> {
  await sql`update indicator_measures set is_by_item = not is_by_item where ${otherwise(byItem)}`.execute(tx)
  await sql`truncate indicator_items, indicator_item_sets`.execute(tx)
  await sumUpItems(tx)
}

/** Until the transaction ends, what is joined and sorted stays in memory. */
export async function takeMemory(tx: Tx): Promise<void> {
  await sql`set local work_mem = '64MB'`.execute(tx)
}

/** The difference of marks by day, by month, and by month for each item. */
const byDay = sql`
  select measure_id, on_day, unit_id, sum(value) as value from delta group by 1, 2, 3 having sum(value) <> 0 order by 1, 2, 3`
const byMonth = sql`
  select measure_id, date_trunc('month', on_day::timestamp)::date as month, unit_id, sum(value) as value
  from delta group by 1, 2, 3 having sum(value) <> 0 order by 1, 2, 3`
const byItem = sql`
  select measure_id, date_trunc('month', on_day::timestamp)::date as month, unit_id, item, sum(value) as value
  from delta join indicator_measures m on m.id = measure_id
  where m.is_by_item and item <> '' group by 1, 2, 3, 4 having sum(value) <> 0 order by 1, 2, 3, 4`

/** No item, as wide as all that have a number. */
export const noItems = sql`
  (select repeat('0', (count(*) / 64 + 1)::int * 64)::bit varying as none from indicator_item_numbers)`
const setOfItems = sql`
  coalesce(bit_or(set_bit(none, number, 1)) filter (where value > 0), none)::bit varying as items`

/** Writes the sets of these months anew: `touched` gives `(measure_id, month, unit_id)`. */
async function keepSets(tx: Tx, touched: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into indicator_item_numbers (item, number)
    select item, (select count(*) from indicator_item_numbers) + row_number() over (order by item) - 1
    from (select distinct item from indicator_items join (${touched}) t using (measure_id, month, unit_id)) i
    where not exists (select from indicator_item_numbers n where n.item = i.item)`.execute(tx)
  await sql`
    insert into indicator_item_sets (measure_id, month, unit_id, items)
    select measure_id, month, unit_id, ${setOfItems}
    from indicator_items join (${touched}) t using (measure_id, month, unit_id)
      join indicator_item_numbers using (item) cross join ${noItems} z
    group by 1, 2, 3, none
    on conflict (measure_id, month, unit_id) do update set items = excluded.items`.execute(tx)
}

/** Every mark that the views give now, as `indicator_marks` keeps it. */
const marksNow = (views: readonly string[]) => {
  const columns = sql`select subject_id, measure, on_day, unit_id, item, value::bigint as value`
  const all = sql.join(
    views.map((view) => sql`${columns} from ${sql.ref(view)}`),
    sql` union all `,
  )
  return sql`
    select v.subject_id, m.id as measure_id, v.on_day, v.unit_id, v.item, v.value
    from (${all}) v join indicator_measures m on m.name = v.measure`
}

/**
 * Brings the marks of these things to what the views give now, and moves the sums by the difference. Doing it twice
 * changes nothing.
 */
export async function refold(tx: Tx, views: readonly string[], ids: readonly string[]): Promise<void> {
  const { rows: turned } = await sql<{ measureId: number; month: string; unitId: string }>`
    with was as materialized (select * from indicator_marks where subject_id = any(${ids}::uuid[])
    ), now as materialized (${marksNow(views)} where v.subject_id = any(${ids}::uuid[])
    ), changed as (
      select * from now except all select * from was
    ), gone as (
      delete from indicator_marks old where subject_id = any(${ids}::uuid[]) and not exists (
        select from now where now.subject_id = old.subject_id and now.measure_id = old.measure_id and now.on_day = old.on_day
          and now.unit_id = old.unit_id and now.item = old.item and now.value = old.value)
    ), come as (
      insert into indicator_marks select * from changed
    ), delta as materialized (
      select measure_id, on_day, unit_id, item, sum(value)::bigint as value
      from (select measure_id, on_day, unit_id, item, value from now
        union all select measure_id, on_day, unit_id, item, -value from was) both_ways
      group by 1, 2, 3, 4 having sum(value) <> 0
    ), days as (
      insert into indicator_days as t (measure_id, on_day, unit_id, value) ${byDay}
      on conflict (measure_id, on_day, unit_id) do update set value = t.value + excluded.value
    ), months as (
      insert into indicator_months as t (measure_id, month, unit_id, value) ${byMonth}
      on conflict (measure_id, month, unit_id) do update set value = t.value + excluded.value
    ), moved (measure_id, month, unit_id, item, by) as materialized (${byItem}
    ), items as (
      insert into indicator_items as t (measure_id, month, unit_id, item, value) select * from moved
      on conflict (measure_id, month, unit_id, item) do update set value = t.value + excluded.value
      returning measure_id, month, unit_id, item, value
    )
    select distinct measure_id as "measureId", month::text, unit_id as "unitId"
    from items join moved using (measure_id, month, unit_id, item) where (value - by > 0) <> (value > 0)`.execute(
    tx,
  )
  if (turned.length > 0)
    await keepSets(
      tx,
      sql`select * from unnest(${turned.map(({ measureId }) => measureId)}::smallint[],
        ${turned.map(({ month }) => month)}::date[], ${turned.map(({ unitId }) => unitId)}::uuid[])
        as t (measure_id, month, unit_id)`,
    )
}

/** Empties marks and sums. Only inside a rebuild, which fills them again before it commits. */
export async function empty(tx: Tx): Promise<void> {
  await sql`truncate indicator_marks, indicator_days, indicator_months, indicator_items, indicator_item_sets`.execute(
    tx,
  )
}

/** Writes every mark of the views, those of one thing beside each other. */
export async function fill(tx: Tx, views: readonly string[]): Promise<void> {
  await sql`
    insert into indicator_marks (subject_id, measure_id, on_day, unit_id, item, value)
    ${marksNow(views)} order by 1, 2, 3`.execute(tx)
}

const deltaOfAll = sql`with delta as (select * from indicator_marks)`

/** Sums all marks; for tables that are empty. */
export async function sumUp(tx: Tx): Promise<void> {
  for (const [table, sums] of [
    ['indicator_days', byDay],
    ['indicator_months', byMonth],
  ] as const)
    await sql`insert into ${sql.ref(table)} ${deltaOfAll} ${sums}`.execute(tx)
  await sumUpItems(tx)
}

async function sumUpItems(tx: Tx): Promise<void> {
  await sql`insert into indicator_items ${deltaOfAll} ${byItem}`.execute(tx)
  await keepSets(tx, sql`select distinct measure_id, month, unit_id from indicator_items`)
}

/** Things after one and up to another, in the order of their ids. */
export type Stretch = { readonly after: string; readonly upTo: string }

export const noId = '00000000-0000-0000-0000-000000000000'
export const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Where a stretch ends that has no more than so many events and marks: everything that counts has events. */
export async function endOfStretch(tx: Tx, after: string, most: number): Promise<string> {
  const end = (table: RawBuilder<unknown>) =>
    sql`(select subject_id as id from ${table} where subject_id > ${after} order by 1 offset ${most} limit 1)`
  const { rows } = await sql<{ id: string | null }>`
    select min(id::text) as id from (${end(sql`events`)} union all ${end(sql`indicator_marks`)}) e`.execute(
    tx,
  )
  return rows[0]?.id ?? lastId
}

/** Things of a stretch whose marks are not what the views give. */
export async function findDiffering(
  tx: Tx,
  views: readonly string[],
  { after, upTo }: Stretch,
): Promise<readonly string[]> {
  const within = sql`subject_id > ${after}::uuid and subject_id <= ${upTo}::uuid`
  const { rows } = await sql<{ id: string }>`
    with now as materialized (${marksNow(views)} where v.${within}
    ), kept as materialized (select * from indicator_marks where ${within})
    select distinct subject_id as id from (
      (select * from now except all select * from kept)
      union all (select * from kept except all select * from now)) d`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function countSubjects(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct subject_id) as count from indicator_marks`.execute(tx)
  return Number(rows[0]?.count ?? 0)
}

/** Sums by day, month or item that are not the sum of their marks, and sets that do not hold what these say. */
export async function countWrongSums(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with days as (
      select from (
        select measure_id, on_day, unit_id, value from indicator_marks
        union all select measure_id, on_day, unit_id, -value from indicator_days) both_ways
      group by measure_id, on_day, unit_id having sum(value) <> 0
    ), months as (
      select from (
        select measure_id, date_trunc('month', on_day::timestamp)::date as month, unit_id, value from indicator_marks
        union all select measure_id, month, unit_id, -value from indicator_months) both_ways
      group by measure_id, month, unit_id having sum(value) <> 0
    ), items as (
      select from (
        select measure_id, date_trunc('month', on_day::timestamp)::date as month, unit_id, item, value
        from indicator_marks join indicator_measures m on m.id = measure_id where m.is_by_item and item <> ''
        union all select measure_id, month, unit_id, item, -value from indicator_items) both_ways
      group by measure_id, month, unit_id, item having sum(value) <> 0
    ), sets as (
      select from indicator_item_sets s full join (
        select measure_id, month, unit_id, ${setOfItems}
        from indicator_items left join indicator_item_numbers using (item) cross join ${noItems} z group by 1, 2, 3, none
      ) c using (measure_id, month, unit_id)
      where rtrim(s.items::text, '0') is distinct from rtrim(c.items::text, '0')
    )
    select (select count(*) from days) + (select count(*) from months) + (select count(*) from items)
      + (select count(*) from sets) as count`.execute(tx)
  return Number(rows[0]?.count ?? 0)
}

export type Compared = {
  readonly at: Date
  readonly subjects: number
  readonly differing: number
  readonly sumsDiffering: number
}

export async function insertCompare(tx: Tx, run: Compared): Promise<void> {
  await sql`
    insert into indicator_compares (at, subjects, differing, sums_differing)
    values (${run.at}, ${run.subjects}, ${run.differing}, ${run.sumsDiffering})
    on conflict (at) do nothing`.execute(tx)
}

export async function findLastCompare(tx: Tx): Promise<Compared | undefined> {
  const { rows } = await sql<Compared>`
    select at, subjects, differing, sums_differing as "sumsDiffering"
    from indicator_compares order by at desc limit 1`.execute(tx)
  return rows[0]
}

/** Takes the fold's cursor, so that nothing is folded meanwhile. */
export async function lockFold(tx: Tx, name: string): Promise<void> {
  await sql`insert into event_cursors (reaction) values (${name}) on conflict do nothing`.execute(tx)
  await sql`select from event_cursors where reaction = ${name} for update`.execute(tx)
}

/** Of these things those without an event that is still to be taken. */
export async function withoutWaiting(
  tx: Tx,
  fold: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${ids}::uuid[]) as id
    where not exists (select from events e, event_cursors c
      where c.reaction = ${fold} and (e.txid, e.position) > (c.txid, c.position) and e.subject_id = id)`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}
