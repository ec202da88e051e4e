/**
 * `node apps/run.mjs web`: starts a program as it was built, which takes a third of the time; what is not built is built first, and where
 * that cannot be written the sources themselves run.
 */

import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare, programs } from '../tools/build/prepared.mjs'

const program = programs.find((name) => name === process.argv[2])
if (!program) throw new Error(`node apps/run.mjs ${programs.join('|')}`)
const built = await prepare()
if (built) {
  process.env.BUILT_DIR = built
  enableCompileCache(join(built, 'cache'))
  await import(pathToFileURL(join(built, 'programs', `${program}.mjs`)).href)
  // Whoever is killed writes nothing down any more.
  flushCompileCache()
} else {
  console.error('Chưa dựng sẵn chương trình (npm run build): khởi động sẽ chậm hơn.')
  await import('../tools/tsx-hook.mjs')
  await import(`./${program}.ts`)
}
