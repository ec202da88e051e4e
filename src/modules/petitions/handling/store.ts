/** SQL of the desk: the queue, the load of each agency, petitions like one. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import type { About, Awaited, PetitionState } from '../domain.ts'
import { type Petition, petitionColumns, petitionTables, withinReach } from '../store.ts'

export type QueueAsk = {
  readonly awaits?: Awaited | undefined
  readonly about?: About | undefined
  readonly search?: string | undefined
  readonly isLate?: boolean | undefined
  readonly now: Date
  readonly max: number
  readonly offset: number
}

/** What an agency has to do first, the most urgent on top; then what waits for the sender, then what is over. */
export async function findQueue(tx: Tx, officer: Officer, ask: QueueAsk): Promise<readonly Petition[]> {
  const { awaits, about, search, isLate, now, max, offset } = ask
  const { rows } = await sql<Petition>`
    select ${petitionColumns} from ${petitionTables}
    where ${withinReach(officer)}
      ${awaits ? sql`and p.awaited = ${awaits}` : sql``} ${about ? sql`and p.about = ${about}` : sql``}
      ${isLate ? sql`and p.awaited <> 'complete' and p.due_at < ${now}` : sql``}
      ${search ? sql`and (p.code ilike ${`%${search}%`} or p.words ilike ${`%${search}%`})` : sql``}
    order by p.awaited is null, coalesce(p.awaited = 'complete', false), p.due_at, p.received_at desc, p.id
    limit ${max} offset ${offset}`.execute(tx)
  return rows
}

export type AwaitedCount = { readonly awaited: Awaited; readonly count: number; readonly late: number }

export async function countAwaited(tx: Tx, officer: Officer, now: Date): Promise<readonly AwaitedCount[]> {
  const { rows } = await sql<AwaitedCount>`
    select p.awaited, count(*)::int as count,
      (count(*) filter (where p.awaited <> 'complete' and p.due_at < ${now}))::int as late
    from ${petitionTables} where ${withinReach(officer)} and p.awaited is not null group by p.awaited`.execute(
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

/** What each agency has in its hands, the fullest first. */
export async function findLoad(tx: Tx, officer: Officer, now: Date): Promise<readonly UnitLoad[]> {
  const { rows } = await sql<UnitLoad>`
    select u.name as "unitName", (count(*) filter (where p.state = 'accepted'))::int as waiting,
      (count(*) filter (where p.state = 'processing'))::int as processing,
      (count(*) filter (where p.due_at < ${now}))::int as late
    from ${petitionTables}
    where ${withinReach(officer)} and p.awaited = 'handle' group by u.name order by count(*) desc, u.name limit 200`.execute(
    tx,
  )
  return rows
}

export type Like = {
  readonly id: string
  readonly code: string
  readonly state: PetitionState
  readonly words: string
  readonly receivedAt: Date
}

/** Sent before about the same procedure, or about the same agency; also those of the same sender. */
export async function findLike(
  tx: Tx,
  officer: Officer,
  { id, procedureCode, accusedUnitId, receivedAt }: Petition,
  max: number,
): Promise<readonly Like[]> {
  const { rows } = await sql<Like>`
    select p.id, p.code, p.state, p.words, p.received_at as "receivedAt"
    from ${petitionTables}
    where ${withinReach(officer)} and p.id <> ${id} and p.received_at < ${receivedAt}
      and (p.procedure_code = ${procedureCode} or p.accused_unit_id = ${accusedUnitId}::uuid or exists (
        select from petition_senders s join petition_senders o on o.petition_id = ${id}
        where s.petition_id = p.id and (s.person_id = o.person_id or s.phone = o.phone)))
    order by p.received_at desc limit ${max}`.execute(tx)
  return rows
}
