/** SQL of made-up work: who applies and who decides. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer, Permission } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'

export async function hasDossiers(tx: Tx): Promise<boolean> {
  return (await tx.selectFrom('dossiers').select('case_id').limit(1).executeTakeFirst()) !== undefined
}

export type Applicant = {
  readonly personId: string
  readonly name: string
  readonly identityNumber: string
  readonly phone: string
  readonly birthDate: CalendarDate
  readonly areaCode: string
  readonly addressLine: string
}

export async function findApplicants(tx: Tx): Promise<readonly Applicant[]> {
  const { rows } = await sql<Applicant>`
    select id as "personId", full_name as name, identity_number as "identityNumber", phone, birth_date as "birthDate",
      area_code as "areaCode", address_line as "addressLine"
    from persons where kind = 'citizen' and identity_number is not null and phone is not null
      and birth_date is not null and area_code is not null and address_line is not null
    order by id`.execute(tx)
  return rows
}

/** Everyone who holds a post on the day, once for each post. */
export async function findOfficers(tx: Tx, on: CalendarDate): Promise<readonly Officer[]> {
  const { rows } = await sql<Omit<Officer, 'permissions'> & { permissions: readonly Permission[] }>`
    select 'officer' as kind, persons.id as "personId", persons.full_name as name, posts.title, units.id as "unitId",
      units.code as "unitCode", units.name as "unitName", posts.roles,
      units.path::text || case when exists (select from roles where code = any(posts.roles) and scope = 'subtree') then '.*' else '' end
        as "unitReach",
      array(select distinct unnest(roles.permissions) from roles where roles.code = any(posts.roles)) as permissions
    from posts join persons on persons.id = posts.person_id join units on units.id = posts.unit_id
    where posts.valid_from <= ${on} and coalesce(posts.valid_to, 'infinity') >= ${on}`.execute(tx)
  return rows.map((row) => ({ ...row, permissions: new Set(row.permissions) }))
}
