/** SQL of factors, and of forms that wait for a proof. */

import { sql, type Tx } from '#kernel/db.ts'
import type { FormBody, KeptForm } from '#kernel/web.ts'
import type { Factor } from './domain.ts'

const columns = [
  'id',
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
    .execute()
}

export type Secret = Factor & { readonly secret: Buffer; readonly lastStep: number }

/** With their sealed secrets, locked, so that a code is taken once; one alone when named, shown to work or not. */
export async function findSecretsForUpdate(
  tx: Tx,
  personId: string,
  id?: string,
): Promise<readonly Secret[]> {
  const { rows } = await sql<Secret>`
    select id, name, added_at as "addedAt", confirmed_at as "confirmedAt", used_at as "usedAt", secret,
      last_step::int as "lastStep"
    from factors where person_id = ${personId} and ${id ? sql`id = ${id}` : sql`confirmed_at is not null`}
    order by added_at for update`.execute(tx)
  return rows
}

type NewFactor = {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly secret: Buffer
  readonly addedAt: Date
  readonly confirmedAt: Date | null
}

export async function insertFactors(tx: Tx, factors: readonly NewFactor[]): Promise<void> {
  if (factors.length === 0) return
  await tx
    .insertInto('factors')
    .values(
      factors.map(({ id, personId, name, secret, addedAt, confirmedAt }) => ({
        id,
        person_id: personId,
        kind: 'totp',
        name,
        secret,
        added_at: addedAt,
        confirmed_at: confirmedAt,
      })),
    )
    .execute()
}

/** A code was taken: its step counts no more. The first one shows that the factor works. */
export async function noteUse(tx: Tx, id: string, step: number, at: Date): Promise<void> {
  await sql`update factors set last_step = ${step}, used_at = ${at}, confirmed_at = coalesce(confirmed_at, ${at})
    where id = ${id}`.execute(tx)
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
  id: string,
  personId: string,
  { path, fields }: KeptForm,
  now: Date,
  notBefore: Date,
): Promise<void> {
  await tx.deleteFrom('kept_forms').where('kept_at', '<', notBefore).execute()
  await sql`insert into kept_forms (id, person_id, path, fields, kept_at)
    values (${id}, ${personId}, ${path}, ${JSON.stringify(fields)}::jsonb, ${now})`.execute(tx)
}

export async function hasKeptForm(tx: Tx, personId: string, id: string, notBefore: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('kept_forms')
    .select('id')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('kept_at', '>', notBefore)
    .executeTakeFirst()
  return row !== undefined
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
