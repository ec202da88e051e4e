/** SQL of the catalogue as a whole, and the one copy of it that a process keeps at hand. */

import type { Context } from '#kernel/context.ts'
import { type Database, read, sql, type Tx } from '#kernel/db.ts'
import { recently } from '#kernel/recent.ts'
import { type Catalogue, type CatalogueRow, catalogueOf } from './domain.ts'

const stampSecondsMax = 15

/** Changes whenever a procedure comes, changes or ends. */
async function stampOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ', count(*) filter (where ended_at is null), max(changed_at), max(ended_at)) as stamp
    from procedures`.execute(tx)
  return rows[0]?.stamp ?? ''
}

async function listRows(tx: Tx): Promise<CatalogueRow[]> {
  const { rows } = await sql<CatalogueRow>`
    select code, version, name, field_code as field,
      definition->'facts'->'levels' as levels, definition->'limits' as limits,
      (definition->'limitIsAssumed')::boolean as "limitIsAssumed", (definition->'inDepth')::boolean as "inDepth",
      jsonb_path_query_array(definition, '$.facts.results[*].name') as results
    from procedures where ended_at is null order by code`.execute(tx)
  return rows
}

type Kept = { readonly stamp: string; readonly catalogue: Promise<Catalogue> }
const kept = new WeakMap<Database, Kept>()

/** The catalogue in force, at most some seconds old; built once for each of its versions in a process. */
export async function currentCatalogue(
  context: Pick<Context, 'database' | 'pack' | 'now'>,
): Promise<Catalogue> {
  const stamp = await recently(context, 'services catalogue', stampSecondsMax, () => read(context, stampOf))
  const known = kept.get(context.database)
  if (known?.stamp === stamp) return known.catalogue
  const { fields, search } = context.pack
  const catalogue = read(context, listRows).then((rows) => catalogueOf(rows, fields, search))
  kept.set(context.database, { stamp, catalogue })
  catalogue.catch(() => kept.delete(context.database))
  return catalogue
}
