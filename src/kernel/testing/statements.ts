/** Every distinct statement that a run of tests sends, for whoever judges them. Off unless `STATEMENTS_FOLDER` is set. */

import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

const seen = new Set<string>()

/** Writes down what the connections of a pool are asked, each text once a process, one JSON text a line. */
export function keepStatements(pool: pg.Pool): void {
  const { STATEMENTS_FOLDER: folder } = process.env
  if (!folder) return
  const file = join(folder, `${process.pid}.ndjson`)
  pool.on('connect', (client) => {
    // Looked up each time: a test may count what is asked in a way of its own.
    const { prototype } = client.constructor as { readonly prototype: pg.PoolClient }
    type Ask = (...asked: unknown[]) => unknown
    const own = Object.getOwnPropertyDescriptor(client, 'query')?.value as Ask | undefined
    const ask: Ask = own ?? ((...asked) => Reflect.apply(prototype.query, client, asked))
    Object.assign(client, {
      query: (...asked: unknown[]) => {
        const [first] = asked
        const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text
        if (text && !seen.has(text)) {
          seen.add(text)
          appendFileSync(file, `${JSON.stringify(text)}\n`)
        }
        return ask(...asked)
      },
    })
  })
}
