/** SQL of officers at their posts: who they are on a day, what they may do, and who is away. */

import { sql, type Tx } from '#kernel/db.ts'
import { type Officer, type Permission, readRepresented } from '#kernel/policy.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { OfficerAtWork, OfficerPost } from '../domain.ts'

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
