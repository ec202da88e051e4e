/** A pack that was read and found sound, kept as it was read: checking it again at each start takes longer than all else of a start. */

import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { type Pack, readPack } from './pack.ts'

/**
 * Reads the pack in `folder`, or what was kept of the same files. `keepIn` belongs to one version of the code, whose checks it passed.
 * Throws `PackError`.
 */
export async function readPackOnce(folder: string, keepIn: string): Promise<Pack> {
  const place = join(keepIn, `${basename(folder)}-${await stampOf(folder)}`)
  const kept = await readFile(place).catch(() => undefined)
  if (kept) return deserialize(kept) as Pack
  const pack = await readPack(folder)
  // A process that may not write here reads the pack each time.
  await write(place, serialize(pack)).catch(() => undefined)
  return pack
}

/** Follows from the name, size and last change of every file. */
async function stampOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  const lines = await Promise.all(
    paths.sort().map(async (path) => {
      const { size, mtimeMs } = await stat(path)
      return `${path}\0${size}\0${mtimeMs}\n`
    }),
  )
  return createHash('sha256').update(lines.join('')).digest('hex').slice(0, 16)
}

async function write(place: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(place), { recursive: true })
  const fresh = `${place}.${randomUUID()}`
  await writeFile(fresh, bytes)
  await rename(fresh, place)
}
