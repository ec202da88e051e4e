/** Kiểm tra tại chỗ, where there may be no line: the list of places to go to, and the record of each. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { recordLook } from '#kernel/looks.ts'
import { officerOf } from '#kernel/policy.ts'
import { wasWritten } from '../records/domain.ts'
import { loadDossier } from '../steps/store.ts'
import * as store from './store.ts'

const visitsMax = 50

/** Những nơi cần đến. Names and addresses go onto the device, so each dossier is told as looked at. */
export function viewVisits(context: Context): Promise<readonly store.Visit[]> {
  const officer = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const visits = await store.findVisits(tx, officer, { max: visitsMax })
    const of = visits.map(({ caseId }) => caseId)
    await recordLook(tx, context, { of, what: 'list', why: 'field' })
    return visits
  })
}

/** Whom to meet at one of them; `undefined` when it is not the officer's to do any more. */
export function findVisit(context: Context, code: string): Promise<store.Visit | undefined> {
  const officer = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const [visit] = await store.findVisits(tx, officer, { code, max: 1 })
    if (visit) await recordLook(tx, context, { of: [visit.caseId], what: 'dossier', why: 'field' })
    return visit
  })
}

/** Whether a record that a device sends was written down before, its answer lost on the way. */
export async function wasReceived(
  context: Context,
  { code, step, key }: { readonly code: string; readonly step: number; readonly key: string },
): Promise<boolean> {
  const dossier = await loadDossier(context, code)
  const work = dossier?.work.find(({ number }) => number === step)
  return work !== undefined && wasWritten([work], key)
}
