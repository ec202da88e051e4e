/** Công bố: heads, tiles and keys in the forms that other tools read (C2SP), and the page that checks without a network. */

import path from 'node:path'
import { build } from 'esbuild'
import type { Context } from '#kernel/context.ts'
import { read } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { recently } from '#kernel/recent.ts'
import { refusal, type Tree, treePaths, trees } from '../domain.ts'
import { findHead, findKeys, type KnownKey } from '../heads/store.ts'
import { tileReader } from '../sequencing/store.ts'
import { findStamp, type StampedHead } from '../stamps/store.ts'

export function demandTree(name: string): Tree {
  const tree = trees.find((one) => treePaths[one] === name)
  if (!tree) throw kernelRefusal.noSuchPage()
  return tree
}

/** The newest signed head with its cosignatures; `undefined` before the first. */
export async function readCheckpoint(context: Context, tree: Tree): Promise<string | undefined> {
  return (await read(context, (tx) => findHead(tx, tree)))?.note
}

/** The newest stamped head, or that of this size. Throws when there is none. */
export async function demandStamp(context: Context, size?: number): Promise<StampedHead> {
  const stamp = await read(context, (tx) => findStamp(tx, size))
  if (!stamp) throw kernelRefusal.noSuchPage()
  return stamp
}

/** `x001/x234/067` and, for a tile that is not whole, `.p/<width>`. */
const tilePath = /^((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/

/** Bytes of a tile as far as a signed head reaches. Throws `ledger.noSuchTile`. */
export async function readTile(
  context: Context,
  tree: Tree,
  level: number,
  address: string,
): Promise<Buffer> {
  const [, groups, partial] = tilePath.exec(address) ?? []
  if (!groups) throw refusal.noSuchTile()
  const index = Number(groups.replaceAll(/[x/]/g, ''))
  const width = partial === undefined ? 256 : Number(partial)
  const hashes = await read(context, async (tx) => {
    const head = await findHead(tx, tree)
    const signed = Math.floor((head?.size ?? 0) / 256 ** level) - index * 256
    return signed >= width ? tileReader(tx, tree)({ level, index }) : Buffer.alloc(0)
  })
  if (hashes.length < width * 32) throw refusal.noSuchTile()
  return hashes.subarray(0, width * 32)
}

export const readKeys = (context: Context): Promise<readonly KnownKey[]> => read(context, findKeys)

/** Keys as text, one a line, for `socai --keys`. */
export async function keysText(context: Context): Promise<string> {
  return (await readKeys(context)).map(({ key }) => `${key}\n`).join('')
}

let script: Promise<string> | undefined

/** The script of the page that checks receipts by itself: bundled once, with all that it needs. */
function checkingScript(): Promise<string> {
  script ??= build({
    entryPoints: [path.join(import.meta.dirname, '../islands/check-receipt.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
  }).then(({ outputFiles: [file] }) => file?.text ?? '')
  return script
}

const pageSeconds = 60

/** Trang kiểm tra ngoài mạng: one file with keys and the newest heads inside, to be kept and opened anywhere. */
export function offlineParts(context: Context): Promise<{ script: string; keys: string; heads: string[] }> {
  return recently(context, 'ledger offline page', pageSeconds, async () => ({
    script: await checkingScript(),
    keys: await keysText(context),
    heads: (await Promise.all(trees.map((tree) => readCheckpoint(context, tree)))).filter(
      (note) => note !== undefined,
    ),
  }))
}
