/** SQL of devices. Keys and secrets stand here as hashes, but for the half that the server gives back. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Device } from '../domain.ts'

const columns = sql`d.id, d.member_id as "memberId", p.full_name as "memberName", u.code as "unitCode", d.number, d.name,
  d.state, d.enrolled_at as "enrolledAt", d.contact_at as "contactAt", d.last_slip as "lastSlip",
  d.wrong_pins as "wrongPins", d.wipe_reason as "wipeReason",
  coalesce((select array_agg(right(s.slip, 4)::int order by s.slip) from assisted_sessions s where s.device_id = d.id),
    '{}') as arrived`
const tables = sql`assisted_devices d join assisted_members m on m.id = d.member_id
  join persons p on p.id = m.person_id join units u on u.id = d.unit_id`

type Whose = { readonly teamId: string } | { readonly personId: string }

/** Máy của tổ, or of a member; the latest first. */
export async function findDevicesOf(tx: Tx, whose: Whose): Promise<readonly Device[]> {
  const fits = 'teamId' in whose ? sql`m.team_id = ${whose.teamId}` : sql`m.person_id = ${whose.personId}`
  const { rows } = await sql<Device>`
    select ${columns} from ${tables} where ${fits} order by d.enrolled_at desc limit 100`.execute(tx)
  return rows
}

/** One number after another in the unit; two that enrol at once wait for each other at the team's row. */
export async function nextNumber(tx: Tx, unitId: string): Promise<number> {
  await sql`select from assisted_teams where unit_id = ${unitId} order by id for update`.execute(tx)
  const { rows } = await sql<{ number: number }>`
    select coalesce(max(number), 0) + 1 as number from assisted_devices where unit_id = ${unitId}`.execute(tx)
  return rows[0]?.number ?? 1
}

type NewDevice = {
  readonly id: string
  readonly memberId: string
  readonly unitId: string
  readonly number: number
  readonly name: string
  readonly tokenSha256: string
  readonly proofSha256: string
  readonly serverHalf: string
  readonly at: Date
}

export async function insertDevice(tx: Tx, device: NewDevice): Promise<void> {
  await sql`
    insert into assisted_devices (id, member_id, unit_id, number, name, token_sha256, proof_sha256, server_half, state,
      enrolled_at, contact_at)
    values (${device.id}, ${device.memberId}, ${device.unitId}, ${device.number}, ${device.name}, ${device.tokenSha256},
      ${device.proofSha256}, ${device.serverHalf}, 'active', ${device.at}, ${device.at})`.execute(tx)
}

export type HeldDevice = Pick<Device, 'id' | 'memberId' | 'unitCode' | 'number' | 'state' | 'wrongPins'> & {
  readonly unitId: string
  readonly teamId: string
  readonly tokenSha256: string
  readonly proofSha256: string
  readonly serverHalf: string | null
}

/** A device of this person; locked until the transaction ends. */
export async function findDeviceForUpdate(
  tx: Tx,
  personId: string,
  id: string,
): Promise<HeldDevice | undefined> {
  const { rows } = await sql<HeldDevice>`
    select d.id, d.member_id as "memberId", u.code as "unitCode", d.number, d.state, d.wrong_pins as "wrongPins",
      d.unit_id as "unitId", m.team_id as "teamId", d.token_sha256 as "tokenSha256", d.proof_sha256 as "proofSha256",
      d.server_half as "serverHalf"
    from ${tables} where d.id = ${id} and m.person_id = ${personId} for update of d`.execute(tx)
  return rows[0]
}

export async function noteContact(
  tx: Tx,
  id: string,
  { at, lastSlip }: { readonly at: Date; readonly lastSlip: number },
): Promise<void> {
  await sql`update assisted_devices set contact_at = ${at}, last_slip = greatest(last_slip, ${lastSlip})
    where id = ${id}`.execute(tx)
}

export async function setWrongPins(tx: Tx, id: string, wrongPins: number): Promise<void> {
  await sql`update assisted_devices set wrong_pins = ${wrongPins} where id = ${id}`.execute(tx)
}

type Which = { readonly deviceId: string } | { readonly memberId: string }
type Wiping = { readonly by: string; readonly at: Date; readonly reason: string }

/** From now on nobody gets the server's half of the key. */
export async function wipeDevicesOf(tx: Tx, which: Which, { by, at, reason }: Wiping): Promise<void> {
  const fits = 'deviceId' in which ? sql`id = ${which.deviceId}` : sql`member_id = ${which.memberId}`
  await sql`update assisted_devices set state = 'wiping', server_half = null, wipe_by = ${by}, wipe_at = ${at},
    wipe_reason = ${reason} where ${fits} and state = 'active'`.execute(tx)
}

/** The device says that it has forgotten everything. */
export async function markWiped(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update assisted_devices set state = 'wiped', wiped_at = ${at} where id = ${id} and state = 'wiping'`.execute(
    tx,
  )
}
