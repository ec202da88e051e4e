/** The web server as it is, but that looks are not written down: what `bench/access-events.ts` compares with. */

import { registerHooks } from 'node:module'

const recording = '/src/kernel/looks.ts'

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    if (!url.endsWith(recording)) return loaded
    const source = String(loaded.source)
    const statement = /await Promise\.all\(rows\.map\(write\)\)/
    if (!statement.test(source)) throw new Error('looks.ts no longer writes as this benchmark knows')
    return { ...loaded, source: source.replace(statement, 'void write') }
  },
})

await import('../apps/web.ts')
