/** Tệp còn đọc được: every file of an open case is there each minute, and is read whole in its turn. */

import { createHash } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import type { FileStore } from '#kernel/files.ts'
import * as store from './store.ts'

const sideBySide = 64
const readsSideBySide = 4
/** New files are read at once, as long as a minute allows; what time is left goes to those read longest ago. */
const newSecondsMax = 40
const againSecondsMax = 15

export type FilesProven = { readonly seen: number; readonly read: number }

/** Looks after every file of the open cases, or of one case whole. Says how many were looked for and how many read. */
export async function proveFiles(
  context: Context,
  views: readonly string[],
  caseId?: string,
): Promise<FilesProven> {
  const files = await read(context, (tx) => store.findFiles(tx, views, caseId))
  const isThere = await eachOf(files, sideBySide, ({ sha256 }) => context.files.has(sha256))
  const present = files.filter((_, index) => isThere[index])
  const missing = files.filter(({ state }, index) => !isThere[index] && state !== 'missing')
  const startedAt = performance.now()
  const isLate = (state: store.ProvenFile['state']) =>
    performance.now() - startedAt > (state === 'right' ? againSecondsMax : newSecondsMax) * 1000
  const found: store.FileFound[] = missing.map(({ fileId }) => ({ fileId, state: 'missing' }))
  // Whatever was missing and is there again is read first as well.
  const inTurn = present.toSorted((a, b) => Number(b.state === 'missing') - Number(a.state === 'missing'))
  await eachOf(inTurn, readsSideBySide, async ({ fileId, sha256, state }) => {
    if (caseId === undefined && isLate(state)) return
    found.push({ fileId, state: await stateOf(context.files, sha256) })
  })
  await inTransaction(context, (tx) => store.saveProofs(tx, found, context.now))
  return { seen: files.length, read: found.length - missing.length }
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
