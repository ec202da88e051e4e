/** SQL of what was sent with a petition. */

import { sql, type Tx } from '#kernel/db.ts'

export type Enclosure = {
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly mediaType: string
  readonly bytes: number
}

/** Of a petition, or of one that is still being written. */
export type Owner = { readonly petitionId: string } | { readonly draftId: string }

const isOf = (owner: Owner) =>
  'petitionId' in owner
    ? sql`e.petition_id = ${owner.petitionId}::uuid`
    : sql`e.draft_id = ${owner.draftId}::uuid`

export async function findEnclosures(tx: Tx, owner: Owner): Promise<readonly Enclosure[]> {
  const { rows } = await sql<Enclosure>`
    select e.id, f.name, f.sha256, f.media_type as "mediaType", f.bytes::int as bytes
    from petition_files e join files f on f.id = e.file_id where ${isOf(owner)} order by e.position, e.id`.execute(
    tx,
  )
  return rows
}

type NewEnclosure = { readonly draftId: string; readonly position: number; readonly fileId: string }

export async function insertEnclosure(tx: Tx, { draftId, position, fileId }: NewEnclosure): Promise<void> {
  await tx.insertInto('petition_files').values({ draft_id: draftId, position, file_id: fileId }).execute()
}

/** One that is not the draft's is left where it is. */
export async function removeEnclosure(tx: Tx, draftId: string, id: string): Promise<void> {
  await tx.deleteFrom('petition_files').where('draft_id', '=', draftId).where('id', '=', id).execute()
}

/** Sent: what was the draft's is the petition's. */
export async function handOverEnclosures(tx: Tx, draftId: string, petitionId: string): Promise<void> {
  await sql`update petition_files set draft_id = null, petition_id = ${petitionId} where draft_id = ${draftId}`.execute(
    tx,
  )
}
