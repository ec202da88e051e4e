/** Tệp còn đọc được: every file of an open case is looked for every few minutes, and is read whole in its turn. */

import { createHash } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { FileStore } from '#kernel/files.ts'
import * as store from './store.ts'

const sideBySide = 64
const readsSideBySide = 4
/** Of up to so many open cases all files are looked for in each round; of more, those of a part, so that every one is within five. */
const wholeMax = 2_000
const partsOfMany = 5
/** So long is read in a round, which leaves the machine to others: what was not found right yet, then those read longest ago. */
const readSecondsMax = 10
/** Each is read twice a day by rounds of a minute; of few, so many in a round. */
const [roundsOfHalfADay, againMin] = [720, 100]

export type FilesProven = { readonly seen: number; readonly read: number }

/** Looks after the files of so many open cases in their turn, or of one case whole. Says how many were looked for and how many read. */
export async function proveFiles(
  context: Context,
  views: readonly string[],
  looked: { readonly openCases: number } | { readonly caseId: string },
): Promise<FilesProven> {
  const isOne = 'caseId' in looked
  const parts = isOne || looked.openCases <= wholeMax ? 1 : partsOfMany
  const part = Math.floor(context.now.getTime() / 60_000) % parts
  const files = await read(context, (tx) => store.findFiles(tx, views, isOne ? looked : { part, of: parts }))
  const hashes = [...new Set(files.map(({ sha256 }) => sha256))]
  const found = await eachOf(hashes, sideBySide, (sha256) => context.files.has(sha256))
  const isThere = new Map(hashes.map((sha256, index) => [sha256, found[index]]))
  const present = files.filter(({ sha256 }) => isThere.get(sha256))
  const missing = files.filter(({ sha256, state }) => !isThere.get(sha256) && state !== 'missing')
  // Whatever was missing and is there again is read first as well.
  const first = present
    .filter(({ state }) => state !== 'right')
    .toSorted((a, b) => Number(b.state === 'missing') - Number(a.state === 'missing'))
  const again = present.filter(({ state }) => state === 'right')
  const againMax = isOne
    ? again.length
    : Math.max(againMin, Math.ceil((files.length * parts) / roundsOfHalfADay))
  const until = isOne ? Number.POSITIVE_INFINITY : performance.now() + readSecondsMax * 1000
  const proofs: store.FileFound[] = missing.map(({ fileId }) => ({ fileId, state: 'missing' }))
  await eachOf([...first, ...again.slice(0, againMax)], readsSideBySide, async ({ fileId, sha256 }) => {
    if (performance.now() > until) return
    proofs.push({ fileId, state: await stateOf(context.files, sha256) })
  })
  await inTransaction(context, (tx) => store.saveProofs(tx, proofs, context.now))
  return { seen: files.length, read: proofs.length - missing.length }
}

async function stateOf(files: FileStore, sha256: string): Promise<store.FileFound['state']> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of await files.open(sha256)) hash.update(chunk as Buffer)
  } catch {
    // Sealed bytes that were changed do not open.
    return (await files.has(sha256)) ? 'wrong' : 'missing'
  }
  return hash.digest('hex') === sha256 ? 'right' : 'wrong'
}

/** Does the same to each, some at a time; the answers stand in the order of the things. */
async function eachOf<T, R>(
  things: readonly T[],
  atOnce: number,
  act: (thing: T) => Promise<R>,
): Promise<readonly R[]> {
  const answers: R[] = []
  let next = 0
  const work = async () => {
    for (let at = next++; at < things.length; at = next++) answers[at] = await act(things[at] as T)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, things.length) }, work))
  return answers
}
