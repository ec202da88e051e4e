/** SQL of the catalogue as a whole, and the one copy of it that a process keeps at hand. */

import type { Context } from '#kernel/context.ts'
import { type Database, read, sql, type Tx } from '#kernel/db.ts'
import { recently } from '#kernel/recent.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { standsOn } from '../domain.ts'
import { type Catalogue, type CatalogueRow, catalogueOf } from './domain.ts'

const stampSecondsMax = 15

/** Changes whenever a procedure comes, changes or ends, also when a day brings a version into force. */
async function stampOf(tx: Tx, day: CalendarDate): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ', count(*) filter (where ended_at is null), max(changed_at), max(ended_at),
      (select count(*) from procedure_versions where valid_from <= ${day}::date and withdrawn_at is null)) as stamp
    from procedures`.execute(tx)
  return rows[0]?.stamp ?? ''
}

async function listRows(tx: Tx, day: CalendarDate): Promise<CatalogueRow[]> {
  const { rows } = await sql<CatalogueRow>`
    select code, version, definition->>'name' as name, definition->>'field' as field,
      definition->'facts'->'levels' as levels, definition->'limits' as limits,
      (definition->'limitIsAssumed')::boolean as "limitIsAssumed", (definition->'inDepth')::boolean as "inDepth",
      jsonb_path_query_array(definition, '$.facts.results[*].name') as results
    from (
      select distinct on (p.code) p.code, v.version, v.definition
      from procedures p join procedure_versions v on v.code = p.code
      where p.ended_at is null and v.withdrawn_at is null and v.valid_from <= ${day}::date
      order by p.code, v.valid_from desc, v.version desc) in_force
    order by code`.execute(tx)
  // A limit that does not stand today is not what a list may promise.
  return rows.map((row) => ({ ...row, limits: row.limits.filter((one) => standsOn(one, day)) }))
}

type Kept = { readonly stamp: string; readonly catalogue: Promise<Catalogue> }
const kept = new WeakMap<Database, Kept>()

/** The catalogue in force, at most some seconds old; built once for each of its versions in a process. */
export async function currentCatalogue(
  context: Pick<Context, 'database' | 'pack' | 'now' | 'today'>,
): Promise<Catalogue> {
  const stamp = await recently(context, 'services catalogue', stampSecondsMax, () =>
    read(context, (tx) => stampOf(tx, context.today)),
  )
  const known = kept.get(context.database)
  if (known?.stamp === stamp) return known.catalogue
  const { fields, search } = context.pack
  const catalogue = read(context, (tx) => listRows(tx, context.today)).then((rows) =>
    catalogueOf(rows, fields, search),
  )
  kept.set(context.database, { stamp, catalogue })
  catalogue.catch(() => kept.delete(context.database))
  return catalogue
}
