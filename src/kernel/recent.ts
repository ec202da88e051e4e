/**
 * Keeps an answer of the database at hand for a moment. Only for what may be seconds old, such as the catalogue; never for
 * states of cases or rights of people. A service token is believed for one second, as long as a revoked one may live.
 */

import type { Database } from './db.ts'

type Kept = { readonly value: unknown; readonly until: number }
const kept = new WeakMap<Database, Map<string, Kept>>()
const keptMax = 2_000

/** The answer to `key`, at most `seconds` old. Two askers at once may both load it; both get the same answer. */
export async function recently<T>(
  { database, now }: { readonly database: Database; readonly now: Date },
  key: string,
  seconds: number,
  load: () => Promise<T>,
): Promise<T> {
  const known = kept.get(database) ?? new Map<string, Kept>()
  kept.set(database, known)
  const found = known.get(key)
  if (found && found.until > now.getTime()) return found.value as T
  const value = await load()
  if (known.size >= keptMax) known.clear()
  known.set(key, { value, until: now.getTime() + seconds * 1000 })
  return value
}
