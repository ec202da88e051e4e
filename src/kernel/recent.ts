/**
 * Keeps an answer of the database at hand for a moment. Only for what may be seconds old, such as the catalogue; never for
 * states of cases or rights of people. A service token is believed for one second, as long as a revoked one may live.
 */

import type { Database } from './db.ts'

type Kept = { readonly value: unknown; readonly until: number }
type Memory = { readonly answers: Map<string, Kept>; sweptAt: number }
const memories = new WeakMap<Database, Memory>()
const keptMax = 2_000
/** What is too old stays no longer than this: memory holds what is asked for now, however long the process has run. */
const sweepMs = 10_000

/** The answer to `key`, at most `seconds` old. Two askers at once may both load it; both get the same answer. */
export async function recently<T>(
  { database, now }: { readonly database: Database; readonly now: Date },
  key: string,
  seconds: number,
  load: () => Promise<T>,
): Promise<T> {
  const memory = memories.get(database) ?? { answers: new Map(), sweptAt: now.getTime() }
  memories.set(database, memory)
  const found = memory.answers.get(key)
  if (found && found.until > now.getTime()) return found.value as T
  const value = await load()
  makeRoom(memory, now.getTime())
  memory.answers.set(key, { value, until: now.getTime() + seconds * 1000 })
  return value
}

function makeRoom(memory: Memory, now: number): void {
  const { answers } = memory
  if (answers.size >= keptMax) answers.clear()
  if (Math.abs(now - memory.sweptAt) < sweepMs) return
  memory.sweptAt = now
  for (const [key, { until }] of answers) if (until <= now) answers.delete(key)
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
