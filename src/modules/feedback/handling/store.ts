/** SQL of the console: the queue, the load of each unit, who sent a report. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import type { Awaited, ReportState } from '../domain.ts'
import { type Report, reportColumns, reportTables, withinReach } from '../store.ts'

export type QueueAsk = {
  readonly awaits?: Awaited | undefined
  readonly state?: ReportState | undefined
  readonly category?: string | undefined
  readonly search?: string | undefined
  readonly isLate?: boolean | undefined
  readonly now: Date
  readonly max: number
  readonly offset: number
}

/** What waits first, the most urgent on top; then what nobody has to do anything about, the newest first. */
export async function findQueue(tx: Tx, officer: Officer, ask: QueueAsk): Promise<readonly Report[]> {
  const { awaits, state, category, search, isLate, now, max, offset } = ask
  const { rows } = await sql<Report>`
    select ${reportColumns} from ${reportTables}
    where ${withinReach(officer)}
      and ${awaits ? sql`r.awaited = ${awaits}` : sql`true`} and ${state ? sql`r.state = ${state}` : sql`true`}
      and ${category ? sql`r.category = ${category}` : sql`true`} and ${isLate ? sql`r.due_at < ${now}` : sql`true`}
      and ${search ? sql`(r.search_text like ${`%${search}%`} or lower(r.code) like ${`%${search}%`})` : sql`true`}
    order by r.due_at nulls last, r.received_at desc, r.id limit ${max} offset ${offset}`.execute(tx)
  return rows
}

export type AwaitedCount = { readonly awaited: Awaited; readonly count: number; readonly late: number }

export async function countAwaited(tx: Tx, officer: Officer, now: Date): Promise<readonly AwaitedCount[]> {
  const { rows } = await sql<AwaitedCount>`
    select r.awaited, count(*)::int as count, (count(*) filter (where r.due_at < ${now}))::int as late
    from ${reportTables} where ${withinReach(officer)} and r.awaited is not null group by r.awaited`.execute(
    tx,
  )
  return rows
}

export type UnitLoad = {
  readonly unitName: string
  readonly waiting: number
  readonly processing: number
  readonly late: number
}

/** What each unit has in its hands, the fullest first. */
export async function findLoad(tx: Tx, officer: Officer, now: Date): Promise<readonly UnitLoad[]> {
  const { rows } = await sql<UnitLoad>`
    select u.name as "unitName", (count(*) filter (where r.awaited = 'take'))::int as waiting,
      (count(*) filter (where r.awaited = 'handle'))::int as processing, (count(*) filter (where r.due_at < ${now}))::int as late
    from ${reportTables}
    where ${withinReach(officer)} and r.awaited in ('take', 'handle') group by u.name order by count(*) desc, u.name limit 200`.execute(
    tx,
  )
  return rows
}

export type Contact = {
  readonly id: string
  readonly personId: string | null
  readonly role: 'sender' | 'joined'
  readonly name: string | null
  readonly phone: string | null
  readonly at: Date
}

export async function findContacts(tx: Tx, reportId: string): Promise<readonly Contact[]> {
  const { rows } = await sql<Contact>`
    select id, person_id as "personId", role, name, phone, at from feedback_reporters
    where report_id = ${reportId} order by role = 'joined', at limit 100`.execute(tx)
  return rows
}
