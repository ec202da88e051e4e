/** SQL of signing: what waits for a leader, and the results asked for in one confirmation. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Sentence } from '#kernel/errors.ts'
import type { Capacity, Officer } from '#kernel/policy.ts'
import type { JsonObject } from '#kernel/types.ts'
import { inAnyCapacity } from '#modules/dossiers/api.ts'
import type { ResultContent } from '../content/domain.ts'
import type { ResultKind, ResultState } from '../domain.ts'
import { legible } from '../store.ts'

export type Waiting = {
  readonly caseId: string
  readonly code: string
  readonly caseVersion: number
  readonly dueAt: Date | null
  readonly procedureName: string
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly applicantName: string
  readonly summary: string
  readonly answers: JsonObject
  readonly resultId: string | null
  readonly resultVersion: number | null
  readonly kind: ResultKind | null
  readonly state: ResultState | null
  readonly content: ResultContent | null
  readonly numberLabel: string | null
  readonly drafter: string | null
  /** The latest words of those who worked on it. */
  readonly opinion: string | null
  readonly isBeingSigned: boolean
}

const waitingMax = 100

/** Chờ ký: dossiers at a signing step that this officer holds or may take, most urgent first. */
export async function findWaiting(
  tx: Tx,
  officer: Officer,
  stepRoles: (capacity: Capacity) => readonly string[],
): Promise<Waiting[]> {
  const mine = inAnyCapacity(
    officer,
    (one) => sql<boolean>`(step.role = any(${stepRoles(one)}) and (step.holder_id = ${one.personId}
      or (step.holder_id is null and holder.path ~ ${one.unitReach}::lquery)))`,
    ({ permissions }) => permissions.has('dossier.sign'),
  )
  const { rows } = await sql<Waiting>`
    select cases.id as "caseId", cases.code, cases.version as "caseVersion", cases.due_at as "dueAt",
      dossiers.procedure_name as "procedureName", cases.definition_code as "procedureCode",
      cases.definition_version as "procedureVersion", dossiers.applicant_name as "applicantName", dossiers.summary,
      dossiers.answers, r.id as "resultId", r.version as "resultVersion", r.kind, r.state, r.content,
      r.register_label as "numberLabel", drafter.full_name as drafter,
      (select s.note from case_steps s where s.case_id = cases.id and s.note is not null and s.ended_at is not null
        and s.number > 1 order by s.number desc limit 1) as opinion,
      exists (select from result_signings g where g.result_id = r.id and g.ended_at is null) as "isBeingSigned"
    from case_steps step join cases on cases.id = step.case_id join dossiers on dossiers.case_id = cases.id
      join units holder on holder.id = step.unit_id left join results r on r.case_id = cases.id and r.state in ('draft', 'proposed')
      left join persons drafter on drafter.id = r.drafted_by
    where step.ended_at is null and cases.state = 'processing' and step.step_type = 'sign'
      and ${mine}
    order by cases.due_at nulls last, cases.id limit ${waitingMax}`.execute(tx)
  return rows.map((row) => legible(row) ?? row)
}

export type NewSigning = {
  readonly batchId: string
  readonly resultId: string
  readonly position: number
  readonly signerId: string
  readonly postId: string
  readonly version: number
  readonly at: Date
}

/** Writes one line of a batch; `false` when this batch was written before. */
export async function insertSigning(tx: Tx, signing: NewSigning): Promise<boolean> {
  const { rows } = await sql<{ written: boolean }>`
    insert into result_signings (batch_id, result_id, position, signer_id, post_id, result_version, asked_at)
    values (${signing.batchId}, ${signing.resultId}, ${signing.position}, ${signing.signerId}, ${signing.postId},
      ${signing.version}, ${signing.at})
    on conflict (batch_id, result_id) do nothing returning true as written`.execute(tx)
  return rows.length > 0
}

export type Signing = {
  readonly signerId: string
  readonly postId: string
  readonly version: number
  readonly endedAt: Date | null
}

export async function findSigning(tx: Tx, batchId: string, resultId: string): Promise<Signing | undefined> {
  const { rows } = await sql<Signing>`
    select signer_id as "signerId", post_id as "postId", result_version as version, ended_at as "endedAt"
    from result_signings where batch_id = ${batchId} and result_id = ${resultId}`.execute(tx)
  return rows[0]
}

/** The line is done: signed, or refused with a sentence that the leader can act on. */
export async function endSigning(
  tx: Tx,
  batchId: string,
  resultId: string,
  end: { readonly at: Date; readonly refused: Sentence | undefined },
): Promise<void> {
  const refused = end.refused ? JSON.stringify(end.refused) : null
  await sql`update result_signings set ended_at = ${end.at}, refused = ${refused}::jsonb
    where batch_id = ${batchId} and result_id = ${resultId} and ended_at is null`.execute(tx)
}

export type BatchLine = {
  readonly caseId: string
  readonly resultId: string
  readonly code: string
  readonly title: string
  readonly applicantName: string
  readonly numberLabel: string | null
  readonly askedAt: Date
  readonly endedAt: Date | null
  readonly refused: Sentence | null
}

/** A batch as its leader follows it; nobody else finds it. */
export async function findBatch(tx: Tx, signerId: string, batchId: string): Promise<readonly BatchLine[]> {
  const { rows } = await sql<BatchLine>`
    select c.id as "caseId", g.result_id as "resultId", c.code, r.content->>'title' as title, d.applicant_name as "applicantName",
      r.register_label as "numberLabel", g.asked_at as "askedAt", g.ended_at as "endedAt", g.refused
    from result_signings g join results r on r.id = g.result_id join cases c on c.id = r.case_id
      join dossiers d on d.case_id = c.id
    where g.batch_id = ${batchId} and g.signer_id = ${signerId} order by g.position`.execute(tx)
  return rows
}

export type OpenSigning = {
  readonly batchId: string
  readonly resultId: string
  readonly caseId: string
  readonly askedAt: Date
}

/** What a leader asked to have signed and that is neither signed nor refused yet, of cases that are open. */
export async function findOpenSignings(tx: Tx): Promise<readonly OpenSigning[]> {
  const { rows } = await sql<OpenSigning>`
    select s.batch_id as "batchId", s.result_id as "resultId", r.case_id as "caseId", s.asked_at as "askedAt"
    from result_signings s join results r on r.id = s.result_id join cases c on c.id = r.case_id
    where s.ended_at is null and c.ended_at is null`.execute(tx)
  return rows
}
