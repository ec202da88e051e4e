/** SQL of the catalogue: what is in force on a day, and what the pack says. */

import { sql, type Tx } from '#kernel/db.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { ProcedureDefinition } from './domain.ts'

/**
 * Phiên bản có hiệu lực vào một ngày; none once the procedure has ended. Nothing has to run at midnight: the day asked for
 * decides. A definition is stored whole, so reading it needs no pack.
 */
export async function findProcedure(
  tx: Tx,
  code: string,
  day: CalendarDate,
): Promise<ProcedureDefinition | undefined> {
  const { rows } = await sql<{ definition: ProcedureDefinition }>`
    select v.definition from procedures p join procedure_versions v on v.code = p.code
    where p.code = ${code} and p.ended_at is null and v.valid_from <= ${day}::date and v.withdrawn_at is null
    order by v.valid_from desc, v.version desc limit 1`.execute(tx)
  return rows[0]?.definition
}

/** The version a dossier or a draft was pinned to. */
export async function findProcedureVersion(
  tx: Tx,
  code: string,
  version: number,
): Promise<ProcedureDefinition | undefined> {
  const { rows } = await sql<{ definition: ProcedureDefinition }>`
    select definition from procedure_versions where code = ${code} and version = ${version}`.execute(tx)
  return rows[0]?.definition
}

export type NewDefinition = {
  readonly code: string
  readonly contentHash: string
  /** The first day on which the pack wants it in force, where it names one. */
  readonly validFrom: string | null
  readonly definition: Omit<ProcedureDefinition, 'version'>
}

type Changed = {
  readonly code: string
  readonly origin: 'pack' | 'office' | null
  readonly validFrom: string | null
  readonly version: number
}

/** Of a definition's size a few hundred make a statement that a busy server still answers in time. */
const batchSize = 200

/**
 * Writes definitions as of the pack. Content that the pack said before changes nothing. Changed content becomes the next
 * version where the newest one came from a pack; where an office approved the newest, its code is answered instead, and
 * the office decides (docs/decisions/0008-versions-by-day.md).
 */
export async function saveDefinitions(
  tx: Tx,
  definitions: readonly NewDefinition[],
  today: CalendarDate,
): Promise<readonly string[]> {
  const changed = await findChanged(tx, definitions)
  const byCode = new Map(definitions.map((one) => [one.code, one]))
  const added = changed.flatMap((one) => {
    const said = byCode.get(one.code)
    if (!said || one.origin === 'office') return []
    const { code, version } = one
    const validFrom = firstDay(one, said.validFrom, today)
    return [{ code, version, validFrom, hash: said.contentHash, definition: { ...said.definition, version } }]
  })
  for (let from = 0; from < added.length; from += batchSize)
    await sql`
      insert into procedure_versions (code, version, definition, content_hash, valid_from)
      select code, version, definition, hash, "validFrom"
      from jsonb_to_recordset(${JSON.stringify(added.slice(from, from + batchSize))}::jsonb)
        as i (code text, version int, "validFrom" date, hash text, definition jsonb)`.execute(tx)
  const told = changed.flatMap(({ code }) => {
    const said = byCode.get(code)
    return said
      ? [{ code, name: said.definition.name, field: said.definition.field, hash: said.contentHash }]
      : []
  })
  await sql`
    insert into procedures (code, name, field_code, pack_hash, changed_at)
    select code, name, field, hash, now()
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as i (code text, name text, field text, hash text)
    on conflict (code) do update set name = excluded.name, field_code = excluded.field_code,
      pack_hash = excluded.pack_hash, changed_at = excluded.changed_at`.execute(tx)
  const codes = definitions.map(({ code }) => code)
  // A procedure that comes back as it was has no new version, so it is not among those written above.
  await sql`update procedures set ended_at = now() where ended_at is null and code <> all(${codes})`.execute(
    tx,
  )
  await sql`update procedures set ended_at = null where ended_at is not null and code = any(${codes})`.execute(
    tx,
  )
  return changed.flatMap(({ code, origin }) => (origin === 'office' ? [code] : []))
}

/** Procedures of which the pack says something else than before, with their newest version. */
async function findChanged(tx: Tx, definitions: readonly NewDefinition[]): Promise<readonly Changed[]> {
  const said = definitions.map(({ code, contentHash }) => ({ code, hash: contentHash }))
  const { rows } = await sql<Changed>`
    select i.code, n.origin, n.valid_from as "validFrom",
      (select coalesce(max(v.version), 0) + 1 from procedure_versions v where v.code = i.code) as version
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as i (code text, hash text)
      left join procedures p using (code)
      left join lateral (select origin, valid_from from procedure_versions v
        where v.code = i.code and v.withdrawn_at is null order by valid_from desc, version desc limit 1) n on true
    where p.pack_hash is distinct from i.hash`.execute(tx)
  return rows
}

/** The first version of all has always been in force, unless the pack announces it for later. */
function firstDay({ validFrom: before }: Changed, wanted: string | null, today: CalendarDate): string {
  if (before !== null) return [before, wanted ?? today, today].toSorted().at(-1) ?? today
  return wanted !== null && wanted > today ? wanted : '0001-01-01'
}
