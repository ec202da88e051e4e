/** What other modules may use of the catalogue. */

import type { Context } from '#kernel/context.ts'
import { type Database, read, type Tx } from '#kernel/db.ts'
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

type SearchWanted = {
  readonly q?: string | undefined
  readonly field?: string | undefined
  readonly level?: string | undefined
  readonly after?: string | undefined
}

export const serviceLinks = {
  home: () => '/',
  search: (wanted: SearchWanted = {}) => {
    const given = Object.entries(wanted).filter((entry): entry is [string, string] => Boolean(entry[1]))
    return given.length > 0 ? `/thu-tuc?${new URLSearchParams(given)}` : '/thu-tuc'
  },
  suggestions: () => '/thu-tuc/goi-y',
  procedure: (code: string) => `/thu-tuc/${code}`,
  /** Where an online submission begins. */
  apply: (code: string) => `/thu-tuc/${code}/nop`,
  checklist: (code: string) => `/thu-tuc/${code}/giay-to`,
  field: (code: string) => `/linh-vuc/${code}`,
  event: (key: string) => `/su-kien/${key}`,
}

/** The procedure in force. Throws `services.unknownProcedure`. */
export async function getProcedure(tx: Tx, code: string): Promise<ProcedureDefinition> {
  const found = await store.findProcedure(tx, code)
  if (!found) throw refusal.unknownProcedure({ details: { code } })
  return found
}

/**
 * The version that a draft or a dossier is pinned to; it never disappears. Versions never change, so they are kept at hand;
 * without a transaction the first read opens one.
 */
export async function getProcedureVersion(
  tx: Tx | undefined,
  context: Context,
  code: string,
  version: number,
): Promise<ProcedureDefinition> {
  const known = pinnedIn(context.database)
  const key = `${code} ${version}`
  const look = (inner: Tx) => store.findProcedureVersion(inner, code, version)
  const found = known.get(key) ?? (await (tx ? look(tx) : read(context, look)))
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
