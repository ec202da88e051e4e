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

/**
 * Writes definitions as of the pack, in one round trip for the whole catalogue. Content that the pack said before changes
 * nothing. Changed content becomes the next version where the newest one came from a pack; where an office approved the
 * newest, its code is answered instead, and the office decides (docs/decisions/0008-versions-by-day.md).
 */
export async function saveDefinitions(
  tx: Tx,
  definitions: readonly NewDefinition[],
  today: CalendarDate,
): Promise<readonly string[]> {
  const { rows } = await sql<{ code: string }>`
    with input as (
      select code, "contentHash" as hash, "validFrom"::date as wanted, definition
      from jsonb_to_recordset(${JSON.stringify(definitions)}::jsonb)
        as i (code text, "contentHash" text, "validFrom" text, definition jsonb)
    ), newest as (
      select distinct on (code) code, origin, valid_from from procedure_versions where withdrawn_at is null
      order by code, valid_from desc, version desc
    ), numbers as (
      select code, max(version) as last from procedure_versions group by code
    ), changed as (
      select i.*, n.origin, n.valid_from as before, coalesce(m.last, 0) + 1 as version
      from input i left join procedures p using (code) left join newest n using (code) left join numbers m using (code)
      where p.pack_hash is distinct from i.hash
    ), added as (
      insert into procedure_versions (code, version, definition, content_hash, valid_from)
      select code, version, definition || jsonb_build_object('version', version), hash,
        case when before is not null then greatest(before, wanted, ${today}::date)
          when wanted > ${today}::date then wanted else '0001-01-01' end
      from changed where origin is distinct from 'office'
    ), told as (
      insert into procedures (code, name, field_code, pack_hash)
      select code, definition->>'name', definition->>'field', hash from changed
      on conflict (code) do update set name = excluded.name, field_code = excluded.field_code,
        pack_hash = excluded.pack_hash, changed_at = now()
    )
    select code from changed where origin = 'office'`.execute(tx)
  const codes = definitions.map(({ code }) => code)
  // A procedure that comes back as it was has no new version, so it is not among those written above.
  await sql`
    update procedures set ended_at = case when code = any(${codes}) then null else now() end
    where (ended_at is null) <> (code = any(${codes}))`.execute(tx)
  return rows.map(({ code }) => code)
}
