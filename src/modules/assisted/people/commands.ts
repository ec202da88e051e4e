/** Người được nêu tên và số: found or written down, never changed and never read out to whoever typed them. */

import type { Tx } from '#kernel/db.ts'
import { searchKey } from '#kernel/text.ts'
import { findCitizenByNumber } from '#modules/organisation/api.ts'
import { refusal } from '../domain.ts'

export type TypedPerson = { readonly identity: string; readonly name: string; readonly phone?: string }

/** What was typed, as it is written. Throws `assisted.badIdentity`, `assisted.badName`, `assisted.badPhone`. */
export function readPerson({ identity, name, phone }: TypedPerson) {
  const identityNumber = identity.replace(/[\s.]/g, '')
  if (!/^\d{12}$/.test(identityNumber)) throw refusal.badIdentity()
  const full = name.trim().replace(/\s+/g, ' ').normalize('NFC')
  if (full.length < 2 || full.length > 100) throw refusal.badName()
  const number = phone?.replace(/[\s.]/g, '')
  if (number !== undefined && !/^0\d{9}$/.test(number)) throw refusal.badPhone()
  return { identityNumber, name: full, ...(number && { phone: number }) }
}

/**
 * Whoever has this number, if they are known; else what to write down of them. Throws `assisted.nameDiffers` for a number that
 * is somebody else's: nothing of them is told.
 */
export async function personTyped(
  tx: Tx,
  typed: TypedPerson,
): Promise<{ readonly id: string | undefined; readonly facts: ReturnType<typeof readPerson> }> {
  const facts = readPerson(typed)
  const known = await findCitizenByNumber(tx, facts.identityNumber)
  if (known && searchKey(known.name) !== searchKey(facts.name)) throw refusal.nameDiffers()
  return { id: known?.id, facts }
}
