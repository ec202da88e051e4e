/** Bản khôi phục: does a restored ledger go on where others saw it, and is it whole in itself? */

import { readFileSync } from 'node:fs'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { remembering, treeRoot } from '#kernel/merkle-tiles.ts'
import { parseCheckpoint, splitNote, toHex } from '#kernel/notes.ts'
import { originOf, treePaths, trees } from '../domain.ts'
import { check, memoryFile, readMemory } from '../monitor/commands.ts'
import { findingKinds } from '../monitor/domain.ts'
import { findTree, tileReader } from '../sequencing/store.ts'

export type Compared = {
  readonly is: 'proven' | 'disproved' | 'unclear'
  readonly words: readonly string[]
}

/** Compares with the heads that a witness remembers in its file. */
export async function compareWithWitness(context: Context, file: string): Promise<Compared> {
  const { heads: remembered = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
    heads?: Record<string, unknown>
  }
  const heads = Object.values(remembered).flatMap(
    (note) => parseCheckpoint((typeof note === 'string' && splitNote(note)?.text) || '') ?? [],
  )
  if (heads.length === 0) return { is: 'unclear', words: ['Tệp trạng thái không có điểm chốt nào.'] }
  const words: string[] = []
  let isWhole = true
  await read(context, async (tx) => {
    for (const head of heads) {
      const tree = trees.find((one) => originOf(context.settings.publicUrl, one) === head.origin)
      if (!tree) {
        words.push(`· ${head.origin}: không phải sổ của cổng này.`)
        continue
      }
      const { size } = await findTree(tx, tree)
      if (size < head.size) {
        isWhole = false
        words.push(`✗ ${head.origin}: thiếu ${head.size - size} lá, từ lá ${size} đến lá ${head.size - 1}.`)
        continue
      }
      const root = await treeRoot(remembering(tileReader(tx, tree)), head.size).catch(() => undefined)
      const isSame = root !== undefined && toHex(root) === toHex(head.root)
      isWhole &&= isSame
      words.push(
        isSame
          ? `✓ ${head.origin}: ${head.size} lá đầu đúng như người làm chứng đã thấy, nay có ${size} lá.`
          : `✗ ${head.origin}: ${head.size} lá đầu không phải những gì người làm chứng đã thấy.`,
      )
    }
  })
  return { is: isWhole ? 'proven' : 'disproved', words }
}

/**
 * Reads a restored ledger whole, leaf by leaf, and compares it with what the watch of this machine remembers outside the
 * database. Answers what is wrong in words. That something waits to be written down is no fault of a copy.
 */
export async function proveRestored(
  context: Context,
): Promise<{ readonly leaves: number; readonly problems: readonly string[] }> {
  const { findings, leaves } = await check(context, readMemory(memoryFile(context)))
  return {
    leaves,
    problems: findings
      .filter(({ kind }) => kind !== 'delayed')
      .map(({ kind, tree, where }) => `${findingKinds[kind].vi} (${treePaths[tree]}, ${where})`),
  }
}
