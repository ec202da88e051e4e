/** SQL of absences. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Absence, HeldPost, Signing } from './domain.ts'

/** One declaration at a time, so that what was looked at still holds when the row is written. */
export async function lockAbsences(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.absences'))`.execute(tx)
}

const heldPost = sql`o.person_id as "personId", o.full_name as name, o.title, o.unit_id as "unitId",
  o.unit_name as "unitName", u.path::text as "unitPath", o.roles, o.permissions`
const held = (on: CalendarDate) =>
  sql`o.valid_from <= ${on}::date and coalesce(o.valid_to, 'infinity') >= ${on}::date`

export async function findHeldPosts(
  tx: Tx,
  personId: string,
  on: CalendarDate,
): Promise<readonly HeldPost[]> {
  const { rows } = await sql<HeldPost>`
    select ${heldPost} from officer_posts o join units u on u.id = o.unit_id
    where o.person_id = ${personId} and ${held(on)} order by o.unit_code, o.title`.execute(tx)
  return rows
}

/** Officers who could stand for the person: of the same agencies, the ones right above, and those below. */
export async function findPossibleDeputies(
  tx: Tx,
  personId: string,
  on: CalendarDate,
): Promise<readonly HeldPost[]> {
  const { rows } = await sql<HeldPost>`
    select distinct on (o.person_id) ${heldPost}
    from officer_posts mine join units own on own.id = mine.unit_id
      join units u on u.path <@ own.path or u.id = own.parent_id join officer_posts o on o.unit_id = u.id
    where mine.person_id = ${personId} and o.person_id <> ${personId} and ${held(on)}
      and mine.valid_from <= ${on}::date and coalesce(mine.valid_to, 'infinity') >= ${on}::date
    order by o.person_id, nlevel(u.path) desc`.execute(tx)
  return rows
}

export type Colleague = { readonly personId: string; readonly name: string; readonly title: string }

/** People of one unit for whom the officer may declare; none unless the unit lies in the officer's reach. */
export async function findPeopleOf(
  tx: Tx,
  officer: Officer,
  unitId: string,
  on: CalendarDate,
): Promise<readonly Colleague[]> {
  const { rows } = await sql<Colleague>`
    select o.person_id as "personId", min(o.full_name) as name, min(o.title) as title
    from officer_posts o join units u on u.id = o.unit_id
    where o.unit_id = ${unitId} and u.path ~ ${officer.unitReach}::lquery and ${held(on)}
    group by o.person_id order by 2, 1`.execute(tx)
  return rows
}

/** Whether a post of the person lies in the officer's reach. */
export async function isInReach(
  tx: Tx,
  officer: Officer,
  personId: string,
  on: CalendarDate,
): Promise<boolean> {
  const { rows } = await sql`
    select from officer_posts o join units u on u.id = o.unit_id
    where o.person_id = ${personId} and u.path ~ ${officer.unitReach}::lquery and ${held(on)} limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

export type NewAbsence = {
  readonly id: string
  readonly personId: string
  readonly fromOn: CalendarDate
  readonly toOn: CalendarDate
  readonly deputyId: string | null
  readonly roles: readonly string[] | null
  readonly procedures: readonly string[] | null
  readonly signing: Signing | null
  readonly authorisation: string | null
  readonly by: string
  readonly at: Date
}

export async function insertAbsence(tx: Tx, absence: NewAbsence): Promise<void> {
  const { roles, procedures } = absence
  await tx
    .insertInto('absences')
    .values({
      id: absence.id,
      person_id: absence.personId,
      from_on: absence.fromOn,
      to_on: absence.toOn,
      deputy_id: absence.deputyId,
      roles: roles && [...roles],
      procedures: procedures && [...procedures],
      signing: absence.signing,
      authorisation: absence.authorisation,
      declared_by: absence.by,
      declared_at: absence.at,
    })
    .execute()
}

const absences = sql`
  select a.id, a.person_id as "personId", person.full_name as "personName", post.title as "personTitle",
    post.unit_name as "unitName", a.from_on as "fromOn", a.to_on as "toOn", a.deputy_id as "deputyId",
    deputy.full_name as "deputyName", a.roles, a.procedures, a.signing, a.authorisation, a.revoked_at as "revokedAt"
  from absences a join persons person on person.id = a.person_id left join persons deputy on deputy.id = a.deputy_id
    left join lateral (
      select title, unit_name, unit_id from officer_posts o where o.person_id = a.person_id
      order by o.valid_from desc, o.post_id limit 1
    ) post on true`

/** What the officer has to do with: the own ones, those in which they stand for another, and of the units they head. */
export async function findAbsences(
  tx: Tx,
  { personId, unitReach }: Officer,
  { heads, since }: { readonly heads: boolean; readonly since: CalendarDate },
): Promise<readonly Absence[]> {
  const { rows } = await sql<Absence>`
    ${absences}
    where a.to_on >= ${since} and (a.person_id = ${personId} or a.deputy_id = ${personId} or (${heads}
      and post.unit_id in (select id from units where path ~ ${unitReach}::lquery)))
    order by (a.revoked_at is not null), a.from_on desc, a.id desc limit 100`.execute(tx)
  return rows
}

export async function findAbsence(tx: Tx, id: string): Promise<Absence | undefined> {
  const { rows } = await sql<Absence>`${absences} where a.id = ${id}`.execute(tx)
  return rows[0]
}

/** Standing absences that touch the days and the person, as the absent or as the deputy. */
export async function findTouching(
  tx: Tx,
  personId: string,
  days: { readonly fromOn: CalendarDate; readonly toOn: CalendarDate },
): Promise<readonly Absence[]> {
  const { rows } = await sql<Absence>`
    ${absences}
    where a.revoked_at is null and (a.person_id = ${personId} or a.deputy_id = ${personId})
      and a.from_on <= ${days.toOn} and a.to_on >= ${days.fromOn}
    order by a.from_on`.execute(tx)
  return rows
}

/** Answers whether it stood until now. */
export async function revokeAbsence(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable('absences')
    .set({ revoked_at: at, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
