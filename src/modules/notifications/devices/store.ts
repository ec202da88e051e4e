/** SQL of browsers that a person switched on. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Contact } from '../outside/domain.ts'

export type Device = {
  readonly id: string
  readonly service: string
  readonly path: string
  readonly p256dh: string
  readonly auth: string
  readonly label: string
  readonly addedAt: Date
}

const columns = sql`id, service, path, p256dh, auth, label, added_at as "addedAt"`

export async function findDevice(tx: Tx, id: string): Promise<Device | undefined> {
  const { rows } = await sql<Device>`select ${columns} from notification_devices where id = ${id}`.execute(tx)
  return rows[0]
}

/** The newest first. */
export async function findDevices(tx: Tx, personId: string): Promise<readonly Device[]> {
  const { rows } = await sql<Device>`
    select ${columns} from notification_devices where person_id = ${personId} order by added_at desc, id`.execute(
    tx,
  )
  return rows
}

export async function findDeviceContacts(tx: Tx, personId: string): Promise<readonly Contact[]> {
  return (await findDevices(tx, personId)).map(({ id }) => ({ kind: 'device', address: id, refusedBy: [] }))
}

/** A browser that another person used before belongs to whoever switched it on last. */
export async function saveDevice(tx: Tx, personId: string, device: Device): Promise<void> {
  const { id, service, path, p256dh, auth, label, addedAt } = device
  await sql`delete from notification_devices where service = ${service} and path = ${path}`.execute(tx)
  await sql`
    insert into notification_devices (id, person_id, service, path, p256dh, auth, label, added_at)
    values (${id}, ${personId}, ${service}, ${path}, ${p256dh}, ${auth}, ${label}, ${addedAt})`.execute(tx)
}

/** Keeps the newest. */
export async function keepNewest(tx: Tx, personId: string, most: number): Promise<void> {
  await sql`delete from notification_devices where id in (
    select id from notification_devices where person_id = ${personId} order by added_at desc, id desc offset ${most})`.execute(
    tx,
  )
}

export async function deleteDevicesOf(tx: Tx, personId: string): Promise<void> {
  await sql`delete from notification_devices where person_id = ${personId}`.execute(tx)
}

export async function deleteDevice(tx: Tx, id: string): Promise<void> {
  await sql`delete from notification_devices where id = ${id}`.execute(tx)
}

export async function deleteOwnDevice(tx: Tx, personId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from notification_devices where id = ${id} and person_id = ${personId} returning 1`.execute(tx)
  return rows.length > 0
}
