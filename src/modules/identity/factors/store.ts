/** SQL of factors, and of forms that wait for a proof. */

import { sql, type Tx } from '#kernel/db.ts'
import type { FormBody, KeptForm } from '#kernel/web.ts'
import type { Factor, FactorKind } from './domain.ts'

const columns = [
  'id',
  'kind',
  'name',
  'added_at as addedAt',
  'confirmed_at as confirmedAt',
  'used_at as usedAt',
] as const

/** Those that were shown to work, oldest first. */
export async function findFactors(tx: Tx, personId: string): Promise<readonly Factor[]> {
  return tx
    .selectFrom('factors')
    .select(columns)
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .orderBy('added_at')
    .$castTo<Factor>()
    .execute()
}

/** One of the person's that was begun and never shown to work. */
export async function findBegun(
  tx: Tx,
  personId: string,
  id: string,
): Promise<Pick<Factor, 'kind' | 'name'> | undefined> {
  return tx
    .selectFrom('factors')
    .select(['kind', 'name'])
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is', null)
    .$castTo<Pick<Factor, 'kind' | 'name'>>()
    .executeTakeFirst()
}

type NewFactor = {
  readonly id: string
  readonly personId: string
  readonly kind: FactorKind
  readonly name: string
  /** Sealed, of an app that makes codes. */
  readonly secret: Buffer | null
  /** What the device signs to begin, of a passkey. */
  readonly challenge: Buffer | null
  readonly addedAt: Date
  readonly confirmedAt: Date | null
}

export async function insertFactors(tx: Tx, factors: readonly NewFactor[]): Promise<void> {
  if (factors.length === 0) return
  await tx
    .insertInto('factors')
    .values(
      factors.map(({ id, personId, kind, name, secret, challenge, addedAt, confirmedAt }) => ({
        id,
        person_id: personId,
        kind,
        name,
        secret,
        challenge,
        added_at: addedAt,
        confirmed_at: confirmedAt,
      })),
    )
    .execute()
}

/** Removes those that were begun and never shown to work. */
export async function deleteUnconfirmed(tx: Tx, personId: string): Promise<void> {
  await tx.deleteFrom('factors').where('person_id', '=', personId).where('confirmed_at', 'is', null).execute()
}

/** Answers the name of what was removed, or `undefined`. */
export async function deleteFactor(tx: Tx, personId: string, id: string): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('factors')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}

export async function keepForm(
  tx: Tx,
  { id, personId, challenge }: { readonly id: string; readonly personId: string; readonly challenge: Buffer },
  { path, fields }: KeptForm,
  now: Date,
  notBefore: Date,
): Promise<void> {
  await tx.deleteFrom('kept_forms').where('kept_at', '<', notBefore).execute()
  await sql`insert into kept_forms (id, person_id, path, fields, challenge, kept_at)
    values (${id}, ${personId}, ${path}, ${JSON.stringify(fields)}::jsonb, ${challenge}, ${now})`.execute(tx)
}

/** What a passkey has to sign for the form; `undefined` when it does not wait any more. */
export async function findFormChallenge(
  tx: Tx,
  personId: string,
  id: string,
  notBefore: Date,
): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('kept_forms')
    .select('challenge')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('kept_at', '>', notBefore)
    .executeTakeFirst()
  return row?.challenge
}

/** Takes the form out, so that it is sent once. */
export async function takeForm(
  tx: Tx,
  personId: string,
  id: string,
  notBefore: Date,
): Promise<KeptForm | undefined> {
  const { rows } = await sql<{ path: string; fields: FormBody['fields'] }>`
    delete from kept_forms where id = ${id} and person_id = ${personId} and kept_at > ${notBefore}
    returning path, fields`.execute(tx)
  return rows[0]
}
