/** SQL of verification: the issued paper behind a code or behind bytes. */

import { sql, type Tx } from '#kernel/db.ts'

export type Issued = {
  readonly code: string
  readonly title: string
  readonly documentKind: string
  readonly numberLabel: string
  readonly numberedAt: Date
  readonly signedAt: Date
  readonly agencyName: string
  readonly signerName: string
  readonly ownerName: string
  readonly ownerKind: 'citizen' | 'enterprise' | 'household'
  readonly state: 'signed' | 'withdrawn'
  readonly sha256: string
  readonly verifyCode: string
}

/** Papers are found by their own code or by the hash of their bytes; both can only be known from the paper. */
export async function findIssued(
  tx: Tx,
  by: { readonly verifyCode: string } | { readonly sha256: string },
): Promise<Issued | undefined> {
  const condition =
    'verifyCode' in by
      ? sql<boolean>`r.verify_code = ${by.verifyCode}`
      : sql<boolean>`f.sha256 = ${by.sha256}`
  const { rows } = await sql<Issued>`
    select c.code, r.content->>'title' as title, r.content->>'documentKind' as "documentKind",
      r.register_label as "numberLabel", r.numbered_at as "numberedAt", r.signed_at as "signedAt",
      u.name as "agencyName", coalesce(p.full_name, '') as "signerName", d.applicant_name as "ownerName",
      d.applicant_kind as "ownerKind", r.state, f.sha256, r.verify_code as "verifyCode"
    from results r join cases c on c.id = r.case_id join dossiers d on d.case_id = c.id join units u on u.id = r.unit_id
      join files f on f.id = r.file_id left join persons p on p.id = r.signer_id
    where r.state in ('signed', 'withdrawn') and ${condition} limit 1`.execute(tx)
  return rows[0]
}
