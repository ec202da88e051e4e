/** Proves each event of a dossier by its leaf, as a stranger would. */

import { type CaseState, caseStates } from '#kernel/cases.ts'
import type { Context } from '#kernel/context.ts'
import type { Tx } from '#kernel/db.ts'
import { checkReceipt } from '#kernel/receipts.ts'
import { knownKeys } from '../heads/commands.ts'
import { receiptOfEvent } from '../proofs/commands.ts'
import { findEventLeaves } from '../proofs/store.ts'
import type { ProvenEvent } from './domain.ts'

export async function proveEvents(tx: Tx, context: Context, caseId: string): Promise<readonly ProvenEvent[]> {
  const keys = await knownKeys(tx)
  const proven: ProvenEvent[] = []
  for (const event of await findEventLeaves(tx, caseId)) {
    const receipt = await receiptOfEvent(tx, context, event)
    const verdict = receipt?.state === 'proven' ? await checkReceipt(receipt.text, keys) : undefined
    const isProven = verdict?.is === 'proven' && event.leaf && receipt?.leaf.equals(event.leaf)
    const mustBe = verdict || (event.leaf && event.salt)
    const { at, name, details, index, salt } = event
    const state = details.state as CaseState | undefined
    proven.push({
      at,
      name,
      is: isProven ? 'proven' : mustBe ? 'wrong' : 'other',
      place: !salt ? 'đã xóa nội dung' : index === null ? 'chưa vào sổ' : `lá ${index}`,
      state: state && state in caseStates ? state : undefined,
      isImported: details.imported === true,
    })
  }
  return proven
}
