/** SQL of petitions that are still being written. */

import { sql, type Tx } from '#kernel/db.ts'
import type { About, Draft, Earlier } from '../domain.ts'
import type { Typed } from '../sending/domain.ts'

export type Kept = Draft & {
  readonly about: About
  readonly typed: Typed
  readonly earlier: Earlier | null
}

/** With its secret only. With `isLocked` the row stays locked until the transaction ends. */
export async function findDraft(tx: Tx, { id, secret }: Draft, isLocked = false): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select id, secret, about, typed, earlier from petition_drafts where id = ${id} and secret = ${secret}
    ${isLocked ? sql`for update` : sql``}`.execute(tx)
  return rows[0]
}

type NewDraft = Pick<Kept, 'secret' | 'about' | 'typed' | 'earlier'> & {
  readonly operationKey: string | null
  readonly at: Date
}

/** The same form again changes the draft that it began. */
export async function insertDraft(tx: Tx, one: NewDraft): Promise<Draft> {
  const { rows } = await sql<Draft>`
    insert into petition_drafts (operation_key, secret, about, typed, earlier, saved_at)
    values (${one.operationKey}, ${one.secret}, ${one.about}, ${JSON.stringify(one.typed)}::jsonb,
      ${one.earlier && JSON.stringify(one.earlier)}::jsonb, ${one.at})
    on conflict (operation_key) do update set typed = excluded.typed, saved_at = excluded.saved_at
    returning id, secret`.execute(tx)
  const [made] = rows
  if (!made) throw new Error('A draft was not kept')
  return made
}

export async function saveTyped(tx: Tx, id: string, typed: Typed, at: Date): Promise<void> {
  await sql`update petition_drafts set typed = ${JSON.stringify(typed)}::jsonb, saved_at = ${at} where id = ${id}`.execute(
    tx,
  )
}

export async function removeDraft(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('petition_drafts').where('id', '=', id).execute()
}
