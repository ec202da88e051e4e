/** SQL of reception at the counter. */

import { sql, type Tx } from '#kernel/db.ts'
import { searchKey } from '#kernel/text.ts'
import type { ProcedureChoice } from '../queue/store.ts'

const choicesMax = 20

/** Procedures by code or by words of the name, typed with or without marks; those asked for most come first. */
export async function findProcedures(tx: Tx, text: string): Promise<readonly ProcedureChoice[]> {
  const words = searchKey(text).split(' ').filter(Boolean).slice(0, 8)
  const fits = words.map((word) => sql`lower(unaccent(p.name)) like ${`%${word}%`}`)
  const { rows } = await sql<ProcedureChoice>`
    select p.code, p.name
    from procedures p left join lateral (
      select count(*) as asked from dossiers d where d.procedure_code = p.code) used on true
    where p.ended_at is null and (p.code = ${text.trim()}
      or ${fits.length > 0 ? sql`(${sql.join(fits, sql` and `)})` : sql`used.asked > 0`})
    order by used.asked desc, length(p.name), p.code limit ${choicesMax}`.execute(tx)
  return rows
}

/** The account of a citizen with this identity number, if there is one. */
export async function findCitizenId(tx: Tx, identityNumber: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('persons')
    .select('id')
    .where('kind', '=', 'citizen')
    .where('identity_number', '=', identityNumber)
    .executeTakeFirst()
  return row?.id
}

export type OwnFile = { readonly id: string; readonly name: string; readonly bytes: number }

export async function findOwnFiles(
  tx: Tx,
  ownerId: string,
  ids: readonly string[],
): Promise<readonly OwnFile[]> {
  const real = ids.filter((id) => /^[0-9a-f-]{36}$/.test(id))
  if (real.length === 0) return []
  return tx
    .selectFrom('files')
    .select(['id', 'name', 'bytes'])
    .where('owner_id', '=', ownerId)
    .where('id', 'in', real)
    .execute()
}
