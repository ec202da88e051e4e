/** The second copy of the store: what came in is noted until it was copied, and what the store lost is taken back from it. */

import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FileStore, StoredBytes } from '../files.ts'
import { SealBroken, type Sealing } from './keys.ts'

/** Reads bytes and compares them with their name. What is not there is not right. */
export const isRight = (store: FileStore, sha256: string): Promise<boolean> =>
  hashOf(store, sha256).then(
    (found) => found.sha256 === sha256,
    () => false,
  )

/** What stored bytes hash to now, read from the beginning to the end. */
export async function hashOf(store: FileStore, sha256: string): Promise<StoredBytes> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of await store.open(sha256)) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { sha256: hash.digest('hex'), bytes }
}

export type Copied = { readonly copied: number; readonly wrong: readonly string[] }

/** A store that notes in a folder what came in, and mends itself from the second one. */
export function withSecondCopy(store: FileStore, second: () => Promise<FileStore>, notes: string): FileStore {
  return {
    ...store,
    async take(path, stored) {
      await store.take(path, stored)
      await mkdir(notes, { recursive: true, mode: 0o700 })
      await writeFile(join(notes, stored.sha256), '', { mode: 0o600 })
    },
    mend: async (sha256) => copyBytes(await second(), store, sha256),
    answerKeys: store.answerKeys && notingKeys(store.answerKeys, answerNotes(notes)),
  }
}

const answerNotes = (notes: string) => join(dirname(notes), 'answers')

const notingKeys = (keys: Sealing, notes: string): Sealing => ({
  ...keys,
  async make(name, given) {
    const made = await keys.make(name, given)
    await mkdir(notes, { recursive: true, mode: 0o700 })
    await writeFile(join(notes, name), '', { mode: 0o600 })
    return made
  },
})

/** Copies a key of answers that the second place lacks: its ciphertext lies in the database, of which copies lie there. */
async function copyKey({ answerKeys: own }: FileStore, { answerKeys: copies }: FileStore, name: string) {
  const key = await own?.find(name)
  const copy = await copies?.find(name)
  if (!copies || !key || copy?.equals(key)) return
  // One that was destroyed here and made anew.
  if (copy) await copies.end(name)
  await (await copies.make(name, key)).durable
}

/** Copies every key of answers; gives the names of all that are here. */
export async function copyKeys(store: FileStore, second: FileStore): Promise<ReadonlySet<string>> {
  const all = new Set<string>()
  for await (const name of store.answerKeys?.list() ?? []) {
    all.add(name)
    await copyKey(store, second, name)
  }
  return all
}

/** Copies bytes only when they are what their name says. Answers whether they are in the other store now. */
export async function copyBytes(from: FileStore, to: FileStore, sha256: string): Promise<boolean> {
  const path = join(to.incoming, randomUUID())
  const hash = createHash('sha256')
  let bytes = 0
  try {
    await pipeline(
      await from.open(sha256),
      async function* (source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          hash.update(chunk)
          bytes += chunk.length
          yield chunk
        }
      },
      createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
    )
    if (hash.digest('hex') !== sha256) return false
    await to.take(path, { sha256, bytes })
    return true
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return false
    if (thrown instanceof SealBroken && thrown.is !== 'shut') return false
    throw thrown
  } finally {
    await rm(path, { force: true })
  }
}

/** Copies what came in since the last time. A note stays until its bytes are safe, or gone from the store for good. */
export async function copyNoted(store: FileStore, second: FileStore, notes: string): Promise<Copied> {
  for (const name of await readdir(answerNotes(notes)).catch(() => [])) {
    await copyKey(store, second, name)
    await rm(join(answerNotes(notes), name), { force: true })
  }
  const wrong: string[] = []
  let copied = 0
  for (const sha256 of await readdir(notes).catch(() => [])) {
    if (!(await second.has(sha256))) {
      if (await copyBytes(store, second, sha256)) copied++
      else if (await store.has(sha256)) {
        wrong.push(sha256)
        continue
      }
    }
    await rm(join(notes, sha256), { force: true })
  }
  return { copied, wrong }
}

/** Copies whatever the second store lacks, noted or not; gives the names of all that the store has. */
export async function copyAll(
  store: FileStore,
  second: FileStore,
): Promise<Copied & { readonly all: ReadonlySet<string> }> {
  const [all, wrong] = [new Set<string>(), [] as string[]]
  let copied = 0
  for await (const { sha256 } of store.list()) {
    all.add(sha256)
    if (await second.has(sha256)) continue
    if (await copyBytes(store, second, sha256)) copied++
    else if (await store.has(sha256)) wrong.push(sha256)
  }
  return { all, copied, wrong }
}
