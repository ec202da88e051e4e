/** SQL of announcements, and of the clocks of open cases for a preview. */

import type { AnnouncedDays, ClockHistory } from '#kernel/calendar.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Announcement } from './domain.ts'

const columns = [
  'id',
  'kind',
  'unit_code as unitCode',
  'from_on as fromOn',
  'to_on as toOn',
  'sessions',
  'name',
  'legal_basis as legalBasis',
  'sure',
  'announced_at as announcedAt',
  'withdrawn_at as withdrawnAt',
  'withdrawal_basis as withdrawalBasis',
] as const

export type Listed = AnnouncedDays & {
  readonly announcedAt: Date
  readonly withdrawnAt: Date | null
  readonly withdrawalBasis: string | null
}

const announcements = (tx: Tx) => tx.selectFrom('calendar_announcements').select(columns).$castTo<Listed>()

/** Announcements that touch a year, newest first, withdrawn ones too. */
export async function findOfYear(tx: Tx, year: number): Promise<readonly Listed[]> {
  return announcements(tx)
    .where('from_on', '<=', `${year}-12-31`)
    .where('to_on', '>=', `${year}-01-01`)
    .orderBy('announced_at', 'desc')
    .execute()
}

export async function findAnnouncement(tx: Tx, id: string): Promise<Listed | undefined> {
  return announcements(tx).where('id', '=', id).executeTakeFirst()
}

/** As `findAnnouncement`; the row stays locked until the transaction ends. */
export async function findAnnouncementForUpdate(tx: Tx, id: string): Promise<Listed | undefined> {
  return announcements(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The same form sent twice gives one announcement. */
export async function insertAnnouncement(
  tx: Tx,
  id: string,
  { kind, unitCode, fromOn, toOn, sessions, name, legalBasis, sure }: Announcement,
  by: { readonly personId: string; readonly at: Date },
): Promise<'inserted' | 'repeated'> {
  const { rows } = await sql`
    insert into calendar_announcements
      (id, kind, unit_code, from_on, to_on, sessions, name, legal_basis, sure, announced_by, announced_at)
    values (${id}, ${kind}, ${unitCode}, ${fromOn}, ${toOn}, ${sessions}::text[], ${name}, ${legalBasis}, ${sure},
      ${by.personId}, ${by.at})
    on conflict (id) do nothing returning 1`.execute(tx)
  return rows.length > 0 ? 'inserted' : 'repeated'
}

export async function markWithdrawn(
  tx: Tx,
  id: string,
  by: { readonly personId: string; readonly at: Date; readonly basis: string },
): Promise<void> {
  await tx
    .updateTable('calendar_announcements')
    .set({ withdrawn_by: by.personId, withdrawn_at: by.at, withdrawal_basis: by.basis })
    .where('id', '=', id)
    .execute()
}

export async function countOpen(tx: Tx, from: CalendarDate): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from cases
    where ended_at is null and clock <> '[]' and (due_at is null or due_at >= ${from}::date - 1)`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Clocks of open cases that a change from a day on could move, in order of id. */
export async function findClocks(
  tx: Tx,
  from: CalendarDate,
  after: string | null,
  limit: number,
): Promise<readonly { readonly id: string; readonly clock: ClockHistory }[]> {
  const { rows } = await sql<{ id: string; clock: ClockHistory }>`
    select id, clock from cases
    where ended_at is null and clock <> '[]' and (due_at is null or due_at >= ${from}::date - 1)
      and id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
    order by id limit ${limit}`.execute(tx)
  return rows
}
