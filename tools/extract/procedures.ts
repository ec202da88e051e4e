/** Turns the rows of the national portal into entries of the catalogue, grouped by field. */
import type { CatalogueEntry, Field, Flag, Row } from '../../src/kernel/packs.ts'
import { competences, writtenFields } from './departments.ts'
import {
  agencyMismatch,
  agencyOf,
  applicantsOf,
  channelsOf,
  legalNumbersOf,
  levelsOf,
  resultsOf,
  type WayRow,
} from './facts.ts'
import { papersOf } from './papers.ts'
import { plain, slug } from './words.ts'

type Entry = Omit<CatalogueEntry, 'field'>

const kindOf: Record<string, NonNullable<Entry['kind']>> = {
  'TTHC được giao luật quy định chi tiết': 'detailed',
  'TTHC không được luật giao cho địa phương quy định': 'notDetailed',
  'Loại khác': 'other',
}
/** A name on this many codes is a fault of the source, not a procedure. */
const sameNameSuspect = 4

const textOf = ({ cells }: Row, column: string): string => {
  const value = cells[column]
  return typeof value === 'string' ? value : ''
}

/** Lĩnh vực: every field of the hand-written table that some row uses. Throws when a field has no department. */
export function fieldsOf(rows: readonly Row[]): Field[] {
  const names = new Set([...rows.map((row) => plain(textOf(row, 'linh_vuc'))), ...writtenFields])
  return [...names]
    .map((name): Field => {
      const competence = competences.find(({ fields }) => fields.includes(name))
      if (!competence)
        throw new Error(`Lĩnh vực “${name}” chưa có cơ quan; hãy thêm vào tools/extract/departments.ts.`)
      const { department, communeOffice } = competence
      return { code: slug(name), name, department, ...(communeOffice ? { communeOffice } : {}) }
    })
    .sort((a, b) => a.code.localeCompare(b.code))
}

/** The official name without stray full stops and without its own code in brackets at the end. */
function officialName(row: Row): string {
  return plain(textOf(row, 'ten_thu_tuc'))
    .replace(/^[\s.;:,-]+/, '')
    .replace(/\s*\(\s*\d\.\d{6}\s*\)\s*$/, '')
    .replace(/[\s.;,]+$/, '')
}

function entryOf(row: Row, results: string, sameNames: ReadonlyMap<string, number>): Entry {
  const name = officialName(row)
  const levels = levelsOf(textOf(row, 'cap_thuc_hien'))
  const agency = agencyOf(textOf(row, 'co_quan_thuc_hien'))
  const competent = agencyOf(textOf(row, 'co_quan_co_tham_quyen'))
  const kind = kindOf[plain(textOf(row, 'loai_thu_tuc'))]
  const { papers, unreadable } = papersOf(textOf(row, 'thanh_phan_ho_so'))
  const known = resultsOf(results || textOf(row, 'ket_qua_xu_ly'))
  const flags: Flag[] = [
    ...((sameNames.get(name) ?? 0) >= sameNameSuspect ? (['nameSuspect'] as const) : []),
    ...(agencyMismatch(levels, agency) ? (['agencyLevelMismatch'] as const) : []),
    ...(unreadable > papers.length / 2 || (unreadable > 0 && papers.length === 0)
      ? (['papersUnreadable'] as const)
      : []),
    ...(papers.length === 0 && unreadable === 0 ? (['papersMissing'] as const) : []),
    ...(known.length === 0 ? (['resultMissing'] as const) : []),
  ]
  return {
    code: plain(textOf(row, 'ma_thu_tuc')),
    name,
    levels,
    applicants: applicantsOf(textOf(row, 'doi_tuong_thuc_hien')),
    ...(kind ? { kind } : {}),
    decision: plain(textOf(row, 'so_quyet_dinh')),
    channels: channelsOf(Array.isArray(row.cells.hinh_thuc_nop) ? (row.cells.hinh_thuc_nop as WayRow[]) : []),
    papers: [...papers],
    results: known,
    legal: legalNumbersOf(textOf(row, 'can_cu_phap_ly')),
    ...(agency ? { agency } : {}),
    ...(competent ? { competent } : {}),
    ...(flags.length > 0 ? { flags } : {}),
  }
}

/** Field code → entries, both sorted by code. `results` holds the results of the national table by procedure code. */
export function catalogueOf(
  rows: readonly Row[],
  results: ReadonlyMap<string, string>,
): Map<string, Entry[]> {
  const names = rows.map(officialName)
  const sameNames = new Map([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]))
  const entries = rows.map((row) => ({
    field: slug(plain(textOf(row, 'linh_vuc'))),
    entry: entryOf(row, results.get(textOf(row, 'ma_thu_tuc')) ?? '', sameNames),
  }))
  const sorted = entries.sort((a, b) => a.entry.code.localeCompare(b.entry.code))
  const grouped = Map.groupBy(sorted, ({ field }) => field)
  return new Map(
    [...grouped]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([field, all]) => [field, all.map(({ entry }) => entry)]),
  )
}
