/** SQL of the devices in the hall. */

import { sql, type Tx } from '#kernel/db.ts'

export type Kiosk = {
  readonly id: string
  readonly unitId: string
  readonly name: string
  readonly enrolledAt: Date
  readonly claimedAt: Date | null
  readonly endedAt: Date | null
}

const columns = sql`id, unit_id as "unitId", name, enrolled_at as "enrolledAt", claimed_at as "claimedAt", ended_at as "endedAt"`

export type NewKiosk = {
  readonly id: string
  readonly unitId: string
  readonly name: string
  readonly by: string
  readonly at: Date
}

export async function insertKiosk(tx: Tx, { id, unitId, name, by, at }: NewKiosk): Promise<void> {
  await sql`
    insert into satisfaction_kiosks (id, unit_id, name, enrolled_by, enrolled_at)
    values (${id}, ${unitId}, ${name}, ${by}, ${at})`.execute(tx)
}

export async function findKiosk(tx: Tx, id: string): Promise<Kiosk | undefined> {
  const { rows } = await sql<Kiosk>`select ${columns} from satisfaction_kiosks where id = ${id}`.execute(tx)
  return rows[0]
}

/** Those of a unit, and how many dossiers were rated at each; the ended last. */
export async function findKiosks(
  tx: Tx,
  unitId: string,
): Promise<readonly (Kiosk & { readonly rated: number })[]> {
  const { rows } = await sql<Kiosk & { rated: number }>`
    select ${columns}, (select count(*)::int from satisfaction_answers a where a.kiosk_id = k.id) as rated
    from satisfaction_kiosks k where unit_id = ${unitId} order by ended_at desc nulls first, enrolled_at desc limit 50`.execute(
    tx,
  )
  return rows
}

/** Of two devices that open the address at once one gets it. */
export async function claimKiosk(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update satisfaction_kiosks set claimed_at = ${at}
    where id = ${id} and claimed_at is null and ended_at is null`.execute(tx)
  return numAffectedRows === 1n
}

export async function endKiosk(tx: Tx, id: string, unitId: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update satisfaction_kiosks set ended_at = ${at}
    where id = ${id} and unit_id = ${unitId} and ended_at is null`.execute(tx)
  return numAffectedRows === 1n
}
