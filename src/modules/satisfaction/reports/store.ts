/** SQL of the reports: grouped by unit for a span of days, and dossier by dossier. */

import { sql, type Tx } from '#kernel/db.ts'
import { addDays, type CalendarDate, instantAt } from '#kernel/types.ts'
import type { Answers } from '../criteria/domain.ts'
import type { Grouped, Score } from './domain.ts'

export type Span = { readonly from: CalendarDate; readonly to: CalendarDate }

const ratedIn = ({ from, to }: Span) =>
  sql<boolean>`r.rated_at >= ${instantAt(from)} and r.rated_at < ${instantAt(addDays(to, 1))}`

export async function findGrouped(tx: Tx, span: Span): Promise<Grouped> {
  const times = await sql<Grouped['times'][number]>`
    select unit_id as "unitId", criterion, points, count(*)::int as count from satisfaction_times
    where on_day between ${span.from}::date and ${span.to}::date group by 1, 2, 3`.execute(tx)
  const answers = await sql<Grouped['answers'][number]>`
    select r.unit_id as "unitId", e.key as number, e.value as answer, count(*)::int as count
    from satisfaction_answers r cross join lateral jsonb_each_text(r.answers) e
    where ${ratedIn(span)} group by 1, 2, 3`.execute(tx)
  const rated = await sql<Grouped['rated'][number]>`
    select r.unit_id as "unitId", count(*)::int as count, (count(*) filter (where r.is_anonymous))::int as anonymous,
      (count(*) filter (where r.has_complaint))::int as complaints,
      (count(*) filter (where r.refuted_at is not null))::int as refuted,
      jsonb_build_array(count(*) filter (where r.attitude = 2), count(*) filter (where r.attitude = 1),
        count(*) filter (where r.attitude = 0)) as attitude
    from satisfaction_rated r where ${ratedIn(span)} group by 1`.execute(tx)
  return { times: times.rows, answers: answers.rows, rated: rated.rows }
}

/** What stands for just this period. */
export async function findScores(tx: Tx, { from, to }: Span): Promise<readonly Score[]> {
  const { rows } = await sql<Score>`
    select s.id, s.unit_id as "unitId", s.number, s.side, s.figures, s.points, s.ground, s.scored_by as "byId",
      p.full_name as "byName", s.scored_at as at
    from satisfaction_scores s join persons p on p.id = s.scored_by
    where s.replaced_at is null and s.from_day = ${from}::date and s.to_day = ${to}::date`.execute(tx)
  return rows
}

export type RatedDossier = {
  readonly id: string
  readonly code: string
  readonly procedureName: string
  readonly endedOn: CalendarDate
  readonly whole: number | null
  readonly steps: readonly { readonly unit: string; readonly points: number }[]
  /** Of whoever did not want to stay unknown; an anonymous one is as if there were none. */
  readonly rating: {
    readonly answers: Answers
    readonly attitude: number | null
    readonly comment: string | null
    readonly channel: string
    readonly isRefuted: boolean
  } | null
}

/** BM01: dossiers with a result in the span, of the agency and its parts, the latest first. */
export async function findDossiers(
  tx: Tx,
  span: Span,
  {
    unitIds,
    most,
    from,
  }: { readonly unitIds: readonly string[]; readonly most: number; readonly from: number },
): Promise<{ readonly rows: readonly RatedDossier[]; readonly total: number }> {
  const { rows } = await sql<RatedDossier & { total: number }>`
    select t.case_id as id, c.code, d.procedure_name as "procedureName", t.on_day::text as "endedOn", t.points as whole,
      (select coalesce(jsonb_agg(jsonb_build_object('unit', u.short_name, 'points', s.points) order by u.code), '[]')
        from satisfaction_times s join units u on u.id = s.unit_id
        where s.case_id = t.case_id and s.criterion = 'steps') as steps,
      case when r.case_id is not null then jsonb_build_object('answers', r.answers, 'attitude', r.attitude,
        'comment', r.comment, 'channel', r.channel, 'isRefuted', r.refuted_at is not null) end as rating,
      count(*) over ()::int as total
    from satisfaction_times t join cases c on c.id = t.case_id join dossiers d on d.case_id = t.case_id
      left join satisfaction_rated r on r.case_id = t.case_id and not r.is_anonymous
    where t.criterion = 'whole' and t.unit_id = any(${unitIds}::uuid[])
      and t.on_day between ${span.from}::date and ${span.to}::date
    order by t.on_day desc, c.code desc limit ${most} offset ${from}`.execute(tx)
  return { rows, total: rows[0]?.total ?? 0 }
}

export type Unnamed = {
  readonly answers: Answers
  readonly comment: string | null
}

/** Answers of the span whose senders stay unknown, in an order that tells nothing of when they came. */
export async function findUnnamed(
  tx: Tx,
  span: Span,
  unitIds: readonly string[],
): Promise<readonly Unnamed[]> {
  const { rows } = await sql<Unnamed>`
    select r.answers, r.comment from satisfaction_answers r
    where r.is_anonymous and r.unit_id = any(${unitIds}::uuid[]) and ${ratedIn(span)}
    order by md5(r.case_id::text || 'x') limit 1000`.execute(tx)
  return rows
}

export type Complaint = {
  readonly caseId: string
  readonly code: string
  readonly unitId: string
  readonly unitName: string
  readonly on: CalendarDate
  readonly comment: string | null
}

const complaintsMax = 200

/** Complaints that hold, with a name, of these units; the oldest first. */
export async function findComplaints(
  tx: Tx,
  unitIds: readonly string[],
  code?: string,
): Promise<readonly Complaint[]> {
  const { rows } = await sql<Complaint>`
    select r.case_id as "caseId", c.code, r.unit_id as "unitId", u.name as "unitName", r.on_day::text as "on", r.comment
    from satisfaction_rated r join cases c on c.id = r.case_id join units u on u.id = r.unit_id
    where r.has_complaint and not r.is_anonymous and r.unit_id = any(${unitIds}::uuid[])
      and (${code ?? null}::text is null or c.code = ${code ?? null})
    order by r.rated_at limit ${complaintsMax}`.execute(tx)
  return rows
}

type Refutation = { readonly caseId: string; readonly by: string; readonly ground: string; readonly at: Date }

/** Of two at once one does it. */
export async function refute(tx: Tx, { caseId, by, ground, at }: Refutation): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update satisfaction_answers set refuted_at = ${at}, refuted_by = ${by}, refuted_ground = ${ground}
    where case_id = ${caseId} and refuted_at is null`.execute(tx)
  return numAffectedRows === 1n
}
