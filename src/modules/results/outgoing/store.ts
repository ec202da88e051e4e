/** SQL of papers that were sent out signed, and of the acts behind them. */

import { sql, type Tx } from '#kernel/db.ts'
import { actsOf, type OutgoingKind } from './domain.ts'

export type Act = { readonly at: Date; readonly actorId: string | null; readonly unitId: string | null }

/** The newest act of this kind, and who did it. */
export async function findAct(tx: Tx, caseId: string, kind: OutgoingKind): Promise<Act | undefined> {
  const { rows } = await sql<Act>`
    select at, case when actor_kind = 'officer' then actor_id end as "actorId", unit_id as "unitId" from events
    where subject_id = ${caseId} and name = ${actsOf[kind]} order by txid desc, position desc limit 1`.execute(
    tx,
  )
  return rows[0]
}

type Key = { readonly caseId: string; readonly kind: OutgoingKind; readonly at: Date }
export type SignedFile = { readonly sha256: string; readonly name: string }

export async function findSigned(tx: Tx, { caseId, kind, at }: Key): Promise<SignedFile | undefined> {
  const { rows } = await sql<SignedFile>`
    select f.sha256, f.name from result_outgoing o join files f on f.id = o.file_id
    where o.case_id = ${caseId} and o.kind = ${kind} and o.act_at = ${at}`.execute(tx)
  return rows[0]
}

export type NewOutgoing = Key & {
  readonly title: string
  readonly unitId: string
  readonly signerId: string | null
  readonly signedAt: Date
  readonly fileId: string
}

/** False when somebody signed it before. */
export async function insertOutgoing(tx: Tx, paper: NewOutgoing): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('result_outgoing')
    .values({
      case_id: paper.caseId,
      kind: paper.kind,
      act_at: paper.at,
      title: paper.title,
      unit_id: paper.unitId,
      signer_id: paper.signerId,
      signed_at: paper.signedAt,
      file_id: paper.fileId,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export type SentPaper = {
  readonly title: string
  readonly signedAt: Date
  readonly agencyName: string
  readonly signerName: string | null
  readonly ownerName: string
  readonly ownerKind: 'citizen' | 'enterprise' | 'household'
}

/** By the hash of its bytes, which only the paper tells. */
export async function findSent(tx: Tx, sha256: string): Promise<SentPaper | undefined> {
  const { rows } = await sql<SentPaper>`
    select o.title, o.signed_at as "signedAt", u.name as "agencyName", p.full_name as "signerName",
      d.applicant_name as "ownerName", d.applicant_kind as "ownerKind"
    from result_outgoing o join files f on f.id = o.file_id join units u on u.id = o.unit_id
      join dossiers d on d.case_id = o.case_id left join persons p on p.id = o.signer_id
    where f.sha256 = ${sha256} order by o.signed_at limit 1`.execute(tx)
  return rows[0]
}
