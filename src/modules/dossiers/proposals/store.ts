/** SQL of proposals. Whoever calls has found the dossier visible before; the list is scoped by the officer's reach. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Capacity, Officer } from '#kernel/policy.ts'
import { inAnyCapacity } from '../steps/store.ts'
import type { Proposal, ProposalKind } from './domain.ts'

type NewProposal = Pick<Proposal, 'kind' | 'reason' | 'legalBasis' | 'dueAfter'> & {
  readonly caseId: string
  readonly by: string
  readonly at: Date
}

/** False when one of the same kind still waits. */
export async function insertProposal(tx: Tx, proposal: NewProposal): Promise<boolean> {
  const { caseId, kind, reason, legalBasis, dueAfter, by, at } = proposal
  const { rows } = await sql`
    insert into dossier_proposals (case_id, kind, reason, legal_basis, due_after, proposed_by, proposed_at)
    values (${caseId}, ${kind}, ${reason}, ${legalBasis}, ${dueAfter}, ${by}, ${at})
    on conflict (case_id, kind) where decided_at is null do nothing returning id`.execute(tx)
  return rows.length === 1
}

/** Proposals of a dossier, the newest first. */
export async function findProposals(tx: Tx, caseId: string): Promise<readonly Proposal[]> {
  const { rows } = await sql<Proposal>`
    select p.id, p.kind, p.reason, p.legal_basis as "legalBasis", p.due_after as "dueAfter",
      p.proposed_by as "proposedBy", coalesce(proposer.full_name, '') as "proposerName",
      p.proposed_at as "proposedAt", p.decided_by as "decidedBy", decider.full_name as "deciderName",
      p.decided_at as "decidedAt", p.is_approved as "isApproved", p.note
    from dossier_proposals p left join persons proposer on proposer.id = p.proposed_by
      left join persons decider on decider.id = p.decided_by
    where p.case_id = ${caseId} order by p.proposed_at desc, p.id desc`.execute(tx)
  return rows
}

type Decision = {
  readonly id: string
  readonly by: string
  readonly at: Date
  readonly isApproved: boolean
  readonly note: string | null
}

/** False when it was decided before. */
export async function decideProposal(tx: Tx, { id, by, at, isApproved, note }: Decision): Promise<boolean> {
  const { rows } = await sql`
    update dossier_proposals set decided_by = ${by}, decided_at = ${at}, is_approved = ${isApproved}, note = ${note}
    where id = ${id} and decided_at is null returning id`.execute(tx)
  return rows.length === 1
}

export type WaitingProposal = {
  readonly caseId: string
  readonly code: string
  readonly kind: ProposalKind
  readonly reason: string
  readonly applicantName: string
  readonly procedureName: string
  readonly proposerName: string
  readonly proposedAt: Date
  readonly dueAt: Date | null
}

/** Đề xuất chờ ký: of open dossiers that the officer's agency decides, of the kinds that the officer may decide. */
export async function findWaitingProposals(
  tx: Tx,
  officer: Officer,
  kindsOf: (capacity: Capacity) => readonly ProposalKind[],
): Promise<readonly WaitingProposal[]> {
  const mine = inAnyCapacity(
    officer,
    (one) => sql<boolean>`(p.kind = any(${kindsOf(one)}) and d.competent_unit_id in
      (select id from units where path ~ ${one.unitReach}::lquery))`,
  )
  const { rows } = await sql<WaitingProposal>`
    select cases.id as "caseId", cases.code, p.kind, p.reason, d.applicant_name as "applicantName", d.procedure_name as "procedureName",
      coalesce(proposer.full_name, '') as "proposerName", p.proposed_at as "proposedAt",
      coalesce(cases.due_at, cases.due_before_pause) as "dueAt"
    from dossier_proposals p join cases on cases.id = p.case_id join dossiers d on d.case_id = cases.id
      left join persons proposer on proposer.id = p.proposed_by
    where p.decided_at is null and cases.ended_at is null and ${mine}
    order by coalesce(cases.due_at, cases.due_before_pause) nulls last, p.proposed_at limit 200`.execute(tx)
  return rows
}
