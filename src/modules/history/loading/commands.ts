/** Nạp và rút lại: everything of an import in one transaction, so that whatever dies, nothing half loaded stays. */

import type { Context } from '#kernel/context.ts'
import { inTransaction, read, type Tx } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
import { newId } from '#kernel/ids.ts'
import { dateOf } from '#kernel/types.ts'
import { newLookupSecret } from '#modules/dossiers/api.ts'
import type { Unit } from '#modules/organisation/api.ts'
import { getProcedureVersion } from '#modules/services/api.ts'
import type { BuiltCase } from '../building/cases/domain.ts'
import { checkLog } from '../checking/commands.ts'
import { type Import, refusal } from '../domain.ts'
import { findImport, findImportForUpdate, saveImport } from '../store.ts'
import { countSteps, type Placing, rowsOf } from './domain.ts'
import * as store from './store.ts'

const casesPerBatch = 250

/**
 * Loads the log of an import that a person has checked. It is read and checked once more, so what is loaded is what the
 * file says; progress is told on a connection of its own, because the transaction shows nothing before its end.
 */
export async function loadCases(context: Context, one: Import): Promise<void> {
  const { built, report, units } = await checkLog(context, one)
  if (report.faultsCount > 0) throw refusal.hasFaults({ details: { count: report.faultsCount } })
  if (report.unmapped.length > 0) throw refusal.notAllMapped({ details: { count: report.unmapped.length } })
  const definition = await read(context, (tx) =>
    getProcedureVersion(tx, context, one.procedureCode, one.procedureVersion),
  )
  const placing = { ...placingOf(one, units), definition }
  await inTransaction(context, async (tx) => {
    await store.lockImport(tx, one.id)
    // Whoever waited for the lock finds it done.
    if ((await findImport(tx, one.id))?.state !== 'loading') return
    const first = await store.drawNumbers(tx, placing.agencyCode, built.length)
    for (let done = 0; done < built.length; done += casesPerBatch) {
      const batch = built.slice(done, done + casesPerBatch)
      await store.insertCases(
        tx,
        batch.map((wanted, index) => rowsOf(wanted, nameOf(wanted, placing, first + done + index), placing)),
      )
      await inTransaction(context, (own) => saveImport(own, one.id, { doneCount: done + batch.length }))
    }
    if (one.replaces) await replace(tx, context, one.replaces)
    await saveImport(tx, one.id, {
      state: 'loaded',
      report,
      doneCount: built.length,
      figures: { steps: countSteps(built, context.calendar) },
      loadedAt: context.now,
    })
    await appendEvent(tx, context, 'history.loaded', {
      subject: one.id,
      unitId: one.unitId,
      payload: { procedure: one.procedureCode, source: one.source, cases: built.length },
    })
  })
}

async function replace(tx: Tx, context: Context, id: string): Promise<void> {
  const before = await findImportForUpdate(tx, id)
  if (before?.state === 'loaded') await takeAway(tx, context, before)
}

/** Takes a loaded import back whole. Throws `actedOn` when one of its dossiers was worked on since. */
export async function takeAway(tx: Tx, context: Context, one: Import): Promise<void> {
  const actedOn = await store.countActedOn(tx, one.id)
  if (actedOn > 0) throw refusal.actedOn({ details: { count: actedOn } })
  const cases = await store.removeCases(tx, one.id)
  await saveImport(tx, one.id, { state: 'takenBack' })
  await appendEvent(tx, context, 'history.takenBack', {
    subject: one.id,
    unitId: one.unitId,
    payload: { procedure: one.procedureCode, source: one.source, cases },
  })
}

type Place = Omit<Placing, 'definition'> & { readonly agencyCode: string }

function placingOf({ id, source, unitId, mapping }: Import, units: readonly Unit[]): Place {
  const byCode = new Map(units.map((unit) => [unit.code, unit]))
  const agencyCode = units.find((unit) => unit.id === unitId)?.code
  if (!agencyCode) throw refusal.unknownUnit({ details: { code: unitId } })
  return {
    importId: id,
    source,
    unitId,
    agencyCode,
    unitOf: (resource) => {
      const known = Object.hasOwn(mapping.resources, resource)
        ? byCode.get(mapping.resources[resource] ?? '')
        : undefined
      return { id: known?.id ?? unitId, isKnown: known !== undefined }
    },
  }
}

/** Mã hồ sơ of an old case: of a book of its own, so that it never meets a number given at a desk. */
function nameOf({ openedAt }: BuiltCase, { agencyCode }: Place, number: number) {
  const day = dateOf(openedAt).replaceAll('-', '').slice(2)
  return {
    id: newId(openedAt),
    code: `${agencyCode}.CU-${day}-${String(number).padStart(4, '0')}`,
    lookupSecret: newLookupSecret(),
  }
}
