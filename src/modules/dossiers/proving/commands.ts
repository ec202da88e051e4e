/** Bằng chứng ghi sổ of one's own dossier: that, when and with what it was handed in. */

import type { Context } from '#kernel/context.ts'
import { inTransaction } from '#kernel/db.ts'
import { type LedgerReceipt, ledgerRefusal, receiptOf } from '#modules/ledger/api.ts'
import { getOwn, tellPartLooked } from '../tracking/commands.ts'

export type ProvenDossier = { readonly code: string; readonly receipt: LedgerReceipt }

/** Throws `dossiers.notFound`, and `ledger.notYet` where there is nothing to prove it with. */
export function openProof(context: Context, code: string): Promise<ProvenDossier> {
  return inTransaction(context, async (tx) => {
    const dossier = await getOwn(tx, context, code)
    await tellPartLooked(tx, context, dossier, 'form')
    const receipt = await receiptOf(tx, context, dossier.id, 'dossier.submitted')
    if (!receipt) throw ledgerRefusal.notYet()
    return { code: dossier.code, receipt }
  })
}
