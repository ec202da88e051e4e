/** SQL of appointments. */

import { sql, type Tx } from '#kernel/db.ts'

export type Appointment = {
  readonly id: string
  readonly unitId: string
  readonly unitCode: string
  readonly deskName: string | null
  readonly groupKey: string
  readonly startsAt: Date
  readonly name: string
  readonly phone: string
  readonly code: string
  readonly state: 'booked' | 'arrived' | 'cancelled'
}

type Span = { readonly unitId: string; readonly from: Date; readonly to: Date }

/** How many places of each time are taken, by the instant in milliseconds. */
export async function countTaken(tx: Tx, { unitId, from, to }: Span): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ startsAt: Date; count: number }>`
    select starts_at as "startsAt", count(*) as count from desk_appointments
    where unit_id = ${unitId} and starts_at >= ${from} and starts_at < ${to} and state <> 'cancelled'
    group by starts_at`.execute(tx)
  return new Map(rows.map(({ startsAt, count }) => [startsAt.getTime(), count]))
}

export type NewAppointment = {
  readonly id: string
  readonly unitId: string
  readonly groupKey: string
  readonly startsAt: Date
  readonly name: string
  readonly phone: string
  readonly code: string
  readonly at: Date
}

/** Takes one of the places at that time; false when every one is taken, also by somebody at the same moment. */
export async function bookPlace(tx: Tx, wanted: NewAppointment, places: number): Promise<boolean> {
  const { id, unitId, groupKey, startsAt, name, phone, code, at } = wanted
  for (let place = 1; place <= places; place += 1) {
    const { numAffectedRows } = await sql`
      insert into desk_appointments (id, unit_id, group_key, starts_at, place, name, phone, code, state, booked_at)
      values (${id}, ${unitId}, ${groupKey}, ${startsAt}, ${place}, ${name}, ${phone}, ${code}, 'booked', ${at})
      on conflict (unit_id, starts_at, place) where state <> 'cancelled' do nothing`.execute(tx)
    if (numAffectedRows === 1n) return true
  }
  return false
}

function select(tx: Tx, code: string, isLocked: boolean) {
  return sql<Appointment>`
    select a.id, a.unit_id as "unitId", u.code as "unitCode", u.desk_name as "deskName", a.group_key as "groupKey",
      a.starts_at as "startsAt", a.name, a.phone, a.code, a.state
    from desk_appointments a join units u on u.id = a.unit_id
    where a.code = ${code} ${isLocked ? sql`for update of a` : sql``}`.execute(tx)
}

export async function findAppointment(tx: Tx, code: string): Promise<Appointment | undefined> {
  return (await select(tx, code, false)).rows[0]
}

export async function findAppointmentForUpdate(tx: Tx, code: string): Promise<Appointment | undefined> {
  return (await select(tx, code, true)).rows[0]
}

export async function setState(tx: Tx, id: string, state: Appointment['state']): Promise<void> {
  await tx.updateTable('desk_appointments').set({ state }).where('id', '=', id).execute()
}

/** Secret of the ticket that an appointment became. */
export async function findTicketSecret(tx: Tx, appointmentId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('desk_tickets')
    .select('secret')
    .where('appointment_id', '=', appointmentId)
    .executeTakeFirst()
  return row?.secret
}
