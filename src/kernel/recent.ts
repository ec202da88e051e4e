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

type Shared = {
  value?: { readonly of: unknown; readonly at: number }
  loading?: Promise<unknown> | undefined
}
const shared = new WeakMap<Database, Map<string, Shared>>()

/**
 * The answer to a question of many at once, such as a tile of the map: one of them asks the database, the others wait for
 * the same answer. Older than `freshSeconds` it is loaded anew, and given as it is meanwhile until it is `keptSeconds` old.
 * `load` rests on nothing of its asker but what the key names; it goes on when the asker has left.
 */
export async function sharedly<T>(
  { database, now }: { readonly database: Database; readonly now: Date },
  key: string,
  {
    freshSeconds,
    keptSeconds = freshSeconds,
  }: { readonly freshSeconds: number; readonly keptSeconds?: number },
  load: () => Promise<T>,
): Promise<T> {
  const all = shared.get(database) ?? new Map<string, Shared>()
  shared.set(database, all)
  if (all.size >= keptMax && !all.has(key)) all.clear()
  const entry = all.get(key) ?? {}
  all.set(key, entry)
  const age = entry.value ? (now.getTime() - entry.value.at) / 1000 : Number.POSITIVE_INFINITY
  if (entry.value && age < freshSeconds) return entry.value.of as T
  entry.loading ??= load()
    .then((of) => {
      entry.value = { of, at: now.getTime() }
      return of
    })
    .finally(() => {
      entry.loading = undefined
    })
  if (!entry.value || age >= keptSeconds) return (await entry.loading) as T
  // Who is given the older answer does not hear that the newer one failed; the next one asks again.
  entry.loading.catch(() => undefined)
  return entry.value.of as T
}
