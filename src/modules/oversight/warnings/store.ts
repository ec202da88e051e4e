/** SQL of warnings: what is not planned yet, and what is due. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { WarningRule } from './domain.ts'

/** What a rule of this kind watches: the case, which of its things, since when, and the date it is about. */
const watched = {
  step: sql`select c.id as case_id, s.number as place, s.started_at, s.due_at as basis, s.unit_id
    from cases c join case_steps s on s.case_id = c.id and s.ended_at is null
    where c.ended_at is null and c.paused_at is null and s.due_at is not null`,
  consultation: sql`select c.id as case_id, s.number as place, s.started_at, s.due_at as basis, s.unit_id
    from cases c join case_steps s on s.case_id = c.id and s.ended_at is null
    where c.ended_at is null and s.step_type = 'consult' and s.due_at is not null`,
  case: sql`select c.id as case_id, 0 as place, coalesce(c.received_at, c.opened_at) as started_at, c.due_at as basis,
      c.holder_unit_id as unit_id
    from cases c where c.ended_at is null and c.state <> 'done' and c.due_at is not null`,
  supplement: sql`select c.id as case_id, w.number as place, w.asked_at as started_at, w.asked_at as basis,
      c.holder_unit_id as unit_id
    from cases c join dossier_waiting w on w.case_id = c.id where c.ended_at is null and c.state = 'supplementing'`,
} as const satisfies Record<WarningRule['watches'], unknown>

export type Unplanned = {
  readonly caseId: string
  readonly place: number
  readonly startedAt: Date
  readonly basis: Date
  readonly unitCode: string
}

/** Each thing and date is planned once; a date that moves is another thing. */
export async function findUnplanned(
  tx: Tx,
  { key, watches }: WarningRule,
  limit: number,
): Promise<readonly Unplanned[]> {
  const { rows } = await sql<Unplanned>`
    select case_id as "caseId", place, started_at as "startedAt", basis, units.code as "unitCode"
    from (${watched[watches]}) watched join units on units.id = watched.unit_id
    where not exists (select from warnings w where w.case_id = watched.case_id and w.rule = ${key}
      and w.place = watched.place and w.basis = watched.basis)
    limit ${limit}`.execute(tx)
  return rows
}

export type Plan = Omit<Unplanned, 'startedAt' | 'unitCode'> & {
  readonly rule: string
  readonly fireAt: Date
}

export async function insertPlans(tx: Tx, plans: readonly Plan[]): Promise<void> {
  if (plans.length === 0) return
  await sql`
    insert into warnings (case_id, rule, place, basis, fire_at)
    select "caseId", rule, place, basis, "fireAt" from jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) as given (
      "caseId" uuid, rule text, place int, basis timestamptz, "fireAt" timestamptz)
    on conflict do nothing`.execute(tx)
}

export type Due = {
  readonly caseId: string
  readonly place: number
  readonly basis: Date
  readonly code: string
  readonly unitId: string
  readonly role: string
  readonly holderId: string | null
  readonly applicantId: string | null
  readonly competentUnitId: string
}

/**
 * Marks as told what is due and still so, and drops what is not so any more (done, moved, paused). Two workers at once
 * never get the same row.
 */
export async function takeDue(
  tx: Tx,
  { key, watches }: WarningRule,
  now: Date,
  limit: number,
): Promise<readonly Due[]> {
  const { rows } = await sql<Due>`
    with due as materialized (
      select w.case_id, w.place, w.basis from warnings w
      where w.told_at is null and w.fire_at <= ${now} and w.rule = ${key}
      order by w.fire_at limit ${limit} for update skip locked
    ), standing as materialized (
      select due.* from due join (${watched[watches]}) watched using (case_id, place, basis)
    ), dropped as (
      delete from warnings w using due
      where w.case_id = due.case_id and w.rule = ${key} and w.place = due.place and w.basis = due.basis
        and not exists (select from standing s where s.case_id = due.case_id and s.place = due.place and s.basis = due.basis)
    ), told as (
      update warnings w set told_at = ${now} from standing s
      where w.case_id = s.case_id and w.rule = ${key} and w.place = s.place and w.basis = s.basis
      returning w.case_id, w.place, w.basis
    )
    select told.case_id as "caseId", told.place, told.basis, c.code, coalesce(s.unit_id, c.holder_unit_id) as "unitId",
      coalesce(s.role, c.step_role) as role, case when s.case_id is null then c.holder_id else s.holder_id end as "holderId",
      p.applicant_id as "applicantId", p.competent_unit_id as "competentUnitId"
    from told join cases c on c.id = told.case_id join dossier_parties p on p.case_id = c.id
      left join case_steps s on s.case_id = told.case_id and s.number = told.place and ${watches !== 'supplement'}`.execute(
    tx,
  )
  return rows
}

/** Tells of many cases in one statement. */
export async function tellWarned(tx: Tx, rule: string, due: readonly Due[], at: Date): Promise<void> {
  if (due.length === 0) return
  await sql`
    insert into events (at, name, subject_id, actor_kind, unit_id, payload)
    select ${at}, 'dossier.warned', "caseId", 'system', "unitId",
      jsonb_build_object('code', code, 'rule', ${rule}::text, 'place', place, 'basis', basis)
    from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as d ("caseId" uuid, code text, "unitId" uuid, place int,
      basis timestamptz)`.execute(tx)
}

/** Who does the work of these people today, beside themselves. */
export async function findDeputies(
  tx: Tx,
  personIds: readonly string[],
  on: CalendarDate,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ personId: string; deputyId: string }>`
    select distinct represented ->> 'personId' as "personId", deputy_id as "deputyId" from deputies
    where represented ->> 'personId' = any(${personIds}::text[]) and from_on <= ${on} and to_on >= ${on}`.execute(
    tx,
  )
  return new Map(rows.map(({ personId, deputyId }) => [personId, deputyId]))
}
