/** SQL of officers at their posts: who they are on a day, what they may do, and who is away. */

import { sql, type Tx } from '#kernel/db.ts'
import { type Officer, type Permission, readRepresented } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { OfficerAtWork, OfficerPost } from '../domain.ts'
import type { DatedPost, StaffMember } from './domain.ts'

const postColumns = [
  'post_id as postId',
  'person_id as personId',
  'full_name as name',
  'title',
  'unit_id as unitId',
  'unit_code as unitCode',
  'unit_name as unitName',
] as const

const postsOn = (tx: Tx, on: CalendarDate) =>
  tx
    .selectFrom('officer_posts')
    .where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', on)]))

/** Posts that the person holds on the day, by unit. */
export async function findOfficerPosts(
  tx: Tx,
  personId: string,
  on: CalendarDate,
): Promise<readonly OfficerPost[]> {
  return postsOn(tx, on)
    .select(postColumns)
    .where('person_id', '=', personId)
    .orderBy('unit_code')
    .orderBy('title')
    .$castTo<OfficerPost>()
    .execute()
}

/** Whether the person may sign at this post on the day. */
export async function maySign(tx: Tx, personId: string, postId: string, on: CalendarDate): Promise<boolean> {
  const post = await postsOn(tx, on)
    .select('post_id')
    .where('person_id', '=', personId)
    .where('post_id', '=', postId)
    .where(sql<boolean>`'dossier.sign' = any(permissions)`)
    .executeTakeFirst()
  return post !== undefined
}

/** Officers of a unit (not of those below) who hold the role on the day, and which of them are away. */
export async function findOfficersWith(
  tx: Tx,
  unitId: string,
  role: string,
  on: CalendarDate,
): Promise<readonly OfficerAtWork[]> {
  return postsOn(tx, on)
    .leftJoin('absences', (join) =>
      join
        .onRef('absences.person_id', '=', 'officer_posts.person_id')
        .on('revoked_at', 'is', null)
        .on('from_on', '<=', on)
        .on('to_on', '>=', on),
    )
    .leftJoin('persons as deputy', 'deputy.id', 'absences.deputy_id')
    .select([
      'officer_posts.post_id as postId',
      'officer_posts.person_id as personId',
      'officer_posts.full_name as name',
      'title',
      'unit_id as unitId',
      'unit_code as unitCode',
      'unit_name as unitName',
      'to_on as awayUntil',
      'deputy_id as deputyId',
      'deputy.full_name as deputyName',
    ])
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`${role} = any(officer_posts.roles)`)
    .orderBy('officer_posts.full_name')
    .orderBy('post_id')
    .$castTo<OfficerAtWork>()
    .execute()
}

/**
 * Lãnh đạo đơn vị: who gives out the work of a unit; where nobody does, of the nearest unit above that has someone. With
 * `permission` another right is asked for, such as signing.
 */
export async function findChiefs(
  tx: Tx,
  unitId: string,
  on: CalendarDate,
  permission: Permission = 'dossier.assign',
): Promise<readonly OfficerPost[]> {
  const { rows } = await sql<OfficerPost & { depth: number }>`
    select o.post_id as "postId", o.person_id as "personId", o.full_name as name, o.title, o.unit_id as "unitId",
      o.unit_code as "unitCode", o.unit_name as "unitName", nlevel(u.path) as depth
    from units below join units u on u.path @> below.path join officer_posts o on o.unit_id = u.id
    where below.id = ${unitId} and ${permission} = any(o.permissions)
      and o.valid_from <= ${on} and coalesce(o.valid_to, 'infinity') >= ${on}
    order by depth desc, o.full_name, o.post_id`.execute(tx)
  const nearest = rows[0]?.depth
  return rows.filter(({ depth }) => depth === nearest)
}

type StoredRepresents = Parameters<typeof readRepresented>[0]

/** The officer at a post that is held on the day, with the permissions of its roles. */
export async function findOfficerAt(tx: Tx, postId: string, on: CalendarDate): Promise<Officer | undefined> {
  const row = await postsOn(tx, on)
    .select([
      ...postColumns,
      'unit_reach as unitReach',
      'roles',
      'permissions',
      sql<StoredRepresents>`(select jsonb_agg(represented) from deputies d where d.deputy_id = officer_posts.person_id
        and ${on} between d.from_on and d.to_on
        and ${on} between d.valid_from and coalesce(d.valid_to, 'infinity'))`.as('represents'),
    ])
    .where('post_id', '=', postId)
    .$castTo<
      OfficerPost & {
        unitReach: string
        roles: string[]
        permissions: Permission[]
        represents: StoredRepresents
      }
    >()
    .executeTakeFirst()
  if (!row) return undefined
  const { postId: _post, permissions, represents, ...officer } = row
  return {
    kind: 'officer',
    ...officer,
    permissions: new Set(permissions),
    represents: readRepresented(represents),
  }
}

const staff = sql`
  select person.id as "personId", person.full_name as name, person.phone, person.email, (
    select coalesce(jsonb_agg(jsonb_build_object('postId', o.post_id, 'title', o.title, 'unitId', o.unit_id,
      'unitCode', o.unit_code, 'unitName', o.unit_name, 'roles', o.roles, 'fromOn', o.valid_from, 'toOn', o.valid_to)
      order by coalesce(o.valid_to, 'infinity') desc, o.valid_from desc, o.post_id desc), '[]')
    from officer_posts o where o.person_id = person.id) as posts
  from persons person`

const hasPostIn = (reach: string, more = sql``) => sql`exists (
  select from posts join units on units.id = posts.unit_id
  where posts.person_id = person.id and units.path ~ ${reach}::lquery ${more})`

/** The officer, when some post of theirs, of whatever day, lies in the reach. */
export async function findStaffMember(
  tx: Tx,
  reach: string,
  personId: string,
): Promise<StaffMember | undefined> {
  const { rows } = await sql<StaffMember>`
    ${staff} where person.id = ${personId} and person.kind = 'officer' and ${hasPostIn(reach)}`.execute(tx)
  return rows[0]
}

export type StaffWish = {
  /** Words of the name without marks; all of them must be there. */
  readonly words: readonly string[]
  readonly unitCode?: string | undefined
  /** Those too whose posts are all over. */
  readonly withFormer: boolean
}

/** Officers within reach by given name, at most `max` (`null`: all of them). */
export async function findStaff(
  tx: Tx,
  reach: string,
  { words, unitCode, withFormer }: StaffWish,
  on: CalendarDate,
  max: number | null,
): Promise<readonly StaffMember[]> {
  const atUnit = unitCode ? sql`and units.code = ${unitCode}` : sql``
  const now = withFormer ? sql`` : sql`and coalesce(posts.valid_to, 'infinity') >= ${on}::date`
  const named = words.map((word) => sql`and position(${word} in person.search_text) > 0`)
  const { rows } = await sql<StaffMember>`
    ${staff}
    where person.kind = 'officer' and ${hasPostIn(reach, sql`${atUnit} ${now}`)} ${sql.join(named, sql` `)}
    order by split_part(person.search_text, ' ', -1), person.search_text, person.id limit ${max}`.execute(tx)
  return rows
}

/** One change of a person's posts at a time. */
export async function lockPerson(tx: Tx, personId: string): Promise<void> {
  await sql`select from persons where id = ${personId} for update`.execute(tx)
}

type OfficerRow = {
  readonly id: string
  readonly name: string
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

/** Answers `false` when there is one with this id. */
export async function insertOfficer(tx: Tx, { id, name, phone, email }: OfficerRow): Promise<boolean> {
  const result = await tx
    .insertInto('persons')
    .values({ id, kind: 'officer', full_name: name, phone: phone || null, email: email || null })
    .onConflict((on) => on.column('id').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Answers whether anything became different. */
export async function updateOfficer(tx: Tx, { id, name, phone, email }: OfficerRow): Promise<boolean> {
  const { rows } = await sql`
    update persons set full_name = ${name}, phone = ${phone || null}, email = ${email || null}
    where id = ${id} and kind = 'officer'
      and (full_name, phone, email) is distinct from (${name}, ${phone || null}, ${email || null}) returning 1`.execute(
    tx,
  )
  return rows.length > 0
}

export async function isInReachOf(tx: Tx, reach: string, unitId: string): Promise<boolean> {
  const { rows } = await sql`select from units where id = ${unitId} and path ~ ${reach}::lquery`.execute(tx)
  return rows.length > 0
}

type PostRow = Pick<DatedPost, 'postId' | 'title' | 'unitId' | 'roles' | 'fromOn' | 'toOn'> & {
  readonly personId: string
}

/** Answers `false` when there is one with this id. */
export async function insertPost(tx: Tx, post: PostRow): Promise<boolean> {
  const result = await tx
    .insertInto('posts')
    .values({
      id: post.postId,
      person_id: post.personId,
      unit_id: post.unitId,
      title: post.title,
      roles: [...post.roles],
      valid_from: post.fromOn,
      valid_to: post.toOn,
    })
    .onConflict((on) => on.column('id').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Answers whether the post was the person's and ended later or never until now. */
export async function setLastDay(
  tx: Tx,
  personId: string,
  postId: string,
  lastOn: CalendarDate,
): Promise<boolean> {
  const { rows } = await sql`
    update posts set valid_to = ${lastOn}::date
    where id = ${postId} and person_id = ${personId} and coalesce(valid_to, 'infinity') > ${lastOn}::date
    returning 1`.execute(tx)
  return rows.length > 0
}

/** Everyone who holds the permission at some post on the day. */
export async function findHoldersOf(
  tx: Tx,
  permission: Permission,
  on: CalendarDate,
): Promise<readonly string[]> {
  const rows = await postsOn(tx, on)
    .select('person_id as personId')
    .distinct()
    .where(sql<boolean>`${permission} = any(permissions)`)
    .execute()
  return rows.flatMap(({ personId }) => personId ?? [])
}
