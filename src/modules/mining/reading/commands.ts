/** Reading a log: whose cases the asker may count, of which source, and on whose office hours. */

import { calendarFor } from '#kernel/calendars.ts'
import type { Context } from '#kernel/context.ts'
import { read, type Tx } from '#kernel/db.ts'
import { kernelRefusal } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { capacitiesOf } from '#kernel/policy.ts'
import { addDays, type CalendarDate, instantAt } from '#kernel/types.ts'
import { findLoadedLogs, type LoadedLog } from '#modules/history/api.ts'
import { getProcedureVersion, type ProcedureDefinition } from '#modules/services/api.ts'
import { type LogCase, type Measure, refusal } from '../domain.ts'
import type { StepLimit } from '../waiting/domain.ts'
import { logCaseOf, officeMeasure } from './domain.ts'
import * as store from './store.ts'

/** What is asked for, as it stands in the address of the page. */
export type Asked = {
  readonly procedure?: string | undefined
  /** Code of a unit: its cases and those of the units below. */
  readonly unit?: string | undefined
  /** Id of an import; the live cases without it. */
  readonly source?: string | undefined
  readonly from?: CalendarDate | undefined
  readonly until?: CalendarDate | undefined
}

export type Choices = {
  readonly procedures: readonly { readonly code: string; readonly name: string; readonly cases: number }[]
  readonly units: readonly store.ReachedUnit[]
  readonly logs: readonly LoadedLog[]
}
/** A log with all that is needed to count over it. */
export type ReadLog = {
  readonly procedure: { readonly code: string; readonly name: string }
  readonly source: LoadedLog | undefined
  readonly unit: store.ReachedUnit | undefined
  readonly log: readonly LogCase[]
  readonly measure: Measure
  readonly limit: StepLimit
  /** By version, the oldest first. */
  readonly definitions: ReadonlyMap<number, ProcedureDefinition>
  readonly unitNames: ReadonlyMap<string, string>
}

/** A page reads no more; a province has some hundred thousand dossiers a year over all procedures. */
const casesMax = 50_000
const logsMax = 50

/**
 * Units whose cases the asker may count: the own ones and those below, as oneself and in place of somebody away; a system those
 * of its unit. What is counted names nobody.
 */
export async function reachOf(tx: Tx, { actor }: Pick<Context, 'actor'>): Promise<store.Reach> {
  if (actor.kind === 'officer') {
    const able = capacitiesOf(actor).filter(({ permissions }) => permissions.has('mining.view'))
    return store.findPaths(
      tx,
      able.map(({ unitId }) => unitId),
    )
  }
  if (actor.kind === 'service' && actor.unitId) return store.findPaths(tx, [actor.unitId])
  throw kernelRefusal.notAllowed()
}

async function findChoices(tx: Tx, context: Context, reach: store.Reach): Promise<Choices> {
  const loaded = await findLoadedLogs(tx, logsMax)
  const near = await store.findReachedImports(
    tx,
    reach,
    loaded.map(({ id }) => id),
  )
  const names = new Map(context.pack.catalogue.map(({ code, name }) => [code, name]))
  return {
    procedures: (await store.countProcedures(tx, reach)).map((one) => ({
      ...one,
      name: names.get(one.code) ?? one.code,
    })),
    units: await store.findReachedUnits(tx, reach),
    logs: loaded.filter(({ id }) => near.has(id)),
  }
}

/** The log that is asked for; without a procedure the one with the most cases. `undefined` where there are no cases at all. */
export async function readLog(
  context: Context,
  asked: Asked,
  reach: store.Reach,
): Promise<{ readonly choices: Choices; readonly read: ReadLog | undefined }> {
  const { from, until } = asked
  if (from && until && from > until) throw refusal.periodBackwards()
  return read(context, async (tx) => {
    const choices = await findChoices(tx, context, reach)
    const source = sourceOf(choices, asked.source)
    const unit = choices.units.find(({ code }) => code === asked.unit)
    const code = source?.procedureCode ?? asked.procedure ?? choices.procedures[0]?.code
    if (code === undefined) return { choices, read: undefined }
    const rows = await store.findCases(tx, {
      procedure: code,
      importId: source?.id,
      from: from && instantAt(from),
      until: until && instantAt(addDays(until, 1)),
      reach: unit ? [unit.path] : reach,
      max: casesMax + 1,
    })
    if (rows.length > casesMax) throw refusal.tooManyCases({ details: { max: casesMax } })
    const log = rows.map(logCaseOf)
    const definitions = await findDefinitions(tx, context, code, log)
    const name = context.pack.catalogue.find((one) => one.code === code)?.name ?? code
    return {
      choices,
      read: {
        procedure: { code, name },
        source,
        unit,
        log,
        measure: officeMeasure((unitCode) => calendarFor(context, unitCode)),
        limit: limitsOf(definitions),
        definitions,
        unitNames: await store.findUnitNames(tx),
      },
    }
  })
}

function sourceOf({ logs }: Choices, id: string | undefined): LoadedLog | undefined {
  if (id === undefined) return undefined
  const found = isId(id) ? logs.find((one) => one.id === id) : undefined
  if (!found) throw refusal.unknownSource()
  return found
}

async function findDefinitions(
  tx: Tx,
  context: Context,
  code: string,
  log: readonly LogCase[],
): Promise<ReadonlyMap<number, ProcedureDefinition>> {
  const versions = [...new Set(log.map(({ version }) => version))].toSorted((a, b) => a - b)
  const found = new Map<number, ProcedureDefinition>()
  for (const version of versions) found.set(version, await getProcedureVersion(tx, context, code, version))
  return found
}

/** Giờ của bước, as working minutes, by the version of the case. */
function limitsOf(definitions: ReadonlyMap<number, ProcedureDefinition>): StepLimit {
  const limits = new Map(
    [...definitions].map(([version, { steps }]) => [
      version,
      new Map(steps.map(({ key, hours }) => [key, hours * 60])),
    ]),
  )
  return (version, activity) => limits.get(version)?.get(activity)
}
