/** Loading the catalogue. */

import { createHash } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import type { FormDefinition } from '#kernel/forms.ts'
import { describeProcedure } from './domain.ts'
import * as store from './store.ts'

/** Nạp danh mục thủ tục: every procedure of the pack; a changed one becomes a new version. */
export async function loadCatalogue(context: Context): Promise<void> {
  const { catalogue, procedures, forms } = context.pack
  const depth = new Map(procedures.map((procedure) => [procedure.code, procedure]))
  const definitions = catalogue.map((facts) => {
    const definition = describeProcedure(
      facts,
      depth.get(facts.code),
      forms as ReadonlyMap<string, FormDefinition>,
    )
    const contentHash = createHash('sha256').update(JSON.stringify(definition)).digest('hex')
    return { code: facts.code, contentHash, definition }
  })
  await inTransaction(context, (tx) => store.saveDefinitions(tx, definitions))
}
