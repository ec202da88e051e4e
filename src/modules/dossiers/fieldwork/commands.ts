/** Kiểm tra tại chỗ, where there may be no line: the list of places to go to, and the record of each. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { appendEvent } from '#kernel/events.ts'
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
    for (const { caseId, code } of visits) await tellLooked(tx, context, caseId, code)
    return visits
  })
}

/** Whom to meet at one of them; `undefined` when it is not the officer's to do any more. */
export function findVisit(context: Context, code: string): Promise<store.Visit | undefined> {
  const officer = officerOf(context.actor)
  return inTransaction(context, async (tx) => {
    const [visit] = await store.findVisits(tx, officer, { code, max: 1 })
    if (visit) await tellLooked(tx, context, visit.caseId, code)
    return visit
  })
}

type Transaction = Parameters<typeof appendEvent>[0]

function tellLooked(tx: Transaction, context: Context, subject: string, code: string): Promise<void> {
  return appendEvent(tx, context, 'dossier.viewed', { subject, payload: { code, why: 'field' } })
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
