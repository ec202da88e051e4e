/** SQL of registers: which there are, and their lines. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Officer } from '#kernel/policy.ts'

export type Register = {
  readonly register: string
  readonly unitCode: string
  readonly unitName: string
  readonly year: number
  readonly count: number
  readonly lastNumber: string
  /** What is mostly entered there. */
  readonly title: string
}

/** Registers of the officer's agency and of those below it. */
export async function findRegisters(tx: Tx, { unitReach }: Officer): Promise<readonly Register[]> {
  const { rows } = await sql<Register>`
    select r.register, u.code as "unitCode", u.name as "unitName", r.register_year as year, count(*)::int as count,
      (array_agg(r.register_label order by r.register_number desc))[1] as "lastNumber",
      mode() within group (order by r.content->>'title') as title
    from results r join units u on u.id = r.unit_id
    where r.register_number is not null and u.path ~ ${unitReach}::lquery
    group by r.register, u.code, u.name, r.register_year
    order by r.register_year desc, u.code, r.register limit 200`.execute(tx)
  return rows
}

export type Entry = {
  readonly caseId: string
  readonly number: number
  readonly label: string
  readonly numberedAt: Date
  readonly code: string
  readonly title: string
  readonly documentKind: string
  readonly applicantName: string
  readonly signerName: string | null
  readonly signedAt: Date | null
  readonly state: 'draft' | 'proposed' | 'signed' | 'cancelled' | 'withdrawn'
  readonly endedReason: string | null
}

type Book = { readonly register: string; readonly unitCode: string; readonly year: number }

/** Lines of a register, the newest number first. `before` goes on with smaller numbers. */
export async function findEntries(
  tx: Tx,
  { unitReach }: Officer,
  { register, unitCode, year }: Book,
  { before, max }: { readonly before: number | undefined; readonly max: number },
): Promise<readonly Entry[]> {
  const { rows } = await sql<Entry>`
    select c.id as "caseId", r.register_number as number, r.register_label as label, r.numbered_at as "numberedAt", c.code,
      r.content->>'title' as title, r.content->>'documentKind' as "documentKind", d.applicant_name as "applicantName",
      p.full_name as "signerName", r.signed_at as "signedAt", r.state, r.ended_reason as "endedReason"
    from results r join cases c on c.id = r.case_id join dossiers d on d.case_id = c.id
      join units u on u.id = r.unit_id left join persons p on p.id = r.signer_id
    where r.register = ${register} and r.register_year = ${year} and u.code = ${unitCode}
      and u.path ~ ${unitReach}::lquery and r.register_number < ${before ?? 2_147_483_647}
    order by r.register_number desc limit ${max}`.execute(tx)
  return rows
}

export type Unconfirmed = {
  readonly caseId: string
  readonly code: string
  readonly version: number
  readonly stepName: string
  readonly title: string
  readonly label: string | null
  readonly applicantName: string
}

/** Signed results that wait for this registrar's own step. */
export async function findUnconfirmed(tx: Tx, officer: Officer): Promise<readonly Unconfirmed[]> {
  const { rows } = await sql<Unconfirmed>`
    select c.id as "caseId", c.code, c.version, s.name as "stepName", coalesce(r.content->>'title', d.procedure_name) as title, r.register_label as label,
      d.applicant_name as "applicantName"
    from cases c join dossiers d on d.case_id = c.id join units holder on holder.id = c.holder_unit_id
      left join results r on r.case_id = c.id and r.state = 'signed'
      join case_steps s on s.case_id = c.id and s.ended_at is null
    where c.ended_at is null and c.step_type in ('number', 'seal')
      and (c.state = 'done' or (c.state = 'processing' and r.id is not null))
      and (c.holder_id = ${officer.personId} or (c.holder_id is null and holder.path ~ ${officer.unitReach}::lquery))
    order by c.step_due_at nulls last, c.id limit 100`.execute(tx)
  return rows
}
