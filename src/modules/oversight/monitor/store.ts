/** SQL of proofs and findings. */

import type { Lack } from '#kernel/cases.ts'
import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'
import type { ProofRun } from '../domain.ts'

export async function countOpenCases(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from cases where ended_at is null`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Who holds cases whose jobs got lost. */
export async function findHolders(
  tx: Tx,
  caseIds: readonly string[],
): Promise<readonly Pick<Lack, 'caseId' | 'code' | 'unitId' | 'holderId'>[]> {
  const { rows } = await sql<Pick<Lack, 'caseId' | 'code' | 'unitId' | 'holderId'>>`
    select id as "caseId", code, holder_unit_id as "unitId", holder_id as "holderId"
    from cases where id = any(${caseIds}::uuid[]) and ended_at is null`.execute(tx)
  return rows
}

export type NewFinding = Required<Pick<Lack, 'kind' | 'caseId' | 'code' | 'place' | 'unitId'>> & {
  readonly holderId: string | null
  readonly since: string | null
  readonly detail: string | null
}

export type Changed = {
  readonly caseId: string
  readonly code: string
  readonly kind: string
  readonly unitId: string
  readonly isNew: boolean
}

/** One proof at a time writes its findings. */
export async function lockFindings(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.findings'))`.execute(tx)
}

/** What was found anew, and what is there no more. Nothing else changes. */
export async function saveFindings(
  tx: Tx,
  found: readonly NewFinding[],
  at: Date,
): Promise<readonly Changed[]> {
  const { rows } = await sql<Changed>`
    with given as materialized (
      select distinct on ("caseId", kind, place) * from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as given (
        kind text, "caseId" uuid, place text, code text, "unitId" uuid, "holderId" uuid, since timestamptz, detail text)
      order by "caseId", kind, place
    ), fresh as (
      insert into findings as f (kind, case_id, place, code, unit_id, holder_id, since, detail, found_at)
      select kind, "caseId", place, code, "unitId", "holderId", least(coalesce(since, ${at}), ${at}), detail, ${at} from given
      on conflict (case_id, kind, place) where ended_at is null do nothing
      returning case_id, code, kind, unit_id
    ), gone as (
      update findings f set ended_at = ${at}
      where ended_at is null and not exists (select from given
        where given."caseId" = f.case_id and given.kind = f.kind and given.place = f.place)
      returning case_id, code, kind, unit_id
    )
    select case_id as "caseId", code, kind, unit_id as "unitId", true as "isNew" from fresh
    union all select case_id, code, kind, unit_id, false from gone`.execute(tx)
  return rows
}

/** Tells of many cases in one statement. */
export async function tellChanges(tx: Tx, changes: readonly Changed[], at: Date): Promise<void> {
  if (changes.length === 0) return
  await sql`
    insert into events (at, name, subject_id, actor_kind, unit_id, payload)
    select ${at}, case when "isNew" then 'oversight.found' else 'oversight.mended' end, "caseId", 'system', "unitId",
      jsonb_build_object('code', code, 'kind', kind)
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c ("caseId" uuid, code text, kind text, "unitId" uuid,
      "isNew" boolean)`.execute(tx)
}

export async function insertRun(tx: Tx, run: ProofRun): Promise<void> {
  await tx
    .insertInto('proof_runs')
    .values({
      started_at: run.startedAt,
      ended_at: run.endedAt,
      examined: run.examined,
      fine: run.fine,
      found: run.found,
      files_seen: run.filesSeen,
      files_read: run.filesRead,
    })
    .execute()
}

const runColumns = sql`started_at as "startedAt", ended_at as "endedAt", examined, fine, found,
  files_seen as "filesSeen", files_read as "filesRead"`

export async function findLastRun(tx: Tx): Promise<ProofRun | undefined> {
  const { rows } = await sql<ProofRun>`
    select ${runColumns} from proof_runs order by started_at desc limit 1`.execute(tx)
  return rows[0]
}

export async function deleteBefore(tx: Tx, day: Date): Promise<void> {
  await tx.deleteFrom('proof_runs').where('started_at', '<', day).execute()
}

export type Finding = {
  readonly id: string
  readonly kind: string
  readonly caseId: string
  readonly place: string
  readonly code: string
  readonly unitId: string
  readonly unitName: string
  readonly holderName: string | null
  readonly since: Date
  readonly detail: string | null
  readonly askedAt: Date | null
}

/** Of every unit at or below the officer's own, and of those that nobody could be asked about but the administrators. */
const reached = ({ unitReach }: Officer) => sql<boolean>`u.path ~ ${unitReach}::lquery`
const findings = sql`
  select f.id, f.kind, f.case_id as "caseId", f.place, f.code, f.unit_id as "unitId", u.name as "unitName",
    holder.full_name as "holderName", f.since, f.detail, f.asked_at as "askedAt"
  from findings f join units u on u.id = f.unit_id left join persons holder on holder.id = f.holder_id`

export type FindingFilter = {
  readonly kind?: string | undefined
  readonly unitId?: string | undefined
  readonly limit: number
}

/** Open findings in the officer's reach, longest standing first. */
export async function findFindings(
  tx: Tx,
  officer: Officer,
  { kind, unitId, limit }: FindingFilter,
): Promise<readonly Finding[]> {
  const { rows } = await sql<Finding>`
    ${findings}
    where f.ended_at is null and ${reached(officer)} and ${kind ? sql`f.kind = ${kind}` : sql`true`}
      and ${unitId ? sql`f.unit_id = ${unitId}` : sql`true`}
    order by f.since, f.id limit ${limit}`.execute(tx)
  return rows
}

export async function findFinding(tx: Tx, officer: Officer, id: string): Promise<Finding | undefined> {
  const { rows } = await sql<Finding>`
    ${findings} where f.id = ${id} and f.ended_at is null and ${reached(officer)}`.execute(tx)
  return rows[0]
}

export type FindingCount = { readonly kind: string; readonly count: number; readonly cases: number }

export async function countFindings(tx: Tx, officer: Officer): Promise<readonly FindingCount[]> {
  const { rows } = await sql<FindingCount>`
    select f.kind, count(*) as count, count(distinct f.case_id) as cases
    from findings f join units u on u.id = f.unit_id
    where f.ended_at is null and ${reached(officer)} group by f.kind order by 2 desc, 1`.execute(tx)
  return rows
}

export type OwnCount = { readonly open: number; readonly lacking: number }

/** Open cases that units in the officer's reach hold now, and how many of them lack something. */
export async function countOwn(tx: Tx, { unitReach }: Officer): Promise<OwnCount> {
  const { rows } = await sql<OwnCount>`
    with own as (select id from units where path ~ ${unitReach}::lquery)
    select (select count(*) from cases where ended_at is null and holder_unit_id in (select id from own)) as open,
      (select count(distinct case_id) from findings where ended_at is null and unit_id in (select id from own)) as lacking`.execute(
    tx,
  )
  return rows[0] ?? { open: 0, lacking: 0 }
}

export async function noteAsked(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('findings').set({ asked_at: at }).where('id', '=', id).execute()
}
