/** What the worker finds in a log before anything is loaded. */

import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { inTransaction, read } from '#kernel/db.ts'
import { type Unit, unitsOn } from '#modules/organisation/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import { type BuiltCase, buildCase } from '../building/cases/domain.ts'
import { type Grouped, groupEvents } from '../building/domain.ts'
import type { Import, Mapping, RemarkKind, Report } from '../domain.ts'
import { remarkKinds } from '../domain.ts'
import { countNames, guessResources, guessTarget } from '../mapping/domain.ts'
import { readLog } from '../reading/commands.ts'
import { guessColumns, type LogTable } from '../reading/domain.ts'
import { saveImport } from '../store.ts'

const previewRows = 20
const faultsMax = 10_000
/** Names beyond these are not shown for choosing; a log with more has the wrong column. */
const namesMax = 300

/** Reads the file, guesses what nobody has said yet, and waits for a person to look. */
export async function readFile(context: Context, one: Import): Promise<void> {
  const table = await readLog(context, one)
  const columns = { ...guessColumns(table.columns), ...known(one.mapping.columns, table.columns) }
  const cellsOf = (column: string | undefined) => {
    const at = table.columns.indexOf(column ?? '\0')
    return at < 0 ? [] : table.rows.map(({ cells }) => cells[at] ?? '')
  }
  const activities = countNames(cellsOf(columns.activity)).slice(0, namesMax)
  const resources = countNames(cellsOf(columns.resource)).slice(0, namesMax)
  await inTransaction(context, async (tx) => {
    const { steps } = await getProcedureVersion(tx, context, one.procedureCode, one.procedureVersion)
    const units = await unitsOn(tx, context.today)
    const guesses = activities.flatMap(({ name }) => {
      const target = Object.hasOwn(one.mapping.activities, name) ? undefined : guessTarget(name, steps)
      return target ? [[name, target] as const] : []
    })
    await saveImport(tx, one.id, {
      state: 'read',
      mapping: {
        ...one.mapping,
        columns,
        activities: { ...one.mapping.activities, ...Object.fromEntries(guesses) },
        resources: { ...guessResources(resources, units), ...one.mapping.resources },
      },
      found: {
        columns: table.columns,
        preview: table.rows.slice(0, previewRows).map(({ cells }) => cells),
        rowsCount: table.rows.length,
        activities,
        resources,
        guessed: guesses.map(([name]) => name),
      },
    })
  })
}

/** Of what was kept for the source, the columns that this file has. */
function known(columns: Mapping['columns'], names: readonly string[]): Mapping['columns'] {
  return Object.fromEntries(Object.entries(columns).filter(([, name]) => names.includes(name)))
}

/** The cases that a log gives, and everything a person should know of them. */
export type Checked = {
  readonly built: readonly BuiltCase[]
  readonly report: Report
  readonly units: readonly Unit[]
}

export async function checkLog(context: Context, one: Import): Promise<Checked> {
  const table = await readLog(context, one)
  const { definition, units } = await read(context, async (tx) => ({
    definition: await getProcedureVersion(tx, context, one.procedureCode, one.procedureVersion),
    units: await unitsOn(tx, context.today),
  }))
  const grouped = groupEvents(table, one.mapping, context.now)
  const unitCode = units.find(({ id }) => id === one.unitId)?.code ?? ''
  const rules = { definition, mapping: one.mapping, calendar: calendarFor(context, unitCode), unitCode }
  const built = grouped.cases.flatMap((log) => buildCase(log, rules) ?? [])
  return { built, units, report: reportOf(table, grouped, built, one.mapping) }
}

function reportOf(table: LogTable, grouped: Grouped, built: readonly BuiltCase[], mapping: Mapping): Report {
  const activities = countNames(grouped.cases.flatMap(({ events }) => events.map(({ activity }) => activity)))
  const at = table.columns.indexOf(mapping.columns.resource ?? '\0')
  const resources = at < 0 ? [] : countNames(table.rows.map(({ cells }) => cells[at] ?? ''))
  const having = (kind: RemarkKind) => built.filter(({ remarks }) => remarks.has(kind)).length
  const counts: Partial<Record<RemarkKind, number>> = {
    duplicates: grouped.duplicatesCount,
    skipped: built.reduce((sum, { skippedCount }) => sum + skippedCount, 0),
    foreignResources: resources.filter(({ name }) => !Object.hasOwn(mapping.resources, name)).length,
  }
  return {
    casesCount: built.length,
    eventsCount: grouped.cases.reduce((sum, { events }) => sum + events.length, 0),
    faultsCount: grouped.faults.length,
    faults: grouped.faults.toSorted((a, b) => a.line - b.line).slice(0, faultsMax),
    unmapped: activities.filter(({ name }) => !Object.hasOwn(mapping.activities, name)),
    remarks: remarkKinds
      .map((kind) => ({ kind, count: counts[kind] ?? having(kind) }))
      .filter(({ count }) => count > 0),
  }
}

export async function checkFile(context: Context, one: Import): Promise<void> {
  const { report } = await checkLog(context, one)
  await inTransaction(context, (tx) => saveImport(tx, one.id, { state: 'checked', report }))
}
