/** What other modules may use of the catalogue. */

import type { Context } from '#kernel/context.ts'
import type { Database, Tx } from '#kernel/db.ts'
import { type ProcedureDefinition, refusal } from './domain.ts'
import * as store from './store.ts'

export {
  type Channel,
  type FeeLine,
  feesFor,
  limitFor,
  type ProcedureDefinition,
  papersFor,
} from './domain.ts'

export const serviceLinks = {
  home: () => '/',
  search: (words: string) => `/thu-tuc?q=${encodeURIComponent(words)}`,
  procedure: (code: string) => `/thu-tuc/${code}`,
}

/** The procedure in force. Throws `services.unknownProcedure`. */
export async function getProcedure(tx: Tx, code: string): Promise<ProcedureDefinition> {
  const found = await store.findProcedure(tx, code)
  if (!found) throw refusal.unknownProcedure({ details: { code } })
  return found
}

/** The version that a draft or a dossier is pinned to; it never disappears. Versions never change, so they are kept at hand. */
export async function getProcedureVersion(
  tx: Tx,
  { database }: Context,
  code: string,
  version: number,
): Promise<ProcedureDefinition> {
  const known = pinnedIn(database)
  const key = `${code} ${version}`
  const found = known.get(key) ?? (await store.findProcedureVersion(tx, code, version))
  if (!found) throw refusal.unknownProcedure({ details: { code } })
  if (known.size > pinnedMax) known.clear()
  known.set(key, found)
  return found
}

const pinnedMax = 500
const pinned = new WeakMap<Database, Map<string, ProcedureDefinition>>()

function pinnedIn(database: Database): Map<string, ProcedureDefinition> {
  const known = pinned.get(database) ?? new Map<string, ProcedureDefinition>()
  pinned.set(database, known)
  return known
}
