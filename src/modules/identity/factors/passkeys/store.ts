/** SQL of passkeys. */

import { sql, type Tx } from '#kernel/db.ts'

export type NewPasskey = {
  readonly factorId: string
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
}
export type Passkey = NewPasskey

/** Those that were shown to work. */
export async function findPasskeys(
  tx: Tx,
  personId: string,
): Promise<readonly Pick<Passkey, 'credentialId' | 'transports'>[]> {
  const { rows } = await sql<Pick<Passkey, 'credentialId' | 'transports'>>`
    select credential_id as "credentialId", transports from passkeys join factors on factors.id = factor_id
    where person_id = ${personId} and confirmed_at is not null order by added_at`.execute(tx)
  return rows
}

/** Locked, so that its counter is compared with what was written last. */
export async function findPasskeyForUpdate(
  tx: Tx,
  personId: string,
  credentialId: string,
): Promise<Passkey | undefined> {
  const { rows } = await sql<Passkey>`
    select factor_id as "factorId", credential_id as "credentialId", public_key as "publicKey",
      counter::float8 as counter, transports
    from passkeys join factors on factors.id = factor_id
    where person_id = ${personId} and credential_id = ${credentialId} and confirmed_at is not null
    for update`.execute(tx)
  return rows[0]
}

/** The challenge of a passkey that was begun and not yet shown to work. */
export async function findChallenge(tx: Tx, personId: string, id: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ challenge: Buffer }>`
    select challenge from factors
    where id = ${id} and person_id = ${personId} and kind = 'passkey' and confirmed_at is null
    for update`.execute(tx)
  return rows[0]?.challenge
}

/** Answers `false` when the credential is somebody's already. */
export async function insertPasskey(tx: Tx, passkey: NewPasskey, at: Date): Promise<boolean> {
  const { factorId, credentialId, publicKey, counter, transports } = passkey
  const { rows } = await sql`
    insert into passkeys (factor_id, credential_id, public_key, counter, transports)
    values (${factorId}, ${credentialId}, ${Buffer.from(publicKey)}, ${counter}, ${[...transports]})
    on conflict (credential_id) do nothing returning 1`.execute(tx)
  if (rows.length === 0) return false
  await sql`update factors set confirmed_at = ${at}, challenge = null where id = ${factorId}`.execute(tx)
  return true
}

export async function noteCounter(tx: Tx, factorId: string, counter: number, at: Date): Promise<void> {
  await sql`update passkeys set counter = ${counter} where factor_id = ${factorId}`.execute(tx)
  await sql`update factors set used_at = ${at} where id = ${factorId}`.execute(tx)
}
