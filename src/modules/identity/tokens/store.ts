/** SQL of service tokens. */

import type { Tx } from '#kernel/db.ts'

export type NewServiceToken = {
  readonly id: string
  readonly tokenHash: Buffer
  readonly name: string
  readonly scopes: readonly string[]
  readonly unitId: string | null
  readonly writesPerMinute: number | null
  readonly createdAt: Date
  readonly endsAt: Date | null
}

export async function insertServiceToken(tx: Tx, token: NewServiceToken): Promise<void> {
  await tx
    .insertInto('service_tokens')
    .values({
      id: token.id,
      token_hash: token.tokenHash,
      name: token.name,
      scopes: [...token.scopes],
      unit_id: token.unitId,
      writes_per_minute: token.writesPerMinute,
      created_at: token.createdAt,
      ends_at: token.endsAt,
    })
    .execute()
}

export type LiveToken = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly unitId: string | null
  readonly writesPerMinute: number | null
}

/** The token with this hash, unless it ended or was revoked. */
export async function findLiveToken(tx: Tx, tokenHash: Buffer, now: Date): Promise<LiveToken | undefined> {
  return tx
    .selectFrom('service_tokens')
    .select(['id', 'name', 'scopes', 'unit_id as unitId', 'writes_per_minute as writesPerMinute'])
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
    .executeTakeFirst()
}

/** Says whether there was a live token to revoke. */
export async function revokeToken(tx: Tx, id: string, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('service_tokens')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
