/** SQL of issued papers: signed results, in force or withdrawn, as other modules may know them. */

import { sql, type Tx } from '#kernel/db.ts'
import type { JsonObject } from '#kernel/types.ts'
import type { ResultKind } from '../domain.ts'

export type IssuedResult = {
  readonly id: string
  readonly caseId: string
  readonly code: string
  readonly kind: ResultKind
  readonly title: string
  readonly documentKind: string
  readonly numberLabel: string
  readonly numberedAt: Date
  readonly signedAt: Date
  readonly unitId: string
  readonly agencyName: string
  readonly signerName: string
  readonly applicantId: string | null
  readonly ownerIdentity: string | null
  readonly ownerName: string
  readonly ownerKind: 'citizen' | 'enterprise' | 'household'
  readonly procedureCode: string
  readonly procedureVersion: number
  readonly answers: JsonObject
  readonly state: 'signed' | 'withdrawn'
  readonly endedReason: string | null
  /** When it was withdrawn. */
  readonly endedAt: Date | null
  readonly fileId: string
  readonly sha256: string
  readonly verifyCode: string
}

type Key = { readonly verifyCode: string } | { readonly sha256: string } | { readonly caseId: string }

/** By its own code or the hash of its bytes, which only the paper tells, or as the newest of a dossier. */
export async function findIssued(tx: Tx, by: Key): Promise<IssuedResult | undefined> {
  const condition =
    'verifyCode' in by
      ? sql<boolean>`r.verify_code = ${by.verifyCode}`
      : 'sha256' in by
        ? sql<boolean>`f.sha256 = ${by.sha256} and f.id = r.file_id`
        : sql<boolean>`r.case_id = ${by.caseId}`
  const { rows } = await sql<IssuedResult>`
    select r.id, r.case_id as "caseId", c.code, r.kind, r.content->>'title' as title,
      r.content->>'documentKind' as "documentKind", r.register_label as "numberLabel", r.numbered_at as "numberedAt",
      r.signed_at as "signedAt", r.unit_id as "unitId", u.name as "agencyName", coalesce(p.full_name, '') as "signerName",
      d.applicant_id as "applicantId", d.applicant_identity as "ownerIdentity", d.applicant_name as "ownerName",
      d.applicant_kind as "ownerKind", c.definition_code as "procedureCode", c.definition_version as "procedureVersion",
      d.answers, r.state, r.ended_reason as "endedReason",
      case when r.state = 'withdrawn' then (select max(e.at) from events e
        where e.subject_id = r.case_id and e.name = 'result.withdrawn') end as "endedAt",
      r.file_id as "fileId", f.sha256, r.verify_code as "verifyCode"
    from results r join cases c on c.id = r.case_id join dossiers d on d.case_id = c.id join units u on u.id = r.unit_id
      join files f on f.id = r.file_id left join persons p on p.id = r.signer_id
    where r.state in ('signed', 'withdrawn') and ${condition} order by r.signed_at desc limit 1`.execute(tx)
  return rows[0]
}
