/** Schema of report tables: official forms filled with what modules count. */
import { type Static, Type } from 'typebox'
import { Bilingual, Expression, file, Name, record, Slug, validity } from './shapes.ts'

/**
 * Cột của biểu: `of` reads `before.<measure>`, `during.<measure>`, `upTo.<measure>` as indicators do, and must be a sum, so
 * that the dossiers behind each figure can be shown.
 */
const Column = record({
  key: Slug,
  name: Bilingual,
  /** Heads above it, the outermost first. */
  under: Type.Optional(Type.Array(Bilingual, { maxItems: 2 })),
  of: Expression,
})

/**
 * Biểu báo cáo. Rows are fields of procedures by level, agencies by level, or the reasons why dossiers were late; the first
 * column of rows of reasons holds every late dossier.
 */
export const Report = file({
  code: Slug,
  /** Number of the form, as the text that lays it down has it. */
  form: Name,
  name: Bilingual,
  ...validity,
  legal: Name,
  rows: Type.Enum(['fields', 'agencies', 'reasons']),
  rowHead: Bilingual,
  columns: Type.Array(Column, { minItems: 1, maxItems: 30 }),
  /** Nguyên nhân quá hạn that may be named for a dossier; for rows of reasons. */
  reasons: Type.Optional(Type.Array(record({ key: Slug, name: Bilingual }), { minItems: 1, maxItems: 30 })),
  /** How it is counted, and what is not certain of it. */
  notes: Type.Array(Bilingual),
})
export type Report = Static<typeof Report>
