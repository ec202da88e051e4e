/** Nhập hồ sơ cũ: upload, map, check, load, take back. The long parts run in the worker, in small signs of life. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { Refusal } from '#kernel/errors.ts'
import { actorIdOf, appendEvent } from '#kernel/events.ts'
import type { ReceivedFile } from '#kernel/files.ts'
import { newId } from '#kernel/ids.ts'
import { job } from '#kernel/jobs.ts'
import type { JsonObject } from '#kernel/types.ts'
import { findUnitByCode, type Unit } from '#modules/organisation/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import { checkFile, readFile } from './checking/commands.ts'
import { emptyMapping, type Import, importCan, type Mapping, neededRoles, refusal } from './domain.ts'
import { loadCases, takeAway } from './loading/commands.ts'
import * as store from './store.ts'

type Upload = {
  readonly file: Pick<ReceivedFile, 'sha256' | 'name' | 'bytes'>
  readonly procedure: string
  readonly source: string
  readonly unitCode: string
  /** Takes the place of an earlier import of the same file. */
  readonly replaces: boolean
}

/** Takes a log in hand. Throws `alreadyLoaded` for a file that stands already, unless it is to be replaced. */
export async function uploadLog(
  context: Context,
  { file, procedure, source, unitCode, replaces }: Upload,
): Promise<string> {
  const name = source.trim().slice(0, 120)
  if (name === '') throw refusal.sourceNeeded()
  return inTransaction(context, async (tx) => {
    const { code, version } = await getProcedure(tx, procedure, context.today)
    const unit = await demandUnit(tx, context, unitCode)
    await store.lockFile(tx, file.sha256)
    const before = await store.findLoadedFile(tx, file.sha256, code)
    if (before && !replaces) throw refusal.alreadyLoaded()
    const id = newId(context.now)
    await store.insertImport(tx, {
      id,
      procedureCode: code,
      procedureVersion: version,
      source: name,
      fileSha256: file.sha256,
      fileName: file.name,
      fileBytes: file.bytes,
      unitId: unit.id,
      mapping: (await store.findKeptMapping(tx, name, code)) ?? emptyMapping,
      replaces: before?.id ?? null,
      madeBy: actorIdOf(context),
      at: context.now,
    })
    await appendEvent(tx, context, 'history.uploaded', {
      subject: id,
      payload: { procedure: code, source: name, file: file.sha256 },
    })
    await workOnImport.enqueue(tx, { key: id, payload: { id } })
    return id
  })
}

async function demandUnit(tx: Tx, context: Context, code: string): Promise<Unit> {
  const unit = await findUnitByCode(tx, code.trim(), context.today)
  if (!unit) throw refusal.unknownUnit({ details: { code } })
  return unit
}

/** Keeps how the log is read, and goes on: to read it anew when other columns were chosen, else to check it. */
export async function mapLog(context: Context, id: string, mapping: Mapping): Promise<void> {
  if (neededRoles.some((role) => !mapping.columns[role])) throw refusal.columnsNeeded()
  await inTransaction(context, async (tx) => {
    const one = await demandImport(tx, id)
    if (!importCan('map', one)) throw refusal.notNow()
    const sameColumns = neededRoles
      .concat('resource')
      .every((role) => one.mapping.columns[role] === mapping.columns[role])
    const state = sameColumns ? 'checking' : 'reading'
    await store.saveImport(tx, id, { state, mapping })
    await store.keepMapping(tx, one, mapping, context.now)
    await workOnImport.enqueue(tx, { key: id, payload: { id } })
  })
}

/** Nạp: everything or nothing. Throws `hasFaults` or `notAllMapped` while anything is left to mend or to decide. */
export async function loadLog(context: Context, id: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    const one = await demandImport(tx, id)
    if (!importCan('load', one) || !one.report) throw refusal.notNow()
    demandClean(one)
    await store.saveImport(tx, id, { state: 'loading', doneCount: 0, totalCount: one.report.casesCount })
    await workOnImport.enqueue(tx, { key: id, payload: { id } })
  })
}

function demandClean({ report }: Import): void {
  if (!report) throw refusal.notNow()
  if (report.faultsCount > 0) throw refusal.hasFaults({ details: { count: report.faultsCount } })
  if (report.unmapped.length > 0) throw refusal.notAllMapped({ details: { count: report.unmapped.length } })
}

/** Starts again what stood still because the worker was stopped, or what failed. */
export async function retryLog(context: Context, id: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    const one = await demandImport(tx, id)
    if (!importCan('retry', one)) throw refusal.notNow()
    const state = one.state !== 'failed' ? one.state : one.report ? 'checking' : 'reading'
    await store.saveImport(tx, id, { state, failure: null, doneCount: 0 })
    await workOnImport.enqueue(tx, { key: id, payload: { id } })
  })
}

/** Rút lại cả lần nhập. Throws `actedOn` when one of its dossiers was worked on since. */
export async function takeBackLog(context: Context, id: string): Promise<void> {
  await inTransaction(context, async (tx) => {
    const one = await demandImport(tx, id)
    if (!importCan('takeBack', one)) throw refusal.notNow()
    await takeAway(tx, context, one)
  })
}

/** The import, locked. */
async function demandImport(tx: Tx, id: string): Promise<Import> {
  const one = await store.findImportForUpdate(tx, id)
  if (!one) throw refusal.notFound()
  return one
}

export const workOnImport = job<{ id: string } & JsonObject>({
  task: 'history.work',
  attemptsMax: 3,
  run: (context, { id }) => goOn(context, id),
})

/** Does what the state of the import asks for. What the rules refuse is kept with it; nothing half done stays. */
export async function goOn(context: Context, id: string): Promise<void> {
  const one = await read(context, (tx) => store.findImport(tx, id))
  if (!one) return
  try {
    if (one.state === 'reading') await readFile(context, one)
    if (one.state === 'checking') await checkFile(context, one)
    if (one.state === 'loading') await loadCases(context, one)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    await inTransaction(context, (tx) =>
      store.saveImport(tx, id, { state: 'failed', failure: thrown.sentence }),
    )
  }
}
