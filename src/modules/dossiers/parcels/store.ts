/** SQL of parcels, and of what an order says. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Parcel } from './domain.ts'

const columns = sql`p.state, p.item_code as "itemCode", p.at, p.told`

export async function findParcel(tx: Tx, caseId: string): Promise<Parcel | undefined> {
  const { rows } =
    await sql<Parcel>`select ${columns} from dossier_parcels p where case_id = ${caseId}`.execute(tx)
  return rows[0]
}

/** Answers whether there was none for the dossier before. */
export async function insertParcel(
  tx: Tx,
  { caseId, state, at }: { caseId: string; state: 'lacking' | 'ordered'; at: Date },
): Promise<boolean> {
  const { rows } = await sql`
    insert into dossier_parcels (case_id, state, at, ordered_at) values (${caseId}, ${state}, ${at}, ${at})
    on conflict (case_id) do nothing returning 1`.execute(tx)
  return rows.length > 0
}

export async function setItemCode(tx: Tx, code: string, itemCode: string): Promise<void> {
  await sql`update dossier_parcels set item_code = ${itemCode}
    where case_id = (select id from cases where code = ${code}) and item_code is null`.execute(tx)
}

export type MovingParcel = Parcel & { readonly caseId: string; readonly code: string }

/** Parcels of which the post may have news, the newest orders first; `since` leaves out what it will never tell of. */
export async function findMoving(tx: Tx, since: Date, most: number): Promise<readonly MovingParcel[]> {
  const { rows } = await sql<MovingParcel>`
    select ${columns}, p.case_id as "caseId", cases.code from dossier_parcels p join cases on cases.id = p.case_id
    where p.state in ('ordered', 'collected', 'returning') and p.item_code is not null and p.ordered_at > ${since}
    order by p.ordered_at desc limit ${most}`.execute(tx)
  return rows
}

/** Answers whether the parcel still was as it was seen. */
export async function moveParcel(
  tx: Tx,
  { caseId, state }: Pick<MovingParcel, 'caseId' | 'state'>,
  next: Omit<Parcel, 'itemCode'>,
): Promise<boolean> {
  const { rows } = await sql`
    update dossier_parcels set state = ${next.state}, at = ${next.at}, told = ${next.told}
    where case_id = ${caseId} and state = ${state} returning 1`.execute(tx)
  return rows.length > 0
}

export type Ordering = {
  readonly code: string
  readonly returnMethod: 'online' | 'desk' | 'post'
  readonly name: string
  readonly address: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly deskName: string
  readonly deskAddress: string | null
  readonly deskPhone: string | null
}

/** From whom to whom a result goes. */
export async function findOrdering(tx: Tx, caseId: string): Promise<Ordering | undefined> {
  const { rows } = await sql<Ordering>`
    select c.code, d.return_method as "returnMethod", d.applicant_name as name, d.applicant_address as address,
      d.applicant_phone as phone, d.applicant_email as email, coalesce(u.desk_name, u.name) as "deskName",
      u.address as "deskAddress", u.phone as "deskPhone"
    from dossiers d join cases c on c.id = d.case_id join units u on u.id = d.receiving_unit_id
    where d.case_id = ${caseId}`.execute(tx)
  return rows[0]
}
