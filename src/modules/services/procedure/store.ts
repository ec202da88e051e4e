/** SQL of what an installation knows of a procedure beside its pack. */

import { sql, type Tx } from '#kernel/db.ts'
import type { ProcedureTexts } from '#kernel/packs.ts'
import type { PublishedTexts } from './domain.ts'

/** Nội dung do cơ quan công bố; none where the installation has imported no texts. */
export async function findTexts(tx: Tx, code: string): Promise<PublishedTexts | undefined> {
  const row = await tx
    .selectFrom('procedure_texts')
    .select('texts')
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.texts as PublishedTexts | undefined
}

/** Writes texts, new or changed, and says how many rows that were; the same texts again change nothing. */
export async function saveTexts(
  tx: Tx,
  batch: readonly ProcedureTexts[],
  source: string,
  importedAt: Date,
): Promise<number> {
  const { rows } = await sql<{ code: string }>`
    insert into procedure_texts (code, texts, source, imported_at)
    select code, texts, ${source}, ${importedAt}
    from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as i (code text, texts jsonb)
    on conflict (code) do update set texts = excluded.texts, source = excluded.source,
      imported_at = excluded.imported_at
    where procedure_texts.texts <> excluded.texts
    returning code`.execute(tx)
  return rows.length
}

/** Of these codes, the ones that the catalogue has. */
export async function knownCodes(tx: Tx, codes: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{
    code: string
  }>`select code from procedures where code = any(${codes})`.execute(tx)
  return new Set(rows.map(({ code }) => code))
}
