/**
 * Programs made ready: the code of web, worker and start as one piece, what browsers fetch, and the compiler's own cache, under a name that
 * follows from every source. JavaScript, since a start that finds all made should not begin with loading what strips types.
 */

import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { mkdtemp, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const buildFolder = join(root, '.build')
const sources = ['src', 'apps', 'tools/build']
/** Programs that still run may fetch a piece of theirs later. */
const keptMax = 4

export const programs = ['web', 'worker', 'start']

/** Where the programs of these sources are, once they are made. */
function placeOfPrograms() {
  const hash = createHash('sha256').update(process.version)
  const add = (path) => {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path}\0${size}\0${mtimeMs}\n`)
  }
  for (const name of ['package.json', 'package-lock.json']) add(join(root, name))
  for (const folder of sources)
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile() && !/\.(?:test\.tsx?|sql)$/.test(entry.name)) add(join(entry.parentPath, entry.name))
  return join(buildFolder, hash.digest('hex').slice(0, 16))
}

const isMade = (folder) => statSync(folder, { throwIfNoEntry: false }) !== undefined

/** Makes what is not made yet; answers its folder, or nothing where it cannot be written. */
export async function prepare() {
  const folder = placeOfPrograms()
  if (isMade(folder)) return folder
  let making
  try {
    mkdirSync(buildFolder, { recursive: true })
    making = await mkdtemp(join(buildFolder, 'making-'))
  } catch {
    return undefined
  }
  try {
    const { make } = await import('./make.ts')
    await make(root, making)
    chmodSync(making, 0o755)
    // Whoever made the same at the same time may have been faster.
    await rename(making, folder).catch((thrown) => {
      if (!isMade(folder)) throw thrown
    })
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
  forgetOld()
  return folder
}

function forgetOld() {
  const made = readdirSync(buildFolder)
    .map((name) => ({ path: join(buildFolder, name), madeAt: statSync(join(buildFolder, name)).mtimeMs }))
    .toSorted((a, b) => b.madeAt - a.madeAt)
  for (const { path } of made.slice(keptMax)) rmSync(path, { recursive: true, force: true })
}
