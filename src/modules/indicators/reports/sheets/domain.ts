/** Biểu as a table for files. Pure. */

import type { Sheet, SheetColumn } from '#kernel/sheets.ts'
import { formatDate, type Language, textsFor } from '#kernel/text.ts'
import { reportLinks } from '../../links/domain.ts'
import { type Period, periodName } from '../../periods/domain.ts'
import { rowTable } from '../../rows/domain.ts'
import type { CellRows, ReportView } from '../domain.ts'
import { texts } from '../texts.ts'

/** Its name and its days. */
export function periodWords(period: Period, language: Language): string {
  const { days } = textsFor(texts, language)
  return `${periodName(period)[language]}, ${days(formatDate(period.from), formatDate(period.to))}`
}

/** The columns of the form: the number of the row, what it is about, the figures. */
export function reportColumns(
  { report }: Pick<ReportView, 'report'>,
  language: Language,
): readonly SheetColumn[] {
  const t = textsFor(texts, language)
  return [
    { label: t.order, kind: 'text', width: 0.5 },
    { label: report.rowHead[language], kind: 'text', width: 3 },
    ...report.columns.map(
      ({ name, under = [] }): SheetColumn => ({
        label: name[language],
        under: under.map((head) => head[language]),
        kind: 'figure',
      }),
    ),
  ]
}

/** Rows with their numbers; heads and the sum have none. */
export function numbered(
  rows: ReportView['rows'],
): readonly (ReportView['rows'][number] & { readonly order: string })[] {
  let order = 0
  return rows.map((row) => ({ ...row, order: row.kind ? '' : String(++order) }))
}

export function reportSheet(view: ReportView, publicUrl: string, language: Language): Sheet {
  const t = textsFor(texts, language)
  const { report, unit, period, rows, completeUntil, today } = view
  return {
    title: report.name[language],
    about: [unit.name, periodWords(period, language)],
    form: [report.form, report.legal],
    unit: t.unit,
    columns: reportColumns(view, language),
    isNumbered: true,
    rows: numbered(rows).map(({ order, name, kind, values }) =>
      kind === 'head' ? { kind, cells: [name] } : { ...(kind && { kind }), cells: [order, name, ...values] },
    ),
    notes: [...(period.to >= today ? [t.running] : []), ...report.notes.map((note) => note[language])],
    passport: `${publicUrl}${reportLinks.report(report.code, unit.code, period)}`,
    completeUntil,
    language,
  }
}

/** The dossiers behind one figure. */
export function cellSheet(
  found: CellRows,
  unitName: (id: string) => string,
  publicUrl: string,
  language: Language,
): Sheet {
  const t = textsFor(texts, language)
  const { view, column, row, rows } = found
  const { report, unit, period, completeUntil } = view
  const heads = [...(column.under ?? []), column.name].map((head) => head[language]).join(', ')
  return {
    title: t.rowsOf(row.name, heads),
    about: [report.form, unit.name, periodWords(period, language)],
    ...rowTable(rows, unitName, language),
    passport: `${publicUrl}${reportLinks.cell(report.code, unit.code, period, column.key, row.key)}`,
    completeUntil,
    language,
  }
}
