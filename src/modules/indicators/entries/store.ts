/** SQL of figures that people enter. */

import { sql, type Tx } from '#kernel/db.ts'
import { newId } from '#kernel/ids.ts'
import type { CalendarDate } from '#kernel/types.ts'

export type NewEntry = {
  readonly measure: string
  readonly unitId: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly value: number
  readonly source: string
  readonly by: string
  readonly at: Date
}

/** The newest stands; what it replaces is kept. */
export async function saveEntry(tx: Tx, entry: NewEntry): Promise<void> {
  const { measure, unitId, from, to, value, source, by, at } = entry
  await sql`
    update indicator_entries set replaced_at = ${at}
    where measure = ${measure} and unit_id = ${unitId} and from_day = ${from}::date and to_day = ${to}::date
      and replaced_at is null`.execute(tx)
  await sql`
    insert into indicator_entries (id, measure, unit_id, from_day, to_day, value, source, entered_by, entered_at)
    values (${newId(at)}, ${measure}, ${unitId}, ${from}::date, ${to}::date, ${value}, ${source}, ${by}, ${at})`.execute(
    tx,
  )
}
