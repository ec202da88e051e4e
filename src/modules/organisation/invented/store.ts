/** SQL of made-up people. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { InventedCitizen, InventedOfficer } from './domain.ts'

export async function hasPersons(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('persons').select('id').limit(1).executeTakeFirst()) !== undefined
}

export async function insertCitizens(tx: Tx, citizens: readonly InventedCitizen[]): Promise<void> {
  await sql`
    insert into persons (kind, full_name, gender, identity_number, birth_date, phone, area_code, address_line)
    select 'citizen', name, gender, "identityNumber", "birthDate", phone, "areaCode", "addressLine"
    from jsonb_to_recordset(${JSON.stringify(citizens)}::jsonb) as given (name text, gender text,
      "identityNumber" text, "birthDate" date, phone text, "areaCode" text, "addressLine" text)`.execute(tx)
}

/** Officers and their posts in one statement; posts find their person by the phone, which is nobody else's. */
export async function insertOfficers(
  tx: Tx,
  officers: readonly InventedOfficer[],
  since: CalendarDate,
): Promise<void> {
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(officers)}::jsonb)
        as given (name text, gender text, phone text, posts jsonb)
    ), people as (
      insert into persons (kind, full_name, gender, phone)
      select 'officer', name, gender, phone from given returning id, phone
    )
    insert into posts (person_id, unit_id, title, roles, valid_from)
    select people.id, post."unitId", post.title, post.roles, ${since}::date
    from given join people using (phone),
      jsonb_to_recordset(given.posts) as post ("unitId" uuid, title text, roles text[])`.execute(tx)
}

export type Account = {
  readonly personId: string
  readonly kind: 'citizen' | 'officer'
  readonly name: string
  readonly identityNumber: string | null
  readonly areaCode: string | null
  /** Of the oldest post; `null` for citizens. */
  readonly role: string | null
  readonly title: string | null
  readonly unitCode: string | null
  readonly unitName: string | null
}

/** Everyone who may have a made-up account: not firms, nor children, who have no phone. In the order in which they were made. */
export async function findAccounts(tx: Tx): Promise<readonly Account[]> {
  const { rows } = await sql<Account>`
    select persons.id as "personId", kind, persons.full_name as name, identity_number as "identityNumber",
      area_code as "areaCode", post.roles[1] as role, post.title, post.unit_code as "unitCode",
      post.unit_name as "unitName"
    from persons left join lateral (
      select * from officer_posts where person_id = persons.id order by post_id limit 1
    ) post on true
    where persons.kind = 'officer' or (persons.kind = 'citizen' and persons.phone is not null)
    order by kind, persons.id`.execute(tx)
  return rows
}
