/** SQL of teams and their members. An officer finds the teams of the units in reach only. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Member, Team } from '../domain.ts'

const columns = sql`t.id, t.unit_id as "unitId", u.code as "unitCode", u.name as "unitName", t.name, t.area,
  t.founded_at as "foundedAt"`
const tables = sql`assisted_teams t join units u on u.id = t.unit_id`
const listMax = 300

export type ListedTeam = Team & {
  readonly members: number
  readonly devices: number
  /** People helped in the last thirty days. */
  readonly helped: number
}

export async function findTeams(
  tx: Tx,
  unitReach: string,
  { today, since }: { readonly today: CalendarDate; readonly since: Date },
): Promise<readonly ListedTeam[]> {
  const { rows } = await sql<ListedTeam>`
    select ${columns},
      (select count(*)::int from assisted_members m where m.team_id = t.id and m.ended_at is null
        and ${today} between m.from_on and m.to_on) as members,
      (select count(*)::int from assisted_devices d join assisted_members m on m.id = d.member_id
        where m.team_id = t.id and d.state <> 'wiped') as devices,
      (select count(*)::int from assisted_sessions s where s.team_id = t.id and s.arrived_at >= ${since}) as helped
    from ${tables} where u.path ~ ${unitReach}::lquery order by u.name, t.name limit ${listMax}`.execute(tx)
  return rows
}

export async function findTeam(tx: Tx, unitReach: string, id: string): Promise<Team | undefined> {
  const { rows } = await sql<Team>`
    select ${columns} from ${tables} where t.id = ${id} and u.path ~ ${unitReach}::lquery`.execute(tx)
  return rows[0]
}

/** Communes in reach, where a team may be. */
export async function findCommunes(
  tx: Tx,
  unitReach: string,
  today: CalendarDate,
): Promise<readonly { readonly id: string; readonly code: string; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; code: string; name: string }>`
    select id, code, name from units where path ~ ${unitReach}::lquery and kind = 'commune'
      and valid_from <= ${today} and (valid_to is null or valid_to >= ${today}) order by name`.execute(tx)
  return rows
}

type NewTeam = Pick<Team, 'id' | 'unitId' | 'name' | 'area'> & {
  readonly foundedBy: string
  readonly foundedAt: Date
}

/** `taken` when the commune has one of this name; `repeated` for the same form. */
export async function insertTeam(tx: Tx, team: NewTeam): Promise<'made' | 'repeated' | 'taken'> {
  const { rows } = await sql`
    insert into assisted_teams (id, unit_id, name, area, founded_by, founded_at)
    values (${team.id}, ${team.unitId}, ${team.name}, ${team.area}, ${team.foundedBy}, ${team.foundedAt})
    on conflict do nothing returning 1`.execute(tx)
  if (rows.length > 0) return 'made'
  const same = await sql`select from assisted_teams where id = ${team.id}`.execute(tx)
  return same.rows.length > 0 ? 'repeated' : 'taken'
}

const memberColumns = sql`m.id, m.team_id as "teamId", m.person_id as "personId", p.full_name as name,
  m.is_lead as "isLead", m.from_on::text as "from", m.to_on::text as "to", m.ended_at as "endedAt"`

export async function findMembers(tx: Tx, teamId: string): Promise<readonly Member[]> {
  const { rows } = await sql<Member>`
    select ${memberColumns} from assisted_members m join persons p on p.id = m.person_id
    where m.team_id = ${teamId} order by m.ended_at nulls first, m.is_lead desc, p.full_name limit ${listMax}`.execute(
    tx,
  )
  return rows
}

/** One that has not ended; locked. */
export async function findMemberForUpdate(tx: Tx, teamId: string, id: string): Promise<Member | undefined> {
  const { rows } = await sql<Member>`
    select ${memberColumns} from assisted_members m join persons p on p.id = m.person_id
    where m.id = ${id} and m.team_id = ${teamId} and m.ended_at is null for update of m`.execute(tx)
  return rows[0]
}

type NewMember = {
  readonly id: string
  readonly teamId: string
  readonly personId: string
  readonly isLead: boolean
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly by: string
  readonly at: Date
}

export async function insertMember(tx: Tx, member: NewMember): Promise<'made' | 'repeated' | 'already'> {
  const { rows } = await sql`
    insert into assisted_members (id, team_id, person_id, is_lead, from_on, to_on, appointed_by, appointed_at)
    values (${member.id}, ${member.teamId}, ${member.personId}, ${member.isLead}, ${member.from}, ${member.to},
      ${member.by}, ${member.at})
    on conflict do nothing returning 1`.execute(tx)
  if (rows.length > 0) return 'made'
  const same = await sql`select from assisted_members where id = ${member.id}`.execute(tx)
  return same.rows.length > 0 ? 'repeated' : 'already'
}

export async function endMember(
  tx: Tx,
  id: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`update assisted_members set ended_by = ${by}, ended_at = ${at} where id = ${id}`.execute(tx)
}

/** A member whose dates have run out leaves room for being appointed anew. */
export async function endPastMember(
  tx: Tx,
  teamId: string,
  personId: string,
  { by, at, today }: { readonly by: string; readonly at: Date; readonly today: CalendarDate },
): Promise<void> {
  await sql`update assisted_members set ended_by = ${by}, ended_at = ${at}
    where team_id = ${teamId} and person_id = ${personId} and ended_at is null and to_on < ${today}`.execute(
    tx,
  )
}

export type Membership = Team & {
  readonly memberId: string
  readonly isLead: boolean
  readonly to: CalendarDate
}

/** The teams in which the person helps today. */
export async function findMemberships(
  tx: Tx,
  personId: string,
  today: CalendarDate,
): Promise<readonly Membership[]> {
  const { rows } = await sql<Membership>`
    select ${columns}, m.id as "memberId", m.is_lead as "isLead", m.to_on::text as "to"
    from assisted_members m join assisted_teams t on t.id = m.team_id join units u on u.id = t.unit_id
    where m.person_id = ${personId} and m.ended_at is null and ${today} between m.from_on and m.to_on
    order by m.appointed_at, m.id`.execute(tx)
  return rows
}
