/** SQL that looks for dossiers which nobody would go on with. Each statement looks at every open dossier. */

import type { Lack } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import { sql, type Tx } from '#kernel/db.ts'
import { dated, type LackKind } from './domain.ts'

type Found = Lack & { readonly kind: LackKind }

/** Without an open step that is the one the case shows, or without a date although the clock runs. */
export async function findBroken(tx: Tx): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    select * from (
      select c.id as "caseId", c.code, c.holder_unit_id as "unitId", c.holder_id as "holderId", case
        when not exists (select from case_steps s where s.case_id = c.id and s.ended_at is null
          and s.step_key = c.step_key and s.unit_id = c.holder_unit_id) then 'noStep'
        when c.state = any(${dated.runs}) and (c.due_at is null) <> (c.paused_at is not null) then 'noDate'
        when c.state = any(${dated.paused}) and (c.paused_at is null or c.due_at is not null) then 'noDate'
      end as kind
      from cases c where c.kind = 'dossier' and c.ended_at is null) open
    where kind is not null`.execute(tx)
  return rows
}

/**
 * Without anyone who would do an open step: the holder left, lost the role or is away without a deputy for it; or nobody
 * holds it and nobody in the unit could take it; or the unit itself is gone.
 */
export async function findUnheld(tx: Tx, { today, pack }: Context): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    with step_roles as (
      select key as name, value as role from jsonb_each_text(${JSON.stringify(pack.stepRoles)}::jsonb)
    ), at_post as materialized (
      select distinct person_id, unit_id, role from posts, unnest(roles) as role
      where valid_from <= ${today}::date and coalesce(valid_to, 'infinity') >= ${today}::date
    ), people as materialized (select distinct person_id from at_post
    ), doers as materialized (select distinct person_id, role from at_post
    ), away as materialized (
      select a.person_id, a.to_on, a.procedures, a.roles, a.deputy_id is not null and exists (
        select from people where people.person_id = a.deputy_id) as has_deputy
      from absences a where a.revoked_at is null and a.from_on <= ${today}::date and a.to_on >= ${today}::date
    ), staffed as materialized (
      select unit_id, role from at_post left join away using (person_id)
      where away.person_id is null or (has_deputy and procedures is null and (away.roles is null or at_post.role = any(away.roles)))
      group by unit_id, role
    ), gone as materialized (
      select id from units where valid_from > ${today}::date or coalesce(valid_to, 'infinity') < ${today}::date
    ), open_steps as (
      select c.id as case_id, c.code, c.definition_code, s.number, s.unit_id, s.holder_id, s.started_at,
        coalesce(step_roles.role, s.role) as role
      from cases c join case_steps s on s.case_id = c.id and s.ended_at is null
        left join step_roles on step_roles.name = s.role
      where c.kind = 'dossier' and c.ended_at is null
    )
    select * from (
      select o.case_id as "caseId", o.code, o.number::text as place, o.unit_id as "unitId", o.holder_id as "holderId",
        case
          when gone.id is not null or u.id is null then 'unitGone'
          when o.holder_id is null then case when staffed.unit_id is null then 'noOfficer' end
          when people.person_id is null then 'holderGone'
          when doers.person_id is null then 'holderWithoutRole'
          when away.person_id is not null and not (has_deputy and (away.roles is null or o.role = any(away.roles))
            and (away.procedures is null or o.definition_code = any(away.procedures))) then 'holderAway'
        end as kind,
        case
          when gone.id is not null then (u.valid_to + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'
          when people.person_id is null and o.holder_id is not null then (
            select (max(valid_to) + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' from posts where person_id = o.holder_id)
        end as since,
        case when o.holder_id is null or gone.id is not null then concat_ws(', ', r.name, u.name) else holder.full_name end as detail
      from open_steps o left join units u on u.id = o.unit_id left join gone on gone.id = o.unit_id
        left join staffed on staffed.unit_id = o.unit_id and staffed.role = o.role
        left join people on people.person_id = o.holder_id
        left join doers on doers.person_id = o.holder_id and doers.role = o.role
        left join away on away.person_id = o.holder_id
        left join persons holder on holder.id = o.holder_id left join roles r on r.code = o.role
    ) looked where kind is not null`.execute(tx)
  return rows
}

/** Whoever submitted online or answered late: no reply in time, or a supplement that nobody gave. */
export async function findUnanswered(tx: Tx, { now, pack }: Context): Promise<readonly Found[]> {
  const { supplementDays } = pack.oversight
  const { rows } = await sql<Found>`
    select c.id as "caseId", c.code, c.holder_unit_id as "unitId", c.holder_id as "holderId", 'noReply' as kind,
      c.due_at as since
    from cases c where c.kind = 'dossier' and c.ended_at is null and c.state = 'registered' and c.due_at < ${now}
    union all
    select c.id, c.code, c.holder_unit_id, c.holder_id, 'noSupplement',
      s.asked_at + make_interval(days => ${supplementDays}::int)
    from dossier_supplements s join cases c on c.id = s.case_id
    where s.answered_at is null and c.ended_at is null and c.state = 'supplementing'
      and s.asked_at < ${now}::timestamptz - make_interval(days => ${supplementDays}::int)`.execute(tx)
  return rows
}

/** Pinned to a version that is not there, or that does not know the step at hand. */
export async function findUndefined(tx: Tx): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    with pinned as materialized (
      select c.definition_code as code, c.definition_version as version, s.step_key
      from cases c join case_steps s on s.case_id = c.id and s.ended_at is null
      where c.kind = 'dossier' and c.ended_at is null group by 1, 2, 3
    ), unknown as materialized (
      select * from pinned p where not exists (
        select from procedure_versions v where v.code = p.code and v.version = p.version
          and jsonb_path_exists(v.definition, '$.steps[*] ? (@.key == $key)', jsonb_build_object('key', p.step_key)))
    )
    select distinct c.id as "caseId", c.code, c.holder_unit_id as "unitId", c.holder_id as "holderId",
      'noDefinition' as kind, unknown.code || ' (' || unknown.version || ')' as detail
    from unknown join cases c on c.definition_code = unknown.code and c.definition_version = unknown.version
      join case_steps s on s.case_id = c.id and s.ended_at is null and s.step_key = unknown.step_key
    where c.kind = 'dossier' and c.ended_at is null`.execute(tx)
  return rows
}

/** The agency itself has a successor, so what it was to decide or had taken in goes there too. */
export async function passParties(tx: Tx, caseId: string, from: string, to: string): Promise<void> {
  await sql`
    update dossiers set
      competent_unit_id = case when competent_unit_id = ${from} then ${to}::uuid else competent_unit_id end,
      receiving_unit_id = case when receiving_unit_id = ${from} then ${to}::uuid else receiving_unit_id end
    where case_id = ${caseId}`.execute(tx)
}

/** Puts another file in the place of one that is lost; the paper as it was stays on record. Answers whether there was one. */
export async function replaceFile(
  tx: Tx,
  caseId: string,
  lostId: string,
  fileId: string,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    with gone as (
      update dossier_papers set removed_at = ${at}
      where case_id = ${caseId} and file_id = ${lostId} and removed_at is null
      returning case_id, paper_key, name, copy_kind, position
    )
    insert into dossier_papers (case_id, paper_key, name, file_id, copy_kind, position, added_at)
    select case_id, paper_key, name, ${fileId}, copy_kind, position, ${at} from gone returning 1`.execute(tx)
  return rows.length > 0
}

/** An open step that one officer holds. */
export type HeldStep = {
  readonly code: string
  readonly number: number
  readonly procedureName: string
  readonly stepName: string
  readonly unitName: string
  readonly dueAt: Date | null
}

/** Việc đang giữ of an officer in units within the reach, most urgent first. */
export async function findHeldSteps(tx: Tx, personId: string, reach: string): Promise<readonly HeldStep[]> {
  const { rows } = await sql<HeldStep>`
    select c.code, s.number, d.procedure_name as "procedureName", s.name as "stepName", u.name as "unitName",
      s.due_at as "dueAt"
    from case_steps s join cases c on c.id = s.case_id join dossiers d on d.case_id = c.id
      join units u on u.id = s.unit_id
    where s.holder_id = ${personId} and s.ended_at is null and c.ended_at is null and u.path ~ ${reach}::lquery
    order by s.due_at nulls last, c.code limit 500`.execute(tx)
  return rows
}
