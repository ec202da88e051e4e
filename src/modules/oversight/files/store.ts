/** SQL of the files of open cases and of when each was last found whole. */

import type { Lack } from '#kernel/cases.ts'
import { sql, type Tx } from '#kernel/db.ts'

const viewName = /^[a-z][a-z_]{0,60}$/

type Part = ReturnType<typeof sql>

/**
 * Files of cases, with which case `c` each is: the published views of all modules, each joined by itself, so that only what is asked
 * for is read of it. Their names are the modules' own and are checked all the same.
 */
function caseFiles(views: readonly string[], isAsked: Part) {
  const wrong = views.find((view) => !viewName.test(view))
  if (wrong) throw new Error(`Not a view's name: ${wrong}`)
  const each = views.map(
    (
      view,
    ) => sql`select c.id as case_id, of.file_id from cases c join ${sql.table(view)} of on of.case_id = c.id
      where c.ended_at is null and ${isAsked}`,
  )
  return each.length === 0
    ? sql`(select null::uuid as case_id, null::uuid as file_id where false)`
    : sql`(${sql.join(each, sql` union all `)})`
}

export type ProvenFile = {
  readonly fileId: string
  readonly sha256: string
  readonly state: 'right' | 'missing' | 'wrong' | null
}

/** One case, or one of so many parts of all that are open, each about as large. */
export type Looked = { readonly caseId: string } | { readonly part: number; readonly of: number }

/** Files of open cases, those never read first, then those read longest ago. */
export async function findFiles(
  tx: Tx,
  views: readonly string[],
  looked: Looked,
): Promise<readonly ProvenFile[]> {
  // The last byte of an id is drawn, whatever its time.
  const isLooked =
    'caseId' in looked
      ? sql`c.id = ${looked.caseId}`
      : sql`get_byte(uuid_send(c.id), 15) % ${looked.of} = ${looked.part}`
  const { rows } = await sql<ProvenFile>`
    select f.id as "fileId", f.sha256, p.state
    from (select distinct file_id from ${caseFiles(views, isLooked)} looked) needed
      join files f on f.id = needed.file_id left join file_proofs p on p.file_id = f.id
    order by p.read_at nulls first`.execute(tx)
  return rows
}

export type FileFound = {
  readonly fileId: string
  readonly state: 'right' | 'missing' | 'wrong'
}

export async function saveProofs(tx: Tx, found: readonly FileFound[], at: Date): Promise<void> {
  if (found.length === 0) return
  await sql`
    insert into file_proofs as p (file_id, state, read_at, since)
    select given."fileId", given.state, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as given ("fileId" uuid, state text)
    on conflict (file_id) do update set state = excluded.state, read_at = excluded.read_at,
      since = case when p.state = excluded.state then p.since else excluded.since end`.execute(tx)
}

/** Open cases with a file that is missing or not what it was. */
export async function findLost(tx: Tx, views: readonly string[]): Promise<readonly Lack[]> {
  const { rows } = await sql<Lack>`
    select c.id as "caseId", c.code, case p.state when 'missing' then 'fileMissing' else 'fileWrong' end as kind,
      f.id::text as place, c.holder_unit_id as "unitId", c.holder_id as "holderId", p.since, f.name as detail
    from file_proofs p join files f on f.id = p.file_id
      join ${caseFiles(views, sql`of.file_id in (select file_id from file_proofs where state <> 'right')`)} of on of.file_id = p.file_id
      join cases c on c.id = of.case_id
    where p.state <> 'right'`.execute(tx)
  return rows
}

export async function findFileHash(
  tx: Tx,
  fileId: string,
): Promise<{ readonly sha256: string; readonly ownerId: string | undefined } | undefined> {
  const row = await tx
    .selectFrom('files')
    .select(['sha256', 'owner_id as ownerId'])
    .where('id', '=', fileId)
    .executeTakeFirst()
  return row && { sha256: row.sha256, ownerId: row.ownerId ?? undefined }
}
