/** SQL of served requests. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Journey } from '#kernel/service-levels.ts'
import type { Served } from '../domain.ts'

export type Tally = Served & { readonly journey: Journey; readonly minute: Date }

/** Adds to what other processes counted. */
export async function addTallies(tx: Tx, tallies: readonly Tally[]): Promise<void> {
  await sql`
    insert into service_minutes as m (journey, minute, total, good)
    select * from jsonb_to_recordset(${JSON.stringify(tallies)}::jsonb) as t (
      journey text, minute timestamptz, total int, good int)
    order by journey, minute
    on conflict (journey, minute) do update set total = m.total + excluded.total, good = m.good + excluded.good`.execute(
    tx,
  )
}

export type DayServed = Served & { readonly journey: Journey; readonly day: string }

/** By day of the province's clock. */
export async function findDays(tx: Tx, from: Date): Promise<readonly DayServed[]> {
  const { rows } = await sql<DayServed>`
    select journey, (minute at time zone 'Asia/Ho_Chi_Minh')::date as day, sum(total) as total, sum(good) as good
    from service_minutes where minute >= ${from} group by 1, 2 order by 1, 2`.execute(tx)
  return rows
}

/** Of each journey that had requests since then. */
export async function findSince(tx: Tx, from: Date): Promise<ReadonlyMap<Journey, Served>> {
  const { rows } = await sql<Served & { journey: Journey }>`
    select journey, sum(total) as total, sum(good) as good from service_minutes
    where minute >= ${from} group by 1`.execute(tx)
  return new Map(rows.map(({ journey, ...served }) => [journey, served]))
}

export async function deleteBefore(tx: Tx, day: Date): Promise<void> {
  await sql`delete from service_minutes where minute < ${day}`.execute(tx)
}
