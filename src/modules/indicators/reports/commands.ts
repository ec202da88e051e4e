/** Lập biểu: an official form for an agency and all below it, and the dossiers behind each of its figures. */

import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { takenUntil } from '#kernel/events.ts'
import type { Report } from '#kernel/packs.ts'
import { textsFor } from '#kernel/text.ts'
import { refusal as indicatorRefusal } from '../domain.ts'
import { spanOf } from '../figures/commands.ts'
import { holds, levelOf, type Span, type UnitAt } from '../figures/domain.ts'
import { firstDay } from '../figures/store.ts'
import { foldName } from '../folding/commands.ts'
import { type Period, parsePeriod, periodOf } from '../periods/domain.ts'
import { reachedFor, wardsOf } from '../reach/commands.ts'
import { scoredAbove } from '../reach/domain.ts'
import { pageOf, windowsOf } from '../rows/domain.ts'
import * as things from '../rows/store.ts'
import {
  type CellRows,
  type ReportRow,
  type ReportView,
  type RowSum,
  refusal,
  reportOn,
  reportPeriods,
  reportRows,
  type Tier,
  tierOf,
  tiers,
  totalKey,
  wantedOf,
} from './domain.ts'
import * as store from './store.ts'
import { texts } from './texts.ts'

/** The period asked for; without one the report quarter that runs. Throws `indicators.unknownPeriod`. */
export function wantedReportPeriod({ today }: Context, text: string | undefined): Period {
  const period = text ? parsePeriod(text) : periodOf('reportQuarter', today)
  if (!period || period.from > today || !reportPeriods.some((kind) => kind === period.kind))
    throw indicatorRefusal.unknownPeriod()
  return period
}

export type AskedReport = {
  readonly code: string
  readonly unitCode: string | undefined
  readonly period: Period
}

/** Throws `indicators.unknownReport`, `indicators.unknownUnit`. */
export async function openReport(context: Context, asked: AskedReport): Promise<ReportView> {
  const { code, unitCode, period } = asked
  const span = spanOf(period, context)
  const report = reportOn(context.pack.reports, code, span.to)
  if (!report) throw refusal.unknownReport()
  const reports = context.pack.reports.filter((one) => reportOn([one], one.code, span.to))
  return read(context, async (tx) => {
    const { wards, unit, units } = await wardsOf(tx, context, span.to, unitCode)
    const inside = units.filter((one) => holds(unit, one))
    const reached = await reachedFor(tx, context, 'indicators.view')
    const explained = await reachedFor(tx, context, 'indicators.explain')
    const start = await firstDay(tx)
    const isDark = start === undefined || span.to < start
    const material = { context, report, units, inside, span }
    const rows =
      report.rows === 'reasons' ? await reasonRows(tx, material, isDark) : await sumRows(tx, material, isDark)
    return {
      report,
      reports,
      unit,
      wards,
      period,
      rows,
      completeUntil: await takenUntil(tx, context, foldName),
      today: context.today,
      hasRows: inside.some(({ id }) => reached.has(id)),
      mayExplain: inside.some(({ id }) => explained.has(id)),
    }
  })
}

type Material = {
  readonly context: Context
  readonly report: Report
  readonly units: readonly UnitAt[]
  /** The agency and all that stood under it. */
  readonly inside: readonly UnitAt[]
  readonly span: Span
}

async function sumRows(tx: Tx, material: Material, isDark: boolean): Promise<readonly ReportRow[]> {
  const { context, report, units, inside, span } = material
  const measures = [...new Set(wantedOf(report).map(({ measure }) => measure))]
  const sums = await store.sumsByItem(
    tx,
    span,
    measures,
    inside.map(({ id }) => id),
  )
  const keys = keysFor(report, units, context)
  const found = sums.map(({ unitId, item, ...sum }): RowSum => ({ ...sum, key: keys.of(unitId, item) }))
  const there = new Set(found.map(({ key }) => key))
  const lines = keys.lines(inside, span).filter(({ key, isAlways }) => isAlways || there.has(key))
  return reportRows(report, lines, found, { isDark, total: totalName(context) })
}

const totalName = ({ language }: Context) => textsFor(texts, language).total
const otherField = 'khac'

/** How rows are told apart: by level and field, or by agency. */
function keysFor(report: Report, units: readonly UnitAt[], context: Context) {
  const { pack, language } = context
  const t = textsFor(texts, language)
  const owner = new Map(units.map((unit) => [unit.id, scoredAbove(units, unit)]))
  const tierAt = (unitId: string): Tier => tierOf(levelIn(owner.get(unitId)))
  if (report.rows === 'agencies')
    return {
      of: (unitId: string, _item: string) => owner.get(unitId)?.id ?? unitId,
      lines: (inside: readonly UnitAt[], { to }: Span) =>
        tiers.flatMap((tier) =>
          inside
            .filter((unit) => {
              const level = levelOf(unit)
              return level !== undefined && tierOf(level) === tier
            })
            .map((unit) => ({
              key: unit.id,
              name: unit.name,
              head: t[tier],
              isAlways: unit.validFrom <= to && (unit.validTo === null || to <= unit.validTo),
            })),
        ),
    }
  const fieldOf = new Map(pack.catalogue.map(({ code, field }) => [code, field]))
  const fields = [
    ...pack.fields.map(({ code, name }) => [code, name] as const),
    [otherField, t.otherField] as const,
  ]
  return {
    of: (unitId: string, item: string) => `${tierAt(unitId)}~${fieldOf.get(item) ?? otherField}`,
    lines: () =>
      tiers.flatMap((tier) =>
        fields.map(([code, name]) => ({ key: `${tier}~${code}`, name, head: t[tier], isAlways: false })),
      ),
  }
}

const levelIn = (unit: UnitAt | undefined) => (unit && levelOf(unit)) ?? 'province'

/** Rows of reasons: the things themselves are looked at, for each has its own. */
async function reasonRows(tx: Tx, material: Material, isDark: boolean): Promise<readonly ReportRow[]> {
  const { context, report, inside, span } = material
  const { pack, language } = context
  const t = textsFor(texts, language)
  const unitIds = inside.map(({ id }) => id)
  const columns = await Promise.all(
    report.columns.map(async ({ of }) => {
      const windows = windowsOf(of, span) ?? []
      return things.netByReason(tx, { windows, unitIds })
    }),
  )
  const fieldOf = new Map(pack.catalogue.map(({ code, field }) => [code, field]))
  const known = new Set((report.reasons ?? []).map(({ key }) => key))
  const keyed = columns.map((sums) =>
    sums.map(({ item, reason, value }) => ({
      field: fieldOf.get(item) ?? otherField,
      reason: reason !== null && known.has(reason) ? reason : '',
      value,
    })),
  )
  const sumOf = (field: string | undefined, reason: string | undefined) =>
    keyed.map((sums) =>
      isDark
        ? null
        : sums
            .filter((one) => (field ?? one.field) === one.field && (reason ?? one.reason) === one.reason)
            .reduce((total, { value }) => total + value, 0),
    )
  const reasons = [
    ...(report.reasons ?? []).map(({ key, name }) => [key, name[language]] as const),
    ['', t.noReason] as const,
  ]
  const fields = [
    ...pack.fields.map(({ code, name }) => [code, name] as const),
    [otherField, t.otherField] as const,
  ]
  const rows = fields.flatMap(([field, name]): ReportRow[] => {
    const own = reasons.flatMap(([reason, words]): ReportRow[] => {
      const values = sumOf(field, reason)
      return values.some((value) => value !== 0 && value !== null)
        ? [{ key: `${field}~${reason || 'chua-ghi'}`, name: words, values }]
        : []
    })
    return own.length > 0 ? [{ key: `dau-${field}`, name, kind: 'head', values: [] }, ...own] : []
  })
  return [...rows, { key: totalKey, name: t.total, kind: 'total', values: sumOf(undefined, undefined) }]
}

export type AskedCell = AskedReport & { readonly column: string; readonly row: string; readonly page: number }

/**
 * Từng hồ sơ behind one figure of a form, of the agencies in the officer's reach. Throws `indicators.unknownRow`,
 * `indicators.unknownUnit`, and what `openReport` throws.
 */
export async function openCell(context: Context, asked: AskedCell, isWhole = false): Promise<CellRows> {
  const view = await openReport(context, asked)
  const { report, unit, period } = view
  const column = report.columns.find(({ key }) => key === asked.column)
  const row = view.rows.find(({ key, kind }) => key === asked.row && kind !== 'head')
  const span = spanOf(period, context)
  const windows = column && windowsOf(column.of, span)
  if (!column || !row || !windows) throw refusal.unknownRow()
  return read(context, async (tx) => {
    const { units } = await wardsOf(tx, context, span.to, unit.code)
    const reached = await reachedFor(tx, context, 'indicators.view')
    const inside = units.filter((one) => holds(unit, one) && reached.has(one.id))
    if (inside.length === 0) throw indicatorRefusal.unknownUnit({ details: { code: unit.code } })
    const scope = scopeOfRow(context, report, units, inside, row.key)
    const found = await things.netRows(tx, { windows, ...scope }, pageOf(asked.page, isWhole))
    return { view, column, row, page: asked.page, ...found }
  })
}

/** Which agencies, procedures and reason a row stands for. */
function scopeOfRow(
  { pack }: Context,
  report: Report,
  units: readonly UnitAt[],
  inside: readonly UnitAt[],
  key: string,
): Omit<things.Asked, 'windows'> {
  const all = inside.map(({ id }) => id)
  if (key === totalKey) return { unitIds: all }
  if (report.rows === 'agencies')
    return { unitIds: inside.filter((one) => scoredAbove(units, one)?.id === key).map(({ id }) => id) }
  const [first = '', second = ''] = key.split('~')
  const itemsOf = (field: string) =>
    field === otherField
      ? { exceptItems: pack.catalogue.map(({ code }) => code) }
      : { items: pack.catalogue.filter((one) => one.field === field).map(({ code }) => code) }
  if (report.rows === 'reasons')
    return { unitIds: all, ...itemsOf(first), reason: second === 'chua-ghi' ? '' : second }
  const own = inside.filter((one) => tierOf(levelIn(scoredAbove(units, one))) === first)
  return { unitIds: own.map(({ id }) => id), ...itemsOf(second) }
}
