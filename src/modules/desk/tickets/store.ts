/** SQL of tickets. The day is part of every question: yesterday's numbers call nobody. */

import { sql, type Tx } from '#kernel/db.ts'
import { isId } from '#kernel/ids.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Ticket } from './domain.ts'

const columns = sql`id, group_key as "groupKey", number, state, taken_at as "takenAt", waits_from as "waitsFrom",
  for_window as "forWindow", window_key as "windowKey", officer_id as "officerId", called_at as "calledAt", calls,
  ended_at as "endedAt"`

export type Place = { readonly unitId: string; readonly day: CalendarDate }

export type NewTicket = Place & {
  readonly id: string
  readonly groupKey: string
  readonly secret: string
  readonly at: Date
  readonly waitsFrom: Date
  readonly appointmentId?: string | undefined
}

/** The next number of the group that day; takers queue on its row for the length of one statement. */
export async function insertTicket(tx: Tx, ticket: NewTicket): Promise<void> {
  const { id, unitId, day, groupKey, secret, at, waitsFrom, appointmentId = null } = ticket
  await sql`
    with book as (
      insert into number_books (book, period, last_number)
      values (${`ticket ${unitId} ${groupKey}`}, ${day}, 1)
      on conflict (book, period) do update set last_number = number_books.last_number + 1
      returning last_number)
    insert into desk_tickets (id, unit_id, day, group_key, number, state, waits_from, appointment_id, secret, taken_at)
    select ${id}, ${unitId}, ${day}, ${groupKey}, last_number, 'waiting', ${waitsFrom}, ${appointmentId}, ${secret}, ${at}
    from book`.execute(tx)
}

export async function findTicketBySecret(tx: Tx, secret: string) {
  const { rows } = await sql<
    Ticket & Place
  >`select ${columns}, unit_id as "unitId", day from desk_tickets where secret = ${secret}`.execute(tx)
  return rows[0]
}

/** How many of the group stand before this one. */
export async function countAhead(tx: Tx, { unitId, day }: Place, ticket: Ticket): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from desk_tickets
    where unit_id = ${unitId} and day = ${day} and state = 'waiting' and group_key = ${ticket.groupKey}
      and (waits_from, number) < (${ticket.waitsFrom}, ${ticket.number})`.execute(tx)
  return rows[0]?.count ?? 0
}

export async function countWaiting(tx: Tx, { unitId, day }: Place): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; count: number }>`
    select group_key as key, count(*) as count from desk_tickets
    where unit_id = ${unitId} and day = ${day} and state = 'waiting' group by group_key`.execute(tx)
  return new Map(rows.map(({ key, count }) => [key, count]))
}

/** Minutes of the last turns of each group that day. */
export async function findTurns(
  tx: Tx,
  { unitId, day }: Place,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { rows } = await sql<{ key: string; minutes: number }>`
    select group_key as key, extract(epoch from ended_at - called_at) / 60 as minutes from desk_tickets
    where unit_id = ${unitId} and day = ${day} and state = 'done' order by ended_at desc limit 200`.execute(
    tx,
  )
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, turns]) => [
      key,
      turns.slice(0, 20).map(({ minutes }) => minutes),
    ]),
  )
}

export async function findToday(tx: Tx, { unitId, day }: Place): Promise<readonly Ticket[]> {
  const { rows } = await sql<Ticket>`select ${columns} from desk_tickets
    where unit_id = ${unitId} and day = ${day} order by waits_from, number limit 2000`.execute(tx)
  return rows
}

/** Called and not ended, the last call first. */
export async function findCalled(tx: Tx, { unitId, day }: Place, max: number): Promise<readonly Ticket[]> {
  const { rows } = await sql<Ticket>`select ${columns} from desk_tickets
    where unit_id = ${unitId} and day = ${day} and state = 'called' order by called_at desc limit ${max}`.execute(
    tx,
  )
  return rows
}

type Seat = Place & { readonly officerId: string }

export async function findWindow(tx: Tx, { unitId, day, officerId }: Seat): Promise<string | undefined> {
  const row = await tx
    .selectFrom('desk_windows')
    .select('window_key')
    .where('unit_id', '=', unitId)
    .where('day', '=', day)
    .where('officer_id', '=', officerId)
    .executeTakeFirst()
  return row?.window_key
}

/** Keys of the windows at which somebody sits that day. */
export async function findOpenWindows(tx: Tx, { unitId, day }: Place): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('desk_windows')
    .select('window_key')
    .distinct()
    .where('unit_id', '=', unitId)
    .where('day', '=', day)
    .execute()
  return rows.map((row) => row.window_key)
}

export async function saveWindow(
  tx: Tx,
  { unitId, day, officerId }: Seat,
  key: string,
  at: Date,
): Promise<void> {
  await sql`insert into desk_windows (unit_id, day, officer_id, window_key, since)
    values (${unitId}, ${day}, ${officerId}, ${key}, ${at})
    on conflict (unit_id, day, officer_id) do update set window_key = excluded.window_key, since = excluded.since`.execute(
    tx,
  )
}

type Call = Seat & { readonly windowKey: string; readonly groups: readonly string[]; readonly at: Date }

/** The one who waits longest for this window; two who call at once skip each other's row and get two. */
export async function callNextWaiting(tx: Tx, call: Call): Promise<Ticket | undefined> {
  const { unitId, day, officerId, windowKey, groups, at } = call
  const { rows } = await sql<Ticket>`
    update desk_tickets set state = 'called', window_key = ${windowKey}, officer_id = ${officerId}, called_at = ${at},
      calls = 1, ended_at = null
    where id = (
      select id from desk_tickets
      where unit_id = ${unitId} and day = ${day} and state = 'waiting' and waits_from <= ${at}
        and (for_window = ${windowKey} or (for_window is null and group_key = any(${groups})))
      order by for_window nulls last, waits_from, number limit 1 for update skip locked)
    returning ${columns}`.execute(tx)
  return rows[0]
}

/** The ticket that the officer serves now. */
export async function findServing(tx: Tx, { unitId, day, officerId }: Seat): Promise<Ticket | undefined> {
  const { rows } = await sql<Ticket>`select ${columns} from desk_tickets
    where unit_id = ${unitId} and day = ${day} and state = 'called' and officer_id = ${officerId}
    order by called_at desc limit 1`.execute(tx)
  return rows[0]
}

export async function findOwnForUpdate(tx: Tx, { unitId, day, officerId }: Seat, id: string) {
  if (!isId(id)) return undefined
  const { rows } = await sql<Ticket>`select ${columns} from desk_tickets
    where id = ${id} and unit_id = ${unitId} and day = ${day} and officer_id = ${officerId} for update`.execute(
    tx,
  )
  return rows[0]
}

export async function endTickets(
  tx: Tx,
  { unitId, day, officerId }: Seat,
  at: Date,
): Promise<readonly Ticket[]> {
  const { rows } = await sql<Ticket>`update desk_tickets set state = 'done', ended_at = ${at}
    where unit_id = ${unitId} and day = ${day} and officer_id = ${officerId} and state = 'called'
    returning ${columns}`.execute(tx)
  return rows
}

export async function recallTicket(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update desk_tickets set calls = calls + 1, called_at = ${at} where id = ${id}`.execute(tx)
}

export async function endTicket(tx: Tx, id: string, state: 'done' | 'skipped', at: Date): Promise<void> {
  await tx.updateTable('desk_tickets').set({ state, ended_at: at }).where('id', '=', id).execute()
}

/** Back among those who wait, for one window only; it keeps its place in the line. */
export async function transferTicket(tx: Tx, id: string, windowKey: string): Promise<void> {
  await tx
    .updateTable('desk_tickets')
    .set({ state: 'waiting', for_window: windowKey, window_key: null, officer_id: null, called_at: null })
    .where('id', '=', id)
    .execute()
}
