/** SQL of the wallet: papers that were issued to a person. */

import { sql, type Tx } from '#kernel/db.ts'

export type WalletPaper = {
  readonly code: string
  readonly title: string
  readonly kind: 'grant' | 'refusal'
  readonly numberLabel: string | null
  readonly agencyName: string
  readonly ownerName: string
  readonly signedAt: Date
  readonly verifyCode: string | null
  readonly isWithdrawn: boolean
}

const papersMax = 200

/** Kho giấy tờ: signed results of the person's own dossiers once they were handed out, the newest first. */
export async function findWallet(tx: Tx, personId: string): Promise<readonly WalletPaper[]> {
  const { rows } = await sql<WalletPaper>`
    select c.code, r.content->>'title' as title, r.kind, r.register_label as "numberLabel", u.name as "agencyName",
      d.applicant_name as "ownerName", r.signed_at as "signedAt", r.verify_code as "verifyCode",
      r.state = 'withdrawn' as "isWithdrawn"
    from dossiers d join cases c on c.id = d.case_id join results r on r.case_id = c.id join units u on u.id = r.unit_id
    where d.applicant_id = ${personId} and r.state in ('signed', 'withdrawn') and c.state in ('done', 'returned')
    order by r.signed_at desc limit ${papersMax}`.execute(tx)
  return rows
}
