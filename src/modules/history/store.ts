/** SQL of imports and kept mappings. */

import { sql, type Tx } from '#kernel/db.ts'
import type { Sentence } from '#kernel/errors.ts'
import type { Figures, Found, Import, ImportState, Mapping, Report } from './domain.ts'

const imports = (tx: Tx) =>
  tx
    .selectFrom('history_imports')
    .select([
      'id',
      'procedure_code as procedureCode',
      'procedure_version as procedureVersion',
      'source',
      'file_sha256 as fileSha256',
      'file_name as fileName',
      'unit_id as unitId',
      'state',
      'mapping',
      'found',
      'report',
      'figures',
      'failure',
      'replaces',
      'done_count as doneCount',
      'total_count as totalCount',
      sql<boolean>`alive_at < clock_timestamp() - interval '60 seconds'`.as('isSilent'),
      'made_at as madeAt',
      'loaded_at as loadedAt',
    ])
    .$castTo<Import>()

export async function findImport(tx: Tx, id: string): Promise<Import | undefined> {
  return imports(tx).where('id', '=', id).executeTakeFirst()
}

/** The same, locked: of two who act at once, the second sees what the first did. */
export async function findImportForUpdate(tx: Tx, id: string): Promise<Import | undefined> {
  return imports(tx).where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The newest first. */
export async function findImports(tx: Tx, max: number): Promise<readonly Import[]> {
  return imports(tx).orderBy('made_at', 'desc').orderBy('id').limit(max).execute()
}

/** A log that was brought in and stands. */
export type LoadedLog = Pick<Import, 'id' | 'procedureCode' | 'procedureVersion' | 'source' | 'fileName'>

/** Nhật ký đã nạp, the newest first. */
export async function findLoadedLogs(tx: Tx, max: number): Promise<readonly LoadedLog[]> {
  return imports(tx).where('state', '=', 'loaded').orderBy('loaded_at', 'desc').limit(max).execute()
}

/** The import that stands of this very file. */
export async function findLoadedFile(tx: Tx, sha256: string, procedure: string): Promise<Import | undefined> {
  return imports(tx)
    .where('file_sha256', '=', sha256)
    .where('procedure_code', '=', procedure)
    .where('state', '=', 'loaded')
    .executeTakeFirst()
}

/** Two who upload the same file at once come one after the other. */
export async function lockFile(tx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`history ${sha256}`}, 0))`.execute(tx)
}

type NewImport = Pick<
  Import,
  | 'id'
  | 'procedureCode'
  | 'procedureVersion'
  | 'source'
  | 'fileSha256'
  | 'fileName'
  | 'unitId'
  | 'mapping'
  | 'replaces'
> & { readonly fileBytes: number; readonly madeBy: string | null; readonly at: Date }

export async function insertImport(tx: Tx, one: NewImport): Promise<void> {
  await tx
    .insertInto('history_imports')
    .values({
      id: one.id,
      procedure_code: one.procedureCode,
      procedure_version: one.procedureVersion,
      source: one.source,
      file_sha256: one.fileSha256,
      file_name: one.fileName,
      file_bytes: one.fileBytes,
      unit_id: one.unitId,
      state: 'reading',
      mapping: JSON.stringify(one.mapping),
      replaces: one.replaces,
      alive_at: one.at,
      made_by: one.madeBy,
      made_at: one.at,
    })
    .execute()
}

export type ImportChange = {
  readonly state?: ImportState
  readonly mapping?: Mapping
  readonly found?: Found
  readonly report?: Report
  readonly figures?: Figures
  readonly failure?: Sentence | null
  readonly doneCount?: number
  readonly totalCount?: number
  readonly loadedAt?: Date
}

/** Every change is a sign of life. */
export async function saveImport(tx: Tx, id: string, change: ImportChange): Promise<void> {
  const json = (value: object | null | undefined) =>
    value === undefined ? undefined : value === null ? null : JSON.stringify(value)
  await tx
    .updateTable('history_imports')
    .set({
      // The server's own clock: a long job outlives the moment at which it began.
      alive_at: sql`(select clock_timestamp())`,
      state: change.state,
      mapping: json(change.mapping) ?? undefined,
      found: json(change.found),
      report: json(change.report),
      figures: json(change.figures),
      failure: json(change.failure),
      done_count: change.doneCount,
      total_count: change.totalCount,
      loaded_at: change.loadedAt,
    })
    .where('id', '=', id)
    .execute()
}

export async function findKeptMapping(
  tx: Tx,
  source: string,
  procedure: string,
): Promise<Mapping | undefined> {
  const row = await tx
    .selectFrom('history_mappings')
    .select('mapping')
    .where('source', '=', source)
    .where('procedure_code', '=', procedure)
    .executeTakeFirst()
  return row?.mapping as Mapping | undefined
}

export async function keepMapping(
  tx: Tx,
  { source, procedureCode }: Import,
  mapping: Mapping,
  at: Date,
): Promise<void> {
  const row = { mapping: JSON.stringify(mapping), kept_at: at }
  await tx
    .insertInto('history_mappings')
    .values({ source, procedure_code: procedureCode, ...row })
    .onConflict((on) => on.columns(['source', 'procedure_code']).doUpdateSet(row))
    .execute()
}
