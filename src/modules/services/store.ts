/** SQL of the catalogue. */

import { sql, type Tx } from '#kernel/db.ts'
import type { ProcedureDefinition } from './domain.ts'

type Stored = { definition: unknown }

/** The version in force, none once the procedure has ended; a definition is stored whole, so reading it needs no pack. */
export async function findProcedure(tx: Tx, code: string): Promise<ProcedureDefinition | undefined> {
  const row = await tx
    .selectFrom('procedures')
    .select(['definition'])
    .where('code', '=', code)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return (row as Stored | undefined)?.definition as ProcedureDefinition | undefined
}

/** The version a dossier or a draft was pinned to. */
export async function findProcedureVersion(
  tx: Tx,
  code: string,
  version: number,
): Promise<ProcedureDefinition | undefined> {
  const row = await tx
    .selectFrom('procedure_versions')
    .select(['definition'])
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst()
  return (row as Stored | undefined)?.definition as ProcedureDefinition | undefined
}

export type NewDefinition = {
  readonly code: string
  readonly contentHash: string
  readonly definition: Omit<ProcedureDefinition, 'version'>
}

/**
 * Writes definitions as of the pack. Unchanged content keeps its version; changed content becomes the next one, and
 * what was pinned to the old one stays readable. One round trip for the whole catalogue.
 */
export async function saveDefinitions(tx: Tx, definitions: readonly NewDefinition[]): Promise<void> {
  await sql`
    with input as (
      select code, "contentHash" as hash, definition from jsonb_to_recordset(${JSON.stringify(definitions)}::jsonb)
        as i (code text, "contentHash" text, definition jsonb)
    ), newest as (
      select distinct on (code) code, version, content_hash from procedure_versions order by code, version desc
    ), added as (
      insert into procedure_versions (code, version, definition, content_hash)
      select i.code, coalesce(n.version, 0) + 1,
        i.definition || jsonb_build_object('version', coalesce(n.version, 0) + 1), i.hash
      from input i left join newest n using (code)
      where n.content_hash is distinct from i.hash
      returning code, version, definition
    )
    insert into procedures (code, version, name, field_code, definition)
    select code, version, definition->>'name', definition->>'field', definition from added
    on conflict (code) do update set version = excluded.version, name = excluded.name,
      field_code = excluded.field_code, definition = excluded.definition, changed_at = now(), ended_at = null`.execute(
    tx,
  )
  const codes = definitions.map(({ code }) => code)
  // A procedure that comes back as it was has no new version, so it is not among those written above.
  await sql`
    update procedures set ended_at = case when code = any(${codes}) then null else now() end
    where (ended_at is null) <> (code = any(${codes}))`.execute(tx)
}
