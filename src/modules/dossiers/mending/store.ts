/** SQL of what an applicant prepares towards a supplement. */

import { sql, type Tx } from '#kernel/db.ts'
import type { RawFields } from '#kernel/forms.ts'
import type { Fault } from '../supplement/domain.ts'

export type OpenRequest = {
  readonly number: number
  readonly faults: readonly Fault[]
  readonly reason: string
  readonly askedAt: Date
  readonly typed: RawFields | null
  readonly savedAt: Date | null
}

/** The request that waits for its answer. */
export async function findOpenRequest(tx: Tx, caseId: string): Promise<OpenRequest | undefined> {
  const { rows } = await sql<OpenRequest>`
    select number, faults, reason, asked_at as "askedAt", mending as typed, mending_saved_at as "savedAt"
    from dossier_supplements where case_id = ${caseId} and answered_at is null
    order by number desc limit 1`.execute(tx)
  return rows[0]
}

export async function saveMending(tx: Tx, caseId: string, typed: RawFields, at: Date): Promise<void> {
  await tx
    .updateTable('dossier_supplements')
    .set({ mending: JSON.stringify(typed), mending_saved_at: at })
    .where('case_id', '=', caseId)
    .where('answered_at', 'is', null)
    .execute()
}

export type OwnFile = {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
}

const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Files of the person among these texts; what is no id belongs to nobody. */
export async function findOwnFiles(
  tx: Tx,
  personId: string,
  texts: readonly string[],
): Promise<readonly OwnFile[]> {
  const ids = [...new Set(texts)].filter((text) => uuidShape.test(text))
  if (ids.length === 0) return []
  return tx
    .selectFrom('files')
    .select(['id', 'name', 'media_type as mediaType', 'bytes'])
    .where('id', 'in', ids)
    .where('owner_id', '=', personId)
    .execute()
}
