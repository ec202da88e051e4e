/** Loading the catalogue. */

import { createHash } from 'node:crypto'
import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import type { FormDefinition } from '#kernel/forms.ts'
import { describeProcedure } from './domain.ts'
import * as store from './store.ts'
import { offerFromPack } from './versions/commands.ts'

/**
 * Nạp danh mục thủ tục: every procedure of the pack. A changed one becomes the next version, in force at once or from the
 * day the pack names; where the office has a version of its own, the change is offered to it as a draft.
 */
export async function loadCatalogue(context: Context): Promise<void> {
  const { catalogue, procedures, forms } = context.pack
  const depth = new Map(procedures.map((procedure) => [procedure.code, procedure]))
  const definitions = catalogue.map((facts) => {
    const inDepth = depth.get(facts.code)
    const definition = describeProcedure(facts, inDepth, forms as ReadonlyMap<string, FormDefinition>)
    const contentHash = createHash('sha256').update(JSON.stringify(definition)).digest('hex')
    return { code: facts.code, contentHash, validFrom: inDepth?.validFrom ?? null, definition }
  })
  const byCode = new Map(definitions.map((one) => [one.code, one.definition]))
  await inTransaction(context, async (tx) => {
    for (const code of await store.saveDefinitions(tx, definitions, context.today)) {
      const definition = byCode.get(code)
      if (definition) await offerFromPack(tx, context, definition)
    }
  })
}
