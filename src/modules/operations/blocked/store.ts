/** SQL of what browsers were kept from doing. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Blocked } from './domain.ts'

export async function countBlocked(tx: Tx, day: CalendarDate, all: readonly Blocked[]): Promise<void> {
  await sql`
    insert into policy_reports as p (day, directive, blocked, page, times)
    select ${day}, directive, blocked, page, count(*)
    from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as t (directive text, blocked text, page text)
    group by directive, blocked, page order by directive, blocked, page
    on conflict (day, directive, blocked, page) do update set times = p.times + excluded.times`.execute(tx)
}

export type BlockedSum = Blocked & { readonly times: number; readonly lastDay: CalendarDate }

/** What was blocked most often since a day. */
export async function findBlocked(tx: Tx, from: CalendarDate): Promise<readonly BlockedSum[]> {
  const { rows } = await sql<BlockedSum>`
    select directive, blocked, page, sum(times) as times, max(day) as "lastDay" from policy_reports
    where day >= ${from} group by 1, 2, 3 order by times desc, page, directive limit 50`.execute(tx)
  return rows
}

export async function deleteBlockedBefore(tx: Tx, day: CalendarDate): Promise<void> {
  await sql`delete from policy_reports where day < ${day}`.execute(tx)
}
