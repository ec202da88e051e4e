/** Biểu báo cáo: sums become the rows of an official form. Pure. */

import { defineRefusals } from '#kernel/errors.ts'
import type { UnitLevel } from '#kernel/measures.ts'
import type { Report } from '#kernel/packs.ts'
import type { CalendarDate } from '#kernel/types.ts'
import type { Period, PeriodKind } from '../periods/domain.ts'
import type { Ward } from '../reach/domain.ts'
import type { NetRow } from '../rows/domain.ts'
import { type Counted, formulaOver, keyOf, type Wanted, wantedBy } from '../scoring/domain.ts'

export const refusal = defineRefusals('indicators', {
  unknownReport: [
    'notFound',
    'Không có biểu này trong kỳ đã chọn. Chọn lại ở trang Biểu báo cáo.',
    'There is no such form in the period. Choose one on the page of the forms.',
  ],
  unknownRow: [
    'notFound',
    'Không có dòng hoặc cột này trong biểu. Mở lại biểu.',
    'There is no such row or column in the form. Open the form again.',
  ],
})

/** Periods that these reports are made for; those of Decree 09/2019 first (docs/legal.md#report-periods). */
export const reportPeriods = [
  'reportQuarter',
  'reportHalfYear',
  'reportNineMonths',
  'reportYear',
  'quarter',
  'halfYear',
  'nineMonths',
  'year',
] as const satisfies readonly PeriodKind[]

/** Cấp: departments settle at the level of the province. */
export const tiers = ['province', 'district', 'commune'] as const
export type Tier = (typeof tiers)[number]
export const tierOf = (level: UnitLevel): Tier => (level === 'department' ? 'province' : level)

/** The form as it holds on the last day of a period. */
export const reportOn = (reports: readonly Report[], code: string, on: string): Report | undefined =>
  reports.find(
    (report) =>
      report.code === code &&
      report.validFrom <= on &&
      (report.validTo === undefined || on <= report.validTo),
  )

/** What was counted for one row. */
export type RowSum = {
  readonly key: string
  readonly measure: string
  readonly during: number
  readonly before: number
}

/** `key` stands in addresses; that of the sum of all rows is `tong`. */
export type ReportRow = {
  readonly key: string
  readonly name: string
  readonly kind?: 'head' | 'total'
  readonly values: readonly (number | null)[]
}
export const totalKey = 'tong'

type Line = { readonly key: string; readonly name: string; readonly head?: string }

/** Wanted readings of all columns. */
export const wantedOf = ({ columns }: Report): readonly Wanted[] => wantedBy(columns)

/** Lines in their order with their heads, and the sum. `null` where nothing was known yet in the period. */
export function reportRows(
  report: Report,
  lines: readonly Line[],
  sums: readonly RowSum[],
  { isDark, total }: { readonly isDark: boolean; readonly total: string },
): readonly ReportRow[] {
  const wanted = wantedOf(report)
  const bySum = Map.groupBy(sums, ({ key }) => key)
  const valuesOf = (own: readonly RowSum[]) => {
    const counted = countedOver(wanted, own)
    return report.columns.map(({ of }) => (isDark ? null : formulaOver(of, counted)))
  }
  const rows = lines.flatMap(({ key, name, head }, index): ReportRow[] => {
    const isFirst = head !== undefined && lines[index - 1]?.head !== head
    return [
      ...(isFirst ? [{ key: `dau-${index}`, name: head, kind: 'head' as const, values: [] }] : []),
      { key, name, values: valuesOf(bySum.get(key) ?? []) },
    ]
  })
  return [...rows, { key: totalKey, name: total, kind: 'total', values: valuesOf(sums) }]
}

function countedOver(wanted: readonly Wanted[], sums: readonly RowSum[]): Counted {
  const totals = new Map<string, { during: number; before: number }>()
  for (const { measure, during, before } of sums) {
    const total = totals.get(measure) ?? { during: 0, before: 0 }
    totals.set(measure, { during: total.during + during, before: total.before + before })
  }
  return new Map(
    wanted.map((one) => {
      const { during, before } = totals.get(one.measure) ?? { during: 0, before: 0 }
      const value = one.reading === 'during' ? during : one.reading === 'before' ? before : before + during
      return [keyOf(one), value]
    }),
  )
}

export type ReportView = {
  readonly report: Report
  /** Forms of the period, to choose from. */
  readonly reports: readonly Report[]
  readonly unit: Ward
  readonly wards: readonly Ward[]
  readonly period: Period
  readonly rows: readonly ReportRow[]
  readonly completeUntil: Date
  readonly today: CalendarDate
  /** Whether the officer may see the dossiers behind the figures, and say why they were late. */
  readonly hasRows: boolean
  readonly mayExplain: boolean
}

export type CellRows = {
  readonly view: ReportView
  readonly column: Report['columns'][number]
  readonly row: ReportRow
  readonly rows: readonly NetRow[]
  readonly total: number
  readonly page: number
}
